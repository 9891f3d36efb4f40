"""Of what a widget wants repainted, send only the rows that differ from what is on the terminal."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget as _Base
else:
    # A widget takes its style sheet from its first base that is a widget: that is the other one.
    _Base = object


class Frugal(_Base):
    """To be named before another widget class that draws itself row by row.

    A widget repaints all of itself when it gets the focus, and a text area at every key. Over a
    slow line a row is a tenth of that.
    """

    _sent: dict[int, Strip]

    def render_line(self, y: int) -> Strip:
        """A row as it goes to the terminal; it is remembered."""
        strip = super().render_line(y)
        self.__dict__.setdefault("_sent", {})[y] = strip
        return strip

    def _exchange_repaint_regions(self) -> Collection[Region]:
        wanted = super()._exchange_repaint_regions()
        sent, width = self.__dict__.setdefault("_sent", {}), self.size.width
        rows = {y for region in wanted for y in range(region.y, region.bottom)}
        return [
            Region(0, y, width, 1)
            for y in rows
            if y not in sent or super(Frugal, self).render_line(y) != sent[y]
        ]

    def forget_sent(self) -> None:
        """Everything is to be sent again: the rows are others, as after a change of size."""
        self.__dict__["_sent"] = {}
