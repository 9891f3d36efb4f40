"""How the peers are driven. They are installed by hand, each in its own virtual environment."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.programs import Program, caploop

ESC, ENTER, DOWN = b"\x1b", b"\r", b"\x1b[B"


@dataclass(frozen=True)
class Peer:
    """A program, and the keys that do in it what the console does.

    `write` leads to an empty editor, `run` runs what was typed there, `result` leads to the rows,
    `last` to the last of them, `again` back to the editor, and `cancel` stops a query (None: no
    key does). A program with `opens` shows a file that it is called with, and writes no SQL.
    """

    program: Program
    ready: str
    write: tuple[bytes, ...] = ()
    run: tuple[bytes, ...] = ()
    result: tuple[bytes, ...] = ()
    last: tuple[bytes, ...] = ()
    cancel: bytes | None = None
    down: bytes = DOWN
    opens: bool = False


CAPLOOP = Peer(
    caploop("--pane", "console", usable=b"follow the dials"),
    ready="follow the dials",
    write=(b"\x1b[18~",),
    run=(b"\x1b[15~",),
    result=(ESC,),
    last=(b"G",),
    cancel=ESC,
)


def peer(name: str, command: str, folder: Path) -> Peer:
    """A peer that is known by name, run by its command. Raises ValueError for another name."""
    if name == "harlequin":
        # Without these it asks the network, and stops at 100,000 rows.
        argv = (command, "--no-write-history", "--viewer-max-rows", "-1")
        return Peer(
            Program(name, argv, b"Query Results"),
            ready="memory db",
            write=(b"\x1bOQ", b"\x01"),  # it begins with the text of the last visit
            run=(b"\n",),
            result=(b"\x1b[15~",),
            last=(b"\x1b[1;5F",),
        )
    if name == "sqlit":
        argv = (command, "connect", "duckdb", "--file-path", str(folder / "empty.duckdb"))
        program = Program(name, argv, b"Results")
        return Peer(
            program,
            "Connected to",
            write=(b"q", b"i"),
            run=(ESC, ENTER),
            result=(b"r",),
            last=(b"G",),
            cancel=ESC,
            down=b"j",
        )
    if name == "visidata":
        return Peer(Program(name, (command,), b"VisiData"), "VisiData", last=(b"G",), opens=True)
    raise ValueError(f"no peer is called {name!r}: harlequin, sqlit or visidata")
