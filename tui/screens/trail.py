"""The way back: every place that was left, with its dials, cards and cursors."""

from __future__ import annotations

from dataclasses import dataclass

from tui.context import Context
from tui.pages.page import Open

# What kind of page it is, and where the reader stands on it.
Where = tuple[type[object], dict[str, object]]


@dataclass(frozen=True)
class Place:
    """Where the reader was: pane, dials and pick, open cards, the cursors of pane and cards."""

    pane: str
    context: Context
    cards: tuple[Open, ...]
    wheres: tuple[Where, ...]


class Trail:
    """Places behind and ahead, as a browser keeps them."""

    def __init__(self) -> None:
        self._back: list[Place] = []
        self._ahead: list[Place] = []

    def remember(self, place: Place) -> None:
        """Keep a place that is being left; what was ahead is gone."""
        self._back.append(place)
        self._ahead.clear()

    def step(self, back: bool, here: Place) -> Place | None:
        """The place behind or ahead, if there is one; the present goes to the other side."""
        source, target = (self._back, self._ahead) if back else (self._ahead, self._back)
        if not source:
            return None
        target.append(here)
        return source.pop()
