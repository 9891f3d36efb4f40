"""`caploop check`: every problem of a corpus as `file:line: what is wrong`."""

from __future__ import annotations

import argparse
import sys

from tui.corpus.place import shipped


def run_check(arguments: argparse.Namespace) -> int:
    """Validate a corpus: counts on stdout if it is clean, else its faults. Returns 0 or 1."""
    from tui.corpus.check import check
    from tui.corpus.progress import narrator

    told = narrator()
    try:
        report = check(arguments.folder or shipped(), arguments.articles, told)
    finally:
        told("")
    for note in report.notes:
        print(note, file=sys.stderr)
    for line in report.lines():
        print(line)
    return 1 if report.faults else 0
