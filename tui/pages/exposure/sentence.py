"""What stands under the cursor of the exposures in a sentence: the last line of the table."""

from __future__ import annotations

from typing import Any

from tui.draw.spans import Line, cell_width, clip, clip_text
from tui.draw.spans import width as line_width
from tui.pages.exposure.asides import Aside, Number
from tui.pages.exposure.groups import Item
from tui.pages.exposure.rows import IN_DOLLARS, Row, Sum
from tui.pages.page import Shown, Surface
from tui.pages.story import place, voice


def chosen_line(
    chosen: Item | Aside | None, shown: Shown, surface: Surface, number: Number | None = None
) -> Line:
    """What stands under the cursor in a sentence: the claim of a leg, what a sum is made of, or the
    one number of it that is chosen."""
    glyphs, dot = surface.glyphs, surface.glyphs.dot
    line: Line = [(f"{glyphs.here} ", "accent")]
    if number is not None:
        text = f"{number.name} {number.text} $B {dot} e what each adds {dot} h the line"
        return clip([*line, (text, "")], surface.width, glyphs)
    if isinstance(chosen, Row):
        return _row_line(chosen, line, shown, surface)
    if isinstance(chosen, Sum):
        text = f"{chosen.legs} legs, in no dollars {dot} e lists their claims"
        if chosen.exposure_class in IN_DOLLARS:
            # The lens says how many of the legs count; the ceiling is of all that have dollars.
            lens = shown.context.lens
            of = chosen.coverage() + (f", {lens}" if lens != "headline" else "")
            text = f"({of}) {dot} e what each adds {dot} l number by number"
            line.append((f"{chosen.label}: {chosen.equation(glyphs)} ", ""))
        else:
            line.append((f"{chosen.label}: ", ""))
        return clip([*line, (text, "muted")], surface.width, glyphs)
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
