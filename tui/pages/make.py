"""Which page a pane or a card shows."""

from __future__ import annotations

from tui.pages.changes import ChangesPage
from tui.pages.evidence import EvidencePage
from tui.pages.help import HelpPage
from tui.pages.loop import LoopPage
from tui.pages.page import Open, Page, Shown
from tui.pages.sources import SourcesPage


def pane_page(name: str) -> Page:
    """A new page for a pane of keys.PANES, the console excepted."""
    if name == "sources":
        return SourcesPage()
    return LoopPage()


def card_page(wish: Open, shown: Shown) -> Page | None:
    """A new page for a card, None if there is nothing to show on it."""
    if wish.what == "evidence":
        return EvidencePage(wish.subject)
    if wish.what == "changes":
        return ChangesPage(wish.subject.since or shown.context.as_of)
    if wish.what == "help":
        return HelpPage()
    return None
