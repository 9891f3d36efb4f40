"""The lanes as a page draws them: lanes above, the claims of the chosen one below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tui.draw.spans import Line, title
from tui.format import GlyphSet, amount
from tui.pages.loaded import Loaded
from tui.pages.page import Shown, Surface
from tui.pages.parts import list_part
from tui.pages.rows import Rows
from tui.pages.since import marked_new, new_words
from tui.pages.timeline.asks import TITLES, Filter, only
from tui.pages.timeline.lanes import LaneRow, View, field_cells, lane_lines
from tui.pages.timeline.said import (
    Row,
    claim_cells,
    claim_columns,
    claim_line,
    status_cell,
)
from tui.pages.timeline.span import Span


@dataclass(frozen=True)
class Below:
    """A lane with what is said of it and what its legs are worth."""

    row: LaneRow
    claims: list[Row]
    sizes: list[Row]


@dataclass(frozen=True)
class Look:
    """How the reader looks at the lanes. `of` is the deal whose legs they are, where it is one;
    `part` 1 has the keys on the claims; `ends` as in View."""

    view: str
    order: str
    filter: Filter | None
    text: str
    span: Span
    today: date
    of: str | None
    part: int
    ends: int


def main(
    look: Look,
    loaded: Loaded[LaneRow],
    rows: Rows,
    below: Below | None,
    claims: Rows,
    shown: Shown,
    surface: Surface,
) -> list[Line]:
    """Lanes with their title, then the claims of the chosen one."""
    if not loaded.total:
        return _empty(look, shown, surface)
    lower = max(5, min((surface.height - 5) // 3, 15))
    rows.fit(loaded.total, max(surface.height - 4 - lower, 1))
    lines = [_title(look, loaded, rows, shown, surface)]
    lines += _lanes(look, loaded, rows, below, claims, shown, surface)
    room = surface.height - len(lines)
    if below is not None and room >= 3:
        lines += _claims(look, below, claims, shown, Surface(surface.width, room, surface.glyphs))
    return lines


def _title(look: Look, loaded: Loaded[LaneRow], rows: Rows, shown: Shown, surface: Surface) -> Line:
    glyphs = surface.glyphs
    words = [f"{loaded.total:,}", only(look.filter, look.text), look.order]
    if len(loaded.rows) == loaded.total:
        words.insert(1, new_words((row.newest for row in loaded.rows), shown.context))
    words.append(f"{rows.cursor + 1:,} of {loaded.total:,}")
    right = f" {glyphs.dot} ".join(word for word in words if word)
    head = TITLES[look.view] if look.of is None else f"{TITLES[look.view]} of {look.of}"
    return title(head, right, surface.width, glyphs)


def _lanes(
    look: Look,
    loaded: Loaded[LaneRow],
    rows: Rows,
    below: Below | None,
    claims: Rows,
    shown: Shown,
    surface: Surface,
) -> list[Line]:
    glyphs, context = surface.glyphs, shown.context
    numbers = range(rows.first, min(rows.first + rows.height, loaded.total))
    seen = [row for row in map(loaded.row, numbers) if row is not None]
    point = None
    if below is not None and look.part and below.claims:
        claim = below.claims[claims.cursor]
        text, role = status_cell(claim, glyphs)[0]
        point = claim["known_on"], text[:1], role
    view = View(
        rows=seen,
        first=rows.first,
        cursor=rows.cursor,
        span=look.span,
        as_of=context.as_of,
        today=look.today,
        since=context.since,
        title="leg" if look.view == "legs" else "deal",
        point=point,
        ends=look.ends,
    )
    field = field_cells(loaded.rows, surface.width, look.ends, glyphs)
    return lane_lines(view, field, Surface(surface.width, len(seen) + 1, glyphs))


def _claims(look: Look, below: Below, claims: Rows, shown: Shown, surface: Surface) -> list[Line]:
    glyphs, width = surface.glyphs, surface.width
    count = len(below.claims)
    spelled = look.part == 1 or surface.height >= 9
    body = list_part(
        claim_columns(),
        count,
        lambda at: claim_cells(below.claims[at], glyphs),
        claims,
        width,
        surface.height - 1 - spelled,
        glyphs,
        active=True,
    )
    seen = below.claims[claims.first : claims.first + len(body) - 1]
    body = [body[0], *marked_new(body[1:], [c["known_on"] for c in seen], shown.context)]
    place_of = f"{claims.cursor + 1} of {count} claims" if count else "0 claims"
    right = f" {glyphs.dot} ".join([*filter(None, [sizes(below.sizes, glyphs)]), place_of])
    lines = [title(below.row.label, right, width, glyphs), *body]
    if not count:
        lines[1:] = [[(" nobody says how large, how firm or when", "muted")]]
    if spelled and count:
        lines += [[]] * (surface.height - 1 - len(lines))
        lines.append(claim_line(below.claims[claims.cursor], width, glyphs))
    return lines


def sizes(legs: Sequence[Row], glyphs: GlyphSet) -> str:
    """What the legs of a deal are worth, those with a size: '≤100 equity, ≈350 GPUs'."""
    parts = [
        f"{amount(leg['low'], leg['high'], leg['bound'], leg['unit'], glyphs)} {_what(leg)}"
        for leg in legs
        if leg["low"] is not None or leg["high"] is not None
    ]
    return ", ".join(parts)


def _what(leg: Row) -> str:
    return str(leg["what"]).split(",")[0]


def _empty(look: Look, shown: Shown, surface: Surface) -> list[Line]:
    glyphs = surface.glyphs
    why, keys = "nothing is known yet on this date", ("] ", "a later date")
    if look.view not in shown.frames:
        why, keys = "reading the corpus", ("", "")
    elif only_ := only(look.filter, look.text):
        why, keys = f"no lane is {only_.removeprefix('only ')}", ("F ", "no filter")
    elif shown.context.entity or shown.context.deal:
        why, keys = "nothing is known of it yet on this date", ("0 ", "the whole network")
    head = title(TITLES[look.view], "0", surface.width, glyphs)
    return [head, [(f" {why} {glyphs.dot} ", "muted"), (keys[0], "accent"), (keys[1], "muted")]]
