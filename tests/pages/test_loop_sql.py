"""The SQL of a filtered list of loops: it gives what the list shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.pages.loop.choice import Choice
from tui.pages.loop.page import LoopPage
from tui.pages.page import Shown
from tui.pages.settle import settle

At = Callable[..., Shown]

CHOICES = [
    Choice(medium=medium, length=length, dollars=dollars)
    for medium in ("", "cash only", "with credits or shares")
    for length in ("", "2 companies", "3 companies", "4 and more companies")
    for dollars in ("", "$ on every arrow", "$ on some arrows", "no $")
]
WORDS = [Choice(text=text) for text in ("CORE", "  openai   micro ", "crosoft nvi", ">", "é")]
THROUGH = [Choice(through=each, text="i") for each in ("nvidia", "anthropic")]


@pytest.mark.parametrize("day", ["2025-10-07", "2026-03-05"])
@pytest.mark.parametrize(
    ("entity", "deal"), [(None, None), ("openai", None), (None, "microsoft-openai")]
)
def test_the_sql_of_a_filtered_list_gives_what_it_lists(
    opened: Opened, shown_at: At, day: str, entity: str | None, deal: str | None
) -> None:
    page, shown = LoopPage(), shown_at(day, "headline", entity)
    shown.context = replace(shown.context, deal=deal)
    settle(page, shown, opened.store)
    found = 0
    for choice in (*CHOICES, *WORDS, *THROUGH):
        page.choice = choice
        settle(page, shown, opened.store)
        ask = page.sql(shown)
        rows = opened.store.run(named(ask.query), shown.context, ask.values()).rows()
        loops = page.loops(shown)
        listed = {
            (
                frozenset(shown.name(node) for node in loop.nodes),
                loop.bottleneck.total.dollars if loop.bottleneck is not None else None,
                loop.total.quantified,
                loop.total.legs,
            )
            for loop in loops
        }
        given = [
            (frozenset(row["chain"].split(" > ")), row["smallest"], row["quantified"], row["legs"])
            for row in rows
        ]
        assert set(given) == listed, choice
        assert len(given) == len(loops), choice
        # The smallest leg first, as in the list.
        assert [row[1] for row in given] == [
            loop.bottleneck.total.dollars if loop.bottleneck is not None else None for loop in loops
        ], choice
        found += len(given)
    assert found
