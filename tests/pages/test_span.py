"""The window of time: fit, zoom and pan stay within the days that there are."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tui.pages.timeline.span import LEAST, MOST, Span, fitted

days = st.dates()
spans = st.builds(
    lambda start, length: Span(start, min(start + length, date.max)),
    st.dates(max_value=date(9000, 1, 1)),
    st.integers(60, 100_000).map(timedelta),
)


def test_it_fits_whole_quarters_from_before_the_first_date_to_today() -> None:
    span = fitted(date(2025, 10, 5), date(2026, 3, 5), date(2026, 11, 22))
    assert (span.start, span.end) == (date(2025, 7, 1), date(2027, 1, 1))
    # A date ahead of today is in the window too.
    assert fitted(date(2025, 10, 5), date(2027, 5, 1), date(2026, 11, 22)).end == date(2027, 7, 1)


@given(st.none() | days, days, days)
def test_what_fits_holds_every_date_of_interest(
    first: date | None, as_of: date, today: date
) -> None:
    span = fitted(first, as_of, today)
    assert span.start < span.end and span.days >= LEAST
    for day in (min(first or as_of, as_of), as_of, today if today > as_of else as_of):
        assert span.start <= day <= span.end


@given(spans, days, st.lists(st.sampled_from(["in", "out", "left", "right"]), max_size=12))
def test_any_walk_stays_a_window(span: Span, middle: date, steps: list[str]) -> None:
    for step in steps:
        before = span
        if step in ("in", "out"):
            span = span.zoomed(middle, step == "in")
        else:
            span = span.panned(-1 if step == "left" else 1)
            assert span.days == before.days
        assert span.start < span.end
        assert LEAST <= span.days <= max(MOST, before.days)


@given(spans, st.integers(0, 99))
def test_zooming_keeps_the_day_in_its_place(span: Span, part: int) -> None:
    middle = span.start + span.days * part // 100
    near = span.zoomed(middle, True)
    if near.days > LEAST:
        was, now = ((middle - each.start) / each.days for each in (span, near))
        assert abs(was - now) < 0.05


def test_pan_goes_by_a_quarter_and_back() -> None:
    span = Span(date(2025, 1, 1), date(2025, 12, 27))
    right = span.panned(1)
    assert right.start == date(2025, 1, 1) + timedelta(days=90)
    assert right.panned(-1) == span
