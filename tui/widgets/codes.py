"""What a terminal is told between two texts: the fewest bytes from one style to another.

A style is the numbers of its codes as they were drawn, '' for none: '1;38;5;252;48;5;233'.
"""

from __future__ import annotations

import re
from functools import lru_cache

_COLOUR = re.compile(r"(?:^|;)([34]8;5;\d+|[34]8;2;\d+;\d+;\d+|[349]\d|10\d)(?=;|$)")
# The style of a cell that nobody has drawn, and of one that shows what nobody knows.
UNDRAWN, UNKNOWN = "?", "!"
# What takes an attribute back, and the attributes that show on a blank.
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
_UNSEEN_ON_BLANKS = {"1", "2", "3"}
# Runs that are shorter as one character and how often it comes again.
_RUN = re.compile(r"([ -~])\1{5,}|([^ -~])\2{2,}")


def after(style: str, codes: str) -> str:
    """A style after further codes: rich resets after each piece of text."""
    if codes in ("", "0"):
        return ""
    return f"{style};{codes}" if style else codes


@lru_cache(maxsize=4096)
def ground(style: str) -> str:
    """What is seen of a style on a blank: all of it where a line or its colour shows there."""
    _, back, rest = _parts(style)
    return back if set(rest) <= _UNSEEN_ON_BLANKS else style


@lru_cache(maxsize=4096)
def blank(before: str, wanted: str) -> str:
    """The style nearest to the one before in which a blank looks as in another."""
    front, _, rest = _parts(before)
    if before == UNKNOWN or ground(wanted) != _parts(wanted)[1]:
        return wanted
    seen = [attribute for attribute in rest if attribute in _UNSEEN_ON_BLANKS]
    return ";".join([*seen, *filter(None, (front, ground(wanted)))])


@lru_cache(maxsize=4096)
def change(before: str, style: str) -> str:
    """The codes that lead from one style to another."""
    anew = f"\x1b[0;{style}m" if style else "\x1b[m"
    (front, back, rest), (new_front, new_back, new_rest) = _parts(before), _parts(style)
    lost = [attribute for attribute in rest if attribute not in new_rest]
    if before == UNKNOWN or not all(attribute in _OFF for attribute in lost):
        return anew
    if lost and not (front or back or new_front or new_back):
        return anew  # a terminal without colours may not know how to take one back
    off = list(dict.fromkeys(_OFF[attribute] for attribute in lost))
    on = [a for a in new_rest if a not in rest or _OFF.get(a) in off]
    colours = [new_front or "39"] * (new_front != front) + [new_back or "49"] * (new_back != back)
    codes = ";".join([*off, *on, *colours])
    return min(f"\x1b[{codes}m", anew, key=len) if codes else ""


def shortened(text: str) -> str:
    """A text of characters of one cell for terminals that repeat them when told to (REP)."""
    return _RUN.sub(lambda run: f"{run[0][0]}\x1b[{len(run[0]) - 1}b", text)


@lru_cache(maxsize=4096)
def _parts(style: str) -> tuple[str, str, tuple[str, ...]]:
    """Foreground, background and everything else of a style."""
    colours = _COLOUR.findall(style)
    front = [each for each in colours if each[0] in "39"]
    back = [each for each in colours if each[0] in "41"]
    rest = tuple(filter(None, _COLOUR.sub("", style).split(";")))
    return front[-1] if front else "", back[-1] if back else "", rest
