"""What the engine says of a failed query, in one form for both of its versions."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tui.corpus.clean import clean
from tui.corpus.frame import QueryError

_KIND = re.compile(r"^([\w ]+ Error): *(?=\{)")
_NO_WRITING = ("attached in read-only mode", "launched in read-only mode")
_NO_ROOM = ("Could not write", "Out of Memory Error", "database has been invalidated")
HOW_TO_WRITE = "--write FILE.duckdb names a file of yours that SQL may write"
_DRAWN = re.compile(r"\n+LINE (\d+): (.*)\n( *)\^")
# Of the process: it opens one corpus for one visitor.
_hidden: list[str] = []


def hide(file: Path) -> None:
    """From now on no message of the engine says where this file is."""
    _hidden.extend({str(file), str(file.resolve())} - {*_hidden})
    _hidden.sort(key=len, reverse=True)


def explained(error: Exception, sql: str, *, before: int = 0) -> QueryError:
    """The engine's message without its drawing of the line, and the place as a character position.

    `sql` is what the caller wrote; `before` is how many bytes stood before it in what was run.
    """
    found = _explained(str(error), sql, before)
    for file in _hidden:
        found.message = found.message.replace(file, "the corpus")
    return found


def _explained(text: str, sql: str, before: int) -> QueryError:
    if any(said in text for said in _NO_WRITING):
        return QueryError(f"nothing can be changed here: {HOW_TO_WRITE}", sql)
    kind = _KIND.match(text)
    if kind is None:
        return _drawn(text, sql, before)
    try:
        fields = json.loads(text[kind.end() :].strip().splitlines()[0])
    except (ValueError, IndexError):
        return QueryError(clean(text), sql)
    message = clean(f"{kind[1]}: {fields.get('exception_message', '')}".strip())
    at = fields.get("position")
    return QueryError(message, sql, None if at is None else _character(sql, int(at) - before))


def lacks_room(error: QueryError) -> bool:
    """Whether the engine could not write what it had to, as where the disk is full."""
    return any(said in error.message for said in _NO_ROOM)


def _character(sql: str, byte: int) -> int | None:
    """The character at a byte of the text; None outside of it."""
    data = sql.encode()
    return len(data[:byte].decode(errors="ignore")) if 0 <= byte <= len(data) else None


def _drawn(text: str, sql: str, before: int) -> QueryError:
    """The place from the line that the engine drew; it counts the caret in characters."""
    place = _DRAWN.search(text)
    if place is None:
        return QueryError(clean(text), sql)
    message = clean(text[: place.start()].strip())
    if before:
        return QueryError(message, sql)
    line, shown, caret = int(place[1]), place[2], len(place[3]) - len(f"LINE {place[1]}: ")
    lines = sql.split("\n")
    if not 0 < line <= len(lines):
        return QueryError(message, sql)
    # A long line is shown from its middle: find the piece again.
    cut = shown.startswith("...")
    piece = shown.removeprefix("...").removesuffix("...")
    start = max(lines[line - 1].find(piece), 0) - (3 if cut else 0)
    position = sum(len(each) + 1 for each in lines[: line - 1]) + start + caret
    return QueryError(message, sql, min(max(position, 0), len(sql)))
