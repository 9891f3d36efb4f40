"""Payments that close no loop, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tui.context import Context
from tui.draw.spans import Line, concat, title
from tui.draw.table import Cell, Column
from tui.format import GlyphSet
from tui.network.graph import pairs_on_loops
from tui.network.leg import NOT_CLOSING, firmness, loop_legs
from tui.network.search import LONGEST
from tui.pages.legs import Told
from tui.pages.loop.found import Found, Scene
from tui.pages.loop.pairs import Pair
from tui.pages.loop.parent import on_words
from tui.pages.page import Open, Shown, Subject, Surface
from tui.pages.parts import list_part, of_rows
from tui.pages.rows import Rows


@dataclass(frozen=True)
class OneWay:
    """The legs from a payer to a payee that lie on no loop, and what the way back lacks."""

    payer: str
    payee: str
    legs: tuple[Told, ...]
    why: str


def one_ways(found: Found, shown: Shown) -> list[OneWay]:
    """Every pair that closes no loop of those found; companies first, then most dollars, by name.

    Legs that can close none by their kind are not listed: they are why others do not close.
    """
    closed = {(edge.payer, edge.payee) for loop in found.loops for edge in loop.edges}
    between: dict[Pair, list[Told]] = {}
    for told in found.legs.values():
        pair = told.leg.payer, told.leg.payee
        closes = not told.gone and told.leg.kind not in NOT_CLOSING and pair[0] != pair[1]
        if closes and pair not in closed and _picked(told, shown.context):
            between.setdefault(pair, []).append(told)
    reasons = _Reasons(found, shown)
    every = [
        OneWay(*pair, tuple(some), reasons.why(pair, some[0])) for pair, some in between.items()
    ]
    lens = shown.context.lens
    return sorted(
        every,
        key=lambda each: (
            _of_group(each.legs[0]),
            -sum(told.leg.dollars(lens) or 0 for told in each.legs),
            shown.name(each.payer),
            shown.name(each.payee),
        ),
    )


def _of_group(told: Told) -> bool:
    return not told.leg.payer_kind == told.leg.payee_kind == "company"


def _picked(told: Told, context: Context) -> bool:
    entity = context.entity
    return (entity is None or entity in (told.leg.payer, told.leg.payee)) and (
        context.deal in (None, told.leg.deal_id)
    )


class _Reasons:
    """Why the way back is missing, from what is known of everybody's legs."""

    def __init__(self, found: Found, shown: Shown) -> None:
        self._shown = shown
        self._complete = found.search.complete
        closing = loop_legs([told.leg for told in found.legs.values()])
        self._pays = {leg.payer for leg in closing}
        self._is_paid = {leg.payee for leg in closing}
        self._on_loops = pairs_on_loops((leg.payer, leg.payee) for leg in closing)
        self._gone: dict[Pair, Told] = {}
        self._kinds: dict[Pair, str] = {}
        for told in found.legs.values():
            pair = told.leg.payer, told.leg.payee
            if told.gone:
                self._gone[pair] = told
            elif told.leg.kind in NOT_CLOSING:
                self._kinds[pair] = told.leg.kind

    def why(self, pair: Pair, told: Told) -> str:
        payer, payee = (self._shown.name(each) for each in pair)
        if _of_group(told):
            return "a group of companies: on no loop"
        back = pair[::-1]
        if back in self._gone:
            gone = self._gone[back]
            return f"the way back is {gone.leg.standing}: {gone.what}"
        if back in self._kinds:
            return f"back comes {self._kinds[back]}, which is no money"
        if pair[1] not in self._pays:
            return f"no money from {payee} is printed"
        if pair[0] not in self._is_paid:
            return f"no money to {payer} is printed"
        if pair in self._on_loops:
            longer = f"closes only over more than {LONGEST} companies"
            return longer if self._complete else "on none of the loops listed"
        return f"no chain from {payee} back to {payer}"


@dataclass
class OpenView:
    """The cursor stands on a pair."""

    rows: Rows = field(default_factory=Rows)

    def every(self, scene: Scene) -> list[OneWay]:
        """The pairs, worked out once for a frame and its dials."""
        found, shown = scene.found, scene.shown
        return found.once(("open", shown.context), lambda: one_ways(found, shown))

    def _chosen(self, scene: Scene) -> OneWay | None:
        every = self.every(scene)
        return every[max(0, min(self.rows.cursor, len(every) - 1))] if every else None

    def told(self, scene: Scene) -> Told | None:
        """The leg that the last line and the side part speak of."""
        chosen = self._chosen(scene)
        return chosen.legs[0] if chosen is not None else None

    def subject(self, scene: Scene) -> Subject:
        chosen = self._chosen(scene)
        if chosen is None:
            return Subject()
        if len(chosen.legs) > 1:
            claims = tuple(claim for told in chosen.legs for claim in told.claims)
            return Subject(claims, legs=tuple(told.leg.leg_id for told in chosen.legs))
        told = chosen.legs[0]
        return Subject(told.claims, leg=told.leg.leg_id, deal=told.leg.deal_id)

    def act(self, action: str, scene: Scene) -> Open | bool:
        if action == "enter" and self.told(scene) is not None:
            return Open("deal", self.subject(scene))
        return self.rows.act(action, len(self.every(scene)))

    def lines(self, scene: Scene, surface: Surface) -> list[Line]:
        glyphs, width, every = surface.glyphs, surface.width, self.every(scene)
        name = f"Not closed{on_words(scene.shown)}"
        if not every:
            why = [(" every payment between companies lies on a loop, or none is known", "muted")]
            return [title(name, "0", width, glyphs), why]

        def cells(at: int) -> list[Cell]:
            each = every[at]
            names = f"{scene.shown.name(each.payer)} {glyphs.to} {scene.shown.name(each.payee)}"
            amounts = "+".join(told.amount(glyphs) for told in each.legs)
            return [names, amounts, _weakest(each.legs, glyphs), each.why]

        room = surface.height - 1
        body = list_part(COLUMNS, len(every), cells, self.rows, width, room, glyphs, active=True)
        right = of_rows(self.rows, len(every), "on no loop", glyphs)
        return [title(name, right, width, glyphs), *body]


COLUMNS = [
    Column("pays whom", 24),
    Column("$B", 5, "right"),
    Column("weakest", 11, gap=2),
    Column("why no loop", 20, grow=1, gap=1),
]


def _weakest(legs: Sequence[Told], glyphs: GlyphSet) -> Line:
    least: Iterable[Told] = sorted(legs, key=lambda told: firmness(told.leg.shown))
    told = next(iter(least))
    return concat(told.status(glyphs))
