"""Hostile input and hostile data: nothing crashes, and no control of theirs reaches a terminal."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.serve.guest import ask, leave, visiting
from tests.serve.served import Server

# An answer, a key, a paste or a click of xterm, cut off at any place, or nothing of the kind.
PIECES = (
    *(b"\x1b", b"\x1b[", b"\x1bO", b"\x1b]", b"\x1bP", b"\x1b_", b"\x9b", b"\x1b[<0;1;1M"),
    *(b"\x1b[200~", b"\x1b[201~", b"\x1b[I", b"\x1b[O", b"\x1b[?2048;1$y", b"\x1b[?2026;2$y"),
    *(
        b"\x1b[48;10000;10000;1;1t",
        b"\x1b[8;9999;9999t",
        b"\x1b[1;1R",
        b"\x1b[M   ",
        b"\x1b[57358u",
    ),
    *(b"\x1b[" + b"9" * 3000 + b"u", b"\x1b[;;;;;;;u", b"\x1b[1;2;3;4;5;6;7;8;9~", b"\x1b\x1b\x1b"),
    *(b"\xff", b"\xe9", b"\xc3", b"\xf0\x9f", b"\xed\xa0\x80", b"\xc0\x80", b"\x00", b"\x7f"),
    *("\u202e".encode(), "\u0301".encode() * 50, "👩‍👩‍👧".encode()),
)
# Of these the program itself sends some; with this inside they are somebody else's.
MARK = "c29tZWJvZHk="
HOSTILE = (
    f"\x1b]52;c;{MARK}\x07 \x1b]0;{MARK}\x1b\\ \x1b[2J\x1b[H{MARK} \x9b31m{MARK} "
    f"\u202e{MARK}\u202c \u200b\u2066{MARK} \x07\x08{MARK} \x1b[?1049l{MARK} \x1bc{MARK}"
)
# Before a mark may stand text, colours and places.
NOT_OURS = re.compile(rb"\x1b[^\[]|\x1b\[[^m]*[^\d;mH]|[\x00-\x1a\x1c-\x1f\x7f]")
BEFORE_MARK = re.compile(rf"(.{{12}}){re.escape(MARK)}".encode(), re.S)


def noise(seed: int, count: int) -> bytes:
    """Pieces and random bytes; nothing that quits by chance."""
    made = random.Random(seed)
    parts = [
        made.choice(PIECES) if made.random() < 0.6 else made.randbytes(made.randrange(1, 20))
        for _ in range(count)
    ]
    # ctrl+q and q end the visit, which is no crash: they are left out, and ctrl+c and ctrl+p stay.
    return b"".join(parts).translate(None, b"q\x11")


@pytest.mark.parametrize("seed", range(3))
async def test_any_bytes_may_be_typed(server: Server, key: Path, seed: int) -> None:
    async with visiting(server, key) as guest:
        for pane in "45":
            guest.send(pane.encode())
            guest.send(noise(seed, 60))
        # Whatever has begun by then is ended: a paste, a string, a sequence, a card.
        guest.send(b"\x1b[201~\x1b\\\x07")
        await leave(guest)


async def test_half_a_character_does_not_end_it(server: Server, key: Path) -> None:
    async with visiting(server, key) as guest:
        for half in (b"\xc3", b"\xe2\x82", b"\xf0\x9f\x92"):
            guest.send(half)
        guest.send(b"1")
        guest.send(b"1")
        await guest.wait_for("▸1 Sources")
        await leave(guest)


@pytest.mark.parametrize("bracketed", [True, False])
async def test_a_large_paste_is_survived(server: Server, key: Path, bracketed: bool) -> None:
    text = b"select 1; " * 100_000
    async with visiting(server, key) as guest:
        guest.press("5")
        await guest.wait_for("typing")
        if bracketed:
            guest.send(b"\x1b[200~" + text + b"\x1b[201~")
            await leave(guest)
        else:
            guest.send(text)
            await guest.wait_for("select 1; select")
    # Without brackets each byte is a key: who has enough of it hangs up.
    assert server.wait_for_line("quit" if bracketed else "hung up")


async def test_any_size_may_be_asked_for(server: Server, key: Path) -> None:
    async with visiting(server, key, size=(10_000, 10_000)) as guest:
        for columns, rows in (
            (1, 1),
            (10_000, 10_000),
            (0, 0),
            (1, 10_000),
            (2**32 - 1, 1),
            (60, 15),
        ):
            guest.resize(columns, rows)
        guest.resize(80, 24)
        guest.press("1")
        await guest.wait_for(lambda g: b"Sources" in g.raw)
        await leave(guest)


async def test_a_size_beyond_reason_is_cut(server: Server, key: Path) -> None:
    async with visiting(server, key, size=(10_000, 10_000)) as guest:
        places = [int(row) for row in re.findall(rb"\x1b\[(\d+);\d+H", bytes(guest.raw))]
        assert max(places) == 200
        await leave(guest)


@pytest.fixture(scope="module")
def hostile_file(corpus_file: Path, open_folder: Callable[[], Path]) -> Path:
    """A corpus whose texts are all hostile, after what they were."""
    file = Path(shutil.copy(corpus_file, open_folder() / "hostile.duckdb"))
    with duckdb.connect(str(file)) as database:
        columns = database.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
            " AND data_type = 'VARCHAR' AND table_name IN (SELECT table_name FROM duckdb_tables())"
        ).fetchall()
        keys = ("_id", "property", "term", "unit", "bound", "scope", "stance", "lang", "property")
        for table, column in columns:
            if not column.endswith(keys) and column not in ("relation", "kind", "sha256", "known"):
                database.execute(
                    f'UPDATE "{table}" SET "{column}" = "{column}" || $h', {"h": HOSTILE}
                )
    file.chmod(0o644)
    return file


async def test_hostile_data_sends_no_control(
    serve: Callable[..., Server], key: Path, hostile_file: Path
) -> None:
    server = serve(data=hostile_file)
    async with visiting(server, key, size=(120, 40)) as guest:
        for keys in (
            "4",
            "j",
            "e",
            "escape",
            "3",
            "j",
            "i",
            "escape",
            "2",
            "e",
            "escape",
            "1",
            "enter",
        ):
            drawn = len(guest.raw)
            guest.press(keys)
            await guest.wait_for(lambda g, drawn=drawn: len(g.raw) > drawn)
        sql = "select title, publisher from sources"
        await ask(guest, sql)
        await guest.wait_for(lambda g: g.text().count(MARK) > 0)
        await ask(guest, f"select chr(27) || ']52;c;{MARK}' || chr(7) as x, chr(155) || '{MARK}'")
        await guest.wait_for(f"]52;c;{MARK}")
        sent = bytes(guest.raw)
        await leave(guest)
    before = BEFORE_MARK.findall(sent)
    assert len(before) > 10
    for each in before:
        # The program's own sequences end in a letter; between them and the mark stands text.
        assert not re.search(rb"\x1b[^\[]|\x1b\[\?|\x1b\[\d*[JK]|[\x00-\x1a\x1c-\x1f\x7f]", each), (
            each
        )
    text = sent.decode("utf-8", errors="strict")
    assert not set(text) & set("\u202e\u202c\u200b\u2066\x9b\x07\x08")
    assert "\x1b]" not in text
    assert "\x1bc" not in text
