"""The loop pane from 120 columns: the company, the chosen leg, how it came to this."""

from __future__ import annotations

from typing import Any

from tui.draw.spans import Line, title
from tui.pages.exposure.company import company_lines
from tui.pages.legs import Told
from tui.pages.page import Shown, Surface
from tui.pages.story import leading, place, story_lines, turns, voice
from tui.pages.wrap import wrapped


def side(
    legs: list[Told], chosen: Told, company: str, shown: Shown, surface: Surface
) -> list[Line]:
    """Company, leg, story, and what else stands between the same two."""
    glyphs, width = surface.glyphs, surface.width
    lines = company_lines(legs, company, shown, Surface(width, surface.height // 2, glyphs))
    lines.append([])
    parties = f"{shown.name(chosen.leg.payer)} {glyphs.to} {shown.name(chosen.leg.payee)}"
    lines.append(title("Leg", parties, width, glyphs))
    lines.append([(f" {chosen.amount(glyphs)} {chosen.what}", "bold")])
    lines.append(
        [(" ", ""), *chosen.status(glyphs), (f" {glyphs.dot} {chosen.evidence(glyphs)}", "muted")]
    )
    story = shown.rows("story")
    row = leading(story, chosen)
    if row is not None:
        lines += [[(f" {text}", "")] for text in wrapped(str(row["statement"]), width - 2)[:4]]
        lines.append([(f" {voice(row)} {glyphs.dot} {place(row)}", "muted")])
    others = [
        told
        for told in legs
        if {told.leg.payer, told.leg.payee} == {chosen.leg.payer, chosen.leg.payee}
        and told.leg.leg_id != chosen.leg.leg_id
        and not told.gone
    ]
    below = len(others) + 2 if others else 0
    history = turns(story)
    room = max(surface.height - len(lines) - below - 2, 1)
    lines += [[], title("How it came to this", _count(history, room), width, glyphs)]
    lines += story_lines(history[-room:], glyphs, width, set(chosen.claims))
    if others:
        lines += [[], title("Same pair", "", width, glyphs)]
        for told in others:
            way = glyphs.to if told.leg.payer == chosen.leg.payer else glyphs.left
            lines.append(
                [
                    (f" {way} ", "muted"),
                    *told.status(glyphs, word=False),
                    (f" {told.amount(glyphs)} {told.what} ", ""),
                    (told.evidence(glyphs), "muted"),
                ]
            )
    return lines


def _count(history: list[dict[str, Any]], room: int) -> str:
    if len(history) > room:
        return f"newest {room} of {len(history)} claims"
    return f"{len(history)} claim{'s' * (len(history) != 1)}"
