"""The table of exposures: rows, sums under them, and the lines below that are in no sum."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tui.draw.spans import Line, add_role, clip, clip_text, plain, title
from tui.draw.table import Cell, table
from tui.format import GlyphSet
from tui.network.ratios import Interval
from tui.pages.exposure.asides import Aside, Number, asides
from tui.pages.exposure.form import NUMBERS, Form, roomy
from tui.pages.exposure.groups import ORDERS, Item, Kept, Listing, Order
from tui.pages.exposure.rows import COLUMNS, IN_DOLLARS, Part, Row, Sum, beyond
from tui.pages.exposure.sentence import chosen_line
from tui.pages.exposure.weights import Weights
from tui.pages.page import Shown, Surface
from tui.pages.since import marked_new, new_words


@dataclass(frozen=True)
class Place:
    """Where the reader of the table stands: what is listed and how, the cursor, the first line."""

    listing: Listing
    at: int
    first: int
    order: Order
    backwards: bool
    keep: Kept
    weights: Weights
    weighing: bool
    number: Number | None = None


def table_page(
    here: Place, chosen: Item | Aside | None, shown: Shown, surface: Surface
) -> tuple[list[Line], int]:
    """The whole table with its title, the lines below it and the chosen one; and its first line."""
    glyphs, listing = surface.glyphs, here.listing
    below = asides(shown, shown.context.entity, glyphs)
    own = here.weights.lines(surface.width, glyphs, active=here.weighing)
    at_aside = here.at - len(listing.items)
    foot = [*aside_lines(below, min(at_aside, len(below) - 1), here.number, surface), *own]
    foot.append(chosen_line(chosen, shown, surface, here.number))
    if not listing.items:
        none = nothing(here, shown, surface)
        blank = max(surface.height - len(none) - len(foot), 0)
        return [*none, *[[] for _ in range(blank)], *foot], 0
    lines = _spaced(listing, spread=shown.context.entity is not None or here.order == "class")
    height = max(surface.height - 1 - len(foot), 3)
    at = lines.index(chosen) if isinstance(chosen, Row | Sum) else None
    last = at if at is not None else len(lines) - 1
    first = window(last, here.first, height - 1, len(lines))
    form = _form(here, shown, surface)
    room = Surface(surface.width, height, glyphs)
    body = _body(lines, at, first, form, here, shown, room)
    body += [[] for _ in range(height - len(body))]
    return [_title(here, shown, surface), *body, *foot], first


def _spaced(listing: Listing, *, spread: bool) -> list[Item | None]:
    """A blank line (None) after each sum, where there are few: of one company, or by class."""
    lines: list[Item | None] = []
    for number, item in enumerate(listing.items, 1):
        lines.append(item)
        if spread and isinstance(item, Sum) and number < len(listing.items):
            lines.append(None)
    return lines


def _form(here: Place, shown: Shown, surface: Surface) -> Form:
    first = "obligor" if here.order == "holder" and shown.context.entity else "holder"
    second = "" if shown.context.entity else "obligor"
    return Form.of(first, second, surface.width, weighted=here.weights.on)


def _title(here: Place, shown: Shown, surface: Surface) -> Line:
    glyphs, dot, entity = surface.glyphs, surface.glyphs.dot, shown.context.entity
    heading, question = "Exposure", "who loses if whom fails"
    if entity is not None and here.order == "holder":
        heading, question = f"Exposure of {shown.name(entity)}", "what it loses if others fail"
    elif entity is not None:
        heading, question = f"Exposure to {shown.name(entity)}", "who loses if it fails"
    until = here.listing.items[: here.at + 1]
    count = f"{len(here.listing.rows):,}"
    if here.listing.every is not None and here.listing.every > len(here.listing.rows):
        # There is not room for both.
        question, count = "", f"{count}, the largest of {here.listing.every:,}"
    elif here.listing.more:
        count = f"{count} and more, no sums"
    place = f"{sum(isinstance(item, Row) for item in until)} of {count}"
    order = f"{ORDERS[here.order]}{' reversed' * here.backwards}"
    # The question already says of whom, where one company is picked.
    said = entity is not None and here.order in ("obligor", "holder") and not here.backwards
    words = f"{here.keep.text!r}" if here.keep.text else None
    newest = (row.newest for row in here.listing.rows)
    new = new_words(newest, shown.context, brief=not surface.wide)
    parts = [question, "$B", new, here.keep.only, words, None if said else order, place]
    right = f" {dot} ".join(part for part in parts if part)
    return title(heading, right, surface.width, glyphs)


def nothing(here: Place, shown: Shown, surface: Surface) -> list[Line]:
    """Why no row is there, and the key that helps."""
    glyphs, entity = surface.glyphs, shown.context.entity
    why, key = "no leg is known yet on this date", "] a later date"
    if shown.frames.get("exposure") is None:
        why, key = "reading the corpus", ""
    elif here.keep.text or here.keep.only:
        what = " ".join(part for part in (here.keep.only, here.keep.text) if part)
        why, key = f"nothing listed is {what}", "F no filter"
    elif entity is not None and here.order == "holder":
        why, key = f"{shown.name(entity)} is not known to lose by anybody", "o who loses by it"
    elif entity is not None:
        why, key = f"nobody is known to lose by {shown.name(entity)}", "o what it loses itself"
    line: Line = [(f" {why}", "muted"), (f" {glyphs.dot} {key}" if key else "", "accent")]
    return [title("Exposure", "0", surface.width, glyphs), line]


def window(at: int, first: int, height: int, count: int) -> int:
    """The first line to show so that line `at` is in sight, moved as little as can be."""
    first = min(max(first, at - height + 1), at)
    return max(0, min(first, count - height))


def _body(
    lines: Sequence[Item | None],
    at: int | None,
    first: int,
    form: Form,
    here: Place,
    shown: Shown,
    surface: Surface,
) -> list[Line]:
    """The header and the lines from `first` on; None is a blank line, `at` the cursor's line."""
    weights = here.weights
    glyphs = surface.glyphs
    cells: list[Sequence[Cell]] = []
    columns = form.columns()
    seen = lines[first : first + surface.height - 1]
    for item in seen:
        if item is None:
            cells.append([""] * len(columns))
        elif isinstance(item, Sum):
            cells.append(_sum_cells(item, form, weights, shown, glyphs))
        else:
            cells.append(_row_cells(item, form, weights, shown, glyphs))
    if here.number is not None and at is not None:
        cells[at - first] = _pointed(cells[at - first], form, here.number)
    rows = [row for row, item in zip(cells, seen, strict=True) if isinstance(item, Row)]
    columns = roomy(columns, cells, NUMBERS, surface.width - 1)
    # What a sum says of its coverage runs on over the evidence, where that has a column.
    columns = roomy(
        columns, rows if form.evidence else cells, ("status", "evid"), surface.width - 1
    )
    head, *drawn = table(columns, cells, surface.width - 1, at, first, surface.height, glyphs)
    days = [item.newest if isinstance(item, Row) else None for item in lines[first:][: len(drawn)]]
    return [head, *marked_new(drawn, days, shown.context)]


def _pointed(cells: Sequence[Cell], form: Form, number: Number) -> list[Cell]:
    """The cells of a line, that of the chosen number marked."""
    at = [column.title for column in form.columns()].index(number.name)
    cell = cells[at]
    text = cell if isinstance(cell, str) else plain(cell)
    return [*cells[:at], [(text, "accent reverse")], *cells[at + 1 :]]


def _row_cells(
    row: Row, form: Form, weights: Weights, shown: Shown, glyphs: GlyphSet
) -> list[Cell]:
    names = {"holder": shown.name(row.holder), "obligor": shown.name(row.obligor)}
    cells: list[Cell] = [
        clip_text(names[form.first], 9, glyphs),
        [(glyphs.both, "muted")] if row.both else " ",
    ]
    if form.second:
        cells.append(clip_text(names[form.second], 9, glyphs))
    cells.append(row.label)
    cells += _parts(row.part, row.exposure_class, row.own_units(glyphs), shown, glyphs)
    if form.weighted:
        cells.append(weights.of(row).text(glyphs))
    if form.extras:
        own = row.own_units(glyphs) if row.exposure_class in IN_DOLLARS else ""
        cells += [percent(row.share, glyphs), own or glyphs.dash]
    cells.append(row.status_cell(glyphs, word=form.words))
    if form.evidence:
        cells.append([(row.evidence(glyphs), "muted")])
    if form.newest:
        cells.append([(f"{row.newest:%Y-%m}" if row.newest else glyphs.unknown, "muted")])
    return cells


def _sum_cells(
    item: Sum, form: Form, weights: Weights, shown: Shown, glyphs: GlyphSet
) -> list[Cell]:
    cells: list[Cell] = [[(item.label, "bold")], *[""] * (2 + bool(form.second))]
    own = item.gigawatts(glyphs) if item.exposure_class == "capacity" else ""
    parts = _parts(item.part, item.exposure_class, own, shown, glyphs)
    soft = item.part("soft")
    if soft.dollars is not None:
        parts[2] = [(f"+{soft.text(glyphs)}", role) for _, role in parts[2]]
    cells += parts
    if form.weighted:
        cells.append([(weights.of(item).text(glyphs), "bold")])
    if form.extras:
        cells += ["", ""]
    coverage = item.coverage()
    if not form.words:
        in_gw = item.exposure_class == "capacity"
        known = item.megawatts()[1] if in_gw else item.quantified
        coverage = f"{known}/{item.legs}"
    elif not form.newest:
        coverage = coverage.replace(" legs", "").replace("quantified", "in $")
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


def aside_lines(
    items: Sequence[Aside], chosen: int, pointed: Number | None, surface: Surface
) -> list[Line]:
    """A broken rule, and each aside on a line; number `chosen` (below 0: none) has the cursor."""
    glyphs = surface.glyphs
    if not items:
        return []
    lines: list[Line] = [[(glyphs.broken * (surface.width - 1), "hairline")]]
    for number, item in enumerate(items):
        own = pointed if number == chosen else None
        line = clip(item.line(surface.width, glyphs, own), surface.width, glyphs)
        if number == chosen:
            line = under_cursor(line, glyphs)
        lines.append(line)
    return lines


def under_cursor(line: Line, glyphs: GlyphSet) -> Line:
    """A line that begins with a blank, with the cursor in its place and the tint of its row."""
    (text, role), *rest = line
    return add_role([(glyphs.cursor, "accent"), (text[1:], role), *rest], "cursor")
