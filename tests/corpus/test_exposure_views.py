"""Who is what to whom in the views of exposures, and what they all come to."""

from __future__ import annotations

from datetime import date

from tests.corpus.exposure_given import ask, stores
from tests.corpus.given_legs import BILLION, Given, exact, store_of
from tests.corpus.shipped import FEBRUARY, OCTOBER
from tests.corpus.shipped import store as shipped_store
from tui.context import LENSES, Context
from tui.corpus.query import named
from tui.corpus.store import Store

__all__ = ["stores"]  # a fixture


def test_both_roles_are_flagged() -> None:
    store = store_of(
        [
            exact("a", "b", 1),
            exact("b", "a", 1, "purchase"),
            Given("c", "d", "warrant"),
            Given("d", "c", "purchase", mw=1000),
            exact("e", "f", 1),
        ]
    )
    flags = {
        (row["holder_id"], row["obligor_id"], row["class"]): (
            row["dual_role"],
            row["pays_in_shares"],
        )
        for row in ask(store, "FROM exposure")
    }
    assert flags == {
        ("a", "b", "equity"): (True, False),
        ("a", "b", "sales"): (True, False),
        ("d", "c", "shares"): (False, False),
        ("c", "d", "sales"): (False, True),
        # What is bought in megawatts is owed to the customer.
        ("d", "c", "capacity"): (False, False),
        ("e", "f", "equity"): (False, False),
    }


def test_what_a_purchase_delivers_is_in_no_dollars() -> None:
    store = store_of([exact("a", "b", 10, "purchase", mw=1000)])
    rows = ask(store, "SELECT class, delivery, dollars, ceiling FROM exposure ORDER BY delivery")
    assert rows == [
        {"class": "sales", "delivery": False, "dollars": 10 * BILLION, "ceiling": 10 * BILLION},
        {"class": "capacity", "delivery": True, "dollars": None, "ceiling": None},
    ]


def test_lens_totals_never_rise_from_headline_to_paid(
    stores: list[tuple[str, Store, list[date]]],
) -> None:
    sql = (
        "SELECT holder_id, obligor_id, class, sum(dollars)::BIGINT AS d FROM exposure GROUP BY ALL"
    )
    for name, store, days in stores:
        for day in days:
            looser: dict[object, int] = {}
            for number, lens in enumerate(LENSES):
                sums = {
                    (row["holder_id"], row["obligor_id"], row["class"]): row["d"] or 0
                    for row in ask(store, sql, day, lens)
                }
                if number:
                    assert all(d <= looser[key] for key, d in sums.items()), (name, day, lens)
                looser = sums


def test_the_ladder_is_what_the_exposures_add_up_to(
    stores: list[tuple[str, Store, list[date]]],
) -> None:
    """Counted once each: the ladder leaves guarantees out, and adds what is left of the gone."""
    for name, store, days in stores:
        for day in days:
            rungs = {row["lens"]: row for row in ask(store, "FROM coverage", day)}
            for lens in LENSES:
                sql = (
                    "SELECT sum(dollars)::BIGINT AS d, count(dollars) AS n, count(*) AS m "
                    "FROM exposure WHERE in_dollars"
                )
                (row,) = ask(store, sql, day, lens)
                rung = rungs[lens]
                assert (row["d"], row["n"], row["m"]) == (
                    rung["dollars"],
                    rung["quantified"],
                    rung["legs"],
                ), (name, day)


def test_who_is_investor_supplier_and_customer_at_once() -> None:
    rows = shipped_store().run(named("roles"), Context(FEBRUARY), limit=None).rows()
    roles = {(row["company_id"], row["other_id"]): row for row in rows}
    nvidia = roles["nvidia", "openai"]
    assert (nvidia["invests_in"], nvidia["supplies"], nvidia["buys_from"]) == (2, 2, None)
    openai = roles["openai", "nvidia"]
    assert (openai["is_funded_by"], openai["buys_from"], openai["supplies"]) == (2, 2, None)
    # 004: AMD pays in shares for orders of 1 GW and 5 GW.
    assert (roles["amd", "openai"]["pays_in_shares"], roles["amd", "openai"]["supplies"]) == (1, 2)
    assert [row["roles"] for row in rows] == sorted((row["roles"] for row in rows), reverse=True)


def test_how_much_capacity_is_promised_by_whom_by_when() -> None:
    rows = shipped_store().run(named("capacity"), Context(OCTOBER), limit=None).rows()
    found = {(row["supplier"], row["customer"], int(row["high"])): row for row in rows}
    # 10 GW of the framework as told since 002; 1 GW and 5 GW of AMD in 004.
    assert set(found) == {
        ("Nvidia", "OpenAI", 10_000),
        ("AMD", "OpenAI", 5_000),
        ("AMD", "OpenAI", 1_000),
    }
    # A speech about the framework (000) is a milestone of it, and delivers nothing.
    later = shipped_store().run(named("capacity"), Context(FEBRUARY), limit=None).rows()
    (frame,) = {row["milestones"] for row in later if row["high"] == 10_000}
    assert frame == "first-gw 2026-07-01 to 2026-12-31"
    first = found["AMD", "OpenAI", 1_000]
    assert "2026-01-01 to 2026-06-30" in first["milestones"]
    assert first["dollars"] is None
