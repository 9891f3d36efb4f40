"""The exposures where more rows are known than are read: the rows are cut, the sums are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.pages.large import write_large
from tui.context import Context
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.draw.spans import plain, width
from tui.draw.table import Column
from tui.format import FULL, total
from tui.pages.exposure.form import NUMBERS, roomy
from tui.pages.exposure.made_of import MadeOfPage
from tui.pages.exposure.matrix import OTHERS, payment
from tui.pages.exposure.page import ExposurePage
from tui.pages.exposure.pair import PairPage
from tui.pages.exposure.rows import COLUMNS, Row, Sum, rows_of
from tui.pages.exposure.stress_fields import NAMES_OF_WEIGHTS, exposure_at_default, weighed
from tui.pages.page import Shown, Surface
from tui.pages.settle import settle

EDGES = 2_500
STATUSES = ("paid", "binding", "announced", "rumoured", "conditional")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("large") / "l.duckdb"
    store = Store.open(write_large(path, EDGES, 300, statuses=STATUSES))
    yield store
    store.close()


@pytest.fixture
def shown() -> Shown:
    return Shown(Context(date(2026, 3, 5)))


def every_row(store: Store, shown: Shown) -> list[Row]:
    """All rows, which the page does not read."""
    values = {"entity": None, "deal": None, "count": None}
    frame = store.run(named("exposure"), shown.context, values, limit=None)
    assert len(frame) == EDGES
    return rows_of(frame, shown.context.lens)


def same(found: Sum, rows: list[Row]) -> None:
    """A sum is that of these rows."""
    expected = Sum("", found.exposure_class, tuple(rows))
    assert (found.legs, found.quantified) == (expected.legs, expected.quantified)
    assert found.counted.dollars == expected.counted.dollars
    for column in COLUMNS:
        of_all, added_up = found.part(column), expected.part(column)
        assert (of_all.dollars, of_all.mark) == (added_up.dollars, added_up.mark)


@pytest.mark.parametrize("order", ["obligor", "holder", "parent", "class", "ceiling"])
def test_the_sums_are_those_of_every_row(large: Store, shown: Shown, order: str) -> None:
    page = ExposurePage()
    page.table.order = order  # type: ignore[assignment]
    settle(page, shown, large)
    listing, every = page.listing(shown), every_row(large, shown)
    assert len(listing.rows) == 1_000 and listing.every == EDGES
    sums = [item for item in listing.items if isinstance(item, Sum)]
    whole = {item.exposure_class: item for item in sums if item.legs > 300}
    by_class = defaultdict(list)
    for row in every:
        by_class[row.exposure_class].append(row)
    assert set(whole) == set(by_class) == {"equity", "credit", "sales"}
    for name, rows in by_class.items():
        same(whole[name], rows)
    if order in ("obligor", "holder"):
        groups = defaultdict(list)
        for row in every:
            groups[getattr(row, order), row.exposure_class].append(row)
        of_groups = [item for item in sums if item.rows and item.legs <= 300]
        assert len(of_groups) > 100
        for item in of_groups:
            same(item, groups[getattr(item.rows[0], order), item.exposure_class])


def test_a_picked_company_has_the_sums_of_its_own(large: Store, shown: Shown) -> None:
    first = every_row(large, shown)[0].obligor
    page, picked = ExposurePage(), Shown(Context(date(2026, 3, 5), entity=first))
    settle(page, picked, large)
    own = [row for row in every_row(large, shown) if row.obligor == first]
    listing = page.listing(picked)
    if listing.every is None:
        assert len(listing.rows) == len(own) < 1_000
    sums = [item for item in listing.items if isinstance(item, Sum)]
    for item in sums:
        same(item, [row for row in own if row.exposure_class == item.exposure_class])


def test_the_title_and_the_side_say_how_many_are_not_listed(large: Store, shown: Shown) -> None:
    page = ExposurePage()
    settle(page, shown, large)
    for columns in (80, 120):
        head = plain(page.lines(shown, Surface(columns, 40, FULL))[0])
        assert "1 of 1,000, the largest of 2,500" in head
    page.act("last", shown)
    settle(page, shown, large)
    stops = page.stops(shown)
    whole = [item for item in stops if isinstance(item, Sum) and item.label == "all sales"]
    page.table.on = whole[0].key
    seen = "\n".join(plain(line) for line in page.lines(shown, Surface(160, 40, FULL)))
    assert f"and {whole[0].unread:,} smaller legs, in the sum and not listed" in seen


def test_the_sums_of_words_are_of_all_that_have_them(large: Store, shown: Shown) -> None:
    page = ExposurePage()
    settle(page, shown, large)
    page.find("1 sales")
    # Until they are read, what is there has no sums.
    assert all(isinstance(item, Row) for item in page.listing(shown).items)
    settle(page, shown, large)
    names = dict(large.rows("SELECT entity_id, name FROM entities"))
    own = [
        row
        for row in every_row(large, shown)
        if row.exposure_class == "sales" and "1" in f"{names[row.holder]} {names[row.obligor]}"
    ]
    listing = page.listing(shown)
    assert 100 < len(own) < 1_000 and len(listing.rows) == len(own)
    whole = [item for item in listing.items if isinstance(item, Sum) and item.about is None]
    (found,) = whole
    same(found, own)


def test_of_a_class_with_more_than_are_read_the_largest_are_listed(
    large: Store, shown: Shown
) -> None:
    page = ExposurePage()
    settle(page, shown, large)
    page.table.only = "sales"
    settle(page, shown, large)
    listing = page.listing(shown)
    own = [row for row in every_row(large, shown) if row.exposure_class == "sales"]
    assert len(listing.rows) == min(len(own), 1_000)
    assert {row.exposure_class for row in listing.rows} == {"sales"}
    whole = [item for item in listing.items if isinstance(item, Sum) and item.about is None]
    same(whole[0], own)


def test_what_a_sum_is_made_of_adds_up_to_it_page_by_page(large: Store, shown: Shown) -> None:
    page = ExposurePage()
    settle(page, shown, large)
    cut = [item for item in page.listing(shown).items if isinstance(item, Sum) and item.unread]
    assert {item.about is None for item in cut} == {True, False}
    for item in (cut[0], cut[-1]):
        page.table.on = item.key
        made_of = page.subject(shown).made_of
        assert made_of is not None
        card = MadeOfPage(made_of)
        settle(card, shown, large)
        head = plain(card.lines(shown, Surface(80, 20, FULL))[0])
        assert head.startswith(f"{item.counted.text(FULL)} $B, headline")
        assert f"{item.quantified:,} of {item.legs:,} legs add" in head
        seen: dict[int, dict[str, Any]] = {}
        for at in range(0, item.legs, 100):
            card.rows.first = at
            settle(card, shown, large)
            skip = card.wants(shown)["claims"].values()["skip"]
            seen |= dict(enumerate(shown.rows("claims"), int(str(skip))))
        assert sorted(seen) == list(range(item.legs))
        assert sum(row["adds"] or 0 for row in seen.values()) == item.counted.dollars
        assert all(row["claim_id"] and row["source_id"] for row in seen.values())


def test_each_number_of_a_sum_lists_what_it_is_made_of(large: Store, shown: Shown) -> None:
    """Paid, firm, soft and ceiling of all legs, whether they are read or not."""
    page = ExposurePage()
    page.table.order = "class"
    settle(page, shown, large)
    item = next(x for x in page.listing(shown).items if isinstance(x, Sum) and x.unread)
    page.table.on = item.key
    for column in COLUMNS:
        assert page.act("right", shown)
        made_of = page.subject(shown).made_of
        assert made_of is not None
        card = MadeOfPage(made_of)
        settle(card, shown, large)
        part = item.part(column)
        head = plain(card.lines(shown, Surface(80, 20, FULL))[0])
        assert shown.rows("claims")[0]["total"] == part.dollars
        assert head.startswith(f"{part.text(FULL)} $B, {column}")


def test_weights_count_in_the_sums_of_all_rows(large: Store, shown: Shown) -> None:
    page = ExposurePage()
    page.table.order = "class"
    page.table.weights.values = {"weight binding": 40}
    settle(page, shown, large)
    by = {**dict.fromkeys(NAMES_OF_WEIGHTS, 100), "binding": 40}
    every = every_row(large, shown)
    sums = [item for item in page.listing(shown).items if isinstance(item, Sum)]
    assert len(sums) == 3
    for item in sums:
        rows = [row for row in every if row.exposure_class == item.exposure_class]
        # EAD = drawn + CCF * undrawn, rounded a leg at a time; a fifth of the legs is binding.
        dollars = [
            0
            if row.part("ceiling").dollars is None
            else exposure_at_default(
                row.part("ceiling").dollars, row.part("paid").dollars, row.status or "", by
            )
            for row in rows
        ]
        expected = sum(each or 0 for each in dollars)
        assert page.table.weights.of(item).dollars == expected != item.counted.dollars
        page.table.on = item.key
        made_of = page.subject(shown).made_of
        assert made_of is not None
        card = MadeOfPage(made_of)
        settle(card, shown, large)
        assert shown.rows("claims")[0]["total"] == expected
        # With the bound of the sum, and how each claim counted.
        whole = page.table.weights.of(item)
        head, _, *lines = (plain(line) for line in card.lines(shown, Surface(100, 20, FULL)))
        assert head.startswith(f"{total(whole.dollars, whole.mark, FULL)} $B, by your figures")
        assert any("% of " in line for line in lines)
        marks = [
            weighed(row.part("ceiling"), row.part("paid"), row.status or "", by).mark
            for row in rows
            if row.part("ceiling").dollars is not None
        ]
        assert whole.mark == next((m for m in ("ge", "le", "about") if m in marks), "")


@pytest.mark.parametrize("only", [None, "sales"])
def test_the_matrix_adds_up_all_rows(large: Store, shown: Shown, only: str | None) -> None:
    page = ExposurePage(view="matrix")
    page.table.only = only
    settle(page, shown, large)
    every = [row for row in every_row(large, shown) if only in (None, row.exposure_class)]
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    for row in every:
        pair = (row.holder_parent, row.obligor_parent) if only else payment(row)
        pairs[pair] += row.counted.dollars or 0
    grid = page.grid(shown)
    assert len(grid.nodes) == 26 and grid.nodes[-1] == OTHERS
    assert grid.parties == len({party for pair in pairs for party in pair})
    flow: dict[str, int] = defaultdict(int)
    for pair, dollars in pairs.items():
        for party in {*pair}:
            flow[party] += dollars
    assert [flow[party] for party in grid.nodes[:-1]] == sorted(flow.values(), reverse=True)[:25]
    joined: dict[tuple[str, str], int] = defaultdict(int)
    for pair, dollars in pairs.items():
        one, other = (party if party in grid.nodes else OTHERS for party in pair)
        joined[one, other] += dollars
    assert {pair: known.known.dollars or 0 for pair, known in grid.flows.items()} == joined
    assert sum(each.legs for each in grid.flows.values()) == len(every)
    here = grid.cell(None)
    assert here is not None
    for pair in (here, (here[0], OTHERS), (OTHERS, OTHERS), (here[0], here[0])):
        page.cell = pair
        made_of = page.subject(shown).made_of
        assert made_of is not None
        card = MadeOfPage(made_of)
        settle(card, shown, large)
        dollars = sum(joined[each] for each in grid.pairs_at(pair))
        assert (shown.rows("claims")[0]["total"] or 0) == dollars
    page.cell = None
    settle(page, shown, large)
    lines = [plain(line) for line in page.lines(shown, Surface(120, 40, FULL))]
    assert f"25 of {grid.parties} parties" in lines[0]
    assert any(" others" in line for line in lines)


@pytest.mark.parametrize("only", ["equity", "sales"])
def test_the_bars_and_the_concentrations_are_of_all_rows(
    large: Store, shown: Shown, only: str
) -> None:
    page = ExposurePage(view="bars")
    page.table.only = only
    settle(page, shown, large)
    own = [row for row in every_row(large, shown) if row.exposure_class == only]
    obligors: dict[str, int] = defaultdict(int)
    held: dict[str, dict[str, list[int | None]]] = defaultdict(lambda: defaultdict(list))
    for row in own:
        obligors[row.obligor_parent] += row.counted.dollars or 0
        held[row.holder_parent][row.obligor_parent].append(row.counted.dollars)
    bars = page._bars(shown)
    assert len(bars.sums) == 100 and bars.obligors == len(obligors) > 100
    lengths = [each.counted.dollars or 0 for each in bars.sums]
    assert lengths[:-1] == sorted(obligors.values(), reverse=True)[:99]
    assert sum(lengths) == sum(obligors.values()) and sum(x.legs for x in bars.sums) == len(own)
    assert bars.sums[-1].label == "others"
    for each in bars.sums:
        assert sum(dollars for _, dollars in each.by_status) == (each.counted.dollars or 0)
    assert len(bars.concentrations) == 50
    for index in bars.concentrations:
        parts = held[index.holder]
        every = [dollars for amounts in parts.values() for dollars in amounts]
        assert index.legs == len(every) > 1
        if None in every:
            assert index.index.low is None
        else:
            sums = [sum(dollars or 0 for dollars in amounts) for amounts in parts.values()]
            hhi = 10_000 * sum(each**2 for each in sums) / sum(sums) ** 2
            assert index.index.low == index.index.high == pytest.approx(hhi)
    for at in (0, 99, 100):
        subject = bars.subject(at)
        assert subject.made_of is not None
        card = MadeOfPage(subject.made_of)
        settle(card, shown, large)
        legs = bars.sums[at].legs if at < 100 else bars.concentrations[0].legs
        assert shown.rows("claims")[0]["legs"] == legs
    lines = [plain(line) for line in page.lines(shown, Surface(120, 40, FULL))]
    assert f"1 of 100, the largest of {len(obligors)}" in lines[0]
    # Where the legend has no room in one line it takes two.
    narrow = page.lines(shown, Surface(80, 20, FULL))
    assert len(narrow) <= 20 and all(width(line) <= 80 for line in narrow)
    page.act("last", shown)
    below = [plain(line) for line in page.lines(shown, Surface(80, 20, FULL))]
    assert any(line.startswith("▌") and "HHI" in line for line in below)
    assert any("HHI" in line for line in lines)


def test_a_number_is_never_cut() -> None:
    columns = [Column("class", 8, grow=1), Column("paid", 5, "right"), Column("firm", 4, "right")]
    rows = [["equity", "≥12,345.6", "≤44.7"], ["sales", "1", "–"]]
    found = roomy(columns, rows, NUMBERS, 40)
    assert [column.width for column in found] == [8, 9, 5]
    # The first word of the class stays.
    assert roomy(columns, rows, NUMBERS, 20) == columns


def test_the_pair_of_any_leg_is_found(large: Store, shown: Shown) -> None:
    every = every_row(large, shown)
    smallest = min(every, key=lambda row: (row.counted.dollars or 0, row.leg_id))
    card = PairPage(smallest.leg_id)
    settle(card, shown, large)
    pair, legs = card.between(shown)
    both = {smallest.holder_parent, smallest.obligor_parent}
    assert {*pair} == both
    own = {row.leg_id for row in every if {row.holder_parent, row.obligor_parent} == both}
    assert {told.leg.leg_id for told in legs} == own
