"""The views of the timeline: their names, orders and filters, and the queries that they ask."""

from __future__ import annotations

from collections.abc import Iterable

from tui.context import Context
from tui.corpus.fold import terms
from tui.corpus.store import PANE_ROWS
from tui.pages.loaded import page_of
from tui.pages.page import Ask
from tui.pages.timeline.lanes import LaneRow

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

Filter = tuple[str, str]
OVERDUE: Filter = ("due", "overdue")


def ask_of(
    view: str,
    picked: Context,
    order: int,
    backwards: bool,
    chosen: Filter | None,
    first: int,
    text: str = "",
) -> Ask:
    """The query of a view under a pick, an order and filters, around row number `first`.

    `text` keeps what has all of its words (the first three) in its own text, and what has a party
    that is called so.
    """
    words = dict(zip(("w1", "w2", "w3"), [*terms(text), None, None, None], strict=False))
    words["text"] = " ".join(text.split()) or None
    if view in ("quiet", "due"):
        late = {"overdue": True if chosen == OVERDUE else None} if view == "due" else {}
        of = {"entity": picked.entity, "deal": picked.deal, "count": PANE_ROWS + 1}
        return Ask.of(_QUERIES[view], **of, **late, **words)
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
        **page_of(first),
        **lane,
        **words,
    )


def claims_of(lane: str) -> Ask:
    """The query of what is said of one lane, from the oldest on."""
    names = ("deal", "entity", "status", "kind", "count", "skip", "text", "w1", "w2", "w3")
    none = {name: None for name in names}
    return Ask.of("timeline_claims", lane=lane, order="known", reverse=False, **none)


def order_words(view: str, order: int, backwards: bool) -> str:
    """The order of a view in words."""
    if view not in ORDERS:
        return ""
    words = ORDERS[view][order % len(ORDERS[view])][1]
    return f"{words}, reversed" if backwards else words


def only(chosen: Filter | None, text: str) -> str:
    """The filters in words."""
    words = [chosen[1].replace("_", " ")] if chosen is not None else []
    words += [f"{text.strip()!r}"] if terms(text) else []
    return f"only {' '.join(words)}" if words else ""


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
