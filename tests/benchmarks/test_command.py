"""The command prints its table; the figures themselves are nobody's business here."""

import math
import subprocess
import sys

import pytest

from tests.benchmarks.programs import PROJECT
from tests.benchmarks.table import Row


def benchmarks(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, "-m", "tests.benchmarks", *arguments),
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=500,
    )


def test_a_section_prints_a_row_a_figure() -> None:
    printed = benchmarks("loops", "--runs", "1")
    assert printed.returncode == 0, printed.stderr
    head, columns, *rows = printed.stdout.splitlines()
    assert head.startswith("1 runs of each side")
    assert columns.split() == ["median", "p95", "unit", "beside", "ratio", "at", "most"]
    assert [row.split("  ")[0] for row in rows] == [
        "loops in 2,000 edges, CPU, networkx",
        "loops in 50,000 edges, CPU",
        "key to the list of loops, 50,000 edges",
        "esc to the end of what follows",
        "memory with the list of loops",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("speed",), "no section speed"),
        (("start", "--peer", "emacs=/bin/true"), "no peer is called 'emacs'"),
        (("start", "--peer", "harlequin"), "NAME=COMMAND"),
    ],
)
def test_what_cannot_be_measured_is_said(arguments: tuple[str, ...], said: str) -> None:
    printed = benchmarks(*arguments)
    assert printed.returncode == 2
    assert said in printed.stderr


def test_a_row_is_the_ratio_of_the_medians() -> None:
    row = Row("start", [30.0, 10.0, 20.0], "ms", [40.0, 80.0, 30.0], at_most=0.5)
    assert (row.median, row.ratio, row.kept) == (20.0, 0.5, True)
    assert not Row("start", [21.0], "ms", [40.0], at_most=0.5).kept
    assert not Row("key", [16.0], "ms", at_most=15).kept
    assert str(Row("key", [16.0], "ms", at_most=15)).endswith("15!")


def test_what_was_never_seen_has_no_figure() -> None:
    row = Row("to the last row", [], "ms", [100.0])
    assert math.isnan(row.median)
    assert row.ratio is None
