"""What a loop says about itself, and in which order loops stand."""

from datetime import date

import pytest

from tests.network.given import BILLION, golden, leg
from tui.network.leg import Leg, loop_legs
from tui.network.loops import Loop, edges_of, ranked, through
from tui.network.search import find_loops


def network() -> list[Leg]:
    """As known on 2026-02-03: the frame paused, a round beside it, further legs without dollars."""
    frame, gpus, microsoft, amazon, _ = golden()
    return [
        leg(
            "nvidia",
            "openai",
            leg_id=frame.leg_id,
            status="announced",
            standing="paused",
            headline=100 * BILLION,
            high=100 * BILLION,
            bound="up_to",
            sources=frame.sources,
            newest=date(2026, 2, 3),
        ),
        leg(
            "nvidia",
            "openai",
            leg_id="nvidia-openai-2026.equity",
            status="rumoured",
            headline=20 * BILLION,
            low=20 * BILLION,
            high=20 * BILLION,
            bound="about",
            sources=frozenset({"000"}),
        ),
        gpus,
        leg(
            "openai", "nvidia", leg_id="supply", kind="purchase", sources=frozenset({"000", "003"})
        ),
        microsoft,
        leg("openai", "microsoft", leg_id="azure", kind="purchase", sources=frozenset({"004"})),
        amazon,
        leg("openai", "oracle", leg_id="oracle", kind="purchase", sources=frozenset({"000"})),
        leg("oracle", "nvidia", leg_id="racks", kind="purchase", sources=frozenset({"001"})),
        leg(
            "amd",
            "openai",
            leg_id="shares",
            kind="warrant",
            status="conditional",
            headline=9 * BILLION,
            sources=frozenset({"004"}),
        ),
        leg("openai", "amd", leg_id="gw-1", kind="purchase", sources=frozenset({"004"})),
        leg("openai", "amd", leg_id="gw-5", kind="purchase", sources=frozenset({"004"})),
        leg("coreweave", "nvidia", leg_id="chips", kind="purchase", sources=frozenset({"000"})),
        leg("nvidia", "coreweave", leg_id="stake", sources=frozenset({"004"})),
    ]


@pytest.fixture
def loops() -> dict[tuple[str, ...], Loop]:
    search = find_loops(edges_of(loop_legs(network()), "headline"))
    assert search.complete
    return {loop.nodes: loop for loop in search.loops}


def test_closed_loops_are_found_and_open_chains_are_not(
    loops: dict[tuple[str, ...], Loop],
) -> None:
    assert set(loops) == {
        ("nvidia", "openai"),
        ("microsoft", "openai"),
        ("amd", "openai"),
        ("coreweave", "nvidia"),
        ("nvidia", "openai", "oracle"),
    }


def test_parallel_legs_are_one_edge(loops: dict[tuple[str, ...], Loop]) -> None:
    loop = loops["nvidia", "openai"]
    put_in, back = loop.edges
    assert [each.leg_id for each in put_in.legs] == [
        "nvidia-openai-2026.equity",
        "nvidia-openai.equity",
    ]
    assert (put_in.total.dollars, put_in.total.mark) == (120 * BILLION, "≤")
    assert (back.total.quantified, back.total.legs) == (1, 2)
    assert loop.bottleneck is put_in
    assert (loop.total.quantified, loop.total.legs) == (3, 4)
    assert loop.weakest == "paused"
    assert loop.newest == date(2026, 2, 3)


def test_smallest_edge_is_taken_over_edges_in_dollars(
    loops: dict[tuple[str, ...], Loop],
) -> None:
    loop = loops["microsoft", "openai"]
    assert loop.bottleneck is loop.edges[0]
    assert loop.bottleneck.total.dollars == 13 * BILLION
    assert loop.open_edges == 1


def test_shares_close_a_loop_and_have_no_dollars(loops: dict[tuple[str, ...], Loop]) -> None:
    loop = loops["amd", "openai"]
    assert loop.bottleneck is None
    assert (loop.total.dollars, loop.total.quantified, loop.total.legs) == (None, 0, 3)


def test_a_loop_is_told_by_the_articles_that_tell_every_edge(
    loops: dict[tuple[str, ...], Loop],
) -> None:
    assert loops["nvidia", "openai"].told_by == {"000", "003", "004"}
    assert not loops["nvidia", "openai"].assembled
    assert loops["microsoft", "openai"].told_by == {"004"}
    assert loops["nvidia", "openai", "oracle"].assembled


def test_a_loop_can_begin_where_money_is_put_in(loops: dict[tuple[str, ...], Loop]) -> None:
    loop = loops["coreweave", "nvidia"]
    assert loop.from_funder().nodes == ("nvidia", "coreweave")
    assert loops["amd", "openai"].from_funder().nodes == ("amd", "openai")
    bought = find_loops(
        edges_of([leg("a", "b", kind="purchase"), leg("b", "a", kind="purchase")], "headline")
    ).loops[0]
    assert bought.from_funder() is bought


def test_smallest_leg_order_puts_the_unknown_last(loops: dict[tuple[str, ...], Loop]) -> None:
    assert [loop.nodes for loop in ranked(loops.values(), "smallest")] == [
        ("nvidia", "openai"),
        ("microsoft", "openai"),
        ("nvidia", "openai", "oracle"),
        ("amd", "openai"),
        ("coreweave", "nvidia"),
    ]


def test_other_orders(loops: dict[tuple[str, ...], Loop]) -> None:
    def order(by: str) -> list[tuple[str, ...]]:
        return [loop.nodes for loop in ranked(loops.values(), by)]  # type: ignore[arg-type]

    assert order("length")[-1] == ("nvidia", "openai", "oracle")
    assert [loops[nodes].weakest for nodes in order("weakest")] == [
        "paid",
        "paid",
        "conditional",
        "paused",
        "paused",
    ]
    assert order("amount")[0] == ("nvidia", "openai")
    assert order("newest")[:2] == [("nvidia", "openai"), ("nvidia", "openai", "oracle")]


def test_through_an_entity(loops: dict[tuple[str, ...], Loop]) -> None:
    found = through(ranked(loops.values(), "length"), "nvidia")
    assert [loop.nodes for loop in found] == [
        ("coreweave", "nvidia"),
        ("nvidia", "openai"),
        ("nvidia", "openai", "oracle"),
    ]
