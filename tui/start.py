"""Start the explorer on a terminal."""

from __future__ import annotations

import argparse
import os
import sys

from tui.app import CaploopApp
from tui.context import Context
from tui.screens.body import Look
from tui.widgets.theme import palette


def explore(arguments: argparse.Namespace, context: Context, glyphs: str) -> int:
    """Open the explorer and return its exit code; a corpus that cannot be opened is said on stderr."""
    look = Look(palette(os.environ), glyphs)
    app = CaploopApp(
        context, data=arguments.data, articles=arguments.articles, pane=arguments.pane, look=look
    )
    app.run()
    if app.failure:
        print(app.failure, file=sys.stderr)
        return 1
    return 0
