"""Exposures as pages speak of them: the rows of exposure.sql, and sums over rows of one class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from tui.context import Lens
from tui.corpus.frame import Frame
from tui.draw.spans import Line
from tui.format import GlyphSet, amount, origins, role_of, status_glyph, status_word
from tui.network.ratios import Interval
from tui.pages.exposure.parts import COLUMNS, Column, Part, added, part_mark
from tui.pages.exposure.whole import Whole

__all__ = [
    "COLUMNS",
    "IN_DOLLARS",
    "Column",
    "Part",
    "Row",
    "Sum",
    "added",
    "beyond",
    "claims_of",
    "legs_of",
    "may_have",
    "rows_of",
]

IN_DOLLARS: Final = ("equity", "credit", "sales")

# Where a leg's dollars stand by its status: `?` stands there as long as they are unknown.
_PAID: Final = ("partly_paid", "paid")
_FIRM: Final = ("binding", "delivered", "partly_paid")
_SOFT: Final = ("announced", "loi", "conditional")
_COUNTED: Final[dict[Lens, tuple[Column, ...]]] = {
    "headline": COLUMNS,
    "announced": ("paid", "firm", "soft"),
    "firm": ("paid", "firm"),
    "paid": ("paid",),
}


@dataclass(frozen=True)
class Row:
    """One leg seen from its holder. `parts` are paid, firm, soft and ceiling; `counted` is what the
    lens counts, which lies between `bounds` (None: open or unknown). `claims` begin with the one
    that decides how the leg is shown."""

    holder: str
    obligor: str
    holder_parent: str
    obligor_parent: str
    exposure_class: str
    what: str
    leg_id: str
    deal_id: str
    status: str | None
    standing: str
    derived: bool
    delivery: bool
    weighs: bool
    both: bool
    parts: tuple[Part, ...]
    counted: Part
    bounds: tuple[int | None, int | None]
    share: Interval
    size: tuple[Any, Any, str | None, str | None]
    units: tuple[Any, Any, str | None, str | None]
    origins: int
    best_tier: int | None
    newest: date | None
    claims: tuple[str, ...]

    @property
    def key(self) -> str:
        """What tells this row from every other."""
        return f"{self.leg_id}{' delivers' * self.delivery}"

    def part(self, column: Column) -> Part:
        """One of the four parts."""
        return self.parts[COLUMNS.index(column)]

    @property
    def inside(self) -> bool:
        """Whether holder and obligor are of one house: the leg stays in sums, on the diagonal."""
        return self.holder_parent == self.obligor_parent

    @property
    def label(self) -> str:
        """Class and what tells this leg from its like: 'equity, frame', 'sales, Azure'."""
        first, _, rest = self.what.partition(", ")
        told = rest or ("" if first == self.exposure_class else first.partition(" of ")[0])
        label = f"{self.exposure_class}, {told}" if told else self.exposure_class
        return f"{label}, inside" if self.inside else label

    def amount(self, glyphs: GlyphSet) -> str:
        """The amount as claimed, in $B, or in the leg's own unit, or `?`."""
        if self.delivery or (self.size[0] is None and self.size[1] is None):
            return self.own_units(glyphs) or glyphs.unknown
        return amount(*self.size, glyphs)

    def own_units(self, glyphs: GlyphSet) -> str:
        """What it is counted in beside dollars, '' if nothing."""
        return amount(*self.units, glyphs) if self.units[3] else ""

    def status_cell(self, glyphs: GlyphSet, *, word: bool = True) -> Line:
        """Glyph and word of the standing where it is not live, else of the status."""
        text = status_glyph(self.status, self.standing, glyphs)
        shown = f"{text} {status_word(self.status, self.standing)}" if word else text
        return [(shown.rstrip(), role_of(self.status, self.standing))]

    def evidence(self, glyphs: GlyphSet) -> str:
        """`●2 T3`: two origins, best tier 3."""
        if not self.origins:
            return glyphs.unknown
        return f"{origins(self.origins, glyphs)} T{self.best_tier}"


@dataclass(frozen=True)
class Sum:
    """What rows of one class come to. Rows without dollars are of the m, never of the n. Where more
    are known than `rows`, `whole` is what all of them come to. `about` is the group's own id."""

    label: str
    exposure_class: str
    rows: tuple[Row, ...]
    whole: Whole | None = None
    about: str | None = None

    @property
    def key(self) -> str:
        """What tells this sum from every other of a list."""
        return f"{self.exposure_class}: {self.label}"

    @property
    def legs(self) -> int:
        return self.whole.legs if self.whole else len(self.rows)

    @property
    def unread(self) -> int:
        """How many legs are in the sum but not among its rows."""
        return self.legs - len(self.rows)

    @property
    def quantified(self) -> int:
        """How many rows have dollars in the lens."""
        if self.whole:
            return self.whole.quantified
        return sum(row.counted.dollars is not None for row in self.rows)

    def part(self, column: Column) -> Part:
        """The sum of a part over the rows."""
        if self.whole:
            return self.whole.parts[COLUMNS.index(column)]
        return added(row.part(column) for row in self.rows)

    @property
    def counted(self) -> Part:
        """The sum of what the lens counts."""
        if self.whole:
            return self.whole.counted
        return added(row.counted for row in self.rows)

    def megawatts(self) -> tuple[int, int]:
        """(MW at their highest, rows counted in MW) of a sum of capacity."""
        if self.whole:
            return self.whole.megawatts
        known = [row.units for row in self.rows if row.units[3] == "mw"]
        highs = [high if high is not None else low for low, high, _, _ in known]
        return int(sum(high for high in highs if high is not None)), len(known)

    def gigawatts(self, glyphs: GlyphSet) -> str:
        """A sum of capacity in its own unit, `?` where no row has it."""
        high, counted = self.megawatts()
        return amount(high, high, "exact", "mw", glyphs) if counted else glyphs.unknown

    def equation(self, glyphs: GlyphSet) -> str:
        """`≈13 + 100 ≤ 113`: what is hard, what is soft beyond it, and the ceiling of both."""
        hard, soft = added([self.part("paid"), self.part("firm")]), self.part("soft")
        ceiling = self.part("ceiling")
        # The sign between them says that the ceiling is one.
        texts = [replace(each, mark=each.mark.replace("le", "")) for each in (soft, ceiling)]
        sums = f"{hard.text(glyphs)} + {texts[0].text(glyphs)}"
        return f"{sums} {glyphs.upto} {texts[1].text(glyphs)}"

    def coverage(self) -> str:
        """`3 of 3 legs quantified`, for capacity in its own unit."""
        if self.exposure_class in IN_DOLLARS:
            return f"{self.quantified} of {self.legs} legs quantified"
        if self.exposure_class == "capacity":
            return f"{self.megawatts()[1]} of {self.legs} legs in GW"
        return f"{self.legs} legs"


def rows_of(frame: Frame | None, lens: Lens) -> list[Row]:
    """The rows of an exposure.sql frame, in its order."""
    if frame is None:
        return []
    return frame.once(("exposures", lens), lambda: [_row(row, lens) for row in frame.rows()])


def beyond(lens: Lens, column: Column) -> bool:
    """Whether the lens leaves out what stands in a column."""
    return column not in _COUNTED[lens]


def _row(row: dict[str, Any], lens: Lens) -> Row:
    standing = row["standing"]
    order = ["amount_claim", "funded_claim", "units_claim", "status_claim", "standing_claim"]
    # First the claim that decides how the leg is shown: what took it out of life, else its amount.
    if standing != "live":
        order.insert(0, "standing_claim")
    return Row(
        holder=row["holder_id"],
        obligor=row["obligor_id"],
        holder_parent=row["holder_parent"],
        obligor_parent=row["obligor_parent"],
        exposure_class=row["class"],
        what=row["what"],
        leg_id=row["leg_id"],
        deal_id=row["deal_id"],
        status=row["status"],
        standing=standing,
        derived=row["derived"],
        delivery=row["delivery"],
        weighs=row["in_dollars"],
        both=row["dual_role"] or row["pays_in_shares"],
        parts=tuple(_part(row, column) for column in COLUMNS),
        counted=Part(row["dollars"], part_mark(row["mark"]), open=True),
        bounds=(row["low"], row["high"]),
        share=Interval(row["share_low"], row["share_high"]),
        size=(row["amount_low"], row["amount_high"], row["amount_bound"], "usd"),
        units=(row["units_low"], row["units_high"], row["units_bound"], row["units_unit"]),
        origins=row["origins"] or 0,
        best_tier=row["best_tier"],
        newest=row["newest"],
        claims=tuple(dict.fromkeys(row[name] for name in order if row[name])),
    )


def _part(row: dict[str, Any], column: Column) -> Part:
    dollars: int | None = row[column]
    if dollars is not None:
        return Part(dollars, part_mark(row[f"{column}_mark"]))
    sized = row["amount_low"] is not None or row["amount_high"] is not None
    there = may_have(column, row["status"], row["standing"], sized=sized, derived=row["derived"])
    return Part(open=row["class"] in IN_DOLLARS and there)


def may_have(
    column: Column, status: str | None, standing: str, *, sized: bool, derived: bool
) -> bool:
    """Whether a leg without known dollars in a column may have some there, by what is said of it.

    A size leaves nothing open but what was paid of it, and what a party says of a derived one.
    """
    still = column == "paid" or (column == "soft" and derived)
    return (still or not sized) and _admits(status, standing, column)


def _admits(status: str | None, standing: str, column: Column) -> bool:
    if column == "paid":
        return status in _PAID
    if column == "firm":
        return status in _FIRM and standing in ("live", "paused")
    if column == "soft":
        return status in _SOFT and standing == "live"
    return standing in ("live", "paused")


def legs_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """The legs behind rows, each once."""
    return tuple(dict.fromkeys(row.leg_id for row in rows))


def claims_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """The claims behind rows, each once."""
    return tuple(dict.fromkeys(claim for row in rows for claim in row.claims))
