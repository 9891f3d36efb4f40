"""The loop pane from 120 columns: the company, the chosen leg, how it came to this."""

from __future__ import annotations

from typing import Any

from tui.draw.butterfly import Butterfly, Flow, Wing, butterfly
from tui.draw.spans import Line, title
from tui.format import GlyphSet
from tui.network.leg import weighing_legs
from tui.network.total import total
from tui.pages.legs import Told, printed
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
    return f"{len(history)} claims"


def company_lines(legs: list[Told], company: str, shown: Shown, surface: Surface) -> list[Line]:
    """The butterfly of one company: what it pays left, what it is paid right."""
    glyphs = surface.glyphs
    pays: dict[str, list[Flow]] = {}
    is_paid: dict[str, list[Flow]] = {}
    own = [told for told in legs if not told.gone and company in (told.leg.payer, told.leg.payee)]
    for told in own:
        side_of, other = (
            (pays, told.leg.payee) if told.leg.payer == company else (is_paid, told.leg.payer)
        )
        flow = Flow(
            told.leg.leg_id,
            told.amount(glyphs),
            told.usd,
            told.leg.status or None,
            told.leg.standing,
        )
        side_of.setdefault(other, []).append(flow)
    names = sorted(
        {*pays, *is_paid},
        key=lambda other: (
            -sum(flow.usd or 0 for flow in pays.get(other, []) + is_paid.get(other, [])),
            other,
        ),
    )
    wings = tuple(
        Wing(other, shown.name(other), tuple(pays.get(other, ())), tuple(is_paid.get(other, ())))
        for other in names
    )
    head = title(
        shown.name(company), f"pays {glyphs.bar} is paid {glyphs.dot} $B", surface.width, glyphs
    )
    data = Butterfly(wings, _sums(own, company, shown, glyphs))
    lines = butterfly(data, surface.width, surface.height - 1, glyphs).lines()
    while lines and not lines[-1]:
        lines.pop()
    return [head, *lines]


def _sums(own: list[Told], company: str, shown: Shown, glyphs: GlyphSet) -> Line:
    """Both totals in the lens, each with its coverage."""
    lens = shown.context.lens
    out = total(weighing_legs(told.leg for told in own if told.leg.payer == company), lens)
    into = total(weighing_legs(told.leg for told in own if told.leg.payee == company), lens)
    dot = glyphs.dot
    paid_out = f" out {printed(out, glyphs)}, {out.quantified} of {out.legs} legs"
    paid_in = f"in {printed(into, glyphs)}, {into.quantified} of {into.legs}"
    text = f"{paid_out} {dot} {paid_in}"
    return [(text, "muted")]
