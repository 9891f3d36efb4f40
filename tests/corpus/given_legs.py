"""A corpus of invented legs in a database, as few columns as a test of sums needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from tui.corpus.program import work_out
from tui.corpus.store import Store
from tui.corpus.tables import tables

BILLION = 10**9
DAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Given:
    """One leg and what is claimed of it on one day; amounts in billions, None for no claim."""

    payer: str
    payee: str
    kind: str = "equity"
    low: float | None = None
    high: float | None = None
    bound: str = "exact"
    status: str | None = "paid"
    standing: str = "live"
    medium: str = "cash"
    derived: bool = False
    scope: str = "single"
    funded: float | None = None
    funded_bound: str = "exact"
    mw: int | None = None


@dataclass(frozen=True)
class Figure:
    """A claim on a company: what it is worth, or what it pays in all; in billions."""

    entity: str
    property: str
    low: float
    term: str = ""
    scope: str = "single"


def store_of(
    legs: Sequence[Given], figures: Sequence[Figure] = (), units: dict[str, str] | None = None
) -> Store:
    """A database of these legs, known on DAY. `units` are parts of companies, by their parent."""
    units = units or {}
    parties = {each for leg in legs for each in (leg.payer, leg.payee)}
    parties |= {figure.entity for figure in figures} | set(units.values())
    rows: dict[str, list[dict[str, object]]] = {
        "sources": [
            {
                "source_id": "900",
                "title": "Given",
                "publisher": "Given",
                "language": "en",
                "kind": "news",
                "tier": 3,
                "known_on": DAY,
                "known_basis": "stated",
                "sha256": "0",
            }
        ],
        "entities": [
            {
                "entity_id": name,
                "name": name.title(),
                "kind": "unit" if name in units else "company",
                "parent_id": units.get(name),
            }
            for name in sorted(parties)
        ],
        "deals": [
            {"deal_id": f"d{n:03}", "title": f"D{n:03}", "relation": "none"}
            for n in range(len(legs))
        ],
        "legs": [
            {
                "leg_id": f"l{n:03}",
                "deal_id": f"d{n:03}",
                "payer_id": leg.payer,
                "payee_id": leg.payee,
                "kind": leg.kind,
                "medium": leg.medium,
                "what": leg.kind,
            }
            for n, leg in enumerate(legs)
        ],
        "claims": [claim for n, leg in enumerate(legs) for claim in _claims(n, leg)],
    }
    for number, figure in enumerate(figures):
        size = _dollars(figure.low)
        claim = _claim(f"f{number:03}", figure.property, low=size, high=size, unit="usd")
        claim |= {"entity_id": figure.entity, "term": figure.term, "scope": figure.scope}
        rows["claims"].append(claim)
    store = Store.memory()
    store.script_file("schema.sql")
    for each in (each for each in tables() if rows.get(each.name)):
        filled = pl.DataFrame(rows[each.name], infer_schema_length=None)
        # A column without a value has no type to insert.
        store.insert(each.name, filled[[c.name for c in filled if c.dtype != pl.Null]])
    work_out(store)
    return store


def _dollars(billions: float | None) -> int | None:
    return None if billions is None else round(billions * BILLION)


def _claim(claim_id: str, property_: str, **columns: object) -> dict[str, object]:
    return {
        "claim_id": claim_id,
        "source_id": "900",
        "property": property_,
        "term": "",
        "scope": "single",
        "derived": False,
        "stance": "affirmed",
        "attribution": "author",
        "precision": "none",
        "known_on": DAY,
        "tier": 3,
        "rank": "normal",
        "statement": "It is so.",
        **columns,
    }


def _claims(number: int, leg: Given) -> list[dict[str, object]]:
    """The leg's claims; every leg has at least a standing, so that it is known."""
    own: dict[str, object] = {"leg_id": f"l{number:03}"}
    claims = [_claim(f"c{number:03}-standing", "standing", status=leg.standing, **own)]
    if leg.status is not None:
        claims.append(_claim(f"c{number:03}-status", "status", status=leg.status, **own))
    if leg.low is not None or leg.high is not None:
        claims.append(
            _claim(
                f"c{number:03}-amount",
                "amount",
                low=_dollars(leg.low),
                high=_dollars(leg.high),
                unit="usd",
                bound=leg.bound,
                **own,
            )
            | {"derived": leg.derived, "scope": leg.scope}
        )
    if leg.funded is not None:
        size = _dollars(leg.funded)
        claims.append(
            _claim(
                f"c{number:03}-funded",
                "funded",
                low=size,
                high=None if leg.funded_bound == "at_least" else size,
                unit="usd",
                bound=leg.funded_bound,
                **own,
            )
        )
    if leg.mw is not None:
        claims.append(
            _claim(
                f"c{number:03}-mw",
                "capacity",
                low=leg.mw,
                high=leg.mw,
                unit="mw",
                bound="exact",
                **own,
            )
        )
    return claims


def exact(payer: str, payee: str, billions: float, kind: str = "equity", **fields: object) -> Given:
    """A leg of an exact amount."""
    return Given(payer, payee, kind, billions, billions, **fields)  # type: ignore[arg-type]


def golden() -> list[Given]:
    """The five legs of metrics.md 2.4, which never stand together in the shipped corpus."""
    return [
        Given("nvidia", "openai", "equity", None, 100, "up_to", "announced"),
        Given("openai", "nvidia", "purchase", 350, 350, "about", "announced", derived=True),
        Given("microsoft", "openai", "equity", 13, 13, "about"),
        exact("amazon", "anthropic", 4),
        exact("nvidia", "intel", 5),
    ]
