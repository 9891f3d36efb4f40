"""What the claims behind a number add to it by other figures than the dollars of the lens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from tui.pages.page import Subject

Row = dict[str, Any]
# What a bound says of the highest that it allows.
MARKS: Final = {
    **dict.fromkeys(("up_to", "less_than"), "le"),
    **dict.fromkeys(("at_least", "more_than"), "ge"),
    **dict.fromkeys(("about", "order_of_magnitude"), "about"),
}


def by_yours(entries: Sequence[Row], asked: Subject) -> Sequence[Row]:
    """Rows of contributions.sql with what each adds by the figures of the subject, if it has any.

    A leg's dollars stand on the claim that they come from in the lens, else on the one that the
    subject names: a weight counts what the lens leaves out.
    """
    if not asked.counted:
        return entries
    yours: dict[str, int] = {}
    of_leg: dict[str, list[Row]] = {}
    for row in entries:
        if row["claim_id"]:
            of_leg.setdefault(row["leg_id"], []).append(row)
    for leg, dollars in asked.counted:
        own = of_leg.get(leg, [])
        sized = [row for row in own if row["claim_id"] in asked.claims]
        chosen = [row for row in own if row["dollars"] is not None] or sized
        if chosen and dollars is not None:
            yours[chosen[0]["claim_id"]] = dollars
    return [_counted(row, yours, asked.how) for row in entries]


def _counted(row: Row, yours: dict[str, int], how: str) -> Row:
    if row["claim_id"] not in yours:
        return row | {"dollars": None}
    mark = "exact" if how else row["mark"] or MARKS.get(row["bound"])
    own = {"dollars": yours[row["claim_id"]], "mark": mark, "reason": how or "by your figures"}
    return row | own
