"""Exposures as bars by plotext: by obligor, stacked by status; concentration of each holder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tui import format as fmt
from tui.draw.bars import Bar, Segment, stacked
from tui.draw.spans import Line, cell_width, clip_text, title
from tui.format import GlyphSet, role_of, status_glyph
from tui.network.leg import firmness
from tui.pages.exposure.groups import AT_RISK
from tui.pages.exposure.over_time import DatesView
from tui.pages.exposure.ratios import Concentration
from tui.pages.exposure.stacks import Bars, Stack, Status
from tui.pages.exposure.table import under_cursor, window
from tui.pages.page import Ask, Shown, Subject, Surface

NAME = 12
STUB = 3
# The index runs to 10,000: one name.
WHOLE = 10_000
# From so many rows on the bars and what was paid over time stand below each other.
TALL = 30
BARS, DATES = range(2)


@dataclass
class BarsView:
    """The cursor stands on a bar or a concentration; `part` says whether it, or the dates have
    the keys."""

    at: int = 0
    part: int = BARS
    dates: DatesView = field(default_factory=DatesView)
    _first: int = 0
    _below: int = 0

    def wants(self, shown: Shown) -> dict[str, Ask]:
        return self.dates.wants(shown, active=self.part == DATES)

    def subject(self, bars: Bars, shown: Shown) -> Subject:
        return self.dates.subject(shown) if self.part == DATES else bars.subject(self.at)

    def act(self, action: str, bars: Bars, shown: Shown) -> bool:
        if action in ("next_part", "previous_part"):
            self.part = DATES if self.part == BARS else BARS
            return True
        if self.part == DATES:
            return self.dates.act(action, shown)
        steps = {"down": 1, "up": -1, "page_down": 10, "page_up": -10}
        steps |= {"first": -bars.count, "last": bars.count}
        before = self.at
        self.at = max(0, min(self.at + steps.get(action, 0), bars.count - 1))
        return self.at != before

    def lines(self, bars: Bars, shown: Shown, surface: Surface) -> list[Line]:
        """Bars and concentrations, and below them the dates; where there is little room, one."""
        if surface.height < TALL and self.part == DATES:
            return self.dates.lines(shown, surface, active=True)
        below = min(surface.height // 2, 20) if surface.height >= TALL else 0
        room = Surface(surface.width, surface.height - below, surface.glyphs)
        lines = self._bars(bars, shown, room)[: room.height]
        if not below:
            return lines
        room = Surface(surface.width, surface.height - len(lines) - 1, surface.glyphs)
        return [*lines, [], *self.dates.lines(shown, room, active=self.part == DATES)]

    def _bars(self, bars: Bars, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, width = surface.glyphs, surface.width
        self.at = max(0, min(self.at, bars.count - 1))
        at = self.at if self.part == BARS else None
        place = min(self.at, len(bars.sums) - 1)
        # What title, legend and concentrations leave; these have half of it where there are many.
        legend = _legend(bars, width, glyphs)
        room = surface.height - 2 - len(legend)
        below = min(len(bars.concentrations), max(room // 2, room - len(bars.sums), 0))
        seen = max(4, min(len(bars.sums), room - below))
        self._first = window(place, self._first, seen, len(bars.sums))
        sums = bars.sums[self._first : self._first + seen]
        lines = [_title(bars, place, shown, surface)]
        for number, line in enumerate(_sums(bars, sums, width, glyphs), self._first):
            lines.append(under_cursor(line, glyphs) if number == at else line)
        lines += legend
        index = max(self.at - len(bars.sums), 0)
        self._below = window(index, self._below, max(below, 1), len(bars.concentrations))
        held = range(self._below, min(self._below + below, len(bars.concentrations)))
        return [*lines, *_concentration(bars, held, at, shown, width, glyphs)]


def _title(bars: Bars, place: int, shown: Shown, surface: Surface) -> Line:
    glyphs = surface.glyphs
    what = AT_RISK.get(bars.exposure_class, bars.exposure_class)
    count = f"{place + 1} of {len(bars.sums)}"
    parts = [f"{what} if each fails", f"$B, {shown.context.lens}", count, "tab dates"]
    if bars.others is not None:
        # There is not room for all.
        parts = [what, f"$B, {shown.context.lens}", f"{count}, the largest of {bars.obligors:,}"]
    right = f" {glyphs.dot} ".join(parts)
    return title("Exposure, bars", right, surface.width, glyphs)


def _sums(bars: Bars, seen: Sequence[Stack], width: int, glyphs: GlyphSet) -> list[Line]:
    """A bar a row: name, what is there by status, what has no dollars, the sum, its coverage."""
    tails = [f" {each.counted.text(glyphs)}{_coverage(each)}" for each in seen]
    room = max(width - NAME - max(max(map(len, tails), default=0) + STUB + 3, 26), 8)
    longest = max((each.counted.dollars or 0 for each in bars.drawn), default=0)
    parts = tuple(() if each is bars.others else _segments(each, glyphs) for each in seen)
    drawn = stacked(parts, float(longest), room)
    lines: list[Line] = []
    for each, bar in zip(seen, drawn, strict=True):
        line: Line = [(f" {clip_text(each.label, NAME, glyphs):<{NAME}} ", ""), *bar]
        if each.legs > each.quantified:
            line.append((glyphs.broken * STUB, "muted"))
        line.append((f" {each.counted.text(glyphs)}", "bold"))
        lines.append([*line, (_coverage(each), "muted")])
    return lines


def _coverage(each: Stack) -> str:
    return f"  {each.quantified:,} of {each.legs:,}"


def _segments(each: Stack, glyphs: GlyphSet) -> Bar:
    """A segment a status, the firmest first."""
    return tuple(
        Segment(float(dollars), status_glyph(*key, glyphs), role_of(*key))
        for key, dollars in each.by_status
    )


def _legend(bars: Bars, width: int, glyphs: GlyphSet) -> list[Line]:
    """What the fills say, the firmest first, in as many lines as that takes."""
    every = {key for each in bars.sums for key, _ in each.by_status}
    ordered = sorted(every, key=lambda key: (-firmness(_shown(key)), key[0] or ""))
    words = dict.fromkeys(
        f"{status_glyph(*key, glyphs)} {fmt.status_word(*key)}" for key in ordered
    )
    lines = [""]
    for text in [*words, f"{glyphs.broken * STUB} legs without dollars"]:
        if lines[-1] and cell_width(lines[-1]) + cell_width(text) + 3 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]}  {text}" if lines[-1] else f" {text}"
    return [[(line, "muted")] for line in lines]


def _shown(key: Status) -> str:
    return (key[0] or "") if key[1] == "live" else key[1]


def _concentration(
    bars: Bars, seen: range, at: int | None, shown: Shown, width: int, glyphs: GlyphSet
) -> list[Line]:
    """The index of each holder that is seen from its least to its most, drawn up to 10,000."""
    if not seen:
        return []
    right = "Herfindahl index, to 10,000: one name; above 1,800 is high"
    lines = [title("Concentration", right, width, glyphs)]
    scale = max(min(width - NAME - 42, 40), 0)
    own = [bars.concentrations[number] for number in seen]
    drawn = stacked(tuple(_span(each, glyphs) for each in own), WHOLE, scale)
    for number, (each, bar) in enumerate(zip(own, drawn, strict=True), len(bars.sums) + seen.start):
        line: Line = [(f" {clip_text(shown.name(each.holder), NAME, glyphs):<{NAME}} ", "")]
        bar = bar or [(glyphs.broken * min(STUB, scale), "muted")]
        used = sum(len(text) for text, _ in bar)
        line += [*bar, (" " * (scale - used + bool(scale)), ""), *each.words(glyphs)]
        lines.append(under_cursor(line, glyphs) if number == at else line)
    return lines


def _span(each: Concentration, glyphs: GlyphSet) -> Bar:
    """What is certain solid, what is possible broken."""
    low, high = each.index.low, each.index.high
    if low is None or high is None:
        return ()
    return Segment(low, glyphs.solid), Segment(max(high - low, 0.0), glyphs.broken, "muted")
