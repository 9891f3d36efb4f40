"""The views of the timeline: their names, orders and filters, and the queries that they ask."""

from __future__ import annotations

from collections.abc import Iterable

from tui.context import Context
from tui.pages.lanes import LaneRow
from tui.pages.page import Ask

LANES = ("deals", "legs")
VIEWS = (*LANES, "list", "due", "quiet")
TITLES = {
    "deals": "Deals",
    "legs": "Legs",
    "list": "Claims",
    "due": "Due dates",
    "quiet": "Quiet deals",
}
_QUERIES = {
    "deals": "timeline",
    "legs": "timeline_legs",
    "list": "timeline_claims",
    "due": "milestones",
    "quiet": "quiet",
}
_LANE_ORDERS = (("news", "latest news first"), ("due", "next date first"), ("amount", "by amount"))
ORDERS = {
    "deals": _LANE_ORDERS,
    "legs": _LANE_ORDERS,
    "list": (("known", "newest first"), ("when", "latest date first")),
}
# From what is firmest to what is gone, as a filter goes through them.
_FIRMNESS = (
    *("paid", "partly_paid", "delivered", "binding", "conditional", "loi", "announced"),
    *("rumoured", "paused", "withdrawn", "denied"),
)
# Rows are read in pages that overlap: whatever is seen, its page is there.
STEP, COUNT = 100, 200

Filter = tuple[str, str]
OVERDUE: Filter = ("due", "overdue")


def ask_of(
    view: str, picked: Context, order: int, backwards: bool, chosen: Filter | None, first: int
) -> Ask:
    """The query of a view under a pick, an order and a filter, around row number `first`."""
    if view == "quiet":
        return Ask.of(_QUERIES[view], entity=picked.entity, deal=picked.deal)
    if view == "due":
        late = True if chosen == OVERDUE else None
        return Ask.of(_QUERIES[view], entity=picked.entity, deal=picked.deal, overdue=late)
    by = dict([chosen]) if chosen is not None else {}
    lane = {"lane": None} if view == "list" else {}
    return Ask.of(
        _QUERIES[view],
        entity=picked.entity,
        deal=picked.deal,
        status=by.get("status"),
        kind=by.get("kind"),
        order=ORDERS[view][order % len(ORDERS[view])][0],
        # The claims of a lane are told from the oldest on, the list from the newest.
        reverse=backwards != (view == "list"),
        skip=first // STEP * STEP,
        count=COUNT,
        **lane,
    )


def claims_of(lane: str) -> Ask:
    """The query of what is said of one lane, from the oldest on."""
    none = {name: None for name in ("deal", "entity", "status", "kind", "count", "skip")}
    return Ask.of("timeline_claims", lane=lane, order="known", reverse=False, **none)


def order_words(view: str, order: int, backwards: bool) -> str:
    """The order of a view in words."""
    if view not in ORDERS:
        return ""
    words = ORDERS[view][order % len(ORDERS[view])][1]
    return f"{words}, reversed" if backwards else words


def only(chosen: Filter | None) -> str:
    """A filter in words."""
    return f"only {chosen[1].replace('_', ' ')}" if chosen is not None else ""


def choices(view: str, lanes: Iterable[LaneRow]) -> tuple[Filter, ...]:
    """What a view can be filtered by: the statuses that lanes have, then their kinds."""
    if view not in ORDERS:
        return (OVERDUE,) if view == "due" else ()
    rows = list(lanes)
    words = sorted({row.word for row in rows if row.word}, key=_FIRMNESS.index)
    kinds = sorted({kind for row in rows for kind in row.kinds})
    return (*(("status", word) for word in words), *(("kind", kind) for kind in kinds))


def next_filter(chosen: Filter | None, among: tuple[Filter, ...]) -> Filter | None:
    """The filter after this one; after the last, none."""
    steps = [None, *among]
    return steps[(steps.index(chosen) + 1) % len(steps)] if chosen in steps else None
