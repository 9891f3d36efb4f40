"""An exposure page over the corpus or over given legs, its frames read once."""

from __future__ import annotations

from collections.abc import Callable

from tests.corpus.given_legs import DAY, Figure, Given, store_of
from tui.context import Context, Lens
from tui.corpus.frame import Frame
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.draw.spans import plain
from tui.format import FULL
from tui.pages.exposure.page import ExposurePage
from tui.pages.exposure.rows import Row
from tui.pages.page import Ask, Page, Shown, Surface

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]
DAYS = ["2025-10-05", "2025-10-07", "2025-12-31", "2026-02-03", "2026-03-05"]
NEWS = ["2025-10-07", "2026-02-03", "2026-03-05"]


_KEPT: dict[tuple[Store, Ask, Context], Frame] = {}


def read(page: Page, shown: Shown, store: Store) -> None:
    """Hand the page every frame that it asks for; each is read once, as a pane keeps them."""
    handed: dict[str, Ask] = {}
    while wanted := {k: ask for k, ask in page.wants(shown).items() if handed.get(k) != ask}:
        for name, ask in wanted.items():
            request = (store, ask, shown.context)
            if request not in _KEPT:
                _KEPT[request] = store.run(named(ask.query), shown.context, ask.values())
            shown.frames[name] = _KEPT[request]
            handed[name] = ask


def ready(page: ExposurePage, shown: Shown, store: Store, *actions: str) -> ExposurePage:
    """The page after some keys, its frames read."""
    read(page, shown, store)
    for action in actions:
        page.act(action, shown)
        read(page, shown, store)
    return page


def given(
    legs: list[Given],
    figures: list[Figure] | None = None,
    lens: Lens = "headline",
    entity: str | None = None,
    units: dict[str, str] | None = None,
) -> tuple[Shown, Store]:
    """What a page is shown of given legs."""
    store = store_of(legs, figures or [], units)
    names = dict(store.rows("SELECT entity_id, name FROM entities"))
    return Shown(Context(DAY, lens, entity), names=names), store


def text_of(page: Page, shown: Shown, store: Store, size: tuple[int, int] = (80, 20)) -> list[str]:
    read(page, shown, store)
    return [plain(line).rstrip() for line in page.lines(shown, Surface(*size, FULL))]


def rows(shown: Shown, store: Store) -> list[Row]:
    page = ready(ExposurePage(), shown, store)
    return page.rows(shown)
