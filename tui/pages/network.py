"""What the whole network says in each lens: sum, circulation, gaps, loops, coverage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui.context import LENSES, Lens
from tui.draw.spans import Line, title
from tui.format import GlyphSet, billions
from tui.network.circulation import Circulation
from tui.network.gaps import Gap
from tui.network.graph import pairs_on_loops
from tui.network.ladder import Rung, ladder
from tui.network.leg import Leg, loop_legs, weighing_legs
from tui.pages.legs import marked, printed
from tui.pages.page import Shown, Surface

# Rows of the whole ladder with its title.
LADDER_ROWS = 12


@dataclass(frozen=True)
class Network:
    """The ladder, a rung for each lens, and which legs of dollars lie on a loop of any length."""

    rungs: tuple[Rung, ...]
    looping: frozenset[str]

    @classmethod
    def of(cls, legs: Sequence[Leg], cancelled: Callable[[], bool] = lambda: False) -> Network:
        """Work out all four lenses. Raises flow.Cancelled once `cancelled` says so."""
        weighing = loop_legs(weighing_legs(legs))
        pairs = pairs_on_loops((leg.payer, leg.payee) for leg in weighing)
        looping = frozenset(leg.leg_id for leg in weighing if (leg.payer, leg.payee) in pairs)
        return cls(ladder(legs, cancelled=cancelled), looping)

    @property
    def circulations(self) -> dict[Lens, Circulation]:
        """What can go round in each lens."""
        return {rung.lens: rung.circulation for rung in self.rungs}

    @property
    def gaps(self) -> dict[Lens, tuple[Gap, ...]]:
        """What each must find outside in each lens, widest first."""
        return {rung.lens: rung.gaps for rung in self.rungs}

    def widest(self) -> str | None:
        """The company that must find most outside in the headline lens."""
        companies = [gap for gap in self.gaps["headline"] if gap.kind == "company" and gap.dollars]
        return companies[0].entity if companies else None


def short_lines(network: Network, shown: Shown, glyphs: GlyphSet) -> list[Line]:
    """What goes round in each lens, and who must find most outside, in two lines."""
    recycled: Line = [(" recycled, at most  ", "muted")]
    for rung in network.rungs:
        c = rung.circulation
        of = (
            f" of {printed(c.flow, glyphs)}"
            if c.dollars is not None or rung.lens in ("headline", "announced")
            else ""
        )
        recycled += [
            (f"{rung.lens} ", "muted"),
            (f"{billions(c.dollars, glyphs)}{of}", ""),
            ("  ", ""),
        ]
    outside: Line = [(" from outside       ", "muted")]
    gaps = [gap for gap in network.gaps[shown.context.lens] if gap.kind == "company"]
    for gap in gaps[:2]:
        outside += [
            (f"{shown.name(gap.entity)} ", "muted"),
            (marked(gap.dollars, gap.mark, glyphs), ""),
            ("   ", ""),
        ]
    c = network.circulations[shown.context.lens]
    outside.append(
        (f"{c.return_legs_quantified} of {c.return_legs} return legs in dollars", "muted")
    )
    return [recycled, outside]


def ladder_lines(network: Network, shown: Shown, surface: Surface) -> list[Line]:
    """The four lenses side by side, one number a row; `?` explains every one of them."""
    glyphs, width = surface.glyphs, surface.width
    cell = (min(width, 74) - 22) // 4

    def row(label: str, values: Sequence[str], role: str = "") -> Line:
        return [(f" {label:<20}", "muted"), ("".join(value.rjust(cell) for value in values), role)]

    rungs = network.rungs
    each = [rung.circulation for rung in rungs]
    lines: list[Line] = [
        title("Lenses", "of the whole network, $B", width, glyphs),
        row("", LENSES, "muted"),
        row("legs, sum", [printed(c.flow, glyphs) for c in each]),
        row("recycled, at most", [billions(c.dollars, glyphs) for c in each]),
        row("circulation index", [_index(c, glyphs) for c in each]),
        row("reciprocity", [percent(rung.reciprocity, glyphs) for rung in rungs]),
        row("from outside, sum", [marked(rung.gap, rung.gap_mark, glyphs) for rung in rungs]),
    ]
    widest = network.widest()
    if widest is not None:
        lines.append(row(f"  of it {shown.name(widest)}", _gaps_of(widest, network, glyphs)))
    lines += [
        row("loops in $", [loops_in_dollars(rung, glyphs) for rung in rungs]),
        row("legs in dollars", [_of(c.flow.quantified, c.flow.legs, cell) for c in each], "muted"),
        row(
            "return legs in $",
            [_of(c.return_legs_quantified, c.return_legs, cell) for c in each],
            "muted",
        ),
    ]
    note = each[0].not_computed
    if not note and any(c.dollars is None for c in each):
        note = "no return leg has an amount in this lens: unknown, not zero"
    return [*lines, *([[(f" {glyphs.unknown} {note}", "muted")]] if note else [])]


def loops_in_dollars(rung: Rung, glyphs: GlyphSet) -> str:
    """How many loops have dollars on every edge in this lens, at least."""
    return f"{'' if rung.loops_complete else glyphs.at_least}{rung.loops:,}"


def _of(part: int, whole: int, cells: int) -> str:
    text = f"{part:,} of {whole:,}"
    return text if len(text) < cells else f"{part}/{whole}"


def _gaps_of(entity: str, network: Network, glyphs: GlyphSet) -> list[str]:
    of_lens = [
        next((gap for gap in network.gaps[lens] if gap.entity == entity), None) for lens in LENSES
    ]
    return [marked(gap.dollars, gap.mark, glyphs) if gap else glyphs.unknown for gap in of_lens]


def _index(c: Circulation, glyphs: GlyphSet) -> str:
    if c.index is None and c.dollars is not None:
        return "0%"
    return percent(c.index, glyphs)


def percent(share: float | None, glyphs: GlyphSet) -> str:
    """A share from 0 to 1 as `42.7%`, `?` where it is unknown."""
    return glyphs.unknown if share is None else f"{share * 100:.1f}%"
