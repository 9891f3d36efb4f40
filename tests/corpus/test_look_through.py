"""What the bytes of a file tell before the engine reads it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus import load_quick
from tui.corpus.clean import CLEAN_PATTERN, RUNS
from tui.corpus.load_quick import Unsound, look_through

# Each end of each run, and what stands beside it; no carriage return, no nul, no surrogate.
EDGES = "".join(
    chr(point)
    for first, last in RUNS
    for point in (first - 1, first, last, last + 1)
    if point > 0 and point != 0x0D and not 0xD800 <= point <= 0xDFFF
)
# Enough of what is plain that none of it is left to the engine for being too much.
PLAIN = "a plain line, and nothing else\n" * 8
TEXTS = st.lists(
    st.sampled_from(EDGES) | st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"),
    max_size=6,
).map("".join)


@given(TEXTS, st.integers(1, 40))
def test_a_file_is_clean_if_the_engine_would_take_nothing_out(text: str, chunk: int) -> None:
    written = PLAIN + text + PLAIN
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        file = Path(folder) / "file.csv"
        file.write_text(written, encoding="utf-8", newline="")
        whole = look_through(file)
        # A character may stand in two pieces of what is read.
        patch.setattr(load_quick, "_CHUNK", chunk)
        patch.setattr(load_quick, "_MUCH", 0)
        parts = look_through(file)
    found = duckdb.execute("SELECT regexp_matches($t, $p)", {"t": written, "p": CLEAN_PATTERN})
    assert whole.clean == parts.clean == (not found.fetchall()[0][0])
    assert whole.lines == parts.lines == written.count("\n")


def test_each_character_that_is_taken_out_is_found(tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    for first, last in RUNS:
        for point in {first, last} - {0, 0x0D}:
            file.write_text(f"{PLAIN}{chr(point)}", encoding="utf-8", newline="")
            assert not look_through(file).clean, hex(point)


@pytest.mark.parametrize(
    ("data", "raised"),
    [
        (b"a\r\nb", Unsound),
        (b"a\0b", Unsound),
        (b"\xef\xbb\xbfa", Unsound),
        (PLAIN.encode() + b"\xff", UnicodeDecodeError),
    ],
)
def test_what_the_engine_would_read_in_another_way_is_not_left_to_it(
    tmp_path: Path, data: bytes, raised: type[Exception]
) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(data)
    with pytest.raises(raised):
        look_through(file)


def test_a_last_line_counts_without_its_end(tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    for data, lines in ((b"", 0), (b"a", 1), (b"a\n", 1), (b"a\nb", 2)):
        file.write_bytes(data)
        assert look_through(file).lines == lines
