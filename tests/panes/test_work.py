"""A page's work in its thread: handed over once, with what it raised, ended when asked."""

from __future__ import annotations

import threading

import pytest

from tests.panes.conftest import PATIENCE
from tui.pages.page import Work
from tui.panes.work import Worker


def wait(work: Work) -> tuple[Worker, threading.Event]:
    ended = threading.Event()
    return Worker(work, lambda _: ended.set()), ended


def test_what_was_worked_out_is_handed_over() -> None:
    taken: list[object] = []
    worker, ended = wait(Work("key", lambda _: threading.current_thread().name, taken.append))
    assert ended.wait(PATIENCE)
    assert taken == []
    worker.hand_over()
    assert taken == ["work"]


def test_a_cancelled_work_ends_with_what_it_has() -> None:
    begun = threading.Event()
    taken: list[object] = []

    def run(cancelled: object) -> int:
        count = 0
        while not cancelled():  # type: ignore[operator]
            begun.set()
            count = 7
        return count

    worker, ended = wait(Work("key", run, taken.append))
    assert begun.wait(PATIENCE)
    worker.cancel()
    assert ended.wait(PATIENCE)
    worker.hand_over()
    assert taken == [7]


def test_an_error_reaches_whoever_takes_the_result() -> None:
    def run(_: object) -> object:
        raise ValueError("wrong")

    worker, ended = wait(Work("key", run, lambda _: None))
    assert ended.wait(PATIENCE)
    with pytest.raises(ValueError, match="wrong"):
        worker.hand_over()
