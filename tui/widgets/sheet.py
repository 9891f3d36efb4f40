"""A widget that shows lines, and sends only those that changed."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.draw.spans import Line, cell_width, clip
from tui.format import GLYPHS
from tui.widgets.theme import style


def strip(line: Line, width: int, palette: str, ground: str = "") -> Strip:
    """A line as what the terminal gets: exactly `width` cells, blanks in the style before them."""
    segments: list[Segment] = []
    used = 0
    for text, role in line:
        if not text.strip() and segments:
            # A blank needs no colour of its own: fewer bytes over a slow line.
            last = segments[-1]
            if last.style is not None and not (last.style.underline or last.style.reverse):
                segments[-1] = Segment(last.text + text, last.style)
                used += cell_width(text)
                continue
        full = f"{role} {ground}".strip() if ground and ground not in role else role
        segments.append(Segment(text, style(full, palette)))
        used += cell_width(text)
    if used < width:
        tint = "cursor" if line and "cursor" in line[-1][1] else ground
        segments.append(Segment(" " * (width - used), style(tint, palette)))
    return Strip(segments, max(width, used)).crop(0, width)


class Sheet(Widget):
    """Lines drawn as they are given; `put` refreshes only the rows that differ."""

    DEFAULT_CSS = "Sheet { width: 1fr; height: 1fr; }"

    def __init__(
        self,
        *,
        ground: str = "",
        palette: str = "dark",
        glyphs: str = "full",
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.palette = palette
        self.glyphs = GLYPHS[glyphs]
        self._ground = ground
        self._lines: list[Line] = []
        self._drawn_at = Size(0, 0)

    def draw(self) -> None:
        """Draw what there is to show at the present size."""

    def _fit(self) -> None:
        if self._drawn_at != self.size:
            self._drawn_at = self.size
            self._lines = []
            self.draw()

    def on_resize(self) -> None:
        """Draw at another size, unless a frame was quicker."""
        self._fit()

    def on_hide(self) -> None:
        """Hidden it has no size and is not drawn: what changes meanwhile comes when it is shown."""
        self._drawn_at = Size(0, 0)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The first frame at a size comes before the word of it: it shall not be empty."""
        self._fit()
        return super().render_lines(crop)

    def put(self, lines: list[Line]) -> None:
        """Show these lines."""
        width = self.size.width
        lines = [clip(line, width, self.glyphs) for line in lines] if width else lines
        height = max(len(lines), len(self._lines))
        changed = [
            y
            for y in range(height)
            if (lines[y] if y < len(lines) else None)
            != (self._lines[y] if y < len(self._lines) else None)
        ]
        self._lines = lines
        if changed and width:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    @property
    def text(self) -> list[str]:
        """What is on screen as plain text, without right padding."""
        return ["".join(text for text, _ in line).rstrip() for line in self._lines]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def render_line(self, y: int) -> Strip:
        line = self._lines[y] if y < len(self._lines) else []
        return strip(line, self.size.width, self.palette, self._ground)
