"""Ids that fit what is typed: they are held of a kind that has few; of another the engine finds
some."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Ids held of a kind, at most: so many are looked through at a key in two milliseconds.
HELD = 5_000
# Offers at once.
MOST = 50
# Characters from which on what is typed may stand anywhere inside.
INSIDE = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """The ids of a kind that fit what is typed, in lower case."""

    kind: str
    typed: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the engine found of those: the ones that fit best, `whole` if there are no others."""

    wanted: Wanted
    ids: Mapping[str, str]
    whole: bool

    def helps(self, wanted: Wanted) -> bool:
        """Whether this was wanted, or less was typed then: some of these may fit."""
        mine = self.wanted
        return mine.kind == wanted.kind and wanted.typed.startswith(mine.typed)

    def tells(self, wanted: Wanted) -> bool:
        """Whether nothing else can fit."""
        # Nothing shorter was looked for inside.
        narrowed = self.whole and len(self.wanted.typed) >= INSIDE and self.helps(wanted)
        return wanted == self.wanted or narrowed


def fit(typed: str, text: str) -> int | None:
    """How well a text fits what is typed: it begins so (0), a word of it does (1), or it stands
    inside (2); None if it does not."""
    if text.startswith(typed):
        return 0
    if f"_{typed}" in text:
        return 1
    return 2 if len(typed) >= INSIDE and typed in text else None


def fitting(typed: str, ids: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """The ids that fit best with what they stand for, the best first, a few more than are offered:
    to make an offer of each that fits would take longer."""
    ranks: tuple[list[tuple[str, str]], ...] = ([], [], [])
    for each in ids.items():
        rank = fit(typed, each[0].lower())
        # One more than there is room for, of which what is typed in full is no offer.
        if rank is not None and len(ranks[rank]) <= MOST:
            ranks[rank].append(each)
    return (each for rank in ranks for each in rank)
