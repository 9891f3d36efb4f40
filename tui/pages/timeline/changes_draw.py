"""A difference of beliefs as it is drawn: legs, ladders of both dates, the steps of one leg."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from tui.context import LENSES, Lens
from tui.draw.spans import Line, clip, clip_text, title
from tui.draw.table import Cell, Column, table
from tui.format import (
    GlyphSet,
    amount,
    billions,
    known,
    origins,
    role_of,
    status_glyph,
    status_word,
)
from tui.network.circulation import Circulation
from tui.pages.legs import printed, size_of
from tui.pages.page import Shown, Surface
from tui.pages.parts import list_part
from tui.pages.rows import Rows
from tui.pages.story import place, voice
from tui.pages.timeline.changes_figures import (
    figure_cells,
    figure_name,
    figure_steps,
    figure_value,
    is_figure,
)
from tui.pages.timeline.said import status_cell, valid

Row = dict[str, Any]
Ladder = dict[Lens, Circulation]
SIGNS = {
    "raised": "↑",
    "firmed up": "↑",
    "revived": "↑",
    "lowered": "↓",
    "weakened": "↓",
    "sized": "=",
    "clarified": "=",
    "restated": "=",
    "appeared": "+",
}
# Which of a source's claims tells best what it made of a leg.
_LEADS = {"standing": 3, "status": 2, "amount": 1}


@dataclass(frozen=True)
class Sides:
    """Two dates: which one the keys turn (0 or 1), how many legs are known on the later one, and
    the sums on each, None while they are read."""

    before: date
    after: date
    end: int
    legs: int
    ladder_before: Ladder | None
    ladder_after: Ladder | None


def diff_lines(
    rows: Sequence[Row],
    sides: Sides,
    cursor: Rows,
    chosen: Row | None,
    chosen_verb: str | None,
    shown: Shown,
    surface: Surface,
) -> list[Line]:
    """The whole page: at 80x20 the parts that fit, the legs first."""
    glyphs, width = surface.glyphs, surface.width
    tall = surface.height >= 30
    lower = 18 if tall else 10
    cursor.fit(len(rows), max(surface.height - lower - 2, 3))
    lines = [_title(rows, sides, cursor, chosen_verb, surface)]
    if not rows:
        lines += _empty(chosen_verb, shown)
    else:
        room = min(len(rows), max(surface.height - lower - 2, 3)) + 1
        lines += list_part(
            _columns(sides, surface),
            len(rows),
            lambda at: _cells(rows[at], surface),
            cursor,
            width,
            room,
            glyphs,
            active=True,
        )
    lines.append(_rest(rows, sides, chosen_verb, shown, glyphs))
    lines += [[]] * tall
    lines += _ladders(sides, surface)
    lines += [[]] * tall
    if chosen is not None:
        lines += _steps(chosen, sides, shown, surface, surface.height - len(lines))
    return [clip(line, width, glyphs) for line in lines[: surface.height]]


def _title(
    rows: Sequence[Row], sides: Sides, cursor: Rows, verb: str | None, surface: Surface
) -> Line:
    dot = surface.glyphs.dot
    ends = [_date(sides.before), _date(sides.after)]
    ends[sides.end] = f"[ {ends[sides.end]} ]"
    figures = sum(map(is_figure, rows))
    changed = sum(row["change"] != "unchanged" for row in rows) - figures
    words = [f"{changed} of {sides.legs} legs", f"from {ends[0]} to {ends[1]}"]
    if figures and surface.wide:
        words.insert(1, f"{figures} figure{'s' * (figures != 1)}")
    if verb is not None:
        words.insert(1, f"only {verb}")
    if rows:
        words.append(f"{cursor.cursor + 1} of {len(rows)}")
    return title("What changed", f" {dot} ".join(words), surface.width, surface.glyphs)


def _date(day: date) -> str:
    """A date; the first of all stands for a time when nothing was known."""
    return str(day) if day > date.min else "nothing"


def _empty(verb: str | None, shown: Shown) -> list[Line]:
    if "changes" not in shown.frames:
        return [[(" reading", "muted")]]
    if verb is not None:
        return [[(f" no leg {verb} between these dates ", "muted"), ("F", "accent")]]
    keys: Line = [("tab", "accent"), (" then ", "muted"), ("[", "accent"), (" goes back", "muted")]
    return [[(" no leg changed between these dates: ", "muted"), *keys]]


def _columns(sides: Sides, surface: Surface) -> list[Column]:
    if not surface.wide:
        return [
            Column("", 10),
            Column("leg, $B", 16, grow=1),
            Column(_date(sides.before), 16),
            Column(str(sides.after), 16),
            Column("by", 8),
        ]
    return [
        Column("", 10),
        Column("leg", 23, grow=2),
        Column("kind, $B", 14),
        Column(_date(sides.before), 20),
        Column(str(sides.after), 20),
        Column("changed by", 16, grow=1),
        Column("origin", 6),
    ]


def _cells(row: Row, surface: Surface) -> Sequence[Cell]:
    glyphs = surface.glyphs
    change = str(row["change"])
    role = {"vanished": "withdrawn", "denied": "withdrawn", "paused": "paused"}.get(change, "")
    sign = str(getattr(glyphs, role)) if role else SIGNS.get(change, " ")
    verb: Line = [(f"{sign} {change}", role or ("muted" if change == "unchanged" else ""))]
    if is_figure(row):
        return (verb, *figure_cells(row, surface))
    parties = f"{row['payer']} {glyphs.to} {row['payee']}"
    beliefs = [_belief(row, side, glyphs) for side in ("before", "after")]
    by = str(row["changed_by"] or "")
    if not surface.wide:
        return (verb, f"{parties}, {str(row['what']).split(',')[0]}", *beliefs, by)
    if row["paused_on"] is not None:
        by = f"{by}  {glyphs.paused} {row['paused_on']:%m-%d}"
    mark = f"{origins(row['origins'], glyphs)} T{row['best_tier']}" if row["origins"] else ""
    return (verb, parties, str(row["what"]), *beliefs, by, mark)


def _belief(row: Row, side: str, glyphs: GlyphSet) -> Line:
    """Fill, amount and word of one side; what is gone has no amount, what was not known nothing."""
    status, standing = row[f"status_{side}"], row[f"standing_{side}"]
    if standing is None:
        return []
    size, word = size_of(row, glyphs, f"_{side}"), status_word(status, standing)
    size = "" if standing in ("withdrawn", "denied") else f"{size} "
    return [(f"{status_glyph(status, standing, glyphs)} {size}{word}", role_of(status, standing))]


def _rest(
    rows: Sequence[Row], sides: Sides, verb: str | None, shown: Shown, glyphs: GlyphSet
) -> Line:
    """The legs that did not change, and the figures below them, which are in no sum."""
    changed = sum(row["change"] != "unchanged" for row in shown.rows("changes"))
    line: Line = [(" unchanged  ", "muted"), (f"{sides.legs - changed}", "")]
    if not any(row["change"] == "unchanged" for row in rows):
        line += [(", ", "muted"), ("u", "accent"), (" shows them", "muted")]
    figures = shown.rows("figures")
    for row in figures[:1]:
        after = figure_value(row, "after", glyphs)
        text = f"{row['name']} {figure_name(row)} {after} {row['change']} {glyphs.dot} {place(row)}"
        line += [(f" {glyphs.dot} in no sum: ", "muted"), (text, "")]
    if len(figures) > 1:
        line.append((f", {len(figures) - 1:,} more", "muted"))
    return line


def _ladders(sides: Sides, surface: Surface) -> list[Line]:
    """What the whole network says in each lens, before and after."""
    glyphs, width = surface.glyphs, surface.width
    cells = (width - 20) // 4
    lines = [title("Lenses", "whole network, $B", width, glyphs)]
    lines.append([(" " * 19, ""), ("".join(lens.ljust(cells) for lens in LENSES), "muted")])
    if sides.ladder_before is None or sides.ladder_after is None:
        return [*lines, [(" not all legs are read", "muted")]]
    pairs = [(sides.ladder_before[lens], sides.ladder_after[lens]) for lens in LENSES]
    of = "/" if cells < 18 else " of "

    def row(label: str, texts: Sequence[tuple[str, str]]) -> Line:
        shown = (f"{a} {glyphs.to} {b}".ljust(cells) for a, b in texts)
        return [(f" {label:<18}", "muted"), ("".join(shown), "")]

    def counted(c: Circulation) -> str:
        return f"{c.flow.quantified}{of}{c.flow.legs}"

    lines += [
        row("legs, sum", [(printed(a.flow, glyphs), printed(b.flow, glyphs)) for a, b in pairs]),
        row("legs in dollars", [(counted(a), counted(b)) for a, b in pairs]),
    ]
    if surface.height >= 30:
        round_ = [(billions(a.dollars, glyphs), billions(b.dollars, glyphs)) for a, b in pairs]
        lines.append(row("recycled, at most", round_))
    return lines


def _steps(chosen: Row, sides: Sides, shown: Shown, surface: Surface, room: int) -> list[Line]:
    """What each source said of the chosen leg, from the last word before the first date on."""
    frame = shown.frames.get("steps")
    if room < 3 or frame is None:
        return []
    if is_figure(chosen):
        mine = frame.params.get("claim") == chosen["claim_id"]
        return figure_steps(chosen, shown.rows("steps"), surface, room) if mine else []
    if frame.params.get("lane") != chosen["leg_id"]:
        return []
    glyphs, width = surface.glyphs, surface.width
    told = [row for row in shown.rows("steps") if row["known_on"] <= sides.after]
    earlier = [row["known_on"] for row in told if row["known_on"] <= sides.before]
    told = [row for row in told if not earlier or row["known_on"] >= earlier[-1]]
    steps = [list(rows) for _, rows in groupby(told, lambda row: row["source_id"])]
    left = max(len(steps) - room + 1, 0)
    parties = f"{chosen['payer']} {glyphs.to} {chosen['payee']}, {chosen['what']}"
    right = f"last {len(steps) - left} of {len(steps)} steps" if left else "every step between"
    columns = [
        *(Column("", 11), Column("", 11), Column("", 13), Column("", 6, "right")),
        *(Column("", 10, grow=1, gap=2), Column("", 8, "right")),
        *([Column("", 18)] if surface.wide else []),
    ]
    cells = [_step(rows, chosen["leg_id"], surface) for rows in steps[left:]]
    return [
        title(parties, right, width, glyphs),
        *table(columns, cells, width, None, 0, room - 1, glyphs),
    ]


def _step(rows: Sequence[Row], leg: str, surface: Surface) -> Sequence[Cell]:
    """One source's word: the claim that decides the status, beside the amount that it gives."""
    glyphs = surface.glyphs
    said = [row for row in rows if row["stance"] != "negated"] or list(rows)
    ranked = sorted(said, key=lambda row: _LEADS.get(row["property"], 0))
    lead = ranked[-1]
    sizes = [row for row in said if row["property"] == "amount" and row["leg_id"] == leg]
    size = sizes[0] if sizes else None
    cells: list[Cell] = [
        known(lead["known_on"], lead["known_basis"]),
        valid(lead, glyphs),
        status_cell(lead, glyphs),
        amount(size["low"], size["high"], size["bound"], "usd", glyphs) if size else "",
        str(lead["statement"]),
        place(lead),
    ]
    return [*cells, clip_text(voice(lead), 18, glyphs)] if surface.wide else cells
