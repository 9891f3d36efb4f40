"""What the way to the first screen does not do: its time is held by tests.benchmarks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]
# The explorer at 80 columns without a terminal: what its first screen needs is imported and read.
FIRST_SCREEN = """
import json, sys
from datetime import date
import tui.cli, tui.start
from tui.lean import import_textual
import_textual()
import tui.app
from tui.context import Context
from tui.corpus.opening import open_corpus
from tui.draw.spans import Line
from tui.format import GLYPHS
from tui.pages.make import pane_page
from tui.pages.page import Shown, Surface
context = Context(date(2026, 3, 5))
opened = open_corpus(None)
before = set(sys.modules)
opened.read_ahead(context, "loop")
shown = Shown(context, names=opened.names)
page = pane_page("loop")
shown.frames = {key: opened.ahead[ask.query, context] for key, ask in page.wants(shown).items()}
lines = page.lines(shown, Surface(80, 20, GLYPHS["full"]))
assert any("Nvidia" in text for line in lines for text, _ in line)
print(json.dumps(sorted(sys.modules)))
"""


def first_screen(cache: Path) -> set[str]:
    """The modules that are imported when the first screen stands, its corpus built before."""
    for _ in range(2):
        printed = subprocess.run(
            (sys.executable, "-c", FIRST_SCREEN),
            cwd=PROJECT,
            env={"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(cache)},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert printed.returncode == 0, printed.stderr
    return set(json.loads(printed.stdout))


def test_first_screen_imports_neither_polars_nor_what_is_shown_later(tmp_path: Path) -> None:
    modules = first_screen(tmp_path)
    assert "_duckdb" in modules
    assert "textual.app" in modules
    later = {
        "duckdb",
        "polars",
        "plotext",
        "tree_sitter",
        "tui.panes.console",
        "tui.draw.butterfly",
        "tui.draw.matrix",
        "tui.corpus.faults",
    }
    never = {"ssl", "_hashlib", "lzma", "textual.command", "textual.widgets._input"}
    assert modules & (later | never) == set()


def test_what_the_start_does_without_is_there_for_whoever_wants_it() -> None:
    program = """
from tui.lean import import_textual
import_textual()
import ssl, textual.command
assert issubclass(textual.command.CommandPalette, textual.app.Screen)
assert ssl.create_default_context()
"""
    ended = subprocess.run(
        (sys.executable, "-c", program), cwd=PROJECT, capture_output=True, text=True, timeout=100
    )
    assert ended.returncode == 0, ended.stderr
