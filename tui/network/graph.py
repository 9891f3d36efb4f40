"""Which payments lie on a loop at all, of whatever length."""

from collections.abc import Iterable

Pair = tuple[str, str]


def pairs_on_loops(pairs: Iterable[Pair]) -> set[Pair]:
    """The (payer, payee) pairs that lie on some loop of two or more.

    Those are the pairs whose two ends are in one strongly connected component.
    """
    every = {(payer, payee) for payer, payee in pairs if payer != payee}
    after: dict[str, list[str]] = {}
    for payer, payee in every:
        after.setdefault(payer, []).append(payee)
        after.setdefault(payee, [])
    component = _components(after)
    return {(payer, payee) for payer, payee in every if component[payer] == component[payee]}


def _components(after: dict[str, list[str]]) -> dict[str, int]:
    """Number the strongly connected components (Tarjan 1972, with a stack of its own)."""
    found: dict[str, int] = {}
    lowest: dict[str, int] = {}
    component: dict[str, int] = {}
    waiting: list[str] = []
    for root in after:
        if root in found:
            continue
        found[root] = lowest[root] = len(found)
        waiting.append(root)
        work = [(root, iter(after[root]))]
        while work:
            node, rest = work[-1]
            for nearby in rest:
                if nearby not in found:
                    found[nearby] = lowest[nearby] = len(found)
                    waiting.append(nearby)
                    work.append((nearby, iter(after[nearby])))
                    break
                if nearby not in component:
                    lowest[node] = min(lowest[node], found[nearby])
            else:
                work.pop()
                if work:
                    above = work[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == found[node]:
                    number = len(component)
                    while node not in component:
                        component[waiting.pop()] = number
    return component
