"""The card of a pair: what goes each way, how much of its own sale the vendor funded, net."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tui.context import LENSES, Lens
from tui.draw.spans import Line, title
from tui.draw.table import Column, table
from tui.format import GlyphSet, billions
from tui.network.leg import Leg, weighing_legs
from tui.network.ratios import dyad
from tui.network.total import total
from tui.pages.dyad import multiple_words, share_words
from tui.pages.legs import Told, printed, told_legs
from tui.pages.page import Ask, Open, Shown, Subject, Surface
from tui.pages.rows import Rows


@dataclass
class PairPage:
    """All legs between the two parties of a leg; the one asked for comes first to the eye."""

    leg_id: str
    name: str = "pair"
    rows: Rows = field(default_factory=Rows)
    placed: bool = False

    def wants(self, shown: Shown) -> dict[str, Ask]:
        return {"legs": Ask.of("legs")}

    def sql(self, shown: Shown) -> Ask:
        return Ask.of("dyads")

    def footer(self) -> tuple[str, ...]:
        return ("evidence", "enter", "card", "down", "sql", "firmer", "back")

    def between(self, shown: Shown) -> tuple[tuple[str, str], list[Told]]:
        """The pair, payer of the leg first, and its legs: that direction, then the other."""
        legs = told_legs(shown.frames.get("legs"))
        asked = next((told.leg for told in legs if told.leg.leg_id == self.leg_id), None)
        if asked is None:
            return ("", ""), []
        one, other = asked.payer, asked.payee
        own = [
            told
            for payer, payee in ((one, other), (other, one))
            for told in legs
            if (told.leg.payer, told.leg.payee) == (payer, payee) and not told.gone
        ]
        if not self.placed:
            ids = [told.leg.leg_id for told in own]
            self.rows.cursor = ids.index(self.leg_id) if self.leg_id in ids else 0
            self.placed = True
        return (one, other), own

    def _chosen(self, shown: Shown) -> Told | None:
        _, legs = self.between(shown)
        return legs[max(0, min(self.rows.cursor, len(legs) - 1))] if legs else None

    def subject(self, shown: Shown) -> Subject:
        told = self._chosen(shown)
        if told is None:
            return Subject()
        return Subject(told.claims, leg=told.leg.leg_id, deal=told.leg.deal_id)

    def act(self, action: str, shown: Shown) -> Open | bool:
        if action == "enter":
            return Open("deal", self.subject(shown))
        return self.rows.act(action, len(self.between(shown)[1]))

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, width = surface.glyphs, surface.width
        (one, other), legs = self.between(shown)
        if not legs:
            text = "no leg between the two is known on this date"
            text = text if "legs" in shown.frames else "reading"
            return [title("Pair", "", width, glyphs), [(f" {text}", "muted")]]
        names = f"{shown.name(one)} and {shown.name(other)}"
        ratios = self._ratios([told.leg for told in legs], (one, other), shown, surface)
        self.rows.fit(len(legs), max(surface.height - 3 - len(ratios), 2))
        place = f"{self.rows.cursor + 1} of {len(legs)}"
        right = f"both directions {glyphs.dot} $B {glyphs.dot} {place}"
        lines = [title(names, right, width, glyphs), *self._list(legs, shown, surface), []]
        return [*lines, *ratios]

    def _list(self, legs: Sequence[Told], shown: Shown, surface: Surface) -> list[Line]:
        glyphs = surface.glyphs
        columns = [
            Column("way", 24, grow=1),
            Column("what", 14, grow=1),
            Column("amount", 8, "right"),
            Column("status", 18, gap=2),
            Column("evid", 5),
            Column("newest", 7, gap=2),
        ]
        first = self.rows.first
        drawn = [
            (
                f"{shown.name(told.leg.payer)} {glyphs.to} {shown.name(told.leg.payee)}",
                f"{told.what}{', derived' * told.derived}",
                told.amount(glyphs),
                told.status(glyphs),
                [(told.evidence(glyphs), "muted")],
                [(f"{told.newest:%Y-%m}" if told.newest else glyphs.unknown, "muted")],
            )
            for told in legs[first : first + self.rows.height]
        ]
        width = surface.width - 1
        return table(columns, drawn, width, self.rows.cursor, first, self.rows.height + 1, glyphs)

    def _ratios(
        self, legs: Sequence[Leg], pair: tuple[str, str], shown: Shown, surface: Surface
    ) -> list[Line]:
        """Sums, V, M and net in all four lenses side by side."""
        glyphs = surface.glyphs
        cell = (min(surface.width, 100) - 25) // len(LENSES)

        def row(label: str, values: list[str], role: str = "") -> Line:
            texts = "".join(value.rjust(cell) for value in values)
            return [(f" {label:<23}", "muted"), (texts, role)]

        lines = [title("Lenses", "of the pair, $B", surface.width, glyphs)]
        lines.append(row("", list(LENSES), "muted"))
        for payer, payee in (pair, pair[::-1]):
            way = [leg for leg in weighing_legs(legs) if (leg.payer, leg.payee) == (payer, payee)]
            sums = [total(way, lens) for lens in LENSES]
            texts = [
                f"{printed(each, glyphs)}, {each.quantified} of {each.legs}" if way else glyphs.dash
                for each in sums
            ]
            lines.append(row(f"{shown.name(payer)} pays", texts))
        for vendor, customer in (pair, pair[::-1]):
            each = [dyad(legs, vendor, customer, lens) for lens in LENSES]
            if not each[0].funded.legs or not each[0].bought.legs:
                continue
            lines.append([])
            text = f"{shown.name(vendor)} funds its own sale to {shown.name(customer)}"
            lines.append(title(text, "at most: money has no label", surface.width, glyphs))
            lines.append(row("vendor-funded share V", [share_words(d.share, glyphs) for d in each]))
            multiples = [multiple_words(d.multiple, glyphs) for d in each]
            lines.append(row("purchase multiple M", multiples))
            returns = [f"{d.bought.quantified} of {d.bought.legs}" for d in each]
            lines.append(row("return legs quantified", returns, "muted"))
        nets = [net(legs, pair, lens, shown, glyphs) for lens in LENSES]
        return [*lines, row("net, for information", nets, "muted")]


def net(
    legs: Sequence[Leg], pair: tuple[str, str], lens: Lens, shown: Shown, glyphs: GlyphSet
) -> str:
    """Who would owe how much after netting, which the law rarely allows: `OpenAI 250–350`, in $B.

    `?` unless every leg of both directions is bounded and the sign of the difference is certain.
    """
    out, back = (_span(legs, way, lens) for way in (pair, pair[::-1]))
    if out is None or back is None:
        return glyphs.unknown
    low, high = out[0] - back[1], out[1] - back[0]
    if low < 0 < high:
        return glyphs.unknown
    least, most = sorted((abs(low), abs(high)))
    size = billions(most, glyphs)
    if least != most:
        size = f"{billions(least, glyphs)}{glyphs.dash}{size}"
    return f"{shown.name(pair[0] if high > 0 else pair[1])} {size}"


def _span(legs: Sequence[Leg], way: tuple[str, str], lens: Lens) -> tuple[int, int] | None:
    """Least and most dollars one way, None where no leg or one without an upper end."""
    ends = [leg.bounds(lens) for leg in weighing_legs(legs) if (leg.payer, leg.payee) == way]
    highs = [high for _, high in ends if high is not None]
    if not ends or len(highs) < len(ends):
        return None
    return sum(low or 0 for low, _ in ends), sum(highs)
