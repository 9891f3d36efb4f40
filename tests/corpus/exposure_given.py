"""Legs and stores of them, for the views exposure, dyads, gaps and flows."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

import pytest

from tests.corpus.given_legs import BILLION, DAY, Given, golden, store_of
from tests.corpus.shipped import FEBRUARY, MARCH, OCTOBER
from tests.corpus.shipped import store as shipped_store
from tui.context import Context, Lens
from tui.corpus.query import named, query
from tui.corpus.store import Store
from tui.network.leg import Leg
from tui.pages.legs import told_legs

Row = dict[str, Any]
MARKS = {"≥": "ge", "≤": "le", "≈": "about", "": "exact", "?": None}
DAYS = [date(2025, 10, 5), OCTOBER, date(2025, 12, 31), FEBRUARY, MARCH]


def ask(store: Store, sql: str, day: date = DAY, lens: Lens = "headline") -> list[Row]:
    return store.run(query(sql), Context(day, lens), limit=None).rows()


@cache
def legs(store: Store, day: date, lens: Lens) -> list[Leg]:
    frame = store.run(named("legs"), Context(day, lens), limit=None)
    return [told.leg for told in told_legs(frame)]


def dollars(amount: float | None) -> int | None:
    return None if amount is None else round(amount * BILLION)


def random_legs(seed: int) -> list[Given]:
    """Legs of every kind, status and bound among a few companies, one of them with a unit."""
    rng = random.Random(seed)
    parties = ["acme", "beta", "beta-cloud", "crow", "dune"]
    found = []
    for _ in range(rng.randint(1, 12)):
        payer, payee = rng.sample(parties, 2)
        low = rng.choice([None, 0, rng.randint(1, 50)])
        high = rng.choice([None, (low or 0) + rng.randint(0, 50)])
        status = rng.choice(
            [
                None,
                "rumoured",
                "announced",
                "loi",
                "conditional",
                "binding",
                "delivered",
                "partly_paid",
                "paid",
            ]
        )
        found.append(
            Given(
                payer,
                payee,
                rng.choice(
                    [
                        "equity",
                        "debt",
                        "guarantee",
                        "purchase",
                        "purchase",
                        "lease",
                        "warrant",
                        "cloud_credit",
                        "capacity",
                    ]
                ),
                low,
                high,
                rng.choice(["exact", "about"]) if low is not None and low == high else "range",
                status,
                rng.choice(["live", "live", "live", "paused", "withdrawn", "denied"]),
                rng.choice(["cash", "cash", "mixed", "in_kind"]),
                rng.random() < 0.2,
            )
        )
    return found


UNITS = {"beta-cloud": "beta"}


def every_store() -> Iterable[tuple[str, Store, list[date]]]:
    yield "the shipped corpus", shipped_store(), DAYS
    yield "the golden legs", store_of(golden()), [DAY]
    for seed in range(7):
        yield f"random legs {seed}", store_of(random_legs(seed), units=UNITS), [DAY]


@pytest.fixture(scope="module")
def stores() -> list[tuple[str, Store, list[date]]]:
    return list(every_store())
