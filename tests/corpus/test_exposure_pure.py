"""The views exposure, dyads, gaps and flows against the pure functions, on random legs too."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import pytest

from tests.corpus.exposure_given import MARKS, Row, ask, legs, stores
from tui.context import LENSES, Context, Lens
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.network.gaps import funding_gaps
from tui.network.leg import Leg
from tui.network.ratios import dyad
from tui.network.stress import exposures
from tui.network.total import total

__all__ = ["stores"]  # a fixture
LENS_OF_COLUMN = {"paid": "paid", "firm": "firm", "soft": "announced"}


@pytest.mark.parametrize("lens", LENSES)
def test_gaps_are_those_of_the_pure_function(
    stores: list[tuple[str, Store, list[date]]], lens: Lens
) -> None:
    for name, store, days in stores:
        for day in days:
            found = {
                row["entity_id"]: (row["gap"], row["mark"], row["pays"], row["is_paid"])
                for row in ask(store, "FROM gaps", day, lens)
            }
            marks = {**MARKS, "?": "unknown"}
            wanted = {
                gap.entity: (
                    gap.dollars,
                    marks[gap.mark],
                    gap.paid_out.dollars,
                    gap.paid_in.dollars,
                )
                for gap in funding_gaps(legs(store, day, lens), lens)
            }
            assert found == wanted, (name, day)


@pytest.mark.parametrize("lens", LENSES)
def test_coverage_of_gaps_is_that_of_the_pure_function(
    stores: list[tuple[str, Store, list[date]]], lens: Lens
) -> None:
    columns = (
        "pays_quantified",
        "pays_legs",
        "pays_mark",
        "paid_quantified",
        "paid_legs",
        "paid_mark",
    )
    for name, store, days in stores:
        for day in days:
            rows = ask(store, "FROM gaps", day, lens)
            found = {row["entity_id"]: tuple(row[each] for each in columns) for row in rows}
            wanted = {
                gap.entity: (
                    *(gap.paid_out.quantified, gap.paid_out.legs, _mark(gap.paid_out)),
                    *(gap.paid_in.quantified, gap.paid_in.legs, _mark(gap.paid_in)),
                )
                for gap in funding_gaps(legs(store, day, lens), lens)
            }
            assert found == wanted, (name, day)


def _mark(each: Any) -> str | None:
    return MARKS[each.mark] if each.dollars is not None else None


@pytest.mark.parametrize("lens", LENSES)
def test_dyads_are_those_of_the_pure_function(
    stores: list[tuple[str, Store, list[date]]], lens: Lens
) -> None:
    for name, store, days in stores:
        for day in days:
            own = legs(store, day, lens)
            for row in ask(store, "FROM dyads", day, lens):
                pair = dyad(own, row["vendor_id"], row["customer_id"], lens)
                where = (name, day, row["vendor_id"], row["customer_id"])
                ends = (pair.share.low, pair.share.high, pair.multiple.low, pair.multiple.high)
                found = (
                    row["vendor_funded_share_low"],
                    row["vendor_funded_share_high"],
                    row["purchase_multiple_low"],
                    row["purchase_multiple_high"],
                )
                assert found == pytest.approx(ends), where
                assert (row["funded"], row["bought"]) == (
                    pair.funded.dollars,
                    pair.bought.dollars,
                ), where
                assert (row["funded_quantified"], row["funded_legs"]) == (
                    pair.funded.quantified,
                    pair.funded.legs,
                )
                assert (row["bought_quantified"], row["bought_legs"]) == (
                    pair.bought.quantified,
                    pair.bought.legs,
                )


def test_dyads_name_every_pair_with_something_put_in(
    stores: list[tuple[str, Store, list[date]]],
) -> None:
    for name, store, days in stores:
        for day in days:
            own = [leg for leg in legs(store, day, "headline") if leg.counts]
            wanted = {
                (leg.payer, leg.payee)
                for leg in own
                if leg.kind in ("equity", "debt", "lease", "cloud_credit")
            }
            rows = ask(store, "FROM dyads", day)
            assert {(row["vendor_id"], row["customer_id"]) for row in rows} == wanted, (name, day)
            assert len(rows) == len(wanted), (name, day)


@pytest.mark.parametrize("lens", LENSES)
def test_flows_are_totals_of_the_pure_function(
    stores: list[tuple[str, Store, list[date]]], lens: Lens
) -> None:
    for name, store, days in stores:
        for day in days:
            groups: dict[tuple[str, str, str], list[Leg]] = defaultdict(list)
            for leg in legs(store, day, lens):
                if leg.counts:
                    groups[leg.payer, leg.payee, leg.kind].append(leg)
            wanted = {
                key: (t.dollars, _mark(t), t.quantified, t.legs)
                for key, own in groups.items()
                for t in [total(own, lens)]
            }
            found = {
                (row["payer_id"], row["payee_id"], str(row["kind"])): (
                    *(row["dollars"], row["mark"]),
                    *(row["quantified"], row["legs"]),
                )
                for row in ask(store, "FROM flows", day, lens)
            }
            assert found == wanted, (name, day)


@pytest.mark.parametrize("lens", LENSES)
def test_exposure_adds_up_to_the_pure_function(
    stores: list[tuple[str, Store, list[date]]], lens: Lens
) -> None:
    for name, store, days in stores:
        for day in days:
            found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
            for row in ask(store, "FROM exposure WHERE NOT delivery", day, lens):
                if row["holder_parent"] != row["obligor_parent"]:
                    found[row["holder_parent"], row["obligor_parent"], row["class"]].append(row)
            wanted = exposures(legs(store, day, lens))
            assert set(found) == {(e.holder, e.obligor, e.exposure_class) for e in wanted}
            for each in wanted:
                rows = found[each.holder, each.obligor, each.exposure_class]
                assert {row["leg_id"] for row in rows} == {leg.leg_id for leg in each.legs}
                if each.exposure_class not in ("capacity", "shares"):
                    known = [row["dollars"] for row in rows if row["dollars"] is not None]
                    assert (sum(known) if known else None) == each.at_stake(lens).dollars, (
                        name,
                        day,
                    )


def test_parts_add_up_to_the_lenses(stores: list[tuple[str, Store, list[date]]]) -> None:
    for name, store, days in stores:
        for day in days:
            own = {leg.leg_id: leg for leg in legs(store, day, "headline")}
            for row in ask(store, "FROM exposure WHERE NOT delivery", day):
                leg, sum_of_parts = own[row["leg_id"]], 0
                for column, lens in LENS_OF_COLUMN.items():
                    sum_of_parts += row[column] or 0
                    assert sum_of_parts == (leg.dollars(lens) or 0), (name, day, row["leg_id"])  # type: ignore[arg-type]
                assert row["ceiling"] == leg.headline
                assert (row["ceiling"] or 0) >= sum_of_parts


def test_shares_are_what_hand_sums_say(stores: list[tuple[str, Store, list[date]]]) -> None:
    """Least over least plus the others' most, and the other way round; open others leave 0."""
    for name, store, days in stores:
        for day in days:
            frame = store.run(named("exposure"), Context(day), limit=None)
            rows = frame.rows()
            for row in rows:
                if row["dollars"] is None:
                    assert row["share_low"] is None and row["share_high"] is None
                    continue
                others = [
                    r
                    for r in rows
                    if (r["holder_id"], r["class"]) == (row["holder_id"], row["class"])
                    and r is not row
                ]
                least = sum(r["low"] or 0 for r in others)
                most = (
                    None
                    if any(r["high"] is None for r in others)
                    else sum(r["high"] for r in others)
                )
                low = (
                    0.0
                    if most is None
                    else 1.0
                    if most == 0
                    else (row["low"] or 0) / ((row["low"] or 0) + most)
                )
                high = (
                    1.0
                    if row["high"] is None or least == 0
                    else row["high"] / (row["high"] + least)
                )
                assert (row["share_low"], row["share_high"]) == pytest.approx((low, high)), (
                    name,
                    row,
                )
                assert row["share_low"] <= row["share_high"]
