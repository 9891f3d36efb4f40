"""One company: what it pays on the left, what it is paid on the right, a row a leg."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from tui.draw.butterfly import Butterfly, Flow, Wing, butterfly
from tui.draw.spans import Line, title
from tui.format import GlyphSet
from tui.network.leg import weighing_legs
from tui.network.total import total
from tui.pages.legs import Told, printed
from tui.pages.page import Shown, Surface


def company_lines(
    legs: Iterable[Told], company: str, shown: Shown, surface: Surface, chosen: str | None = None
) -> list[Line]:
    """The butterfly of a company under its title; `chosen` is the id of the leg to mark."""
    glyphs = surface.glyphs
    own = legs_of_company(legs, company)
    wings = tuple(
        Wing(
            other,
            shown.name(other),
            tuple(_flow(told, glyphs) for told in pays),
            tuple(_flow(told, glyphs) for told in is_paid),
        )
        for other, pays, is_paid in _by_other(own, company)
    )
    right = f"pays {glyphs.bar} is paid {glyphs.dot} $B"
    head = title(shown.name(company), right, surface.width, glyphs)
    data = Butterfly(wings, _sums(own, company, shown, glyphs))
    lines = butterfly(data, surface.width, surface.height - 1, glyphs, chosen).lines()
    while lines and not lines[-1]:
        lines.pop()
    return [head, *lines]


def legs_of_company(legs: Iterable[Told], company: str) -> list[Told]:
    """The legs that a company pays or is paid, as they are drawn: row by row, left before right."""
    own = [told for told in legs if not told.gone and company in (told.leg.payer, told.leg.payee)]
    ordered: list[Told] = []
    for _, pays, is_paid in _by_other(own, company):
        for row in zip_longest(pays, is_paid):
            ordered += [told for told in row if told is not None]
    return ordered


def _by_other(
    own: Sequence[Told], company: str
) -> list[tuple[str, tuple[Told, ...], tuple[Told, ...]]]:
    """Counterparty, what the company pays it, what it pays the company; the most dollars first."""
    pays: dict[str, list[Told]] = {}
    is_paid: dict[str, list[Told]] = {}
    for told in own:
        if told.leg.payer == company:
            pays.setdefault(told.leg.payee, []).append(told)
        else:
            is_paid.setdefault(told.leg.payer, []).append(told)

    def weight(other: str) -> tuple[int, str]:
        return -sum(each.usd or 0 for each in pays.get(other, []) + is_paid.get(other, [])), other

    return [
        (other, tuple(pays.get(other, ())), tuple(is_paid.get(other, ())))
        for other in sorted({*pays, *is_paid}, key=weight)
    ]


def _flow(told: Told, glyphs: GlyphSet) -> Flow:
    leg = told.leg
    return Flow(leg.leg_id, told.amount(glyphs), told.usd, leg.status or None, leg.standing)


def _sums(own: Sequence[Told], company: str, shown: Shown, glyphs: GlyphSet) -> Line:
    """Both totals in the lens, each with its coverage."""
    lens = shown.context.lens
    out = total(weighing_legs(told.leg for told in own if told.leg.payer == company), lens)
    into = total(weighing_legs(told.leg for told in own if told.leg.payee == company), lens)
    paid_out = f" out {printed(out, glyphs)}, {out.quantified} of {out.legs} legs"
    paid_in = f"in {printed(into, glyphs)}, {into.quantified} of {into.legs}"
    return [(f"{paid_out} {glyphs.dot} {paid_in}", "muted")]
