"""What all exposures come to where more of them are known than are read, from exposure_totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tui.corpus.frame import Frame
from tui.pages.exposure.parts import COLUMNS, Part, part_mark
from tui.pages.exposure.stress_fields import NAMES_OF_WEIGHTS


@dataclass(frozen=True)
class Whole:
    """The sums over every leg of a class: four parts, what the lens counts, MW at their highest,
    and what `weights` make of them (percent by NAMES_OF_WEIGHTS)."""

    legs: int
    quantified: int
    parts: tuple[Part, ...]
    counted: Part
    megawatts: tuple[int, int]
    weighted: Part
    weights: tuple[object, ...]


# By the holder, obligor or parent that they are of (None: of all), then by class.
Totals = Mapping[str | None, Mapping[str, Whole]]


def totals_of(frame: Frame) -> Totals:
    """The rows of an exposure_totals.sql frame."""
    found: dict[str | None, dict[str, Whole]] = {}
    weights = tuple(frame.params.get(name) for name in NAMES_OF_WEIGHTS)
    for row in frame.rows():
        whole = Whole(
            row["legs"],
            row["quantified"],
            tuple(_part(row, column, f"{column}_mark") for column in COLUMNS),
            _part(row, "dollars", "mark"),
            (row["megawatts"] or 0, row["in_megawatts"]),
            _part(row, "weighted", "weighted_mark"),
            weights,
        )
        found.setdefault(row["group_id"], {})[row["class"]] = whole
    return found


def _part(row: dict[str, Any], column: str, mark: str) -> Part:
    return Part(row[column], part_mark(row[mark]), open=row["quantified"] < row["legs"])
