"""What every pane is shown under: the two dials and what is picked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Lens = Literal["headline", "announced", "firm", "paid"]
LENSES: tuple[Lens, ...] = ("headline", "announced", "firm", "paid")


@dataclass(frozen=True, slots=True)
class Context:
    """The dials (as of, lens) and the pick (an entity or a deal) that rule all panes."""

    as_of: date
    lens: Lens = "headline"
    entity: str | None = None
    deal: str | None = None

    def picking(self, *, entity: str | None = None, deal: str | None = None) -> Context:
        """The same dials with another pick; none given clears it."""
        return replace(self, entity=entity, deal=deal)

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
