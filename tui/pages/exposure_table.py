"""The table of exposures: rows, sums under them, and the lines below that are in no sum."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tui import format as fmt
from tui.draw.spans import Line, add_role, cell_width, clip, clip_text
from tui.draw.spans import width as line_width
from tui.draw.table import Cell, Column, table
from tui.format import GlyphSet
from tui.network.ratios import Interval
from tui.pages.exposure_asides import Aside
from tui.pages.exposure_groups import Item
from tui.pages.exposure_rows import COLUMNS, IN_DOLLARS, Part, Row, Sum, beyond
from tui.pages.page import Shown, Surface
from tui.pages.story import place, voice

FULL_WIDTH = 79


@dataclass(frozen=True)
class Form:
    """Which names stand in the first columns, and what there is room for."""

    first: str
    second: str
    evidence: bool
    newest: bool
    extras: bool

    @classmethod
    def of(cls, first: str, second: str, width: int) -> Form:
        """Both names cost the newest month; below 79 columns newest and evidence give way."""
        return cls(
            first,
            second,
            evidence=width >= FULL_WIDTH or not second,
            newest=width >= FULL_WIDTH + 10 * bool(second),
            extras=width >= FULL_WIDTH + 16,
        )

    def columns(self) -> list[Column]:
        columns = [Column(self.first, 9), Column("", 1, gap=0)]
        if self.second:
            columns.append(Column(self.second, 9))
        columns += [
            Column("class", 8, grow=1),
            Column("paid", 5, "right"),
            Column("firm", 4, "right"),
            Column("soft", 5, "right"),
            Column("ceiling", 7, "right"),
        ]
        if self.extras:
            columns += [Column("share", 7, "right", gap=2), Column("units", 9, "right")]
        columns.append(Column("status", 11, gap=2))
        if self.evidence:
            columns.append(Column("evid", 5, gap=2))
        if self.newest:
            columns.append(Column("newest", 7, gap=2))
        return columns


def window(at: int, first: int, height: int, count: int) -> int:
    """The first line to show so that line `at` is in sight, moved as little as can be."""
    first = min(max(first, at - height + 1), at)
    return max(0, min(first, count - height))


def table_lines(
    lines: Sequence[Item | None],
    at: int | None,
    first: int,
    form: Form,
    shown: Shown,
    surface: Surface,
) -> list[Line]:
    """The header and the lines from `first` on; None is a blank line, `at` the cursor's line."""
    glyphs = surface.glyphs
    cells: list[Sequence[Cell]] = []
    columns = form.columns()
    for item in lines[first : first + surface.height - 1]:
        if item is None:
            cells.append([""] * len(columns))
        elif isinstance(item, Sum):
            cells.append(_sum_cells(item, form, shown, glyphs))
        else:
            cells.append(_row_cells(item, form, shown, glyphs))
    return table(columns, cells, surface.width - 1, at, first, surface.height, glyphs)


def _row_cells(row: Row, form: Form, shown: Shown, glyphs: GlyphSet) -> list[Cell]:
    names = {"holder": shown.name(row.holder), "obligor": shown.name(row.obligor)}
    cells: list[Cell] = [
        clip_text(names[form.first], 9, glyphs),
        [(glyphs.both, "muted")] if row.both else " ",
    ]
    if form.second:
        cells.append(clip_text(names[form.second], 9, glyphs))
    cells.append(row.label)
    cells += _parts(row.part, row.exposure_class, row.own_units(glyphs), shown, glyphs)
    if form.extras:
        own = row.own_units(glyphs) if row.exposure_class in IN_DOLLARS else ""
        cells += [percent(row.share, glyphs), own or glyphs.dash]
    cells.append(row.status_cell(glyphs))
    if form.evidence:
        cells.append([(row.evidence(glyphs), "muted")])
    if form.newest:
        cells.append([(f"{row.newest:%Y-%m}" if row.newest else glyphs.unknown, "muted")])
    return cells


def _sum_cells(item: Sum, form: Form, shown: Shown, glyphs: GlyphSet) -> list[Cell]:
    cells: list[Cell] = [[(item.label, "bold")], *[""] * (2 + bool(form.second))]
    high, counted = item.megawatts()
    size = fmt.amount(high, high, "exact", "mw", glyphs) if counted else glyphs.unknown
    own = size if item.exposure_class == "capacity" else ""
    parts = _parts(item.part, item.exposure_class, own, shown, glyphs)
    soft = item.part("soft")
    if soft.dollars is not None:
        parts[2] = [(f"+{soft.text(glyphs)}", role) for _, role in parts[2]]
    cells += parts
    if form.extras:
        cells += ["", ""]
    coverage = item.coverage() if form.newest else item.coverage().replace(" legs", "")
    cells.append([(coverage, "muted")])
    return [*cells, *[""] * (form.evidence + form.newest)]


def _parts(
    part_of: Callable[[Any], Part], exposure_class: str, own: str, shown: Shown, glyphs: GlyphSet
) -> list[Line]:
    """Paid, firm, soft and ceiling; what is not in dollars shows its own size under the ceiling."""
    if exposure_class not in IN_DOLLARS:
        return [[], [], [], [(own or glyphs.unknown, "muted")]]
    cells: list[Line] = []
    for column in COLUMNS:
        text = part_of(column).text(glyphs)
        cells.append([(text, "muted" if beyond(shown.context.lens, column) else "")])
    return cells


def percent(share: Interval, glyphs: GlyphSet) -> str:
    """`≤83%`, `5–29%`, `100%`: a share from 0 to 1 between its ends."""
    if share.low is None or share.high is None:
        return glyphs.unknown
    low, high = f"{share.low * 100:.0f}", f"{share.high * 100:.0f}"
    if low == high:
        return f"{high}%"
    return f"{glyphs.upto}{high}%" if share.low == 0 else f"{low}{glyphs.dash}{high}%"


def aside_lines(items: Sequence[Aside], chosen: Aside | None, surface: Surface) -> list[Line]:
    """A broken rule, and each aside on a line; the chosen one has the cursor."""
    glyphs = surface.glyphs
    if not items:
        return []
    lines: list[Line] = [[(glyphs.broken * (surface.width - 1), "hairline")]]
    for item in items:
        line = clip(item.line(glyphs), surface.width, glyphs)
        if item is chosen:
            line = add_role(
                [(glyphs.cursor, "accent"), (line[0][0][1:], line[0][1]), *line[1:]], "cursor"
            )
        lines.append(line)
    return lines


def chosen_line(chosen: Item | Aside | None, shown: Shown, surface: Surface) -> Line:
    """What stands under the cursor in a sentence: the claim of a leg, what a sum is made of."""
    glyphs, dot = surface.glyphs, surface.glyphs.dot
    line: Line = [(f"{glyphs.here} ", "accent")]
    if isinstance(chosen, Row):
        return _row_line(chosen, line, shown, surface)
    if isinstance(chosen, Sum):
        text = (
            f"{chosen.legs} legs of one class {dot} e lists what each adds"
            if chosen.exposure_class in IN_DOLLARS
            else f"{chosen.legs} legs, in no dollars {dot} e lists their claims"
        )
        return [*line, (f"{chosen.label}: ", ""), (text, "muted")]
    if chosen is not None:
        return clip([*line, (chosen.said, "")], surface.width, glyphs)
    return []


def _row_line(chosen: Row, line: Line, shown: Shown, surface: Surface) -> Line:
    glyphs, dot = surface.glyphs, surface.glyphs.dot
    told = leading(chosen, shown)
    size = (f" {chosen.amount(glyphs)}{' derived' * chosen.derived} ", "bold")
    line = [*line, *chosen.status_cell(glyphs, word=False), size]
    evidence = f" {chosen.evidence(glyphs)}"
    if told is None:
        return clip([*line, (chosen.what, ""), (evidence, "muted")], surface.width, glyphs)
    tail = f" {dot} {place(told)}{evidence}"
    said, long_tail = str(told["statement"]), f" {dot} {voice(told)}{tail}"
    room = surface.width - 1 - line_width(line)
    # The voice gives way before the words do.
    tail = long_tail if room - cell_width(long_tail) >= min(cell_width(said), 30) else tail
    said = clip_text(said, max(room - cell_width(tail), 1), glyphs)
    return clip([*line, (said, ""), (tail, "muted")], surface.width, glyphs)


def leading(row: Row, shown: Shown) -> dict[str, Any] | None:
    """The claim that decides how a leg is shown, once its story is there."""
    lead = row.claims[0] if row.claims else None
    return next((told for told in shown.rows("story") if told["claim_id"] == lead), None)
