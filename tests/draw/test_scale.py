"""Numbers beside an axis: round, at equal steps, around what is drawn, and short."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.draw.scale import round_numbers, written


@pytest.mark.parametrize(
    ("numbers", "texts"),
    [
        ([0.0, 1e11, 2e11], ["0", "100B", "200B"]),
        ([0.0, 5e8, 1e9], ["0", "0.5B", "1.0B"]),
        ([-2e6, 0.0, 2e6], ["-2M", "0", "2M"]),
        ([2024.0, 2025.0, 2026.0], ["2024", "2025", "2026"]),
        ([0.0, 0.1, 0.2, 0.30000000000000004], ["0", "0.1", "0.2", "0.3"]),
        ([0.0, 5e15], ["0", "5e+15"]),
        ([0.0, 2e-9], ["0", "2e-09"]),
        ([5.0], ["5"]),
    ],
)
def test_numbers_are_written_short(numbers: list[float], texts: list[str]) -> None:
    assert written(numbers) == texts


@given(st.floats(-1e12, 1e12), st.floats(1e-4, 1e4), st.integers(1, 8))
def test_they_are_round_and_hold_the_range(least: float, wide: float, count: int) -> None:
    most = least + max(abs(least), 1e-3) * wide
    found = round_numbers(least, most, count)
    step = found[1] - found[0]
    slack = step * 1e-6 + abs(least) * 1e-9
    assert found[0] <= least + slack and found[-1] >= most - slack
    assert 2 <= len(found) <= count + 3
    leading = step / 10.0 ** math.floor(math.log10(step) + 1e-9)
    assert any(math.isclose(leading, round_one, rel_tol=1e-3) for round_one in (1, 2, 5))


def test_what_is_too_wide_for_a_number_is_its_ends() -> None:
    assert round_numbers(-1.7e308, 1.7e308, 4) == [-1.7e308, 1.7e308]
