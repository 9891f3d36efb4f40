"""The words and digits that French and English make figures of, and what each is worth."""

from __future__ import annotations

import calendar
import re
from decimal import Decimal


def _table(rows: str) -> dict[str, int]:
    """{'deux': 2, 'two': 2} from '2 deux two; …'."""
    return {word: int(v) for v, *words in map(str.split, rows.split(";")) for word in words}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORDS = _table(
    "2 deux two; 3 trois three; 4 quatre four; 5 cinq five; 6 six; 7 sept seven; 8 huit eight;"
    "9 neuf nine; 10 dix ten; 11 onze eleven; 12 douze twelve; 13 treize thirteen;"
    "14 quatorze fourteen; 15 quinze fifteen; 16 seize sixteen; 17 seventeen; 18 eighteen;"
    "19 nineteen; 20 vingt twenty; 30 trente thirty; 40 quarante forty; 50 cinquante fifty;"
    "60 soixante sixty; 70 seventy; 80 eighty; 90 ninety; 100 cent; 1000 mille"
)
# These go on with a number and never begin one: "50 cents", "a thousand".
LATER_WORDS = _table("20 vingts; 100 cents hundred; 1000 thousand")
ONE = _set("un une one a an")
SEVERAL = _set("plusieurs quelques several few")
ORDINALS = _table(
    "1 premier premiers première premières first; 2 second seconde deuxième deuxièmes;"
    "3 troisième troisièmes third; 4 quatrième fourth; 5 cinquième fifth; 6 sixième sixth;"
    "7 septième seventh; 8 huitième eighth; 9 neuvième ninth; 10 dixième tenth"
)
ORDINAL_ENDS = _set("er ers re res ère ères ere eres e ème èmes nd nde st rd th")
# "dozens" is as vague as "dizaines", which it translates.
MULTIPLIERS = _table(
    "10 dizaine dizaines tens dozens; 12 douzaine dozen; 15 quinzaine; 20 vingtaine; 30 trentaine;"
    "40 quarantaine; 50 cinquantaine; 60 soixantaine; 100 centaine centaines hundred hundreds;"
    "1000 k mille millier milliers thousand thousands; 1000000 m million millions;"
    "1000000000 md mds milliard milliards bn billion billions;"
    "1000000000000 tn trillion trillions"
)
# These are figures without a number before them: "des milliards", "tens of thousands".
PLURALS = _set(
    "dizaines centaines milliers millions milliards "
    "tens dozens hundreds thousands billions trillions"
)
MEGAWATTS = _table("1 mw megawatt megawatts mégawatt mégawatts; 1000 gw gigawatt gigawatts")
MONTHS = _table(
    "1 janvier january; 2 février february; 3 mars march; 4 avril april; 5 mai may; 6 juin june;"
    "7 juillet july; 8 août august; 9 septembre september; 10 octobre october;"
    "11 novembre november; 12 décembre december"
)
# The first and last month that a part of a year stands for.
YEAR_PARTS = {"début": (1, 3), "early": (1, 3), "mi": (4, 9), "mid": (4, 9)}
YEAR_PARTS |= dict.fromkeys(("fin", "late", "end of"), (10, 12))

SPACE = "[ \u00a0\u2009\u202f]"  # French puts no-break spaces inside numbers and before units
YEAR = r"(?:19[5-9][0-9]|20[0-4][0-9])(?![0-9])"
_MONTH = "|".join(MONTHS)
# For a text in lower case. Kinds: date (its parts are groups), digits, word, join (what stands
# inside a number), mark.
TOKEN = re.compile(
    rf"""(?P<date>(?<![\w./-])(?:
        (?P<y1>{YEAR})[-/](?P<m1>0[1-9]|1[0-2])(?:[-/](?P<d1>[0-9]{{2}}))?
      | (?P<d2>[0-9]{{1,2}})/(?P<m2>0?[1-9]|1[0-2])/(?P<y2>{YEAR})
      | (?:(?P<d3>[0-9]{{1,2}})(?:er|st|nd|rd|th)?{SPACE})?(?P<m3>{_MONTH}){SPACE}(?P<y3>{YEAR})
      | (?P<m4>{_MONTH}){SPACE}(?P<d4>[0-9]{{1,2}}),?{SPACE}(?P<y4>{YEAR})
      | (?P<part>début|early|mid?|fin|late|end{SPACE}of)(?:{SPACE}|-)(?P<y5>{YEAR})
      )(?:{SPACE}(?:(?:à|at){SPACE})?[0-9]{{1,2}}:[0-9]{{2}})?(?![\w/]))
    | (?P<digits>(?:[0-9]{{1,3}}(?:{SPACE}[0-9]{{3}})+(?![0-9])
        | [0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])
        | [0-9]+)(?:[.,][0-9]+)?)
    | (?P<word>[^\W\d_]+)
    | (?P<join>[ \u00a0\u2009\u202f\u2011-])
    | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)


def fits(value: int, current: int) -> bool:
    """Whether a word adds to the ones before it: 'vingt deux', 'soixante dix', 'cent vingt'."""
    if value < 10:
        return current % 10 == 0
    return current % (20 if value < 20 else 100) == 0


def decimal(digits: str) -> Decimal:
    """'1 400', '1,400' and '1.4', '1,4' as numbers; a comma before three digits groups them."""
    plain = re.sub(SPACE, "", digits)
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", plain):
        return Decimal(plain.replace(",", ""))
    return Decimal(plain.replace(",", "."))


def year_days(first: Decimal, last: Decimal) -> tuple[Decimal, Decimal]:
    """The first day of one year and the last of another, as YYYYMMDD."""
    return first * 10000 + 101, last * 10000 + 1231


def days(parts: dict[str, str | None]) -> tuple[Decimal, Decimal]:
    """The first and last day of what a date token names, as YYYYMMDD."""

    def part(*names: str) -> str:
        return next((found for name in names if (found := parts[name])), "")

    year, day = int(part("y1", "y2", "y3", "y4", "y5")), part("d1", "d2", "d3", "d4")
    month = part("m1", "m2", "m3", "m4")
    if month:
        first = last = MONTHS[month] if month in MONTHS else int(month)
    else:
        first, last = YEAR_PARTS[re.sub(SPACE, " ", part("part"))]
    if day:
        return (Decimal(year * 10000 + first * 100 + int(day)),) * 2
    end = calendar.monthrange(year, last)[1]
    return Decimal(year * 10000 + first * 100 + 1), Decimal(year * 10000 + last * 100 + end)
