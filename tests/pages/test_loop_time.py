"""The ladder through time: exact at each known date, and blind to what comes later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.network.given import BILLION
from tests.pages.large import write_large
from tui.context import LENSES, Context
from tui.corpus.opening import Opened, open_corpus
from tui.corpus.query import named
from tui.draw.spans import plain
from tui.format import FULL
from tui.network.ladder import Rung
from tui.pages.loop import through_time
from tui.pages.loop.history import History, Moment, history
from tui.pages.loop.page import LoopPage
from tui.pages.loop.through_time import Past, TimeView, said_lines
from tui.pages.page import Shown, Surface
from tui.pages.settle import settle

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]


def past(opened: Opened, shown: Shown) -> History:
    versions, dates = (
        opened.store.run(named(name), shown.context, limit=None)
        for name in ("leg_history", "loop_dates")
    )
    return history(versions, dates)


def rungs(moment: Moment) -> dict[str, Rung]:
    return {rung.lens: rung for rung in moment.rungs}


@pytest.mark.parametrize(
    ("day", "sums", "recycled"),
    [
        # The trial encoding of metrics.md 2.4, but for its announced 18 of 2026-03-05, see below.
        ("2025-10-07", (468, 118, 18, 18), 200),
        ("2026-02-03", (488, 18, 18, 18), 240),
        # Amazon's 4 became known as paid; without a return leg in dollars C is unknown, not 0.
        ("2026-03-05", (42, 22, 22, 22), None),
    ],
)
def test_the_ladder_at_known_dates(
    opened: Opened, shown_at: At, day: str, sums: tuple[int, ...], recycled: int | None
) -> None:
    moments = {moment.day: moment for moment in past(opened, shown_at("2026-06-01")).moments}
    of = rungs(moments[date.fromisoformat(day)])
    flows = [of[lens].circulation.flow.dollars for lens in LENSES]
    assert flows == [value * BILLION for value in sums]
    c = of["headline"].circulation.dollars
    assert c == (None if recycled is None else recycled * BILLION)


def test_a_moment_is_what_the_views_say_on_its_day(opened: Opened, shown_at: At) -> None:
    for moment in past(opened, shown_at("2026-03-05")).moments:
        rows = opened.store.run(named("ladder"), shown_at(str(moment.day)).context).rows()
        ladder = {row["lens"]: (row["dollars"], row["quantified"], row["legs"]) for row in rows}
        for lens, rung in rungs(moment).items():
            flow = rung.circulation.flow
            assert (flow.dollars, flow.quantified, flow.legs) == ladder[lens], (moment.day, lens)


def test_nothing_of_later_is_in_the_history(opened: Opened, shown_at: At) -> None:
    late = past(opened, shown_at("2026-03-05")).moments
    for number, moment in enumerate(late, 1):
        early = past(opened, shown_at(str(moment.day))).moments
        assert early == late[:number]
    rows = opened.store.run(named("leg_history"), shown_at("2025-12-31").context).rows()
    ends = {row["known_to"] for row in rows}
    assert max(row["known_from"] for row in rows) <= date(2025, 12, 31)
    assert all(end is None or end <= date(2025, 12, 31) for end in ends)


def test_each_date_says_what_it_changed(opened: Opened, shown_at: At, drawn: Drawn) -> None:
    page, shown = LoopPage(view="time"), shown_at("2026-03-05")
    text = drawn(page, shown, 100, 20)
    assert "001 · recycled 240 → ?" in text[-3]
    assert "✗ ≈350 OpenAI → Nvidia withdrawn; ✗ ≤100 Nvidia → OpenAI withdrawn" in text[-2]
    assert page.act("up", shown)
    settle(page, shown, opened.store)
    text = drawn(page, shown, 100, 20)
    assert "000 · recycled 200 → 240" in text[-3]
    assert "‖ ≈350 OpenAI → Nvidia paused" in text[-2]


def test_a_date_says_why_it_is_not_computed_what_went_round(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03")
    moments = past(opened, shown).moments
    why = "2,001 edges lie on some loop, computed up to 2,000"
    beyond = [
        replace(rung, circulation=replace(rung.circulation, dollars=None, not_computed=why))
        for rung in moments[-1].rungs
    ]
    many = [*moments[:-1], replace(moments[-1], rungs=tuple(beyond))]
    first = plain(said_lines(many, len(many) - 1, shown, FULL)[0])
    assert f"recycled 200 → ? {why} · from outside" in first
    assert "edges" not in plain(said_lines(moments, len(moments) - 1, shown, FULL)[0])


def test_the_table_has_the_numbers_of_the_chart(drawn: Drawn, shown_at: At) -> None:
    rows = drawn(LoopPage(view="time"), shown_at("2026-03-05"))
    assert rows[0].startswith("Through time ")
    assert rows[1] == " ╌╌╌ headline  ─── announced  ═══ firm  ███ paid  ••• recycled"
    assert rows[2].startswith("488┤")
    table = {row[1:11]: row[12:].split() for row in rows if row[1:5] in ("2025", "2026")}
    assert table["2025-10-07"] == ["≤468", "≤118", "≈18", "≈18", "200", "42.7%", "4/18"]
    assert table["2026-02-03"][4:6] == ["240", "49.2%"]
    assert table["2026-03-05"][:6] == ["≈42", "≈22", "≈22", "≈22", "?", "?"]


def test_the_dial_scrubs(opened: Opened, drawn: Drawn, shown_at: At) -> None:
    page = LoopPage(view="time", part=1)
    frames = []
    for day in ("2026-03-05", "2026-02-03", "2025-12-31"):
        frames.append("\n".join(drawn(page, shown_at(day), 100, 20)))
    assert ["2026-03-05" in text for text in frames] == [True, False, False]
    assert ["✗ ≤100 equity, frame" in text for text in frames] == [True, False, False]
    assert ["‖ ≤100 equity, frame" in text for text in frames] == [False, True, False]
    assert "· ≤100 equity, frame, announced" in frames[2]


def test_before_the_first_date_there_is_nothing(drawn: Drawn, shown_at: At) -> None:
    rows = drawn(LoopPage(view="time"), shown_at("2025-09-01"))
    assert " nothing is known yet" in rows


def test_a_history_nobody_waits_for_keeps_the_newest(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-03-05")
    versions, dates = (
        opened.store.run(named(name), shown.context, limit=None)
        for name in ("leg_history", "loop_dates")
    )
    every = [0]
    whole = history(versions, dates, lambda: bool(every.append(0)))
    asked = iter(range(len(every) // 2))
    some = history(versions, dates, lambda: next(asked, None) is None)
    assert not some.complete
    assert 0 < len(some.moments) < len(whole.moments)
    assert some.moments == whole.moments[-len(some.moments) :]
    assert history(versions, dates, lambda: True) == History((), complete=False)


@pytest.mark.parametrize("glyphs", ["full", "box", "ascii"])
@pytest.mark.parametrize("size", [(80, 20), (120, 36), (60, 11), (160, 46)])
def test_it_fits(drawn: Drawn, shown_at: At, size: tuple[int, int], glyphs: str) -> None:
    for part in (0, 1):
        rows = drawn(LoopPage(view="time", part=part), shown_at("2026-11-22"), *size, glyphs)
        assert len(rows) <= size[1]
        assert all(len(row) <= size[0] for row in rows)
        assert glyphs != "ascii" or all(row.isascii() for row in rows)


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("height", range(13, 30))
def test_what_goes_round_is_never_drawn_as_nothing(
    drawn: Drawn, shown_at: At, height: int, part: int
) -> None:
    """240 of 488: where there are too few rows to tell it from 0, the table has them."""
    rows = drawn(LoopPage(view="time", part=part), shown_at("2026-02-03"), 80, height)
    zero = [row for row in rows if row.startswith("  0┤")]
    assert not any("•" in row for row in zero)
    assert any(row.startswith("▌2026-02-03") for row in rows)
    # At 80x24 both are there, with the ring and without it.
    assert zero or height < 20


def test_of_a_long_history_the_newest_dates_are_seen_before_the_rest(
    opened: Opened, shown_at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(through_time, "AT_ONCE", 0)
    shown, past = shown_at("2026-03-05"), Past()
    for key, name in (("history", "leg_history"), ("dates", "loop_dates")):
        shown.frames[key] = opened.store.run(named(name), shown.context, limit=None)
    work = past.work(shown)
    assert work is not None
    seen: list[tuple[int, str]] = []

    def look() -> bool:
        days = [moment.day for moment in past.moments()]
        if days:
            title = plain(TimeView().lines(past, shown, Surface(80, 20, FULL))[0])
            assert days == sorted(days) and days[-1] == date(2026, 3, 5)
            seen.append((len(days), title))
        return False

    found = work.run(look)
    # The last one ends the work.
    assert {count for count, _ in seen} == {1, 2, 3, 4}
    assert all("known dates so far" in title for _, title in seen)
    again = past.work(shown)
    assert again is not None and again.key == work.key
    work.take(found)
    assert past.work(shown) is None
    title = plain(TimeView().lines(past, shown, Surface(80, 20, FULL))[0])
    assert "5 known dates" in title and "so far" not in title


def test_of_another_date_nothing_is_shown_that_was_known_later(
    opened: Opened, shown_at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(through_time, "AT_ONCE", 0)
    past, days = Past(), ("2026-03-05", "2025-12-31", "2026-03-05")
    kept = {}
    for day in days:
        shown = shown_at(day)
        if day not in kept:
            kept[day] = [
                opened.store.run(named(name), shown.context, limit=None)
                for name in ("leg_history", "loop_dates")
            ]
        shown.frames["history"], shown.frames["dates"] = kept[day]
        work = past.work(shown)
        assert work is not None
        assert past.moments() == ()
        work.take(work.run(lambda: False))
        assert past.moments()[-1].day <= date.fromisoformat(day)
        assert past.work(shown) is None


def test_of_a_network_too_large_the_largest_pairs_are_followed(
    tmp_path: Path,
) -> None:
    few = open_corpus(str(write_large(tmp_path / "few.duckdb", 2_000, 700)))
    many = open_corpus(str(write_large(tmp_path / "many.duckdb", 2_050, 700)))
    for opened, left_out in ((few, 0), (many, 50)):
        shown = Shown(Context(opened.dates[-1]), names=opened.names, dates=opened.dates)
        legs, versions = (
            opened.store.run(named(name), shown.context, limit=None).rows()
            for name in ("legs", "leg_history")
        )
        # A leg an edge.
        largest = sorted((leg["headline"] or 0 for leg in legs), reverse=True)[:2_000]
        now = [row for row in versions if row["known_to"] is None]
        assert {row["left_out"] for row in versions} == {left_out}
        assert sorted((row["headline"] or 0 for row in now), reverse=True) == largest
        page = LoopPage(view="time", part=1)
        shown.frames["history"] = opened.store.run(named("leg_history"), shown.context, limit=None)
        shown.frames["dates"] = opened.store.run(named("loop_dates"), shown.context, limit=None)
        work = page.views.past.work(shown)
        assert work is not None
        less = f" not counted: the {left_out:,} legs of fewest dollars"
        assert page.views.past.left_out == left_out
        work.take(work.run(lambda: False))
        surface = Surface(80, 20, FULL)
        lines = [plain(line) for line in page.views.time.lines(page.views.past, shown, surface)]
        assert len(lines) <= 20
        assert (less in lines) is bool(left_out)
        named_legs = page.views.time.subject(page.views.past).legs
        assert bool(named_legs) is bool(left_out)  # of all legs a query lists what they add
