"""A cursor over a list: where it stands, what is scrolled into view."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Rows:
    """The cursor of a list of `count` rows, of which `height` are seen from `first` on."""

    cursor: int = 0
    first: int = 0
    height: int = 10

    def fit(self, count: int, height: int) -> None:
        """Keep the cursor on a row and in view; call before drawing."""
        self.height = max(height, 1)
        self.cursor = max(0, min(self.cursor, count - 1))
        self.first = max(0, min(self.first, self.cursor, count - self.height))
        self.first = max(self.first, self.cursor - self.height + 1)

    def act(self, action: str, count: int) -> bool:
        """Move by an action of keys.py; false if it is no movement or nothing moved."""
        steps = {
            "down": 1,
            "up": -1,
            "page_down": self.height,
            "page_up": -self.height,
            "first": -count,
            "last": count,
        }
        if action not in steps:
            return False
        before = self.cursor
        self.cursor = max(0, min(self.cursor + steps[action], count - 1))
        return self.cursor != before
