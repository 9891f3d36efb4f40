"""The loop pane from 120 columns: the company, the chosen leg, how it came to this."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tui.draw.spans import Line, title
from tui.pages.exposure.company import SIDES, Side, company_lines, legs_of_company, of_side
from tui.pages.legs import Told
from tui.pages.page import Shown, Subject, Surface
from tui.pages.rows import Rows
from tui.pages.story import leading, place, story_lines, turns, voice
from tui.pages.wrap import wrapped

if TYPE_CHECKING:
    from tui.pages.loop.views import Beside


@dataclass
class SideView:
    """The cursor walks the legs of the company, and then its totals."""

    rows: Rows = field(default_factory=Rows)

    def _stops(self, beside: Beside) -> list[Told | Side]:
        own = legs_of_company(beside.legs, beside.company)
        return [*own, *(side for side in SIDES if of_side(own, beside.company, side))]

    def at(self, beside: Beside) -> Told | Side | None:
        """The leg or the total under the cursor."""
        stops = self._stops(beside)
        return stops[max(0, min(self.rows.cursor, len(stops) - 1))] if stops else None

    def act(self, action: str, beside: Beside) -> bool:
        """Move the cursor; false if the action does not."""
        stops = self._stops(beside)
        self.rows.height = max(len(stops), 1)
        return self.rows.act(action, len(stops))

    def subject(self, beside: Beside) -> Subject:
        """The leg under the cursor, or the legs that the total adds up."""
        at, company = self.at(beside), beside.company
        if isinstance(at, Told):
            other = at.leg.payee if at.leg.payer == company else at.leg.payer
            return Subject(at.claims, leg=at.leg.leg_id, deal=at.leg.deal_id, entity=other)
        every = (
            of_side(legs_of_company(beside.legs, company), company, at) if at is not None else []
        )
        claims = tuple(dict.fromkeys(claim for told in every for claim in told.claims))
        return Subject(claims, entity=company, legs=tuple(told.leg.leg_id for told in every))


def side(beside: Beside, here: Told | Side | None, shown: Shown, surface: Surface) -> list[Line]:
    """Company, leg, story, and what else stands between the same two; `here` is under the cursor of
    the company, where that has the keys."""
    company, legs, chosen = beside
    glyphs, width = surface.glyphs, surface.width
    upper = Surface(width, surface.height // 2, glyphs)
    leg = here.leg.leg_id if isinstance(here, Told) else None
    total = None if isinstance(here, Told) else here
    lines = company_lines(legs, company, shown, upper, leg, total)
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
