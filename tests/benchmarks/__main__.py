"""`python -m tests.benchmarks` prints a table, one row a measurement.

Name the sections to measure, or none for all. Where another program does the same, its figure of
the same run stands beside ours: a bare Textual app (the floor), and the peers given.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks import console, keys, panes, search, start, work
from tests.benchmarks.peers import Peer, peer
from tests.benchmarks.table import HEADER, Row, row_text


def _visits(runs: int) -> Iterator[Row]:
    # It alone needs what `caploop serve` stands on.
    from tests.benchmarks import visits

    yield from visits.rows(runs)


Section = Callable[[int, list[Peer]], Iterator[Row]]
SECTIONS: dict[str, Section] = {
    "start": start.rows,
    "keys": lambda runs, peers: keys.rows(runs),
    "search": lambda runs, peers: search.rows(runs),
    "console": console.rows,
    "load": lambda runs, peers: work.load_rows(runs),
    "loops": lambda runs, peers: work.loop_rows(runs),
    "panes": lambda runs, peers: panes.rows(runs),
    "growth": lambda runs, peers: work.growth_rows(runs),
    "visits": lambda runs, peers: _visits(runs),
}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--runs", type=int, default=5, help="runs of each side, 5 unless told")
    parser.add_argument(
        "--peer",
        action="append",
        default=[],
        metavar="NAME=COMMAND",
        help="measure beside harlequin, sqlit or visidata, installed somewhere",
    )
    arguments = parser.parse_args()
    if unknown := set(arguments.sections) - set(SECTIONS):
        parser.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    with tempfile.TemporaryDirectory() as folder:
        try:
            peers = [peer(*text.split("=", 1), Path(folder)) for text in arguments.peer]
        except (TypeError, ValueError) as error:
            parser.error(f"--peer NAME=COMMAND: {error}")
        load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
        print(
            f"{arguments.runs} runs of each side, in turn; load {load}; ! is over what is allowed"
        )
        print(row_text(HEADER))
        for name in arguments.sections or SECTIONS:
            for row in SECTIONS[name](arguments.runs, peers):
                print(row, flush=True)


if __name__ == "__main__":
    main()
