"""The corpus as a Data Package, so that others can use it without this program.

`python -m tui.corpus.datapackage data` prints what data/datapackage.json has to hold.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

from tui.corpus.tables import Column, Table, tables

_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "TINYINT": "integer",
    "BIGINT": "integer",
    "DATE": "date",
    "BOOLEAN": "boolean",
}
_BETWEEN = re.compile(r"\w+ BETWEEN (\d+) AND (\d+)")
_AT_LEAST = re.compile(r"\w+ (>=?) (\d+)")
_UNITS = (
    "usd: whole US dollars; percent: of 100; mw: megawatts of capacity; gpus, shares, count:"
    " pieces; times: a multiple; days: a length of time"
)
# What a column means beyond the line above it in the schema.
_MORE = {
    ("claims", "low"): f"null is open or unknown. {_UNITS}",
    ("claims", "high"): f"null is open or unknown. {_UNITS}",
    ("claims", "unit"): _UNITS,
    ("evidence", "n"): "as numbered in the digest of the source",
}

# Where an empty text is a value: the only one of its sort has no term.
_EMPTY = {("claims", "term")}


def descriptor(folder: Path) -> dict[str, object]:
    """The descriptor of a corpus folder, after the Data Package standard (datapackage.org).

    The schema gives fields, types, constraints, keys and descriptions; the folder's sources.csv
    gives the articles that are cited and their digests. Raises OSError if that cannot be read.
    """
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
        sources = list(csv.DictReader(file))
    listed = [each for each in tables() if each.file.endswith(".csv")]
    return {
        "name": "caploop-corpus",
        "title": "Circular financing of the AI industry, claim by claim",
        "description": (
            "What press articles say about who pays whom in the AI industry: each claim with its"
            " bounds, its status, its voice, the day since when it is known, and its evidence."
            " No text of an article is included but quotes of six words at most."
        ),
        "keywords": ["AI", "circular financing", "vendor financing", "claims", "evidence"],
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 International",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "sources": [_cited(source) for source in sources],
        "resources": [_table(each) for each in listed]
        + [_digest(source["source_id"]) for source in sources],
    }


def text(folder: Path) -> str:
    """The descriptor as the file holds it."""
    return json.dumps(descriptor(folder), ensure_ascii=False, indent=2) + "\n"


def _cited(source: dict[str, str]) -> dict[str, str]:
    known = source["published_on"] or f"undated, known by {source['known_on']}"
    cited = {"title": f"{source['source_id']}: {source['publisher']}, {source['title']} ({known})"}
    if source["url"]:
        cited["path"] = source["url"]
    return cited


def _table(table: Table) -> dict[str, object]:
    rules = "".join(f" Each row: {check}." for check in table.checks)
    schema: dict[str, object] = {
        "fields": [_field(table, column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if keys := [_foreign(table, column) for column in table.columns if column.references]:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "description": table.doc + rules,
        "type": "table",
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(table: Table, column: Column) -> dict[str, object]:
    field: dict[str, object] = {"name": column.name, "type": _type(column)}
    said = [column.doc, _MORE.get((table.name, column.name), "")]
    if description := "; ".join(words for words in said if words):
        field["description"] = description
    if _type(column) == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if (table.name, column.name) in _EMPTY:
        field["missingValues"] = []
    if constraints := _constraints(table, column):
        field["constraints"] = constraints
    return field


def _type(column: Column) -> str:
    if column.enum_values:
        return "string"
    return "number" if column.type.startswith("DECIMAL") else _TYPES[column.type]


def _constraints(table: Table, column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if not column.nullable:
        constraints["required"] = True
    if table.key == (column.name,):
        constraints["unique"] = True
    if column.enum_values:
        constraints["enum"] = list(column.enum_values)
    if found := _BETWEEN.fullmatch(column.check):
        constraints |= {"minimum": int(found[1]), "maximum": int(found[2])}
    elif found := _AT_LEAST.fullmatch(column.check):
        constraints["minimum"] = int(found[2]) + (found[1] == ">")
    elif column.check:
        raise ValueError(f"no constraint says {column.check!r}")
    return constraints


def _foreign(table: Table, column: Column) -> dict[str, object]:
    target, key = column.references or ("", "")
    # The standard names the table itself by an empty resource.
    resource = "" if target == table.name else target
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [key]}}


def _digest(source_id: str) -> dict[str, object]:
    return {
        "name": f"digest-{source_id}",
        "description": f"Our own reading notes on source {source_id}, paragraph by paragraph.",
        "path": f"digests/{source_id}.md",
        "format": "md",
        "mediatype": "text/markdown",
        "encoding": "utf-8",
    }


if __name__ == "__main__":
    sys.stdout.write(text(Path(sys.argv[1])))
