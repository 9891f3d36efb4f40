"""What stands behind each number of the ladder: its legs, and what each of them adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tui.context import LENSES
from tui.format import FULL
from tui.network.gaps import CASH_KINDS
from tui.network.leg import Leg, cash_legs, weighing_legs
from tui.pages.loop.found import Scene
from tui.pages.loop.network import Network, Number, ladder_numbers
from tui.pages.page import Adds, Ask, Subject
from tui.pages.rows import Rows

# A card names so many legs; what more are made of is listed page by page.
MOST_NAMED = 1_000
# Wide enough for every number in full.
CELL = 40
# What is printed in billions of dollars.
DOLLARS = ("sum", "recycled", "outside", "widest")


@dataclass
class RungsView:
    """The cursor stands on a number; the lens of the dial says in which column."""

    rows: Rows = field(default_factory=Rows)

    def at(self, scene: Scene) -> int:
        """The row of the cursor."""
        return max(0, min(self.rows.cursor, len(self._numbers(scene)) - 1))

    def _numbers(self, scene: Scene) -> list[Number]:
        network = scene.found.network
        return ladder_numbers(network, scene.shown, FULL, CELL) if network is not None else []

    def act(self, action: str, scene: Scene) -> bool:
        """Move the cursor; false if the action does not."""
        numbers = self._numbers(scene)
        self.rows.height = max(len(numbers), 1)
        return self.rows.act(action, len(numbers))

    def subject(self, scene: Scene) -> Subject:
        """The legs that the number under the cursor is worked out from, in the lens."""
        network, numbers = scene.found.network, self._numbers(scene)
        if network is None:
            return Subject()
        chosen, lens = numbers[self.at(scene)], scene.shown.context.lens
        value = chosen.values[LENSES.index(lens)]
        unit = " $B" if chosen.key in DOLLARS else ""
        number = "" if chosen.key == "sum" else f"{value}{unit} {chosen.label.strip()}"
        legs = [told.leg for told in scene.found.legs.values()]
        if chosen.key == "recycled" and (split := network.circulations[lens].by_leg):
            how = "of it goes round, one way to divide it"
            goes_round = tuple(
                Adds(leg, dollars, how=how) for leg, dollars in split.items() if dollars
            )
            ids = tuple(each.leg for each in goes_round)
            return Subject(legs=ids, number=number, counted=goes_round)
        if chosen.key == "widest" and (widest := network.widest()) is not None:
            out, less = _cash_of(widest, legs)
            number = f"{value} $B {scene.shown.name(widest)} from outside"
            return Subject(entity=widest, legs=(*out, *less), number=number, less=less)
        ids = _legs_of(chosen.key, legs, network)
        if len(ids) > MOST_NAMED:
            return Subject(made_of=Ask.of("exposure_claims", by="dollars"))
        return Subject(legs=ids, number=number)


def _legs_of(key: str, legs: Sequence[Leg], network: Network) -> tuple[str, ...]:
    """What a number is worked out from: all that weighs, what is on a loop, or all cash."""
    if key == "outside":
        return tuple(leg.leg_id for leg in _cash(legs))
    weighing = weighing_legs(legs)
    if key in ("recycled", "loops", "returns"):
        weighing = [leg for leg in weighing if leg.leg_id in network.looping]
    if key == "returns":
        weighing = [leg for leg in weighing if leg.kind == "purchase"]
    return tuple(leg.leg_id for leg in weighing)


def _cash(legs: Sequence[Leg]) -> list[Leg]:
    return [
        leg
        for leg in cash_legs(legs)
        if leg.counts and leg.kind in CASH_KINDS and leg.payer != leg.payee
    ]


def _cash_of(entity: str, legs: Sequence[Leg]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What an entity pays in cash, and what it is paid."""
    cash = _cash(legs)
    out = tuple(leg.leg_id for leg in cash if leg.payer == entity)
    return out, tuple(leg.leg_id for leg in cash if leg.payee == entity)
