"""`caploop show` as a reader without a screen uses it, and the exit codes that scripts rely on."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def caploop(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tui", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def shown(*words: str) -> str:
    done = caploop("show", *words)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def test_the_framework_as_it_was_believed_on_7_october() -> None:
    text = shown("loop", "--as-of", "2025-10-07", "--lens", "headline")
    assert "Nvidia ━≤100 equity━► OpenAI ━≈350 GPUs━► back" in text
    assert "· ≤100 equity, frame, announced" in text
    assert "· ≈350 GPUs, frame, announced, derived" in text
    # What only 2026 revealed is nowhere.
    assert "paused" not in text
    assert "≈20" not in text
    assert "withdrawn" not in text


def test_on_3_february_it_is_a_memorandum_on_hold() -> None:
    text = shown("loop", "--as-of", "2026-02-03", "--size", "120x40")
    assert "‖ ≤100 equity, frame, paused" in text
    assert "‖ paused, loi" in text
    assert "≈20 equity, round" in text


def test_on_5_march_it_is_withdrawn_and_paid_is_unknown() -> None:
    text = shown("loop", "--as-of", "2026-03-05")
    assert "✗ ≤100 equity, frame" in text
    paid = shown("loop", "--as-of", "2026-03-05", "--lens", "paid")
    assert "▸paid ≈22" in paid
    assert "0 of 1 return legs in dollars" in paid


def test_a_pane_is_printed_in_any_of_its_views() -> None:
    """The framework is soft in October: in the matrix of payers its ceiling stands all the same."""
    matrix = shown("exposure", "--view", "matrix", "--as-of", "2025-10-07", "--size", "160x50")
    assert "Exposure, matrix" in matrix
    assert any("Nvidia" in row and "≤100" in row for row in matrix.splitlines()[3:])
    assert "Not closed" in shown("loop", "--view", "open")
    assert "Due dates" in shown("timeline", "--view", "due")
    # As rows, those of the view.
    rows = shown("loop", "--view", "matrix", "--as-of", "2025-10-07", "--format", "csv")
    assert rows.startswith("payer,payee,legs,")


def test_a_size_is_kept_and_nothing_is_padded() -> None:
    for width, height in ((80, 24), (120, 40), (60, 15)):
        lines = shown("loop", "--size", f"{width}x{height}").splitlines()
        assert len(lines) <= height
        assert all(len(line) <= width for line in lines)
        assert all(line == line.rstrip() for line in lines)


def test_ascii_is_ascii() -> None:
    assert shown("loop", "--glyphs", "ascii").isascii()


def test_changes_between_two_dates() -> None:
    text = shown("changes", "--from", "2025-10-07", "--to", "2026-03-05")
    assert "vanished" in text
    assert "appeared" in text
    assert "2025-10-07" in text
    assert "2026-03-05" in text


def test_changes_without_dates_are_those_of_the_newest_known_date() -> None:
    # 001 of 5 March is the newest article, 000 of 3 February the one before.
    text = shown("changes", "--as-of", "2026-11-22")
    assert "from 2026-02-03 to [ 2026-11-22 ]" in text
    assert "▌✗ vanished Nvidia → OpenAI" in text and "001 P5" in text


def test_what_is_overdue_counts_to_the_date_of_the_dial() -> None:
    # 004 prints the first half of 2026 for AMD's first gigawatt.
    assert "first-gw" in shown("overdue", "--as-of", "2026-07-10")
    assert "10" in shown("overdue", "--as-of", "2026-07-10", "--format", "csv").split("first-gw")[1]
    assert "first-gw" not in shown("overdue", "--as-of", "2026-06-30")


@pytest.mark.parametrize("what", ["sources", "timeline", "exposure", "loop", "conflicts"])
def test_rows_come_as_csv_and_json(what: str) -> None:
    csv = shown(what, "--format", "csv", "--as-of", "2026-03-05")
    assert "," in csv.splitlines()[0]
    assert len(csv.splitlines()) > 1
    assert shown(what, "--format", "json", "--as-of", "2026-03-05").lstrip().startswith("[")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("show", "entity", "OpenAIx"), 2, "did you mean OpenAI"),
        # 002 calls Nvidia so, 004 AMD.
        (("show", "entity", "le groupe"), 2, "no single entity 'le groupe': it may be amd, nvidia"),
        (("show", "dossier", "LE GROUPE"), 2, "it may be amd, nvidia"),
        (("show", "deal", "nvidia-openai"), 2, "nvidia-openai-2025"),
        (("show", "card", "999-999"), 2, "no claim '999-999'"),
        (("show", "loop", "--as-of", "7/10/2025"), 2, "write it as 2025-10-07"),
        (("show", "loop", "--size", "80"), 2, "write it as 80x24"),
        (("show", "loop", "--from", "2025-10-07"), 2, "only changes go --from and --to"),
        (("show", "changes", "--from", "2026-03-05", "--to", "2025-10-07"), 2, "must lie before"),
        (("show", "changes", "--from", "2026-03-05", "--to", "2026-03-05"), 2, "must lie before"),
        (("show", "changes", "--as-of", "2025-12-31", "--to", "2026-02-03"), 2, "look ahead"),
        (("show", "loop", "--data", "nowhere"), 1, "nowhere is neither a folder"),
        (("show", "nothing"), 2, "invalid choice"),
        (("--pane", "loop"), 2, "caploop show loop"),
    ],
)
def test_a_wrong_call_says_what_to_do(words: tuple[str, ...], code: int, said: str) -> None:
    done = caploop(*words)
    assert done.returncode == code
    assert said in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["le concepteur de ChatGPT", "CONCEPTEUR DE CHATGPT", "OpenAI"])
def test_a_description_leads_to_whom_it_names(name: str) -> None:
    assert shown("dossier", name, "--as-of", "2026-03-05").startswith("# OpenAI\n")


def test_a_dossier_has_story_legs_and_footnotes() -> None:
    text = shown("dossier", "nvidia-openai-2025", "--as-of", "2026-03-05")
    assert text.startswith("# Nvidia")
    assert "≤100" in text
    assert "withdrawn" in text
    used = set(re.findall(r"\[\^(\S+?)\](?!:)", text))
    assert used
    assert used == set(re.findall(r"^\[\^(\S+?)\]:", text, re.MULTILINE))
