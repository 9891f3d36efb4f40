"""The loop pane's other views, imported when first shown: the program opens on the list."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tui.draw.spans import Line
from tui.pages.legs import Told
from tui.pages.loop.found import Found, Scene
from tui.pages.loop.listing import RING, TALL, ring_height, ring_lines
from tui.pages.page import Shown, Surface
from tui.pages.rows import Rows

if TYPE_CHECKING:
    from tui.pages.loop.matrix import MatrixView
    from tui.pages.loop.rungs import RungsView
    from tui.pages.loop.side import SideView
    from tui.pages.loop.through_time import Past, TimeView
    from tui.pages.loop.unclosed import OpenView


class Beside(NamedTuple):
    """The side part: its company, the legs there, the leg that is told of."""

    company: str
    legs: list[Told]
    told: Told


class Views:
    """Each view with its cursor, from the first time that it is shown."""

    @cached_property
    def matrix(self) -> MatrixView:
        """Who pays whom."""
        from tui.pages.loop.matrix import MatrixView

        return MatrixView()

    def alone(self, view: str) -> MatrixView | OpenView | None:
        """The view of that name, if it fills the pane and has its own keys."""
        if view == "matrix":
            return self.matrix
        return self.open if view == "open" else None

    @cached_property
    def time(self) -> TimeView:
        """The ladder at each known date."""
        from tui.pages.loop.through_time import TimeView

        return TimeView()

    @cached_property
    def open(self) -> OpenView:
        """The pairs with money one way only."""
        from tui.pages.loop.unclosed import OpenView

        return OpenView()

    @cached_property
    def rungs(self) -> RungsView:
        """What is behind the numbers of the network."""
        from tui.pages.loop.rungs import RungsView

        return RungsView()

    @cached_property
    def side(self) -> SideView:
        """The company beside the ring."""
        from tui.pages.loop.side import SideView

        return SideView()

    @cached_property
    def past(self) -> Past:
        """What was known on each of those dates."""
        from tui.pages.loop.through_time import Past

        return Past()

    def beside(self, found: Found | None, told: Told | None, company: str | None) -> Beside | None:
        """What the side part is of, once the network is known."""
        if found is None or found.partial or told is None or company is None:
            return None
        return Beside(company, found.touching(company, told.leg.payer), told)

    def beyond(
        self, beside: Beside | None, active: bool, shown: Shown, surface: Surface
    ) -> list[Line]:
        """The side part, with its cursor where it has the keys."""
        if beside is None:
            return []
        from tui.pages.loop.side import side  # not on the way to a narrow first screen

        return side(beside, self.side.at(beside) if active else None, shown, surface)

    def through_time(self, scene: Scene, rows: Rows, part: int, surface: Surface) -> list[Line]:
        """The ladder at each date over the ring; where there is little room, one of the two."""
        tall = surface.height >= TALL
        below: list[Line] = []
        if tall or part != RING:
            height = 1 + ring_height(scene, tall=tall)
            room = Surface(surface.width, height, surface.glyphs)
            below = [[], *ring_lines(scene, rows, room)]
        room = Surface(surface.width, surface.height - len(below), surface.glyphs)
        return [*self.time.lines(self.past, scene.shown, room), *below]
