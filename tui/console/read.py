"""The catalogue of an open session, with what the corpus says of its tables and columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tui.console.catalogue import Catalogue, Column, Function, Table, spelt
from tui.console.docs import column_docs, table_docs
from tui.console.ids import HELD
from tui.context import LENSES
from tui.corpus.clean import clean
from tui.corpus.frame import QueryError
from tui.corpus.session import Session

_VALUE = re.compile(r"'((?:[^']|'')*)'")
# Columns that hold the ids of something under another name.
_ENTITIES = (
    *("entity_id", "payer_id", "payee_id", "holder_id", "obligor_id", "vendor_id", "customer_id"),
    *("object_id", "parent_id", "payer", "payee", "entity"),
)
_SAME = {"entity_id": _ENTITIES, "deal_id": ("deal_id", "other_deal_id")}
SHOWN_PARAMETERS = 4


def read_catalogue(session: Session) -> Catalogue:
    """Everything that this session can name. Waits for the engine; raises QueryError."""
    tables = _tables(session.listed("columns"))
    functions, macros = _functions(session.listed("functions"))
    for macro in macros:
        tables[macro.name] = replace(macro, columns=_given_by(macro, session))
    values = {
        column.type: tuple(v.replace("''", "'") for v in _VALUE.findall(column.type))
        for table in tables.values()
        for column in table.columns
        if column.type.startswith("ENUM(")
    }
    try:
        ids, unheld = _ids(session)
    except QueryError:
        ids, unheld = {}, {}  # somebody's own database: no corpus in it
    keywords = tuple(str(word) for (word,) in session.listed("keywords"))
    return Catalogue(tables, functions, {**values, "lens": LENSES}, ids, keywords, unheld)


def _tables(rows: Iterable[tuple[Any, ...]]) -> dict[str, Table]:
    columns: dict[str, list[Column]] = {}
    heads: dict[str, tuple[str, str, str]] = {}
    docs = table_docs()
    for table, kind, table_comment, column, kind_of_column, comment, *place in rows:
        path, column = [clean(each) for each in (*place, table) if each], clean(column)
        table = ".".join(path)
        sql = ".".join(map(spelt, path))
        heads[table] = (kind, clean(table_comment or docs.get(table, "")), sql)
        columns.setdefault(table, []).append(_column(table, column, kind_of_column, comment))
    return {
        name.lower(): Table(name, kind, doc, tuple(columns[name]), sql=sql)
        for name, (kind, doc, sql) in heads.items()
    }


def _given_by(macro: Table, session: Session) -> tuple[Column, ...]:
    """The columns that a macro of the corpus gives. One of somebody else's might read anything."""
    if macro.name not in table_docs():
        return ()
    nothing = ", ".join(["NULL"] * len(macro.parameters))
    try:
        described = session.described(f"FROM {spelt(macro.name)}({nothing})")
    except QueryError:
        return ()  # it reads what is still worked out
    return tuple(_column(macro.name, name, kind) for name, kind in described)


def _column(table: str, name: str, kind: str, comment: str = "") -> Column:
    """A column with what the list says of it, or the database itself."""
    known = column_docs()
    said = known.get((table, name)) or known.get(("", name)) or Column(name)
    return Column(name, kind, said.unit, clean(comment or said.doc))


def _functions(rows: Iterable[tuple[Any, ...]]) -> tuple[dict[str, Function], list[Table]]:
    functions: dict[str, Function] = {}
    macros: list[Table] = []
    docs = table_docs()
    for name, in_from, own, gives, parameters, types, description in rows:
        if own and in_from:
            macros.append(Table(name, "macro", docs.get(name, ""), (), tuple(parameters)))
            continue
        listed = [
            f"{parameter} {str(kind or '').lower()}".strip()
            for parameter, kind in zip(parameters, types, strict=False)
        ]
        if len(listed) > SHOWN_PARAMETERS:
            listed = [*listed[:SHOWN_PARAMETERS], "…"]
        signature = f"{name}({', '.join(listed)})" + (f" → {gives.lower()}" if gives else "")
        doc = docs.get(name, "") if own else clean(description or "")
        functions[name] = Function(name, (signature,), doc, own, in_from)
    return functions, macros


def _ids(session: Session) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """The ids by the columns that hold them, and the kind of those that are too many."""
    counted: list[tuple[Any, ...]] = session.listed("id_counts")
    held: dict[str, dict[str, str]] = {kind: {} for kind, count in counted if count <= HELD}
    most = {kind: HELD if kind in held else 0 for kind, _ in counted}
    rows: list[tuple[Any, ...]] = session.listed("ids", most)
    for kind, id, stands_for in rows:
        held[kind][clean(id)] = clean(stands_for)
    kinds = {column: kind for kind in most for column in _SAME.get(kind, (kind,))}
    unheld = {column: kind for column, kind in kinds.items() if kind not in held}
    return {column: held[kind] for column, kind in kinds.items() if kind in held}, unheld
