"""The three rows above every pane: name, panes and date; ladder and coverage; the one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.draw.spans import Line, cell_width, clip, concat
from tui.draw.spans import width as line_width
from tui.format import GlyphSet, total
from tui.keys import PANES


@dataclass(frozen=True)
class Rung:
    """One lens of the ladder: whole dollars (None unknown), its bound mark, n of m legs."""

    lens: str
    dollars: int | None
    mark: str
    quantified: int
    legs: int


@dataclass(frozen=True)
class Heading:
    """What the header says. `news` is the third row's text, `right` its right end."""

    pane: str
    as_of: str
    lens: str
    rungs: Sequence[Rung]
    news: Line
    right: str
    articles: int | None = None


def header(heading: Heading, width: int, glyphs: GlyphSet) -> list[Line]:
    """Three lines of at most `width` cells; the dials stand between the keys that turn them."""
    return [
        _places(heading, width, glyphs),
        _ladder(heading, width, glyphs),
        _news(heading, width, glyphs),
    ]


def _places(heading: Heading, width: int, glyphs: GlyphSet) -> Line:
    left = _panes(heading, glyphs, [label for _, label in PANES])
    dial: Line = [
        ("as of ", "muted"),
        ("[ ", "accent"),
        (heading.as_of, "accent bold"),
        (" ]", "accent"),
    ]
    if width >= 120 and heading.articles is not None:
        plural = "article" if heading.articles == 1 else "articles"
        dial = concat([(f"{heading.articles} {plural} {glyphs.dot} ", "muted")], dial)
    if line_width(left) + line_width(dial) > width:
        left = _panes(heading, glyphs, [label * (name == heading.pane) for name, label in PANES])
    return _ends(left, dial, width, glyphs)


def _panes(heading: Heading, glyphs: GlyphSet, labels: Sequence[str]) -> Line:
    """The name and the panes by key and label: the open one is marked."""
    line: Line = [("caploop ", "bold")]
    for number, ((name, _), label) in enumerate(zip(PANES, labels, strict=True), 1):
        here = name == heading.pane
        mark = glyphs.here if here else " "
        line.append((f"{mark}{number} {label}".rstrip() + " ", "accent bold" if here else "muted"))
    return line


def _ladder(heading: Heading, width: int, glyphs: GlyphSet) -> Line:
    left: Line = [("lens ", "muted"), ("{", "accent")]
    wide = width >= 120
    for rung in heading.rungs:
        here = rung.lens == heading.lens
        mark = glyphs.rung if here else " "
        value = total(rung.dollars, "" if rung.mark == "exact" else rung.mark, glyphs)
        left.append((f"{mark}{rung.lens} {value}", "accent bold" if here else "muted"))
        left.append((f" {rung.quantified}/{rung.legs}  " if wide else " ", "muted"))
    left += [("}", "accent"), (" $B", "muted")]
    now = next((rung for rung in heading.rungs if rung.lens == heading.lens), None)
    if now is None:
        return clip(left, width, glyphs)
    right = "legs in $ beside each total" if wide else f"{now.quantified} of {now.legs} legs"
    return _ends(left, [(right, "muted")], width, glyphs)


def _news(heading: Heading, width: int, glyphs: GlyphSet) -> Line:
    return _ends(heading.news, [(heading.right, "muted")] if heading.right else [], width, glyphs)


def _ends(left: Line, right: Line, width: int, glyphs: GlyphSet) -> Line:
    """Two pieces at the two ends of a row; the left one is cut where they would meet."""
    room = width - line_width(right) - (1 if right else 0)
    left = clip(left, max(room, 0), glyphs)
    gap = width - line_width(left) - line_width(right)
    return concat(left, [(" " * max(gap, 0), "")], right)


def footer(
    keys: Sequence[tuple[str, str]], width: int, glyphs: GlyphSet, *, helps: str = "?"
) -> Line:
    """The last row: keys with their labels, as many as fit, `? help` always last."""
    last = (helps, "help")
    line: Line = []
    room = width - cell_width(" ".join(last)) - 2
    for key, label in keys:
        piece = f"{key} {label}"
        if line_width(line) + cell_width(piece) + 2 > room:
            break
        line += [(key, "accent"), (f" {label}  ", "muted")]
    return concat(line, [(last[0], "accent"), (f" {last[1]}", "muted")])
