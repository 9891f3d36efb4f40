"""The reader's weights of what is not paid, by status: off until one is set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from tui.draw.spans import Line
from tui.format import GlyphSet
from tui.pages.exposure.rows import IN_DOLLARS, Part, Row, Sum, added
from tui.pages.exposure.stress_fields import (
    FIELDS,
    NAMES_OF_WEIGHTS,
    field_lines,
    how_weighed,
    weighed,
    weights,
    with_step,
    with_typed,
)
from tui.pages.page import Adds, Counted

OWN: Final = tuple(each for each in FIELDS if each.kind == "weight")


@dataclass
class Weights:
    """`values` are the reader's percentages by field, `at` is the one under the cursor."""

    values: dict[str, int] = field(default_factory=dict)
    at: int = 0
    text: str = ""
    wrong: str = ""

    @property
    def on(self) -> bool:
        """Whether any is set: then a column shows what they make of the dollars."""
        return weights(self.values) is not None

    @property
    def asked(self) -> dict[str, object]:
        """Those that are set, as queries take them: percent by status."""
        return dict(weights(self.values) or {})

    @property
    def name(self) -> str:
        """The status whose weight is under the cursor."""
        return OWN[self.at].name

    def act(self, action: str) -> bool:
        """Another field, a step of its figure, or all off again."""
        self.text, self.wrong = "", ""
        if action == "filter_none":
            changed, self.values = bool(self.values), {}
            return changed
        if action in ("left", "right"):
            self.values = with_step(self.values, OWN[self.at], up=action == "right")
            return True
        steps = {"down": 1, "up": -1, "first": -len(OWN), "last": len(OWN)}
        before = self.at
        self.at = max(0, min(self.at + steps.get(action, 0), len(OWN) - 1))
        return self.at != before

    def find(self, text: str) -> None:
        """Take what is typed as the figure under the cursor."""
        self.text, self.wrong = text, ""
        try:
            self.values = with_typed(self.values, OWN[self.at], text)
        except ValueError as error:
            self.wrong = str(error)

    def of(self, item: Row | Sum) -> Part:
        """What is paid of a row, or of the rows of a sum, and the weighted rest, in dollars."""
        by = weights(self.values) or {}
        if item.exposure_class not in IN_DOLLARS:
            return Part()
        if isinstance(item, Sum) and item.whole is not None:
            # Those of other weights are on their way.
            same = item.whole.weights == tuple(by.get(name) for name in NAMES_OF_WEIGHTS)
            return item.whole.weighted if same else Part(open=True)
        rows: Iterable[Row] = (item,) if isinstance(item, Row) else item.rows
        return added(_weighed(row, by) for row in rows)

    def counted(self, rows: Iterable[Row]) -> Counted:
        """What each leg adds to the weighted dollars; nothing while the weights are off."""
        by = weights(self.values)
        if by is None:
            return ()
        own = (row for row in rows if row.exposure_class in IN_DOLLARS)
        return tuple(_adds(row, by) for row in own)

    def lines(self, width: int, glyphs: GlyphSet, *, active: bool) -> list[Line]:
        """The weights, and how to change them where they have the keys; none while off."""
        if not active and not self.on:
            return []
        chosen = OWN[self.at] if active else None
        lines = field_lines(self.values, chosen, width, glyphs, ("weight",))
        if active:
            dot = glyphs.dot
            how = (
                f" yours, no source gives them {dot} j k status {dot} h l less, more {dot} / types"
            )
            said = [(f" {self.wrong}", "withdrawn")] if self.wrong else [(how, "muted")]
            lines.append(said)
        return lines


def _weighed(row: Row, by: Mapping[str, int]) -> Part:
    return weighed(row.part("ceiling"), row.part("paid"), _shown(row), by)


def _adds(row: Row, by: Mapping[str, int]) -> Adds:
    part = _weighed(row, by)
    how = how_weighed(row.part("ceiling"), row.part("paid"), _shown(row), by)
    return Adds(row.leg_id, part.dollars, part.mark or "exact", how)


def _shown(row: Row) -> str:
    return (row.status or "") if row.standing == "live" else row.standing
