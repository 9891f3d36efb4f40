"""The main screen under the pilot: dials, panes, cards, back and forward, quitting."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tests.panes.conftest import screen, wait_for
from tui.app import CaploopApp, CorpusOpening
from tui.screens.main import MainScreen
from tui.widgets.find import LineBox

Explorer = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


def has(pilot: Pilot[None], text: str) -> Callable[[], bool]:
    return lambda: any(text in row for row in screen(pilot))


async def test_it_opens_on_the_loops_with_ladder_and_coverage(explorer: Explorer) -> None:
    async with explorer(as_of="2025-10-07") as pilot:
        await wait_for(pilot, has(pilot, "▸headline ≤468"), "the ladder")
        await wait_for(pilot, has(pilot, "▌1 Nvidia ━≤100 equity━► OpenAI"), "the first loop")
        rows = screen(pilot)
        assert rows[0].rstrip() == (
            "caploop  1 Sources  2 Timeline  3 Exposure ▸4 Loop  5 SQL   as of [ 2025-10-07 ]"
        )
        assert "announced ≤118  firm ≈18  paid ≈18" in rows[1]
        assert rows[1].endswith("4 of 18 legs")


async def test_the_date_keys_step_through_what_was_known(explorer: Explorer) -> None:
    async with explorer(as_of="2025-10-07") as pilot:
        await pilot.press("[")
        await wait_for(pilot, has(pilot, "[ 2025-10-05 ]"), "the first known date")
        await pilot.press("[")
        await wait_for(pilot, has(pilot, "nothing became known before"), "the message")
        for day in ("2025-10-07", "2025-12-31", "2026-02-03", "2026-03-05"):
            await pilot.press("]")
            await wait_for(pilot, has(pilot, f"[ {day} ]"), day)
        await wait_for(pilot, has(pilot, "▸headline ≈42"), "the ladder of the last known date")


async def test_the_lens_keys_move_the_rung(explorer: Explorer) -> None:
    async with explorer() as pilot:
        await wait_for(pilot, has(pilot, "▸headline"))
        for lens in ("announced", "firm", "paid"):
            await pilot.press("}")
            await wait_for(pilot, has(pilot, f"▸{lens} "), lens)
        await pilot.press("}", "{")
        await wait_for(pilot, has(pilot, "▸firm "))


@pytest.mark.parametrize(
    ("key", "name"),
    [("1", "Sources"), ("2", "Timeline"), ("3", "Exposure"), ("4", "Loop"), ("5", "SQL")],
)
async def test_a_digit_opens_its_pane(explorer: Explorer, key: str, name: str) -> None:
    async with explorer(pane="loop" if key != "4" else "exposure") as pilot:
        await pilot.press(key)
        await wait_for(pilot, has(pilot, f"▸{key} {name}"), name)


async def test_evidence_opens_on_the_number_and_back_leads_back(explorer: Explorer) -> None:
    async with explorer(as_of="2026-03-05") as pilot:
        await wait_for(pilot, has(pilot, "▌ 1 Nvidia"))
        await pilot.press("e")
        await wait_for(pilot, has(pilot, "How it came to this"), "the card")
        await wait_for(pilot, has(pilot, "≈20 $B"), "the amount of the leg under the cursor")
        await pilot.press("backspace")
        await wait_for(pilot, has(pilot, "▌ 1 Nvidia"), "the loops again")
        await pilot.press("B")
        await wait_for(pilot, has(pilot, "How it came to this"), "the card again")


async def test_a_pick_rules_all_panes_and_zero_drops_it(explorer: Explorer) -> None:
    async with explorer(as_of="2025-10-07") as pilot:
        await wait_for(pilot, has(pilot, "▌1 Nvidia"))
        # The first stop after the one leg to OpenAI is OpenAI itself.
        await pilot.press("l", "space")
        await wait_for(pilot, has(pilot, "on OpenAI 0 all"), "the pick in the one line")
        await wait_for(pilot, has(pilot, "closed through OpenAI"), "the list to follow")
        await pilot.press("0")
        await wait_for(pilot, lambda: not has(pilot, "on OpenAI")(), "the pick to go")


async def test_back_returns_to_the_dials_that_were_left(explorer: Explorer) -> None:
    async with explorer(as_of="2026-02-03") as pilot:
        await wait_for(pilot, has(pilot, "▌1 Nvidia"))
        await pilot.press("3", "}", "backspace")
        await wait_for(pilot, has(pilot, "▸4 Loop"), "the pane")
        await wait_for(pilot, has(pilot, "▸headline"), "the lens of that place")


async def test_what_changed_compares_with_the_date_before(explorer: Explorer) -> None:
    async with explorer(as_of="2026-03-05") as pilot:
        await pilot.press("d")
        await wait_for(pilot, has(pilot, "vanished"), "the changes")
        rows = "\n".join(screen(pilot))
        assert "2026-02-03" in rows
        assert "≤100 paused" in rows or "paused" in rows


async def test_help_lists_every_key_and_the_marks(explorer: Explorer) -> None:
    async with explorer(size=(80, 24)) as pilot:
        await pilot.press("?")
        await wait_for(pilot, has(pilot, "Keys and marks"))
        await pilot.press("G")
        await wait_for(pilot, has(pilot, "from outside"), "the end of the list")
        await pilot.press("q")
        await wait_for(pilot, has(pilot, "Loops"), "the pane below")


async def test_too_small_says_so_and_grows_back(explorer: Explorer) -> None:
    async with explorer(as_of="2025-10-07") as pilot:
        await wait_for(pilot, has(pilot, "▌1 Nvidia"))
        await pilot.resize_terminal(50, 12)
        await wait_for(pilot, has(pilot, "50x12: needs 60x15"), "the one line")
        await pilot.resize_terminal(120, 40)
        await wait_for(pilot, has(pilot, "How it came to this"), "the side part")


async def test_q_on_a_pane_quits(explorer: Explorer) -> None:
    async with explorer() as pilot:
        await pilot.press("q")
        await wait_for(pilot, lambda: not pilot.app.is_running, "the app to end")


async def test_the_palette_finds_an_action_and_does_it(explorer: Explorer) -> None:
    async with explorer(as_of="2026-03-05") as pilot:
        await wait_for(pilot, has(pilot, "▌ 1 Nvidia"))
        await pilot.press("ctrl+p")
        await wait_for(pilot, has(pilot, "Keys and marks"), "the list")
        await pilot.press(*"firmer")
        await wait_for(pilot, has(pilot, "▌} >        firmer lens"), "the action first")
        await pilot.press("enter", "enter")
        await wait_for(pilot, has(pilot, "▸announced"), "the lens to have turned")
        await wait_for(pilot, has(pilot, "Loops"), "the pane below")


async def test_keys_typed_ahead_leave_the_find_box_once(explorer: Explorer) -> None:
    async with explorer(pane="sources") as pilot:
        await pilot.press("slash")
        await wait_for(pilot, has(pilot, "enter keeps"), "the find box")
        box = pilot.app.screen.query_one("#find")
        box.post_message(Key("enter", None))
        box.post_message(Key("enter", None))
        await wait_for(pilot, lambda: not has(pilot, "enter keeps")(), "the box to go")
        await pilot.press("2")
        await wait_for(pilot, has(pilot, "▸2 Timeline"), "the app to go on")


def type_at_once(pilot: Pilot[None], keys: str) -> None:
    """Keys as they come over a slow line: all of them before the first has done anything."""
    for key in keys:
        pilot.app.post_message(Key(_character_to_key(key), key))


@pytest.mark.parametrize("pane", ["sources", "timeline", "exposure", "loop"])
async def test_what_is_typed_behind_the_key_of_the_find_box_is_found(
    explorer: Explorer, pane: str
) -> None:
    async with explorer(pane=pane) as pilot:
        await wait_for(pilot, lambda: not pilot.app.main.body.front.busy, "the rows")
        type_at_once(pilot, "/openai")
        await wait_for(pilot, has(pilot, "enter keeps"), "the find box")
        box = pilot.app.screen.query_one("#find", LineBox)
        await wait_for(pilot, lambda: box.value == "openai", "every letter")
        assert not pilot.app.main.body.cards
        pilot.app.post_message(Key("enter", None))
        type_at_once(pilot, "5")
        await wait_for(pilot, has(pilot, "▸5 SQL"), "the key behind the box to mean what it means")


async def test_what_is_typed_behind_the_key_of_the_console_is_sql(explorer: Explorer) -> None:
    async with explorer(pane="loop") as pilot:
        await wait_for(pilot, lambda: not pilot.app.main.body.front.busy, "the rows")
        type_at_once(pilot, "5from legs")
        await wait_for(pilot, has(pilot, "▸5 SQL"), "the console")
        console = pilot.app.main.body.pane("console")
        await wait_for(pilot, lambda: console.editor.text.endswith("\nfrom legs"), "every letter")


async def test_a_change_of_focus_does_not_draw_the_whole_screen_again(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explorer(pane="console") as pilot:
        await pilot.pause()
        whole: list[str] = []
        draw = MainScreen.refresh
        monkeypatch.setattr(
            MainScreen,
            "refresh",
            lambda screen, *regions, **how: whole.append("again") or draw(screen, *regions, **how),
        )
        before = pilot.app.focused
        await pilot.press("escape")
        await wait_for(pilot, lambda: pilot.app.focused is not before, "the focus to move")
        await pilot.pause()
        assert pilot.app.focused is not None
        assert pilot.app.focused.has_focus
        assert whole == []


async def test_a_fault_while_opening_ends_the_program_and_is_told(
    monkeypatch: pytest.MonkeyPatch, explorer: Explorer
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise LookupError("the engine is not whole")

    monkeypatch.setattr("tui.corpus.opening.open_corpus", broken)
    with pytest.raises(LookupError, match="not whole"):
        async with explorer():
            pass


async def test_work_behind_the_screen_takes_no_message_away(explorer: Explorer) -> None:
    async with explorer() as pilot:
        app = pilot.app
        assert isinstance(app, CaploopApp)
        await wait_for(pilot, lambda: "001" in screen(pilot)[2], "the news")
        await pilot.press("(")
        await wait_for(pilot, has(pilot, "only a lake"), "the message")
        for said in ("texts 40 %", ""):
            app.post_message(CorpusOpening(said))
            await pilot.pause()
            assert "only a lake" in screen(pilot)[2]
        app.post_message(CorpusOpening("texts 80 %"))
        await pilot.press("j")
        await wait_for(pilot, lambda: "texts 80 %" in screen(pilot)[2], "how far the work is")
        app.post_message(CorpusOpening(""))
        await wait_for(pilot, lambda: "001" in screen(pilot)[2], "the news again")


async def test_the_palette_searches_all_texts_from_any_pane(explorer: Explorer) -> None:
    async with explorer(pane="exposure") as pilot:
        await wait_for(pilot, has(pilot, "who loses if whom fails"), "the exposures")
        await pilot.press("ctrl+p")
        await wait_for(pilot, has(pilot, "Keys and marks"), "the list")
        await pilot.press(*"concepteur de")
        await wait_for(pilot, has(pilot, "search all texts: concepteur de"), "the search")
        await pilot.press("enter", "enter")
        await wait_for(pilot, has(pilot, "▌entity    OpenAI"), "whom the words name")
        assert has(pilot, "▸1 Sources")()
        await pilot.press("b")
        await wait_for(pilot, has(pilot, "who loses if whom fails"), "the exposures again")


async def test_back_brings_a_dropped_pick_again(explorer: Explorer) -> None:
    async with explorer(pane="exposure") as pilot:
        await wait_for(pilot, has(pilot, "▌Nvidia   ↔ OpenAI"), "the exposures")
        await pilot.press("space")
        await wait_for(pilot, has(pilot, "Exposure to OpenAI"), "the pick")
        await pilot.press("0")
        await wait_for(pilot, has(pilot, "who loses if whom fails"), "the whole network")
        await pilot.press("b")
        await wait_for(pilot, has(pilot, "Exposure to OpenAI"), "the pick again")
        # Where nothing is picked there is nothing to drop, nor to come back from.
        await pilot.press("b", "0", "b")
        await wait_for(pilot, has(pilot, "who loses if whom fails"), "where it began")


async def test_where_somebody_stood_on_another_page_is_no_place_here(explorer: Explorer) -> None:
    """Keys that come faster than panes are made may lead back to one that is not there yet."""
    async with explorer() as pilot:
        await wait_for(pilot, has(pilot, "▸headline"))
        body = pilot.app.screen.body
        of_loops = body.wheres()
        await pilot.press("2")
        await wait_for(pilot, has(pilot, "Nvidia"), "the lanes")
        before = body.wheres()
        body.put_back(of_loops)
        assert body.wheres() == before
        await pilot.press("j")
        await wait_for(pilot, has(pilot, "▸2 Timeline"))
