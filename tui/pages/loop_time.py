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
from tui.format import GlyphSet, billions, known
from tui.network.circulation import Circulation
from tui.network.ladder import Rung
from tui.pages.legs import Told, marked, printed
from tui.pages.loop_history import History, Moment, history
from tui.pages.network import loops_in_dollars, percent
from tui.pages.page import Ask, Shown, Surface, Work
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


@dataclass
class TimeView:
    """The cursor stands on a known date, None for the newest."""

    day: date | None = None
    _rows: Rows = field(default_factory=Rows)
    _frames: tuple[Frame, Frame] | None = None
    _history: History | None = None
    _chart: tuple[tuple[object, ...], list[Line]] = ((), [])

    def wants(self) -> dict[str, Ask]:
        return {
            "history": Ask("leg_history", whole=True),
            "dates": Ask("loop_dates", whole=True),
        }

    def work(self, shown: Shown) -> Work | None:
        """Work out the history of the present frames: on the spot if it is short."""
        versions, dates = shown.frames.get("history"), shown.frames.get("dates")
        if versions is None or dates is None:
            return None
        if self._frames and self._frames[0] is versions and self._frames[1] is dates:
            return None

        def run(cancelled: Callable[[], bool]) -> object:
            return history(versions, dates, cancelled)

        def take(found: object) -> None:
            assert isinstance(found, History)
            self._frames, self._history, self._chart = (versions, dates), found, ((), [])

        if len(versions) <= AT_ONCE:
            take(history(versions, dates))
            return None
        return Work(("history", id(versions), id(dates)), run, take)

    def _moments(self) -> tuple[Moment, ...]:
        return self._history.moments if self._history is not None else ()

    def _at(self) -> int:
        """The row of the cursor."""
        days = [moment.day for moment in self._moments()]
        return days.index(self.day) if self.day in days else len(days) - 1

    def act(self, action: str) -> bool:
        moments = self._moments()
        self._rows.cursor = max(self._at(), 0)
        if not self._rows.act(action, len(moments)):
            return False
        newest = self._rows.cursor == len(moments) - 1
        self.day = None if newest else moments[self._rows.cursor].day
        return True

    # -- what is drawn

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        """Chart, table and what the date under the cursor says, in all rows of the surface."""
        glyphs, width, moments = surface.glyphs, surface.width, self._moments()
        if not moments:
            why = "being worked out" if self._history is None else "nothing is known yet"
            return [title("Through time", "", width, glyphs), [(f" {why}", "muted")]]
        table = self._table(shown, surface)
        said = said_lines(moments, self._at(), shown, glyphs)
        room = surface.height - 1 - len(table) - len(said)
        return [self._title(shown, surface), *self._drawn(shown, room, surface), *table, *said]

    def _title(self, shown: Shown, surface: Surface) -> Line:
        moments, dot = self._moments(), surface.glyphs.dot
        count = f"{len(moments)} known dates"
        if self._history is not None and not self._history.complete:
            count = f"the newest {len(moments)} known dates, stopped"
        right = f"{count} {dot} sums and recycled ({shown.context.lens}), $B {dot} [ ] date"
        return title("Through time", right, surface.width, surface.glyphs)

    def _drawn(self, shown: Shown, height: int, surface: Surface) -> list[Line]:
        lens, last = shown.context.lens, shown.context.as_of
        seen = (lens, last, surface.width, height, surface.glyphs.level)
        if self._chart[0] != seen:
            every = [*(_sums(each, self._moments(), lens) for each in LENSES)]
            every.append(_recycled(self._moments(), lens))
            last = max(last, self._moments()[-1].day)
            self._chart = seen, steps(every, last, surface.width, height, surface.glyphs)
        return self._chart[1]

    def _table(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, moments, lens = surface.glyphs, self._moments(), shown.context.lens
        columns = [Column("known", 11), *(Column(each, 9, "right") for each in LENSES)]
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

        self._rows.cursor = self._at()
        height = min(len(moments) + 1, max(surface.height // 3, 4))
        return list_part(
            columns, len(moments), cells, self._rows, surface.width, height, glyphs, active=True
        )


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
    second: Line = [(" ", "")]
    for number, told in enumerate(moment.turns[:3]):
        second += [*([("; ", "muted")] if number else []), *_turn(told, shown, glyphs)]
    if len(moment.turns) > 3:
        second.append((f"; {len(moment.turns) - 3} more", "muted"))
    return [first, second if moment.turns else [(" no leg changed", "muted")]]


def _turn(told: Told, shown: Shown, glyphs: GlyphSet) -> Line:
    leg = told.leg
    parties = f"{shown.name(leg.payer)} {glyphs.to} {shown.name(leg.payee)}"
    glyph, word = told.status(glyphs, word=False), told.status(glyphs)[0][0].split(" ", 1)[-1]
    return [*glyph, (f" {told.amount(glyphs)} ", "bold"), (f"{parties} {word}", "")]
