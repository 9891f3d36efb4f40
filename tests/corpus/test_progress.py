"""The line that tells how far a load has come."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.corpus.small import write
from tui.corpus.check import check
from tui.corpus.load import load
from tui.corpus.progress import Steps, narrator
from tui.corpus.store import Store

LINE = re.compile(r"\[(#*)(\.*)\] +(\d+) % (.+)")


def test_a_step_tells_what_is_done_before_it() -> None:
    told: list[str] = []
    steps = Steps(told.append)
    steps.begin("one", 0.25)
    steps.begin("two", 0.75)
    steps.begin("three", 0)
    assert told == [
        "[....................]   0 % one",
        "[#####...............]  25 % two",
        "[####################] 100 % three",
    ]


def test_a_load_and_a_check_tell_of_each_step_and_never_go_back(tmp_path: Path) -> None:
    folder = write(tmp_path / "corpus")
    for work in (
        lambda told: load(folder, Store.memory(), told),
        lambda told: check(folder, None, told),
    ):
        told: list[str] = []
        work(told.append)
        found = [match for line in told if (match := LINE.fullmatch(line))]
        assert len(found) == len(told)
        shares = [int(match[3]) for match in found]
        assert shares == sorted(shares)
        assert shares[0] == 0
        assert 85 <= shares[-1] <= 100
        assert {"reading claims.csv", "checking references"} <= {match[4] for match in found}


def test_nobody_is_told_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    narrator()("[....................]   0 % one")
    assert capsys.readouterr() == ("", "")
