"""Hostile input and hostile data: nothing crashes, and no control of theirs reaches a terminal."""

from __future__ import annotations

import asyncio
import random
import re
import shutil
from base64 import b64decode
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest

from tests.serve.guest import Guest, ask, leave, visiting
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
    *(b"\x1b[" + b"9" * 300 + b"u", b"\x1b[;;;;;;;u", b"\x1b[1;2;3;4;5;6;7;8;9~", b"\x1b\x1b\x1b"),
    *(b"\xff", b"\xe9", b"\xc3", b"\xf0\x9f", b"\xed\xa0\x80", b"\xc0\x80", b"\x00", b"\x7f"),
    *("\u202e".encode(), "\u0301".encode() * 50, "👩‍👩‍👧".encode()),
)
# Of these the program itself sends some; with this inside they are somebody else's.
MARK = "c29tZWJvZHk="
HOSTILE = (
    f"\x1b]52;c;{MARK}\x07 \x1b]0;{MARK}\x1b\\ \x1b[2J\x1b[H{MARK} \x9b31m{MARK} "
    f"\u202e{MARK}\u202c \u200b\u2066{MARK} \x07\x08{MARK} \x1b[?1049l{MARK} \x1bc{MARK}"
)
# All that the program may send besides text: places, steps, colours, modes, what it asks for.
OURS = re.compile(rb"\x1b\[(?:[\d;]*[HCbm]|6n|\?(\d+)([hl])|\?2026\$p|>\d+u|<u)")
MODES = {b"7", b"25", b"1004", b"1049", b"2004", b"2026"}


# What goes to the visitor's clipboard.
CLIPBOARD = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07")
STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]")
# Through each pane, its views, cards, evidence, finding, copies and exports; the palette and help.
WALKS = {
    "1": (
        *"jj",
        "enter",
        *"je",
        "backspace",
        *"nNmx",
        "escape",
        *"of/op",
        "enter",
        *"yYd",
        "escape",
    ),
    "2": (
        *"jjl",
        "enter",
        "e",
        "backspace",
        *"vjyvjvdu",
        "escape",
        *"of/nv",
        "escape",
        *"iw",
        "escape",
    ),
    "3": (
        *"jjl",
        "enter",
        "e",
        "backspace",
        *"vjvjwjy",
        "escape",
        *"xijyY",
        "escape",
        *"/op",
        "escape",
    ),
    "4": (
        *"jl",
        "enter",
        "e",
        "backspace",
        *"vjvjvjxd",
        "escape",
        *"xmwi",
        "escape",
        *"yY/op",
        "escape",
    ),
    "ctrl+p": (*"ope", "down", "escape", *"?jj", "escape", *"[[[dje", "escape", "escape", "s"),
}


def noise(seed: int, count: int) -> bytes:
    """Pieces and random bytes; nothing that quits by chance."""
    made = random.Random(seed)
    parts = [
        made.choice(PIECES) if made.random() < 0.6 else made.randbytes(made.randrange(1, 20))
        for _ in range(count)
    ]
    # ctrl+q and q end the visit, which is no crash: they are left out, and ctrl+c and ctrl+p stay.
    return b"".join(parts).translate(None, b"q\x11")


@pytest.mark.parametrize("seed", range(2))
async def test_any_bytes_may_be_typed(server: Server, key: Path, seed: int) -> None:
    async with visiting(server, key) as guest:
        for pane in "45":
            guest.send(pane.encode())
            guest.send(noise(seed, 40))
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
        places = [int(row) for row in re.findall(rb"\x1b\[(\d+)(?:;\d+)?H", bytes(guest.raw))]
        assert max(places) == 200
        await leave(guest)


@pytest.fixture(scope="module")
def hostile_file(corpus_file: Path, open_folder: Callable[[], Path]) -> Path:
    """A corpus in which every text is hostile, after what it was, in what is worked out too: ids
    and words of ours have no blank. So are the comments, and the names of a table of its own."""
    file = Path(shutil.copy(corpus_file, open_folder() / "hostile.duckdb"))
    with duckdb.connect(str(file)) as database:
        columns = database.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() JOIN duckdb_tables()"
            " USING (table_name) WHERE NOT duckdb_tables.internal"
        ).fetchall()
        assert len(columns) > 200
        for table, column, kind in columns:
            if kind == "VARCHAR":
                sql = f"UPDATE {table} SET {column} = {column} || $h WHERE contains({column}, ' ')"
                database.execute(sql, {"h": HOSTILE})
            database.execute(f"COMMENT ON COLUMN {table}.{column} IS 'about {HOSTILE}'")
            database.execute(f"COMMENT ON TABLE {table} IS 'about {HOSTILE}'")
        database.execute(f'CREATE TABLE "evil {HOSTILE}" ("evil {HOSTILE}" INT)')
        database.execute(f'CREATE TABLE hostile_columns ("evil {HOSTILE}" INT)')
    file.chmod(0o644)
    return file


def told(guest: Guest) -> str:
    """The text that was sent, with what was sent to the clipboard; nothing steers a terminal."""
    sent, copied = bytes(guest.raw), b"".join(map(b64decode, CLIPBOARD.findall(guest.raw)))
    sent = CLIPBOARD.sub(b"", sent)
    modes = {(found[1], found[2]) for found in OURS.finditer(sent) if found[1]}
    assert {mode for mode, _ in modes} <= MODES
    assert sent.count(b"\x1b[?1049l") == 1
    text = OURS.sub(b"", sent).decode("utf-8", errors="strict")
    assert not STEERING.search(text)
    assert not STEERING.search(re.sub("[\t\n]", "", copied.decode("utf-8", errors="strict")))
    return text


async def walk(guest: Guest, keys: Sequence[str]) -> None:
    """Press keys, each when what the one before has drawn is there, if it drew anything."""
    for key in keys:
        guest.press(key)
        size = -1
        while size != len(guest.raw):
            size = len(guest.raw)
            await asyncio.sleep(0.1)


@pytest.mark.parametrize("pane", WALKS)
async def test_hostile_data_sends_no_control(
    serve: Callable[..., Server], key: Path, hostile_file: Path, pane: str
) -> None:
    server = serve(data=hostile_file)
    async with visiting(server, key, size=(120, 40)) as guest:
        await walk(guest, [pane, *WALKS[pane]])
        await leave(guest)
        assert MARK in told(guest)
    assert not server.lines("failed")


ASKED = (
    ("select title, publisher from sources", MARK),
    (f"select chr(27) || ']52;c;{MARK}' || chr(7) as x, chr(155) || '{MARK}'", f"]52;c;{MARK}"),
    ("from hostile_columns", "evil"),
    ("select error(title) from sources", "Error"),
    ("select cast(title as int) from sources", "Conversion"),
    ("select nope from sources", "nope"),
    ("show all tables", "evil"),
    ("from duckdb_tables() select table_name, comment, sql", "evil"),
    (
        "select 'the ' || 'last' as z, {'a': title, 'b': [note]} as s, map {title: note} as m"
        " from sources",
        "the last",
    ),
)


async def test_hostile_answers_send_no_control(
    serve: Callable[..., Server], key: Path, hostile_file: Path
) -> None:
    server = serve(data=hostile_file)
    async with visiting(server, key, size=(120, 40)) as guest:
        for sql, shown in ASKED:
            await ask(guest, sql)
            await guest.wait_for(lambda g, shown=shown: shown in g.text() and "run" in g.text())
        # What is copied, the catalogue, the completion of names and of values, the history.
        await walk(guest, ["tab", "enter"])
        while "esc leave" in guest.text():  # the first may only close what is offered
            await walk(guest, ["escape"])
        await walk(guest, ["y", "c", "y", "r", "y", "l", "y", "a", "y"])
        await guest.wait_for(lambda g: CLIPBOARD.search(g.raw))
        await walk(guest, ["m", "x", "ctrl+g", "down", "down", "e", "v", "i", "l", "escape"])
        for typed in (
            "from evi",
            "select * from sources where title = '",
            "from t where deal_id =",
        ):
            guest.press("f7")
            guest.send(typed.encode())
            await walk(guest, [" ", "'", "backspace"])
        await walk(guest, ["escape", "ctrl+o", "down", "escape"])
        await leave(guest)
        assert MARK in told(guest)
    assert not server.lines("failed")
