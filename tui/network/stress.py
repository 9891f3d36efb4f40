"""Who loses what if a company fails: the first round, who stands behind it, and a cascade.

Exposure runs from holder, who loses, to obligor, who may fail (metrics.md 2.1). What a supplier
hopes to sell is revenue at risk, not a credit loss: the classes are never added up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tui.context import LENSES, Lens
from tui.network.leg import Leg
from tui.network.total import Total, total

# Exposure class of a kind, and whether the holder is its payer.
EXPOSURE: Final[Mapping[str, tuple[str, bool]]] = {
    "equity": ("equity", True),
    "cloud_credit": ("equity", True),
    "debt": ("credit", True),
    "guarantee": ("credit", True),
    "lease": ("credit", True),
    "purchase": ("sales", False),
    "capacity": ("capacity", False),
    "warrant": ("shares", False),
}
CLASSES: Final = ("equity", "credit", "sales", "capacity", "shares")
LOST_IN_DOLLARS: Final = ("equity", "credit", "sales")
LOST_FROM_CAPITAL: Final = ("equity", "credit")


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a holder has at stake with an obligor in one class; legs in leg_id order."""

    holder: str
    obligor: str
    exposure_class: str
    legs: tuple[Leg, ...]

    def at_stake(self, lens: Lens) -> Total:
        """Dollars in a lens, n of m; none for capacity and shares, which count in their units."""
        if self.exposure_class in LOST_IN_DOLLARS:
            return total(self.legs, lens)
        return Total(None, 0, len(self.legs), "?")


@dataclass(frozen=True, slots=True)
class Loss:
    """An exposure times its loss given default in percent: whole US dollars, None where unknown.

    `firm` contains `paid`, `announced` contains `firm`, and `ceiling` is the headline lens.
    """

    exposure: Exposure
    percent: int
    paid: int | None
    firm: int | None
    announced: int | None
    ceiling: int | None


@dataclass(frozen=True, slots=True)
class FirstRound:
    """Losses if `obligor` fails, by class and holder, and who is exposed to those holders."""

    obligor: str
    losses: tuple[Loss, ...]
    behind: tuple[Exposure, ...]


@dataclass(frozen=True, slots=True)
class Cascade:
    """Who fails in which round, the first being the one assumed to fail.

    `losses` are the whole dollars that each holder loses to those that fail; an exposure without
    dollars adds nothing. `missing` are the holders exposed to them whose equity is not given:
    whether they fail cannot be computed.
    """

    rounds: tuple[tuple[str, ...], ...]
    losses: Mapping[str, int]
    missing: tuple[str, ...]


def exposures(legs: Iterable[Leg]) -> list[Exposure]:
    """Group legs that count by holder, obligor and class; by class, holder and obligor."""
    groups: dict[tuple[int, str, str], list[Leg]] = {}
    for leg in legs:
        if leg.counts and leg.payer != leg.payee:
            name, payer_holds = EXPOSURE[leg.kind]
            holder, obligor = (leg.payer, leg.payee) if payer_holds else (leg.payee, leg.payer)
            groups.setdefault((CLASSES.index(name), holder, obligor), []).append(leg)
    return [
        Exposure(holder, obligor, CLASSES[place], tuple(sorted(group, key=lambda leg: leg.leg_id)))
        for (place, holder, obligor), group in sorted(groups.items(), key=lambda item: item[0])
    ]


def first_round(
    legs: Iterable[Leg], obligor: str, lgd: Mapping[str, int] | None = None
) -> FirstRound:
    """What each holder loses if the obligor fails.

    `lgd` is the loss given default of a class in whole percent, 100 where not given: the user's own
    figure. Half dollars of a leg are rounded up. ValueError for a class without dollars or a
    percentage outside 0 to 100.
    """
    percent = _percent(lgd)
    every = exposures(legs)
    hit = [exposure for exposure in every if exposure.obligor == obligor]
    losses = tuple(_loss(exposure, percent.get(exposure.exposure_class, 100)) for exposure in hit)
    holders = {exposure.holder for exposure in hit}
    behind = tuple(
        exposure for exposure in every if exposure.obligor in holders and exposure.holder != obligor
    )
    return FirstRound(obligor, losses, behind)


def cascade(
    legs: Iterable[Leg],
    failed: str,
    equity: Mapping[str, int],
    lens: Lens,
    lgd: Mapping[str, int] | None = None,
) -> Cascade:
    """Furfine's cascade: a holder fails once its losses exceed its equity capital; repeat.

    Losses are those of equity and credit exposures in the lens, `equity` is in whole dollars where
    a dated claim gives it. Errors as in `first_round`.
    """
    percent = _percent(lgd)
    at_risk = [
        each
        for each in exposures(legs)
        if each.exposure_class in LOST_FROM_CAPITAL and each.holder != failed
    ]
    rounds: list[tuple[str, ...]] = [(failed,)]
    down: set[str] = set()
    losses: dict[str, int] = {}
    while rounds[-1]:
        down.update(rounds[-1])
        losses = {}
        for each in at_risk:
            if each.obligor in down:
                taken = _lost(each, lens, percent[each.exposure_class])
                losses[each.holder] = losses.get(each.holder, 0) + (taken or 0)
        fallen = {name for name in losses if name in equity and losses[name] > equity[name]}
        rounds.append(tuple(sorted(fallen - down)))
    missing = tuple(sorted(name for name in losses if name not in equity))
    return Cascade(tuple(rounds[:-1]), losses, missing)


def _loss(exposure: Exposure, percent: int) -> Loss:
    of = {lens: _lost(exposure, lens, percent) for lens in LENSES}
    return Loss(exposure, percent, of["paid"], of["firm"], of["announced"], of["headline"])


def _lost(exposure: Exposure, lens: Lens, percent: int) -> int | None:
    """Leg by leg, so that what each loses adds up to it."""
    if exposure.exposure_class not in LOST_IN_DOLLARS:
        return None
    known = [dollars for leg in exposure.legs if (dollars := leg.dollars(lens)) is not None]
    return sum(lost(dollars, percent) for dollars in known) if known else None


def lost(dollars: int, percent: int) -> int:
    """A loss given default of whole dollars; half a dollar is rounded up."""
    return (dollars * percent + 50) // 100


def _percent(lgd: Mapping[str, int] | None) -> dict[str, int]:
    given = lgd or {}
    for name, value in given.items():
        if name not in LOST_IN_DOLLARS:
            raise ValueError(f"no loss in dollars in class {name!r}")
        if not 0 <= value <= 100:
            raise ValueError(f"loss given default must be 0 to 100 percent: {value}")
    return {name: given.get(name, 100) for name in LOST_IN_DOLLARS}
