"""Loops that closed until the newest news: listed and drawn once more, with what vanished."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tui.context import Lens
from tui.network.leg import Leg, loop_legs, may_close
from tui.network.loops import Loop, edges_of
from tui.network.search import find_chains, found_loops

Companies = tuple[str, ...]


def broken_chains(
    legs: Iterable[Leg], vanished: Iterable[Leg], cancelled: Callable[[], bool]
) -> tuple[Companies, ...]:
    """The companies of each loop in which some payment has only legs that vanished."""
    there = {(leg.payer, leg.payee) for leg in loop_legs(legs)}
    lost = {(leg.payer, leg.payee) for leg in vanished if may_close(leg)} - there
    if not lost:
        return ()
    chains, _ = find_chains(sorted(there | lost), cancelled=cancelled)
    return tuple(
        chain
        for chain in chains
        if not lost.isdisjoint(zip(chain, chain[1:] + chain[:1], strict=True))
    )


def broken_loops(
    chains: Sequence[Companies], legs: Iterable[Leg], vanished: Iterable[Leg], lens: Lens
) -> tuple[Loop, ...]:
    """These loops in a lens; an arrow has what vanished only where it has nothing else."""
    there = {(edge.payer, edge.payee): edge for edge in edges_of(loop_legs(legs), lens)}
    gone = edges_of([leg for leg in vanished if may_close(leg)], lens)
    edges = {(edge.payer, edge.payee): edge for edge in gone} | there
    return tuple(loop.from_funder() for loop in found_loops(chains, edges, ()).loops)
