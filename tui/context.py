"""What every pane is shown under: the two dials and what is picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Lens = Literal["headline", "announced", "firm", "paid"]
LENSES: tuple[Lens, ...] = ("headline", "announced", "firm", "paid")


@dataclass(frozen=True, slots=True)
class Held:
    """A snapshot of a lake: its number, and the day (UTC) on which it was made."""

    snapshot: int
    on: date


@dataclass(frozen=True, slots=True)
class Context:
    """The dials (as of, lens) and the pick (an entity, a deal or a claim) that rule all panes.

    A claim is picked together with the deal, or else the entity, that it is about.
    What became known after `since`, the reader's last visit, is new to the reader. `held` is set
    where the reader asked what a lake held then, not what it holds now.
    """

    as_of: date
    lens: Lens = "headline"
    entity: str | None = None
    deal: str | None = None
    since: date | None = None
    claim: str | None = None
    held: Held | None = None

    def picking(
        self, *, entity: str | None = None, deal: str | None = None, claim: str | None = None
    ) -> Context:
        """The same dials with another pick; none given clears it."""
        return replace(self, entity=entity, deal=deal, claim=claim)

    def on(self, entity: str | None, deal: str | None, claim: str | None = None) -> Context:
        """With the entity picked, else the deal.

        A claim goes with its deal, and with its entity where it is about no deal.
        """
        if claim is not None and deal is not None:
            entity = None
        return self.picking(entity=entity, deal=None if entity is not None else deal, claim=claim)

    def toggling(self, entity: str | None, deal: str | None, claim: str | None = None) -> Context:
        """The same; what is picked already drops the pick."""
        picked = self.on(entity, deal, claim)
        return self.picking() if picked == self else picked

    def at(self, as_of: date) -> Context:
        """The same pick and lens on another date."""
        return replace(self, as_of=as_of)

    def through(self, lens: Lens) -> Context:
        """The same pick and date through another lens."""
        return replace(self, lens=lens)


def parse_date(text: str) -> date:
    """A date written as 2025-10-07. Raises ValueError, saying which form is wanted."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a date: write it as 2025-10-07") from None


def step_lens(lens: Lens, step: int) -> Lens:
    """The next looser (-1) or firmer (1) lens; the last one stays."""
    return LENSES[max(0, min(LENSES.index(lens) + step, len(LENSES) - 1))]


def step_held(held: Held | None, step: int, snapshots: Sequence[Held]) -> Held | None:
    """The snapshot before (-1) or after (1) one of a lake's, None being what it holds now.

    After the newest of `snapshots`, which are in order, comes now; before the first is nothing,
    which is None too.
    """
    numbers = [each.snapshot for each in snapshots]
    at = len(numbers) - 1 if held is None else numbers.index(held.snapshot)
    # The newest one is what the lake holds now, as long as nobody publishes.
    return snapshots[at + step] if 0 <= at + step < len(numbers) - 1 else None


def step_date(as_of: date, step: int, known: Sequence[date], today: date) -> date | None:
    """The known date before (-1) or after (1) the one shown; after the newest comes today.

    `known` are the dates on which anything became known, in order. Before the first of them is
    nothing: None. What is shown after the newest known date is what was known on it, so one step
    back from there leads to the date before it.
    """
    if step > 0:
        return next((day for day in known if day > as_of), max(today, as_of))
    return date_before(as_of, known)


def date_before(as_of: date, known: Sequence[date]) -> date | None:
    """The known date before the newest that is believed; None where there is no other."""
    believed = [day for day in known if day <= as_of]
    return believed[-2] if len(believed) > 1 else None
