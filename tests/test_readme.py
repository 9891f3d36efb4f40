"""The README is true: its screen, its keys, its commands."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tui.keys import KEYS

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")


def block_after(mark: str) -> str:
    found = re.search(re.escape(mark) + r".*?```\w*\n(.*?)```", TEXT, re.DOTALL)
    assert found, f"no code block after {mark}"
    return found[1]


def commands() -> list[str]:
    return block_after("<!-- commands -->").splitlines()


def caploop(command: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "tui", *shlex.split(command)[1:]]
    return subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=False)


def test_the_picture_is_what_the_program_prints() -> None:
    found = re.search(r"<!-- screen: (.*?) -->", TEXT)
    assert found
    assert block_after(found[0]) == caploop(found[1]).stdout


@pytest.mark.parametrize("command", commands())
def test_an_example_command_works(command: str) -> None:
    done = caploop(command)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_keys_are_those_of_the_program() -> None:
    rows = [f"| `{key.shown.replace(' ', '` `')}` | {key.help} |" for key in KEYS]
    table = TEXT[TEXT.index("<!-- keys -->") :].split("\n\n")[0]
    assert table.splitlines()[3:] == rows


def test_two_set_up_lines_and_no_more() -> None:
    assert len(re.findall(r"^python3 -m venv", TEXT, re.MULTILINE)) == 2
