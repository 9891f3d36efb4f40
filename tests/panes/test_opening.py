"""What an open corpus has at hand, and what it looks up."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from tests.panes.conftest import screen, wait_for
from tui.app import CaploopApp
from tui.context import Context
from tui.corpus.background import Opening
from tui.corpus.opening import Opened, OpeningError, open_corpus
from tui.corpus.place import shipped
from tui.screens.body import Look
from tui.widgets.bars import HeaderBar

ON = Context(date(2026, 3, 5))


@pytest.fixture
def opened(cache: str, monkeypatch: pytest.MonkeyPatch) -> Opened:
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    return open_corpus(None)


def test_the_title_of_a_deal_is_looked_up(opened: Opened) -> None:
    with (shipped() / "deals.csv").open(encoding="utf-8", newline="") as file:
        titles = {row["deal_id"]: row["title"] for row in csv.DictReader(file)}
    assert {deal: opened.title(deal, ON) for deal in titles} == titles
    assert opened.title("no-such-deal", ON) is None
    # Half a million of them would be read at every start and stay in memory.
    held = [getattr(opened, field.name) for field in fields(opened)]
    assert not any(value == titles for value in held)


def test_a_picked_deal_has_its_title_beside_the_names(opened: Opened) -> None:
    (deal, title) = opened.store.rows("SELECT deal_id, title FROM deals ORDER BY deal_id")[0]
    naming = opened.naming(ON.picking(deal=deal))
    assert naming[deal] == title
    assert {name: naming[name] for name in opened.names} == opened.names


def test_names_are_not_copied_for_a_heading(opened: Opened) -> None:
    assert opened.naming(ON) is opened.names
    assert opened.naming(ON.picking(deal="no-such-deal")) is opened.names


async def test_a_corpus_tells_how_far_it_is_from_before_there_is_a_screen(
    cache: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    go = threading.Event()

    def slow(*given: Any, told: Callable[[str], None], **named: Any) -> Opened:
        while not go.wait(0.001):
            told("building the corpus")
        return open_corpus(*given, **named)

    class Heard(Opening):
        def hear(self, told: Callable[[str], None]) -> None:
            # What is told is drawn there at once.
            assert app.main.query(HeaderBar)
            super().hear(told)

    monkeypatch.setattr("tui.corpus.opening.open_corpus", slow)
    app = CaploopApp(ON, Heard(None, None), pane="loop", look=Look("dark", "full"))
    async with app.run_test(size=(80, 24)) as pilot:
        try:
            await wait_for(pilot, lambda: "building the corpus" in screen(pilot)[2], "the progress")
        finally:
            go.set()
        await wait_for(pilot, lambda: app.main.opened, "the corpus")


def test_what_was_said_before_anybody_heard_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = threading.Event()

    def once(*_: Any, told: Callable[[str], None], **__: Any) -> Opened:
        told("copying the lake")
        said.set()
        raise OpeningError("no lake")

    monkeypatch.setattr("tui.corpus.opening.open_corpus", once)
    opening = Opening("ducklake:", None)
    assert said.wait(60)
    heard: list[str] = []
    opening.hear(heard.append)
    assert heard == ["copying the lake"]
