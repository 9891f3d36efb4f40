"""The shipped corpus, built once, and pages run over it without a terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tui.context import Context, Lens
from tui.corpus.opening import Opened, open_corpus
from tui.draw.spans import plain
from tui.format import GLYPHS
from tui.pages.page import Page, Shown, Surface
from tui.pages.settle import settle

Frame = list[str]


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """The shipped corpus in a cache of this run's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return open_corpus(None, whole=True)


@pytest.fixture
def shown_at(opened: Opened) -> Callable[..., Shown]:
    """What a page is shown on a date through a lens."""

    def at(day: str, lens: Lens = "headline", entity: str | None = None) -> Shown:
        return Shown(Context(date.fromisoformat(day), lens, entity), names=opened.names)

    return at


@pytest.fixture
def drawn(opened: Opened) -> Callable[..., Frame]:
    """A page's lines as text at a size, after every frame that it wants has been read."""

    def draw(
        page: Page, shown: Shown, width: int = 80, height: int = 20, glyphs: str = "full"
    ) -> Frame:
        settle(page, shown, opened.store)
        lines = page.lines(shown, Surface(width, height, GLYPHS[glyphs]))
        return [plain(line).rstrip() for line in lines]

    return draw


@pytest.fixture(scope="session")
def frames() -> Path:
    """Where the text frames stand that a person has read."""
    return Path(__file__).parent / "frames"
