"""What stands in FROM around a cursor: sources, their aliases, CTEs and the columns of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tui.console.catalogue import Catalogue, Column
from tui.console.lex import Token

# They end the list of sources.
_AFTER_FROM = frozenset(
    ("where", "group", "having", "qualify", "window", "order", "limit", "offset", "select")
)
_NO_ALIAS = frozenset(
    (
        *_AFTER_FROM,
        *("on", "using", "join", "inner", "left", "right", "full", "outer", "cross", "natural"),
        *("semi", "anti", "asof", "positional", "lateral", "union", "except", "intersect", "as"),
        *("from", "tablesample", "at", "by", "set", "values", "returning"),
    )
)
_SETS = frozenset(("union", "except", "intersect"))


@dataclass
class Group:
    """What stands between two parentheses, or a whole statement; it may be cut off at its end."""

    start: int
    end: int = 2**62
    items: list[Token | Group] = field(default_factory=list)

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset <= self.end


Item = Token | Group


@dataclass(frozen=True, slots=True)
class Source:
    """One thing in FROM: what it is called here, of which table it is (None: a subquery)."""

    name: str
    table: str | None
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A column that a query gives: its name there, and what it is, where the text tells."""

    name: str
    origin: Column | None = None
    table: str | None = None

    @property
    def column(self) -> Column:
        """It as a column of what selects from the query."""
        known = self.origin
        return Column(self.name, known.type, known.unit, known.doc) if known else Column(self.name)


@dataclass(frozen=True)
class Scope:
    """What a cursor can name: the nearest sources first, and the CTEs."""

    sources: tuple[Source, ...] = ()
    ctes: tuple[Source, ...] = ()

    def of(self, name: str) -> Source | None:
        """The source that a prefix such as `c.` means."""
        lower = name.lower()
        return next((s for s in self.sources if s.name.lower() == lower), None)

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that are read here, each once."""
        return tuple(dict.fromkeys(s.table for s in self.sources if s.table))


def grouped(tokens: Iterable[Token]) -> Group:
    """Tokens without comments, nested by their parentheses."""
    root = Group(0)
    stack = [root]
    for token in tokens:
        if token.kind == "comment":
            continue
        if token.text == "(":
            inner = Group(token.end)
            stack[-1].items.append(inner)
            stack.append(inner)
        elif token.text == ")":
            if len(stack) > 1:
                stack.pop().end = token.start
        else:
            stack[-1].items.append(token)
    return root


def scope_at(root: Group, offset: int, catalogue: Catalogue) -> Scope:
    """The scope of a cursor in a statement: its own query's sources, then those around it."""
    sources: list[Source] = []
    ctes: dict[str, Source] = {}
    for block in _path(root, offset):
        _add_ctes(block.items, ctes, catalogue)
        found = _sources(_part(block, offset), ctes, catalogue)
        sources = [*found, *sources]
    return Scope(tuple(sources), tuple(ctes.values()))


def output(root: Group, catalogue: Catalogue) -> list[Given]:
    """The columns that a statement gives, as far as its text tells."""
    ctes: dict[str, Source] = {}
    _add_ctes(root.items, ctes, catalogue)
    return _output(next(_parts(root.items)), ctes, catalogue)


def _path(root: Group, offset: int) -> Iterator[Group]:
    """The groups around an offset, outermost first."""
    block: Group | None = root
    while block is not None:
        yield block
        block = next((i for i in block.items if isinstance(i, Group) and offset in i), None)


def _parts(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The queries of a block that UNION and its like put together."""
    part: list[Item] = []
    for item in items:
        if _word(item) in _SETS:
            yield part
            part = []
        else:
            part.append(item)
    yield part


def _part(block: Group, offset: int) -> list[Item]:
    found: list[Item] = []
    for part in _parts(block.items):
        if found and part and part[0].start > offset:
            break
        found = part
    return found


def _word(item: Item | None) -> str:
    return item.lower if isinstance(item, Token) and item.kind == "word" else ""


def _name(item: Item | None) -> str:
    return item.lower if isinstance(item, Token) else ""


def _add_ctes(items: Sequence[Item], ctes: dict[str, Source], catalogue: Catalogue) -> None:
    """The CTEs of a WITH at the beginning of a block; each sees those before it."""
    if not items or _word(items[0]) != "with":
        return
    at = 2 if len(items) > 1 and _word(items[1]) == "recursive" else 1
    while at < len(items) and (name := _name(items[at])):
        at += 1
        listed: list[Item] = []
        if at < len(items) and isinstance(group := items[at], Group):
            listed, at = group.items, at + 1
        while at < len(items) and _word(items[at]) in ("as", "not", "materialized"):
            at += 1
        if at >= len(items) or not isinstance(body := items[at], Group):
            return
        columns = tuple(_query_columns(body, ctes, catalogue))
        names = [_name(item) for item in listed if _name(item)]
        if names:
            columns = tuple(Column(each) for each in names)
        ctes[name.lower()] = Source(name, None, columns)
        at += 1
        if at < len(items) and isinstance(comma := items[at], Token) and comma.text == ",":
            at += 1
        else:
            return


def _query_columns(block: Group, ctes: dict[str, Source], catalogue: Catalogue) -> list[Column]:
    inner = dict(ctes)
    _add_ctes(block.items, inner, catalogue)
    return [given.column for given in _output(next(_parts(block.items)), inner, catalogue)]


def _sources(items: Sequence[Item], ctes: dict[str, Source], catalogue: Catalogue) -> list[Source]:
    found: list[Source] = []
    reading = wanted = False
    at = 0
    while at < len(items):
        item = items[at]
        word = _word(item)
        at += 1
        if word in ("from", "join", "update", "into", "pivot", "unpivot"):
            reading = wanted = True
        elif word in _AFTER_FROM or word == "set":
            reading = wanted = False
        elif reading and isinstance(item, Token) and item.text == ",":
            wanted = True
        elif wanted and word != "lateral":
            source, at = _source(items, at - 1, ctes, catalogue)
            found += [source] if source is not None else []
            wanted = False
    return found


def _source(
    items: Sequence[Item], at: int, ctes: dict[str, Source], catalogue: Catalogue
) -> tuple[Source | None, int]:
    """The source that begins at an item, and where it ends."""
    item = items[at]
    at += 1
    table: str | None = None
    if isinstance(item, Group):
        name, columns = "", tuple(_query_columns(item, ctes, catalogue))
    else:
        # A file of the user's is known by its name in quotes.
        whole = item.text if item.kind == "text" else item.lower
        name = item.lower
        # The last part of a qualified name is the table; one elsewhere is listed by its whole name.
        while at + 1 < len(items) and getattr(items[at], "text", "") == ".":
            name, at = _name(items[at + 1]), at + 2
            whole += f".{name}"
        cte, known = ctes.get(whole.lower()), catalogue.table(whole) or catalogue.table(name)
        columns = cte.columns if cte is not None else known.columns if known is not None else ()
        table = known.name if cte is None and known is not None else None
        if at < len(items) and isinstance(items[at], Group):
            at += 1  # the arguments of a function
    if at < len(items) and _word(items[at]) == "as":
        at += 1
    if at < len(items) and (alias := _name(items[at])) and alias.lower() not in _NO_ALIAS:
        name, at = alias, at + 1
        if at < len(items) and isinstance(listed := items[at], Group):
            columns = tuple(Column(_name(i)) for i in listed.items if _name(i))
            at += 1
    return (Source(name, table, columns) if name or columns else None), at


def _output(items: Sequence[Item], ctes: dict[str, Source], catalogue: Catalogue) -> list[Given]:
    """The columns that a SELECT gives; a FROM without SELECT gives all."""
    sources = _sources(items, ctes, catalogue)
    begin = next((n for n, item in enumerate(items) if _word(item) == "select"), None)
    if begin is None:
        return [given for source in sources for given in _all(source)]
    listed: list[list[Item]] = [[]]
    for item in items[begin + 1 :]:
        if _word(item) in ("from", *_AFTER_FROM):
            break
        if isinstance(item, Token) and item.text == ",":
            listed.append([])
        elif _word(item) not in ("distinct", "all"):
            listed[-1].append(item)
    return [given for each in listed for given in _named(each, sources)]


def _all(source: Source) -> list[Given]:
    return [Given(column.name, column, source.table) for column in source.columns]


def _named(items: Sequence[Item], sources: Sequence[Source]) -> list[Given]:
    """The columns of one piece of a select list."""
    if not items:
        return []
    last = items[-1]
    if isinstance(last, Token) and last.text == "*":
        prefix = _name(items[0]).lower()
        return [g for s in sources if prefix in ("", s.name.lower()) for g in _all(s)]
    aliased = len(items) > 1 and _word(items[-2]) == "as"
    core = items[:-2] if aliased else items
    plain = all(isinstance(i, Token) and (i.lower or i.text == ".") for i in core)
    if plain and not aliased and len(core) > 1 and getattr(core[-2], "text", "") != ".":
        core = core[:-1]  # `payer_id who` gives a name without saying AS
    name = _name(last) or "?"
    return [_origin(name, core, sources) if plain and core else Given(name)]


def _origin(name: str, core: Sequence[Item], sources: Sequence[Source]) -> Given:
    wanted, prefix = _name(core[-1]).lower(), _name(core[0]).lower() if len(core) > 1 else ""
    for source in sources:
        if prefix in ("", source.name.lower()):
            for column in source.columns:
                if column.name.lower() == wanted:
                    return Given(name, column, source.table)
    return Given(name)
