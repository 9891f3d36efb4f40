"""Exposures against something: what a holder is worth, and how much of its risk is one name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from tui.draw.spans import Line
from tui.format import FULL, GlyphSet, amount
from tui.network.ratios import Interval, concentration
from tui.pages.exposure.asks import figures_ask, narrowed
from tui.pages.exposure.dyad import share_words
from tui.pages.exposure.rows import Row, legs_of
from tui.pages.page import Shown, Subject

LARGE: Final = 0.10
LIMIT: Final = 0.25
NAMES: Final = {
    ("valuation", ""): "value",
    ("valuation", "equity-capital"): "capital",
    ("revenue", ""): "revenue",
}


@dataclass(frozen=True)
class Against:
    """An exposure as a share of a claimed figure of its holder (large exposures: 10 %, 25 %)."""

    name: str
    size: tuple[Any, Any, str | None]
    share: Interval
    claim: str
    source: str
    known: date

    @property
    def flag(self) -> str:
        """What the share says of the two thresholds; '' where nothing can be said."""
        low, high = self.share.low, self.share.high
        for level in (LIMIT, LARGE):
            if low is not None and low >= level:
                return f"above {level:.0%}"
        for level in (LIMIT, LARGE):
            if high is None or high >= level:
                return f"may exceed {level:.0%}"
        return f"below {LARGE:.0%}"

    def share_words(self, glyphs: GlyphSet) -> str:
        """`≤2.2% of its value · below 10%`."""
        said = f"{share_words(self.share, glyphs)} of its {self.name}"
        return f"{said} {glyphs.dot} {self.flag}"

    def figure_words(self, glyphs: GlyphSet) -> str:
        """`value ≈4,500 · 002 2025-10-05`."""
        size = amount(*self.size[:2], self.size[2], "usd", glyphs)
        return f"{self.name} {size} {glyphs.dot} {self.source} {self.known}"


def against(rows: Sequence[Row], shown: Shown) -> list[Against]:
    """The exposures of one holder, of one class, against each figure that a claim gives of it.

    The share runs from the least at stake over the most the figure may be, to the other way round;
    rows without dollars leave it open upwards. None at all where no row has dollars.
    """
    known = [row for row in rows if row.counted.dollars is not None]
    if not known:
        return []
    low = sum(row.bounds[0] or 0 for row in known)
    highs = [row.bounds[1] for row in rows]
    high = None if None in highs else sum(high or 0 for high in highs)
    found: list[Against] = []
    holder = known[0].holder_parent
    for figure in narrowed(shown, "denominators", figures_ask(holder)):
        if figure["entity_id"] != holder:
            continue
        least, most = figure["low"], figure["high"]
        share = Interval(
            low / float(most) if most and low else None,
            high / float(least) if least and high is not None else None,
            figure["bound"] == "about" or any(row.size[2] == "about" for row in known),
        )
        name = NAMES.get(
            (figure["property"], figure["term"]), f"{figure['property']} {figure['term']}"
        )
        found.append(
            Against(
                name.replace("-", " ").strip(),
                (least, most, figure["bound"]),
                share,
                figure["claim_id"],
                figure["source_id"],
                figure["known_from"],
            )
        )
    return found


@dataclass(frozen=True)
class Concentration:
    """How much of what one holder has at stake in one class is with few obligors (HHI)."""

    holder: str
    index: Interval
    quantified: int
    legs: int
    # What the index is worked out from, and the claim of the whole, if any.
    subject: Subject

    def named(self) -> Subject:
        """The same with the index, which the dollars behind it do not add up to."""
        return replace(self.subject, number=self.words(FULL)[0][0])

    def words(self, glyphs: GlyphSet) -> Line:
        """The index with its level and its coverage."""
        low, high = self.index.low, self.index.high
        coverage = (f"  {self.quantified:,} of {self.legs:,} legs", "muted")
        if low is None or high is None or not self.quantified:
            return [(f"HHI {glyphs.unknown}", ""), coverage]
        ends = f"{low:,.0f}{glyphs.dash}{high:,.0f}"
        if round(low) == round(high):
            ends = f"{glyphs.about if self.index.about else ''}{low:,.0f}"
        return [(f"HHI {ends}", ""), (f" {level(self.index)}", "muted"), coverage]


def level(index: Interval) -> str:
    """The words of the merger guidelines of 2023: moderate from 1,000, high above 1,800."""
    low, high = index.low or 0, index.high or 0
    if low > 1800:
        return "high"
    if high < 1000:
        return "low"
    return "moderate" if low >= 1000 and high <= 1800 else "open"


def concentrations(rows: Iterable[Row], exposure_class: str) -> list[Concentration]:
    """The concentration of every holder of a class, those with the most legs first.

    Without a claimed whole, a leg without an upper end leaves it unknown. What is within one house
    stays, under the house's own name.
    """
    held: dict[str, list[Row]] = {}
    for row in rows:
        if row.exposure_class == exposure_class:
            held.setdefault(row.holder_parent, []).append(row)
    found = [
        _of_rows(holder, concentration((row.obligor_parent, *row.bounds) for row in own), own)
        for holder, own in held.items()
    ]
    return sorted(found, key=lambda each: (-each.legs, each.holder))


def commitments(row: dict[str, Any], legs: Iterable[Row]) -> Concentration:
    """The concentration of what one payer has committed, under the aggregate that is claimed of it.

    `row` is of aggregates.sql, `legs` are its purchases by whom they pay: what no leg identifies
    is spread thin at the low end and goes to one name at the high end.
    """
    own = [
        leg
        for leg in legs
        if leg.exposure_class == "sales" and leg.obligor_parent == row["entity_id"]
    ]
    parts = ((leg.holder_parent, *leg.bounds) for leg in own)
    return _of_rows(row["entity_id"], concentration(parts, claimed(row)), own, (row["claim_id"],))


def claimed(row: dict[str, Any]) -> int | None:
    """The whole that a row of aggregates.sql gives, None where it is no one figure."""
    return int(row["low"]) if row["low"] is not None and row["low"] == row["high"] else None


def _of_rows(
    holder: str, index: Interval, rows: Sequence[Row], claims: tuple[str, ...] = ()
) -> Concentration:
    quantified = sum(row.counted.dollars is not None for row in rows)
    index = replace(index, about=any(row.counted.mark == "about" for row in rows))
    subject = Subject(claims, entity=holder, legs=legs_of(rows))
    return Concentration(holder, index, quantified, len(rows), subject)
