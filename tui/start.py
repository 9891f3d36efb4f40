"""Start the explorer on a terminal."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace

from tui.context import Context
from tui.corpus.background import Opening
from tui.corpus.visit import last_visit, remember_visit
from tui.lean import import_textual


def explore(arguments: argparse.Namespace, context: Context, glyphs: str) -> int:
    """Open the explorer and return its exit code; what cannot be opened is said on stderr."""
    if context.since is None:
        context = replace(context, since=last_visit(arguments.data))
    # The corpus is opened while the screen's library is still being imported.
    opening = Opening(
        arguments.data,
        arguments.articles,
        first=context,
        pane=arguments.pane,
        held=arguments.held,
        write=arguments.write,
    )
    import_textual()
    from tui.app import CaploopApp
    from tui.screens.body import Look
    from tui.widgets.theme import palette

    look = Look(palette(os.environ), glyphs)
    app = CaploopApp(context, opening, pane=arguments.pane, look=look, view=arguments.view)
    app.run(mouse=False)  # selecting text with the mouse stays the terminal's
    if app.failure:
        print(app.failure, file=sys.stderr)
    elif app.main.opened is not None and app.main.opened.dates:
        remember_visit(arguments.data, app.main.opened.dates[-1])
    return 1 if app.failure else 0
