"""The loop pane's other views, imported when first shown: the program opens on the list."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.pages.loop_matrix import MatrixView
    from tui.pages.loop_open import OpenView
    from tui.pages.loop_time import Past, TimeView


class Views:
    """Each view with its cursor, from the first time that it is shown."""

    @cached_property
    def matrix(self) -> MatrixView:
        """Who pays whom."""
        from tui.pages.loop_matrix import MatrixView

        return MatrixView()

    @cached_property
    def time(self) -> TimeView:
        """The ladder at each known date."""
        from tui.pages.loop_time import TimeView

        return TimeView()

    @cached_property
    def open(self) -> OpenView:
        """The pairs with money one way only."""
        from tui.pages.loop_open import OpenView

        return OpenView()

    @cached_property
    def past(self) -> Past:
        """What was known on each of those dates."""
        from tui.pages.loop_time import Past

        return Past()
