"""Which SQL a visitor may run: one statement that reads, and reads nothing but the corpus.

The engine's own limits (read-only, no external access, configuration locked) come first; this is
for what they let through: logging to files and to the terminal, profiling, SQL hidden in strings,
the paths of files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tui.corpus.visitor import Parse

LONGEST = 100_000
# What may stand in FROM with arguments, besides the corpus' own macros.
TABLE_FUNCTIONS = frozenset(
    [
        *("range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree"),
        *("pg_timezone_names", "icu_calendar_names", "pragma_table_info", "pragma_version"),
        *("duckdb_columns", "duckdb_constraints", "duckdb_functions", "duckdb_indexes"),
        *("duckdb_keywords", "duckdb_schemas", "duckdb_tables", "duckdb_types"),
        *("duckdb_variables", "duckdb_views"),
    ]
)
# These tell of the machine, leave traces, wait, or run what stands in a string.
FUNCTIONS = frozenset(
    [
        *("current_setting", "write_log", "sleep_ms", "pg_sleep", "nextval", "setval", "currval"),
        *("json_serialize_plan", "json_execute_serialized_sql", "query", "query_table", "getenv"),
    ]
)
TABLES = frozenset(["pg_settings"])
# What a query is made of; the engine also takes an INSERT or a COPY in a WITH.
QUERIES = frozenset(["SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"])
# The tables under these prefixes show the engine, and two of them its files.
ENGINE = ("duckdb_", "pragma_")
SHOWN = frozenset(["tables", "__show_tables_expanded"])

WANTED = (
    "a visitor may run one SELECT, DESCRIBE or SUMMARIZE, EXPLAIN of one of them, or "
    "SET VARIABLE as_of = '…' or lens = '…'"
)
# Only line comments may stand before these words: block comments nest, and expressions do not.
_BEFORE = r"(?:\s|--[^\r\n]*[\r\n])*"
_EXPLAIN = re.compile(rf"{_BEFORE}explain\b", re.IGNORECASE)
_DIAL = re.compile(
    rf"{_BEFORE}set\s+variable\s+(?:as_of|lens)\s*=\s*(?:date\s*)?'[^']*'\s*;?\s*", re.IGNORECASE
)


def refusal(sql: str, parse: Parse, own: frozenset[str]) -> str | None:
    """Why a visitor may not run a statement; None if it may.

    `parse` gives the engine's syntax tree of a SELECT as JSON, `own` are the corpus' own macros.
    """
    if len(sql) > LONGEST:
        return f"longer than {LONGEST:,} characters"
    if "\0" in sql:
        return WANTED  # the engine may read no further
    if _DIAL.fullmatch(sql):
        return None
    explain = _EXPLAIN.match(sql)
    try:
        tree = json.loads(parse(sql[explain.end() :] if explain else sql))
    except RecursionError:
        return "nested too deeply"
    statements = tree.get("statements", [])
    if tree.get("error", True) or len(statements) != 1:
        return WANTED
    return next(_refused(statements[0], own), None)


def _refused(statement: object, own: frozenset[str]) -> Iterator[str]:
    for node in _nodes(statement):
        name, kind = str(node.get("function_name", "")).lower(), str(node.get("type"))
        if kind.endswith("_NODE") and kind not in QUERIES:
            yield WANTED
        elif kind == "TABLE_FUNCTION":
            called = str(node["function"]["function_name"]).lower()
            if called not in TABLE_FUNCTIONS and called not in own:
                yield f"{called}() is not for visitors"
        elif name in FUNCTIONS or name.startswith("__internal"):
            yield f"{name}() is not for visitors"
        elif kind == "BASE_TABLE" and _is_engine(str(node["table_name"])):
            yield f"{node['table_name']} is not for visitors"
        elif kind == "SHOW_REF" and node.get("query") is None:
            shown = str(node["table_name"]).strip('"').lower()
            special = node.get("show_type") == "SHOW_SPECIAL"
            if _is_engine(shown) or (special and shown not in SHOWN):
                yield f"SHOW {shown} is not for visitors"


def _is_engine(table: str) -> bool:
    name = table.lower()
    return name in TABLES or (name.startswith(ENGINE) and name not in TABLE_FUNCTIONS)


def _nodes(tree: object) -> Iterator[dict[str, Any]]:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
