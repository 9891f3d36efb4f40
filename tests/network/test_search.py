"""The list of loops agrees with networkx, and says what it leaves out."""

from collections.abc import Callable
from itertools import permutations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.network.given import leg, random_legs
from tui.network.loops import Edge, edges_of
from tui.network.search import LoopSearch, find_loops

Pairs = set[tuple[int, int]]


def edges(pairs: Pairs) -> list[Edge]:
    return edges_of([leg(f"c{a:03}", f"c{b:03}", 1) for a, b in sorted(pairs)], "headline")


def chains(search: LoopSearch) -> list[tuple[str, ...]]:
    return [loop.nodes for loop in search.loops]


def complete_graph(size: int) -> Pairs:
    return set(permutations(range(size), 2))


def after(calls: int) -> Callable[[], bool]:
    """Says stop from that many questions on."""
    asked = iter(range(calls))
    return lambda: next(asked, None) is None


@pytest.mark.parametrize("seed", range(200))
def test_loops_are_those_of_networkx(seed: int) -> None:
    legs = random_legs(seed, parallel=True)
    search = find_loops(edges_of(legs, "headline"))
    graph = nx.DiGraph([(each.payer, each.payee) for each in legs])
    expected = set()
    for loop in nx.simple_cycles(graph, length_bound=6):
        first = loop.index(min(loop))
        expected.add(tuple(loop[first:] + loop[:first]))
    assert search.complete
    assert search.left_out == ""
    assert chains(search) == sorted(expected, key=lambda nodes: (len(nodes), nodes))


@settings(max_examples=150, deadline=None)
@given(
    st.sets(
        st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] != pair[1]),
        max_size=30,
    ),
    st.integers(2, 6),
)
def test_every_loop_is_closed_elementary_and_there_once(pairs: Pairs, longest: int) -> None:
    found = chains(find_loops(edges(pairs), longest))
    tried = [
        tuple(f"c{each:03}" for each in order)
        for length in range(2, longest + 1)
        for order in permutations(range(7), length)
        if order[0] == min(order)
        and all(step in pairs for step in zip(order, order[1:] + order[:1], strict=True))
    ]
    assert found == tried


def test_each_edge_of_a_loop_pays_the_next() -> None:
    for loop in find_loops(edges(complete_graph(5))).loops:
        following = loop.edges[1:] + loop.edges[:1]
        assert [edge.payee for edge in loop.edges] == [edge.payer for edge in following]


def test_loops_of_seven_are_not_looked_for() -> None:
    ring = {(each, (each + 1) % 7) for each in range(7)}
    assert find_loops(edges(ring)) == LoopSearch((), True, "")
    assert len(find_loops(edges(ring), 7).loops) == 1


def test_too_many_loops_leave_out_the_longest() -> None:
    # 5 companies that all pay each other: 10 loops of 2, 20 of 3, 30 of 4, 24 of 5.
    search = find_loops(edges(complete_graph(5)), most_loops=59)
    assert len(search.loops) == 30
    assert {len(nodes) for nodes in chains(search)} == {2, 3}
    assert not search.complete
    assert search.left_out == "loops of 4 to 6 companies, too many to list"
    assert len(find_loops(edges(complete_graph(5)), most_loops=84).loops) == 84
    one_short = find_loops(edges(complete_graph(5)), 5, most_loops=83)
    assert one_short.left_out == "loops of 5 companies, too many to list"


def test_too_many_loops_of_two_stop_the_search() -> None:
    search = find_loops(edges(complete_graph(20)), most_loops=25)
    assert len(search.loops) == 25
    assert {len(nodes) for nodes in chains(search)} == {2}
    assert "3 to 6 companies" in search.left_out
    assert "best connected" in search.left_out


def test_too_many_edges_keep_those_of_most_dollars() -> None:
    legs = [
        leg(payer, payee, dollars)
        for payer, payee, dollars in [
            ("a", "b", 50),
            ("b", "a", 40),
            ("c", "d", 30),
            ("d", "c", None),
            ("e", "f", 1),
            ("f", "e", 2),
            ("a", "z", 90),
        ]
    ]
    search = find_loops(edges_of(legs, "headline"), most_edges=3)
    assert chains(search) == [("a", "b")]
    assert not search.complete
    assert search.left_out == "the 3 edges of fewest dollars"
    assert find_loops(edges_of(legs, "headline"), most_edges=6).complete


def test_the_number_of_steps_is_bounded() -> None:
    search = find_loops(edges(complete_graph(12)), most_steps=500)
    assert not search.complete
    assert "of 12 companies" in search.left_out


@pytest.mark.parametrize("calls", [0, 1, 3, 20])
def test_a_search_can_be_cancelled(calls: int) -> None:
    stopped = find_loops(edges(complete_graph(8)), cancelled=after(calls))
    whole = find_loops(edges(complete_graph(8)))
    assert not stopped.complete
    assert "best connected of 8 companies" in stopped.left_out
    assert set(chains(stopped)) < set(chains(whole))


def test_being_asked_changes_nothing() -> None:
    whole = find_loops(edges(complete_graph(7)))
    assert find_loops(edges(complete_graph(7)), cancelled=lambda: False) == whole
    assert whole.complete


@settings(max_examples=60, deadline=None)
@given(
    st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda p: p[0] != p[1])),
    st.integers(0, 7),
)
def test_a_search_through_one_entity_is_the_filtered_list(pairs: Pairs, number: int) -> None:
    entity = f"c{number:03}"
    every = find_loops(edges(pairs))
    search = find_loops(edges(pairs), through=entity)
    assert chains(search) == [nodes for nodes in chains(every) if entity in nodes]
    assert search.complete


def test_one_entity_may_be_listed_whole_where_the_network_cannot() -> None:
    pairs = complete_graph(7) | {(0, 8), (8, 0)}
    assert not find_loops(edges(pairs), 4, most_loops=30).complete
    search = find_loops(edges(pairs), through="c008", most_loops=30, max_length=4)
    assert (chains(search), search.left_out) == ([("c000", "c008")], "")
    capped = find_loops(edges(pairs), through="c000", most_loops=3)
    assert capped.left_out.endswith("some loops through c000")


def test_the_order_of_the_edges_changes_nothing() -> None:
    given_edges = edges(complete_graph(6))
    assert find_loops(given_edges[::-1]) == find_loops(given_edges)
    capped = find_loops(given_edges, most_loops=100, most_edges=20)
    assert find_loops(given_edges[::-1], most_loops=100, most_edges=20) == capped


def test_two_edges_between_one_pair_are_refused() -> None:
    twice = edges({(1, 2)}) * 2
    with pytest.raises(ValueError, match="two edges"):
        find_loops(twice)
