"""A picked company keeps what its units do, in every list; a picked unit its own alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from tests.corpus.given_legs import DAY, Figure, Given, store_of
from tui.context import Context
from tui.corpus.query import named
from tui.corpus.store import Store
from tui.draw.spans import plain
from tui.format import FULL
from tui.pages.page import Shown, Surface
from tui.pages.settle import settle
from tui.pages.timeline.changes import ChangesPage

# Beta buys, its cloud is bought from, and two others have nothing to do with either.
LEGS = [
    Given("acme", "beta-cloud", "purchase", 5, 5),
    Given("beta", "crow", "equity", 3, 3),
    Given("crow", "dune", "debt", 2, 2),
]
CLOUD, OWN, OTHER = "l000", "l001", "l002"
TOTALS = [Figure("beta-cloud", "amount", 9, "pays", "aggregate")]
BEFORE = DAY - timedelta(days=1)
PICKS = [("beta", {CLOUD, OWN}), ("beta-cloud", {CLOUD}), ("acme", {CLOUD}), ("dune", {OTHER})]
EVERY: dict[str, object] = {"order": "news", "reverse": False, "from": BEFORE, "to": DAY}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    store = store_of(LEGS, TOTALS, units={"beta-cloud": "beta"})
    yield store
    store.close()


def rows(store: Store, name: str, entity: str) -> list[dict[str, Any]]:
    query = named(name)
    params = {each: value for each, value in EVERY.items() if each in query.params}
    context = Context(date(2026, 3, 5))
    return store.run(query, context, {**params, "entity": entity}, limit=None).rows()


@pytest.mark.parametrize(("entity", "legs"), PICKS)
def test_the_lists_of_legs(store: Store, entity: str, legs: set[str]) -> None:
    assert {row["lane"] for row in rows(store, "timeline_legs", entity)} == legs
    assert {row["leg_id"] for row in rows(store, "changes", entity)} == legs
    held = {row["leg_id"] for row in rows(store, "exposure", entity)}
    assert held == legs


@pytest.mark.parametrize(("entity", "legs"), PICKS)
def test_the_lists_of_deals(store: Store, entity: str, legs: set[str]) -> None:
    deals = {f"d{leg[1:]}" for leg in legs}
    for name in ("timeline", "timeline_claims", "quiet"):
        found = {row["deal_id"] for row in rows(store, name, entity)} - {None}
        assert found == deals, name


@pytest.mark.parametrize(
    ("entity", "there"), [("beta", True), ("beta-cloud", True), ("acme", False)]
)
def test_what_a_unit_pays_in_all_is_its_companys_to_show(
    store: Store, entity: str, there: bool
) -> None:
    for name in ("timeline", "timeline_claims", "changes_figures"):
        found = {row["entity_id"] for row in rows(store, name, entity)} - {None}
        assert found == ({"beta-cloud"} if there else set()), name


@pytest.mark.parametrize(("entity", "legs"), PICKS)
def test_what_changed_counts_the_legs_that_it_lists(
    store: Store, entity: str, legs: set[str]
) -> None:
    names = dict(store.rows("SELECT entity_id, name FROM entities"))
    page, shown = ChangesPage(BEFORE), Shown(Context(date(2026, 3, 5), entity=entity), names=names)
    settle(page, shown, store)
    head = plain(page.lines(shown, Surface(100, 20, FULL))[0])
    assert f"{len(legs)} of {len(legs)} leg" in head
