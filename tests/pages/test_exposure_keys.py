"""What keys do in the exposure pane: filters, cards, picks; what its SQL gives."""

from __future__ import annotations

from typing import Any

import pytest

from tests.pages.exposures import At, ready
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.draw.spans import plain
from tui.format import FULL
from tui.pages.exposure.groups import ORDERS
from tui.pages.exposure.page import ExposurePage
from tui.pages.exposure.rows import rows_of
from tui.pages.page import Open, Surface


def test_the_cursor_stays_on_its_row_in_another_order(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03")
    page = ready(ExposurePage(), shown, opened.store, "down", "down")
    before = page.chosen(shown)
    for _ in ORDERS:
        page.act("order", shown)
        assert page.chosen(shown) == before


def test_filters_keep_one_class_and_F_gives_all_back(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03")
    page = ready(ExposurePage(), shown, opened.store)
    every = len(page.listing(shown).rows)
    seen = []
    while True:
        page.act("filter", shown)
        if page.table.only is None:
            break
        seen.append(page.table.only)
        assert {row.exposure_class for row in page.listing(shown).rows} == {page.table.only}
    assert seen == ["equity", "credit", "sales", "capacity", "shares"]
    page.act("filter", shown)
    page.act("filter_none", shown)
    assert len(page.listing(shown).rows) == every


def test_of_more_rows_than_are_read_no_sum_is_shown(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03")
    page = ExposurePage()
    values = page.wants(shown)["exposure"].values() | {"count": 21}
    shown.frames["exposure"] = opened.store.run(named("exposure"), shown.context, values, limit=20)
    listing = page.listing(shown)
    assert len(listing.rows) == len(listing.items) == 20
    head = plain(page.lines(shown, Surface(80, 20, FULL))[0])
    assert head.endswith("1 of 20 and more, no sums")


# -- keys


def test_enter_opens_the_pair_and_w_what_if(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03", entity="openai")
    page = ready(ExposurePage(), shown, opened.store)
    wish = page.act("enter", shown)
    assert isinstance(wish, Open) and wish.what == "pair"
    assert wish.subject.leg == "nvidia-openai-2025.equity"
    stress = page.act("stress", shown)
    assert isinstance(stress, Open)
    assert (stress.what, stress.subject.entity) == ("stress", "openai")


def test_space_picks_the_obligor_and_of_a_picked_one_the_holder(
    opened: Opened, shown_at: At
) -> None:
    shown = shown_at("2026-02-03")
    assert ready(ExposurePage(), shown, opened.store).subject(shown).entity == "openai"
    shown = shown_at("2026-02-03", entity="openai")
    assert ready(ExposurePage(), shown, opened.store).subject(shown).entity == "nvidia"


@pytest.mark.parametrize("view", ["table", "matrix", "company", "bars"])
def test_the_sql_of_every_view_runs(opened: Opened, shown_at: At, view: Any) -> None:
    shown = shown_at("2026-02-03")
    page = ready(ExposurePage(view=view), shown, opened.store)
    ask = page.sql(shown)
    assert opened.store.run(named(ask.query), shown.context, ask.values()).rows()


def test_rows_of_the_pane_are_those_of_its_sql(opened: Opened, shown_at: At) -> None:
    for entity in (None, "openai", "nvidia"):
        shown = shown_at("2026-02-03", "headline", entity)
        page = ready(ExposurePage(), shown, opened.store)
        ask = page.sql(shown)
        found = opened.store.run(named(ask.query), shown.context, ask.values(), limit=None)
        assert rows_of(found, "headline") == page.rows(shown)
