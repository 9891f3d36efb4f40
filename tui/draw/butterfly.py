"""One company: what it pays on the left, what it is paid on the right, one row a leg."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import zip_longest

from tui.draw.canvas import Canvas
from tui.draw.spans import Line, cell_width, clip, clip_text
from tui.draw.spell import spell
from tui.format import GlyphSet, role_of, status_glyph

_STUB = 3
_LEAST_BAR = 4


@dataclass(frozen=True)
class Flow:
    """One leg. `amount` has its bound and unit; `usd` (whole dollars) sets the length of its bar,
    None is a dashed stub of fixed length: no amount is invented."""

    key: Hashable
    amount: str
    usd: int | None
    status: str | None
    standing: str | None = "live"


@dataclass(frozen=True)
class Wing:
    """A counterparty, the legs that the company pays it and the legs that it pays the company."""

    key: Hashable
    name: str
    pays: tuple[Flow, ...] = ()
    is_paid: tuple[Flow, ...] = ()


@dataclass(frozen=True)
class Butterfly:
    """Counterparties in the order of the caller; `sums` says both totals with their coverage."""

    wings: tuple[Wing, ...]
    sums: Line


@dataclass(frozen=True)
class _Row:
    wing: Wing
    pays: Flow | None
    is_paid: Flow | None

    def flows(self) -> list[Flow]:
        return [flow for flow in (self.pays, self.is_paid) if flow is not None]

    def has(self, key: Hashable | None) -> bool:
        return any(flow.key == key for flow in self.flows())


@dataclass(frozen=True)
class _Columns:
    """Cells of the parts, which stand side by side with one blank between them."""

    left: int
    bar: int
    name: int
    right: int


def butterfly(
    data: Butterfly, width: int, height: int, glyphs: GlyphSet, chosen: Hashable | None = None
) -> Canvas:
    """Bars of one linear scale over both sides, filled by status; the sums on the row after the
    last leg. What does not fit in `height` is counted on a row before the sums. `chosen` is the key
    of the leg to mark. Cells are owned by legs, names by counterparties."""
    canvas = Canvas(width, height, glyphs)
    rows = [
        _Row(wing, pays, is_paid)
        for wing in data.wings
        for pays, is_paid in zip_longest(wing.pays or (None,), wing.is_paid or (None,))
    ]
    room = max(height - 1, 0)
    if len(rows) > room:
        room = max(room - 1, 0)
    marked = next((at for at, row in enumerate(rows) if row.has(chosen)), 0)
    first = max(marked - room + 1, 0)
    shown = rows[first : first + room]
    columns = _columns(data, width, glyphs)
    flows = [flow for row in rows for flow in row.flows()]
    largest = max((flow.usd or 0 for flow in flows), default=0)
    named = None
    for y, row in enumerate(shown):
        if row.wing is not named:
            named = row.wing
            name = clip_text(spell(named.name, glyphs), columns.name, glyphs)
            start = columns.left + columns.bar + 3 + (columns.name - cell_width(name)) // 2
            canvas.put(start, y, name, "", named.key)
        if row.pays is not None:
            _left(canvas, columns, y, row.pays, largest, row.pays.key == chosen)
        if row.is_paid is not None:
            _right(canvas, columns, y, row.is_paid, largest, row.is_paid.key == chosen)
    y = len(shown)
    if y < len(rows) and height > 1:
        hidden = len(flows) - sum(len(row.flows()) for row in shown)
        canvas.put(1, y, f"{glyphs.ellipsis} {hidden} more legs", "muted")
        y += 1
    canvas.put_line(1, y, clip(data.sums, max(width - 1, 0), glyphs))
    return canvas


def _columns(data: Butterfly, width: int, glyphs: GlyphSet) -> _Columns:
    """The widths: amounts and names as wide as needed, while the bars have a few cells."""

    def widest(texts: list[str]) -> int:
        return max((cell_width(spell(text, glyphs)) for text in texts), default=0)

    left = widest([flow.amount for wing in data.wings for flow in wing.pays])
    right = widest([flow.amount for wing in data.wings for flow in wing.is_paid])
    name = widest([wing.name for wing in data.wings])
    # A mark before either amount and a blank between the five parts: six cells.
    room = max(width - 6 - 2 * _LEAST_BAR, 0)
    left, right = min(left, room // 3), min(right, room // 3)
    name = min(name, room - left - right)
    return _Columns(left, max((width - 6 - left - right - name) // 2, 0), name, right)


def _bar(columns: _Columns, flow: Flow, largest: int, chosen: bool, glyphs: GlyphSet) -> Line:
    role = role_of(flow.status, flow.standing) + (" bold" if chosen else "")
    if flow.usd is None:
        return [(glyphs.broken * min(_STUB, columns.bar), role.strip())]
    cells = round(flow.usd * columns.bar / largest) if largest else 0
    # A leg with dollars never vanishes, unless a source says zero.
    cells = max(cells, 1 if flow.usd and columns.bar else 0)
    return [(status_glyph(flow.status, flow.standing, glyphs) * cells, role.strip())]


def _left(
    canvas: Canvas, columns: _Columns, y: int, flow: Flow, largest: int, chosen: bool
) -> None:
    glyphs = canvas.glyphs
    amount = clip_text(spell(flow.amount, glyphs), columns.left, glyphs)
    if chosen:
        canvas.put(0, y, glyphs.here, "accent bold", flow.key)
    canvas.put(1 + columns.left - cell_width(amount), y, amount, "bold" if chosen else "", flow.key)
    for text, role in _bar(columns, flow, largest, chosen, glyphs):
        canvas.put(2 + columns.left + columns.bar - len(text), y, text, role, flow.key)


def _right(
    canvas: Canvas, columns: _Columns, y: int, flow: Flow, largest: int, chosen: bool
) -> None:
    glyphs = canvas.glyphs
    start = columns.left + columns.bar + columns.name + 4
    for text, role in _bar(columns, flow, largest, chosen, glyphs):
        canvas.put(start, y, text, role, flow.key)
    amount = clip_text(spell(flow.amount, glyphs), columns.right, glyphs)
    if chosen:
        canvas.put(start + columns.bar, y, glyphs.here, "accent bold", flow.key)
    canvas.put(start + columns.bar + 1, y, amount, "bold" if chosen else "", flow.key)
