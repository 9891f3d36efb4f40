"""Legs as pages speak of them: rows of legs.sql, and the words that screens print for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tui import format as fmt
from tui.corpus.frame import Frame
from tui.draw.spans import Line
from tui.format import GlyphSet, amount, origins, role_of, status_glyph, status_word
from tui.network.leg import Leg
from tui.network.total import Total

# What a leg's dollars are called where the row has no room for its own words.
KIND_WORDS = {
    "equity": "equity",
    "debt": "debt",
    "guarantee": "guarantee",
    "purchase": "sales",
    "lease": "lease",
    "warrant": "shares",
    "cloud_credit": "credits",
    "capacity": "capacity",
}


_MARKS = {"≈": "about", "≤": "le", "≥": "ge"}
_SIGNS = {mark: sign for sign, mark in _MARKS.items()}


def printed(total: Total, glyphs: GlyphSet) -> str:
    """A total in $B with its bound touching it; `?` where no leg has dollars."""
    return fmt.total(total.dollars, _MARKS.get(total.mark, ""), glyphs)


def marked(dollars: int | None, mark: str, glyphs: GlyphSet) -> str:
    """Dollars with one of the network's marks; where they may err both ways they are unknown."""
    return glyphs.unknown if mark == "?" else fmt.total(dollars, _MARKS.get(mark, ""), glyphs)


@dataclass(frozen=True)
class Told:
    """A leg with what a row needs beside the network's view of it."""

    leg: Leg
    what: str
    derived: bool
    gone: bool
    in_dollars: bool
    amount_low: int | None
    amount_high: int | None
    amount_bound: str | None
    units_low: Any
    units_high: Any
    units_bound: str | None
    units_unit: str | None
    origins: int
    best_tier: int | None
    newest: date | None
    since: date
    claims: tuple[str, ...]

    @property
    def short(self) -> str:
        """One word or two for what is paid for: 'equity', 'GPUs'."""
        return self.what.split(",")[0]

    def thing(self, glyphs: GlyphSet) -> str:
        """What is paid for, to stand behind the amount: 'equity', 'of GPUs' behind '1 GW'."""
        return self.what.removeprefix(self.amount(glyphs)).strip()

    @property
    def usd(self) -> int | None:
        """The claimed dollars at their highest, None where none is claimed."""
        return self.amount_high if self.amount_high is not None else self.amount_low

    def amount(self, glyphs: GlyphSet) -> str:
        """The amount with its bound, in $B, or in the leg's own unit, or `?`."""
        if self.amount_low is not None or self.amount_high is not None:
            return amount(self.amount_low, self.amount_high, self.amount_bound, "usd", glyphs)
        if self.units_unit is not None:
            return amount(
                self.units_low, self.units_high, self.units_bound, self.units_unit, glyphs
            )
        return glyphs.unknown

    def status(self, glyphs: GlyphSet, *, word: bool = True) -> Line:
        """Glyph and word of the status, or of the standing where that is not live."""
        role = role_of(self.leg.status or None, self.leg.standing)
        text = status_glyph(self.leg.status or None, self.leg.standing, glyphs)
        if word:
            text = f"{text} {status_word(self.leg.status or None, self.leg.standing)}"
        if word and self.leg.standing != "live" and self.leg.status:
            text = f"{text}, {self.leg.status.replace('_', ' ')}"
        return [(text, role)]

    def evidence(self, glyphs: GlyphSet) -> str:
        """The evidence mark: '●2 T3' for two origins, best tier 3."""
        return (
            f"{origins(self.origins, glyphs)} T{self.best_tier}" if self.origins else glyphs.unknown
        )


def size_of(row: Mapping[str, Any], glyphs: GlyphSet, side: str = "") -> str:
    """The dollars of a row, else what else its leg is counted in: '≤100', '≤10%', '1 GW', '?'.

    `side` ends the names of its columns, as in `_before`.
    """
    low, high, bound = row[f"low{side}"], row[f"high{side}"], row[f"bound{side}"]
    if low is None and high is None:
        columns = (f"units_{part}{side}" for part in ("low", "high", "bound", "unit"))
        low, high, bound, unit = (row[column] for column in columns)
        return amount(low, high, bound, unit, glyphs)
    return amount(low, high, bound, "usd", glyphs)


def told_legs(frame: Frame | None) -> list[Told]:
    """The legs of a legs.sql frame, in leg_id order."""
    if frame is None:
        return []
    return frame.once("told legs", lambda: told_rows(frame.rows()))


def told_rows(rows: Iterable[Mapping[str, Any]]) -> list[Told]:
    """Legs from rows that have the columns of leg_versions, and of legs.sql what there is."""
    return [_told(row) for row in rows]


def _told(row: Mapping[str, Any]) -> Told:
    told_by = frozenset(row.get("told_by") or ())
    leg = Leg(
        leg_id=row["leg_id"],
        deal_id=row["deal_id"],
        payer=row["payer"],
        payee=row["payee"],
        kind=row["kind"],
        medium=row["medium"],
        status=row["status"] or "",
        standing=row["standing"],
        headline=row["headline"],
        announced=row["announced"],
        firm=row["firm"],
        paid=row["paid"],
        low=row["amount_low"],
        high=row["amount_high"],
        bound=row["amount_bound"] or "",
        sources=told_by,
        newest=row.get("newest"),
        payer_kind=row["payer_kind"],
        payee_kind=row["payee_kind"],
        paid_mark=_SIGNS.get(row.get("paid_mark") or "", ""),
    )
    # First the claim that decides how the leg is shown: what took it out of life, else its amount.
    order = ["amount_claim", "funded_claim", "units_claim", "status_claim", "standing_claim"]
    if row["standing"] != "live":
        order.insert(0, "standing_claim")
    claims = tuple(dict.fromkeys(row[name] for name in order if row.get(name)))
    return Told(
        leg=leg,
        what=row["what"],
        derived=row["derived"],
        gone=row["gone"],
        in_dollars=row["in_dollars"],
        amount_low=row["amount_low"],
        amount_high=row["amount_high"],
        amount_bound=row["amount_bound"],
        units_low=row.get("units_low"),
        units_high=row.get("units_high"),
        units_bound=row.get("units_bound"),
        units_unit=row.get("units_unit"),
        origins=row.get("origins") or 0,
        best_tier=row.get("best_tier"),
        newest=row.get("newest"),
        since=row["known_from"],
        claims=claims,
    )
