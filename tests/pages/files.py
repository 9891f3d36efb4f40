"""The shipped corpus as its files say it, read without SQL."""

from __future__ import annotations

import csv

from tui.corpus.place import shipped


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with (shipped() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def claim_of(quote: str, source: str, **cells: str) -> dict[str, str]:
    """The first claim of a source that stands on exactly these words, with these cells."""
    ids = {row["claim_id"] for row in table("evidence") if row["quote"] == quote}
    return next(
        row
        for row in table("claims")
        if row["claim_id"] in ids
        and row["source_id"] == source
        and all(row[name] == value for name, value in cells.items())
    )
