"""What became known since the reader's last visit: the same mark in every list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tui.context import Context
from tui.draw.spans import Line, concat

MARK = "+"


def is_new(day: date | None, context: Context) -> bool:
    """Whether news of that day is younger than the last visit; on a first visit nothing is."""
    return context.since is not None and day is not None and day > context.since


def marked_new(lines: list[Line], days: Sequence[date | None], context: Context) -> list[Line]:
    """Table rows with `+` in their first cell where the news of their day is new.

    The chosen row keeps the cursor there: its title counts it.
    """
    return [
        concat([(MARK, "accent")], [(line[0][0][1:], line[0][1]), *line[1:]])
        if is_new(day, context) and line and line[0][0].startswith(" ")
        else line
        for line, day in zip(lines, days, strict=True)
    ]


def new_words(days: Iterable[date | None], context: Context, *, brief: bool = False) -> str:
    """How many of the rows are new, for a title: '3 new since 2026-02-03'; '' for none."""
    count = sum(is_new(day, context) for day in days)
    since = "" if brief else f" since {context.since}"
    return f"{count:,} new{since}" if count else ""
