"""What the tests of the Timeline pane share: the page on a fixed today, its lanes, its text."""

from __future__ import annotations

from datetime import date

from tui.context import Context
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.draw.spans import Line, plain
from tui.format import GLYPHS
from tui.pages.page import Shown, Surface
from tui.pages.timeline.asks import ask_of
from tui.pages.timeline.lanes import LaneRow, lane_rows
from tui.pages.timeline.page import TimelinePage

TODAY = date(2026, 11, 22)
FRAME, ROUND, AMD = "nvidia-openai-2025", "nvidia-openai-2026", "amd-openai-2025"


def page(view: str = "deals") -> TimelinePage:
    return TimelinePage(view=view, today=TODAY)


def lanes(opened: Opened, day: str, view: str = "deals") -> dict[str, LaneRow]:
    """The lanes of a date by their ids."""
    context = Context(date.fromisoformat(day))
    ask = ask_of(view, context, 0, False, None, 0)
    frame = opened.store.run(named(ask.query), context, ask.values())
    return {row.lane: row for row in lane_rows(frame, legs=view == "legs")}


def spans(page: TimelinePage, shown: Shown, wide: int = 80, high: int = 20) -> list[Line]:
    return page.lines(shown, Surface(wide, high, GLYPHS["full"]))


def text(page: TimelinePage, shown: Shown, wide: int = 80, high: int = 20) -> list[str]:
    return [plain(line).rstrip() for line in spans(page, shown, wide, high)]


def lane_of(frame: list[str], label: str) -> str:
    return next(line for line in frame[2:] if line[1:].startswith(label))
