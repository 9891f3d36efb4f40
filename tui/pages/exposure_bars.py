"""Exposures as bars: by obligor, stacked by status; concentration; committed against paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tui import format as fmt
from tui.draw.spans import Line, clip, clip_text, title
from tui.format import GlyphSet, role_of, status_glyph
from tui.network.leg import firmness
from tui.pages.exposure_groups import AT_RISK, classes
from tui.pages.exposure_ratios import Concentration, commitments, concentrations
from tui.pages.exposure_rows import Row, Sum, claims_of, legs_of
from tui.pages.exposure_table import under_cursor, window
from tui.pages.page import Shown, Subject, Surface

NAME = 12
STUB = 3


@dataclass(frozen=True)
class Bars:
    """What the cursor stops at: sums of one class by obligor, then concentrations of holders."""

    exposure_class: str
    sums: tuple[Sum, ...]
    concentrations: tuple[Concentration, ...]

    @classmethod
    def of(cls, rows: Sequence[Row], exposure_class: str, shown: Shown) -> Bars:
        """The bars of one class, the longest first."""
        own = [row for row in rows if row.exposure_class == exposure_class]
        obligors: dict[str, list[Row]] = {}
        for row in own:
            obligors.setdefault(row.obligor_parent, []).append(row)
        every = [
            Sum(shown.name(obligor), exposure_class, tuple(classes(members)[0]))
            for obligor, members in obligors.items()
        ]
        every.sort(key=lambda each: (-(each.counted.dollars or 0), -each.legs, each.label))
        held = [each for each in concentrations(own, exposure_class) if each.legs > 1]
        if exposure_class == "sales":
            held += [
                commitments(row, rows) for row in shown.rows("aggregates") if row["term"] == "pays"
            ]
        return cls(exposure_class, tuple(every), tuple(held))

    def subject(self, at: int) -> Subject:
        """The legs of a bar, or those that a concentration is worked out from."""
        if at < len(self.sums):
            rows = self.sums[at].rows
            return Subject(claims_of(rows), entity=rows[0].obligor_parent, legs=legs_of(rows))
        if at - len(self.sums) < len(self.concentrations):
            return self.concentrations[at - len(self.sums)].subject
        return Subject()

    @property
    def count(self) -> int:
        return len(self.sums) + len(self.concentrations)


def bar_lines(bars: Bars, at: int, first: int, shown: Shown, surface: Surface) -> list[Line]:
    """Bars from number `first` on, then concentration and the known dates while there is room."""
    glyphs, width = surface.glyphs, surface.width
    what = AT_RISK.get(bars.exposure_class, bars.exposure_class)
    place = f"{min(at, len(bars.sums) - 1) + 1} of {len(bars.sums)}"
    right = f"{what} if each fails {glyphs.dot} $B, {shown.context.lens} {glyphs.dot} {place}"
    largest = max((each.counted.dollars or 0 for each in bars.sums), default=0)
    lines = [title("Exposure, bars", right, width, glyphs)]
    seen = bars.sums[first : first + _rows_for_bars(bars, surface)]
    for number, each in enumerate(seen, first):
        bar = _bar(each, largest, width, glyphs)
        lines.append(under_cursor(bar, glyphs) if number == at else bar)
    lines.append([(f" {_legend(seen, glyphs)}", "muted")])
    below = surface.height - len(lines)
    return [*lines, *_concentration(bars, at, shown, width, glyphs), *_dates(shown, surface)][
        : len(lines) + below
    ]


def bar_window(bars: Bars, at: int, first: int, surface: Surface) -> int:
    """The first bar to show so that number `at` is in sight."""
    seen = _rows_for_bars(bars, surface)
    return window(min(at, len(bars.sums) - 1), first, seen, len(bars.sums))


def _rows_for_bars(bars: Bars, surface: Surface) -> int:
    """How many bars are seen: what concentration and dates leave, at least four."""
    others = len(bars.concentrations) + 2
    return max(4, min(len(bars.sums), surface.height - 2 - others - 3))


def _bar(each: Sum, largest: int, width: int, glyphs: GlyphSet) -> Line:
    coverage = each.coverage().replace(" legs quantified", "")
    room = max(width - NAME - 26, 8)
    line: Line = [(f" {clip_text(each.label, NAME, glyphs):<{NAME}} ", "")]
    used = 0
    for row in sorted(each.rows, key=_firmness, reverse=True):
        dollars = row.counted.dollars
        if dollars is None:
            continue
        # A leg with dollars never vanishes, unless a source says zero.
        cells = max(round(dollars * room / largest), 1) if dollars else 0
        glyph = status_glyph(row.status, row.standing, glyphs)
        line.append((glyph * cells, role_of(row.status, row.standing)))
        used += cells
    unknown = each.legs - each.quantified
    if unknown:
        line.append((glyphs.broken * STUB, "muted"))
        used += STUB
    line.append((f" {each.counted.text(glyphs)}", "bold"))
    line.append((f"  {coverage}", "muted"))
    return line


def _firmness(row: Row) -> int:
    return firmness((row.status or "") if row.standing == "live" else row.standing)


def _legend(seen: Sequence[Sum], glyphs: GlyphSet) -> str:
    words = dict.fromkeys(
        (status_glyph(row.status, row.standing, glyphs), fmt.status_word(row.status, row.standing))
        for each in seen
        for row in each.rows
        if row.counted.dollars is not None
    )
    known = [f"{glyph} {word}" for glyph, word in words]
    return "  ".join([*known, f"{glyphs.broken * STUB} legs without dollars"])


def _concentration(bars: Bars, at: int, shown: Shown, width: int, glyphs: GlyphSet) -> list[Line]:
    if not bars.concentrations:
        return []
    right = "Herfindahl index: above 1,800 is high, 10,000 one name"
    lines = [title("Concentration", right, width, glyphs)]
    for number, each in enumerate(bars.concentrations, len(bars.sums)):
        line: Line = [(f" {clip_text(shown.name(each.holder), NAME, glyphs):<{NAME}} ", "")]
        line += each.words(glyphs)
        lines.append(under_cursor(line, glyphs) if number == at else line)
    return lines


def _dates(shown: Shown, surface: Surface) -> list[Line]:
    """Committed against paid on each known date: paid, firm beyond it, announced, the ceiling."""
    glyphs, width = surface.glyphs, surface.width
    rows = shown.rows("dates")
    if not rows:
        return []
    right = "all legs in dollars: paid, firm, announced, at most"
    lines = [title("Through time", right, width, glyphs)]
    largest = max(row["headline"] or 0 for row in rows)
    room = max(width - 46, 8)
    for row in rows:
        lines.append(
            clip([(f" {row['day']} ", "muted"), *_rungs(row, largest, room, glyphs)], width, glyphs)
        )
    return lines


def _rungs(row: dict[str, Any], largest: int, room: int, glyphs: GlyphSet) -> Line:
    """One bar, each rung beyond the one before it; what only the ceiling counts is broken."""
    fills = {
        "paid": (glyphs.paid, "paid"),
        "firm": (glyphs.binding, "binding"),
        "announced": (glyphs.announced, "announced"),
        "headline": (glyphs.broken, "muted"),
    }
    line: Line = []
    below = used = 0
    for name, (glyph, role) in fills.items():
        dollars = row[name] or 0
        cells = round(max(dollars - below, 0) * room / largest) if largest else 0
        line.append((glyph * cells, role))
        below, used = max(below, dollars), used + cells
    sizes = "".join(_rung(row, name, glyphs) for name in fills)
    coverage = f"  {row['quantified']} of {row['legs']}"
    return [*line, (" " * max(room - used, 0), ""), (sizes, ""), (coverage, "muted")]


def _rung(row: dict[str, Any], name: str, glyphs: GlyphSet) -> str:
    mark = row[f"{name}_mark"]
    text = fmt.total(row[name], "" if mark in (None, "exact") else mark, glyphs)
    return f" {text:>5}"
