"""What the network code knows of a leg, and which legs it looks at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from tui.context import Lens

# The kinds that make up a total: guarantee, warrant and capacity weigh nothing.
WEIGHING: Final = frozenset({"equity", "debt", "purchase", "lease", "cloud_credit"})
# Money put into a company, as against money that buys from it.
FUNDING: Final = WEIGHING - {"purchase"}
CASH_MEDIA: Final = frozenset({"cash", "mixed"})
NOT_CLOSING: Final = frozenset({"capacity", "guarantee"})

# From weakest to firmest, as a screen names a leg; '' is a leg of which no status is known.
FIRMNESS: Final = (
    "denied",
    "withdrawn",
    "paused",
    "",
    "rumoured",
    "announced",
    "loi",
    "conditional",
    "binding",
    "delivered",
    "partly_paid",
    "paid",
)
_FIRMNESS_OF: Final = {word: place for place, word in enumerate(FIRMNESS)}


@dataclass(frozen=True, slots=True)
class Leg:
    """One directed promise as believed on one day.

    Amounts are whole US dollars, None where unknown. `headline` to `paid` are the dollars in each
    lens, `low`, `high` and `bound` those of the amount as claimed. `payer` and `payee` are entity
    ids, a unit being replaced by its parent. `units` is what a leg without dollars is
    counted in, ready to print, or ''. `paid_mark` says which way the dollars of the paid lens may
    err: '', '≈' or '≥'. `sources` are the ids of the articles that tell the leg.
    """

    leg_id: str
    deal_id: str
    payer: str
    payee: str
    kind: str
    medium: str
    status: str
    standing: str
    headline: int | None
    announced: int | None
    firm: int | None
    paid: int | None
    low: int | None
    high: int | None
    bound: str
    units: str = ""
    sources: frozenset[str] = frozenset()
    newest: date | None = None
    payer_kind: str = "company"
    payee_kind: str = "company"
    paid_mark: str = ""

    def dollars(self, lens: Lens) -> int | None:
        """Whole US dollars of the leg in a lens, None where unknown."""
        if lens == "headline":
            return self.headline
        if lens == "announced":
            return self.announced
        return self.firm if lens == "firm" else self.paid

    def bounds(self, lens: Lens) -> tuple[int | None, int | None]:
        """Between which dollars the leg lies in a lens; None is an open or unknown end.

        They are the bounds of the claimed amount where that is what the lens counts; else those
        of the firmer figure, such as what was funded, that took its place.
        """
        value = self.dollars(lens)
        if value is None:
            return None, None
        if self.as_claimed(lens):
            return self.low, self.high
        return value, None if self.paid_mark == "≥" else value

    def as_claimed(self, lens: Lens) -> bool:
        """Whether what the lens counts is the claimed amount."""
        value = self.dollars(lens)
        ceiling = self.low if self.high is None else self.high
        if lens == "headline":
            claimed = {ceiling}
        elif lens == "announced":
            claimed = {ceiling, self.low}
        else:
            claimed = {self.low} if lens == "firm" or self.status == "paid" else set()
        return value is not None and value in claimed

    @property
    def shown(self) -> str:
        """The standing where it is not live, else the status."""
        return self.status if self.standing == "live" else self.standing

    @property
    def counts(self) -> bool:
        """Whether the leg is one of the m in `n of m`: not denied, nor withdrawn unpaid."""
        if self.standing == "withdrawn":
            return bool(self.paid) or self.status in ("paid", "partly_paid")
        return self.standing != "denied"


def weakest(legs: Iterable[Leg]) -> str:
    """The least firm status or standing among legs, as shown; there must be one leg."""
    return min((leg.shown for leg in legs), key=firmness)


def firmness(word: str) -> int:
    """Place of a status or standing from weakest up; ValueError if it is neither."""
    if word not in _FIRMNESS_OF:
        raise ValueError(f"no status or standing: {word!r}")
    return _FIRMNESS_OF[word]


def weighing_legs(legs: Iterable[Leg]) -> list[Leg]:
    """The legs of the total and of its coverage: those that count, of a kind that weighs."""
    return [leg for leg in legs if leg.counts and leg.kind in WEIGHING]


def loop_legs(legs: Iterable[Leg]) -> list[Leg]:
    """The legs that close loops: those that count, of those that may."""
    return [leg for leg in legs if leg.counts and may_close(leg)]


def may_close(leg: Leg) -> bool:
    """Whether a leg is between two companies, and neither capacity nor guarantee."""
    return (
        leg.kind not in NOT_CLOSING
        and leg.payer_kind == leg.payee_kind == "company"
        and leg.payer != leg.payee
    )


def cash_legs(legs: Iterable[Leg]) -> list[Leg]:
    """The legs paid in cash, wholly or in part: credits, goods and shares are left out."""
    return [leg for leg in legs if leg.medium in CASH_MEDIA]
