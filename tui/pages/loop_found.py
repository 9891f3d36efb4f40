"""What is worked out of the legs of one frame: the loops first, then the whole network."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from tui.context import Lens
from tui.corpus.frame import Frame
from tui.network.flow import Cancelled
from tui.network.leg import NOT_CLOSING, Leg, loop_legs
from tui.network.loops import Edge, Loop, edges_of
from tui.network.search import MOST_EDGES, LoopSearch, find_loops
from tui.pages.legs import Told, told_legs, told_rows, vanished
from tui.pages.network import Network
from tui.pages.page import Shown, Work

T = TypeVar("T")

# So many legs are worked out between two keys, whatever their network; more take a thread.
AT_ONCE = 120


@dataclass(frozen=True)
class Found:
    """The legs of a frame by id, its loops in a lens, and what vanished with the newest news.

    Of a large network `legs` has at first only those that lie on a loop; `complete` adds the rest
    and the network. `stopped` if the reader did not want to wait for it.
    """

    frame: Frame
    lens: Lens
    legs: Mapping[str, Told]
    search: LoopSearch
    loops: tuple[Loop, ...]
    vanished: tuple[Told, ...] = ()
    network: Network | None = None
    stopped: bool = False
    _made: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def partial(self) -> bool:
        """Whether the legs that lie on no loop are still missing."""
        return self.network is None and not self.stopped

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What a view makes of all this, made once."""
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made

    def touching(self, *names: str) -> list[Told]:
        """The legs that any of these pays or is paid, in leg_id order."""
        index = self.once("touching", self._index)
        ids = {leg_id for name in names for leg_id in index.get(name, ())}
        return [self.legs[leg_id] for leg_id in sorted(ids)]

    def _index(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for leg_id, told in self.legs.items():
            index.setdefault(told.leg.payer, []).append(leg_id)
            index.setdefault(told.leg.payee, []).append(leg_id)
        return index

    def stop(self, loop: Loop, key: str | None, step: int = 0) -> str | Leg:
        """So many stops on from the one of that key; without it from the first leg.

        The stops of a ring are each company and then the legs of the arrow that leaves it.
        """
        stops: list[str | Leg] = []
        for edge in loop.edges:
            stops += [edge.payer, *edge.legs, *self.beside(edge)]
        keys = [stop.leg_id if isinstance(stop, Leg) else stop for stop in stops]
        at = keys.index(key) if key in keys else 1
        return stops[(at + step) % len(stops)]

    def beside(self, edge: Edge) -> list[Leg]:
        """The legs along an edge that vanished with the newest news."""
        return [
            told.leg
            for told in self.vanished
            if (told.leg.payer, told.leg.payee) == (edge.payer, edge.payee)
        ]


@dataclass(frozen=True)
class Scene:
    """What a view of the pane is drawn from: the chosen loop, and the place on its ring."""

    shown: Shown
    found: Found
    loop: Loop | None
    stop: str | Leg | None


@dataclass
class Finder:
    """Works out the frame that is there, on the spot or, of a large network, as Work."""

    _found: Found | None = None

    def found(self, shown: Shown) -> Found | None:
        """What is known of the frame; what was known of the one before, while it is worked out."""
        frame, lens, known = shown.frames.get("legs"), shown.context.lens, self._found
        if frame is None or not at_once(frame):
            return known
        if known is None or known.frame is not frame or known.lens != lens:
            self._take(find(frame, lens))
        if self._found is not None and self._found.partial:
            self._found = complete(self._found)
        return self._found

    def work(self, shown: Shown) -> Work | None:
        """Find the loops, then the rest."""
        frame, lens, known = shown.frames.get("legs"), shown.context.lens, self._found
        if frame is None or frame.truncated or at_once(frame):
            return None
        if known is None or known.frame is not frame or known.lens != lens:
            key = ("find", id(frame), lens)
            return Work(key, lambda ended: find(frame, lens, ended), self._take)
        if known.network is None and not known.stopped:
            return Work(("rest", id(known)), lambda ended: complete(known, ended), self._take)
        return None

    def _take(self, found: object) -> None:
        assert isinstance(found, Found)
        before = self._found
        if before is not None and before.frame is found.frame and not before.partial:
            # Another lens changes what loops weigh, and nothing else.
            found = replace(
                found,
                legs=before.legs,
                vanished=before.vanished,
                network=before.network,
                stopped=before.stopped,
            )
        self._found = found


def at_once(frame: Frame) -> bool:
    """Whether a frame is worked out on the spot."""
    return len(frame) <= AT_ONCE


def find(frame: Frame, lens: Lens, cancelled: Callable[[], bool] = lambda: False) -> Found:
    """The loops of a legs.sql frame; once `cancelled` says so, those found by then."""
    if at_once(frame):
        told = told_legs(frame)
        search = find_loops(_edges(told, lens), cancelled=cancelled)
    else:
        told, search = _find_in_large(frame, lens, cancelled)
    loops = tuple(loop.from_funder() for loop in search.loops)
    return Found(frame, lens, {each.leg.leg_id: each for each in told}, search, loops)


def complete(found: Found, cancelled: Callable[[], bool] = lambda: False) -> Found:
    """The same with all legs and the numbers of the whole network."""
    legs = found.legs
    if not at_once(found.frame):
        told = told_rows(found.frame.data.iter_rows(named=True))
        legs = {each.leg.leg_id: each for each in told}
    gone = tuple(vanished(legs.values()))
    found = replace(found, legs=legs, vanished=gone, _made={})
    try:
        network = Network.of([told.leg for told in legs.values()], cancelled)
    except Cancelled:
        return replace(found, stopped=True)
    # The last of its searches may have ended early.
    return replace(found, stopped=True) if cancelled() else replace(found, network=network)


def _edges(told: Iterable[Told], lens: Lens) -> list[Edge]:
    return edges_of(loop_legs([each.leg for each in told]), lens)


def _find_in_large(
    frame: Frame, lens: Lens, cancelled: Callable[[], bool]
) -> tuple[list[Told], LoopSearch]:
    """The loops of a large network: only the legs that turn out to lie on one are made."""
    import polars as pl

    data = frame.data
    closing = data.filter(
        ~pl.col("gone")
        & ~pl.col("kind").is_in(sorted(NOT_CLOSING))
        & (pl.col("payer_kind") == "company")
        & (pl.col("payee_kind") == "company")
        & (pl.col("payer") != pl.col("payee"))
    )
    every = list(zip(closing["payer"], closing["payee"], strict=True))
    pairs = set(every)
    if len(pairs) > MOST_EDGES:
        # Which edges the search then leaves out depends on their dollars.
        told = told_rows(closing.iter_rows(named=True))
        return told, find_loops(_edges(told, lens), cancelled=cancelled)
    search = find_loops([Edge(*pair, (), lens) for pair in pairs], cancelled=cancelled)
    used = {(edge.payer, edge.payee) for loop in search.loops for edge in loop.edges}
    rows = closing.filter(pl.Series([pair in used for pair in every], dtype=pl.Boolean))
    told = told_rows(rows.iter_rows(named=True))
    edges = {(edge.payer, edge.payee): edge for edge in _edges(told, lens)}
    loops = tuple(
        Loop(tuple(edges[edge.payer, edge.payee] for edge in loop.edges)) for loop in search.loops
    )
    return told, replace(search, loops=loops)
