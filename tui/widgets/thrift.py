"""Of what is to be drawn, send only the cells that differ from what the terminal shows.

A row that is drawn again is mostly what it was, and half of it is colours: over a slow line this
is a tenth of the bytes. Everything that is not text, colour or place passes through as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from rich.cells import get_character_cell_size

from tui.widgets.codes import UNDRAWN, UNKNOWN, after, blank, change, ground, shortened

# Place, style, text; then any other sequence or control.
_TOKEN = re.compile(
    r"\x1b\[(\d*);?(\d*)H|\x1b\[([\d;:]*)m|([^\x00-\x1f\x7f-\x9f]+)|("
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[^\[\]]?|[\x00-\x1f\x7f-\x9f])"
)
# Of these nothing on the screen changes.
_HARMLESS = re.compile(
    r"\x07|\x1b\].*|\x1b\[\?(?:7|25|10\d\d|2004|2026|2048)[hl]|\x1b\[\?\d+\$p"
    r"|\x1b\[[<>=]\d*u",
    re.S,
)
# The other screen of the terminal: what is drawn there, nobody here knows.
_OTHER_SCREEN = re.compile(r"\x1b\[\?104[79][hl]")
# Between these, a terminal shows all at once.
_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
# To send so many bytes again is no longer than to step over them.
NEAR = 4

Row = tuple[list[str], list[str]]


class Thrift:
    """Knows what the terminal shows and what it should show: characters and styles, row by row.

    The second cell of a wide character is ''.
    """

    def __init__(self) -> None:
        self.repeats = False  # whether the terminal repeats a character when told to
        self._width = self._height = 0
        self._shown: list[Row] = []
        self._wanted: list[Row] = []
        self._touched: set[int] = set()
        self._again = False
        self._at = (0, 0)  # row and column, counted from 0
        self._style = ""
        self._placed = False  # whether the cursor has to stand there: not on another screen
        self._sent_at: tuple[int, int] | None = None
        self._sent_style = UNKNOWN
        self._begins = False

    def resize(self, width: int, height: int) -> None:
        """The terminal has this size now. If it had it before, everything is sent again with the
        next data; else whoever draws draws anew."""
        if (width, height) == (self._width, self._height):
            self.repaint()
            return
        self._width, self._height = width, height
        self._wanted = [([" "] * width, [UNDRAWN] * width) for _ in range(height)]
        self._doubt()

    def repaint(self) -> None:
        """Send everything again with the next data, whatever the terminal shows."""
        self._doubt()
        self._again = self._placed = True

    def _doubt(self) -> None:
        """Nobody knows what the terminal shows, where its cursor is, in which style it writes."""
        self._shown = [([" "] * self._width, [UNKNOWN] * self._width) for _ in range(self._height)]
        self._touched.clear()
        self._again = self._placed = False
        self._sent_at = None
        self._sent_style = UNKNOWN

    def thin(self, data: str) -> str:
        """What has to be sent so that the terminal shows what it would after `data`."""
        out: list[str] = []
        for row, column, style, text, other in _TOKEN.findall(data):
            if text:
                self._draw(text)
            elif other == "\n" and self._at[0] + 1 < self._height:
                self._at = (self._at[0] + 1, 0)  # the terminal adds the return
            elif other:
                self._pass_through(other, out)
            elif row or column:
                self._at = (int(row or 1) - 1, int(column or 1) - 1)
                self._placed = True
            else:
                self._style = after(self._style, style)
        if self._again:
            self._again = False
            self._touched.update(range(self._height))
        self._flush(out)
        if out and self._placed:
            self._go(self._at, out)
        return "".join(out)

    def _pass_through(self, other: str, out: list[str]) -> None:
        """Send what is no drawing, in its place among the drawings."""
        self._flush(out)
        if other in (_BEGIN, _END):
            # Of a frame in which nothing has changed, not even this is sent.
            if other == _END and not self._begins:
                out.append(other)
            self._begins = other == _BEGIN
            return
        if self._sent_style:
            out.append("\x1b[0m")
            self._sent_style = ""
        out.append(other)
        if _OTHER_SCREEN.fullmatch(other):
            self._doubt()
        elif not _HARMLESS.fullmatch(other):
            self._wanted = [(c, [UNDRAWN] * self._width) for c, _ in self._wanted]
            self._doubt()

    def _draw(self, text: str) -> None:
        y, x = self._at
        if not (0 <= y < self._height and 0 <= x < self._width):
            return
        chars, styles = self._wanted[y]
        self._touched.add(y)
        if chars[x] == "":
            chars[x - 1] = " "
        room = self._width - x
        if _aligned(text):
            text = text[:room]
            end = x + len(text)
            chars[x:end] = text
            styles[x:end] = self._styles(text)
        else:
            end = self._draw_wide(text, chars, styles, x)
        if end < self._width and chars[end] == "":
            chars[end] = " "
        self._at = (y, min(end, self._width))

    def _draw_wide(self, text: str, chars: list[str], styles: list[str], x: int) -> int:
        """The same for text of which a character is not one cell."""
        for char in text:
            cells = width_of(char)
            if cells == 0:
                if x and chars[x - 1] != "":
                    chars[x - 1] += char
                elif x > 1:
                    chars[x - 2] += char
                continue
            if x + cells > self._width:
                break
            chars[x : x + cells] = [char, ""][:cells]
            styles[x : x + cells] = self._styles(char) * cells
            x += cells
        return x

    def _styles(self, text: str) -> list[str]:
        """The style of each character: blanks that look the same have the same."""
        style, bare = self._style, ground(self._style)
        if bare == style or " " not in text:
            return [style] * len(text)
        return [bare if char == " " else style for char in text]

    def _flush(self, out: list[str]) -> None:
        for y in sorted(self._touched):
            if self._wanted[y] != self._shown[y]:
                if self._begins:
                    out.append(_BEGIN)
                    self._begins = False
                self._send_row(y, out)
                chars, styles = self._wanted[y]
                self._shown[y] = (chars[:], styles[:])
        self._touched.clear()

    def _send_row(self, y: int, out: list[str]) -> None:
        chars, styles = self._wanted[y]
        aligned = _aligned(chars)
        for start, end in self._spans(y):
            self._go((y, start), out)
            x = start
            while x < end:
                style, first = styles[x], x
                while x < end and styles[x] == style:
                    x += 1
                text = "".join(chars[first:x])
                if not text.strip(" ") and style == ground(style):
                    style = self._on_blanks(style, styles[x] if x < end else UNKNOWN)
                if style != self._sent_style:
                    out.append(change(self._sent_style, style))
                    self._sent_style = style
                out.append(shortened(text) if self.repeats and aligned else text)
            # At the right edge the cursor hangs: where, terminals disagree. So behind wide ones.
            self._sent_at = (y, end) if end < self._width and aligned else None

    def _on_blanks(self, style: str, following: str) -> str:
        """A style in which blanks look as in this one: that before or behind them, if it does."""
        for near in (self._sent_style, following):
            if ground(near) == style:
                return near
        return blank(self._sent_style, style)

    def _spans(self, y: int) -> list[tuple[int, int]]:
        """From where to where cells of a row differ from what is shown; near ones as one."""
        (chars, styles), (old_chars, old_styles) = self._wanted[y], self._shown[y]
        if not (_aligned(chars) and _aligned(old_chars)):
            # Terminals disagree on what is wide: each row is as it is when all of it is sent.
            return list(_runs(style != UNDRAWN for style in styles))
        spans: list[tuple[int, int]] = []
        for start, end in _runs(
            style != UNDRAWN and (char != old_char or style != old_style)
            for char, style, old_char, old_style in zip(
                chars, styles, old_chars, old_styles, strict=True
            )
        ):
            if spans and self._short(y, spans[-1][1], start):
                start = spans.pop()[0]
            spans.append((start, end))
        return spans

    def _short(self, y: int, start: int, end: int) -> bool:
        """Whether the cells between two spans are soon sent again."""
        chars, styles = self._wanted[y]
        beside = {styles[start - 1], ground(styles[start - 1]), styles[end], ground(styles[end])}
        return len("".join(chars[start:end]).encode()) <= NEAR and beside.issuperset(
            styles[start:end]
        )

    def _go(self, place: tuple[int, int], out: list[str]) -> None:
        y, x = place
        if self._sent_at == place:
            return
        ahead = x - self._sent_at[1] if self._sent_at and self._sent_at[0] == y else 0
        if ahead > 0:
            out.append("\x1b[C" if ahead == 1 else f"\x1b[{ahead}C")
        elif x == 0:
            out.append(f"\x1b[{y + 1}H" if y else "\x1b[H")
        else:
            out.append(f"\x1b[{y + 1};{x + 1}H")
        self._sent_at = place


def _aligned(characters: Iterable[str]) -> bool:
    """Whether each character is one of one cell."""
    return all(width_of(char) == 1 for char in set(characters))


def _runs(flags: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Where the runs of what is true begin and end."""
    x = 0
    for flag, run in groupby(flags):
        end = x + len(list(run))
        if flag:
            yield x, end
        x = end


@lru_cache(maxsize=4096)
def width_of(char: str) -> int:
    """Of a character with its accents apart 0, as of half a wide one: neither stands alone."""
    return get_character_cell_size(char) if len(char) == 1 else 0
