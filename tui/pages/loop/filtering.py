"""The line of filters above the loops: what each asks for, all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from tui.draw.spans import Line
from tui.format import GlyphSet
from tui.network.loops import Loop
from tui.pages.loop.choice import (
    CASH,
    EVERYWHERE,
    LONG,
    NOT_IN_CASH,
    NOWHERE,
    SOMEWHERE,
    Choice,
)
from tui.pages.page import Shown

FIELDS: Final = ("medium", "length", "dollars", "through")
LEAVE: Final = ("escape", "enter", "next_part", "previous_part")


@dataclass
class Filtering:
    """`on` says whether the keys go to the line, `at` is the filter under the cursor."""

    on: bool = False
    at: int = 0

    def act(self, action: str, choice: Choice, loops: Sequence[Loop]) -> Choice | None:
        """The choice after a key, None if it is no key of the line. `loops` are all there are."""
        if action == "filter_none":
            self.on = False
            return choice.plain()
        if action == "filter":
            # The first time the line opens, then it goes on to the next filter.
            self.at = (self.at + 1) % len(FIELDS) if self.on else 0
            self.on = True
            return choice
        if not self.on:
            return None
        if action in LEAVE:
            self.on = False
        elif action in ("left", "right"):
            return self._turned(choice, loops, 1 if action == "right" else -1)
        elif action in ("up", "down"):
            self.at = max(0, min(self.at + (1 if action == "down" else -1), len(FIELDS) - 1))
        else:
            return None
        return choice

    def _turned(self, choice: Choice, loops: Sequence[Loop], step: int) -> Choice:
        values = choices(FIELDS[self.at], loops)
        now: str | None = getattr(choice, FIELDS[self.at])
        at = values.index(now or "") if (now or "") in values else 0
        value = values[(at + step) % len(values)]
        medium = value if FIELDS[self.at] == "medium" else choice.medium
        length = value if FIELDS[self.at] == "length" else choice.length
        dollars = value if FIELDS[self.at] == "dollars" else choice.dollars
        through = value or None if FIELDS[self.at] == "through" else choice.through
        return replace(choice, medium=medium, length=length, dollars=dollars, through=through)

    def line(self, choice: Choice, shown: Shown, glyphs: GlyphSet) -> list[Line]:
        """The filters with their values; nothing while the keys are elsewhere: the title says."""
        if not self.on:
            return []
        line: Line = [(" filter ", "muted")]
        for number, name in enumerate(FIELDS):
            value: str | None = getattr(choice, name)
            text = shown.name(value) if name == "through" and value else value or "all"
            role = "accent reverse" if number == self.at else "bold" if value else ""
            line += [(f" {name} ", "muted"), (text, role), (" ", "")]
        return [line, [(f" h l change {glyphs.dot} j k next {glyphs.dot} F none", "muted")]]


def choices(name: str, loops: Sequence[Loop]) -> list[str]:
    """The values of a filter, '' for all: what these loops can be told apart by."""
    if name == "medium":
        return ["", CASH, NOT_IN_CASH]
    if name == "dollars":
        return ["", EVERYWHERE, SOMEWHERE, NOWHERE]
    if name == "through":
        nodes = Counter(node for loop in loops for node in loop.nodes)
        return ["", *sorted(nodes, key=lambda node: (-nodes[node], node))]
    lengths = {len(loop.edges) for loop in loops}
    more = [f"{LONG} and more companies"] if max(lengths, default=0) >= LONG else []
    return ["", *(f"{n} companies" for n in range(2, LONG) if n in lengths), *more]
