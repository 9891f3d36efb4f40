"""Ids that the console does not hold are offered while they are typed, and nothing waits."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.panes.conftest import PATIENCE, screen, settled, wait_for
from tui.corpus.query import catalogued, query
from tui.panes.console import Console

Explorer = Callable[..., Any]
# An answer that takes for ever where `op` is typed, as the shipped corpus gives none.
STALLED = """SELECT 'late' AS id, $kind AS stands_for FROM range(CASE WHEN $typed = 'op'
THEN 100000000000 ELSE 0 END) WHERE hash(range) = $most"""


@pytest.fixture(autouse=True)
def none_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A console that may hold no id, and a history of this test alone."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setattr("tui.console.read.HELD", 0)


def console(pilot: Pilot[None]) -> Console:
    return pilot.app.screen.query_one(Console)


def offers(pilot: Pilot[None]) -> list[str]:
    """What is offered on screen: the rows above the one that counts them."""
    rows = console(pilot).parts.result.text
    count = next((at for at, row in enumerate(rows) if "tab takes it" in row), 0)
    return [row.strip("▌ ").split()[0] for row in rows[:count]]


async def write(pilot: Pilot[None], before: str, typed: str) -> None:
    """Put a text into the editor, and type behind it."""
    await wait_for(pilot, lambda: console(pilot).desk.catalogue.unheld, "the catalogue")
    editor = console(pilot).editor
    editor.put_all(before)
    editor.move_cursor((0, len(before)))
    await pilot.press(*typed)


@contextlib.contextmanager
def held_back(pilot: Pilot[None]) -> Iterator[list[Any]]:
    """The answers of the engine, which do not arrive meanwhile."""
    ids = console(pilot).parts.completing.ids
    assert ids is not None
    answers: list[Any] = []
    post, ids._post = ids._post, answers.append
    yield answers
    ids._post = post


@pytest.mark.parametrize(
    ("before", "typed", "offered"),
    [
        ("from legs where payer_id = '", "enai", ["openai"]),
        ("from legs where leg_id = '", "supp", ["nvidia-openai-supply.gpus"]),
        ("from legs where leg_id = '", "amd-openai-2025.", ["amd-openai-2025.gpus-first"]),
        ("-- $entity = ", "penai", ["openai"]),
        ("from sources where source_id = '", "00", ["000", "001", "002"]),
        ("from sources where known_on = '", "2025-10", ["2025-10-05", "2025-10-07"]),
    ],
)
async def test_ids_that_are_not_held_are_offered_and_taken(
    before: str, typed: str, offered: list[str], explorer: Explorer
) -> None:
    async with explorer(pane="console", size=(120, 36)) as pilot:
        await write(pilot, before, typed)
        assert console(pilot).desk.catalogue.ids == {}
        await wait_for(pilot, lambda: offers(pilot)[: len(offered)] == offered, str(offered))
        await pilot.press("tab")
        assert console(pilot).editor.text == before + offered[0]


async def test_wildcards_are_literal(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        with held_back(pilot) as answers:
            await write(pilot, "from legs where payer_id = '", "o%nai")
            await wait_for(pilot, lambda: any(a.found.wanted.typed == "o%nai" for a in answers))
            assert {a.found.wanted.typed: dict(a.found.ids) for a in answers}["o%nai"] == {}
        assert offers(pilot) == []


@pytest.mark.parametrize("then", ["x", "backspace", "escape", "left", "f6"])
async def test_what_was_found_for_another_text_is_not_offered(
    then: str, explorer: Explorer
) -> None:
    async with explorer(pane="console", size=(120, 36)) as pilot:
        with held_back(pilot) as answers:
            await write(pilot, "from legs where payer_id = '", "openai")
            await wait_for(pilot, lambda: any(a.found.wanted.typed == "openai" for a in answers))
            late = next(a for a in answers if a.found.wanted.typed == "openai")
            assert "openai" in late.found.ids
            await pilot.press(then)
            await settled()
            console(pilot).post_message(late)
            await settled()
            await pilot.pause()
            assert not console(pilot).parts.completing
            assert not any("tab takes it" in row for row in screen(pilot))


async def test_typing_does_not_wait_and_what_is_overtaken_is_stopped(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = catalogued("fitting_ids")
    async with explorer(pane="console", size=(120, 36)) as pilot:
        stalled = query(STALLED, "fitting_ids")
        monkeypatch.setattr("tui.panes.ids.catalogued", lambda _: stalled)
        await write(pilot, "from legs where payer_id = '", "op")
        ids = console(pilot).parts.completing.ids
        assert ids is not None and ids._job is not None
        slow = ids._job
        assert not slow.finished
        monkeypatch.setattr("tui.panes.ids.catalogued", lambda _: real)
        await pilot.press("e", "n")
        assert console(pilot).editor.text.endswith("'open")
        await wait_for(pilot, lambda: offers(pilot)[:1] == ["openai"], "the offers")
        assert slow.wait(PATIENCE) and slow.cancelled


async def test_a_chosen_offer_stays_chosen_when_others_come(explorer: Explorer) -> None:
    async with explorer(pane="console", size=(120, 36)) as pilot:
        await write(pilot, "from legs where payer_id = '", "")
        await pilot.press("backspace", "apostrophe")
        await wait_for(pilot, lambda: len(offers(pilot)) > 2, "the first ids")
        with held_back(pilot) as answers:
            await pilot.press("a")
            narrowed = offers(pilot)
            assert len(narrowed) > 1 and all(each.startswith("a") for each in narrowed)
            await pilot.press("down")
            await wait_for(pilot, lambda: answers, "the answer")
        console(pilot).post_message(answers[-1])
        await wait_for(pilot, lambda: console(pilot).parts.completing._offers.wanted is None)
        await pilot.press("tab")
        assert console(pilot).editor.text.endswith(f"'{narrowed[1]}")


async def test_offers_that_were_left_do_not_come_back(explorer: Explorer) -> None:
    async with explorer(pane="console", size=(120, 36)) as pilot:
        await write(pilot, "from legs where payer_id = '", "a")
        await wait_for(pilot, lambda: offers(pilot), "the first ids")
        with held_back(pilot) as answers:
            await pilot.press("m")
            assert offers(pilot)[:1] == ["amazon"]
            await wait_for(pilot, lambda: answers, "the answer")
            await pilot.press("escape")
        console(pilot).post_message(answers[-1])
        await settled()
        await pilot.pause()
        assert console(pilot).editor.has_focus
        assert offers(pilot) == []
