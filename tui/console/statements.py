"""The statements of a text, and which one a cursor is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tui.console.lex import Token, tokens
from tui.corpus.frame import QueryError


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a text, without its semicolon, from character `start` on.

    The comments before it belong to it: its title and its values stand there.
    """

    sql: str
    start: int

    @property
    def end(self) -> int:
        """The character after it."""
        return self.start + len(self.sql)


def split(text: str) -> list[Statement]:
    """The statements of a text in order; pieces that hold nothing to run are left out."""
    return [
        Statement(text[own[0].start : own[-1].end], own[0].start) for own in pieces(tokens(text))
    ]


def pieces(read: Iterable[Token]) -> Iterator[list[Token]]:
    """The tokens of each statement, without the semicolons between them."""
    own: list[Token] = []
    for token in read:
        if token.kind == "sign" and token.text == ";":
            if any(each.kind != "comment" for each in own):
                yield own
            own = []
        else:
            own.append(token)
    if any(each.kind != "comment" for each in own):
        yield own


def at_cursor(text: str, offset: int) -> Statement | None:
    """The statement a cursor is in or, on its line, right behind; else the next; else the last."""
    statements = split(text)
    at = nearest(text, [(each.start, each.end) for each in statements], offset)
    return None if at is None else statements[at]


def nearest(text: str, spans: Sequence[tuple[int, int]], offset: int) -> int | None:
    """Which of the spans of statements a cursor belongs to; None if there are none."""
    for at, (start, end) in enumerate(spans):
        if offset < start:
            behind = at > 0 and "\n" not in text[spans[at - 1][1] : offset]
            return at - 1 if behind else at
        if offset <= end:
            return at
    return len(spans) - 1 if spans else None


def error_span(error: QueryError, statement: Statement | None) -> tuple[int, int] | None:
    """The piece of the text that an error is about: what stands at its place, else its end."""
    if error.position is None or statement is None:
        return None
    at = error.position
    read = tokens(statement.sql)
    there = next((t for t in read if t.start <= at < t.end), None)
    if there is None:
        # Behind the last thing: the message is about what is missing there.
        there = next((t for t in reversed(read) if t.end <= at and t.kind != "comment"), None)
    return (statement.start + there.start, statement.start + there.end) if there else None
