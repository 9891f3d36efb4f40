"""Labels of the arrows of a ring: as much of each leg as fits a block of rows."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from tui.draw.spans import cell_width, clip_text
from tui.draw.spell import spell
from tui.format import GlyphSet, role_of, status_glyph, status_word


@dataclass(frozen=True)
class RingLeg:
    """One leg of an arrow. `amount` has its bound and unit ('≤100', '6 GW', '?'); `usd` (whole
    dollars, None without) sets the thickness only; `note` follows the status ('derived')."""

    key: Hashable
    amount: str
    kind: str
    status: str | None
    standing: str | None = "live"
    usd: int | None = None
    note: str = ""


Piece = tuple[str, str, Hashable | None]
"""Text, role, owner."""
Row = list[Piece]

_JOINT = "   + "


def block(
    legs: Sequence[RingLeg],
    width: int,
    rows: int,
    chosen: Hashable | None,
    glyphs: GlyphSet,
) -> list[Row]:
    """The legs in at most `rows` rows of at most `width` cells: side by side if all is said so,
    else one below the other, else with less said (status word, then note, then kind; the fill glyph
    and the amount stay), at last cut with an ellipsis, the chosen leg first."""
    if rows <= 0 or width <= 0:
        return []
    for detail in range(4):
        texts = [_leg(leg, detail, leg.key == chosen, glyphs) for leg in legs]
        side_by_side = _joined(texts)
        if row_width(side_by_side) <= width:
            return [side_by_side]
        stacked = [_plus(text) if at else text for at, text in enumerate(texts)]
        if len(legs) <= rows and all(row_width(row) <= width for row in stacked):
            return stacked
        if len(legs) == 1 and rows > 1 and detail == 0:
            broken = _broken(legs[0], legs[0].key == chosen, glyphs)
            if all(row_width(row) <= width for row in broken):
                return broken
    first = sorted(legs, key=lambda leg: leg.key != chosen)
    texts = [_leg(leg, 3, leg.key == chosen, glyphs) for leg in first]
    rest = _joined(texts[rows - 1 :])
    whole = [*texts[: rows - 1], *([rest] if rest else [])]
    return [cut_row(_plus(row) if at else row, width, glyphs) for at, row in enumerate(whole)]


def row_width(row: Row) -> int:
    """Cells of a row."""
    return sum(cell_width(text) for text, _, _ in row)


def cut_row(row: Row, width: int, glyphs: GlyphSet) -> Row:
    """The row in at most `width` cells, with an ellipsis where it is cut."""
    if row_width(row) <= width:
        return row
    kept: Row = []
    room = width
    for text, role, owner in row:
        rest = row_width(row) - row_width(kept) - cell_width(text)
        needed = cell_width(text) + (cell_width(glyphs.ellipsis) if rest else 0)
        if needed > room:
            short = clip_text(text + " " * room, room, glyphs)
            return [*kept, (short, role, owner)]
        kept.append((text, role, owner))
        room -= cell_width(text)
    return kept


def _leg(leg: RingLeg, detail: int, chosen: bool, glyphs: GlyphSet) -> Row:
    word = status_word(leg.status, leg.standing)
    said = [
        [leg.amount, leg.kind, word, "" if leg.note == word else leg.note],
        [leg.amount, leg.kind, leg.note],
        [leg.amount, leg.kind],
        [leg.amount],
    ][detail]
    head = " ".join(part for part in said[:2] if part)
    return _pieces(leg, ", ".join([head, *(part for part in said[2:] if part)]), chosen, glyphs)


def _broken(leg: RingLeg, chosen: bool, glyphs: GlyphSet) -> list[Row]:
    """One leg on two rows: what it is, and how firm."""
    rest = ", ".join(part for part in (status_word(leg.status, leg.standing), leg.note) if part)
    emphasis = "bold" if chosen else ""
    below = [(spell(f"  {rest}", glyphs), emphasis, leg.key)] if rest else []
    return [row for row in (_leg(leg, 2, chosen, glyphs), below) if row]


def _pieces(leg: RingLeg, text: str, chosen: bool, glyphs: GlyphSet) -> Row:
    emphasis = "bold" if chosen else ""
    role = role_of(leg.status, leg.standing)
    mark: Row = [(f"{glyphs.here} ", "accent bold", leg.key)] if chosen else []
    fill = status_glyph(leg.status, leg.standing, glyphs)
    return [
        *mark,
        (fill, f"{role} {emphasis}".strip(), leg.key),
        (spell(f" {text}", glyphs), emphasis, leg.key),
    ]


def _plus(row: Row) -> Row:
    return [("+ ", "muted", None), *row]


def _joined(rows: Sequence[Row]) -> Row:
    joined: Row = []
    for row in rows:
        joined += [*([(_JOINT, "muted", None)] if joined else []), *row]
    return joined
