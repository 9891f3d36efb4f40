"""What is copied of a result: the whole of what was asked for, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tests.panes.conftest import wait_for
from tests.panes.consoles import Explorer, console, own_state, run, shows
from tui.widgets.bars import HeaderBar

__all__ = ["own_state"]  # a fixture

PIECES = "from (values ('a' || chr(9) || 'b', 1, null), ('=c', 2, '')) t(word, n, nothing)"
LONG = "select repeat('é', 600) || 'end' as long"
WIDE = f"select {', '.join(f'{n} as c{n}' for n in range(200))}"


def says(pilot: Pilot[None], text: str) -> Callable[[], bool]:
    return lambda: text in "".join(pilot.app.screen.query_one(HeaderBar).text)


async def copied(pilot: Pilot[None], sql: str, *keys: str, size: int) -> str:
    """Run, leave the text, press keys; what the clipboard then holds, in so many characters."""
    await run(pilot, sql)
    await pilot.press("escape", *keys)
    await wait_for(pilot, says(pilot, f"{size:,} characters sent to the terminal"), f"{size}")
    return pilot.app.clipboard


@pytest.mark.parametrize(
    ("sql", "keys", "text"),
    [
        (PIECES, ("y", "c"), "a\tb"),
        (PIECES, ("j", "l", "y", "c"), "2"),
        (PIECES, ("y", "r"), '"a\tb"\t1\t'),
        (PIECES, ("l", "y", "l"), "1\n2"),
        (PIECES, ("y", "a"), 'word,n,nothing\na\tb,1,\n=c,2,""\n'),
        (LONG, ("y", "c"), "é" * 600 + "end"),
        (LONG, ("y", "r"), "é" * 600 + "end"),
        (LONG, ("y", "l"), "é" * 600 + "end"),
        (WIDE, ("y", "r"), "\t".join(map(str, range(200)))),
    ],
)
async def test_what_was_asked_for_is_copied_whole(
    explorer: Explorer, sql: str, keys: tuple[str, ...], text: str
) -> None:
    async with explorer(pane="console") as pilot:
        assert await copied(pilot, sql, *keys, size=len(text)) == text
        assert shows(pilot, "complete")()


async def test_the_rows_that_are_copied_are_counted(explorer: Explorer) -> None:
    async with explorer(pane="console") as pilot:
        await copied(pilot, "select range as r from range(12)", "y", "l", size=25)
        assert says(pilot, "12 rows, 25 characters sent")()


@pytest.mark.parametrize("key", ["c", "r", "l", "a"])
async def test_what_is_too_much_for_a_terminal_is_not_copied_in_part(
    explorer: Explorer, key: str
) -> None:
    async with explorer(pane="console") as pilot:
        await run(pilot, "select repeat('é', 60_000) as big")
        pilot.app._clipboard = "as it was"
        await pilot.press("escape", "y", key)
        await wait_for(pilot, shows(pilot, "too much for the terminal"), "why not")
        assert pilot.app.clipboard == "as it was"
        assert console(pilot).page.result is not None
