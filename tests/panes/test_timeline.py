"""The Timeline pane under the pilot: scrubbing, playing, what changed, evidence and back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from textual.pilot import Pilot

from tests.panes.conftest import screen, wait_for
from tui.app import CaploopApp
from tui.screens import play
from tui.screens.main import MainScreen

Explorer = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
DATES = ["2025-10-05", "2025-10-07", "2025-12-31", "2026-02-03", "2026-03-05"]


def has(pilot: Pilot[None], text: str) -> Callable[[], bool]:
    return lambda: any(text in row for row in screen(pilot))


def lane(pilot: Pilot[None], label: str) -> str:
    return next((row for row in screen(pilot)[3:] if row[1:].startswith(label)), "")


def main(pilot: Pilot[None]) -> MainScreen:
    assert isinstance(pilot.app, CaploopApp)
    return pilot.app.main


async def test_scrubbing_turns_the_100_billion_step_by_step(explorer: Explorer) -> None:
    async with explorer(as_of="2025-10-07", pane="timeline", size=(120, 40)) as pilot:
        await wait_for(pilot, has(pilot, "▌Nvidia–OpenAI 2025 ≤100"), "the lane")
        await wait_for(pilot, has(pilot, "Nvidia–OpenAI framework 2025 ──"), "its claims")
        assert not any(mark in row for row in screen(pilot)[3:] for mark in "‖✗")
        await pilot.press("]")
        await wait_for(pilot, has(pilot, "[ 2025-12-31 ]"))
        await pilot.press("]")
        await wait_for(pilot, lambda: "‖" in lane(pilot, "Nvidia–OpenAI 2025"), "the pause")
        # The round of about 20 billion is a deal of its own; the header names the source.
        assert "≈20" in lane(pilot, "Nvidia–OpenAI 2026")
        await wait_for(pilot, has(pilot, "new 000 "), "the news of that date")
        await pilot.press("]")
        await wait_for(pilot, lambda: "✗" in lane(pilot, "Nvidia–OpenAI 2025"), "the end")
        await pilot.press("[", "[", "[")
        await wait_for(pilot, has(pilot, "[ 2025-10-07 ]"))
        await wait_for(pilot, lambda: "✗" not in lane(pilot, "Nvidia–OpenAI 2025"), "October")
        assert lane(pilot, "Nvidia–OpenAI 2026") == ""


async def test_play_goes_through_the_dates_and_ends_on_the_last(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(play, "SECONDS", 0.02)
    turned: list[str] = []
    turn = MainScreen._turn

    def noted(self: MainScreen, context: object) -> None:
        turn(self, context)  # type: ignore[arg-type]
        turned.append(self.context.as_of.isoformat())

    monkeypatch.setattr(MainScreen, "_turn", noted)
    async with explorer(as_of="2026-03-05", pane="timeline") as pilot:
        await wait_for(pilot, has(pilot, "▌Nvidia–OpenAI 2025"), "the lanes")
        await pilot.press("p")
        await wait_for(pilot, lambda: len(turned) == len(DATES), "every date")
        await wait_for(pilot, lambda: not main(pilot)._play.playing, "the end")
        assert turned == DATES
        await wait_for(pilot, lambda: "✗" in lane(pilot, "Nvidia–OpenAI 2025"), "the last date")


async def test_any_key_stops_the_play_and_does_what_it_does(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(play, "SECONDS", 3600)
    async with explorer(as_of="2026-03-05", pane="timeline") as pilot:
        await wait_for(pilot, has(pilot, "▌Nvidia–OpenAI 2025"), "the lanes")
        for key, does in (
            ("j", lambda: lane(pilot, "Nvidia–Enfabrica").startswith("▌")),
            ("z", lambda: not main(pilot)._play.playing),  # a key of nothing
            ("p", lambda: not main(pilot)._play.playing),  # it does not begin again
            ("3", has(pilot, "▸3 Exposure")),
        ):
            await pilot.press("p")
            assert main(pilot)._play.playing
            await wait_for(pilot, lambda: main(pilot).context.as_of.isoformat() in DATES[:4])
            await wait_for(pilot, has(pilot, " of 3"), "the three deals of the first date")
            await pilot.press(key)
            await wait_for(pilot, does, key)
            assert not main(pilot)._play.playing
            for _ in DATES:
                await pilot.press("]")
            await wait_for(pilot, lambda: main(pilot).context.as_of.isoformat() > DATES[-1])


async def test_what_changed_has_two_dates_and_tab_tells_which_the_keys_turn(
    explorer: Explorer,
) -> None:
    async with explorer(as_of="2026-03-05", pane="timeline") as pilot:
        await wait_for(pilot, has(pilot, "▌Nvidia–OpenAI 2025"), "the lanes")
        await pilot.press("d")
        await wait_for(pilot, has(pilot, "from 2026-02-03 to [ 2026-03-05 ]"), "the diff")
        await wait_for(pilot, has(pilot, "▌✗ vanished Nvidia → OpenAI"), "its rows")
        await pilot.press("tab", "[", "[")
        await wait_for(pilot, has(pilot, "from [ 2025-10-07 ] to 2026-03-05"), "another from")
        assert main(pilot).context.as_of.isoformat() == "2026-03-05"
        await pilot.press("tab", "[")
        await wait_for(pilot, has(pilot, "from 2025-10-07 to [ 2026-02-03 ]"), "another to")
        assert main(pilot).context.as_of.isoformat() == "2026-02-03"
        await wait_for(pilot, has(pilot, "▌‖ paused"), "the pause")
        await pilot.press("u")
        await wait_for(pilot, has(pilot, "unchanged"), "the rest")
        await pilot.press("backspace")
        await wait_for(pilot, has(pilot, "Deals ───"), "the pane again")
        assert main(pilot).context.as_of.isoformat() == "2026-03-05"


async def test_evidence_legs_and_deal_from_a_lane_and_back(explorer: Explorer) -> None:
    async with explorer(as_of="2026-03-05", pane="timeline") as pilot:
        await wait_for(pilot, has(pilot, "▌2026-03-05"), "the deciding claim")
        await pilot.press("e")
        await wait_for(pilot, has(pilot, "001 developpez.com"), "the claim that ends the deal")
        await pilot.press("backspace", "enter")
        await wait_for(pilot, has(pilot, "Legs of Nvidia–OpenAI framework 2025 ─"), "its legs")
        await wait_for(pilot, lambda: "✗" in lane(pilot, "Nvidia → OpenAI"), "the lane of a leg")
        await pilot.press("[")
        await wait_for(pilot, lambda: lane(pilot, "Nvidia → OpenAI").count("✗") == 0, "February")
        await pilot.press("]", "enter")
        await wait_for(pilot, lambda: len(main(pilot).body.cards) == 2, "the card of the deal")
        assert [card.what for card in main(pilot).body.cards] == ["legs", "deal"]
        await pilot.press("backspace")
        await wait_for(pilot, has(pilot, "Legs of Nvidia–OpenAI framework 2025 ─"), "the legs")
        await pilot.press("backspace", "i")
        await wait_for(pilot, lambda: [c.what for c in main(pilot).body.cards] == ["deal"], "i")
        await pilot.press("backspace")
        await wait_for(pilot, has(pilot, "▌Nvidia–OpenAI 2025"), "the lanes again")


async def test_the_views_and_keys_of_the_lanes(explorer: Explorer) -> None:
    async with explorer(as_of="2026-11-22", pane="timeline", size=(120, 40)) as pilot:
        await wait_for(pilot, has(pilot, "▌Nvidia–OpenAI 2025"), "the lanes")
        await wait_for(pilot, has(pilot, "│ Legs ──"), "the side part")
        for heading in ("Legs ──", "Claims ──", "Due dates ──", "Quiet deals ──", "Deals ──"):
            await pilot.press("v")
            await wait_for(pilot, lambda text=heading: screen(pilot)[3].startswith(text), heading)
        await pilot.press("V", "V")
        await wait_for(pilot, has(pilot, "▌H1 2026"), "what is overdue")
        await wait_for(pilot, has(pilot, "overdue AMD–OpenAI"), "of whom")
        await pilot.press("v", "v", "plus")
        await wait_for(pilot, has(pilot, "Deals ──"))
        axis = next(row for row in screen(pilot) if row.startswith(" deal"))
        await pilot.press("equals_sign")
        await wait_for(pilot, lambda: axis not in screen(pilot), "the whole window again")
        await pilot.press("f")
        await wait_for(pilot, has(pilot, "only paid"), "a filter")
        await pilot.press("F", "o")
        await wait_for(pilot, has(pilot, "next date first"), "an order")


async def test_a_pick_on_a_lane_rules_the_pane(explorer: Explorer) -> None:
    async with explorer(as_of="2026-03-05", pane="timeline") as pilot:
        await wait_for(pilot, has(pilot, "▌Nvidia–OpenAI 2025"), "the lanes")
        await pilot.press("space")
        await wait_for(pilot, has(pilot, "1 · latest news first · 1 of 1"), "one lane")
        await pilot.press("0")
        await wait_for(pilot, lambda: "Microsoft–OpenAI" in lane(pilot, "Microsoft"), "all again")
