"""What the whole network says in each lens: sum, circulation, gaps, coverage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.context import LENSES
from tui.draw.spans import Line, title
from tui.format import GlyphSet, billions
from tui.network.circulation import Circulation, circulation
from tui.network.gaps import Gap, funding_gaps
from tui.network.leg import Leg
from tui.pages.legs import marked, printed
from tui.pages.page import Shown, Surface


@dataclass(frozen=True)
class Network:
    """Circulation and gaps of the legs, per lens."""

    circulations: dict[str, Circulation]
    gaps: dict[str, list[Gap]]

    @classmethod
    def of(cls, legs: Sequence[Leg]) -> Network:
        """Work out all four lenses."""
        return cls(
            {lens: circulation(legs, lens) for lens in LENSES},
            {lens: funding_gaps(legs, lens) for lens in LENSES},
        )

    def widest(self) -> str | None:
        """The company that must find most outside in the headline lens."""
        companies = [gap for gap in self.gaps["headline"] if gap.kind == "company" and gap.dollars]
        return companies[0].entity if companies else None


def lens_lines(network: Network, shown: Shown, surface: Surface) -> list[Line]:
    """The ladder of the network: two lines where there is little room, else a table."""
    if surface.height < 9:
        return _short(network, shown, surface.glyphs, surface.width)
    return _table(network, shown, surface)


def _recycled(c: Circulation, glyphs: GlyphSet) -> str:
    return billions(c.dollars, glyphs)


def _short(network: Network, shown: Shown, glyphs: GlyphSet, width: int) -> list[Line]:
    recycled: Line = [(" recycled, at most  ", "muted")]
    for lens in LENSES:
        c = network.circulations[lens]
        value = _recycled(c, glyphs)
        of = (
            f" of {printed(c.flow, glyphs)}"
            if c.dollars is not None or lens in ("headline", "announced")
            else ""
        )
        recycled += [(f"{lens} ", "muted"), (f"{value}{of}", ""), ("  ", "")]
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
    return [[], recycled, outside]


def _table(network: Network, shown: Shown, surface: Surface) -> list[Line]:
    glyphs, width = surface.glyphs, surface.width
    cell = (min(width, 74) - 22) // 4

    def row(label: str, values: list[str], role: str = "") -> Line:
        return [(f" {label:<20}", "muted"), ("".join(value.rjust(cell) for value in values), role)]

    each = [network.circulations[lens] for lens in LENSES]
    lines: list[Line] = [
        [],
        title("Lenses", "of the whole network, $B", width, glyphs),
        row("", list(LENSES), "muted"),
    ]
    lines.append(row("legs, sum", [printed(c.flow, glyphs) for c in each]))
    lines.append(row("recycled, at most", [_recycled(c, glyphs) for c in each]))
    index = [
        f"{c.index * 100:.1f}%"
        if c.index is not None
        else (glyphs.unknown if c.dollars is None else "0%")
        for c in each
    ]
    lines.append(row("circulation index", index))
    widest = network.widest()
    if widest is not None:
        by_lens = [
            next((g for g in network.gaps[lens] if g.entity == widest), None) for lens in LENSES
        ]
        values = [marked(g.dollars, g.mark, glyphs) if g else glyphs.unknown for g in by_lens]
        lines.append(row(f"{shown.name(widest)} from outside", values))
    lines.append(
        row("legs in dollars", [f"{c.flow.quantified} of {c.flow.legs}" for c in each], "muted")
    )
    returns = [f"{c.return_legs_quantified} of {c.return_legs}" for c in each]
    lines.append(row("return legs in $", returns, "muted"))
    lines.append(
        [
            (
                f" {glyphs.unknown} no return leg has an amount in this lens: unknown, not zero",
                "muted",
            )
        ]
    )
    return lines
