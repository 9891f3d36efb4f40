"""One company: what it pays on the left, what it is paid on the right, a row a leg."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Final, Literal

from tui.draw.butterfly import Butterfly, Flow, Wing, butterfly
from tui.draw.spans import Line, title
from tui.format import GlyphSet
from tui.network.leg import weighing_legs
from tui.network.total import total
from tui.pages.legs import Told, printed
from tui.pages.page import Shown, Surface

Side = Literal["out", "in"]
SIDES: Final[tuple[Side, ...]] = ("out", "in")


def company_lines(
    legs: Iterable[Told],
    company: str,
    shown: Shown,
    surface: Surface,
    chosen: str | None = None,
    side: Side | None = None,
) -> list[Line]:
    """The butterfly of a company under its title; `chosen` is the id of the leg to mark, `side` the
    total."""
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
    data = Butterfly(wings, _sums(own, company, side, shown, glyphs))
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


def of_side(own: Sequence[Told], company: str, side: Side) -> list[Told]:
    """The legs that the total of a side is of: those of a kind that weighs."""
    every = [t for t in own if company == (t.leg.payer if side == "out" else t.leg.payee)]
    ids = {leg.leg_id for leg in weighing_legs(told.leg for told in every)}
    return [told for told in every if told.leg.leg_id in ids]


def _sums(
    own: Sequence[Told], company: str, chosen: Side | None, shown: Shown, glyphs: GlyphSet
) -> Line:
    """Both totals in the lens, each with its coverage; a mark before the one under the cursor."""
    line: Line = []
    for side in SIDES:
        whole = total((t.leg for t in of_side(own, company, side)), shown.context.lens)
        size = printed(whole, glyphs) if whole.legs else glyphs.dash
        legs = " legs" if side == "out" else ""
        of = f", {whole.quantified} of {whole.legs}{legs}" if whole.legs else ""
        line.append((glyphs.here if side == chosen else " ", "accent bold"))
        line.append((f"{side} {size}{of}", "bold" if side == chosen else "muted"))
        line.append((f" {glyphs.dot}" if side == "out" else "", "muted"))
    return line
