"""Sources, search and cards under the pilot: from a number to its words, and back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from textual.app import App
from textual.pilot import Pilot

from tests.panes.conftest import screen, wait_for
from tui.screens.main import MainScreen
from tui.widgets.find import FindBox

Explorer = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


def has(pilot: Pilot[None], text: str) -> Callable[[], bool]:
    return lambda: any(text in row for row in screen(pilot))


def main(pilot: Pilot[None]) -> MainScreen:
    found = pilot.app.screen
    assert isinstance(found, MainScreen)
    return found


async def test_three_keys_from_the_edge_to_the_paragraph(explorer: Explorer) -> None:
    async with explorer(as_of="2026-03-05", pane="loop") as pilot:
        await wait_for(pilot, has(pilot, "Nvidia → OpenAI, equity, round"), "the edge")
        await pilot.press("e")
        await wait_for(pilot, has(pilot, "equity, frame"), "its legs")
        await pilot.press("h")
        await wait_for(pilot, has(pilot, "“semble avoir disparu” P5"), "the leg that changed last")
        await pilot.press("enter")
        await wait_for(pilot, has(pilot, "001 · P5 of 48"), "the paragraph")
        await wait_for(pilot, has(pilot, "▌ 2 –       deal, standing     ✗ withdrawn"), "its claim")
        await wait_for(pilot, has(pilot, "▸1 Sources"), "▸1 Sources")


async def test_back_and_forward_find_pane_card_and_cursor_again(explorer: Explorer) -> None:
    async with explorer(as_of="2026-03-05", pane="loop") as pilot:
        await wait_for(pilot, has(pilot, "▌ 1 Nvidia"), "the loops")
        await pilot.press("j", "j", "e")
        await wait_for(pilot, has(pilot, "How it came to this"), "the card")
        await pilot.press("g")
        await wait_for(pilot, has(pilot, "claim 1 of"), "the first claim")
        await pilot.press("enter")
        await wait_for(pilot, has(pilot, "▸1 Sources"), "the source")
        await pilot.press("b")
        await wait_for(pilot, has(pilot, "claim 1 of"), "the card where it was")
        await pilot.press("b")
        await wait_for(pilot, has(pilot, "▌ 3 "), "the third loop")
        await pilot.press("B")
        await wait_for(pilot, has(pilot, "claim 1 of"), "the card once more")
        await pilot.press("B")
        await wait_for(pilot, has(pilot, "▸1 Sources"), "the source once more")


async def test_results_as_you_type_kept_by_enter_left_by_escape(explorer: Explorer) -> None:
    async with explorer(pane="sources") as pilot:
        await wait_for(pilot, has(pilot, "developpez.com"), "the sources")
        await pilot.press("slash", *"concepteu")
        await wait_for(pilot, has(pilot, "▌entity    OpenAI"), "the hit")
        # Keys are letters while somebody types.
        await pilot.press("q", "backspace", "r")
        await wait_for(pilot, has(pilot, "Found: concepteur ─"), "the word")
        await pilot.press("down")
        await wait_for(pilot, has(pilot, "▌claim     004"), "the second hit")
        await pilot.press("enter")
        await wait_for(pilot, lambda: not pilot.app.screen.query(FindBox), "the box to close")
        await wait_for(pilot, has(pilot, "Found: concepteur ─"), "Found: concepteur ─")
        await pilot.press("up", "enter")
        await wait_for(pilot, has(pilot, "company · "), "the entity card")
        await pilot.press("b")
        await wait_for(pilot, has(pilot, "Found: concepteur ─"), "the hits")
        await pilot.press("slash", "escape")
        await wait_for(pilot, has(pilot, "Sources ─"), "the sources")


async def test_a_pane_that_cannot_be_searched_gives_way_to_sources(explorer: Explorer) -> None:
    async with explorer(pane="loop") as pilot:
        await wait_for(pilot, has(pilot, "▌ 1 Nvidia"), "the loops")
        await pilot.press("e")
        await wait_for(pilot, has(pilot, "claim 1 of"), "the card")
        await pilot.press("slash", *"juridiquement")
        await wait_for(pilot, has(pilot, "Found: juridiquement ─"), "the search")
        await pilot.press("enter", "b")
        await wait_for(pilot, has(pilot, "claim 1 of"), "the card again")


async def test_pasted_text_is_cleaned(explorer: Explorer) -> None:
    async with explorer(pane="sources") as pilot:
        await wait_for(pilot, has(pilot, "developpez.com"), "the sources")
        await pilot.press("slash")
        box = pilot.app.screen.query_one(FindBox)
        box._put("open\x1b]52;c;x\x07ai\u202e")
        assert box.value == "open]52;c;xai"


async def test_y_sends_a_footnote_to_the_terminal(explorer: Explorer) -> None:
    async with explorer(pane="sources") as pilot:
        await wait_for(pilot, has(pilot, "Claims of P"), "the claims")
        await pilot.press("enter", "y")
        await wait_for(pilot, has(pilot, "sent to the terminal"), "the message")
        app: App[None] = pilot.app
        assert "developpez.com, 2026-03-05, paragraph" in app.clipboard


async def test_marked_claims_and_the_view_leave_as_text(explorer: Explorer) -> None:
    async with explorer(pane="sources", as_of="2026-03-05", lens="firm") as pilot:
        await wait_for(pilot, has(pilot, "Claims of P"), "the claims")
        await pilot.press("x")
        await wait_for(pilot, has(pilot, "5 rows of sources as CSV sent"), "the rows")
        assert len(pilot.app.clipboard.splitlines()) == 1 + 5
        await pilot.press("m", "n", "m")
        await wait_for(pilot, has(pilot, "2 in all"), "two marks")
        await pilot.press("x")
        await wait_for(pilot, has(pilot, "Said by"), "the footnote")
        await wait_for(pilot, lambda: not main(pilot).body.front.busy, "both to be read")
        await pilot.press("y")
        await wait_for(pilot, has(pilot, "2 footnotes sent to the terminal"), "the footnotes")
        assert pilot.app.clipboard.splitlines()[1].startswith("2. ")
        await pilot.press("b", "Y")
        await wait_for(pilot, has(pilot, "the command of this view sent"), "the message")
        assert pilot.app.clipboard == ("caploop --as-of 2026-03-05 --lens firm --pane sources")


async def test_the_command_of_a_card_or_a_claim_leads_to_it(explorer: Explorer) -> None:
    async with explorer(as_of="2026-03-05", pane="sources") as pilot:
        await wait_for(pilot, has(pilot, "Claims of P"), "the claims")
        await pilot.press("tab", "tab", "n")
        here = main(pilot).body.front.subject
        await pilot.press("Y")
        await wait_for(pilot, has(pilot, "the command of this view sent"), "the message")
        assert f"--pane sources --entity {here.entity} --claim {here.picked}" in pilot.app.clipboard
        assert main(pilot).context.claim is None  # nothing is picked here
        await pilot.press("e")
        await wait_for(pilot, has(pilot, "said by"), "the card")
        await pilot.press("i")
        await wait_for(pilot, has(pilot, "aliases"), "the entity")
        await pilot.press("Y")
        wanted = f"--pane sources --entity {here.entity}"
        await wait_for(pilot, lambda: pilot.app.clipboard.endswith(wanted), wanted)


async def test_i_goes_from_a_claim_to_its_deal_and_space_picks_it(explorer: Explorer) -> None:
    async with explorer(as_of="2026-03-05", pane="loop") as pilot:
        await wait_for(pilot, has(pilot, "Nvidia → OpenAI, equity, round"), "the edge")
        await pilot.press("e")
        await wait_for(pilot, has(pilot, "claim 1 of"), "the card")
        await pilot.press("i")
        await wait_for(pilot, has(pilot, "What changed and when"), "the deal card")
        await pilot.press("space")
        await wait_for(pilot, lambda: main(pilot).context.deal == "nvidia-openai-2026", "the pick")
        await pilot.press("0")
        await wait_for(pilot, lambda: main(pilot).context.deal is None, "no pick")
