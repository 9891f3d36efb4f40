"""The exposure pane's content: what is listed and added up, of the corpus and of given legs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.corpus.given_legs import BILLION, DAY, Figure, Given, exact, golden, store_of
from tui.context import LENSES, Context, Lens
from tui.corpus.frame import Frame
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.draw.spans import plain, width
from tui.format import FULL, GLYPHS
from tui.network.circulation import circulation
from tui.network.ratios import reciprocity
from tui.pages.exposure.asides import Aside
from tui.pages.exposure.groups import ORDERS, group_of, listed
from tui.pages.exposure.matrix import Grid
from tui.pages.exposure.page import ExposurePage
from tui.pages.exposure.pair import PairPage
from tui.pages.exposure.ratios import against, commitments, concentrations
from tui.pages.exposure.rows import COLUMNS, Row, Sum, added, rows_of
from tui.pages.exposure.table_view import TableView
from tui.pages.legs import told_legs
from tui.pages.page import Ask, Open, Page, Shown, Surface

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]
DAYS = ["2025-10-05", "2025-10-07", "2025-12-31", "2026-02-03", "2026-03-05"]
NEWS = ["2025-10-07", "2026-02-03", "2026-03-05"]


_KEPT: dict[tuple[Store, Ask, Context], Frame] = {}


def read(page: Page, shown: Shown, store: Store) -> None:
    """Hand the page every frame that it asks for; each is read once, as a pane keeps them."""
    handed: dict[str, Ask] = {}
    while wanted := {k: ask for k, ask in page.wants(shown).items() if handed.get(k) != ask}:
        for name, ask in wanted.items():
            request = (store, ask, shown.context)
            if request not in _KEPT:
                _KEPT[request] = store.run(named(ask.query), shown.context, ask.values())
            shown.frames[name] = _KEPT[request]
            handed[name] = ask


def ready(page: ExposurePage, shown: Shown, store: Store, *actions: str) -> ExposurePage:
    """The page after some keys, its frames read."""
    read(page, shown, store)
    for action in actions:
        page.act(action, shown)
        read(page, shown, store)
    return page


def given(
    legs: list[Given],
    figures: list[Figure] | None = None,
    lens: Lens = "headline",
    entity: str | None = None,
    units: dict[str, str] | None = None,
) -> tuple[Shown, Store]:
    """What a page is shown of given legs."""
    store = store_of(legs, figures or [], units)
    names = dict(store.rows("SELECT entity_id, name FROM entities"))
    return Shown(Context(DAY, lens, entity), names=names), store


def text_of(page: Page, shown: Shown, store: Store, size: tuple[int, int] = (80, 20)) -> list[str]:
    read(page, shown, store)
    return [plain(line).rstrip() for line in page.lines(shown, Surface(*size, FULL))]


def rows(shown: Shown, store: Store) -> list[Row]:
    page = ready(ExposurePage(), shown, store)
    return page.rows(shown)


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


# -- matrix


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("day", DAYS)
def test_the_matrix_adds_up_to_the_ladder(
    opened: Opened, shown_at: At, day: str, lens: Lens
) -> None:
    shown = shown_at(day, lens)
    grid = Grid.of(rows(shown, opened.store), None)
    cells = [flow.known.dollars or 0 for flow in grid.flows.values()]
    (rung,) = [
        row
        for row in opened.store.run(named("ladder"), shown.context).rows()
        if row["lens"] == lens
    ]
    assert sum(cells) == (rung["dollars"] or 0)
    flows = opened.store.run(named("exposure_flows"), shown.context, limit=None).rows()
    assert {(row["payer_id"], row["payee_id"]): row["dollars"] for row in flows} == {
        pair: flow.known.dollars for pair, flow in grid.flows.items()
    }


def test_the_matrix_goes_from_pair_to_pair(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-02-03")
    page = ready(ExposurePage(), shown, opened.store, "view")
    grid = page.grid(shown)
    # The largest flow of the day is what OpenAI would pay for the framework's GPUs.
    assert grid.cell(page.cell) == ("openai", "nvidia")
    assert page.act("down", shown) and page.act("left", shown)
    assert page.cell == ("nvidia", "openai")
    wish = page.act("enter", shown)
    assert isinstance(wish, Open) and wish.what == "pair"
    assert page.act("right", shown)
    # A company with itself: the last column, all that it pays.
    assert page.cell == ("nvidia", "nvidia")
    assert len(page.subject(shown).legs) == grid.legs(("nvidia", "nvidia")) > 2


def test_two_way_pairs_are_marked(drawn: Drawn, opened: Opened, shown_at: At) -> None:
    shown = shown_at("2025-10-07")
    page = ready(ExposurePage(), shown, opened.store, "view")
    frame = drawn(page, shown, 120, 30)
    line = next(line for line in frame if " a OpenAI " in line or "▌a OpenAI" in line)
    assert "≈350*" in line


# -- company and bars


def test_the_butterfly_has_stubs_for_what_is_not_in_dollars(
    drawn: Drawn, opened: Opened, shown_at: At
) -> None:
    shown = shown_at("2026-02-03", entity="openai")
    page = ready(ExposurePage(), shown, opened.store, "view", "view")
    frame = drawn(page, shown)
    assert frame[0].startswith("OpenAI ─")
    assert frame[1].startswith("▸≈350 ‖‖‖")
    assert any("╌╌╌    AMD    ╌╌╌" in line and "≤10%" in line for line in frame)
    assert frame[-1].endswith("out ≈350, 1 of 7 legs · in ≤133, 3 of 3")
    assert page.subject(shown).leg == "nvidia-openai-2025.gpus"
    # Both totals can be walked to: what comes in, and what goes out.
    page.act("last", shown)
    assert len(page.subject(shown).legs) == 3
    page.act("up", shown)
    assert len(page.subject(shown).legs) == 7


def test_the_bars_stack_status_and_never_draw_an_unknown_length(
    drawn: Drawn, opened: Opened, shown_at: At
) -> None:
    shown = shown_at("2026-02-03")
    page = ready(ExposurePage(), shown, opened.store, "view", "view", "view")
    frame = drawn(page, shown)
    bar = next(line for line in frame if line.startswith("▌OpenAI"))
    # 13 paid, 20 rumoured, 100 paused: firmest first, in proportion.
    counts = [bar.count(glyph) for glyph in "█‽‖"]
    assert counts[0] < counts[1] < counts[2]
    assert counts[2] == pytest.approx(counts[1] * 5, abs=5)
    assert bar.endswith("≤133  3 of 3")
    assert next(line for line in frame if line.startswith(" Anthropic")).split()[1:3] == [
        "╌╌╌",
        "?",
    ]
    page.act("next_part", shown)
    frame = drawn(page, shown)
    assert frame[1] == " ╌╌╌ at most  ─── announced  ═══ firm  ███ paid"
    assert frame[-1].split() == ["▌2026-02-03", "≤488", "≈18", "≈18", "≈18", "5", "of", "31"]


# -- against something


def test_concentration_of_known_parts_and_of_unknown_ones() -> None:
    shown, store = given([exact("a", "b", 60), exact("a", "c", 40), Given("d", "b")])
    found = {each.holder: each for each in concentrations(rows(shown, store), "equity")}
    # 0.6 ** 2 + 0.4 ** 2 = 0.52
    assert found["a"].index.low == found["a"].index.high == pytest.approx(5200)
    assert (found["d"].index.low, found["d"].index.high) == (None, None)


def test_an_upper_end_is_not_taken_for_the_amount() -> None:
    """Of at most 100 beside 5 it is unknown how alike they are: from two halves to one name."""
    shown, store = given([Given("a", "b", "equity", None, 100, "up_to"), exact("a", "c", 5)])
    (found,) = concentrations(rows(shown, store), "equity")
    assert (found.index.low, found.index.high) == pytest.approx((5000, 10_000))
    assert found.words(FULL)[0][0] == "HHI 5,000–10,000"
    about = Given("a", "b", "equity", 100, 100, "about")
    shown, store = given([about, exact("a", "c", 100)])
    (found,) = concentrations(rows(shown, store), "equity")
    assert found.words(FULL)[0][0] == "HHI ≈5,000"


def test_the_units_of_a_house_are_one_counterparty() -> None:
    """60 to a company and 60 to its unit are 12 % of 1,000, not 6 % twice."""
    figure = Figure("acme", "valuation", 1000)
    legs = [exact("acme", "beta", 60), exact("acme", "beta-cloud", 60)]
    shown, store = given(legs, [figure], units={"beta-cloud": "beta"})
    page = ExposurePage()
    text_of(page, shown, store, (120, 40))
    beside = [line[76:].strip() for line in text_of(page, shown, store, (120, 40))]
    assert "against in all 12.0% of its value · above 10%" in " ".join(beside)


def test_concentration_under_a_claimed_whole_has_bounds() -> None:
    # metrics.md 2.2 with T = 1,400 and one known part of 350.
    figure = Figure("openai", "amount", 1400, "pays", "aggregate")
    shown, store = given([exact("openai", "nvidia", 350, "purchase")], [figure])
    page = ready(ExposurePage(), shown, store)
    (whole,) = [row for row in shown.rows("aggregates")]
    index = commitments(whole, page.rows(shown)).index
    assert index.low == pytest.approx(10_000 * (350 / 1400) ** 2)
    assert index.high == pytest.approx(10_000 * ((350 / 1400) ** 2 + (1050 / 1400) ** 2))


@pytest.mark.parametrize(
    ("worth", "flag"),
    [(4500, "below 10%"), (600, "above 10%"), (350, "above 25%")],
)
def test_large_exposures_are_flagged_where_a_claim_gives_the_whole(worth: float, flag: str) -> None:
    figure = Figure("acme", "valuation", worth)
    shown, store = given([exact("acme", "beta", 100)], [figure])
    every = rows(shown, store)
    (found,) = against(every, shown)
    assert found.share.low == found.share.high == pytest.approx(100 / worth)
    assert found.flag == flag


def test_an_exposure_without_an_upper_end_may_exceed_the_limit() -> None:
    figure = Figure("acme", "valuation", 1000)
    shown, store = given([exact("acme", "beta", 50), Given("acme", "beta")], [figure])
    (found,) = against(rows(shown, store), shown)
    assert (found.share.low, found.share.high) == (pytest.approx(0.05), None)
    assert found.flag == "may exceed 25%"


def test_without_a_claim_nothing_is_flagged() -> None:
    shown, store = given([exact("acme", "beta", 100)])
    assert against(rows(shown, store), shown) == []


# -- golden values (metrics.md 2.4)


def test_golden_values_of_the_fixture() -> None:
    shown, store = given(golden())
    legs = [told.leg for told in told_legs(store.run(named("legs"), shown.context))]
    round_trip = circulation(legs, "headline")
    assert round_trip.flow.dollars == 472 * BILLION
    assert round_trip.dollars == 200 * BILLION
    assert round_trip.index == pytest.approx(0.4237, abs=5e-5)
    assert reciprocity(legs, "headline") == pytest.approx(0.4237, abs=5e-5)
    every = rows(shown, store)
    whole = {
        item.exposure_class: item
        for item in listed(every, "class", str).items
        if isinstance(item, Sum)
    }
    assert whole["equity"].part("ceiling").text(FULL) == "≤122"
    assert whole["sales"].part("ceiling").text(FULL) == "≈350"
    # 22 paid, 100 announced, and the derived 350 under the ceiling alone.
    assert whole["equity"].part("paid").text(FULL) == "≈22"
    assert whole["equity"].part("soft").text(FULL) == "≤100"
    assert whole["sales"].part("soft").text(FULL) == "?"
    page = ready(ExposurePage(), shown, store)
    gaps = {row["entity_id"]: row["gap"] for row in shown.rows("gaps") if row["gap"]}
    assert gaps == {"openai": 237 * BILLION, "microsoft": 13 * BILLION, "amazon": 4 * BILLION}
    assert [stop.size for stop in page.stops(shown) if isinstance(stop, Aside)] == ["≥237"]


def test_the_pair_card_of_the_golden_legs() -> None:
    shown, store = given(golden())
    text = "\n".join(text_of(PairPage("l000"), shown, store))
    assert text.startswith("Nvidia and Openai ─")
    shares = next(line for line in text.split("\n") if line.startswith(" vendor-funded share V"))
    assert shares.split()[3:] == ["≤28.6%", "?", "?", "?"]
    multiples = next(line for line in text.split("\n") if line.startswith(" purchase multiple M"))
    assert multiples.split()[3:] == ["≥3.5×", "?", "?", "?"]
    returns = next(line for line in text.split("\n") if line.startswith(" return legs quantified"))
    assert returns.split()[3:] == ["1", "of", "1", "0", "of", "1", "0", "of", "1", "0", "of", "1"]
    # Between 350 - 100 and 350 - 0.
    assert "Openai 250–350" in text


def test_the_pair_card_of_the_golden_interval() -> None:
    legs = [Given("nvidia", "openai", "equity", 20, 100, "range", "announced"), *golden()[1:]]
    shown, store = given(legs)
    text = "\n".join(text_of(PairPage("l000"), shown, store))
    assert "5.7–28.6%" in text
    assert "3.5–17.5×" in text


def test_a_pair_that_is_gone_says_so(opened: Opened, shown_at: At, drawn: Drawn) -> None:
    frame = drawn(PairPage("nvidia-openai-2025.equity"), shown_at("2025-09-01"))
    assert "no leg between the two is known on this date" in frame[1]


def test_a_denied_leg_a_joint_and_an_aggregate_amount_are_in_no_sum() -> None:
    legs = [
        exact("a", "b", 5),
        exact("a", "b", 7, status="announced", standing="denied"),
        exact("a", "b", 11, scope="joint"),
    ]
    shown, store = given(legs, [Figure("a", "amount", 1400, "pays", "aggregate")])
    (whole,) = [
        item for item in listed(rows(shown, store), "class", str).items if isinstance(item, Sum)
    ]
    assert whole.part("ceiling").dollars == 5 * BILLION
    assert (whole.quantified, whole.legs) == (1, 2)
    text = "\n".join(text_of(ExposurePage(), shown, store))
    assert "commitments by A      1,400  aggregate, in no sum · 5 in 1 leg, 1 leg ?" in text


def test_a_sum_has_the_loosest_bound_of_its_parts() -> None:
    def ceiling(*legs: Given) -> str:
        shown, store = given(list(legs))
        (whole,) = [i for i in listed(rows(shown, store), "class", str).items if isinstance(i, Sum)]
        return whole.part("ceiling").text(FULL)

    about = Given("a", "c", low=10, high=10, bound="about")
    upto = Given("a", "d", high=10, bound="up_to")
    least = Given("a", "e", low=10, bound="at_least")
    assert ceiling(exact("a", "b", 1)) == "1"
    assert ceiling(exact("a", "b", 1), about) == "≈11"
    assert ceiling(about, upto) == "≤20"
    assert ceiling(about, upto, least) == "≥30"
    assert ceiling(Given("a", "b")) == "?"


# -- sizes


@pytest.mark.parametrize("glyphs", ["full", "box", "ascii"])
@pytest.mark.parametrize("size", [(80, 20), (120, 36), (60, 11), (160, 46), (200, 56)])
def test_lines_fit_at_every_size(
    opened: Opened, shown_at: At, size: tuple[int, int], glyphs: str
) -> None:
    for entity in (None, "openai"):
        shown = shown_at("2026-02-03", "headline", entity)
        page = ready(ExposurePage(), shown, opened.store)
        for _ in range(4):
            for action in ("", "down", "last", "filter", "order", "right"):
                page.act(action, shown)
                read(page, shown, opened.store)
                lines = page.lines(shown, Surface(*size, GLYPHS[glyphs]))
                assert len(lines) <= size[1]
                assert all(width(line) <= size[0] for line in lines)
                if glyphs == "ascii":
                    assert all(plain(line).isascii() for line in lines)
            page.act("view", shown)


def test_the_side_says_what_the_row_hangs_on(drawn: Drawn, shown_at: At) -> None:
    frame = drawn(ExposurePage(), shown_at("2026-02-03", entity="openai"), 120, 36)
    right = "\n".join(line[77:] for line in frame)
    assert "share   ≤80% of the equity of Nvidia" in right  # 100 of 100 + 20 + 5, three unknown
    assert "vendor-funded ≤34.3%" in right
    assert "multiple      ≥2.9×" in right
    assert "1 of 2 return legs quantified" in right
    assert "How it came to this" in right
    assert "below 10%" in right  # at most 120 of about 4,500


def test_the_screen_never_prints_a_naked_zero(opened: Opened, shown_at: At) -> None:
    for day in NEWS:
        for lens in LENSES:
            frame = text_of(ExposurePage(), shown_at(day, lens), opened.store, (80, 60))
            cells = [cell for line in frame[2:] if " of " not in line for cell in line.split()]
            assert "0" not in cells
