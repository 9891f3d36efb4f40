"""Which page a pane or a card shows."""

from __future__ import annotations

from tui.pages.changes import ChangesPage
from tui.pages.deal_card import DealCard
from tui.pages.entity_card import EntityCard
from tui.pages.evidence import EvidencePage
from tui.pages.exposure import ExposurePage
from tui.pages.help import HelpPage
from tui.pages.loop import LoopPage
from tui.pages.page import Open, Page, Shown
from tui.pages.sources import SourcesPage
from tui.pages.timeline import TimelinePage


def pane_page(name: str) -> Page:
    """A new page for a pane of keys.PANES, the console excepted."""
    if name == "sources":
        return SourcesPage()
    if name == "timeline":
        return TimelinePage()
    if name == "exposure":
        return ExposurePage()
    return LoopPage()


def card_page(wish: Open, shown: Shown) -> Page | None:
    """A new page for a card, None if there is nothing to show on it."""
    if wish.what == "evidence":
        return EvidencePage(wish.subject)
    if wish.what == "deal" and wish.subject.deal is not None:
        return DealCard(wish.subject.deal)
    if wish.what == "entity" and wish.subject.entity is not None:
        return EntityCard(wish.subject.entity)
    if wish.what == "changes":
        return ChangesPage(wish.subject.since or shown.context.as_of)
    if wish.what == "help":
        return HelpPage()
    return None
