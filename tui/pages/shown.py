"""Which page `caploop show` prints for its arguments."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

from tui.context import Context, date_before
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.pages.cards.deal import DealCard
from tui.pages.cards.entity import EntityCard
from tui.pages.cards.evidence import EvidencePage
from tui.pages.loop.choice import Choice
from tui.pages.loop.page import LoopPage
from tui.pages.make import pane_page
from tui.pages.page import Ask, Page, Subject
from tui.pages.rowset import RowsetPage
from tui.pages.timeline.asks import OVERDUE
from tui.pages.timeline.changes import ChangesPage
from tui.pages.timeline.page import TimelinePage

ROWSETS = {
    "conflicts": ("Conflicts", "no two voices contradict each other yet"),
    "coverage": ("Coverage", "no leg is known yet on this date"),
    "fragile": (
        "Fragile: one origin, or nothing better than a blog",
        "nothing is known yet on this date",
    ),
}


class NotThere(Exception):
    """A name that the corpus does not have, with what comes near, else with a hint."""

    def __init__(self, what: str, name: str, known: Iterable[str], hint: str = "") -> None:
        near = get_close_matches(name, list(known), n=3, cutoff=0.5)
        more = f"did you mean {', '.join(near)}?" if near else hint
        super().__init__(f"no {what} {name!r}" + (f": {more}" if more else ""))


def page_for(arguments: argparse.Namespace, opened: Opened, context: Context) -> Page:
    """The page for `caploop show WHAT [NAME]`. Raises NotThere for a name that is not there."""
    what, name = arguments.what, arguments.name
    if what in ROWSETS:
        heading, empty = ROWSETS[what]
        return RowsetPage(Ask.of(what), heading, empty)
    if what == "overdue":
        return TimelinePage(view="due", filter=OVERDUE)
    if what == "changes":
        # As the key does: what the newest known date changed, however long ago that was.
        before = date_before(arguments.to_date or context.as_of, opened.dates) or date.min
        return ChangesPage(arguments.from_date or context.since or before, arguments.to_date)
    if what == "loop":
        return _loop(arguments, opened, context)
    if what == "card":
        found = _rows(opened, context, "claims_by_id", claims=name or "")
        if not found:
            raise NotThere("claim", name or "", ())
        return EvidencePage(Subject(claims=(name or "",)))
    if what == "deal":
        deals = [row["deal_id"] for row in _rows(opened, context, "deals")]
        if name not in deals:
            raise NotThere("deal", name or "", deals)
        return DealCard(name)
    if what == "entity":
        return EntityCard(entity_of(opened, context, name))
    return pane_page(what, arguments.view)


def _loop(arguments: argparse.Namespace, opened: Opened, context: Context) -> LoopPage:
    page = LoopPage(view=arguments.view or "loops")
    if arguments.through is not None:
        entity = entity_of(opened, context, arguments.through)
        (row,) = _rows(opened, context, "entity", entity=entity)
        # On loops a unit counts as its parent.
        parent = row["parent_id"] if row["kind"] == "unit" else None
        page.choice = Choice(through=parent or entity)
    if arguments.loop is not None:
        page.choose(arguments.loop)
    return page


def entity_of(opened: Opened, context: Context, name: str | None) -> str:
    """The id of an entity given by id, name, alias or words of one. Raises NotThere, also where a
    description fits several: which of them is meant depends on the article.
    """
    found = _rows(opened, context, "find_entity", name=name or "")
    if not found:
        raise NotThere("entity", name or "", [*opened.names, *opened.names.values()])
    if len(found) > 1:
        ids = ", ".join(str(row["entity_id"]) for row in found)
        raise NotThere("single entity", name or "", (), f"it may be {ids}")
    return str(found[0]["entity_id"])


def _rows(opened: Opened, context: Context, query: str, **params: object) -> list[dict[str, Any]]:
    return opened.store.run(named(query), context, params, limit=None).rows()
