"""What is worked out of the legs of one frame: the loops first, then the whole network."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from tui.context import LENSES, Lens
from tui.corpus.frame import Frame
from tui.network.flow import Cancelled, going_on
from tui.network.leg import NOT_CLOSING, Leg, loop_legs
from tui.network.loops import Edge, Loop, edges_of, ranked, through
from tui.network.search import MOST_EDGES, LoopSearch, find_chains, find_loops, found_loops
from tui.pages.legs import Told, told_legs, told_rows
from tui.pages.loop.broken import Companies, broken_chains, broken_loops
from tui.pages.loop.network import Network
from tui.pages.page import Shown

if TYPE_CHECKING:
    import polars as pl

T = TypeVar("T")

# So many legs are worked out between two keys, whatever their network; more take a thread.
AT_ONCE = 120


@dataclass(frozen=True)
class Found:
    """The legs of a frame by id, its loops in a lens, and what vanished with the newest news: it is
    drawn until the next known date, also one that changes no leg, then only its deal names it.

    Of a large network `legs` has at first only those that lie on a loop; `complete` adds the rest
    and the network. `stopped` if the reader did not want to wait for it.
    """

    frame: Frame
    lens: Lens
    legs: Mapping[str, Told]
    search: LoopSearch
    loops: tuple[Loop, ...]
    vanished: tuple[Told, ...] = ()
    broken_chains: tuple[Companies, ...] = ()
    network: Network | None = None
    # An entity with a search of its own, where there are too many loops to list all.
    own: tuple[str, LoopSearch] | None = None
    stopped: bool = False
    # What is being worked out, for the reader who waits; the newest last.
    progress: list[str] = field(default_factory=list, repr=False, compare=False)
    _made: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def begun(self, lens: Lens) -> None:
        """Note which lens is being worked out."""
        self.progress.append(f"{lens}, {LENSES.index(lens) + 1} of {len(LENSES)} lenses")

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

    def search_of(self, entity: str | None) -> LoopSearch:
        """What was searched for the loops through an entity, or for all."""
        return self.own[1] if self.own is not None and self.own[0] == entity else self.search

    def every(self, entity: str | None = None) -> tuple[Loop, ...]:
        """The loops, all that are listed through an entity among them, and those that closed
        until the newest news."""
        search = self.search_of(entity)
        loops = self.loops if search is self.search else search.loops
        return loops + self.once("broken", self._broken)

    def _broken(self) -> tuple[Loop, ...]:
        if not self.broken_chains:
            return ()
        legs = [told.leg for told in self.legs.values()]
        gone = [told.leg for told in self.vanished]
        return broken_loops(self.broken_chains, legs, gone, self.lens)

    @property
    def lost(self) -> Told | None:
        """The largest purchase in dollars that went with the newest news, None if none did."""
        gone = [told for told in self.vanished if told.leg.kind == "purchase" and told.usd]
        return max(gone, key=lambda told: (told.usd or 0, told.leg.leg_id), default=None)

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
        """The legs along an edge that vanished with the newest news, none that is part of it."""
        return [
            told.leg
            for told in self.vanished
            if (told.leg.payer, told.leg.payee) == (edge.payer, edge.payee)
            and told.leg not in edge.legs
        ]


@dataclass(frozen=True)
class Scene:
    """What a view of the pane is drawn from: the chosen loop, and the place on its ring."""

    shown: Shown
    found: Found
    loop: Loop | None
    stop: str | Leg | None

    @property
    def told(self) -> Told | None:
        """The leg at the place on the ring; at a company, the first leg that leaves it."""
        leg = self.stop
        if self.loop is not None and isinstance(leg, str):
            leg = next(edge.legs[0] for edge in self.loop.edges if edge.payer == leg)
        return self.found.legs[leg.leg_id] if isinstance(leg, Leg) else None


def at_once(frame: Frame) -> bool:
    """Whether a frame is worked out on the spot."""
    return len(frame) <= AT_ONCE


def find(frame: Frame, lens: Lens, cancelled: Callable[[], bool] = lambda: False) -> Found:
    """The loops of a legs.sql frame; once `cancelled` says so, those found by then."""
    legs: Mapping[str, Told]
    if at_once(frame):
        told = told_legs(frame)
        legs = {each.leg.leg_id: each for each in told}
        search = find_loops(_edges([each.leg for each in told], lens), cancelled=cancelled)
    else:
        legs, search = _find_in_large(frame, lens, cancelled)
    loops = tuple(loop.from_funder() for loop in search.loops)
    if not at_once(frame):
        # Loops keep what a list makes them work out: it then has it between two keys.
        sorted(ranked(loops, "smallest"), key=lambda loop: loop.broken)
    return Found(frame, lens, legs, search, loops)


def complete(found: Found, cancelled: Callable[[], bool] = lambda: False) -> Found:
    """The same with all legs and the numbers of the whole network."""
    legs = found.legs
    try:
        if not at_once(found.frame):
            rows = going_on(found.frame.data.iter_rows(named=True), cancelled)
            legs = {each.leg.leg_id: each for each in told_rows(rows)}
        gone = tuple(legs[leg_id] for leg_id in _vanished(found.frame))
        every = [told.leg for told in legs.values()]
        chains = broken_chains(every, [told.leg for told in gone], cancelled)
        found = replace(found, legs=legs, vanished=gone, broken_chains=chains, _made={})
        network = Network.of(every, cancelled, found.begun)
    except Cancelled:
        return replace(found, legs=_every(found), stopped=True, _made={})
    # The last of its searches may have ended early.
    return replace(found, stopped=True) if cancelled() else replace(found, network=network)


def _vanished(frame: Frame) -> Iterable[str]:
    """The legs that the date itself took away. Few rows are no reason to import polars."""
    if at_once(frame):
        return [row["leg_id"] for row in frame.rows() if row["vanished"]]
    return frame.data.filter("vanished")["leg_id"]


def search_through(found: Found, entity: str, cancelled: Callable[[], bool]) -> Found:
    """The same with every loop through an entity, or with what is left out of those."""
    try:
        legs = [told.leg for told in going_on(found.legs.values(), cancelled)]
    except Cancelled:
        loops = tuple(through(found.loops, entity))
        return replace(found, own=(entity, replace(found.search, loops=loops)))
    search = find_loops(_edges(legs, found.lens), through=entity, cancelled=cancelled)
    loops = tuple(loop.from_funder() for loop in search.loops)
    return replace(found, own=(entity, _short_of(replace(search, loops=loops), found.frame.data)))


def _every(found: Found) -> Mapping[str, Told]:
    """All legs, where there was no time to make them each made once it is seen."""
    if at_once(found.frame) or len(found.legs) == len(found.frame):
        return found.legs
    from tui.pages.loop.late import LateLegs

    return LateLegs(found.frame.data)


def _edges(legs: Sequence[Leg], lens: Lens) -> list[Edge]:
    return edges_of(loop_legs(legs), lens)


def _find_in_large(
    frame: Frame, lens: Lens, cancelled: Callable[[], bool]
) -> tuple[Mapping[str, Told], LoopSearch]:
    """The loops of a large network: only the legs that turn out to lie on one are made."""
    import polars as pl

    from tui.pages.loop.late import LateLegs, legs_of

    data = frame.data
    closing = data.filter(
        ~pl.col("gone")
        & ~pl.col("kind").is_in(sorted(NOT_CLOSING))
        & (pl.col("payer_kind") == "company")
        & (pl.col("payee_kind") == "company")
        & (pl.col("payer") != pl.col("payee"))
    )
    every = list(zip(closing["payer"].to_list(), closing["payee"].to_list(), strict=True))
    pairs = set(every)
    if len(pairs) > MOST_EDGES:
        # Which edges the search then leaves out depends on their dollars.
        search = find_loops(_edges(legs_of(closing), lens), cancelled=cancelled)
        return LateLegs(closing), _short_of(search, data)
    chains, left_out = find_chains(list(pairs), cancelled=cancelled)
    used = {pair for chain in chains for pair in zip(chain, chain[1:] + chain[:1], strict=True)}
    rows = closing.filter(pl.Series([pair in used for pair in every], dtype=pl.Boolean))
    edges = {(edge.payer, edge.payee): edge for edge in _edges(legs_of(rows), lens)}
    return LateLegs(rows), _short_of(found_loops(chains, edges, left_out), data)


def _short_of(search: LoopSearch, data: pl.DataFrame) -> LoopSearch:
    """The search, which says what legs.sql left out: beyond so many pairs it gives the largest."""
    count = data["left_out"][0]
    if not count:
        return search
    legs = f"the {count:,} legs of fewest dollars"
    reasons = [search.left_out, legs] if search.left_out else [legs]
    return replace(search, complete=False, left_out="; ".join(reasons))
