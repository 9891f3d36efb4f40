"""The table of the stress card: who loses what in each lens, and a sum a class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tui.context import LENSES, Lens
from tui.draw.spans import Line
from tui.draw.table import Cell, Column, table
from tui.format import FULL as GLYPHS
from tui.network.leg import Leg
from tui.network.stress import LOST_IN_DOLLARS, Exposure, Loss, lost
from tui.network.total import mark
from tui.pages.exposure.form import NUMBERS, roomy
from tui.pages.exposure.groups import AT_RISK
from tui.pages.exposure.rows import COLUMNS, Part, added, may_have
from tui.pages.exposure.stress_fields import FULL, given_default, how_weighed, weighed, weights
from tui.pages.legs import Told
from tui.pages.loaded import Loaded
from tui.pages.page import Shown, Surface
from tui.pages.parts import list_part, resting
from tui.pages.rows import Rows

MARKS: Final = {"≈": "about", "≤": "le", "≥": "ge"}


@dataclass(frozen=True)
class Losses:
    """What the table is drawn from: losses or exposures, and the losses of each sum below them."""

    items: Loaded[Loss | Exposure]
    sums: Sequence[Sequence[Loss]]
    told: Mapping[str, Told]
    values: Mapping[str, int]
    linked: bool

    def columns(self) -> list[Column]:
        """Those of the table, one more where the reader has set weights."""
        columns = [Column("holder", 9, grow=1)]
        if self.linked:
            columns.append(Column("of", 9, grow=1))
        columns.append(Column("class", 8))
        columns += [Column(name, 5, "right") for name in ("paid", "firm")]
        columns += [Column("announced", 9, "right"), Column("ceiling", 8, "right")]
        if weights(self.values) is not None:
            columns.append(Column("weighted", 8, "right"))
        return [*columns, Column("legs", 8, "right")]

    def parts(self, item: Loss | Exposure) -> list[Part]:
        """What is lost, or at stake, in each lens; weighted too where weights are on."""
        exposure = exposure_of(item)
        at_stake = [exposure.at_stake(lens) for lens in LENSES[::-1]]
        dollars = [each.dollars for each in at_stake]
        if isinstance(item, Loss):
            dollars = [item.paid, item.firm, item.announced, item.ceiling]
        parts = [
            Part(each, MARKS.get(of.mark, "") if each else "", open=self._open(exposure, lenses))
            for lenses, (each, of) in enumerate(zip(dollars, at_stake, strict=True), 1)
        ]
        if weights(self.values) is None:
            return parts
        if exposure.exposure_class not in LOST_IN_DOLLARS:
            return [*parts, Part(open=True)]
        return [*parts, added(self.of_leg(exposure, leg, None) for leg in exposure.legs)]

    def of_leg(self, exposure: Exposure, leg: Leg, lens: Lens | None) -> Part:
        """What a leg adds in a lens, or in none of them by the reader's weights: what is lost of
        it, or, of what is linked, all that is at stake."""
        part = _part_of(leg, lens) if lens else weighed(*_ends(leg), leg.shown, self._by)
        percent = self._percent(exposure)
        if part.dollars is None:
            return part
        return Part(lost(part.dollars, percent), part.mark if percent else "", open=True)

    def how(self, exposure: Exposure, leg: Leg, lens: Lens) -> str:
        """How the reader's figures make that of a leg: `85% of 40% of ≤100 announced`."""
        percent, part = self._percent(exposure), _part_of(leg, lens)
        if weights(self.values) is not None:
            said = how_weighed(*_ends(leg), leg.shown, self._by)
            return said if percent == FULL else f"{percent}% of ({said})"
        if part.dollars is None:
            return ""
        return f"{percent}% of {part.text(GLYPHS)}"

    @property
    def _by(self) -> Mapping[str, int]:
        return weights(self.values) or {}

    def _percent(self, exposure: Exposure) -> int:
        """The loss given default of a class; what is linked is at stake in full."""
        if self.linked:
            return FULL
        return given_default(self.values).get(exposure.exposure_class, FULL)

    def _open(self, exposure: Exposure, lenses: int) -> bool:
        """Whether there may be dollars in the first so many columns, unknown: else it is none."""
        if exposure.exposure_class not in LOST_IN_DOLLARS:
            return True
        return any(
            may_have(
                column,
                leg.status or None,
                leg.standing,
                sized=leg.low is not None or leg.high is not None,
                derived=self.told[leg.leg_id].derived,
            )
            for leg in exposure.legs
            for column in COLUMNS[:lenses]
        )


def _part_of(leg: Leg, lens: Lens) -> Part:
    return Part(leg.dollars(lens), MARKS.get(mark(leg, lens), ""), open=True)


def _ends(leg: Leg) -> tuple[Part, Part]:
    return _part_of(leg, "headline"), _part_of(leg, "paid")


def exposure_of(item: Loss | Exposure) -> Exposure:
    """What is lost, or at stake."""
    return item.exposure if isinstance(item, Loss) else item


def losses_lines(
    losses: Losses, rows: Rows, shown: Shown, surface: Surface, *, active: bool
) -> list[Line]:
    """The list scrolled to the cursor, and under it the sums, which it can stand on too."""
    glyphs, width = surface.glyphs, surface.width - 1
    columns, count = losses.columns(), losses.items.total

    def cells(number: int) -> list[Cell]:
        item = losses.items.row(number)
        if item is None:
            return [glyphs.ellipsis, *[""] * (len(columns) - 1)]
        exposure = exposure_of(item)
        at_stake = exposure.at_stake("headline")
        of = [shown.name(exposure.obligor)] if losses.linked else []
        row: list[Cell] = [shown.name(exposure.holder), *of, exposure.exposure_class]
        row += [part.text(glyphs) for part in losses.parts(item)]
        return [*row, [(f"{at_stake.quantified} of {at_stake.legs}", "muted")]]

    height = max(surface.height - len(losses.sums), 2)
    seen_rows = [cells(n) for n in range(rows.first, min(rows.first + height, count))]
    sums = [_sum(losses, own, surface) for own in losses.sums]
    columns = roomy(columns, [*seen_rows, *sums], (*NUMBERS, "announced", "legs"), width)
    at = rows.cursor - count if losses.sums else -1
    if at < 0:
        lines = list_part(columns, count, cells, rows, width, height, glyphs, active=active)
    else:
        seen = Rows(count - 1, rows.first)
        seen.fit(count, height - 1)
        rows.first, rows.height = seen.first, seen.height
        ends = [cells(n) for n in range(seen.first, min(seen.first + seen.height, count))]
        lines = table(columns, ends, width, None, 0, height, glyphs)
    below = table(
        [Column("", each.width, each.align, each.grow, each.gap) for each in columns],
        sums,
        width,
        at if active and at >= 0 else None,
        0,
        len(losses.sums),
        glyphs,
    )
    if not active and at >= 0:
        below[at] = resting(below[at], glyphs)
    return [*lines, *below]


def _sum(losses: Losses, own: Sequence[Loss], surface: Surface) -> list[Cell]:
    """One line a class: classes never meet in one sum."""
    columns = zip(*(losses.parts(loss) for loss in own), strict=True)
    at_stake = [loss.exposure.at_stake("headline") for loss in own]
    coverage = f"{sum(t.quantified for t in at_stake)} of {sum(t.legs for t in at_stake)}"
    texts: list[Cell] = [added(parts).text(surface.glyphs) for parts in columns]
    words = f"{AT_RISK[own[0].exposure.exposure_class]}, {own[0].percent}% of it"
    label: Cell = [(words, "bold")]
    return [label, "", *texts, [(coverage, "muted")]]
