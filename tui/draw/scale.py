"""Round numbers for an axis, and how they are written beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence

_STEPS = (1, 2, 5, 10)
_SUFFIXES = ((12, "T"), (9, "B"), (6, "M"), (3, "k"))
# From here on a number is written in thousands, millions, billions.
_LONG, _TOO_LONG = 10_000, 1e15


def round_numbers(least: float, most: float, count: int) -> list[float]:
    """About `count` numbers at equal steps of 1, 2 or 5 times a power of ten, around a range."""
    span = most - least
    if span <= 0:
        # One value stands in the middle.
        span = abs(most) or 1.0
        least, most = least - span / 2, most + span / 2
    if not math.isfinite(span):
        return [least, most]
    power = 10.0 ** math.floor(math.log10(span / max(count, 1)))
    step = next((s * power for s in _STEPS if s * power * count >= span * (1 - 1e-9)), 10 * power)
    first, last = math.floor(least / step + 1e-9), math.ceil(most / step - 1e-9)
    return [n * step for n in range(first, last + 1)]


def written(numbers: Sequence[float]) -> list[str]:
    """Numbers of an axis as text, all in the same unit: 0, 100B, 200B."""
    largest = max(map(abs, numbers), default=0.0)
    step = abs(numbers[1] - numbers[0]) if len(numbers) > 1 else largest
    power, suffix = 0, ""
    if largest >= _LONG:
        power, suffix = next(each for each in _SUFFIXES if largest >= 10.0 ** each[0])
    least = step / 10.0**power
    decimals = max(-math.floor(math.log10(least) + 1e-9), 0) if least > 0 else 0
    if largest >= _TOO_LONG or decimals > len(_SUFFIXES):
        return [f"{number:.4g}" for number in numbers]
    return [_one(number / 10.0**power, decimals, suffix) for number in numbers]


def _one(number: float, decimals: int, suffix: str) -> str:
    text = f"{number:.{decimals}f}"
    return "0" if not float(text) else text + suffix
