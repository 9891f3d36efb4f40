"""Text in lines of so many cells."""

from __future__ import annotations

from tui.draw.spans import cell_width, cut


def wrapped(text: str, width: int) -> list[str]:
    """Words in lines of at most `width` cells; a longer word is cut where the line ends."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        while cell_width(word) > width > 0:
            head = cut(word, width)
            lines += [line] * bool(line) + [head]
            line, word = "", word[len(head) :]
        if line and cell_width(line) + 1 + cell_width(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line or not lines else lines
