"""The exposure pane under the pilot: rows, views, picks, cards, the reader's own figures."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from textual.pilot import Pilot

from tests.panes.conftest import screen, wait_for
from tui.panes.base import Pane

Explorer = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


def has(pilot: Pilot[None], text: str) -> Callable[[], bool]:
    return lambda: any(text in row for row in screen(pilot))


async def test_views_go_round_and_back(explorer: Explorer) -> None:
    async with explorer(as_of="2026-02-03", pane="exposure") as pilot:
        await wait_for(pilot, has(pilot, "▌Nvidia   ↔ OpenAI    equity, frame"), "the table")
        for key, shown in (
            ("v", "Exposure, matrix ─"),
            ("v", "out ≈350, 1 of 7 legs"),
            ("v", "Exposure, bars ─"),
            ("v", "Exposure, roles ─"),
            ("v", "Exposure, capacity ─"),
            ("v", "▌Nvidia   ↔ OpenAI    equity, frame"),
            ("V", "Exposure, capacity ─"),
        ):
            await pilot.press(key)
            await wait_for(pilot, has(pilot, shown), shown)


async def test_a_pick_turns_the_table_to_its_company(explorer: Explorer) -> None:
    async with explorer(as_of="2026-02-03", pane="exposure") as pilot:
        await wait_for(pilot, has(pilot, "▌Nvidia   ↔ OpenAI"), "the table")
        await pilot.press("space")
        await wait_for(pilot, has(pilot, "Exposure to OpenAI ─"), "what others lose by it")
        await wait_for(pilot, has(pilot, "3 of 3 legs quantified"), "the sum")
        await pilot.press("o")
        await wait_for(pilot, has(pilot, "Exposure of OpenAI ─"), "what it loses by others")
        await pilot.press("0")
        await wait_for(pilot, has(pilot, "Exposure ─"), "all again")


async def test_a_sum_opens_what_each_leg_adds_and_back(explorer: Explorer) -> None:
    async with explorer(as_of="2026-02-03", pane="exposure") as pilot:
        await wait_for(pilot, has(pilot, "▌Nvidia   ↔ OpenAI"), "the table")
        await pilot.press("j", "j", "j")
        await wait_for(pilot, has(pilot, "▌equity lost if OpenAI fails"), "the sum")
        await pilot.press("e")
        await wait_for(pilot, has(pilot, "≤133 $B, headline"), "the claims of the sum")
        await pilot.press("backspace")
        await wait_for(pilot, has(pilot, "▌equity lost if OpenAI fails"), "the same place")


async def test_enter_opens_the_pair(explorer: Explorer) -> None:
    async with explorer(as_of="2025-10-07", pane="exposure") as pilot:
        await wait_for(pilot, has(pilot, "▌Nvidia   ↔ OpenAI"), "the table")
        await pilot.press("enter")
        await wait_for(pilot, has(pilot, "Nvidia and OpenAI ─"), "the pair")
        await wait_for(pilot, has(pilot, "≤28.6%"), "the vendor-funded share")


async def test_what_if_takes_a_typed_loss(explorer: Explorer) -> None:
    async with explorer(as_of="2026-02-03", pane="exposure") as pilot:
        await wait_for(pilot, has(pilot, "▌Nvidia   ↔ OpenAI"), "the table")
        await pilot.press("w")
        await wait_for(pilot, has(pilot, "equity lost, 100% of it"), "the losses")
        await wait_for(pilot, has(pilot, "not computable: equity missing for"), "the cascade")
        await pilot.press("tab", "slash", "4", "0", "enter")
        # 40 % of 13 and of 133.
        await wait_for(pilot, has(pilot, "equity lost, 40% of it"), "the reader's figure")
        await wait_for(pilot, has(pilot, "≤53.2"), "the losses scaled")
        await pilot.press("q")
        await wait_for(pilot, has(pilot, "Exposure ─"), "the pane again")


async def test_a_date_opens_its_claims_as_of_that_date_and_back(explorer: Explorer) -> None:
    async with explorer(as_of="2026-02-03", pane="exposure") as pilot:
        await wait_for(pilot, has(pilot, "▌Nvidia   ↔ OpenAI"), "the table")
        await pilot.press("v", "v", "v", "tab")
        await wait_for(pilot, has(pilot, "▌2026-02-03"), "the newest date")
        await pilot.press("k", "k")
        await wait_for(pilot, has(pilot, "▌2025-10-07"), "the date of the announcements")
        pane = pilot.app.screen.query_one("#exposure", Pane)
        await wait_for(pilot, lambda: len(pane.subject.legs) == 18, "its legs")
        await pilot.press("e")
        await wait_for(pilot, has(pilot, "≤468 $B, headline"), "what they add up to")
        await wait_for(pilot, has(pilot, "as of [ 2025-10-07 ]"), "as of [ 2025-10-07 ]")
        await pilot.press("backspace")
        await wait_for(pilot, has(pilot, "as of [ 2026-02-03 ]"), "the date of before")
        await wait_for(pilot, has(pilot, "▌2025-10-07"), "the same row")


async def test_weights_are_typed_beside_the_table_and_filters_say_filter(
    explorer: Explorer,
) -> None:
    async with explorer(as_of="2025-10-07", pane="exposure") as pilot:
        await wait_for(pilot, has(pilot, "▌Nvidia   ↔ OpenAI"), "the table")
        await pilot.press("slash", *"intel")
        await wait_for(pilot, has(pilot, "filter intel"), "the box")
        await wait_for(pilot, has(pilot, "▌Nvidia     Intel"), "the rows with it")
        await pilot.press("escape")
        await wait_for(pilot, has(pilot, "↔ OpenAI"), "all rows")
        await pilot.press("tab", "j", "j", "j", "slash", "4", "0")
        await wait_for(pilot, has(pilot, "announced % 40"), "the box of the weight")
        await pilot.press("enter", "escape")
        # 40 % of what is announced, at most 100.
        row = next(row for row in screen(pilot) if "OpenAI    equity, fr" in row)
        assert row.split()[-4:] == ["≤100", "≤40", "·", "announced"]
