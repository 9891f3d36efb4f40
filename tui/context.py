"""What every pane is shown under: the two dials and what is picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Lens = Literal["headline", "announced", "firm", "paid"]
LENSES: tuple[Lens, ...] = ("headline", "announced", "firm", "paid")


@dataclass(frozen=True, slots=True)
class Context:
    """The dials (as of, lens) and the pick (an entity or a deal) that rule all panes.

    What became known after `since`, the reader's last visit, is new to the reader.
    """

    as_of: date
    lens: Lens = "headline"
    entity: str | None = None
    deal: str | None = None
    since: date | None = None

    def picking(self, *, entity: str | None = None, deal: str | None = None) -> Context:
        """The same dials with another pick; none given clears it."""
        return replace(self, entity=entity, deal=deal)

    def toggling(self, entity: str | None, deal: str | None) -> Context:
        """With the entity picked, else the deal; the same again drops the pick."""
        picked = (entity, None if entity is not None else deal)
        again = picked == (self.entity, self.deal)
        return self.picking() if again else self.picking(entity=picked[0], deal=picked[1])

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
