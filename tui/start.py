"""Start the explorer on a terminal."""

from __future__ import annotations

import argparse
import os
import sys

from tui.context import Context
from tui.corpus.background import Opening


def explore(arguments: argparse.Namespace, context: Context, glyphs: str) -> int:
    """Open the explorer and return its exit code; what cannot be opened is said on stderr."""
    # The corpus is opened while the screen's library is still being imported.
    opening = Opening(arguments.data, arguments.articles)
    from tui.app import CaploopApp
    from tui.screens.body import Look
    from tui.widgets.theme import palette

    look = Look(palette(os.environ), glyphs)
    app = CaploopApp(context, opening, pane=arguments.pane, look=look)
    app.run()
    if app.failure:
        print(app.failure, file=sys.stderr)
        return 1
    return 0
