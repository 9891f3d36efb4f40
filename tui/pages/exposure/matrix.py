"""Who pays whom, or who holds what of whom, on a grid; the cursor stands on a pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tui.corpus.frame import Frame
from tui.draw.matrix import Matrix, MatrixCell, MatrixNode, matrix
from tui.draw.spans import Line, clip, title
from tui.format import FULL, GlyphSet
from tui.network.leg import firmness
from tui.pages.exposure.parts import part_mark
from tui.pages.exposure.rows import Part, Row, added, claims_of, legs_of
from tui.pages.page import Ask, Open, Shown, Subject, Surface

Pair = tuple[str, str]
MOST = 26
# Whoever is not among the largest: no entity has this id.
OTHERS = ""
NO_LEG = "no leg from the one to the other is known on this date"
NOT_LIVE = ("denied", "withdrawn", "paused")
DETAILS = 4


@dataclass(frozen=True)
class Flow:
    """What stands in a cell: the sum of its legs in the lens, how many, the least firm of them, and
    one of them; `text` is its own unit, where it has no dollars."""

    known: Part
    legs: int
    status: str
    standing: str
    leg: str
    text: str = ""


@dataclass(frozen=True)
class Grid:
    """Companies by their flow, and what each pays (payer, payee), or holds of one class (holder,
    obligor), since classes never meet in one sum.

    `rows` are those of the pairs, where all of them are read. Where not, `made_of` lists what a
    sum is made of, and whoever is not among the largest is one of OTHERS.
    """

    nodes: tuple[str, ...]
    flows: Mapping[Pair, Flow]
    rows: Mapping[Pair, tuple[Row, ...]]
    exposure_class: str | None
    parties: int
    made_of: Ask | None = None

    @classmethod
    def of(cls, rows: Sequence[Row], exposure_class: str | None, glyphs: GlyphSet = FULL) -> Grid:
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
        flows = {pair: _flow(own, exposure_class, glyphs) for pair, own in pairs.items()}
        dollars: dict[str, int] = {}
        legs: dict[str, int] = {}
        for pair, flow in flows.items():
            for party in {*pair}:
                dollars[party] = dollars.get(party, 0) + (flow.known.dollars or 0)
                legs[party] = legs.get(party, 0) + flow.legs
        nodes = sorted(legs, key=lambda party: (-dollars[party], -legs[party], party))
        if len(nodes) <= MOST:
            return cls(tuple(nodes), flows, pairs, exposure_class, len(nodes))
        largest = nodes[: MOST - 1]
        apart: dict[Pair, list[Row]] = {}
        for pair, own in pairs.items():
            one, other = (party if party in largest else OTHERS for party in pair)
            apart.setdefault((one, other), []).extend(own)
        joined = {pair: tuple(own) for pair, own in apart.items()}
        flows = {pair: _flow(own, exposure_class, glyphs) for pair, own in joined.items()}
        return cls((*largest, OTHERS), flows, joined, exposure_class, len(nodes))

    @classmethod
    def of_all(cls, frame: Frame, made_of: Ask, exposure_class: str | None) -> Grid:
        """The grid of a frame of exposure_pairs.sql."""
        flows: dict[Pair, Flow] = {}
        places: dict[str, int] = {}
        parties = 0
        for row in frame.rows():
            pair = row["payer"] or OTHERS, row["payee"] or OTHERS
            for party, place in zip(pair, (row["down"], row["across"]), strict=True):
                places[party] = MOST if place is None else place
            live = row["least"] not in NOT_LIVE
            known = Part(row["dollars"], part_mark(row["mark"]), open=True)
            status, standing = (row["least"], "live") if live else ("", row["least"])
            flows[pair] = Flow(known, row["legs"], status, standing, row["leg_id"])
            parties = row["parties"]
        nodes = sorted(places, key=lambda party: places[party])
        return cls(tuple(nodes), flows, {}, exposure_class, parties, made_of)

    def cell(self, wanted: Pair | None) -> Pair | None:
        """The pair under the cursor: the one wanted, else the one of the most dollars."""
        if wanted is not None and {*wanted} <= {*self.nodes}:
            return wanted
        named = [pair for pair in self.flows if OTHERS not in pair]
        return min(named or self.flows, key=self._weight, default=None)

    def _weight(self, pair: Pair) -> tuple[int, Pair]:
        return -(self.flows[pair].known.dollars or 0), pair

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

    def row_of(self, party: str) -> list[Pair]:
        """The pairs of all that one party pays, or holds."""
        return [pair for pair in self.flows if pair[0] == party]

    def pairs_at(self, pair: Pair | None) -> list[Pair]:
        """What a cell adds up: a pair; of one company with itself all of its row, as the last
        column has it."""
        if pair is None:
            return []
        if pair in self.flows or pair[0] != pair[1]:
            return [pair] if pair in self.flows else []
        return self.row_of(pair[0])

    def legs(self, pair: Pair | None) -> int:
        """How many legs a cell adds up."""
        return sum(self.flows[each].legs for each in self.pairs_at(pair))

    def opens(self, pair: Pair | None) -> Open:
        """The pair's card; of the sum of a row, and of those of others, its claims."""
        subject = self.subject(pair)
        if pair is not None and pair in self.flows and OTHERS not in pair:
            return Open("pair", replace(subject, leg=self.flows[pair].leg, made_of=None))
        return Open("evidence", subject)

    def subject(self, pair: Pair | None) -> Subject:
        """What stands under the cursor: the legs of the pair, or only its payer."""
        party = pair[0] or None if pair else None
        if pair is None:
            return Subject()
        if not self.legs(pair):
            return Subject(entity=party, nothing=NO_LEG)
        if self.made_of is not None:
            return Subject(entity=party, made_of=self._claims(pair, self.made_of))
        rows = [row for each in self.pairs_at(pair) for row in self.rows[each]]
        payments = self.exposure_class is None
        if len(rows) == 1:
            leg = rows[0]
            return Subject(leg.claims, leg.leg_id, leg.deal_id, party, payments=payments)
        return Subject(claims_of(rows), entity=party, legs=legs_of(rows), payments=payments)

    def _claims(self, pair: Pair, made_of: Ask) -> Ask:
        """What lists the legs of a cell, or of its row."""
        own = {"about": pair[0] or None, "by": "row"}
        own["among"] = ",".join(node for node in self.nodes if node)
        if pair in self.flows:
            own |= {"by": "cell", "other": pair[1] or None}
        return Ask.of(made_of.query, **{**made_of.values(), **own})


def _flow(rows: Sequence[Row], exposure_class: str | None, glyphs: GlyphSet) -> Flow:
    """What rows come to in the lens. A guarantee is no payment, but it is credit."""
    known = added(row.counted for row in rows if row.weighs or exposure_class)
    least = min(rows, key=_firmness)
    alone = known.dollars is None and len(rows) == 1
    text = rows[0].own_units(glyphs) if alone else ""
    return Flow(known, len(rows), least.status or "", least.standing, rows[0].leg_id, text)


def payment(row: Row) -> Pair:
    """(payer, payee) of a leg: a holder pays what it puts in, an obligor what it buys or gives."""
    if row.exposure_class in ("equity", "credit"):
        return row.holder_parent, row.obligor_parent
    return row.obligor_parent, row.holder_parent


def matrix_lines(
    grid: Grid, at: Pair | None, rows: Sequence[Row], shown: Shown, surface: Surface
) -> list[Line]:
    """The grid under its title, the legs of the chosen pair (`rows`, as far as read) below."""
    glyphs = surface.glyphs
    here = grid.cell(at)
    nodes = tuple(
        MatrixNode(party, _name(party, shown), _total(grid, party, glyphs)) for party in grid.nodes
    )
    cells = tuple(_cell(pair, flow, glyphs) for pair, flow in grid.flows.items())
    what = f"{grid.exposure_class}, holder by obligor" if grid.exposure_class else "who pays whom"
    named = len(grid.nodes) - (OTHERS in grid.nodes)
    count = f"{named} of {grid.parties:,}" if named < grid.parties else str(named)
    parts = (what, "* both ways", f"$B, {shown.context.lens}", f"{count} parties")
    right = f" {glyphs.dot} ".join(parts)
    height = surface.height - 1 - DETAILS
    corner = "holds ↓ of →" if grid.exposure_class else "pays ↓ to →"
    drawing = matrix(Matrix(nodes, cells, here, corner=corner), surface.width, height, glyphs)
    lines = [title("Exposure, matrix", right, surface.width, glyphs), *drawing.lines()]
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return [*lines, *_details(grid, here, rows, shown, surface)]


def _name(party: str, shown: Shown) -> str:
    return shown.name(party) if party else "others"


def _total(grid: Grid, party: str, glyphs: GlyphSet) -> str:
    own = [grid.flows[pair].known for pair in grid.row_of(party)]
    return added(own).text(glyphs) if own else glyphs.dash


def _cell(pair: Pair, flow: Flow, glyphs: GlyphSet) -> MatrixCell:
    known = flow.known
    text = known.text(glyphs) if known.dollars is not None else flow.text or glyphs.unknown
    return MatrixCell(*pair, text, known.dollars, flow.status or None, flow.standing)


def _firmness(row: Row) -> int:
    return firmness((row.status or "") if row.standing == "live" else row.standing)


def _details(
    grid: Grid, pair: Pair | None, rows: Sequence[Row], shown: Shown, surface: Surface
) -> list[Line]:
    """The pair in a title, then its legs, as many as there is room for."""
    glyphs = surface.glyphs
    if pair is None:
        return []
    legs, back = grid.legs(pair), grid.legs((pair[1], pair[0]))
    way = f"{_name(pair[0], shown)} {glyphs.to} {_name(pair[1], shown)}"
    count = f"{legs:,} leg{'s' * (legs != 1)}, {back:,} the other way"
    if pair not in grid.flows and pair[0] == pair[1]:
        way, count = f"{_name(pair[0], shown)}, the last column", f"{legs:,} legs in all"
    lines = [title(way, count, surface.width, glyphs)]
    if not legs:
        return [*lines, [(" nothing is known to be paid this way", "muted")]]
    opens = pair in grid.flows and OTHERS not in pair
    key = "enter opens the pair" if opens else "e lists them"
    room = DETAILS - 1 if legs < DETAILS else DETAILS - 2
    for row in rows[:room]:
        text = f" {row.amount(glyphs)} {row.label} "
        line: Line = [
            (" ", ""),
            *row.status_cell(glyphs),
            (text, ""),
            (row.evidence(glyphs), "muted"),
        ]
        lines.append(clip(line, surface.width, glyphs))
    left = legs - len(rows[:room])
    if left:
        lines.append([(f" {glyphs.ellipsis} {left:,} more, {key}", "muted")])
    return lines
