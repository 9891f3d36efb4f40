"""Finding every loop of up to six companies, within bounds that the result owns up to."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

from tui.network.graph import Pair, pairs_on_loops
from tui.network.loops import Edge, Loop

LONGEST: Final = 6
MOST_LOOPS: Final = 10_000
MOST_EDGES: Final = 50_000
# Counted rather than timed, so that one corpus gives one list on every machine.
MOST_STEPS: Final = 10_000_000

Chain = tuple[int, ...]
Neighbours = list[set[int]]


@dataclass(frozen=True, slots=True)
class LoopSearch:
    """Loops by length, then by company ids, each begun at its smallest id.

    `complete` if every loop of up to the asked length is there; else `left_out` says what is not.
    """

    loops: tuple[Loop, ...]
    complete: bool
    left_out: str


def find_loops(
    edges: Sequence[Edge],
    max_length: int = LONGEST,
    *,
    through: str | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    most_loops: int = MOST_LOOPS,
    most_edges: int = MOST_EDGES,
    most_steps: int = MOST_STEPS,
) -> LoopSearch:
    """Every elementary loop of 2 to `max_length` edges, once, until a bound is met.

    With `through` only the loops that this entity is part of: there may be few enough of them to
    list all. Above `most_loops` the longest are left out, length by length; above `most_edges`
    the edges of fewest dollars. After `most_steps`, or once `cancelled` says so (it is asked at
    every company and every thousand steps), the loops found by then are returned.
    ValueError if one payer and one payee have two edges.
    """
    by_pair = {(edge.payer, edge.payee): edge for edge in edges}
    if len(by_pair) < len(edges):
        raise ValueError("two edges between one payer and one payee")
    kept = [edge for edge in edges if edge.payer != edge.payee]
    dropped = 0
    if len(kept) > most_edges:
        on_loops = pairs_on_loops(by_pair)
        kept = [edge for edge in kept if (edge.payer, edge.payee) in on_loops]
        dropped = max(0, len(kept) - most_edges)
        kept = sorted(kept, key=_by_amount)[:most_edges]
    chains, reasons = find_chains(
        [(edge.payer, edge.payee) for edge in kept],
        max_length,
        through=through,
        cancelled=cancelled,
        most_loops=most_loops,
        most_steps=most_steps,
    )
    if dropped:
        reasons.append(f"the {dropped:,} edges of fewest dollars")
    return found_loops(chains, by_pair, reasons)


def find_chains(
    pairs: Sequence[Pair],
    max_length: int = LONGEST,
    *,
    through: str | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    most_loops: int = MOST_LOOPS,
    most_steps: int = MOST_STEPS,
) -> tuple[list[tuple[str, ...]], list[str]]:
    """The companies of every loop along these (payer, payee) pairs, and what is left out.

    As find_loops, for pairs that each stand there once and join two companies.
    """
    names, after, before = _neighbours(pairs, through)
    search = _Search(after, before, max_length, most_loops, most_steps, cancelled)
    if through is None:
        search.run(len(names))
    elif through in names:
        search.run(1)
    chains = sorted(
        (_from_smallest(tuple(names[place] for place in chain)) for chain in search.chains()),
        key=lambda chain: (len(chain), chain),
    )
    reasons = []
    if search.longest < max_length:
        shortest = search.longest + 1
        span = f"{shortest} to {max_length}" if shortest < max_length else f"{max_length}"
        reasons.append(f"loops of {span} companies, too many to list")
    if search.stopped and through is not None:
        reasons.append(f"some loops through {through}")
    elif search.stopped:
        reasons.append(
            f"loops through none of the {search.done:,} best connected of {len(names):,} companies"
        )
    return chains, reasons


def found_loops(
    chains: Iterable[tuple[str, ...]], by_pair: Mapping[Pair, Edge], reasons: Sequence[str]
) -> LoopSearch:
    """The loops of chains of companies, and what was left out of them."""
    loops = tuple(
        Loop(tuple(by_pair[pair] for pair in zip(chain, chain[1:] + chain[:1], strict=True)))
        for chain in chains
    )
    return LoopSearch(loops, not reasons, "; ".join(reasons))


def _by_amount(edge: Edge) -> tuple[bool, int, str, str]:
    dollars = edge.total.dollars
    return dollars is None, -(dollars or 0), edge.payer, edge.payee


def _from_smallest(chain: tuple[str, ...]) -> tuple[str, ...]:
    first = chain.index(min(chain))
    return chain[first:] + chain[:first]


def _neighbours(
    pairs: Sequence[Pair], first: str | None
) -> tuple[list[str], Neighbours, Neighbours]:
    """Number the companies that pay and are paid, and list whom each pays and is paid by.

    `first` has number 0, the others follow, best connected first.
    """
    paid = Counter(map(itemgetter(0), pairs))
    received = Counter(map(itemgetter(1), pairs))
    names = sorted(
        paid.keys() & received.keys(),
        key=lambda name: (name != first, -paid[name] * received[name], name),
    )
    number = {name: place for place, name in enumerate(names)}
    after: Neighbours = [set() for _ in names]
    before: Neighbours = [set() for _ in names]
    for payer, payee in pairs:
        if payer in number and payee in number:
            to, by = number[payee], number[payer]
            after[by].add(to)
            before[to].add(by)
    return names, after, before


@dataclass(slots=True)
class _Search:
    """Each loop is found from its lowest number, and that company is then taken out.

    With the hubs gone first, what remains has few ways to go.
    """

    after: Neighbours
    before: Neighbours
    longest: int
    room: int
    steps: int
    cancelled: Callable[[], bool]
    found: dict[int, list[Chain]] = field(default_factory=dict)
    done: int = 0
    stopped: bool = False

    def run(self, roots: int) -> None:
        """Find the loops through the first so many companies; `done` counts them."""
        self.found = {length: [] for length in range(2, self.longest + 1)}
        for root in range(roots):
            self.stopped = self.stopped or self.cancelled()
            if not self.stopped:
                self._from_root(root)
            if self.stopped:
                break
            self._take_out(root)
            self.done += 1

    def chains(self) -> Iterable[Chain]:
        return (chain for chains in self.found.values() for chain in chains)

    def _take_out(self, root: int) -> None:
        for each in self.after[root]:
            self.before[each].discard(root)
        for each in self.before[root]:
            self.after[each].discard(root)

    def _from_root(self, root: int) -> None:
        if not self.after[root] or not self.before[root]:
            return
        half = (self.longest + 1) // 2
        ahead = _layers(root, half, self.after)
        behind = _layers(root, self.longest - half, self.before)
        self._spend(sum(map(len, ahead)) + sum(map(len, behind)))
        for length in range(2, self.longest + 1):
            half = (length + 1) // 2
            middle = ahead[half] & behind[length - half]
            if middle and length <= self.longest and not self.stopped:
                self._of_length(root, [*ahead[:half], middle, *behind[length - half - 1 : 0 : -1]])

    def _of_length(self, root: int, layers: list[set[int]]) -> None:
        """Follow every chain whose k-th company is in layers[k], as long as there are layers."""
        length = len(layers)
        half = (length + 1) // 2
        for step in range(half - 1, 0, -1):
            layers[step] = layers[step] & _next_to(layers[step + 1], self.before)
        paths: list[Chain] = [(root,)]
        while paths and length <= self.longest and not self.stopped:
            path = paths.pop()
            onward = self.after[path[-1]] & layers[len(path)]
            self._spend(1 + len(onward))
            longer = [(*path, each) for each in sorted(onward) if each not in path]
            if len(path) + 1 < length:
                paths += longer
            else:
                self._keep(length, longer)

    def _spend(self, steps: int) -> None:
        before = self.steps // 1000
        self.steps -= steps
        if self.steps < 0 or (self.steps // 1000 != before and self.cancelled()):
            self.stopped = True

    def _keep(self, length: int, chains: list[Chain]) -> None:
        self.found[length] += chains
        self.room -= len(chains)
        while self.room < 0 and self.longest > 2:
            self.room += len(self.found.pop(self.longest))
            self.longest -= 1
        if self.room < 0:
            del self.found[2][self.room :]
            self.room = 0
            self.stopped = True


def _layers(root: int, count: int, neighbours: Neighbours) -> list[set[int]]:
    """Whom one can have reached after 0 to `count` steps, the root left out."""
    layers = [{root}]
    for _ in range(count):
        layers.append(_next_to(layers[-1], neighbours))
        layers[-1].discard(root)
    return layers


def _next_to(nodes: set[int], neighbours: Neighbours) -> set[int]:
    return set().union(*[neighbours[node] for node in nodes])
