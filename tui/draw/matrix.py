"""Who pays whom: payers down, payees across; amounts where they fit, else one mark a pair."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from string import ascii_lowercase

from tui.draw.canvas import Canvas
from tui.draw.spans import cell_width, clip_text, cut
from tui.draw.spell import spell
from tui.format import GlyphSet, role_of

_BILLION = 1_000_000_000
_SIZES = {"full": "▂▅▇"}
"""Sizes of a pair without room for its amount: under 10, from 10, from 100 $B. Not the shades,
which mean a status everywhere else; below the full level digits."""
_BOTH = "*"
_SHORT = 3
_LEAST_NAMES = 16

Pair = tuple[Hashable, Hashable]


@dataclass(frozen=True)
class MatrixNode:
    """A company, and the sum of what it pays as text ('≤100', '?')."""

    key: Hashable
    name: str
    total: str


@dataclass(frozen=True)
class MatrixCell:
    """All legs from one payer to one payee: `text` is the amount with its bound, `usd` (whole
    dollars, None without) its size, status and standing those of its least firm leg."""

    payer: Hashable
    payee: Hashable
    text: str
    usd: int | None
    status: str | None
    standing: str | None = "live"


@dataclass(frozen=True)
class Matrix:
    """Companies in the order of the caller (at most 26 are drawn), the pairs that have legs, the
    pair under the cursor, the pairs of a loop to light, what rows and columns are."""

    nodes: tuple[MatrixNode, ...]
    cells: tuple[MatrixCell, ...]
    cursor: Pair | None = None
    lit: frozenset[Pair] = frozenset()
    corner: str = "pays ↓ to →"


@dataclass(frozen=True)
class _Form:
    """Cells of each pair's column with its blank, of the names and of the totals. `heads` are the
    words over the columns."""

    numbers: bool
    heads: tuple[str, ...]
    cells: tuple[int, ...]
    names: int
    totals: int


def matrix(data: Matrix, width: int, height: int, glyphs: GlyphSet) -> Canvas:
    """A header row, one row a payer, a legend if a row is free. Cells are owned by their (payer,
    payee), names by their company. A `*` after a pair: money goes both ways. What does not fit is
    scrolled so that the cursor stays in sight."""
    canvas = Canvas(width, height, glyphs)
    nodes = data.nodes[: len(ascii_lowercase)]
    if not nodes:
        return canvas
    form = _form(data, nodes, width, glyphs)
    keys = [node.key for node in nodes]
    payer, payee = data.cursor or (None, None)
    rows = _window(keys, payer, height - 1)
    room = width - 1 - form.names - form.totals
    columns = range(len(nodes)) if form.numbers else _window(keys, payee, room // 2)
    starts = [1 + form.names + sum(form.cells[columns.start : at]) for at in columns]
    end = 1 + form.names + sum(form.cells[at] for at in columns) + form.totals
    canvas.put(1, 0, clip_text(spell(data.corner, glyphs), form.names - 1, glyphs), "muted")
    for x, at in zip(starts, columns, strict=True):
        role = "accent bold" if nodes[at].key == payee else "muted"
        canvas.put(x, 0, form.heads[at], role, nodes[at].key)
    canvas.put(end - cell_width(_sum(glyphs)), 0, _sum(glyphs), "muted")
    pairs = {(cell.payer, cell.payee): cell for cell in data.cells}
    for y, at in enumerate(rows, 1):
        node = nodes[at]
        bold = "bold" if node.key == payer else ""
        if node.key == payer:
            canvas.put(0, y, glyphs.cursor, "accent", node.key)
        name = spell(f"{ascii_lowercase[at]} {node.name}", glyphs)
        canvas.put(1, y, clip_text(name, form.names - 1, glyphs), bold, node.key)
        for x, to in zip(starts, columns, strict=True):
            pair = node.key, nodes[to].key
            text, role = _pair(pair, pairs, data, form, glyphs)
            if pair == data.cursor:
                # The whole cell is reversed, so that it is found where it is empty.
                blanks = form.cells[to] - form.numbers - cell_width(text)
                text, role = text + " " * blanks, f"{role} reverse"
            canvas.put(x, y, text, role, pair)
        total = clip_text(spell(node.total, glyphs), form.totals - 1, glyphs)
        canvas.put(end - cell_width(total), y, total, bold, node.key)
    if len(rows) + 1 < height:
        canvas.put(1, height - 1, _legend(form, width - 1, glyphs), "muted")
    return canvas


def _form(data: Matrix, nodes: tuple[MatrixNode, ...], width: int, glyphs: GlyphSet) -> _Form:
    """Amounts under short names if all columns fit so, else marks under letters."""
    names = max(cell_width(spell(node.name, glyphs)) for node in nodes) + 2
    names = min(max(names, cell_width(spell(data.corner, glyphs))) + 1, width // 3)
    totals = max(cell_width(spell(node.total, glyphs)) for node in nodes)
    totals = max(totals, cell_width(_sum(glyphs))) + 1
    widest = {node.key: _SHORT for node in nodes}
    for cell in data.cells:
        wanted = cell_width(spell(cell.text, glyphs)) + len(_BOTH)
        widest[cell.payee] = max(widest.get(cell.payee, 0), wanted)
    cells = tuple(widest[node.key] + 1 for node in nodes)
    letters = tuple(ascii_lowercase[: len(nodes)])
    if sum(cells) > width - 1 - names - totals:
        # Names give way to columns, down to so many cells: what is scrolled away is not seen.
        names = min(names, max(width - 1 - totals - 2 * len(nodes), _LEAST_NAMES))
        return _Form(False, letters, (2,) * len(nodes), names, totals)
    heads = tuple(cut(spell(node.name, glyphs), _SHORT) for node in nodes)
    return _Form(True, heads if len({*heads}) == len(heads) else letters, cells, names, totals)


def _sum(glyphs: GlyphSet) -> str:
    return spell("Σ $B", glyphs)


def _window(keys: list[Hashable], chosen: Hashable | None, room: int) -> range:
    """The numbers that are in sight."""
    room = max(room, 0)
    at = keys.index(chosen) if chosen in keys else 0
    first = max(at - room + 1, 0)
    return range(first, min(first + room, len(keys)))


def _pair(
    pair: Pair,
    pairs: dict[Pair, MatrixCell],
    data: Matrix,
    form: _Form,
    glyphs: GlyphSet,
) -> tuple[str, str]:
    """Text and role of a pair."""
    payer, payee = pair
    cell = pairs.get(pair)
    if cell is None:
        text, role = ("\\" if payer == payee else glyphs.tick), "hairline"
    else:
        both = _BOTH if (payee, payer) in pairs and payer != payee else ""
        text = (spell(cell.text, glyphs) if form.numbers else _size(cell.usd, glyphs)) + both
        role = role_of(cell.status, cell.standing)
    return text, f"{role} bold underline".strip() if pair in data.lit else role


def sizes(glyphs: GlyphSet) -> str:
    """The marks of pairs without room for their amount: under 10, from 10, from 100 $B."""
    return _SIZES.get(glyphs.level, "123")


def _size(usd: int | None, glyphs: GlyphSet) -> str:
    if usd is None:
        return glyphs.unknown
    return sizes(glyphs)[(usd >= 10 * _BILLION) + (usd >= 100 * _BILLION)]


def _legend(form: _Form, room: int, glyphs: GlyphSet) -> str:
    """What the marks mean, as many of them as fit whole: a cut number would be another number."""
    words = [f"{_BOTH} both ways"]
    if not form.numbers:
        small, middle, large = (_size(n * _BILLION, glyphs) for n in (1, 10, 100))
        sizes = f"{small} under 10  {middle} from 10  {large} from 100 $B"
        words = [sizes, f"{glyphs.unknown} no dollars", *words]
    while words and cell_width("  ".join(words)) > room:
        words.pop()
    return "  ".join(words)
