"""The card of a pair: what goes each way, how much of its own sale the vendor funded, net."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tui.context import LENSES, Lens
from tui.draw.spans import Line, title
from tui.draw.table import Column, table
from tui.format import FULL, GlyphSet, billions
from tui.network.leg import Leg, weighing_legs
from tui.network.ratios import dyad
from tui.network.total import total
from tui.pages.exposure.dyad import multiple_words, share_words
from tui.pages.exposure.side import Stop, marked_stop
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
        legs = Ask.of("", of="pair", leg=self.leg_id).params
        return {"legs": Ask("exposure_legs", legs, whole=True)}

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

    def _subjects(self, shown: Shown) -> list[Subject]:
        """What the cursor stops at: the legs, then each number that is worked out of them."""
        pair, legs = self.between(shown)
        own = [Subject(t.claims, leg=t.leg.leg_id, deal=t.leg.deal_id) for t in legs]
        stops = self._ratios(legs, pair, shown, Surface(80, 20, FULL)) if legs else []
        return own + [stop.subject for stop in stops if stop.subject is not None]

    def subject(self, shown: Shown) -> Subject:
        every = self._subjects(shown)
        return every[max(0, min(self.rows.cursor, len(every) - 1))] if every else Subject()

    def act(self, action: str, shown: Shown) -> Open | bool:
        if action == "enter":
            subject = self.subject(shown)
            return Open("evidence" if subject.legs else "deal", subject)
        return self.rows.act(action, len(self._subjects(shown)))

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, width = surface.glyphs, surface.width
        (one, other), legs = self.between(shown)
        if not legs:
            text = "no leg between the two is known on this date"
            text = text if "legs" in shown.frames else "reading"
            return [title("Pair", "", width, glyphs), [(f" {text}", "muted")]]
        names = f"{shown.name(one)} and {shown.name(other)}"
        ratios = self._ratios(legs, (one, other), shown, surface)
        at = self.rows.cursor
        seen = Rows(min(at, len(legs) - 1), self.rows.first)
        seen.fit(len(legs), max(surface.height - 3 - len(ratios), 2))
        self.rows.first, self.rows.height = seen.first, seen.height
        place = f"{seen.cursor + 1} of {len(legs)}"
        right = f"both directions {glyphs.dot} $B {glyphs.dot} {place}"
        lines = [title(names, right, width, glyphs), *self._list(legs, shown, surface), []]
        numbered = [stop for stop in ratios if stop.subject is not None]
        chosen = numbered[min(at - len(legs), len(numbered) - 1)] if at >= len(legs) else None
        return [
            *lines,
            *(marked_stop(each.line, glyphs) if each is chosen else each.line for each in ratios),
        ]

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
        width, at = surface.width - 1, self.rows.cursor
        cursor = at if at < len(legs) else None
        return table(columns, drawn, width, cursor, first, self.rows.height + 1, glyphs)

    def _ratios(
        self, told: Sequence[Told], pair: tuple[str, str], shown: Shown, surface: Surface
    ) -> list[Stop]:
        """Sums, V, M and net in all four lenses side by side, each with the legs it is made of."""
        glyphs, legs = surface.glyphs, [each.leg for each in told]
        cell = (min(surface.width, 100) - 25) // len(LENSES)

        def row(
            label: str,
            values: list[str],
            role: str = "",
            of: Sequence[Told] = (),
            *,
            sums: bool = False,
            parts: str = "",
        ) -> Stop:
            texts = "".join(value.rjust(cell) for value in values)
            own = values[LENSES.index(shown.context.lens)]
            made_of = _made_of(of, "" if sums else f"{own} {label}{parts}")
            return Stop([(f" {label:<23}", "muted"), (texts, role)], made_of)

        stops = [Stop(title("Lenses", "of the pair, $B", surface.width, glyphs))]
        stops.append(row("", list(LENSES), "muted"))
        for payer, payee in (pair, pair[::-1]):
            own = [each for each in told if (each.leg.payer, each.leg.payee) == (payer, payee)]
            way = weighing_legs(each.leg for each in own)
            each_lens = [total(way, lens) for lens in LENSES]
            texts = [
                f"{printed(each, glyphs)}, {each.quantified} of {each.legs}" if way else glyphs.dash
                for each in each_lens
            ]
            stops.append(row(f"{shown.name(payer)} pays", texts, of=own, sums=True))
        for vendor, customer in (pair, pair[::-1]):
            each = [dyad(legs, vendor, customer, lens) for lens in LENSES]
            if not each[0].funded.legs or not each[0].bought.legs:
                continue
            stops.append(Stop([]))
            text = f"{shown.name(vendor)} funds its own sale to {shown.name(customer)}"
            stops.append(Stop(title(text, "at most: money has no label", surface.width, glyphs)))
            shares = [share_words(d.share, glyphs) for d in each]
            here = each[LENSES.index(shown.context.lens)]
            put_in, back = printed(here.funded, FULL), printed(here.bought, FULL)
            both = [t for t in told if t.leg.kind != "purchase" or t.leg.payer == customer]
            both = [t for t in both if t.leg.kind == "purchase" or t.leg.payer == vendor]
            parts = f": {put_in} of {back}"
            stops.append(row("vendor-funded share V", shares, of=both, parts=parts))
            multiples = [multiple_words(d.multiple, glyphs) for d in each]
            parts = f": {back} over {put_in}"
            stops.append(row("purchase multiple M", multiples, of=both, parts=parts))
            returns = [f"{d.bought.quantified} of {d.bought.legs}" for d in each]
            bought = [t for t in both if t.leg.kind == "purchase"]
            stops.append(row("return legs quantified", returns, "muted", bought))
        nets = [net(legs, pair, lens, shown, glyphs) for lens in LENSES]
        return [*stops, row("net, for information", nets, "muted", told)]


def _made_of(told: Sequence[Told], number: str) -> Subject | None:
    """The claims of a number: what each leg adds to it, or to what it is worked out from. What has
    a column of its own, as a guarantee, adds nothing."""
    ids = {leg.leg_id for leg in weighing_legs(each.leg for each in told)}
    own = [each for each in told if each.leg.leg_id in ids]
    if not own:
        return None
    claims = tuple(dict.fromkeys(claim for each in own for claim in each.claims))
    return Subject(claims, legs=tuple(each.leg.leg_id for each in own), number=number)


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
