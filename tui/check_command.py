"""`caploop check`: every problem of a corpus as `file:line: what is wrong`."""

from __future__ import annotations

import argparse
import sys

from tui.corpus.place import shipped


def run_check(arguments: argparse.Namespace) -> int:
    """Validate a corpus; counts go to stdout when it is clean, faults when it is not."""
    from tui.corpus.check import check
    from tui.corpus.faults import CorpusError

    folder = arguments.folder or shipped()
    try:
        report = check(folder, arguments.articles)
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 1
    print(report)
    return 1 if report.faults else 0
