"""Run a page's queries until it wants nothing more: for text output and tests."""

from __future__ import annotations

from tui.corpus.query import named
from tui.corpus.store import Store
from tui.pages.page import Ask, Page, Shown


def settle(page: Page, shown: Shown, store: Store) -> None:
    """Hand the page every frame that it asks for. Raises QueryError."""
    have: dict[str, Ask] = {}
    while wanted := {key: ask for key, ask in page.wants(shown).items() if have.get(key) != ask}:
        for key, ask in wanted.items():
            shown.frames[key] = store.run(named(ask.query), shown.context, ask.values())
            have[key] = ask
