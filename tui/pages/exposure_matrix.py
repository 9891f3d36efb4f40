"""Who pays whom, or who holds what of whom, on a grid; the cursor stands on a pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tui.draw.matrix import Matrix, MatrixCell, MatrixNode, matrix
from tui.draw.spans import Line, clip, title
from tui.format import GlyphSet
from tui.network.leg import firmness
from tui.pages.exposure_rows import Part, Row, added, claims_of, legs_of
from tui.pages.page import Open, Shown, Subject, Surface

Pair = tuple[str, str]
MOST = 26
DETAILS = 4


@dataclass(frozen=True)
class Grid:
    """Companies by their flow, and the rows of each pair: payer and payee, or of one class holder
    and obligor, since classes never meet in one sum."""

    nodes: tuple[str, ...]
    pairs: Mapping[Pair, tuple[Row, ...]]
    exposure_class: str | None

    @classmethod
    def of(cls, rows: Sequence[Row], exposure_class: str | None) -> Grid:
        """The grid of all payments, or of the exposures of one class."""
        pairs: dict[Pair, tuple[Row, ...]] = {}
        for row in rows:
            if exposure_class is None and not row.delivery:
                pair = payment(row)
            elif row.exposure_class == exposure_class:
                pair = row.holder_parent, row.obligor_parent
            else:
                continue
            pairs[pair] = (*pairs.get(pair, ()), row)
        grid = cls((), pairs, exposure_class)
        dollars: dict[str, int] = {}
        legs: dict[str, int] = {}
        for pair, own in pairs.items():
            for party in {*pair}:
                dollars[party] = dollars.get(party, 0) + (grid.dollars(own).dollars or 0)
                legs[party] = legs.get(party, 0) + len(own)
        nodes = sorted(legs, key=lambda party: (-dollars[party], -legs[party], party))
        return replace(grid, nodes=tuple(nodes[:MOST]))

    def cell(self, wanted: Pair | None) -> Pair | None:
        """The pair under the cursor: the one wanted, else the one of the most dollars."""
        if wanted is not None and {*wanted} <= {*self.nodes}:
            return wanted
        inside = [pair for pair in self.pairs if {*pair} <= {*self.nodes}]
        return min(inside, key=self._weight, default=None)

    def _weight(self, pair: Pair) -> tuple[int, Pair]:
        return -(self.dollars(self.pairs[pair]).dollars or 0), pair

    def step(self, at: Pair | None, action: str) -> Pair | None:
        """The pair that a key goes to, None if it is no movement or nothing is there."""
        here = self.cell(at)
        moves = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
        moves |= {"first": (-MOST, 0), "last": (MOST, 0), "page_up": (-9, 0), "page_down": (9, 0)}
        if here is None or action not in moves:
            return None
        last = len(self.nodes) - 1
        places = [
            max(0, min(self.nodes.index(party) + by, last))
            for party, by in zip(here, moves[action], strict=True)
        ]
        return self.nodes[places[0]], self.nodes[places[1]]

    def dollars(self, rows: Sequence[Row]) -> Part:
        """What rows come to in the lens. A guarantee is no payment, but it is credit."""
        return added(row.counted for row in rows if row.weighs or self.exposure_class)

    def rows(self, pair: Pair | None) -> tuple[Row, ...]:
        """The rows of a pair; of one company with itself all that it pays, as the last column."""
        if pair is None:
            return ()
        own = self.pairs.get(pair, ())
        if own or pair[0] != pair[1]:
            return own
        return tuple(row for each, rows in self.pairs.items() if each[0] == pair[0] for row in rows)

    def opens(self, pair: Pair | None) -> Open:
        """The pair's card; of the sum of a row its claims."""
        subject, rows = self.subject(pair), self.rows(pair)
        if pair in self.pairs and rows:
            return Open("pair", replace(subject, leg=rows[0].leg_id))
        return Open("evidence", subject)

    def subject(self, pair: Pair | None) -> Subject:
        """What stands under the cursor: the legs of the pair, or only its payer."""
        rows = self.rows(pair)
        if pair is None or not rows:
            return Subject(entity=pair[0] if pair else None)
        if len(rows) == 1:
            return Subject(rows[0].claims, rows[0].leg_id, rows[0].deal_id, pair[0])
        return Subject(claims_of(rows), entity=pair[0], legs=legs_of(rows))


def payment(row: Row) -> Pair:
    """(payer, payee) of a leg: a holder pays what it puts in, an obligor what it buys or gives."""
    if row.exposure_class in ("equity", "credit"):
        return row.holder_parent, row.obligor_parent
    return row.obligor_parent, row.holder_parent


def matrix_lines(grid: Grid, at: Pair | None, shown: Shown, surface: Surface) -> list[Line]:
    """The grid under its title, the legs of the chosen pair below."""
    glyphs = surface.glyphs
    here = grid.cell(at)
    nodes = tuple(
        MatrixNode(party, shown.name(party), _total(grid, party, glyphs)) for party in grid.nodes
    )
    cells = tuple(_cell(grid, pair, glyphs) for pair in grid.pairs)
    what = f"{grid.exposure_class}, holder by obligor" if grid.exposure_class else "who pays whom"
    parts = (what, "* both ways", f"$B, {shown.context.lens}", f"{len(grid.nodes)} parties")
    right = f" {glyphs.dot} ".join(parts)
    rows = surface.height - 1 - DETAILS
    corner = "holds ↓ of →" if grid.exposure_class else "pays ↓ to →"
    drawing = matrix(Matrix(nodes, cells, here, corner=corner), surface.width, rows, glyphs)
    lines = [title("Exposure, matrix", right, surface.width, glyphs), *drawing.lines()]
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return [*lines, *_details(grid, here, shown, surface)]


def _total(grid: Grid, party: str, glyphs: GlyphSet) -> str:
    rows = [row for pair, own in grid.pairs.items() if pair[0] == party for row in own]
    return grid.dollars(rows).text(glyphs) if rows else glyphs.dash


def _cell(grid: Grid, pair: Pair, glyphs: GlyphSet) -> MatrixCell:
    rows = grid.pairs[pair]
    known = grid.dollars(rows)
    least = min(rows, key=_firmness)
    text = known.text(glyphs) if known.dollars is not None else glyphs.unknown
    if known.dollars is None and len(rows) == 1:
        text = rows[0].own_units(glyphs) or text
    return MatrixCell(*pair, text, known.dollars, least.status, least.standing)


def _firmness(row: Row) -> int:
    return firmness((row.status or "") if row.standing == "live" else row.standing)


def _details(grid: Grid, pair: Pair | None, shown: Shown, surface: Surface) -> list[Line]:
    """The pair in a title, then its legs, as many as there is room for."""
    glyphs = surface.glyphs
    if pair is None:
        return []
    rows = grid.rows(pair)
    back = grid.rows((pair[1], pair[0]))
    way = f"{shown.name(pair[0])} {glyphs.to} {shown.name(pair[1])}"
    count = f"{len(rows)} leg{'s' * (len(rows) != 1)}, {len(back)} the other way"
    if pair not in grid.pairs and pair[0] == pair[1]:
        way, count = f"{shown.name(pair[0])}, the last column", f"{len(rows)} legs in all"
    lines = [title(way, count, surface.width, glyphs)]
    for number, row in enumerate(rows):
        if number == DETAILS - 2 and len(rows) > DETAILS - 1:
            key = "enter opens the pair" if pair in grid.pairs else "e lists them"
            rest = f" {glyphs.ellipsis} {len(rows) - number} more, {key}"
            return [*lines, [(rest, "muted")]]
        text = f" {row.amount(glyphs)} {row.label} "
        line: Line = [
            (" ", ""),
            *row.status_cell(glyphs),
            (text, ""),
            (row.evidence(glyphs), "muted"),
        ]
        lines.append(clip(line, surface.width, glyphs))
    if not rows:
        lines.append([(" nothing is known to be paid this way", "muted")])
    return lines
