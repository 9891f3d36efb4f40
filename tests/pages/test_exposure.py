"""The exposure pane's table: what is listed and added up, of the corpus and of given legs."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.corpus.given_legs import BILLION, Given, exact
from tests.pages.exposures import DAYS, NEWS, At, Drawn, given, ready, rows
from tui.context import LENSES, Lens
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.draw.spans import plain
from tui.format import FULL
from tui.pages.exposure.asides import Aside
from tui.pages.exposure.groups import ORDERS, group_of, listed
from tui.pages.exposure.matrix import Grid
from tui.pages.exposure.page import ExposurePage
from tui.pages.exposure.rows import COLUMNS, Row, Sum, added
from tui.pages.exposure.table_view import TableView
from tui.pages.page import Surface

# -- the frame of the screens page


def test_the_frame_of_february_with_openai_picked(drawn: Drawn, shown_at: At) -> None:
    frame = drawn(ExposurePage(), shown_at("2026-02-03", entity="openai"))
    assert len(frame) == 20
    assert frame[0].startswith("Exposure to OpenAI ───")
    assert frame[0].endswith("─ who loses if it fails · $B · 1 of 10")
    # The column heads of screens.md, from the class on.
    heads = "  holder    class          paid firm  soft ceiling  status       evid   newest"
    assert frame[1][12:] == heads[12:]
    body = [line[:65] for line in frame[2:14]]
    assert body == [
        "▌Nvidia   ↔ equity, frame     –    –     –    ≤100  ‖ paused     ",
        " Nvidia   ↔ equity, round     –    –     –     ≈20  ‽ rumoured   ",
        " Microsoft↔ equity          ≈13    –     –     ≈13  █ paid       ",
        " equity lost if it fails    ≈13    –     –    ≤133  3 of 3 legs q",
        "",
        " Nvidia   ↔ sales, frame      –    –     –    ≈350  ‖ paused     ",
        " Microsoft↔ sales, Azure      –    ?     –       ?  █ delivered  ",
        " Nvidia   ↔ sales, now        –    ?     –       ?  █ delivered  ",
        " AMD      ↔ sales, 1 GW       –    –     ?       ?  · announced  ",
        " AMD      ↔ sales, 5 GW       –    –     ?       ?  · announced  ",
        " Broadcom   sales, chips      –    –     –       ?  ‽ rumoured   ",
        " Oracle     sales, cloud      –    –     –       ?  ‽ rumoured   ",
    ]
    assert frame[14] == " revenue at risk              –    ?     ?    ≈350  1 of 7 legs quantified"
    # The three lines below are those of screens.md.
    assert frame[-4] == "╌" * 79
    assert frame[-3] == (
        " commitments by OpenAI 1,400  aggregate, in no sum · ≈350 in 1 leg, 6 legs ?"
    )
    assert frame[-2] == (
        " must find outside      ≥217  out ≈350 (1 of 7 legs) less cash in ≤133 (3 of 3)"
    )
    assert frame[-1].startswith("▸ ‖ ≤100 ")
    assert " · 000 P" in frame[-1]


def test_in_october_the_framework_is_soft_and_its_derived_return_only_a_ceiling(
    drawn: Drawn, shown_at: At
) -> None:
    frame = "\n".join(drawn(ExposurePage(), shown_at("2025-10-07", entity="openai")))
    assert "equity, frame     –    –  ≤100    ≤100  · announced" in frame
    assert "equity lost if it fails    ≈13    – +≤100    ≤113  2 of 2 legs quantified" in frame
    assert "sales, frame      –    –     ?    ≈350  · announced" in frame
    assert "must find outside      ≥237" in frame


def test_what_vanished_is_no_exposure(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-03-05", entity="openai")
    page = ready(ExposurePage(), shown, opened.store)
    assert all(row.deal_id != "nvidia-openai-2025" for row in page.rows(shown))


def test_the_other_way_round(drawn: Drawn, opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03", entity="openai")
    page = ready(ExposurePage(), shown, opened.store, "order")
    frame = drawn(page, shown)
    assert frame[0].startswith("Exposure of OpenAI ─")
    # AMD owes it 1 GW and 5 GW, and gives at most a tenth of its shares.
    assert [line[1:10].strip() for line in frame[2:4]] == ["AMD", "AMD"]
    assert "capacity, 1 GW                    1 GW  · announced" in frame[2]
    assert any(line.startswith(" capacity at risk") and "6 GW" in line for line in frame)
    assert any("≤10%" in line for line in frame)


def test_nobody_loses_by_a_supplier_and_the_page_says_so(drawn: Drawn, shown_at: At) -> None:
    frame = drawn(ExposurePage(), shown_at("2026-02-03", entity="broadcom"))
    assert frame[1] == " nobody is known to lose by Broadcom · o what it loses itself"


def test_nothing_is_known_before_the_first_article(drawn: Drawn, shown_at: At) -> None:
    assert "no leg is known yet on this date" in drawn(ExposurePage(), shown_at("2025-09-01"))[1]


def test_the_lens_mutes_what_it_leaves_out(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03", "paid", "openai")
    page = ready(ExposurePage(), shown, opened.store)
    line = next(
        line for line in page.lines(shown, Surface(80, 20, FULL)) if "equity lost" in plain(line)
    )
    roles = dict(line)
    assert roles.get("≈13", "") == ""
    assert next(role for text, role in line if "≤133" in text) == "muted"
    assert "1 of 3 legs quantified" in plain(line)


# -- orders, groups, sums


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("day", DAYS)
def test_no_order_and_no_grouping_changes_a_total(
    opened: Opened, shown_at: At, day: str, lens: Lens
) -> None:
    every = rows(shown_at(day, lens), opened.store)
    totals: dict[str, tuple[object, ...]] = {}
    for order in ORDERS:
        for backwards in (False, True):
            listing = listed(every, order, str, backwards=backwards)
            assert Counter(row.key for row in listing.rows) == Counter(row.key for row in every)
            whole = {
                item.exposure_class: (*(item.part(c) for c in COLUMNS), item.quantified, item.legs)
                for item in listing.items
                if isinstance(item, Sum) and item.label.startswith("all ")
            }
            totals = totals or whole
            assert whole == totals
    assert totals


@pytest.mark.parametrize("order", ["obligor", "holder", "parent", "class"])
@pytest.mark.parametrize("day", DAYS)
def test_gross_is_the_sum_of_its_cells_in_every_grouping(
    opened: Opened, shown_at: At, day: str, order: Any
) -> None:
    every = rows(shown_at(day), opened.store)
    key = group_of(order)
    assert key is not None
    for name in ("equity", "credit", "sales"):
        own = [row for row in every if row.exposure_class == name]
        for column in COLUMNS:
            gross = sum(row.part(column).dollars or 0 for row in own)
            cells: dict[str, list[Row]] = {}
            for row in own:
                cells.setdefault(key(row), []).append(row)
            parts = [
                added(row.part(column) for row in cell).dollars or 0 for cell in cells.values()
            ]
            assert sum(parts) == gross


def test_classes_never_meet_in_a_sum(opened: Opened, shown_at: At) -> None:
    for day in DAYS:
        every = rows(shown_at(day), opened.store)
        for order in ORDERS:
            for item in listed(every, order, str).items:
                if isinstance(item, Sum):
                    assert {row.exposure_class for row in item.rows} == {item.exposure_class}


def test_a_leg_inside_one_house_stays_in_the_sum_and_is_named() -> None:
    shown, store = given(
        [exact("beta-cloud", "beta", 3), exact("beta", "acme", 4)], units={"beta-cloud": "beta"}
    )
    every = rows(shown, store)
    (inside,) = [row for row in every if row.inside]
    assert inside.label == "equity, inside"
    (whole,) = [item for item in listed(every, "parent", str).items if isinstance(item, Sum)]
    assert whole.part("ceiling").dollars == 7 * BILLION
    grid = Grid.of(every, "equity")
    assert grid.rows["beta", "beta"] == (inside,)


@pytest.mark.parametrize("lens", ["headline", "firm"])
@pytest.mark.parametrize("day", NEWS)
def test_what_the_claims_of_a_sum_add_is_the_sum(
    opened: Opened, shown_at: At, day: str, lens: Lens
) -> None:
    shown = shown_at(day, lens)
    page = ready(ExposurePage(), shown, opened.store)
    sums = [stop for stop in page.stops(shown) if isinstance(stop, Sum)]
    assert sums
    for each in sums:
        page.table.on = each.key
        subject = page.subject(shown)
        values = {"legs": ",".join(subject.legs)}
        found = opened.store.run(named("contributions"), shown.context, values, limit=None).rows()
        adds = [row["dollars"] for row in found if row["dollars"] is not None]
        if each.exposure_class == "capacity":
            continue
        assert (sum(adds) if adds else None) == each.counted.dollars, each.label


def test_every_stop_opens_claims(opened: Opened, shown_at: At) -> None:
    for day in NEWS:
        shown = shown_at(day)
        page = ready(ExposurePage(), shown, opened.store)
        for stop in page.stops(shown):
            page.table.on = stop.key
            subject = page.subject(shown)
            assert subject.claims or subject.legs, stop.key
            if isinstance(stop, Row):
                assert subject.leg == stop.leg_id
                told = opened.store.run(named("leg_story"), shown.context, {"leg": stop.leg_id})
                assert set(subject.claims) <= {row["claim_id"] for row in told.rows()}


def test_the_gap_line_is_out_less_in_of_its_legs(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03", entity="openai")
    page = ready(ExposurePage(), shown, opened.store)
    gap = [stop for stop in page.stops(shown) if isinstance(stop, Aside)][-1]
    every = {row.leg_id: row for row in rows(shown_at("2026-02-03"), opened.store)}
    own = [every[leg] for leg in gap.subject.legs]
    out = sum(row.counted.dollars or 0 for row in own if row.exposure_class == "sales")
    into = sum(row.counted.dollars or 0 for row in own if row.exposure_class == "equity")
    assert (gap.size, out - into) == ("≥217", 217 * BILLION)


@pytest.mark.parametrize(
    ("legs", "size"),
    [
        ([exact("a", "b", 10)], "10"),
        ([Given("a", "b", high=10, bound="up_to")], "≤10"),
        ([exact("a", "b", 10), Given("a", "b", "purchase")], "≥10"),
        ([exact("a", "b", 10), exact("b", "a", 20, "purchase")], "–"),
        ([exact("a", "b", 10), exact("b", "a", 20), Given("a", "c", "purchase")], "?"),
        ([Given("a", "b")], "?"),
        ([exact("b", "a", 10)], "–"),
    ],
)
def test_a_gap_is_never_a_naked_zero(legs: list[Given], size: str) -> None:
    shown, store = given(legs, entity="a")
    page = ready(ExposurePage(), shown, store)
    (gap,) = [stop for stop in page.stops(shown) if isinstance(stop, Aside)]
    assert gap.size == size


def test_beside_the_gap_stand_those_of_all_companies(drawn: Drawn, shown_at: At) -> None:
    page, shown = (
        ExposurePage(table=TableView(on="aside: OpenAI from outside")),
        shown_at("2026-02-03"),
    )
    right = [line[77:] for line in drawn(page, shown, 120, 36)]
    assert any(line.split()[:2] == ["OpenAI", "≥217"] for line in right)
    assert any(line.split()[:2] == ["Microsoft", "?"] for line in right)
