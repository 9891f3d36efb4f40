"""Legs for the tests, in billions of dollars or as they come."""

import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from tui.network.leg import Leg

BILLION = 10**9


def leg(payer: str, payee: str, dollars: int | None = None, **fields: object) -> Leg:
    """A paid, exact equity leg of that many dollars; `fields` replaces what differs."""
    plain = Leg(
        leg_id=f"{payer}-{payee}",
        deal_id="deal",
        payer=payer,
        payee=payee,
        kind="equity",
        medium="cash",
        status="paid",
        standing="live",
        headline=dollars,
        announced=dollars,
        firm=dollars,
        paid=dollars,
        low=dollars,
        high=dollars,
        bound="exact",
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def golden() -> list[Leg]:
    """The five legs of metrics.md 2.4, with the lens values that the rules of design.md give."""
    billion = BILLION
    return [
        leg(
            "nvidia",
            "openai",
            leg_id="nvidia-openai.equity",
            status="announced",
            headline=100 * billion,
            announced=100 * billion,
            high=100 * billion,
            bound="up_to",
            sources=frozenset({"000", "002", "003", "004"}),
        ),
        # Derived by an author, so in no lens but the headline.
        leg(
            "openai",
            "nvidia",
            leg_id="nvidia-openai.gpus",
            kind="purchase",
            status="announced",
            headline=350 * billion,
            low=350 * billion,
            high=350 * billion,
            bound="about",
            sources=frozenset({"004"}),
        ),
        leg(
            "microsoft",
            "openai",
            13 * billion,
            leg_id="microsoft-openai.equity",
            bound="about",
            sources=frozenset({"001", "004"}),
        ),
        leg(
            "amazon",
            "anthropic",
            4 * billion,
            leg_id="amazon-anthropic.equity",
            sources=frozenset({"001"}),
        ),
        leg(
            "nvidia",
            "intel",
            5 * billion,
            leg_id="nvidia-intel.equity",
            sources=frozenset({"004"}),
        ),
    ]


def random_legs(seed: int, *, parallel: bool = False) -> list[Leg]:
    """A small random network; ids are shuffled, so that their order follows no other."""
    rng = random.Random(seed)
    nodes = rng.randint(2, 9)
    pairs = [(a, b) for a in range(nodes) for b in range(nodes) if a != b]
    chosen = rng.sample(pairs, rng.randint(1, min(len(pairs), 4 * nodes)))
    if parallel:
        chosen += rng.choices(chosen, k=len(chosen) // 2)
    ids = rng.sample(range(1000), len(chosen))
    return [
        leg(f"c{a}", f"c{b}", rng.choice([1, 2, 3, rng.randint(1, 1000)]), leg_id=f"leg{number:03}")
        for (a, b), number in zip(chosen, ids, strict=True)
    ]


def companies(legs: Iterable[Leg]) -> list[str]:
    return sorted(set(chain.from_iterable((leg.payer, leg.payee) for leg in legs)))
