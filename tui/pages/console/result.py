"""The result of a statement as a page: a table of any size, read by windows."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui.console.about import lines as about
from tui.console.about import origins, units
from tui.console.catalogue import Catalogue
from tui.console.chart import Chart
from tui.console.scope import Given
from tui.corpus.frame import QueryError
from tui.corpus.kept import PEEK_CHARACTERS
from tui.corpus.result import Result, Window
from tui.draw.spans import Line, clip_text, title
from tui.format import GlyphSet
from tui.pages.console.chart import Points, chart_lines
from tui.pages.console.grid import Grid
from tui.pages.console.peek import Peek
from tui.pages.page import Subject
from tui.pages.rows import Rows
from tui.pages.wrap import wrapped

# Read around what is seen, so that most keys find their rows here.
WINDOW_ROWS = 300
WINDOW_COLUMNS = 40
MOST_ERROR_LINES, MOST_ERROR_CHARACTERS = 6, 2_000
_ENTITY = (
    "entity_id",
    "payer_id",
    "payee_id",
    "holder_id",
    "obligor_id",
    "vendor_id",
    "customer_id",
)
_CLAIM = ("claim_id", "claim_a", "claim_b", "earlier", "later")
_NO_IDS = "its row has no claim_id, and no leg, deal or entity either: select one too"
_SUBJECT = {"leg_id": "leg", "deal_id": "deal", "source_id": "source"}


@dataclass
class ResultPage:
    """What stands under the editor: rows, an error over them, or one cell in full."""

    name: str = "console"
    result: Result | None = None
    rows: Rows = field(default_factory=Rows)
    column: int = 0
    # What goes on or was asked, at the right end of the title; '' while nothing does.
    state: str = ""
    error: QueryError | None = None
    # The line and the column of the text that it is about, where the engine names a place.
    place: tuple[int, int] | None = None
    # What the statement in the editor would fail with, before it is run.
    warning: str = ""
    # A cell in full, None while the table is seen.
    peeked: Peek | None = None
    # How the rows are drawn, None while the table is seen, and the points of it.
    chart: Chart | None = None
    points: Points = ()
    find: str = ""
    catalogue: Catalogue = field(default_factory=Catalogue)
    _window: Window | None = None
    # The last rows of a long result, read before somebody jumps there.
    _end: Window | None = None
    _grid: Grid | None = None
    _origins: list[Given] = field(default_factory=list)
    _size: tuple[int, int] = (80, 10)

    # -- what there is

    def take(self, result: Result, window: Window | None, *, same: bool = False) -> None:
        """Show a result. The cursor stays where it is if it is the same one, fetched or sorted."""
        self.error = None
        self.result = result
        self._window, self._end = window, None
        if not same or self._grid is None:
            self._origins = origins(result, self.catalogue)
            self._grid = Grid(result, units(self._origins))
            self.rows, self.column, self.peeked, self.chart = Rows(), 0, None, None
        else:
            self._grid.result = result
        if window is not None:
            self._grid.measure(window)

    def look_up(self, window: Window) -> None:
        """Take the rows that were asked for."""
        if self.result is not None and window.first == self._last(self.result).start > 0:
            self._end = window
        if self._window is None or not self._here():
            self._window = window
        if self._grid is not None and self.result is not None:
            self._grid.measure(window)

    def learn(self, catalogue: Catalogue) -> None:
        """Know what columns mean from now on."""
        self.catalogue = catalogue
        if self.result is not None and self._grid is not None:
            self._origins = origins(self.result, catalogue)
            self._grid.units = units(self._origins)

    def wanted(self) -> tuple[range, list[int]] | None:
        """The rows and columns to read next: what is seen, then where `G` leads. None while both
        are here."""
        result, grid = self.result, self._grid
        if result is None or grid is None or not result.columns:
            return None
        columns = [column for column, _ in grid.seen(self._size[0])]
        left = max(min(columns, default=0) if grid.left == 0 else grid.left - 5, 0)
        near = range(left, min(left + WINDOW_COLUMNS, len(result.columns)))
        last = self._last(result)
        if not self._here():
            first = max(self.rows.first - WINDOW_ROWS // 3, 0)
            return range(first, first + WINDOW_ROWS), sorted({*columns, *near})
        if result.more or not last.start or self._end is not None:
            return None
        return last, sorted({*columns, *near})

    @property
    def waits(self) -> bool:
        """Whether rows are seen that have not been read."""
        return not self._here()

    def _here(self) -> bool:
        """Whether the rows and columns that are seen have been read."""
        result, grid = self.result, self._grid
        if result is None or grid is None:
            return True
        seen = range(self.rows.first, self.rows.first + max(self.rows.height, 1))
        columns = [column for column, _ in grid.seen(self._size[0])]
        for window in (self._window, self._end):
            if window is not None and window.holds(seen, columns, result.rows):
                self._window = window
                return True
        return False

    def _last(self, result: Result) -> range:
        return range(max(result.rows - WINDOW_ROWS, 0), result.rows)

    @property
    def cell(self) -> str | None:
        """The value under the cursor, perhaps cut; None is null or not here."""
        window = self._window
        return window.row(self.rows.cursor).get(self.column) if window is not None else None

    def row(self) -> list[str | None]:
        """The cells of the row under the cursor, those that have been read."""
        window = self._window
        return list(window.row(self.rows.cursor).values()) if window is not None else []

    @property
    def subject(self) -> Subject:
        """What the row under the cursor is about, by its columns of ids; the cursor's own first."""
        if self._window is None or self.result is None:
            return Subject()
        cells = self._window.row(self.rows.cursor)
        found: dict[str, str] = {}
        claims: dict[str, str] = {}
        for column in sorted(cells, key=lambda each: each != self.column):
            value = cells[column]
            given = self._origins[column] if column < len(self._origins) else None
            name = given.origin.name if given and given.origin else self.result.columns[column]
            if value and (name in _CLAIM or name.endswith("_claim")):
                # The cursor's own, else the row's own, is what the row is about, if there is one.
                claims.setdefault("claim_id" if column == self.column else name, value)
            elif value and (what := "entity" if name in _ENTITY else _SUBJECT.get(name, "")):
                found.setdefault(what, value)
        named = claims.values() if "leg" in found else [claims.get("claim_id")]
        ids = tuple(dict.fromkeys(each for each in named if each) or claims.values())
        if cells and not ids and not found.keys() - {"source"}:
            return Subject(nothing=_NO_IDS, **found)  # type: ignore[arg-type]
        return Subject(claims=ids, **found)  # type: ignore[arg-type]

    # -- keys

    def act(self, action: str) -> bool:
        """Move; false if it is no movement of a table or nothing moved."""
        result = self.result
        if self.peeked is not None:
            return self.peeked.act(action)
        if result is None or not result.columns:
            return False
        if action in ("left", "right"):
            step = 1 if action == "right" else -1
            before = self.column
            self.column = max(0, min(self.column + step, len(result.columns) - 1))
            if self._grid is not None:
                self._grid.follow(self.column, self._size[0])
            return self.column != before
        return self.rows.act(action, result.rows)

    def go_to(self, row: int) -> None:
        """Put the cursor on a row."""
        self.rows.cursor = row

    # -- drawing

    def lines(self, width: int, height: int, glyphs: GlyphSet) -> list[Line]:
        """The part under the editor, its title first."""
        self._size = (width, height)
        lines = [title("Result", self._right(glyphs), width, glyphs)]
        lines += self._error_lines(width, glyphs)
        if self.peeked is not None:
            return [*lines, *self.peeked.lines(width, height - len(lines))]
        result, grid = self.result, self._grid
        if result is None or grid is None or not result.columns:
            return lines
        if self.chart is not None:
            room = max(height - len(lines), 1)
            return [*lines, *chart_lines(self.chart, result, self.points, width, room, glyphs)]
        about_lines = self._about(width, glyphs) if height - len(lines) > 8 else []
        room = height - len(lines) - 2 - (len(about_lines) + 2 if about_lines else 0)
        self.rows.fit(result.rows, max(room, 1))
        seen = range(self.rows.first, min(self.rows.first + self.rows.height, result.rows))
        self._here()
        window = self._window or Window(0, (), ())
        at = (self.rows.cursor, self.column)
        lines += grid.lines(window, seen, at, width, glyphs)
        if about_lines:
            lines += [[], *about_lines]
        return lines[:height]

    def _right(self, glyphs: GlyphSet) -> str:
        """The title's right end: what goes on, else how much there is and if it is all."""
        result = self.result
        if self.state:
            return self.state
        if self.error is not None:
            return (
                f"{glyphs.withdrawn} line {self.place[0]}, column {self.place[1]}"
                if self.place
                else f"{glyphs.withdrawn} failed"
            )
        if self.peeked is not None and result is not None:
            cell = f"{result.columns[self.column]} of row {self.rows.cursor + 1:,}"
            if len(self.peeked.text or "") >= PEEK_CHARACTERS:
                cell += f" {glyphs.dot} first {PEEK_CHARACTERS:,} characters"
            return f"{cell} {glyphs.dot} esc"
        if result is None:
            return "F5 runs the statement at the cursor"
        if self.chart is not None:
            over = result.columns[self.chart.x] if self.chart.x is not None else "row"
            drawn = f"{self.chart.kind} of {result.columns[self.chart.y]} over {over}"
            if result.rows > len(self.points):
                drawn += f" {glyphs.dot} first {len(self.points):,} of {result.rows:,} rows"
            return f"{drawn} {glyphs.dot} ↑ ↓ kind {glyphs.dot} ← → column {glyphs.dot} v table"
        took = _took(result.elapsed)
        if not result.columns:
            return f"done {glyphs.dot} {took}"
        where = f"{self.rows.cursor + 1:,} of " if result.rows > self.rows.height else ""
        if result.more:
            return f"{where}{result.rows:,} of more {glyphs.dot} {took} {glyphs.dot} G fetches on"
        unit = "row" if result.rows == 1 else "rows"
        return f"{where}{result.rows:,} {unit} {glyphs.dot} {took} {glyphs.dot} complete"

    def _error_lines(self, width: int, glyphs: GlyphSet) -> list[Line]:
        """The engine's message; what it suggests stands in it."""
        if self.error is None:
            return []
        found: list[Line] = []
        # A message can be of any length, and is drawn at every key.
        said = self.error.message[: MOST_ERROR_LINES * MOST_ERROR_CHARACTERS].splitlines()
        for at, text in enumerate(line for line in said if line.strip()):
            for piece in wrapped(text.strip()[:MOST_ERROR_CHARACTERS], width - 3):
                head = (f"{glyphs.withdrawn} ", "withdrawn") if not found else ("  ", "")
                found.append([head, (piece, "text" if at == 0 else "muted")])
        return [*found[:MOST_ERROR_LINES], []]

    def _about(self, width: int, glyphs: GlyphSet) -> list[Line]:
        result = self.result
        if result is None or self.column >= len(self._origins):
            return []
        name, kind = result.columns[self.column], result.types[self.column]
        texts = about(name, kind, self._origins[self.column], self.catalogue)
        return [[(clip_text(f" {text}", width - 1, glyphs), "muted")] for text in texts]


def _took(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
