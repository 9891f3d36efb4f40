"""Pieces of work done together: what needs another comes after it, and all end together."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from tui.corpus.frame import QueryCancelled, QueryError
from tui.corpus.progress import Steps
from tui.corpus.store import Store
from tui.corpus.together import AT_ONCE, Piece, do_together

PATIENCE = 90.0
FOREVER = "SELECT count(*) FROM range(10000000000) AS a WHERE hash(a.range) = 0"


def piece(name: str, work: Callable[[Store], None], *after: str) -> Piece:
    return Piece(name, f"doing {name}", 0.25, work, frozenset(after))


def threads(store: Store) -> int:
    return int(store.rows("SELECT current_setting('threads')")[0][0])


def test_a_piece_begins_when_all_that_it_needs_has_ended() -> None:
    store, said = Store.memory(), list[str]()
    begun = threads(store)

    def making(name: str, sql: str) -> Piece:
        after = [word for word in ("a", "b", "c") if f"FROM {word}" in sql]
        return piece(name, lambda own: own.script(f"CREATE TABLE {name} AS {sql}"), *after)

    # The last needs the first two, whose order is the wrong way round: else a table is missing.
    pieces = [
        making("d", "SELECT (SELECT sum(n) FROM b) + (SELECT sum(n) FROM c) AS n"),
        making("c", "SELECT n + 1 AS n FROM b"),
        making("b", "SELECT n + 1 AS n FROM a"),
        making("a", "SELECT max(range) AS n FROM range(1000000)"),
    ]
    do_together(store, pieces, Steps(said.append))
    assert store.rows("SELECT n FROM d") == [(1_000_000 + 1_000_001,)]
    assert said[-1].startswith("[####################] 100 %")
    assert threads(store) == begun


def test_two_are_done_at_once_and_no_more() -> None:
    both, most, going = threading.Barrier(AT_ONCE), [0], set[str]()
    lock = threading.Lock()

    def work(name: str) -> Callable[[Store], None]:
        def meet(_: Store) -> None:
            with lock:
                going.add(name)
                most[0] = max(most[0], len(going))
            both.wait(PATIENCE)
            with lock:
                going.discard(name)
            both.wait(PATIENCE)

        return meet

    do_together(Store.memory(), [piece(n, work(n)) for n in "abcd"], Steps(lambda _: None))
    assert most == [AT_ONCE]


def test_what_goes_wrong_in_one_ends_the_others() -> None:
    store, after = Store.memory(), list[str]()
    begun = threads(store)
    runs = threading.Event()

    def forever(own: Store) -> None:
        runs.set()
        own.rows(FOREVER)

    def fail(own: Store) -> None:
        assert runs.wait(PATIENCE)
        own.script("SELECT nothing FROM nowhere")

    pieces = [
        piece("long", forever),
        piece("wrong", fail),
        piece("never", lambda _: after.append("never"), "wrong"),
    ]
    with pytest.raises(QueryError, match="nowhere"):
        do_together(store, pieces, Steps(lambda _: None))
    assert after == []
    assert threads(store) == begun
    assert store.rows("SELECT 1") == [(1,)]


def test_it_can_be_stopped_from_elsewhere() -> None:
    store, stopped = Store.memory(), threading.Event()

    def forever(own: Store) -> None:
        stopped.set()
        own.rows(FOREVER)

    with pytest.raises(QueryCancelled):
        do_together(store, [piece("long", forever)], Steps(lambda _: None, stopped.is_set))
    assert store.rows("SELECT 1") == [(1,)]
