"""What the whole network says in each lens: sum, circulation, gaps, loops, coverage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui.context import LENSES, Lens
from tui.draw.spans import Line, add_role, title
from tui.format import GlyphSet, billions
from tui.network.circulation import Circulation
from tui.network.gaps import Gap
from tui.network.graph import pairs_on_loops
from tui.network.ladder import Rung, ladder
from tui.network.leg import Leg, loop_legs, weighing_legs
from tui.pages.legs import Told, marked, printed
from tui.pages.page import Shown, Surface

# Rows of the whole ladder with its title.
LADDER_ROWS = 12


@dataclass(frozen=True)
class Network:
    """The ladder, a rung for each lens, and which legs of dollars lie on a loop of any length."""

    rungs: tuple[Rung, ...]
    looping: frozenset[str]

    @classmethod
    def of(
        cls,
        legs: Sequence[Leg],
        cancelled: Callable[[], bool] = lambda: False,
        begun: Callable[[Lens], None] = lambda lens: None,
    ) -> Network:
        """Work out all four lenses, as network.ladder does."""
        weighing = loop_legs(weighing_legs(legs))
        pairs = pairs_on_loops((leg.payer, leg.payee) for leg in weighing)
        looping = frozenset(leg.leg_id for leg in weighing if (leg.payer, leg.payee) in pairs)
        return cls(ladder(legs, cancelled=cancelled, begun=begun), looping)

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


def short_lines(network: Network, lost: Told | None, shown: Shown, glyphs: GlyphSet) -> list[Line]:
    """What goes round in each lens, and who must find most outside, in two lines.

    `lost` is the return leg that went with the newest news, None if none did.
    """
    recycled: Line = [(" recycled, at most  ", "muted")]
    not_computed = network.circulations[shown.context.lens].not_computed
    if not_computed:
        recycled += [(f"{glyphs.unknown} ", ""), (not_computed, "muted")]
    for rung in () if not_computed else network.rungs:
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
    c = network.circulations[shown.context.lens]
    # It counted in no firmer lens.
    counted = shown.context.lens == "headline" and c.dollars is None and not c.not_computed
    gone = lost if counted else None
    # What went needs the room of the second gap.
    for gap in gaps[: 2 if gone is None else 1]:
        outside += [
            (f"{shown.name(gap.entity)} ", "muted"),
            (marked(gap.dollars, gap.mark, glyphs), ""),
            ("   ", ""),
        ]
    returns = f"{c.return_legs_quantified:,} of {c.return_legs:,} return legs in dollars"
    if gone is not None:
        returns = f"recycled in known $: 0, {went(gone, shown, glyphs)}"
    outside.append((returns, "muted"))
    return [recycled, outside]


def went(lost: Told, shown: Shown, glyphs: GlyphSet) -> str:
    """`✗ ≈350 OpenAI → Nvidia`: a leg that is no more."""
    parties = f"{shown.name(lost.leg.payer)} {glyphs.to} {shown.name(lost.leg.payee)}"
    return f"{glyphs.withdrawn} {lost.amount(glyphs)} {parties}"


@dataclass(frozen=True)
class Number:
    """A row of the ladder: what it is called, and what it comes to in each lens."""

    key: str
    label: str
    values: Sequence[str]
    role: str = ""


def ladder_numbers(network: Network, shown: Shown, glyphs: GlyphSet, cell: int) -> list[Number]:
    """The rows of the ladder, their values written in so many cells."""
    rungs = network.rungs
    each = [rung.circulation for rung in rungs]
    known = [_of(c.flow.quantified, c.flow.legs, cell) for c in each]
    back = [_of(c.return_legs_quantified, c.return_legs, cell) for c in each]
    outside = [marked(rung.gap, rung.gap_mark, glyphs) for rung in rungs]
    rows = [
        Number("sum", "legs, sum", [printed(c.flow, glyphs) for c in each]),
        Number("recycled", "recycled, at most", [billions(c.dollars, glyphs) for c in each]),
        Number("index", "circulation index", [_index(c, glyphs) for c in each]),
        Number("reciprocity", "reciprocity", [percent(r.reciprocity, glyphs) for r in rungs]),
        Number("outside", "from outside, sum", outside),
    ]
    widest = network.widest()
    if widest is not None:
        of_it = f"  of it {shown.name(widest)}"
        rows.append(Number("widest", of_it, _gaps_of(widest, network, glyphs)))
    return [
        *rows,
        Number("loops", "loops in $", [loops_in_dollars(rung, glyphs) for rung in rungs]),
        Number("legs", "legs in dollars", known, "muted"),
        Number("returns", "return legs in $", back, "muted"),
    ]


def ladder_lines(
    network: Network, lost: Told | None, shown: Shown, surface: Surface, cursor: int | None = None
) -> list[Line]:
    """The four lenses side by side, one number a row; `?` explains every one of them.

    `cursor` is the number of the row that has the keys, if one has.
    """
    glyphs, width = surface.glyphs, surface.width
    cell = (min(width, 74) - 22) // 4
    lines: list[Line] = [title("Lenses", "of the whole network, $B", width, glyphs)]
    lines.append([(" " * 21, ""), *_ruling(shown.context.lens, cell)])
    for at, row in enumerate(ladder_numbers(network, shown, glyphs, cell)):
        values = "".join(value.rjust(cell) for value in row.values)
        line: Line = [(f"{row.label:<20}", "muted"), (values, row.role)]
        if at == cursor:
            lines.append(add_role([(glyphs.cursor, "accent"), *line], "cursor"))
        else:
            lines.append([(" ", ""), *line])
    each = [rung.circulation for rung in network.rungs]
    note = each[0].not_computed
    if not note and any(c.dollars is None for c in each):
        note = "no return leg has an amount in this lens: unknown, not zero"
        if each[0].dollars is None and lost is not None:
            said = f"{went(lost, shown, glyphs)} went {lost.since}"
            note = f"recycled 0 in known dollars: {said}"
    return [*lines, *([[(f" {glyphs.unknown} {note}", "muted")]] if note else [])]


def _ruling(ruling: Lens, cell: int) -> Line:
    """The names of the lenses over their columns; the ruling one in the accent."""
    return [(lens.rjust(cell), "accent" if lens == ruling else "muted") for lens in LENSES]


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
