"""A picked unit on loops: its legs count as its parent's, and so do its loops."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.pages.loop.choice import identity
from tui.pages.loop.page import LoopPage
from tui.pages.page import Shown
from tui.pages.settle import settle

At = Callable[..., Shown]
Drawn = Callable[..., list[str]]
DAY = "2026-03-05"


@pytest.mark.parametrize(
    ("unit", "parent"), [("azure", "microsoft"), ("aws", "amazon"), ("google-cloud", "google")]
)
def test_the_loops_of_a_unit_are_its_parents(
    opened: Opened, shown_at: At, unit: str, parent: str
) -> None:
    def listed(entity: str) -> list[tuple[str, ...]]:
        page, shown = LoopPage(), shown_at(DAY, "headline", entity)
        settle(page, shown, opened.store)
        return [identity(loop) for loop in page.loops(shown)]

    assert listed(unit) == listed(parent) != []
    assert all(parent in loop for loop in listed(unit))


def test_the_titles_say_whose_loops_they_are(shown_at: At, drawn: Drawn) -> None:
    for size in ((80, 20), (120, 36)):
        said = {
            view: drawn(LoopPage(view=view), shown_at(DAY, "headline", "azure"), *size)[0]
            for view in ("loops", "matrix", "open")
        }
        assert "3 closed through Microsoft, its parent · " in said["loops"]
        assert said["matrix"].startswith("Network on Microsoft, its parent ")
        assert said["open"].startswith("Not closed on Microsoft, its parent ")
    own = drawn(LoopPage(), shown_at(DAY, "headline", "microsoft"))[0]
    assert "3 closed through Microsoft · " in own
    assert "parent" not in drawn(LoopPage(view="matrix"), shown_at(DAY, "headline", "microsoft"))[0]
    assert "parent" not in drawn(LoopPage(), shown_at(DAY))[0]


@pytest.mark.parametrize("view", ["loops", "matrix", "open"])
def test_the_sql_of_a_unit_gives_the_same_rows(opened: Opened, shown_at: At, view: str) -> None:
    def rows(entity: str) -> list[dict[str, object]]:
        page, shown = LoopPage(view=view), shown_at("2026-02-03", "headline", entity)
        settle(page, shown, opened.store)
        ask = page.sql(shown)
        return opened.store.run(named(ask.query), shown.context, ask.values()).rows()

    assert rows("google-cloud") == rows("google") != []


def test_another_pick_is_not_taken_for_the_unit_before(opened: Opened, shown_at: At) -> None:
    page, shown = LoopPage(), shown_at(DAY, "headline", "azure")
    settle(page, shown, opened.store)
    for entity in ("anthropic", None):
        shown.context = shown.context.picking(entity=entity)
        # Before anything new is read, too.
        for _ in range(2):
            loops = page.loops(shown)
            assert all(entity in (None, *loop.nodes) for loop in loops)
            assert loops
            settle(page, shown, opened.store)


def test_a_product_is_no_unit(opened: Opened, shown_at: At) -> None:
    page, shown = LoopPage(), shown_at(DAY, "headline", "tpu")
    settle(page, shown, opened.store)
    assert page.loops(shown) == []
