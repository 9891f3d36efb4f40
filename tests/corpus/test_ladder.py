"""The ladder of the shipped corpus, date by date, and every leg that makes it.

The totals are those of the trial encoding in the metrics page: any difference has to be found in
one of the tables below, by the name of a leg.
"""

from datetime import date

import networkx as nx
import pytest

from tests.corpus.shipped import BILLION, FEBRUARY, MARCH, OCTOBER, ask, shown
from tui.context import LENSES
from tui.network.leg import Leg, loop_legs
from tui.network.loops import edges_of
from tui.network.search import find_loops
from tui.pages.legs import told_legs
from tui.pages.loop.network import Network

# Billions: headline, announced, firm, paid, and what may circulate in the headline lens.
TRIAL = {
    OCTOBER: ((468, 118, 18, 18), 200),
    FEBRUARY: ((488, 18, 18, 18), 240),
    MARCH: ((42, 22, 22, 22), 0),
}

# Every leg that has dollars on a date, in billions of each lens, and why it counts there.
DOLLARS: dict[date, dict[str, tuple[tuple[int | None, ...], str]]] = {
    OCTOBER: {
        "nvidia-openai-2025.equity": ((100, 100, None, None), "at most 100, announced"),
        "nvidia-openai-2025.gpus": ((350, None, None, None), "worked out by 004, so a ceiling"),
        "microsoft-openai.equity": ((13, 13, 13, 13), "about 13, paid"),
        "nvidia-intel.equity": ((5, 5, 5, 5), "5, paid as 004 prints it"),
    },
    FEBRUARY: {
        "nvidia-openai-2025.equity": ((100, None, None, None), "paused: the ceiling alone"),
        "nvidia-openai-2025.gpus": ((350, None, None, None), "paused with its deal"),
        "nvidia-openai-2026.equity": ((20, None, None, None), "about 20, said by no party"),
        "microsoft-openai.equity": ((13, 13, 13, 13), "as before"),
        "nvidia-intel.equity": ((5, 5, 5, 5), "as before"),
    },
    MARCH: {
        "nvidia-openai-2026.equity": ((20, None, None, None), "as before"),
        "microsoft-openai.equity": ((13, 13, 13, 13), "said flat by 001, about by 004"),
        "amazon-anthropic.equity": ((4, 4, 4, 4), "sized by 001, was several in 004"),
        "nvidia-intel.equity": ((5, 5, 5, 5), "as before"),
    },
}

# Every leg that is a promise of dollars: the source that first tells it, and what it says.
TOLD = {
    "nvidia-openai-2025.equity": ("002", "the framework's investment"),
    "nvidia-openai-2025.gpus": ("002", "the framework's purchases"),
    "nvidia-nscale.equity": ("002", "a stake"),
    "nvidia-enfabrica.equity": ("002", "a stake"),
    "amd-openai-2025.gpus-first": ("004", "the first gigawatt"),
    "amd-openai-2025.gpus-rest": ("004", "five more"),
    "amd-microsoft.gpus": ("004", "a signed contract"),
    "amd-meta.gpus": ("004", "a signed contract"),
    "microsoft-openai.equity": ("004", "the first shareholder"),
    "microsoft-openai.cloud": ("004", "credits spent at Azure"),
    "amazon-anthropic.equity": ("004", "several billion"),
    "amazon-anthropic.cloud": ("004", "credits spent at AWS"),
    "google-anthropic.equity": ("004", "several billion"),
    "google-anthropic.cloud": ("004", "credits spent at Google Cloud"),
    "cloud-startups.equity": ("004", "the first phase at large"),
    "cloud-startups.cloud": ("004", "its credits"),
    "nvidia-coreweave.equity": ("004", "a stake"),
    "nvidia-intel.equity": ("004", "a stake"),
    "nvidia-openai-supply.gpus": ("003", "cheques cashed today"),
    "openai-broadcom.chips": ("003", "courted as a second supplier"),
    "nvidia-openai-2026.equity": ("000", "the round of 2026"),
    "nvidia-coreweave.gpus": ("000", "CoreWeave buys with the money"),
    "nvidia-microsoft.gpus": ("000", "a data-centre customer"),
    "nvidia-google.gpus": ("000", "a data-centre customer"),
    "nvidia-oracle.gpus": ("000", "a data-centre customer"),
    "nvidia-amazon.gpus": ("000", "a data-centre customer"),
    "nvidia-clouds.gpus": ("000", "nearly every large cloud"),
    "nvidia-sovereigns.gpus": ("000", "states as customers"),
    "nvidia-tsmc.chips": ("000", "capacity asked for"),
    "openai-oracle.cloud": ("000", "what Microsoft left to Oracle"),
    "oracle-debt.loans": ("000", "Oracle borrows"),
    "nvidia-anthropic.equity": ("001", "a stake"),
    "nvidia-anthropic.gpus": ("001", "a customer for GPUs"),
}
KNOWN = {
    "002": date(2025, 10, 5),
    "004": OCTOBER,
    "003": date(2025, 12, 31),
    "000": FEBRUARY,
    "001": MARCH,
}
# The framework seems to have disappeared, and nothing of it was paid.
GONE = {MARCH: {"nvidia-openai-2025.equity", "nvidia-openai-2025.gpus"}}
# Shares and capacity are told beside the dollars and are in no sum.
BESIDE = {
    "amd-openai-2025.shares": "004",
    "nvidia-coreweave.access": "004",
    "nvidia-intel.gpus": "004",
}


def counted(as_of: date) -> set[str]:
    """The legs that the coverage has to count on a date, by the tables above."""
    known = {leg for leg, (source, _) in TOLD.items() if KNOWN[source] <= as_of}
    return known - GONE.get(as_of, set())


def legs(as_of: date) -> list[Leg]:
    """The legs as the panes hand them to the network."""
    return [told.leg for told in told_legs(shown("legs", as_of))]


def loops(as_of: date) -> set[tuple[str, ...]]:
    """The closed loops, each from its first company in the alphabet on, which none repeats."""
    search = find_loops(edges_of(loop_legs(legs(as_of)), "headline"))
    assert search.complete
    found = set()
    for loop in search.loops:
        start = loop.nodes.index(min(loop.nodes))
        found.add(loop.nodes[start:] + loop.nodes[:start])
    return found


def circulation_by_networkx(as_of: date) -> int:
    """The maximum circulation of what has dollars: an independent method, in whole dollars."""
    graph = nx.DiGraph()
    for leg in loop_legs(legs(as_of)):
        room = graph.get_edge_data(leg.payer, leg.payee, {"capacity": 0})["capacity"]
        graph.add_edge(leg.payer, leg.payee, capacity=room + (leg.headline or 0), weight=-1)
    cost, _ = nx.network_simplex(graph)
    return -int(cost)


@pytest.mark.parametrize("as_of", TRIAL)
def test_the_totals_are_those_of_the_trial(as_of: date) -> None:
    expected, _ = TRIAL[as_of]
    rungs = shown("ladder", as_of).rows()
    assert [row["lens"] for row in rungs] == list(LENSES)
    assert tuple(row["dollars"] for row in rungs) == tuple(n * BILLION for n in expected)


@pytest.mark.parametrize("as_of", TRIAL)
def test_every_leg_with_dollars_is_named_and_nothing_else_counts(as_of: date) -> None:
    found = {
        leg.leg_id: tuple(leg.dollars(lens) for lens in LENSES)
        for leg in legs(as_of)
        if any(leg.dollars(lens) is not None for lens in LENSES)
    }
    assert found == {
        leg_id: tuple(None if n is None else n * BILLION for n in lenses)
        for leg_id, (lenses, _) in DOLLARS[as_of].items()
    }


@pytest.mark.parametrize("as_of", TRIAL)
def test_the_named_legs_add_up_to_the_trial(as_of: date) -> None:
    columns = zip(*(lenses for lenses, _ in DOLLARS[as_of].values()), strict=True)
    assert tuple(sum(n or 0 for n in column) for column in columns) == TRIAL[as_of][0]


@pytest.mark.parametrize(("as_of", "legs_counted"), [(OCTOBER, 18), (FEBRUARY, 31), (MARCH, 31)])
def test_the_coverage_counts_each_leg_of_the_table(as_of: date, legs_counted: int) -> None:
    assert len(counted(as_of)) == legs_counted
    rows = ask("SELECT leg_id FROM current_legs WHERE in_dollars AND NOT gone", as_of)
    assert {row["leg_id"] for row in rows} == counted(as_of)
    quantified = [
        sum(lenses[rung] is not None for lenses, _ in DOLLARS[as_of].values()) for rung in range(4)
    ]
    rungs = shown("ladder", as_of).rows()
    assert [(row["quantified"], row["legs"]) for row in rungs] == [
        (n, legs_counted) for n in quantified
    ]


def test_the_tables_name_every_leg_of_the_corpus() -> None:
    rows = ask("SELECT leg_id FROM legs")
    assert {row["leg_id"] for row in rows} == TOLD.keys() | BESIDE.keys()


@pytest.mark.parametrize(("leg_id", "source"), [(k, s) for k, (s, _) in TOLD.items()])
def test_a_leg_appears_on_the_day_of_the_source_that_first_tells_it(
    leg_id: str, source: str
) -> None:
    (row,) = ask(f"SELECT min(known_from) AS day FROM leg_versions WHERE leg_id = '{leg_id}'")
    assert row["day"] == KNOWN[source]


@pytest.mark.parametrize(
    ("as_of", "marks"),
    [
        (OCTOBER, ["le", "le", "about", "about"]),  # "at most 100" stands in the two upper rungs
        (FEBRUARY, ["le", "about", "about", "about"]),
        (MARCH, ["about"] * 4),  # 001 drops the "about" of Microsoft's 13; the total keeps it
    ],
)
def test_a_total_has_the_loosest_bound_of_its_parts(as_of: date, marks: list[str]) -> None:
    assert [row["mark"] for row in shown("ladder", as_of).rows()] == marks


@pytest.mark.parametrize("as_of", [OCTOBER, FEBRUARY])
def test_what_goes_round_is_that_of_the_trial(as_of: date) -> None:
    whole, circulating = TRIAL[as_of][0][0], TRIAL[as_of][1]
    network = Network.of(legs(as_of)).circulations["headline"]
    assert network.dollars == circulation_by_networkx(as_of) == circulating * BILLION
    assert network.index == pytest.approx(circulating / whole)


def test_without_an_amount_on_any_way_back_it_is_unknown_what_goes_round() -> None:
    # The trial has 0 here: nothing closes in dollars. No source says zero, so no screen does.
    assert circulation_by_networkx(MARCH) == TRIAL[MARCH][1] == 0
    for circulation in Network.of(legs(MARCH)).circulations.values():
        assert circulation.dollars is None
        assert circulation.return_legs_quantified == 0
        assert circulation.return_legs > 0


@pytest.mark.parametrize("as_of", TRIAL)
def test_nothing_paid_is_known_to_come_back(as_of: date) -> None:
    paid = Network.of(legs(as_of)).circulations["paid"]
    assert (paid.dollars, paid.return_legs_quantified) == (None, 0)


PAIRS = {
    ("nvidia", "openai"),
    ("amd", "openai"),
    ("microsoft", "openai"),
    ("amazon", "anthropic"),
    ("anthropic", "google"),
}
ROUND_AMD = ("amd", "openai", "microsoft")  # shares, Azure, and Microsoft's contract with AMD


def test_loops_that_close_in_october() -> None:
    assert loops(OCTOBER) == PAIRS | {ROUND_AMD}


def test_loops_that_the_column_of_february_closes() -> None:
    assert loops(FEBRUARY) - loops(OCTOBER) == {
        ("coreweave", "nvidia"),
        ("nvidia", "openai", "oracle"),
        ("microsoft", "nvidia", "openai"),
    }
    assert loops(OCTOBER) < loops(FEBRUARY)


def test_loops_that_march_closes_around_anthropic() -> None:
    assert loops(MARCH) - loops(FEBRUARY) == {
        ("anthropic", "nvidia"),
        ("amazon", "nvidia", "anthropic"),
        ("anthropic", "google", "nvidia"),
    }
    # The framework is gone: the round of 2026 and the purchases of today close this loop now.
    assert ("nvidia", "openai") in loops(MARCH)


def test_a_loop_that_no_article_tells_alone_is_put_together_from_several() -> None:
    search = find_loops(edges_of(loop_legs(legs(FEBRUARY)), "headline"))
    assembled = {frozenset(loop.nodes) for loop in search.loops if loop.assembled}
    # Nvidia pays OpenAI in 000; OpenAI uses Azure in 004; Microsoft buys GPUs in 000.
    assert assembled == {frozenset({"nvidia", "openai", "microsoft"})}


@pytest.mark.parametrize("company", ["nscale", "enfabrica", "broadcom", "tsmc", "intel", "meta"])
@pytest.mark.parametrize("as_of", TRIAL)
def test_companies_from_which_nothing_comes_back_are_on_no_loop(as_of: date, company: str) -> None:
    assert all(company not in loop for loop in loops(as_of))
