"""Values as a table prints them, from the engine's own text of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from tui.corpus.portable import is_number

NULL = "null"
# Numbers that name or count off something: no thousands separator belongs into a year or an id.
_UNGROUPED = re.compile(
    r"(^|_)(id|ids|n|no|nr|num|year|years|code|zip|key|port|pid|rowid|line|rung|tier|isin|cik)$"
)
_WHOLE = re.compile(r"-?\d+$")
SIGNIFICANT = 6


@dataclass(frozen=True, slots=True)
class Look:
    """How the cells of a column are printed."""

    right: bool
    grouped: bool
    # Decimals of a floating number, the same all down the column; None prints what there is.
    decimals: int | None = None


def look(name: str, kind: str, values: list[str | None]) -> Look:
    """How to print a column of DuckDB's type `kind`, from some of its values."""
    number = is_number(kind)
    grouped = number and not _UNGROUPED.search(name.lower())
    if kind not in ("DOUBLE", "FLOAT"):
        return Look(number, grouped)
    return Look(True, grouped, max((_decimals(v) for v in values if v is not None), default=0))


def printed(value: str | None, how: Look) -> str:
    """A value as its cell prints it. A float keeps six significant digits: peeking shows all."""
    if value is None:
        return NULL
    if not how.right:
        return value
    if how.decimals is not None:
        return _float(value, how)
    return _grouped(value) if how.grouped else value


def _grouped(text: str) -> str:
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if _WHOLE.match(whole) and whole != "-0" else text


def _float(text: str, how: Look) -> str:
    number = _finite(text)
    if number is None:
        return text
    if _scientific(number):
        return f"{number:.{SIGNIFICANT - 1}e}"
    decimals = how.decimals or 0
    return f"{number:{',' if how.grouped else ''}.{decimals}f}"


def _decimals(text: str) -> int:
    """How many decimals six significant digits of a number need."""
    number = _finite(text)
    if number is None or _scientific(number):
        return 0
    room = max(SIGNIFICANT - 1 - number.adjusted(), 0) if number else 0
    rounded = round(number, room).normalize()
    exponent = rounded.as_tuple().exponent
    return min(max(-exponent, 0), room) if isinstance(exponent, int) else 0


def _scientific(number: Decimal) -> bool:
    return bool(number) and not -4 <= number.adjusted() <= 15


def _finite(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
