"""Which page a pane or a card shows; imported when first shown, so that the start is quick."""

from __future__ import annotations

from tui.pages.page import Open, Page, Shown


def pane_page(name: str, view: str | None = None) -> Page:
    """A new page for a pane of keys.PANES, the console excepted, in one of its keys.VIEWS."""
    page = _pane_page(name)
    if view is not None:
        vars(page)["view"] = view
    return page


def _pane_page(name: str) -> Page:
    if name == "sources":
        from tui.pages.sources.page import SourcesPage

        return SourcesPage()
    if name == "timeline":
        from tui.pages.timeline.page import TimelinePage

        return TimelinePage()
    if name == "exposure":
        from tui.pages.exposure.page import ExposurePage

        return ExposurePage()
    from tui.pages.loop.page import LoopPage

    return LoopPage()


def card_page(wish: Open, shown: Shown) -> Page | None:
    """A new page for a card, None if there is nothing to show on it."""
    subject = wish.subject
    if wish.what == "evidence" and subject.made_of is not None:
        from tui.pages.exposure.made_of import MadeOfPage

        return MadeOfPage(subject.made_of)
    if wish.what == "evidence":
        from tui.pages.cards.evidence import EvidencePage

        return EvidencePage(subject)
    if wish.what == "deal" and subject.deal is not None:
        from tui.pages.cards.deal import DealCard

        return DealCard(subject.deal)
    if wish.what == "legs" and subject.deal is not None:
        from tui.pages.timeline.page import TimelinePage

        return TimelinePage(view="legs", deal=subject.deal, within=subject.deal)
    if wish.what == "entity" and subject.entity is not None:
        from tui.pages.cards.entity import EntityCard

        return EntityCard(subject.entity)
    if wish.what == "pair" and subject.leg is not None:
        from tui.pages.exposure.pair import PairPage

        return PairPage(subject.leg)
    if wish.what == "stress" and subject.entity is not None:
        from tui.pages.exposure.stress import StressPage

        return StressPage(subject.entity, values=dict(wish.given))
    if wish.what == "marked" and subject.claims:
        from tui.pages.cards.marked import MarkedPage

        return MarkedPage(subject.claims)
    if wish.what == "changes":
        from tui.pages.timeline.changes import ChangesPage

        return ChangesPage(subject.since or shown.context.as_of)
    if wish.what == "help":
        from tui.pages.help import HelpPage

        return HelpPage()
    return None
