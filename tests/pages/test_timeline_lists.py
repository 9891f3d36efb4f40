"""The Timeline's lists on the shipped corpus: what is due, who is quiet, what is new."""

from __future__ import annotations

import csv
import io
import queue
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.pages.driving import press
from tests.pages.lanes import FRAME, TODAY, page, text
from tui.context import Context
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.draw.spans import plain
from tui.format import GLYPHS
from tui.pages.make import card_page
from tui.pages.page import Ask, Copy, Open, Said, Shown, Surface
from tui.pages.timeline.spoken import spoken
from tui.panes.rows_out import copy_rows

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]


# -- the same rows for people who read


def test_the_list_prints_dates_as_exactly_as_they_are_known(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page("list")
    press(opened, timeline, shown)
    frame = "\n".join(text(timeline, shown, wide=160, high=120))
    # 000 gives the memorandum as of September, 003 the half-year; 004's two weeks are counted back.
    printed = (" Sep 2025 ", " H2 2026 ", " H1 2026 ", " about 2025-09-22 ", " 2025-12-31~ ")
    assert [text for text in printed if text not in frame] == []
    narrow = "\n".join(text(timeline, shown, wide=80, high=120))
    assert [text for text in printed if text not in narrow] == []
    claims = shown.rows("list")
    assert [row["known_on"] for row in claims] == sorted(
        (row["known_on"] for row in claims), reverse=True
    )


def test_the_list_is_the_query_that_the_console_gets(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page("list")
    press(opened, timeline, shown)
    ask = timeline.sql(shown)
    assert ask.query == "timeline_claims"
    frame = opened.store.run(named(ask.query), shown.context, ask.values())
    assert frame.rows() == shown.rows("list")


def test_the_first_gigawatt_of_amd_is_overdue_and_other_reports_say_later(
    opened: Opened, shown_at: At
) -> None:
    # 2026-06-30, the last day of the half, to 2026-11-22.
    late = (TODAY - date(2026, 6, 30)).days
    assert late == 145
    shown, timeline = shown_at("2026-11-22"), page("due")
    press(opened, timeline, shown)
    frame = text(timeline, shown)
    assert "1 overdue" in frame[0]
    assert re.match("▌H1 2026 +145 overdue AMD–OpenAI 2025 ", frame[2]) and "004" in frame[2]
    assert "second half of 2026" in " ".join(line.strip() for line in frame[-2:])
    wish = press(opened, timeline, shown, "enter")
    assert isinstance(wish, Open)
    card = card_page(wish, shown)
    assert card is not None
    told = Shown(shown.context, names=opened.names)
    press(opened, card, told)
    said = [plain(line).strip() for line in card.lines(told, Surface(80, 20, GLYPHS["full"]))]
    assert "other reports say the second half of 2026." in " ".join(said)
    shown.context = shown.context.at(date(2026, 6, 30))
    press(opened, timeline, shown)
    assert "0 overdue" in text(timeline, shown)[0]


def test_the_next_dates_follow_and_what_is_gone_says_so(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page("due")
    press(opened, timeline, shown)
    rows = shown.rows("due")
    days = [row["valid_to"] for row in rows if row["valid_to"] is not None]
    assert days == sorted(days) and not any(row["overdue"] for row in rows)
    framework = next(row for row in rows if row["deal_id"] == FRAME)
    assert framework["standing"] == "withdrawn"
    # Nobody expects it any more: only AMD's first gigawatt is next.
    assert "0 overdue · 1 next" in text(timeline, shown)[0]
    assert "1 given up" in text(timeline, shown)[0]


@pytest.mark.parametrize(
    ("start", "end", "precision", "cells", "words"),
    [
        (date(2026, 2, 1), date(2026, 2, 1), "day", 16, "2026-02-01"),
        (date(2026, 3, 1), date(2026, 3, 31), "month", 16, "Mar 2026"),
        (date(2026, 10, 1), date(2026, 12, 31), "quarter", 16, "Q4 2026"),
        (date(2026, 7, 1), date(2026, 12, 31), "half", 16, "H2 2026"),
        (date(2026, 1, 1), date(2026, 6, 30), "half", 16, "H1 2026"),
        (date(2026, 1, 1), date(2026, 12, 31), "year", 16, "2026"),
        (date(2025, 9, 22), date(2025, 9, 22), "about", 16, "about 2025-09-22"),
        (date(2026, 1, 1), date(2030, 12, 31), "year", 16, "2026–2030"),
        (date(2025, 1, 5), date(2025, 2, 5), "about", 40, "about 2025-01-05–2025-02-05"),
        (date(2025, 1, 5), date(2025, 2, 5), "about", 23, "2025-01-05~–2025-02-05~"),
        (None, date(2026, 3, 31), "month", 16, "by Mar 2026"),
        (None, None, "month", 16, "–"),
        (date(2026, 1, 1), None, "none", 16, "–"),
    ],
)
def test_dates_in_words(
    start: date | None, end: date | None, precision: str, cells: int, words: str
) -> None:
    assert spoken(start, end, precision, cells, GLYPHS["full"]) == words


def test_the_quietest_deals_come_first(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-11-22"), page("quiet")
    press(opened, timeline, shown)
    rows = shown.rows("quiet")
    # Only 002 tells of Nscale and Enfabrica.
    assert {row["deal_id"] for row in rows[:2]} == {"nvidia-nscale", "nvidia-enfabrica"}
    assert rows[0]["days"] == (TODAY - date(2025, 10, 5)).days
    assert rows[0]["told_by"] == ["002"]
    framework = next(row for row in rows if row["deal_id"] == FRAME)
    assert framework["told_by"] == ["000", "001", "002", "003", "004"]
    assert framework["known_on"] == date(2026, 3, 5)


def test_what_is_withdrawn_is_no_longer_late(opened: Opened, shown_at: At) -> None:
    # 003 has the framework's first gigawatt in the second half of 2026; 001 has it withdrawn.
    shown, timeline = shown_at("2027-02-01"), page("due")
    press(opened, timeline, shown)
    frame = text(timeline, shown)
    assert "1 overdue · 0 next" in frame[0] and "1 given up" in frame[0]
    past = next(line for line in frame if line.startswith(" H2 2026"))
    assert "32 past" in past and "✗ withdrawn" in past and "overdue" not in past
    late = opened.store.run(named("q15_overdue"), shown.context).rows()
    assert {row["standing"] for row in late} == {"live", "withdrawn"}


def test_the_whole_list_leaves_as_csv(opened: Opened, shown_at: At) -> None:
    shown, timeline = shown_at("2026-03-05"), page("list")
    press(opened, timeline, shown)
    given: queue.Queue[Copy | Said] = queue.Queue()
    copy_rows(opened.store, timeline.sql(shown), shown.context, given.put)
    copied = given.get(timeout=90)
    assert isinstance(copied, Copy) and copied.said == "91 rows of timeline_claims as CSV"
    read = list(csv.DictReader(io.StringIO(copied.text)))
    told = [row["claim_id"] for row in shown.rows("list")]
    assert [row["claim_id"] for row in read] == told


# -- since the last visit


def test_what_is_new_since_a_date_is_marked(opened: Opened) -> None:
    context = Context(date(2026, 3, 5), since=date(2026, 2, 3))
    shown, timeline = Shown(context, names=opened.names), page()
    press(opened, timeline, shown, "last")
    frame = text(timeline, shown, high=56)
    # 001 alone came after 3 February.
    told_by_001 = {row["deal_id"] for row in _told_by(opened, "001") if row["deal_id"] is not None}
    assert f"{len(told_by_001)} new since 2026-02-03" in frame[0]
    marked = [line for line in frame[2:28] if line.startswith("+")]
    assert len(marked) == len(told_by_001)
    press(opened, timeline, shown, "first")
    frame = text(timeline, shown, high=56)
    below = frame[next(n for n, line in enumerate(frame) if line.startswith("Nvidia–OpenAI f")) :]
    dates = [line for line in below if line.startswith("+20")]
    assert dates and all(line.startswith("+2026-03-05") for line in dates)


def _told_by(opened: Opened, source: str) -> list[dict[str, object]]:
    ask = Ask.of("quiet", entity=None, deal=None)
    frame = opened.store.run(named(ask.query), Context(date(2026, 3, 5)), ask.values())
    return [row for row in frame.rows() if source in row["told_by"]]


# -- whole frames, read line by line when they were written


@pytest.mark.parametrize(
    ("name", "view", "day", "size", "glyphs"),
    [
        ("timeline-80x20", "deals", "2026-03-05", (80, 20), "full"),
        ("timeline-80x20-october", "deals", "2025-10-07", (80, 20), "full"),
        ("timeline-80x20-ascii", "deals", "2026-03-05", (80, 20), "ascii"),
        ("timeline-120x36", "deals", "2026-03-05", (120, 36), "full"),
        ("timeline-200x56", "deals", "2026-03-05", (200, 56), "full"),
        ("timeline-legs-80x20", "legs", "2026-03-05", (80, 20), "full"),
        ("timeline-list-80x20", "list", "2026-02-03", (80, 20), "full"),
        ("timeline-list-120x36", "list", "2026-03-05", (120, 36), "full"),
        ("timeline-due-80x20", "due", "2026-11-22", (80, 20), "full"),
        ("timeline-quiet-80x20", "quiet", "2026-11-22", (80, 20), "full"),
    ],
)
def test_frames(
    drawn: Drawn,
    shown_at: At,
    frames: Path,
    name: str,
    view: str,
    day: str,
    size: tuple[int, int],
    glyphs: str,
) -> None:
    frame = drawn(page(view), shown_at(day), *size, glyphs)
    assert frame == (frames / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1]
