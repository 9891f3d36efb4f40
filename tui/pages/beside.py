"""Two parts of a page side by side, from 120 columns on."""

from __future__ import annotations

from tui.draw.spans import Line, clip, pad
from tui.pages.page import Surface


def halves(surface: Surface) -> tuple[Surface, Surface]:
    """The two parts of a wide surface: 74 and 43 of 120 columns, and so on in proportion."""
    left = surface.width * 74 // 120
    return (
        Surface(left, surface.height, surface.glyphs),
        Surface(surface.width - left - 3, surface.height, surface.glyphs),
    )


def beside(left: list[Line], right: list[Line], surface: Surface) -> list[Line]:
    """The lines of both parts in one, with a rule between them."""
    glyphs = surface.glyphs
    part, _ = halves(surface)
    rule: Line = [(f" {glyphs.bar} ", "hairline")]
    lines: list[Line] = []
    for y in range(surface.height):
        start = pad(left[y] if y < len(left) else [], part.width, glyphs)
        end = right[y] if y < len(right) else []
        lines.append(clip([*start, *rule, *end], surface.width, glyphs))
    return lines
