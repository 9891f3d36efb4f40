"""Minimum-cost flow over whole dollars: how much of a network's money can go round.

Every payment is split in a part that goes round and a part that goes one way. The one-way part
carries money from the companies that pay more than they are paid to those that are paid more, so
the least of it is a minimum-cost flow in which a dollar on an edge costs one; the rest is a
maximum circulation (the C of arXiv:2506.12546). Successive shortest paths with potentials, each
round of equal length by Dinic's blocking flows: Ahuja, Magnanti, Orlin, Network Flows, ch. 9.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heappop, heappush
from typing import TypeVar

T = TypeVar("T")
Arcs = Sequence[tuple[int, int, int]]


class Cancelled(Exception):
    """The caller no longer wants the answer."""


def going_on(each: Iterable[T], cancelled: Callable[[], bool]) -> Iterator[T]:
    """The same, one by one. Raises Cancelled once `cancelled`, asked now and then, says so."""
    for number, one in enumerate(each):
        if number % 1000 == 0 and cancelled():
            raise Cancelled
        yield one


class Flow:
    """A residual network of the one-way part.

    Arc 2e leads along edge e and can take what still goes round, arc 2e + 1 leads back.
    """

    def __init__(self, nodes: int, arcs: Arcs, cancelled: Callable[[], bool]) -> None:
        self.cancelled = cancelled
        self.head: list[int] = []
        self.room: list[int] = []
        self.leaving: list[list[int]] = [[] for _ in range(nodes)]
        self.price = [0] * (nodes + 2)
        self.edges = len(arcs)
        surplus = [0] * nodes
        for payer, payee, dollars in arcs:
            self._add(payer, payee, dollars)
            surplus[payer] += dollars
            surplus[payee] -= dollars
        self.source, self.target = nodes, nodes + 1
        self.leaving += [[], []]
        for node, extra in enumerate(surplus):
            if extra > 0:
                self._add(self.source, node, extra)
            elif extra < 0:
                self._add(node, self.target, -extra)
        self.outside = sum(extra for extra in surplus if extra > 0)

    def _add(self, tail: int, head: int, dollars: int) -> None:
        self.leaving[tail].append(len(self.head))
        self.leaving[head].append(len(self.head) + 1)
        self.head += [head, tail]
        self.room += [dollars, 0]

    def cost(self, arc: int) -> int:
        """What a dollar on an arc costs: 1 along an edge, -1 back, 0 from and to outside."""
        if arc >= 2 * self.edges:
            return 0
        return -1 if arc & 1 else 1

    def reduced(self, arc: int) -> int:
        """Cost of an arc under the prices; never below 0 where there is room."""
        return self.cost(arc) + self.price[self.head[arc ^ 1]] - self.price[self.head[arc]]

    def settle(self) -> None:
        """Send the one-way part as cheaply as can be; what is then left goes round."""
        left = self.outside
        while left:
            self._reprice()
            left -= self.push(self.tight(len(self.head)), self.source, self.target, left)

    def tight(self, arcs: int) -> list[list[int]]:
        """For each node the arcs leaving it, of the first `arcs`, that cost nothing more."""
        return [
            [arc for arc in leaving if arc < arcs and self.reduced(arc) == 0]
            for leaving in self.leaving
        ]

    def _reprice(self) -> None:
        """Dijkstra from outside, so that the cheapest ways that have room cost nothing more."""
        unreached = 4 * len(self.leaving)
        distance = [unreached] * len(self.leaving)
        distance[self.source] = 0
        queue = [(0, self.source)]
        while queue:
            so_far, node = heappop(queue)
            if so_far > distance[node]:
                continue
            for arc in self.leaving[node]:
                if self.room[arc]:
                    further = so_far + self.reduced(arc)
                    if further < distance[self.head[arc]]:
                        distance[self.head[arc]] = further
                        heappush(queue, (further, self.head[arc]))
        nearest = distance[self.target]
        self.price = [
            price + min(away, nearest) for price, away in zip(self.price, distance, strict=True)
        ]

    def push(self, ways: list[list[int]], source: int, target: int, most: int) -> int:
        """Move up to `most` dollars from source to target along `ways`; returns how many."""
        left = most
        while left:
            if self.cancelled():
                raise Cancelled
            level = self._levels(ways, source, target)
            if level[target] < 0:
                break
            left -= self._blocking(ways, level, source, target, left)
        return most - left

    def _levels(self, ways: list[list[int]], source: int, target: int) -> list[int]:
        level = [-1] * len(ways)
        level[source] = 0
        reached = [source]
        for node in reached:
            for arc in ways[node]:
                head = self.head[arc]
                if level[head] < 0 and self.room[arc]:
                    level[head] = level[node] + 1
                    if head == target:
                        return level
                    reached.append(head)
        return level

    def _blocking(
        self, ways: list[list[int]], level: list[int], source: int, target: int, most: int
    ) -> int:
        tried = [0] * len(ways)
        path: list[int] = []
        node, sent = source, 0
        while sent < most:
            if node == target:
                amount = min(most - sent, min(self.room[arc] for arc in path))
                for arc in path:
                    self.room[arc] -= amount
                    self.room[arc ^ 1] += amount
                sent += amount
                full = next((place for place, arc in enumerate(path) if not self.room[arc]), 0)
                node = self.head[path[full] ^ 1]
                del path[full:]
                continue
            arcs = ways[node]
            while tried[node] < len(arcs):
                arc = arcs[tried[node]]
                if self.room[arc] and level[self.head[arc]] == level[node] + 1:
                    path.append(arc)
                    node = self.head[arc]
                    break
                tried[node] += 1
            else:
                if not path:
                    break
                node = self.head[path.pop() ^ 1]
                tried[node] += 1
        return sent
