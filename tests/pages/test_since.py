"""Rows that are new since the last visit: one mark in every pane, and titles that count them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tui.context import Context
from tui.draw.spans import Line, plain
from tui.pages.make import pane_page
from tui.pages.page import Shown
from tui.pages.since import marked_new, new_words
from tui.pages.timeline.page import TimelinePage

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]
OLD, NEW = date(2026, 2, 3), date(2026, 3, 5)
CONTEXT = Context(NEW, since=OLD)


def test_the_mark_is_the_first_cell_and_never_the_cursor() -> None:
    rows: list[Line] = [[(" old", "")], [(" new", "bold")], [("▌", "accent"), ("here", "")]]
    lines = marked_new(rows, [OLD, NEW, NEW], CONTEXT)
    assert [plain(line) for line in lines] == [" old", "+new", "▌here"]
    assert marked_new(rows, [NEW] * 3, Context(NEW)) == rows
    assert new_words([OLD, NEW, None, NEW], CONTEXT) == "2 new since 2026-02-03"
    assert new_words([OLD], CONTEXT) == ""


@pytest.mark.parametrize("pane", ["sources", "timeline", "exposure", "loop"])
def test_every_pane_marks_what_only_the_newest_article_told(
    drawn: Drawn, shown_at: At, pane: str
) -> None:
    page, shown = pane_page(pane), shown_at("2026-03-05")
    before = drawn(page, shown, 120, 36)
    assert not any(line.startswith("+") for line in before) and not re.search(r"\d new", before[0])
    shown.context = replace(shown.context, since=OLD)
    assert re.search(r"\d new", drawn(page, shown, 120, 36)[0])
    page.act("down", shown)  # the cursor hides the mark of its row, and opens on the newest source
    assert any(line.startswith("+") for line in drawn(page, shown, 120, 36))
    shown.context = replace(shown.context, since=NEW)
    assert not any(line.startswith("+") for line in drawn(page, shown, 120, 36))


# What 003 of 31 December tells of, and what only 004 of 7 October does.
MARKED = {
    "deals": ("OpenAI–Broadcom", "Nvidia–Intel"),
    "legs": ("OpenAI → Broadcom", "Nvidia → Intel"),
    "list": (" 2025-12-31~ ", " 2025-10-07 "),
    "due": (" 003 ", " 004 "),
    "quiet": ("2025-12-31~ ", "2025-10-07 "),
}


@pytest.mark.parametrize("view", MARKED)
def test_every_view_of_the_timeline_marks_what_the_newest_article_told(
    drawn: Drawn, shown_at: At, view: str
) -> None:
    page, shown = TimelinePage(view=view), shown_at("2025-12-31")
    shown.context = replace(shown.context, since=date(2025, 10, 7))
    drawn(page, shown, 120, 80)
    page.act("last", shown)
    rows = drawn(page, shown, 120, 80)[2:]
    new, old = ([row for row in rows if text in f"{row} "] for text in MARKED[view])
    # The last row has the cursor in its first cell.
    assert {row[0] for row in new if row[0] != "▌"} == {"+"}
    assert {row[0] for row in old if row[0] != "▌"} == {" "}
