"""Whatever a statement gives, all that can be done with a result is done, or refused in words."""

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.console.given import session
from tui.console.chart import KINDS, Chart
from tui.corpus.frame import QueryError
from tui.corpus.result import Order
from tui.format import FULL
from tui.pages.console.chart import chart_lines
from tui.pages.console.result import ResultPage
from tui.panes import takeaway, tasks

STATEMENTS = [
    "from test_all_types()",
    "from test_all_types() limit 0",
    "show all tables",
    "describe legs",
    "summarize legs",
    "call pragma_version()",
    "explain analyze select 1",
    "prepare p as select 1 as one",
    'select 1 as "a b", 2 as "a""b", 3 as A, 4 as a',
    "select * from range(3) t(caploop_rows)",
    "unpivot (select 1 as a, 2 as b) on a, b",
    "select union_value(k := 1) as u, '{\"a\": [1]}'::json as j",
    "select 'nan'::double as d, '-inf'::float as f, date '-infinity' as t",
    "select chr(0) as nul, chr(27) || '[2J' as esc, chr(8238) as bidi, repeat('漢', 1000) as wide",
    "select random() as r from range(5)",
    "select [[1, 2], [3]] as nested, [1, 2]::int[2] as fixed, map {'k': [{'x': null}]} as m",
]


@pytest.mark.parametrize("sql", STATEMENTS)
def test_nothing_but_words_stops_it(sql: str, tmp_path: Path) -> None:
    own, page = session(), ResultPage()
    result, window = tasks.run(own, sql, {})
    page.take(result, window)
    for width in (20, 80, 120):
        assert page.lines(width, 20, FULL)
    columns = range(min(len(result.columns), 60))
    doings: list[Callable[[], object]] = [
        partial(tasks.fetch, own, result, most=None),
        partial(tasks.seek, own, result, text="1", after=0, backwards=False),
        partial(tasks.seek, own, result, text="a", after=0, backwards=True),
        partial(takeaway.row_text, own, result, 0),
        *(partial(takeaway.table_text, own, result, f) for f in ("csv", "markdown")),
        *(
            partial(takeaway.save, own, result, each.format, tmp_path / f"out{each.ending}")
            for each in takeaway.EXPORTS.values()
        ),
        *(partial(tasks.sort, own, result, order=Order(at, descending=True)) for at in columns),
        *(partial(tasks.peek, own, result, row=0, column=at) for at in columns),
        *(partial(takeaway.column_text, own, result, at) for at in columns),
    ]
    for doing in doings:
        if result.columns:
            with contextlib.suppress(QueryError):
                doing()
    for at in columns:
        for kind in KINDS:
            chart = Chart(kind, at)
            with contextlib.suppress(QueryError):
                _, points = tasks.points(own, result, chart=chart)
                assert chart_lines(chart, result, points, 60, 12, FULL)
