"""What the claims behind a number add to it by other figures than the dollars of the lens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tui.pages.page import Adds, Subject

Row = dict[str, Any]


def by_yours(entries: Sequence[Row], asked: Subject) -> Sequence[Row]:
    """Rows of contributions.sql with what each adds by the figures of the subject, if it has any;
    what adds most comes first.

    A leg's dollars stand on the claim that says as much, else on the one that they come from in
    the lens, else on one that the subject names: a weight counts what the lens leaves out.
    """
    if not asked.counted:
        return entries
    of_leg: dict[str, list[Row]] = {}
    for row in entries:
        if row["claim_id"]:
            of_leg.setdefault(row["leg_id"], []).append(row)
    by_claim: dict[str, Adds] = {}
    without: dict[str, Adds] = {}
    for each in asked.counted:
        own = of_leg.get(each.leg, [])
        named = [row for row in own if row["claim_id"] in asked.claims]
        if each.dollars is None:
            without[each.leg] = each
            continue
        sized = [row for row in named if each.dollars in (row["low"], row["high"])]
        chosen = sized or [row for row in own if row["dollars"] is not None] or named
        if chosen:
            by_claim[chosen[0]["claim_id"]] = each
    rows = [_counted(row, by_claim.get(row["claim_id"]), without, asked) for row in entries]
    return sorted(rows, key=lambda row: (row["dollars"] is None, -(row["dollars"] or 0)))


def _counted(row: Row, adds: Adds | None, without: dict[str, Adds], asked: Subject) -> Row:
    if adds is not None:
        return row | {"dollars": adds.dollars, "mark": adds.mark, "reason": adds.how}
    none = without.get(row["leg_id"])
    said = row["reason"] or "another of its figures counts here"
    if none is not None and none.how and row["claim_id"] in asked.claims:
        said = none.how
    return row | {"dollars": None, "reason": said}
