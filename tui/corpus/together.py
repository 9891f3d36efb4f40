"""Pieces of work on one database: two at a time, each as soon as what it needs is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue

from tui.corpus.job import Task
from tui.corpus.progress import Steps
from tui.corpus.store import Store

# Where one statement leaves a core idle, the other's takes it; three would only want more memory.
AT_ONCE = 2
# How often the bar moves.
TICK_SECONDS = 0.2


@dataclass(frozen=True)
class Piece:
    """A piece of work: what a person is told of it, its share of the whole, and the names of the
    pieces that come before it.
    """

    name: str
    said: str
    share: float
    work: Callable[[Store], None]
    after: frozenset[str] = frozenset()


def do_together(store: Store, pieces: Sequence[Piece], steps: Steps) -> None:
    """Do all of it, in this order where nothing else is said. Raises what a piece raises.

    Each is given the same database on a connection of its own. Whatever ends this early ends the
    pieces that run as well, and waits until they have ended.
    """
    waiting = [*pieces]
    running: dict[str, tuple[Piece, Store, Task[None]]] = {}
    ended: SimpleQueue[str] = SimpleQueue()
    done: set[str] = set()

    def end(name: str, _: Task[None]) -> None:
        ended.put(name)

    # Each has its part of the cores: less is lost than where each works with all of them.
    ((cores,),) = store.rows("SELECT current_setting('threads')")
    store.script(f"SET threads = {max(1, int(cores) // min(AT_ONCE, len(pieces)))}")
    try:
        while waiting or running:
            ready = [piece for piece in waiting if piece.after <= done]
            for piece in ready[: AT_ONCE - len(running)]:
                waiting.remove(piece)
                steps.start(piece.said, piece.share)
                own = store.aside()
                task = own.begin(partial(piece.work, own), partial(end, piece.name))
                running[piece.name] = piece, own, task
            try:
                name = ended.get(timeout=TICK_SECONDS)
            except Empty:
                for piece, own, _ in running.values():
                    steps.move(piece.said, own.progress())
                continue
            piece, own, task = running.pop(name)
            own.close()
            task.result()
            steps.end(piece.said)
            done.add(name)
    finally:
        for _, _, task in running.values():
            task.cancel()
        for _, own, task in running.values():
            task.wait()
            own.close()
        store.script(f"SET threads = {cores}")
