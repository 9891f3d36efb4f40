"""What tables and columns mean: from the comments in the SQL that makes them, and a list."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

from tui.console.catalogue import Column
from tui.corpus.program import program_files, schema_file

HERE = Path(__file__).parent
_MADE = re.compile(r"^CREATE (?:TABLE|VIEW|MACRO) (\w+)")
_COLUMN = re.compile(r"^    (\w+) (?:[A-Z]|\w+ NOT NULL|\w+,?$)")
# What a header prints after a type, by the words that a comment or the list begins with.
_UNITS = {"whole us dollars": "$", "us dollars": "$", "mw": "MW", "percent": "%", "days": "days"}


@lru_cache
def table_docs() -> dict[str, str]:
    """What each table, view and macro is, in one line."""
    found: dict[str, str] = {}
    for file in program_files():
        above: list[str] = []
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("--"):
                above.append(line[2:].strip())
                continue
            if (made := _MADE.match(line)) and above:
                found[made[1]] = " ".join(above)
            above = []
    return found


@lru_cache
def column_docs() -> dict[tuple[str, str], Column]:
    """Unit and meaning by table and column, both in the form that the corpus gives them.

    A column listed under the table '' means the same in every view.
    """
    found: dict[tuple[str, str], Column] = {}
    table, above = "", ""
    for line in schema_file().read_text(encoding="utf-8").splitlines():
        if made := _MADE.match(line):
            table = made[1]
        elif line.startswith("    --"):
            above = line.strip()[2:].strip()
            continue
        elif (column := _COLUMN.match(line)) and above:
            found[table, column[1]] = Column(column[1], unit=_unit(above), doc=above)
        above = ""
    with (HERE / "columns.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["table"], row["column"]] = Column(row["column"], "", row["unit"], row["doc"])
    return found


def _unit(doc: str) -> str:
    lower = doc.lower()
    return next((unit for words, unit in _UNITS.items() if lower.startswith(words)), "")
