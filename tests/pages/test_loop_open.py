"""Payments that close no loop."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.pages.loop.page import LoopPage
from tui.pages.page import Open, Shown
from tui.pages.settle import settle

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]


def row(rows: list[str], pair: str) -> str:
    return next(text[1:] for text in rows if text[1:].startswith(pair))


def test_on_7_october_the_stakes_without_a_sale_are_listed(drawn: Drawn, shown_at: At) -> None:
    rows = drawn(LoopPage(view="open"), shown_at("2025-10-07"))
    assert rows[0].startswith("Not closed")
    # 004 prints the stakes, and no money for the chips.
    for name in ("Intel", "Nscale", "Enfabrica", "CoreWeave"):
        assert row(rows, f"Nvidia → {name} ").endswith(f"no money from {name} is printed")
    assert row(rows, "Meta → AMD").endswith("no money to Meta is printed")
    assert row(rows, "Nvidia → Intel").split()[3] == "5"
    assert row(rows, "AI start-ups").endswith("a group of companies: on no loop")


def test_coreweave_leaves_the_list_when_its_purchase_is_told(drawn: Drawn, shown_at: At) -> None:
    text = "\n".join(drawn(LoopPage(view="open"), shown_at("2026-02-03"), 120, 36))
    assert "Nvidia → CoreWeave" not in text
    # 000 names the suppliers of both sides.
    for pair in ("OpenAI → Broadcom", "Nvidia → TSMC", "Nvidia → Nscale", "Nvidia → Enfabrica"):
        assert pair in text


@pytest.mark.parametrize("day", ["2025-10-05", "2025-10-07", "2026-02-03", "2026-03-05"])
def test_the_pane_lists_what_its_sql_lists(opened: Opened, shown_at: At, day: str) -> None:
    page, shown = LoopPage(view="open"), shown_at(day)
    settle(page, shown, opened.store)
    rows = opened.store.run(named(page.sql(shown).query), shown.context).rows()
    scene = page.scene(shown)
    assert scene is not None
    in_pane = {
        (shown.name(each.payer), shown.name(each.payee), len(each.legs))
        for each in page.views.open.every(scene)
    }
    assert in_pane == {(row["payer"], row["payee"], row["legs"]) for row in rows}


def test_every_payment_is_on_a_loop_or_in_this_list(opened: Opened, shown_at: At) -> None:
    page, shown = LoopPage(view="open"), shown_at("2026-03-05")
    settle(page, shown, opened.store)
    scene = page.scene(shown)
    assert scene is not None
    closed = {(e.payer, e.payee) for loop in scene.found.loops for e in loop.edges}
    listed = {(each.payer, each.payee) for each in page.views.open.every(scene)}
    paying = {
        (told.leg.payer, told.leg.payee)
        for told in scene.found.legs.values()
        if not told.gone and told.leg.kind not in ("capacity", "guarantee")
    }
    assert closed | listed == paying
    assert not closed & listed


def test_evidence_and_deal_of_the_row(opened: Opened, shown_at: At) -> None:
    page, shown = LoopPage(view="open"), shown_at("2025-10-07")
    settle(page, shown, opened.store)
    assert page.subject(shown).leg == "nvidia-intel.equity"
    wish = page.act("enter", shown)
    assert isinstance(wish, Open)
    assert (wish.what, wish.subject.deal) == ("deal", "nvidia-intel")


def test_a_pick_keeps_its_own(drawn: Drawn, shown_at: At) -> None:
    rows = drawn(LoopPage(view="open"), shown_at("2025-10-07", "headline", "meta"))
    assert "1 on no loop" in rows[0]
    assert row(rows, "Meta → AMD")
