"""Money, dates, bounds and status as text. Pure: no clock, no locale, no terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

Number = int | float | Decimal


@dataclass(frozen=True)
class GlyphSet:
    """Every glyph the program draws, at one level. All are one cell wide but these: `ellipsis` is
    `..` below full (`~` means inferred, `$` and `.` have meanings of their own), and in ascii
    `upto`, `at_least` and `to` are `<=`, `>=` and `->`."""

    level: str = "full"
    paid: str = "█"
    binding: str = "▓"
    conditional: str = "▒"
    loi: str = "░"
    announced: str = "·"
    rumoured: str = "‽"
    paused: str = "‖"
    withdrawn: str = "✗"
    here: str = "▸"  # the as-of place, the chosen leg
    rung: str = "▸"  # the rung of the ladder that rules, the open pane
    upto: str = "≤"
    at_least: str = "≥"
    about: str = "≈"
    more: str = ">"
    less: str = "<"
    dash: str = "–"  # between the ends of a range; alone: no such thing
    unknown: str = "?"
    hairline: str = "─"
    solid: str = "━"  # a leg with dollars, in a chain
    broken: str = "╌"  # a leg without dollars
    inexact: str = "╌"  # a span whose dates are not exact
    thin: str = "─"  # a span without news for a while
    tick: str = "·"
    bar: str = "│"
    today: str = "┆"
    milestone: str = "◇"
    cursor: str = "▌"
    to: str = "→"
    right: str = "►"
    left: str = "◄"
    up: str = "▲"
    down: str = "▼"
    both: str = "↔"
    ellipsis: str = "…"
    dot: str = "·"
    many: str = "●"  # more than one origin
    one: str = "○"  # one origin
    times: str = "×"
    quotes: str = "“”"
    brackets: str = "[]"


FULL = GlyphSet()
BOX = GlyphSet(
    level="box",
    rumoured="?",
    paused="║",
    withdrawn="x",
    here="►",
    rung="►",
    dash="-",
    solid="═",
    broken="-",
    inexact="-",
    today=":",
    milestone="♦",
    ellipsis="..",
    many="•",
    times="x",
    quotes='""',
)
# fmt: off
ASCII = GlyphSet(
    level="ascii",
    paid="#", binding="=", conditional=":", loi=".", announced="-", rumoured="~", paused='"',
    withdrawn="x", here=">", rung="*", upto="<=", at_least=">=", about="~", dash="-", hairline="-",
    solid="-", broken=".", inexact=",", thin="_", tick="'", bar="|", today="!", milestone="o",
    cursor=">", to="->", right=">", left="<", up="^", down="v", both="*", ellipsis="..", dot="-",
    many="o", one="o", times="x", quotes='""',
)
# fmt: on
GLYPHS: dict[str, GlyphSet] = {g.level: g for g in (FULL, BOX, ASCII)}


def glyph_level(env: Mapping[str, str], encoding: str | None, option: str | None) -> str:
    """'full', 'box' or 'ascii' for a terminal, from TERM and the output encoding; `option` rules.
    Raises ValueError for an option that is no level."""
    if option is not None:
        if option not in GLYPHS:
            raise ValueError(f"glyphs: {option!r} is none of {', '.join(GLYPHS)}")
        return option
    term = env.get("TERM", "").lower()
    utf8 = (encoding or "").lower().replace("-", "").replace("_", "") in ("utf8", "utf8sig")
    if not utf8 or term.startswith("vt") or term in ("dumb", "unknown"):
        return "ascii"
    return "box" if term == "linux" else "full"


_ROLES = {
    "rumoured": "rumoured",
    "announced": "announced",
    "loi": "loi",
    "conditional": "conditional",
    "binding": "binding",
    "paid": "paid",
    "paused": "paused",
    "withdrawn": "withdrawn",
    "delivered": "paid",
    "partly_paid": "binding",
    "denied": "withdrawn",
    "": "",
}


def role_of(status: str | None, standing: str | None) -> str:
    """The certainty role of a leg: its standing where that is not live, else its status; '' if
    neither says anything. Raises KeyError for one that the corpus does not know."""
    return _ROLES[_shown(status, standing)]


def status_glyph(status: str | None, standing: str | None, glyphs: GlyphSet) -> str:
    """The one-cell fill of a status and standing; a blank where neither says anything."""
    role = role_of(status, standing)
    return str(getattr(glyphs, role)) if role else " "


def status_word(status: str | None, standing: str | None) -> str:
    """The word beside the fill: it tells delivered from paid and denied from withdrawn."""
    return _shown(status, standing).replace("_", " ")


def _shown(status: str | None, standing: str | None) -> str:
    if standing and standing != "live":
        return standing
    return status or ""


def billions(usd: Number | None, glyphs: GlyphSet) -> str:
    """Whole dollars as a bare number of billions: '1,400', '13', '0.5'; None is '?'."""
    return glyphs.unknown if usd is None else _scaled(_decimal(usd), 9, ROUND_HALF_UP)


_MARKS = {"": "", "le": "upto", "ge": "at_least", "about": "about"}


def total(value: Number | None, mark: str, glyphs: GlyphSet) -> str:
    """A sum in $B with its bound: mark is '', 'le', 'ge' or 'about'; None is '?'.
    Bounds are rounded outwards, so that what is printed still holds."""
    if value is None:
        return glyphs.unknown
    sign = _MARKS[mark]
    rounding = {"le": ROUND_CEILING, "ge": ROUND_FLOOR}.get(mark, ROUND_HALF_UP)
    return (str(getattr(glyphs, sign)) if sign else "") + _scaled(_decimal(value), 9, rounding)


def amount(
    low: Number | None, high: Number | None, bound: str | None, unit: str | None, glyphs: GlyphSet
) -> str:
    """A claimed amount with its bound touching the number; '?' if nothing is known.

    low and high are in `unit` (usd whole dollars, mw, percent, gpus, shares, times, count, days);
    dollars print as a bare number of billions. An order of magnitude prints as its word, from the
    corpus's encoding of it: 2, 20 or 200 times a power of 1,000 in `low`."""
    lo = None if low is None else _decimal(low)
    hi = None if high is None else _decimal(high)
    value = hi if hi is not None else lo
    if value is None:
        return glyphs.unknown
    unit = unit or "count"
    if bound == "order_of_magnitude" and lo is not None:
        word = _magnitude(lo, unit, glyphs)
        if word:
            return word
    power, suffix = _scale(value, unit, glyphs)
    if lo is not None and hi is not None and lo != hi:
        ends = _scaled(lo, power, ROUND_FLOOR), _scaled(hi, power, ROUND_CEILING)
        return glyphs.dash.join(ends) + suffix
    if bound in (None, "range", "order_of_magnitude"):
        bound = "at_least" if hi is None else "up_to" if lo is None else "exact"
    sign, rounding = _SIGNS.get(bound, ("", ROUND_HALF_UP))
    return (str(getattr(glyphs, sign)) if sign else "") + _scaled(value, power, rounding) + suffix


_SIGNS = {
    "about": ("about", ROUND_HALF_UP),
    "up_to": ("upto", ROUND_CEILING),
    "at_least": ("at_least", ROUND_FLOOR),
    "more_than": ("more", ROUND_FLOOR),
    "less_than": ("less", ROUND_CEILING),
}


def _scale(value: Decimal, unit: str, glyphs: GlyphSet) -> tuple[int, str]:
    """The power of ten to divide by, and what follows the number."""
    if unit == "usd":
        return 9, ""
    if unit == "mw":
        return (3, " GW") if abs(value) >= 1000 else (0, " MW")
    if unit in ("gpus", "shares"):
        noun = " shares" if unit == "shares" else ""
        if abs(value) >= 1_000_000:
            return 6, " M" + noun
        return (3, " k" + noun) if abs(value) >= 10_000 else (0, noun)
    if unit == "days":
        return 0, " day" if value == 1 else " days"
    return 0, {"percent": "%", "times": glyphs.times}.get(unit, "")


_WORDS = {2: "several", 20: "tens", 200: "hundreds"}


def _magnitude(low: Decimal, unit: str, glyphs: GlyphSet) -> str:
    """'several', 'tens of M' …; '' if `low` does not encode an order of magnitude."""
    power, leading = 0, low
    while leading >= 1000 and leading % 1000 == 0:
        power, leading = power + 3, leading / 1000
    word = _WORDS.get(int(leading)) if leading == int(leading) else None
    if word is None:
        return ""
    if unit == "usd":
        step = {3: "k", 6: "M", 9: "", 12: "T"}.get(power)
    elif unit == "mw":
        step = {0: "MW", 3: "GW", 6: "TW"}.get(power)
    else:
        small = _scale(Decimal(2), unit, glyphs)[1].strip()
        step = {0: small, 3: f"k {small}", 6: f"M {small}"}.get(power)
    if step is None:
        return ""
    joint = " " if word == "several" else " of "
    return word + (joint + step.strip() if step.strip() else "")


def _decimal(value: Number) -> Decimal:
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)


def _scaled(value: Decimal, power: int, rounding: str) -> str:
    number = value.scaleb(-power)
    if abs(number) >= 100:
        return f"{number.quantize(Decimal(1), rounding):,}"
    shown = number.quantize(Decimal("0.1"), rounding)
    if number and abs(number) < Decimal("0.1"):
        # 0 may stand only where a source says zero, so a small amount keeps its first digit.
        shown = number.quantize(Decimal(1).scaleb(number.adjusted()), rounding).normalize()
    return f"{int(shown)}" if shown == int(shown) else f"{shown:f}"


def when(
    valid_from: date | None, valid_to: date | None, precision: str | None, glyphs: GlyphSet
) -> str:
    """A valid time as exactly as it is known: '2026-02-01', '2026-03', '2026-Q1', '2026-H2',
    '2026', '2025-09-22~' (about), two of them with a dash, 'by 2026-03', or a lone dash (none)."""
    if precision in (None, "none") or (valid_from is None and valid_to is None):
        return glyphs.dash
    ends = [_period(d, precision) for d in (valid_from, valid_to) if d is not None]
    if valid_from is None:
        return f"by {ends[0]}"
    return ends[0] if len(set(ends)) == 1 else glyphs.dash.join(ends)


def _period(day: date, precision: str | None) -> str:
    if precision == "month":
        return f"{day:%Y-%m}"
    if precision == "quarter":
        return f"{day:%Y}-Q{(day.month + 2) // 3}"
    if precision == "half":
        return f"{day:%Y}-H{1 if day.month < 7 else 2}"
    if precision == "year":
        return f"{day:%Y}"
    return day.isoformat() + ("~" if precision == "about" else "")


def known(day: date, basis: str | None) -> str:
    """A known date; '~' after it says that it is inferred."""
    return day.isoformat() + ("~" if basis == "inferred" else "")


def origins(count: int, glyphs: GlyphSet) -> str:
    """How many origins tell it: '●3', '○1'; '3o' and '1o' in ascii, where the mark is a letter."""
    mark = glyphs.one if count == 1 else glyphs.many
    return f"{count}{mark}" if glyphs.level == "ascii" else f"{mark}{count}"
