"""Where a reader stands is copied; what a page has worked out is not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from tests.pages.driving import settle_kept
from tui.context import Context
from tui.corpus.opening import open_corpus
from tui.format import GLYPHS
from tui.keys import PANES
from tui.pages.make import pane_page
from tui.pages.page import Shown, Surface
from tui.panes.standing import kept


@dataclass
class Inner:
    at: int = 0
    words: list[str] = field(default_factory=list)
    _worked_out: list[int] = field(default_factory=list)


@dataclass
class Outer:
    inner: Inner = field(default_factory=Inner)
    _worked_out: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Fixed:
    words: tuple[str, ...] = ()


def test_what_is_copied_and_what_is_shared() -> None:
    here = Outer(Inner(3, ["a"], [1]), [2])
    there = kept(here)
    here.inner.at = 4
    here.inner.words.append("b")
    assert (there.inner.at, there.inner.words) == (3, ["a"])
    assert there._worked_out is here._worked_out
    assert there.inner._worked_out is here.inner._worked_out
    fixed = Fixed(("a",))
    assert kept(fixed) is fixed
    assert kept({"a": [1]}) == {"a": [1]}


@pytest.mark.parametrize("name", [name for name, _ in PANES if name != "console"])
def test_no_frame_and_no_row_of_one_is_copied(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_corpus(None)
    shown = Shown(Context(date(2026, 3, 5)), names=opened.names, dates=opened.dates)
    page = pane_page(name)
    surface = Surface(120, 36, GLYPHS["full"])
    for _ in range(6):
        settle_kept(page, shown, opened)
        page.lines(shown, surface)
        page.act("view", shown)
    for kind in ("tui.corpus.frame.Frame", "tui.network.leg.Leg", "tui.pages.exposure.rows.Row"):
        monkeypatch.setattr(f"{kind}.__deepcopy__", _never, raising=False)
    for field_name, value in vars(page).items():
        if not field_name.startswith("_"):
            kept(value)


def _never(copied: object, _: object) -> object:
    raise AssertionError(f"{copied} is copied")
