"""The ladder through time: a step chart, the exact numbers, what each date changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from tui.context import LENSES, Lens
from tui.corpus.frame import Frame
from tui.draw.canvas import Weight
from tui.draw.plot import Steps, steps
from tui.draw.spans import Line, title
from tui.draw.table import Cell, Column
from tui.format import GlyphSet, billions, known, status_word
from tui.network.circulation import Circulation
from tui.network.ladder import Rung
from tui.pages.legs import Told, marked, printed
from tui.pages.loop.history import History, Moment, history
from tui.pages.loop.network import loops_in_dollars, percent
from tui.pages.loop.rungs import MOST_NAMED
from tui.pages.page import Ask, Shown, Subject, Surface, Work
from tui.pages.parts import list_part
from tui.pages.rows import Rows

# Firmer is heavier; what is paid has its own fill.
LINES: dict[Lens, tuple[Weight, str]] = {
    "headline": ("dashed", "muted"),
    "announced": ("light", "announced"),
    "firm": ("double", "binding"),
    "paid": ("heavy", "paid"),
}
BILLION = 1e9
# A history of so many beliefs is worked out between two keys.
AT_ONCE = 400
# In fewer rows half of the largest sum would be drawn where zero is.
LEAST_CHART = 6
LEAST_TABLE = 3


@dataclass
class Past:
    """The history of the frames that are there, and its chart as it was last drawn."""

    history: History | None = None
    _so_far: list[Moment] = field(default_factory=list)
    _working: tuple[object, ...] = ()
    _frames: tuple[Frame, Frame] | None = None
    _versions: Frame | None = None
    _chart: tuple[tuple[object, ...], list[Line]] = ((), [])

    def work(self, shown: Shown) -> Work | None:
        """Work out the history of the present frames: on the spot if it is short."""
        versions, dates = shown.frames.get("history"), shown.frames.get("dates")
        if versions is None or dates is None:
            return None
        if self._frames and self._frames[0] is versions and self._frames[1] is dates:
            return None

        so_far: list[Moment] = []

        def run(cancelled: Callable[[], bool]) -> object:
            return history(versions, dates, cancelled, so_far)

        def take(found: object) -> None:
            assert isinstance(found, History)
            self._frames, self.history, self._chart = (versions, dates), found, ((), [])

        self._versions = versions
        if len(versions) <= AT_ONCE:
            take(history(versions, dates))
            return None
        key = "history", id(versions), id(dates)
        if self._working != key:
            # What was worked out before may know of later dates.
            self._working, self._so_far = key, so_far
            self._frames = self.history = None
        return Work(key, run, take)

    @property
    def partial(self) -> bool:
        """Whether what is there is not yet all of the dates."""
        return bool(self._so_far) and self.history is None

    def moments(self) -> tuple[Moment, ...]:
        """The known dates, oldest first; of a long history those that are worked out so far."""
        return self.history.moments if self.history is not None else tuple(self._so_far[::-1])

    @property
    def left_out(self) -> int:
        """How many legs, those of fewest dollars, the history is without."""
        rows = self._versions.rows() if self._versions is not None else []
        return int(rows[0]["left_out"]) if rows else 0

    def legs_on(self, day: date) -> tuple[str, ...]:
        """The legs that weigh, as they were believed on a day."""
        if self._versions is None:
            return ()
        legs = self._versions.data
        import polars as pl  # here it has been brought by the frame

        there = (pl.col("known_from") <= day) & (pl.col("known_to").fill_null(date.max) > day)
        weighing = legs.filter(there & pl.col("in_dollars") & ~pl.col("gone"))
        return tuple(weighing["leg_id"].sort().to_list())

    def chart(self, shown: Shown, surface: Surface) -> list[Line]:
        """The four sums and what is recycled in the lens, as steps."""
        lens, last = shown.context.lens, shown.context.as_of
        seen = (lens, last, surface, len(self.moments()))
        if self._chart[0] != seen:
            moments = self.moments()
            every = [*(_sums(each, moments, lens) for each in LENSES), _recycled(moments, lens)]
            last = max(last, moments[-1].day)
            drawn = steps(every, last, surface.width, surface.height, surface.glyphs)
            self._chart = seen, drawn
        return self._chart[1]


@dataclass
class TimeView:
    """The cursor stands on a known date, None for the newest."""

    day: date | None = None
    rows: Rows = field(default_factory=Rows)

    def wants(self) -> dict[str, Ask]:
        return {
            "history": Ask("leg_history", whole=True),
            "dates": Ask("loop_dates", whole=True),
        }

    def _at(self, moments: Sequence[Moment]) -> int:
        """The row of the cursor."""
        days = [moment.day for moment in moments]
        return days.index(self.day) if self.day in days else len(days) - 1

    def act(self, action: str, past: Past) -> bool:
        moments = past.moments()
        self.rows.cursor = max(self._at(moments), 0)
        if not self.rows.act(action, len(moments)):
            return False
        newest = self.rows.cursor == len(moments) - 1
        self.day = None if newest else moments[self.rows.cursor].day
        return True

    def subject(self, past: Past) -> Subject:
        """All legs in dollars, as of the date under the cursor."""
        moments = past.moments()
        if not moments:
            return Subject()
        day = moments[self._at(moments)].day
        legs = past.legs_on(day)
        if len(legs) > MOST_NAMED and not past.left_out:
            return Subject(made_of=Ask.of("exposure_claims", by="dollars"), as_of=day)
        return Subject(legs=legs, as_of=day)

    # -- what is drawn

    def lines(self, past: Past, shown: Shown, surface: Surface) -> list[Line]:
        """Chart, table and what the date under the cursor says, in the rows of the surface."""
        glyphs, width, moments = surface.glyphs, surface.width, past.moments()
        if not moments:
            why = "being worked out" if past.history is None else "nothing is known yet"
            return [title("Through time", "", width, glyphs), [(f" {why}", "muted")]]
        said = said_lines(moments, self._at(moments), shown, glyphs)
        less = f" not counted: the {past.left_out:,} legs of fewest dollars"
        above: list[Line] = [[(less, "muted")]] if past.left_out else []
        left = surface.height - 1 - len(said) - len(above)
        rows = min(len(moments) + 1, max(surface.height // 3, 4))
        if left - rows < LEAST_CHART:
            # A chart of a table of few rows, else no chart and the table in its place.
            rows = left - LEAST_CHART if left - LEAST_CHART >= LEAST_TABLE else left
        table = self._table(moments, shown, surface, rows)
        chart: list[Line] = []
        if left - rows >= LEAST_CHART:
            chart = past.chart(shown, Surface(width, left - rows, glyphs))
        return [_title(past, shown, surface), *above, *chart, *table, *said]

    def _table(
        self, moments: Sequence[Moment], shown: Shown, surface: Surface, height: int
    ) -> list[Line]:
        glyphs, lens = surface.glyphs, shown.context.lens
        columns = [
            Column("known", 11),
            *(Column(each, max(len(each), 7), "right") for each in LENSES),
        ]
        columns += [Column("recycled", 8, "right"), Column("index", 6, "right")]
        columns.append(Column("in $", 8, "right"))

        def cells(at: int) -> Sequence[Cell]:
            moment = moments[at]
            c = _rung(moment, lens).circulation
            sums: list[Cell] = [printed(rung.circulation.flow, glyphs) for rung in moment.rungs]
            basis = "inferred" if moment.inferred else None
            return [
                known(moment.day, basis),
                *sums,
                _round(c, glyphs),
                percent(c.index, glyphs),
                f"{c.flow.quantified}/{c.flow.legs}",
            ]

        self.rows.cursor = self._at(moments)
        return list_part(
            columns, len(moments), cells, self.rows, surface.width, height, glyphs, active=True
        )


def _title(past: Past, shown: Shown, surface: Surface) -> Line:
    count, dot = f"{len(past.moments())} known dates", surface.glyphs.dot
    if past.history is not None and not past.history.complete:
        count = f"the newest {count}, stopped"
    elif past.partial:
        count = f"the newest {count} so far"
    right = f"{count} {dot} sums and recycled ({shown.context.lens}), $B {dot} [ ] date"
    return title("Through time", right, surface.width, surface.glyphs)


def _rung(moment: Moment, lens: Lens) -> Rung:
    return next(rung for rung in moment.rungs if rung.lens == lens)


def _round(c: Circulation, glyphs: GlyphSet) -> str:
    return billions(c.dollars, glyphs)


def _sums(lens: Lens, moments: Sequence[Moment], ruling: Lens) -> Steps:
    weight, role = LINES[lens]
    values = [(moment.day, _rung(moment, lens).circulation.flow.dollars) for moment in moments]
    bold = " bold" if lens == ruling else ""
    return Steps(lens, _scaled(values), weight, role + bold, "█" if lens == "paid" else "")


def _recycled(moments: Sequence[Moment], lens: Lens) -> Steps:
    values = [(moment.day, _rung(moment, lens).circulation.dollars) for moment in moments]
    return Steps("recycled", _scaled(values), role="text bold", glyph="•")


def _scaled(
    values: Sequence[tuple[date, int | None]],
) -> tuple[tuple[date, float | None], ...]:
    return tuple((day, None if value is None else value / BILLION) for day, value in values)


def said_lines(moments: Sequence[Moment], at: int, shown: Shown, glyphs: GlyphSet) -> list[Line]:
    """The rest of the ladder on a date, from which to which; and the legs that did it."""
    lens, dot = shown.context.lens, glyphs.dot
    moment, before = moments[at], moments[at - 1] if at else None
    now, then = _rung(moment, lens), _rung(before, lens) if before is not None else None
    numbers = [
        ("recycled", [_round(rung.circulation, glyphs) for rung in (then, now) if rung]),
        (
            "from outside",
            [marked(rung.gap, rung.gap_mark, glyphs) for rung in (then, now) if rung],
        ),
        ("reciprocity", [percent(now.reciprocity, glyphs)]),
        ("loops in $", [loops_in_dollars(now, glyphs)]),
    ]
    first: Line = [(f" {moment.sources}", "accent")]
    for name, values in numbers:
        # From the date before to this one, where they differ.
        text = f" {glyphs.to} ".join(dict.fromkeys(values))
        first += [(f" {dot} {name} ", "muted"), (text, "")]
        if name == "recycled" and now.circulation.not_computed:
            first.append((f" {now.circulation.not_computed}", "muted"))
    second: Line = [(" ", "")]
    for number, told in enumerate(moment.turns[:3]):
        second += [*([("; ", "muted")] if number else []), *_turn(told, shown, glyphs)]
    if len(moment.turns) > 3:
        second.append((f"; {len(moment.turns) - 3} more", "muted"))
    return [first, second if moment.turns else [(" no leg changed", "muted")]]


def _turn(told: Told, shown: Shown, glyphs: GlyphSet) -> Line:
    leg = told.leg
    parties = f"{shown.name(leg.payer)} {glyphs.to} {shown.name(leg.payee)}"
    word = status_word(leg.status or None, leg.standing)
    glyph = told.status(glyphs, word=False)
    return [*glyph, (f" {told.amount(glyphs)} ", "bold"), (f"{parties} {word}", "")]
