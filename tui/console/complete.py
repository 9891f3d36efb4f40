"""What could stand at the cursor: from the catalogue and the statement's own FROM."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from tui.console.catalogue import Catalogue, Column, Table, spelt
from tui.console.following import following
from tui.console.ids import MOST, Found, Wanted, fit, fitting
from tui.console.lex import Token, tokens
from tui.console.parameters import field_at
from tui.console.scope import Scope, Source, grouped, scope_at
from tui.console.statements import nearest, pieces

# Parameters that are dates: those on which anything became known are offered.
_DAYS = frozenset(("as_of", "from", "to", "since"))
_TYPED = ("word", "name", "text", "comment")
# A table or a view stands after these.
_BEFORE_TABLE = frozenset(
    (
        *("from", "join", "describe", "summarize", "table", "into", "update"),
        *("pivot", "unpivot"),
    )
)
_KIND_ORDER = (
    *("column", "value", "id", "alias", "cte", "file", "view", "table", "macro", "function", "key"),
)
_BY_LENGTH = frozenset(("view", "table", "macro", "function"))


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to put in place of what is typed: its text, its kind, what it is."""

    text: str
    kind: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """The offers for characters `start` to `end` of the text, best first. Where ids could fit that
    are not held, `wanted` is what the engine has to find."""

    start: int
    end: int
    offers: tuple[Offer, ...] = ()
    wanted: Wanted | None = None


def complete(text: str, offset: int, catalogue: Catalogue, found: Found | None = None) -> Offers:
    """What can stand at the cursor, best first, at most 50. Never a name of a file.

    `found` is what the engine found last of ids that are not held.
    """
    every = tokens(text)
    inside = next((t for t in every if t.start < offset <= t.end and t.kind in _TYPED), None)
    if inside is not None and inside.kind == "comment":
        field = field_at(inside.text, offset - inside.start)
        if field is None:
            return Offers(offset, offset)
        start = inside.start + field.start
        column = "known_on" if field.name in _DAYS else f"{field.name}_id"
        values = _values(field.name, (), catalogue)
        return _quoted(text[start:offset], start, offset, values, column, catalogue, found)
    statements = list(pieces(every))
    at = nearest(text, [(own[0].start, own[-1].end) for own in statements], offset)
    read = statements[at] if at is not None else []
    before = [t for t in read if t.end <= offset and t is not inside and t.kind != "comment"]
    scope = scope_at(grouped(read), offset, catalogue)
    if inside is not None and inside.kind == "text":
        if not inside.open and offset == inside.end:
            return Offers(offset, offset)
        start, column = inside.start + 1, _compared(before)
        values = _values(column, scope.sources, catalogue)
        return _quoted(text[start:offset], start, offset, values, column, catalogue, found)
    start = inside.start if inside is not None else offset
    typed = text[start:offset].lstrip('"')
    return _ranked(typed, start, offset, _names(before, scope, catalogue))


def _names(before: list[Token], scope: Scope, catalogue: Catalogue) -> Iterator[Offer]:
    last = before[-1] if before else None
    if last is not None and last.text == ".":
        name = before[-2].lower if len(before) > 1 else ""
        source = scope.of(name)
        yield from _columns([source] if source is not None else [])
        yield from _inside(name, catalogue.tables.values())
    elif last is None:
        yield from _first(catalogue)
    elif (last.kind == "word" and last.lower in _BEFORE_TABLE) or _in_from(before):
        yield from (Offer(cte.name, "cte", _listed(cte.columns)) for cte in scope.ctes)
        yield from _tables(catalogue.tables.values())
        yield from _functions(catalogue, in_from=True)
        yield from _keys(("select", "lateral"))
    elif (words := following(before, catalogue.keywords)) is not None:
        yield from _keys(words)
    else:
        yield from _columns(scope.sources)
        yield from (
            Offer(source.name, "alias", source.table or "")
            for source in scope.sources
            if source.name
        )
        yield from _functions(catalogue, in_from=False)
        yield from _keys(catalogue.keywords)


def _first(catalogue: Catalogue) -> Iterator[Offer]:
    yield from _keys(("select", "from", "with", "describe", "summarize", "explain", "set variable"))
    yield from _keys(catalogue.keywords)


def _in_from(before: list[Token]) -> bool:
    """Whether a comma before the cursor separates sources."""
    if before[-1].text != ",":
        return False
    depth = 0
    for token in reversed(before):
        if token.text == ")":
            depth += 1
        elif token.text == "(":
            depth -= 1
        if depth < 0:
            return False
        if depth == 0 and token.kind == "word":
            if token.lower in ("from", "join"):
                return True
            if token.lower in ("select", "where", "by", "on", "using", "having", "limit"):
                return False
    return False


def _columns(sources: Iterable[Source]) -> Iterator[Offer]:
    seen = set()
    for source in sources:
        for column in source.columns:
            if column.name.lower() not in seen:
                seen.add(column.name.lower())
                yield Offer(spelt(column.name), "column", about_column(column))


def about_column(column: Column) -> str:
    """Type, unit and meaning of a column in one line."""
    kind = short_type(column.type)
    head = f"{kind} {column.unit}".strip()
    return f"{head}: {column.doc}" if head and column.doc else head or column.doc


def short_type(kind: str) -> str:
    """A type as a header prints it: in lower case, without the values of an enum."""
    lower = kind.lower().replace("timestamp with time zone", "timestamptz").strip('"')
    lower = lower.replace("time with time zone", "timetz")
    for long in ("enum", "struct", "union", "map"):
        if lower.startswith(f"{long}("):
            return long + "[]" * lower[lower.rindex(")") :].count("[")
    return lower


def _tables(tables: Iterable[Table]) -> Iterator[Offer]:
    for table in tables:
        kind = table.kind if table.kind in ("view", "macro", "file") else "table"
        yield Offer(table.called, kind, table.doc)


def _inside(place: str, tables: Iterable[Table]) -> Iterator[Offer]:
    """The tables of another schema or database, without the name of it."""
    for table in tables:
        if place and table.name.lower().startswith(f"{place.lower()}."):
            yield Offer(spelt(table.name[len(place) + 1 :]), table.kind, table.doc)


def _functions(catalogue: Catalogue, *, in_from: bool) -> Iterator[Offer]:
    for function in catalogue.functions.values():
        if function.in_from == in_from:
            kind = "macro" if function.own else "function"
            about = function.signatures[0] if function.signatures else ""
            yield Offer(f"{function.name}(", kind, about)


def _keys(words: Iterable[str]) -> Iterator[Offer]:
    return (Offer(word, "key") for word in words)


def _values(name: str, sources: Iterable[Source], catalogue: Catalogue) -> Iterator[Offer]:
    """The values of the dial, the parameter or the column of that name, where they are few."""
    if name == "lens":
        yield from (Offer(lens, "value") for lens in catalogue.values.get("lens", ()))
        return
    for source in sources:
        for column in source.columns:
            if column.name.lower() == name:
                yield from (Offer(v, "value") for v in catalogue.values.get(column.type, ()))


def _quoted(
    typed: str,
    start: int,
    end: int,
    values: Iterable[Offer],
    column: str,
    catalogue: Catalogue,
    found: Found | None,
) -> Offers:
    """These values, and the ids that the column holds."""
    lower, ids, wanted = typed.lower(), catalogue.ids.get(column, {}), None
    if column in catalogue.unheld:
        wanted = Wanted(catalogue.unheld[column], lower)
        if found is not None and found.helps(wanted):
            ids, wanted = found.ids, None if found.tells(wanted) else wanted
    offered = (Offer(id, "id", about) for id, about in fitting(lower, ids))
    return replace(_ranked(typed, start, end, chain(values, offered)), wanted=wanted)


def _compared(before: list[Token]) -> str:
    """The column or function that the text at the cursor is compared with, '' if with none."""
    at = len(before) - 1
    # `status in ('paid', '…`: back over the list.
    while at >= 0 and (before[at].text in (",", "(") or before[at].kind == "text"):
        at -= 1
    while at >= 0 and before[at].lower in ("in", "not", "like", "ilike", "is", "distinct", "from"):
        at -= 1
    while at >= 0 and before[at].text in ("=", "<>", "!=", "==", "(", ")", "<", ">", "<=", ">="):
        at -= 1
    return before[at].lower.lower() if at >= 0 else ""


def _listed(columns: Iterable[Column]) -> str:
    return ", ".join(column.name for column in columns)


def _ranked(typed: str, start: int, end: int, offers: Iterable[Offer]) -> Offers:
    """Those that fit what is typed: it begins so, one of its words does, or it stands inside."""
    lower = typed.lower()
    found: list[tuple[int, int, int, int, Offer]] = []
    taken, whole = set(), False
    for place, offer in enumerate(offers):
        name = offer.text.lower()
        rank = fit(lower, name.lstrip('"'))
        if rank is None or (offer.text, offer.kind) in taken:
            continue
        taken.add((offer.text, offer.kind))
        if offer.text == typed or (offer.kind == "key" and name == lower):
            whole = True
            continue
        if offer.kind == "key" and typed.isupper():
            offer = replace(offer, text=offer.text.upper())
        # The shortest is the least far from what is typed; columns keep their order.
        far = len(name) if typed and offer.kind in _BY_LENGTH else 0
        found.append((rank, _KIND_ORDER.index(offer.kind), far, place, offer))
    found.sort(key=lambda each: each[:4])
    # What is typed in full needs no offer of what only has it somewhere inside.
    best = [offer for rank, *_, offer in found if rank == 0 or not whole]
    return Offers(start, end, tuple(best[:MOST]))
