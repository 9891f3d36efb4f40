"""What somebody probably meant who made a mistake in a statement: names and words that are near."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher

from tui.console.catalogue import Catalogue, spelt
from tui.console.lex import Token, tokens
from tui.console.scope import Scope, grouped, scope_at
from tui.corpus.frame import QueryError

MOST = 3
# How like a name has to be, from 0 to 1; a word of the language, and one that begins so, count as.
NEAR, WORD_NEAR, BEGUN, MUCH_LESS = 0.6, 0.75, 0.8, 0.15
_SUGGESTION = re.compile(r"\n+(?:Did you mean|Candidate (?:bindings|tables))\b.*", re.DOTALL)
_FILE = re.compile(r"\.(csv|tsv|parquet|json|jsonl|ndjson|xlsx)$", re.IGNORECASE)
_COLUMN = re.compile(r'(?:Referenced column "|have a column named ")([^"\n]*)"')
_SOURCE = re.compile(r'Referenced table "([^"\n]*)" not found')
_TABLE = re.compile(r'Table with name "?([^\s"]+)"? does not exist')
_FUNCTION = re.compile(r"Function with name \"?([^\s\"]+)\"? does not exist")
_EQUAL = frozenset(("=", "==", "<>", "!="))
_COMPARING = _EQUAL | {"(", ","}
_SYNTAX = re.compile(r"Parser Error: syntax error")


def hint(error: QueryError, catalogue: Catalogue) -> str:
    """What could help, in one line; '' where nothing is near."""
    for pattern, help in _HELP:
        if found := pattern.search(error.message):
            return help(found, error, catalogue)
    return ""


def advised(error: QueryError, catalogue: Catalogue) -> QueryError:
    """The error with a hint in its second line, in place of what the engine suggests: that knows
    names of one kind at a time."""
    said = hint(error, catalogue)
    if not said:
        return error
    first, newline, rest = _SUGGESTION.sub("", error.message).partition("\n")
    return QueryError(f"{first}\n{said}{newline}{rest}", error.sql, error.position)


def warning(error: QueryError, catalogue: Catalogue) -> str:
    """What is said of an error while somebody types: what could help, else what is wrong."""
    return hint(error, catalogue) or error.message.partition("\n")[0]


def _of_column(found: re.Match[str], error: QueryError, catalogue: Catalogue) -> str:
    name, read = found[1], tokens(error.sql)
    scope = scope_at(grouped(read), error.position or 0, catalogue)
    sources = scope.sources
    at = next((n for n, t in enumerate(read) if t.start == error.position), None)
    if at is not None and at + 2 < len(read) and read[at + 1].text == ".":
        # A prefix names the one source that was meant.
        source = scope.of(read[at].lower)
        sources = (source,) if source is not None else sources
    here = [column.name for source in sources for column in source.columns]
    if near := _near(name, here):
        return _meant(map(spelt, near))
    holders = [t.called for t in catalogue.tables.values() if t.column(name) is not None]
    if _is_text(name, read, at, catalogue, column=bool(holders)):
        return f"a text stands in single quotes: '{name}'"
    if holders:
        more = f" and {len(holders) - MOST} more" if len(holders) > MOST else ""
        return f"{name} is a column of {', '.join(holders[:MOST])}{more}"
    return ""


def _is_text(
    name: str, read: Sequence[Token], at: int | None, catalogue: Catalogue, *, column: bool
) -> bool:
    """Whether a name is meant as a text: in the wrong quotes, or an id or a value of an enum."""
    compared = at is not None and at > 0 and read[at - 1].text in _COMPARING
    if at is not None and read[at].kind == "name":
        return compared or not column
    if at is not None and at > 1 and read[at - 1].text in _EQUAL:
        # Of a column whose ids are not held it may be any.
        compared_with = read[at - 2].lower
        if compared_with in catalogue.unheld:
            return True
    values = (*catalogue.ids.values(), *catalogue.values.values())
    return (compared or not column) and any(name in each for each in values)


def _of_source(found: re.Match[str], error: QueryError, catalogue: Catalogue) -> str:
    names = [source.name for source in _scope(error, catalogue).sources if source.name]
    if near := _near(found[1], names):
        return _meant(map(spelt, near))
    return f"in FROM there is {', '.join(map(spelt, names))}" if names else ""


def _of_table(found: re.Match[str], error: QueryError, catalogue: Catalogue) -> str:
    whole = found[1]
    if _FILE.search(whole):
        return f"a file stands in quotes: '{whole}'"
    ctes = {cte.name: spelt(cte.name) for cte in _scope(error, catalogue).ctes}
    called = {table.name: table.called for table in catalogue.tables.values()} | ctes
    name = whole if _near(whole, called) else whole.rpartition(".")[2]
    return _meant(called[each] for each in _near(name, called))


def _of_function(found: re.Match[str], error: QueryError, catalogue: Catalogue) -> str:
    table = catalogue.table(found[1])
    if table is not None and not table.parameters:
        return f"{table.called} is a {table.kind}: without parentheses"
    in_from = "Table Function" in error.message
    called = {
        each.name: each.signatures[0] if each.signatures else f"{each.name}()"
        for each in catalogue.functions.values()
        if each.in_from == in_from
    }
    if in_from:
        called |= {t.name: t.called for t in catalogue.tables.values() if t.parameters}
    return _meant(called[each] for each in _near(found[1], called))


def _of_syntax(_: re.Match[str], error: QueryError, catalogue: Catalogue) -> str:
    read = [token for token in tokens(error.sql) if token.kind != "comment"]
    at = next((n for n, t in enumerate(read) if t.end > (error.position or 0)), len(read))
    # A misspelt word may pass as a name: only what follows it is out of place then.
    for token in read[max(at - 1, 0) : at + 1][::-1]:
        known = token.kind != "word" or token.lower in catalogue.keywords
        if near := [] if known else _near(token.lower, catalogue.keywords, least=WORD_NEAR):
            return _meant(near[:1])
    opened = sum((token.text == "(") - (token.text == ")") for token in read)
    if opened > 0:
        return "a parenthesis is not closed"
    return "something is missing at the end" if read and at >= len(read) - 1 else ""


def _scope(error: QueryError, catalogue: Catalogue) -> Scope:
    return scope_at(grouped(tokens(error.sql)), error.position or 0, catalogue)


def _near(name: str, names: Iterable[str], *, least: float = NEAR) -> list[str]:
    """The names that are most like one, best first: misspelt, or the beginning of them."""
    lower = name.lower()
    match = SequenceMatcher(b=lower)
    found = []
    for each in dict.fromkeys(names):
        match.set_seq1(each.lower())
        if least == NEAR and each.lower().startswith(f"{lower}_"):
            found.append((BEGUN, each))
        elif match.quick_ratio() >= least and (share := match.ratio()) >= least:
            found.append((share, each))
    found.sort(key=lambda one: -one[0])
    best = found[0][0] if found else 0.0
    # What is much less like it than the best was not meant.
    return [each for share, each in found if share >= best - MUCH_LESS][:MOST]


def _meant(names: Iterable[str]) -> str:
    listed = list(names)
    return f"did you mean {', '.join(listed)}?" if listed else ""


_Help = Callable[[re.Match[str], QueryError, Catalogue], str]
_HELP: tuple[tuple[re.Pattern[str], _Help], ...] = (
    (_COLUMN, _of_column),
    (_SOURCE, _of_source),
    (_TABLE, _of_table),
    (_FUNCTION, _of_function),
    (_SYNTAX, _of_syntax),
)
