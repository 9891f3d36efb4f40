"""The numbers of one line of the exposures, one by one, and the claims that each is made of."""

from __future__ import annotations

from collections.abc import Sequence

from tui.format import FULL
from tui.pages.exposure.asides import Aside, Number
from tui.pages.exposure.groups import Item
from tui.pages.exposure.parts import COLUMNS, Column
from tui.pages.exposure.rows import IN_DOLLARS, Row, Sum, claims_of, legs_of
from tui.pages.page import Adds, Ask, Subject

# How dollars come to stand in a column, and that none does.
SAID = {
    "paid": ("is paid", "nothing paid"),
    "firm": ("is firm beyond what is paid", "nothing firm beyond what is paid"),
    "soft": ("is soft beyond what is firm", "nothing soft"),
    "ceiling": ("is at most at stake", "nothing at stake"),
}


def numbers(chosen: Item | Aside | None, every: Ask) -> list[Number]:
    """What stands in the line from left to right. `every` lists what a sum is made of where not all
    of that is read."""
    if isinstance(chosen, Aside):
        return list(chosen.numbers)
    if chosen is None or chosen.exposure_class not in IN_DOLLARS:
        return []
    return [_of_part(chosen, column, every) for column in COLUMNS]


def _of_part(chosen: Item, column: Column, every: Ask) -> Number:
    text = chosen.part(column).text(FULL)
    if isinstance(chosen, Sum) and chosen.unread:
        return Number(column, text, Subject(made_of=_with(every, column)))
    rows = (chosen,) if isinstance(chosen, Row) else chosen.rows
    subject = Subject(
        claims_of(rows),
        entity=rows[0].obligor if rows else None,
        legs=legs_of(rows),
        counted=_counted(rows, column),
        number=f"{text} $B {column}",
    )
    return Number(column, text, subject)


def _counted(rows: Sequence[Row], column: Column) -> tuple[Adds, ...]:
    adds = []
    for row in rows:
        part, (said, none) = row.part(column), SAID[column]
        none = f"{none} is known" if part.open else none
        how = none if part.dollars is None else said
        adds.append(Adds(row.leg_id, part.dollars, part.mark or "exact", how))
    return tuple(adds)


def _with(every: Ask, column: Column) -> Ask:
    """The same legs, for what they add to one column: no weight counts there."""
    own = {name: every.values().get(name) for name in ("only", "words", "by", "about")}
    picked = {name: every.values().get(name) for name in ("entity", "side", "deal")}
    return Ask.of(every.query, **picked, **own, part=column)
