"""Run a page's queries until it wants nothing more: for text output and tests."""

from __future__ import annotations

from tui.corpus.query import named
from tui.corpus.store import PANE_ROWS, Store
from tui.pages.page import Ask, Page, Shown, Works


def settle(page: Page, shown: Shown, store: Store) -> None:
    """Hand the page every frame that it asks for, and do its work. Raises QueryError."""
    have: dict[str, Ask] = {}
    while wanted := {key: ask for key, ask in page.wants(shown).items() if have.get(key) != ask}:
        for key, ask in wanted.items():
            limit = None if ask.whole else PANE_ROWS
            query = named(ask.query)
            shown.frames[key] = store.run(query, shown.context, ask.values(), limit=limit)
            have[key] = ask
        while isinstance(page, Works) and (work := page.work(shown)) is not None:
            work.take(work.run(lambda: False))
