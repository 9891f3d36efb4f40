"""The ring of one loop: its companies as boxes, its legs as arrows, their labels on them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from tui.draw.canvas import Canvas, Direction, Weight
from tui.draw.ring_labels import RingLeg, Row, block, row_width
from tui.draw.spans import Line, cell_width, clip, clip_text
from tui.draw.spans import width as line_width
from tui.draw.spell import spell
from tui.format import GlyphSet, role_of

__all__ = ["Ring", "RingEdge", "RingLeg", "RingNode", "ring", "weight_of"]

_BILLION = 1_000_000_000
_LEAST_NAME = 3
_LEAST_ARROW = 10
_ARROW_FOR_LABEL = 20


@dataclass(frozen=True)
class RingNode:
    """A company; `key` owns the cells of its box."""

    key: Hashable
    name: str


@dataclass(frozen=True)
class RingEdge:
    """The parallel legs from one company to the next, at least one. The arrow looks like the first
    leg, or like the chosen one."""

    legs: tuple[RingLeg, ...]


@dataclass(frozen=True)
class Ring:
    """2 to 6 companies; edges[i] runs from nodes[i] to nodes[i + 1], the last one to the first.
    `centre` stands in the middle, one line each."""

    nodes: tuple[RingNode, ...]
    edges: tuple[RingEdge, ...]
    centre: tuple[Line, ...] = ()


@dataclass(frozen=True)
class _Pen:
    """What all parts of one drawing share."""

    canvas: Canvas
    chosen: Hashable | None
    box: int
    """Width of a box."""

    def style(self, edge: RingEdge) -> tuple[Weight, str, Hashable]:
        """Weight, role and owner of an arrow."""
        leg = next((leg for leg in edge.legs if leg.key == self.chosen), edge.legs[0])
        bright = " bold" if leg.key == self.chosen else ""
        return (
            weight_of(leg.usd for leg in edge.legs),
            role_of(leg.status, leg.standing) + bright,
            leg.key,
        )


def ring(
    data: Ring, width: int, height: int, glyphs: GlyphSet, chosen: Hashable | None = None
) -> Canvas:
    """The ring in `width` x `height` cells; `chosen` is the key of a node or leg to mark.

    Lines are light under 10, double from 10, heavy from 100 $B, dashed without dollars: a hint, the
    amount is always printed. Below 7 rows (5 for two companies) or in too few columns it is one row
    of names. Raises ValueError for less than 2 or more than 6 companies."""
    if not 2 <= len(data.nodes) <= 6 or len(data.edges) != len(data.nodes):
        raise ValueError("a ring has 2 to 6 companies and as many edges")
    canvas = Canvas(width, height, glyphs)
    columns = 2 if len(data.nodes) <= 4 else 3
    rows = 5 if len(data.nodes) == 2 else 7
    name = max(cell_width(spell(node.name, glyphs)) for node in data.nodes)
    # Names give way to the labels of the arrows, down to a dozen cells; then both shrink.
    room = (width - (columns - 1) * _ARROW_FOR_LABEL) // columns - 4
    least = (width - (columns - 1) * _LEAST_ARROW) // columns - 4
    most = max(room, min(least, 12))
    pen = _Pen(canvas, chosen, min(name, most) + 4)
    if height < rows or most < _LEAST_NAME:
        _single_row(data, pen)
    elif len(data.nodes) == 2:
        _pair(data, pen)
    else:
        _rectangle(data, pen)
    return canvas


def weight_of(dollars: Iterable[int | None]) -> Weight:
    """The thickness of an arrow of so many whole dollars in all, dashed without any."""
    known = [usd for usd in dollars if usd is not None]
    if not known:
        return "dashed"
    if sum(known) >= 100 * _BILLION:
        return "heavy"
    return "double" if sum(known) >= 10 * _BILLION else "light"


def _single_row(data: Ring, pen: _Pen) -> None:
    canvas, glyphs = pen.canvas, pen.canvas.glyphs
    arrow = f" {glyphs.to} "
    names = [node.name for node in data.nodes]
    canvas.put(0, canvas.height // 2, arrow.join([*names, names[0]]), "text")


def _pair(data: Ring, pen: _Pen) -> None:
    """Two tall boxes, the arrows between them, the centre between the arrows."""
    canvas, box = pen.canvas, pen.box
    width, height = canvas.width, canvas.height
    middle = width - 2 * box
    centre = data.centre[: height - 4]
    rows = (height - 2 - max(len(centre), 1)) // 2
    blocks = [block(edge.legs, middle - 2, rows, pen.chosen, canvas.glyphs) for edge in data.edges]
    _box(pen, data.nodes[0], 0, 0, height)
    _box(pen, data.nodes[1], width - box, 0, height)
    above, below = len(blocks[0]), height - 1 - len(blocks[1])
    _arrow(pen, data.edges[0], box, above, middle, "right")
    _arrow(pen, data.edges[1], box, below, middle, "left")
    for at, row in enumerate(blocks[0]):
        _put_row(canvas, box, middle, at, row)
    for at, row in enumerate(blocks[1]):
        _put_row(canvas, box, middle, below + 1 + at, row)
    _centre(canvas, centre, box, middle, above + 1, below)


def _rectangle(data: Ring, pen: _Pen) -> None:
    """Three to six companies clockwise: two or three above, one to three below."""
    canvas, box, nodes = pen.canvas, pen.box, data.nodes
    width, height = canvas.width, canvas.height
    top = 2 if len(nodes) <= 4 else 3
    bottom = len(nodes) - top
    places = [_place(at, top, width, box) for at in range(top)]
    # The lower row runs from right to left, so that the arrows go round.
    places += [_place(bottom - 1 - at, bottom, width, box) for at in range(bottom)]
    for at, (node, x) in enumerate(zip(nodes, places, strict=True)):
        _box(pen, node, x, 0 if at < top else height - 3, 3)
    for at in range(top - 1):
        _across(pen, data.edges[at], places[at], places[at + 1], 0)
    for at in range(top, len(nodes) - 1):
        _across(pen, data.edges[at], places[at], places[at + 1], height - 3)
    down, up = data.edges[top - 1], data.edges[-1]
    right, left = width - 1 - box // 2, box // 2
    _down(pen, down, right, places[top] + box if bottom == 1 else None)
    _up(pen, up, left, places[-1] if bottom == 1 else None)
    _inside(data, pen, up, down)


def _place(at: int, count: int, width: int, box: int) -> int:
    """Left edge of a box in a row of so many."""
    return (width - box) // 2 if count == 1 else at * (width - box) // (count - 1)


def _across(pen: _Pen, edge: RingEdge, start: int, end: int, y: int) -> None:
    """An arrow between two boxes of one row (y: their upper border), its label outside of it."""
    canvas, box = pen.canvas, pen.box
    direction: Direction = "right" if start < end else "left"
    left, right = min(start, end) + box, max(start, end)
    _arrow(pen, edge, left, y + 1, right - left, direction)
    rows = block(edge.legs, right - left - 2, 2, pen.chosen, canvas.glyphs)
    # A single row stands outside: the inner side is next to the labels of the vertical arrows.
    offsets = (0, 2) if y == 0 or len(rows) > 1 else (2,)
    for offset, row in zip(offsets, rows, strict=False):
        _put_row(canvas, left, right - left, y + offset, row)


def _arrow(pen: _Pen, edge: RingEdge, x: int, y: int, length: int, direction: Direction) -> None:
    weight, role, owner = pen.style(edge)
    pen.canvas.hline(x, y, length, weight, role, owner)
    pen.canvas.head(x if direction == "left" else x + length - 1, y, direction, role, owner)


def _down(pen: _Pen, edge: RingEdge, x: int, end: int | None) -> None:
    """The arrow down the right side; with `end` it turns left into the box that ends there."""
    canvas = pen.canvas
    weight, role, owner = pen.style(edge)
    if end is None:
        canvas.vline(x, 3, canvas.height - 6, weight, role, owner)
        canvas.head(x, canvas.height - 4, "down", role, owner)
        return
    canvas.vline(x, 3, canvas.height - 4, weight, role, owner)
    canvas.hline(end, canvas.height - 2, x - end + 1, weight, role, owner)
    canvas.head(end, canvas.height - 2, "left", role, owner)


def _up(pen: _Pen, edge: RingEdge, x: int, start: int | None) -> None:
    """The arrow up the left side; with `start` it comes out of the box that begins there."""
    canvas = pen.canvas
    weight, role, owner = pen.style(edge)
    if start is None:
        canvas.vline(x, 3, canvas.height - 6, weight, role, owner)
    else:
        canvas.vline(x, 3, canvas.height - 4, weight, role, owner)
        canvas.hline(x, canvas.height - 2, start - x, weight, role, owner)
    canvas.head(x, 3, "up", role, owner)


def _inside(data: Ring, pen: _Pen, up: RingEdge, down: RingEdge) -> None:
    """The centre lines and, on rows of their own below them, the labels of the vertical arrows."""
    canvas, box = pen.canvas, pen.box
    left, right = box // 2 + 2, canvas.width - 1 - box // 2 - 1
    rows = canvas.height - 6
    centre = data.centre[: max(rows - 2, 0)]
    room = min(rows - len(centre), 4)

    whole = right - left - 3

    def label(edge: RingEdge, cells: int) -> list[Row]:
        return block(edge.legs, cells, room, pen.chosen, canvas.glyphs)

    # Half the room for one, what it leaves for the other, what that leaves for the first.
    second = label(down, whole - _widest(label(up, whole // 2)))
    blocks = [label(up, whole - _widest(second)), second]
    labels = max(map(len, blocks))
    blank = 1 if centre and rows > len(centre) + labels else 0
    y = 3 + (rows - len(centre) - blank - labels) // 2
    _centre(canvas, centre, left, right - left, y, y + len(centre))
    y += len(centre) + blank
    for at, row in enumerate(blocks[0]):
        _put_row(canvas, left, row_width(row), y + at, row)
    for at, row in enumerate(blocks[1]):
        _put_row(canvas, right - _widest(blocks[1]), row_width(row), y + at, row)


def _widest(rows: Sequence[Row]) -> int:
    return max(map(row_width, rows), default=0)


def _box(pen: _Pen, node: RingNode, x: int, y: int, height: int) -> None:
    canvas, box = pen.canvas, pen.box
    chosen = node.key == pen.chosen
    canvas.box(x, y, box, height, "light", "accent bold" if chosen else "text", node.key)
    name = clip_text(spell(node.name, canvas.glyphs), box - 4, canvas.glyphs)
    start = x + (box - cell_width(name)) // 2
    row = y + (height - 1) // 2
    canvas.put(start, row, name, "bold", node.key)
    if chosen:
        canvas.put(start - 1, row, canvas.glyphs.here, "accent bold", node.key)


def _put_row(canvas: Canvas, x: int, width: int, y: int, row: Row) -> None:
    """A row in the middle of `width` cells from x."""
    x += (width - row_width(row)) // 2
    for text, role, owner in row:
        x += canvas.put(x, y, text, role, owner)


def _centre(canvas: Canvas, lines: Sequence[Line], x: int, width: int, top: int, end: int) -> None:
    """Lines in the middle of the rows from `top` to before `end`."""
    y = top + (end - top - len(lines)) // 2
    for at, line in enumerate(lines):
        short = clip(line, width - 2, canvas.glyphs)
        canvas.put_line(x + (width - line_width(short)) // 2, y + at, short)
