"""Which loops are listed, in which order, and what the cursor stays on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import combinations

import networkx as nx
import pytest

from tests.network.given import leg
from tui.corpus.opening import Opened
from tui.network.leg import Leg
from tui.network.loops import Edge, Loop
from tui.pages.loop.choice import Choice, identity, media, sources
from tui.pages.loop.filtering import FIELDS
from tui.pages.loop.page import LoopPage
from tui.pages.page import Shown
from tui.pages.settle import settle

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]
FRAME = "nvidia-openai-2025.equity"


def press(page: LoopPage, shown: Shown, opened: Opened, *actions: str) -> None:
    settle(page, shown, opened.store)
    for action in actions:
        page.act(action, shown)
        settle(page, shown, opened.store)


def chains(page: LoopPage, shown: Shown) -> list[tuple[str, ...]]:
    return [identity(loop) for loop in page.loops(shown)]


def loop(*told: str) -> Loop:
    """A loop of as many companies as there are arguments, each edge told by these articles."""
    names = [f"c{number}" for number in range(len(told))]
    return Loop(
        tuple(
            Edge(payer, payee, (leg(payer, payee, 1, sources=frozenset(ids.split())),), "headline")
            for payer, payee, ids in zip(names, names[1:] + names[:1], told, strict=True)
        )
    )


def test_the_chosen_loop_stays_through_date_lens_and_order(opened: Opened, shown_at: At) -> None:
    page, shown = LoopPage(), shown_at("2026-03-05")
    settle(page, shown, opened.store)
    while identity(page.loops(shown)[page.rows.cursor]) != ("amd", "openai"):
        press(page, shown, opened, "down")
    for change in (
        lambda: setattr(shown, "context", shown.context.at(shown_at("2025-10-07").context.as_of)),
        lambda: setattr(shown, "context", shown.context.through("paid")),
        lambda: page.act("order", shown),
    ):
        change()
        settle(page, shown, opened.store)
        chosen = page.chosen(shown)
        assert chosen is not None
        assert identity(chosen) == ("amd", "openai")


def test_a_leg_stays_chosen_as_it_weakens_and_vanishes(
    opened: Opened, shown_at: At, drawn: Drawn
) -> None:
    page = LoopPage()
    for day, sign, word in (
        ("2025-12-31", "·", "announced"),
        ("2026-02-03", "‖", "paused"),
        ("2026-03-05", "✗", "withdrawn"),
    ):
        shown = shown_at(day)
        if page.stop is None:
            press(page, shown, opened, "right", "left")
        text = "\n".join(drawn(page, shown, 160, 46))
        assert page.subject(shown).leg == FRAME
        assert f"▸ {sign} ≤100 equity, frame, {word}" in text


def test_loops_in_cash_are_those_of_the_legs_in_cash(opened: Opened, shown_at: At) -> None:
    page, shown = LoopPage(), shown_at("2026-03-05")
    press(page, shown, opened, "filter", "right")
    assert page.choice.medium == "cash only"
    graph = nx.DiGraph(
        opened.store.rows(
            "SELECT g.payer_id, g.payee_id FROM legs AS g"
            " JOIN entities AS p ON p.entity_id = g.payer_id"
            " JOIN entities AS r ON r.entity_id = g.payee_id WHERE g.medium = 'cash'"
            " AND p.kind = 'company' AND r.kind = 'company' AND g.kind <> 'capacity'"
            " AND g.leg_id NOT LIKE 'nvidia-openai-2025.%'"  # withdrawn on that day
        )
    )
    expected = {frozenset(nodes) for nodes in nx.simple_cycles(graph, length_bound=6)}
    assert {frozenset(nodes) for nodes in chains(page, shown)} == expected
    assert frozenset({"nvidia", "coreweave"}) in expected
    assert all(each.medium == "cash" for loop in page.loops(shown) for each in loop.legs)


@pytest.mark.parametrize("name", ["medium", "length", "dollars"])
def test_each_filter_parts_the_list(opened: Opened, shown_at: At, name: str) -> None:
    page, shown = LoopPage(), shown_at("2026-03-05")
    settle(page, shown, opened.store)
    every = set(chains(page, shown))
    kept: dict[str, set[tuple[str, ...]]] = {}
    press(page, shown, opened, "filter", *["down"] * FIELDS.index(name), "right")
    while getattr(page.choice, name):
        kept[getattr(page.choice, name)] = set(chains(page, shown))
        press(page, shown, opened, "right")
    assert set().union(*kept.values()) == every
    assert sum(map(len, kept.values())) == len(every)
    if name == "medium":
        assert ("amd", "openai") in kept["with credits or shares"]
    if name == "length":
        assert all(len(names) == 2 for names in kept["2 companies"])
    if name == "dollars":
        # The framework is gone: what is left of its loop has dollars one way.
        assert not kept["$ on every arrow"]
        assert ("nvidia", "openai") in kept["$ on some arrows"]


def test_filters_hold_together_and_are_said(opened: Opened, shown_at: At, drawn: Drawn) -> None:
    page, shown = LoopPage(), shown_at("2026-03-05")
    keys = ["filter", "right", "down", "right", "filter", "filter", "right"]
    press(page, shown, opened, *keys)
    assert page.choice.medium == "cash only"
    assert page.choice.length == "2 companies"
    assert page.choice.through is not None
    first = page.choice.through
    press(page, shown, opened, "escape")
    page.find("CORE")
    loops = page.loops(shown)
    assert [set(loop.nodes) for loop in loops] == [{"nvidia", "coreweave"}]
    assert first in loops[0].nodes
    title = drawn(page, shown, 160, 40)[0]
    for word in ("1 closed", "cash only", "2 companies", f"through {shown.name(first)}", "'CORE'"):
        assert word in title
    press(page, shown, opened, "filter_none")
    assert page.choice == Choice()


def test_a_lens_decides_which_loops_have_dollars(opened: Opened, shown_at: At) -> None:
    page = LoopPage(choice=Choice(dollars="$ on every arrow"))
    shown = shown_at("2025-10-07")
    settle(page, shown, opened.store)
    assert chains(page, shown) == [("nvidia", "openai")]
    shown.context = shown.context.through("announced")
    settle(page, shown, opened.store)
    # What OpenAI is to buy is the author's sum: no party has said it.
    assert chains(page, shown) == []


def test_where_nothing_closes_a_key_leads_to_why(
    opened: Opened, shown_at: At, drawn: Drawn
) -> None:
    # 004 has no purchase of CoreWeave's; 000 has, later.
    page, shown = LoopPage(choice=Choice(through="coreweave")), shown_at("2025-10-07")
    assert drawn(page, shown)[2] == " V what is paid one way only, and why"
    press(page, shown, opened, "view_back")
    rows = drawn(page, shown)
    assert any(row[1:].startswith("Nvidia → CoreWeave ") for row in rows)


def test_no_filter_is_one_key_away(opened: Opened, shown_at: At, drawn: Drawn) -> None:
    page, shown = LoopPage(), shown_at("2025-10-07", "headline", "microsoft")
    press(page, shown, opened, "filter", "right", "escape")
    text = drawn(page, shown)
    assert "no loop is cash only" in text[1]
    assert " F no filter" in text[1]
    press(page, shown, opened, "filter_none")
    assert page.loops(shown)


def test_an_order_can_be_reversed(opened: Opened, shown_at: At, drawn: Drawn) -> None:
    page, shown = LoopPage(), shown_at("2026-03-05")
    settle(page, shown, opened.store)
    there = chains(page, shown)
    press(page, shown, opened, "order_back")
    assert chains(page, shown) == there[::-1]
    assert "by smallest leg reversed" in drawn(page, shown)[0]
    press(page, shown, opened, "order")
    assert "by weakest status ·" in drawn(page, shown)[0]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (("1 2", "2 3"), ("2",)),
        (("1 2", "1 2"), ("1", "2")),  # either of them tells it all
        (("1", "2"), ("1", "2")),
        (("1 2", "2 3", "3 4"), ("1", "3")),
        (("1", "2", "3", "4"), ("1", "2", "3", "4")),
        (("1", ""), ()),
    ],
)
def test_a_loop_is_put_together_from_the_fewest_articles(
    told: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert sources(loop(*told)) == expected


def fewest(edges: Sequence[Edge]) -> int:
    every = sorted({source for edge in edges for source in edge.sources})
    for count in range(1, len(every) + 1):
        for some in combinations(every, count):
            if all(edge.sources & set(some) for edge in edges):
                return count
    return 0


def test_the_list_says_from_how_many_articles(opened: Opened, shown_at: At, drawn: Drawn) -> None:
    page, shown = LoopPage(), shown_at("2026-03-05")
    rows = drawn(page, shown, 80, 40)
    for number, each in enumerate(page.loops(shown)[: page.rows.height]):
        told = re.split(r"\d/\d +", rows[2 + number])[1]
        assert told == (f"of {fewest(each.edges)}" if each.assembled else str(len(each.told_by)))
    assert any(each.assembled for each in page.loops(shown))


def medium(*names: str) -> Loop:
    legs: list[Leg] = [leg("a", "b", 1, leg_id=name, medium=name) for name in names]
    return Loop((Edge("a", "b", tuple(legs), "headline"), Edge("b", "a", tuple(legs), "headline")))


def test_media_are_named_once_cash_first() -> None:
    assert media(medium("shares", "cash")) == "cash, shares"
    assert media(medium("in_kind")) == "in kind"


def test_wide_rows_say_medium_and_newest(drawn: Drawn, shown_at: At) -> None:
    rows = drawn(LoopPage(), shown_at("2026-03-05"), 160, 46)
    assert rows[1].split("│")[0].split()[-2:] == ["medium", "newest"]
    microsoft = next(row for row in rows if row.startswith("  2 Microsoft"))
    assert microsoft.split("│")[0].split()[-2:] == ["mixed", "2026-03-05"]
    assert "newest" not in drawn(LoopPage(), shown_at("2026-03-05"), 120, 36)[1]


def test_no_bound_is_cut_in_ascii(drawn: Drawn, shown_at: At) -> None:
    rows = drawn(LoopPage(), shown_at("2025-10-07"), glyphs="ascii")
    assert " <=100  - announced" in rows[2]


def test_the_whole_ladder_is_one_key_away(opened: Opened, drawn: Drawn, shown_at: At) -> None:
    page, shown = LoopPage(), shown_at("2026-02-03")
    assert "reciprocity" not in "\n".join(drawn(page, shown))
    press(page, shown, opened, "next_part")
    rows = {row[1:20].strip(): row[20:].split() for row in drawn(page, shown)}
    # metrics.md 2.4: C 240, kappa 0.4918; with one loop in dollars reciprocity is the same.
    assert rows["recycled, at most"] == ["240", "?", "?", "?"]
    assert rows["circulation index"] == ["49.2%", "?", "?", "?"]
    assert rows["reciprocity"] == ["49.2%", "?", "?", "?"]
    assert rows["loops in $"] == ["1", "0", "0", "0"]
    assert rows["of it OpenAI"][0] == "≥217"
    # Others pay without an amount: what must come from outside may err both ways.
    assert rows["from outside, sum"][0] == "?"
