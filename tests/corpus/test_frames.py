"""Frames that are kept: bounded by their rows, the least wanted goes first."""

from __future__ import annotations

import threading

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.frame import Frame, Values
from tui.corpus.frames import KEPT_ROWS, LARGEST, Frames
from tui.corpus.store import PANE_ROWS


def of(rows: int) -> Frame:
    return Frame(Values(("n",), [(n,) for n in range(rows)]), ("INTEGER",), "FROM range($rows)")


def test_what_was_asked_for_last_is_kept_longest() -> None:
    frames, last = Frames(), KEPT_ROWS // PANE_ROWS + 5
    for n in range(last):
        frames.keep(n, of(PANE_ROWS))
        assert frames.get(0) is not None
    assert 1 not in frames
    assert frames.get(1) is None
    assert last - 1 in frames


def test_a_large_frame_is_not_kept() -> None:
    frames = Frames()
    frames.keep("large", of(LARGEST))
    assert "large" not in frames


def test_rows_in_columns_take_less_room() -> None:
    frames, rows = Frames(), 2 * LARGEST
    frames.keep("columns", Frame(pl.DataFrame({"n": range(rows)}), ("INTEGER",), "FROM numbers"))
    frames.keep("too many", Frame(pl.DataFrame({"n": range(9 * rows)}), ("INTEGER",), ""))
    assert "columns" in frames
    assert "too many" not in frames


def test_frames_without_rows_are_bounded_too() -> None:
    frames = Frames()
    for n in range(2 * KEPT_ROWS):
        frames.keep(n, of(0))
    assert sum(n in frames for n in range(2 * KEPT_ROWS)) <= KEPT_ROWS


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, PANE_ROWS)), max_size=60))
def test_the_last_frame_of_a_request_is_the_one_that_is_given(asked: list[tuple[int, int]]) -> None:
    frames, last = Frames(), {}
    for request, rows in asked:
        last[request] = of(rows)
        frames.keep(request, last[request])
    for request, frame in last.items():
        assert frames.get(request) in (frame, None)
    assert sum(len(frame) for n, frame in last.items() if n in frames) <= KEPT_ROWS
    frames.clear()
    assert not any(request in frames for request in last)


def test_threads_may_keep_at_once() -> None:
    frames = Frames()

    def keep(start: int) -> None:
        for n in range(start, start + 200):
            frames.keep(n, of(PANE_ROWS // 2))
            frames.get(n - 1)

    threads = [threading.Thread(target=keep, args=(200 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(1 + PANE_ROWS // 2 for n in range(800) if n in frames) <= KEPT_ROWS


def test_what_is_made_of_a_frame_is_made_once() -> None:
    frame, made = of(3), []
    for key in ("sum", "sum", "length"):
        frame.once(key, lambda key=key: made.append(key))
    assert made == ["sum", "length"]


def test_frames_in_columns_can_be_compared() -> None:
    one, other = (Frame(pl.DataFrame({"n": [1, 2]}), ("INTEGER",), "") for _ in range(2))
    assert one == one
    assert one != other
    assert ("totals", one) != ("totals", other)
    assert len({one, other}) == 2
