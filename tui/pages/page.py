"""The contract between a pane and what it shows.

A page says which queries it wants under the present context and cursor; whoever runs it (a pane
on a screen, `caploop show` on a pipe) hands the frames over and asks for lines. The same page
serves both, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from tui.context import Context
from tui.corpus.frame import Frame
from tui.draw.spans import Line
from tui.format import GlyphSet

if TYPE_CHECKING:
    from tui.corpus.articles import Attached


@dataclass(frozen=True)
class Ask:
    """A shipped query by name, with its parameters. Equal asks give equal frames.

    A `whole` one wants every row, not only the first thousand: what is drawn is worked out of all.
    """

    query: str
    params: tuple[tuple[str, object], ...] = ()
    whole: bool = False

    @classmethod
    def of(cls, query: str, **params: object) -> Ask:
        """An ask from keyword parameters."""
        return cls(query, tuple(sorted(params.items())))

    def values(self) -> dict[str, object]:
        """The parameters by name."""
        return dict(self.params)


@dataclass(frozen=True)
class Surface:
    """Where lines are drawn: cells and glyph level."""

    width: int
    height: int
    glyphs: GlyphSet

    @property
    def wide(self) -> bool:
        """From 120 columns a side part follows the cursor."""
        return self.width >= 120


class Adds(NamedTuple):
    """What a leg adds to a number by something else than its dollars in the lens: whole dollars
    (None for none, or unknown) with their bound, and how they come about."""

    leg: str
    dollars: int | None
    mark: str = "exact"
    how: str = ""


Counted = tuple[Adds, ...]


@dataclass(frozen=True)
class Subject:
    """What stands under the cursor: what `e`, `i`, `space` and `enter` act on."""

    claims: tuple[str, ...] = ()
    leg: str | None = None
    deal: str | None = None
    entity: str | None = None
    source: str | None = None
    paragraph: int | None = None
    since: date | None = None
    # The claim of `claims` that the cursor is on, not only the number that it stands behind.
    picked: str | None = None
    # What a sum is made of: its evidence is what each leg adds.
    legs: tuple[str, ...] = ()
    # The date that it is of, where that is not the date of the dial.
    as_of: date | None = None
    # What each of the legs adds, where that is not its dollars in the lens: by the reader's own
    # weights and losses, or one part of it.
    counted: Counted = ()
    # What lists all that a sum is made of, where that is more than `legs` could name.
    made_of: Ask | None = None
    # The number as its cell has it, where it is not what `legs` add up to; those that it takes off.
    number: str = ""
    less: tuple[str, ...] = ()
    # What a sum is counted in: 'usd', or 'mw' of capacity.
    unit: str = "usd"
    # Whether it is a sum of payments: what is none, as a guarantee, adds nothing to it.
    payments: bool = False
    # Why there is nothing behind an empty cell.
    nothing: str = ""


@dataclass(frozen=True)
class Open:
    """A wish to see something else: a card (evidence, deal, entity), a source, a pane."""

    what: str
    subject: Subject
    # The reader's own figures, by name, that go with it.
    given: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Copy:
    """A wish to put a text on the clipboard; `said` is what the reader is told of it."""

    text: str
    said: str


@dataclass(frozen=True)
class Run:
    """A wish for what a key does, named by its action of keys.py."""

    action: str


@dataclass(frozen=True)
class Said:
    """What the reader is told, where nothing else happens."""

    text: str


@dataclass(frozen=True)
class Export:
    """A wish for the rows that are on screen, as a file would hold them."""


@dataclass(frozen=True)
class Seek:
    """A wish to look for a text in all articles, claims and names."""

    text: str


Wish = Open | Copy | Run | Said | Export | Seek


@dataclass
class Shown:
    """What a page is given to draw from: the context, frames by key, the originals, known dates."""

    context: Context
    frames: dict[str, Frame] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    attached: Attached | None = None
    dates: tuple[date, ...] = ()
    _made: dict[str, tuple[Frame, list[dict[str, Any]]]] = field(default_factory=dict, repr=False)

    def name(self, entity_id: str | None) -> str:
        """An entity's name as a screen prints it."""
        return self.names.get(entity_id or "", entity_id or "")

    def rows(self, key: str) -> list[dict[str, Any]]:
        """The rows of a frame, made once a frame; none while it is loading."""
        frame = self.frames.get(key)
        if frame is None:
            return []
        if key not in self._made or self._made[key][0] is not frame:
            self._made[key] = frame, frame.rows()
        return self._made[key][1]


class Page(Protocol):
    """One pane's or card's content. Pages hold the cursor and the view; they never run anything.

    The fields of a page without a leading underscore are where its reader stands, and nothing else:
    going back puts them back.
    """

    name: str

    def wants(self, shown: Shown) -> dict[str, Ask]:
        """The queries that this page needs now; called again after each frame and each key."""
        ...

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        """The body, at most `surface.height` lines of at most `surface.width` cells."""
        ...

    def act(self, action: str, shown: Shown) -> Wish | bool:
        """Do what a key asks: true if the page changed, a wish to be met elsewhere, else false."""
        ...

    def subject(self, shown: Shown) -> Subject:
        """What stands under the cursor."""
        ...

    def footer(self) -> tuple[str, ...]:
        """The actions worth naming in the last row, most used first."""
        ...

    def sql(self, shown: Shown) -> Ask:
        """The query whose rows are on screen."""
        ...


@dataclass(frozen=True)
class Work:
    """Something too slow for between two keys. Equal keys are the same work.

    `run` works in a thread; once its argument says that it should end, it gives what it has.
    `take` is called with what it gave, unless other work has taken its place.
    """

    key: Hashable
    run: Callable[[Callable[[], bool]], object]
    take: Callable[[object], None]


@runtime_checkable
class Works(Protocol):
    """A page that has more to do with its frames than can be done on the spot."""

    def work(self, shown: Shown) -> Work | None:
        """What is to be done next, None if nothing is; asked again after each."""
        ...


@runtime_checkable
class Finds(Protocol):
    """A page that can be searched in; it may call that otherwise, in `finds_by`: 'filter'."""

    text: str

    def find(self, text: str) -> None:
        """Look for a text from now on; '' ends the search."""
        ...


@runtime_checkable
class Visits(Protocol):
    """A page that can be put on a subject."""

    def visit(self, subject: Subject) -> None:
        """Put the cursor on a source, paragraph or claim."""
        ...
