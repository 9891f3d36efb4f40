"""Keys pressed on a page without a terminal; each query is run once, as a pane keeps its frames."""

from __future__ import annotations

from tui.context import Context
from tui.corpus.frame import Frame
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.pages.page import Ask, Page, Shown, Wish, Works

_KEPT: dict[tuple[str, Ask, Context], Frame] = {}


def settle_kept(page: Page, shown: Shown, opened: Opened) -> None:
    """Hand the page every frame that it asks for, those that were read before as they were."""
    handed: dict[str, Ask] = {}
    while wanted := {k: ask for k, ask in page.wants(shown).items() if handed.get(k) != ask}:
        for key, ask in wanted.items():
            request = (opened.store.corpus_id, ask, shown.context)
            if request not in _KEPT:
                _KEPT[request] = opened.store.run(named(ask.query), shown.context, ask.values())
            shown.frames[key] = _KEPT[request]
            handed[key] = ask
        while isinstance(page, Works) and (work := page.work(shown)) is not None:
            work.take(work.run(lambda: False))


def press(opened: Opened, page: Page, shown: Shown, *actions: str) -> Wish | bool:
    """Do what keys ask, one after the other; the last outcome comes back."""
    settle_kept(page, shown, opened)
    outcome: Wish | bool = False
    for action in actions:
        outcome = page.act(action, shown)
        settle_kept(page, shown, opened)
    return outcome
