"""A chart of a result as lines: bars of our own, lines, steps and points by plotext."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from tui.console.cells import look, printed
from tui.console.chart import Chart
from tui.corpus.result import Result
from tui.draw.plot import FIGURE
from tui.draw.scale import round_numbers, written
from tui.draw.spans import Line, cell_width, clip_text
from tui.draw.spell import flat, spell
from tui.format import GlyphSet

Points = Sequence[tuple[object, ...]]
LABEL_CELLS, LEAST_BAR = 28, 8
# A number of an axis wants so many cells across, or rows down.
ACROSS, DOWN, MOST_TICKS = 14, 3, 6
# The distance between two numbers must be one as well.
MOST_DRAWN = 1e300
_MARKERS = {"full": "hd", "box": "▪", "ascii": "*"}
_FRAME = str.maketrans("┌┐└┘─│├┤┬┴┼", "++++-|+++++")


def chart_lines(
    chart: Chart, result: Result, points: Points, width: int, height: int, glyphs: GlyphSet
) -> list[Line]:
    """The points drawn in so many cells; one line that says why, where there is nothing to draw."""
    points = [(_finite(point[0]), *point[1:]) for point in points]
    known = [point for point in points if isinstance(point[0], float)]
    if not known:
        return [[(f" {result.columns[chart.y]} has no number in these rows", "muted")]]
    if chart.kind == "bar":
        return _bars(chart, result, points, width, height, glyphs)
    return _figure(chart, known, width, height, glyphs)


def _finite(value: object) -> float | None:
    return value if isinstance(value, float) and abs(value) <= MOST_DRAWN else None


def _bars(
    chart: Chart, result: Result, points: Points, width: int, height: int, glyphs: GlyphSet
) -> list[Line]:
    """A row a bar: its name, its length, its value. What has no value has no bar."""
    shown = points if len(points) <= height else points[: height - 1]
    names = [_name(chart, point, at) for at, point in enumerate(shown, 1)]
    texts = [None if not isinstance(p[0], float) else f"{p[0]:.17g}" for p in shown]
    how = look(result.columns[chart.y], "DOUBLE", texts)
    values = [printed(text, how) for text in texts]
    left = min(max(cell_width(name) for name in names), LABEL_CELLS, width // 3)
    right = max(cell_width(value) for value in values)
    room = max(width - left - right - 4, LEAST_BAR)
    numbers = [p[0] if isinstance(p[0], float) else 0.0 for p in shown]
    largest = max(map(abs, numbers)) or 1.0
    lines: list[Line] = []
    for name, value, number in zip(names, values, numbers, strict=True):
        label = clip_text(name, left, glyphs)
        cells = round(abs(number) / largest * room) or (1 if number else 0)
        # A bar to the left would need a second axis: its sign is in its value.
        bar = glyphs.solid if number >= 0 else glyphs.broken
        text = f" {label}{' ' * (left - cell_width(label))} "
        lines.append([(text, ""), (bar * cells, "text"), (f" {value}", "muted")])
    if len(shown) < len(points):
        lines.append([(f" {len(shown):,} of {result.rows:,} rows", "muted")])
    return lines


def _name(chart: Chart, point: tuple[object, ...], row: int) -> str:
    if chart.x is None:
        return str(row)
    return "null" if point[1] is None else flat(str(point[1]))


def _figure(chart: Chart, points: Points, width: int, height: int, glyphs: GlyphSet) -> list[Line]:
    """plotext scales and frames; we take its cells as text, in our own glyphs."""
    import plotext

    xs, ys, ticks = _placed(chart, points)
    with FIGURE:
        try:
            plotext.clear_figure()
            plotext.limit_size(False, False)
            plotext.plotsize(width - 1, height)
            plotext.theme("clear")
            marker = _MARKERS[glyphs.level]
            if chart.kind == "scatter":
                plotext.scatter(xs, ys, marker=marker)
            else:
                plotext.plot(
                    *(_stepped(xs, ys) if chart.kind == "step" else (xs, ys)), marker=marker
                )
            if ticks:
                plotext.xticks(list(ticks), list(ticks.values()))
            elif xs:
                at = round_numbers(min(xs), max(xs), min(width // ACROSS, MOST_TICKS))
                at = [x for x in at if min(xs) <= x <= max(xs)]
                plotext.xticks(at, written(at))
            if ys:
                at = round_numbers(min(ys), max(ys), min(height // DOWN, MOST_TICKS))
                plotext.ylim(at[0], at[-1])
                plotext.yticks(at, written(at))
            rows = str(plotext.uncolorize(plotext.build())).split("\n")
        finally:
            plotext.clear_figure()
            plotext.limit_size(True, True)
    if glyphs.level == "ascii":
        rows = [row.translate(_FRAME) for row in rows]
    return [[(spell(row.rstrip(), glyphs), "")] for row in rows if row.strip()]


def _placed(chart: Chart, points: Points) -> tuple[list[float], list[float], dict[float, str]]:
    """Where the points stand, and what the axis says: days and names are counted off."""
    ys = [float(p[0]) for p in points if isinstance(p[0], float)]
    if chart.x is None:
        return [float(n) for n in range(1, len(ys) + 1)], ys, {}
    given = [p[1] for p in points if isinstance(p[0], float)]
    if chart.time:
        days = [_day(text) for text in given]
        pairs = sorted((d, y) for d, y in zip(days, ys, strict=True) if d is not None)
        return _over_time(pairs)
    if all(_finite(x) is not None for x in given):
        return [float(str(x)) for x in given], ys, {}
    places = [float(n) for n in range(1, len(ys) + 1)]
    step = max(len(places) // 4, 1)
    return (
        places,
        ys,
        {at: flat(str(x))[:12] for at, x in list(zip(places, given, strict=True))[::step]},
    )


def _over_time(
    pairs: Sequence[tuple[float, float]],
) -> tuple[list[float], list[float], dict[float, str]]:
    xs, ys = [day for day, _ in pairs], [value for _, value in pairs]
    if not xs:
        return [], [], {}
    span = xs[-1] - xs[0]
    ticks = {xs[0] + span * n / 3: _dated(xs[0] + span * n / 3) for n in range(4 if span else 1)}
    return xs, ys, ticks


def _day(text: object) -> float | None:
    """A date or a moment in days; None for what no calendar has, such as infinity."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment.toordinal() + (moment.hour * 60 + moment.minute) / 1440


def _dated(day: float) -> str:
    return date.fromordinal(int(day)).isoformat()


def _stepped(xs: Sequence[float], ys: Sequence[float]) -> tuple[list[float], list[float]]:
    """The corners of steps: a value holds until the next."""
    corners_x, corners_y = list(xs[:1]), list(ys[:1])
    for x, y in zip(xs[1:], ys[1:], strict=True):
        corners_x += [x, x]
        corners_y += [corners_y[-1], y]
    return corners_x, corners_y
