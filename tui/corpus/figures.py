"""Finds the figures in French or English text, as values that compare across the two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from tui.corpus.numerals import (
    LATER_WORDS,
    MEGAWATTS,
    MULTIPLIERS,
    ONE,
    ORDINAL_ENDS,
    ORDINALS,
    PLURALS,
    SEVERAL,
    TOKEN,
    WORDS,
    YEAR,
    days,
    decimal,
    fits,
    year_days,
)

Kind = Literal["number", "percent", "power", "date", "ordinal"]
_SENTENCE_STARTS = frozenset('.!?:;|•*«“"(–—\n')
_INSIDE_NUMBERS = frozenset(".,:/")
_LONGEST_NUMBER = 40  # longer ones are no figures, and Python refuses some of them


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that stands at text[start:end], without its hedge ("up to", "about").

    kind: number (money and counts alike: currency and noun are not read) · percent · power (MW) ·
    date (low and high are its first and last day as YYYYMMDD) · ordinal (the rank).
    One value has low == high; "tens of billions" has low = 20 billion and no high.
    """

    start: int
    end: int
    text: str
    low: Decimal
    high: Decimal | None
    kind: Kind

    @property
    def value(self) -> tuple[Kind, Decimal, Decimal | None]:
        """Equal for two figures that say the same, whatever the words."""
        return self.kind, self.low, self.high


def figures(text: str) -> list[Figure]:
    """The figures of a text in NFC, in reading order; none overlap.

    Left out: digits and number words inside names (H100, GPT-4, Trainium 3, 002, Trois Royaumes),
    "un" and "one" without a unit or multiplier after them, and dates without a year ("lundi").
    "billion" is 10^9: the French word for 10^12 is not told apart. 05/03/2026 is the 5th of March.
    """
    return list(_Reader(text).figures())


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int
    capital: bool
    date: dict[str, str | None]


class _Read(NamedTuple):
    """A figure that ends before the token `after`."""

    low: Decimal
    high: Decimal | None
    kind: Kind
    after: int


class _Count(NamedTuple):
    """A number apart from its multipliers and unit, which the other end of a range may share."""

    number: Decimal
    factor: Decimal
    kind: Kind
    after: int

    @property
    def bare(self) -> bool:
        return self.factor == 1 and self.kind == "number"


class _Reader:
    """Reads one text. Positions are indexes into its tokens; outside them stands nothing."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [_token(match, text) for match in TOKEN.finditer(_lower(text))]

    def figures(self) -> Iterator[Figure]:
        at = 0
        while at < len(self.tokens):
            read = self._read(at)
            if read is None:
                at += 1
                continue
            if not self._in_name(at, read):
                start, end = self[at].start, self[read.after - 1].end
                yield Figure(start, end, self.text[start:end], read.low, read.high, read.kind)
            at = read.after

    def __getitem__(self, at: int) -> _Token:
        return self.tokens[at] if 0 <= at < len(self.tokens) else _NOTHING

    def _read(self, at: int) -> _Read | None:
        if self[at].kind == "date":
            return _Read(*days(self[at].date), "date", at + 1)
        return self._ordinal(at) or self._several(at) or self._range(at) or self._single(at)

    def _ordinal(self, at: int) -> _Read | None:
        text, after = self[at].text, at + 1
        rank = ORDINALS.get(text)
        if text in ("second", "seconde") and self[at - 2].text in ("par", "per"):
            rank = None
        if self[at].kind == "digits" and text.isdigit() and self[after].text in ORDINAL_ENDS:
            rank, after = int(text), at + 2
        if text in ("h", "q") and self[after].text in ("1", "2", "3", "4"):
            rank, after = int(self[after].text), at + 2  # "H1 2026" is its first half
        return None if rank is None else _Read(Decimal(rank), Decimal(rank), "ordinal", after)

    def _several(self, at: int) -> _Read | None:
        """'plusieurs milliards', 'tens of billions', 'des millions': two of them or more."""
        counted = at if self[at].text in PLURALS else at + 1
        if counted > at and self[at].text not in SEVERAL:
            return None
        factor, kind, after = self._scale(counted)
        return None if after == counted else _Read(2 * factor, None, kind, after)

    def _range(self, at: int) -> _Read | None:
        opened = self[at].text in ("entre", "between")
        start = self._skip(at + 1) if opened else at
        first = self._count(start)
        if first is None or not (opened or first.bare):
            return None  # "from 6 GW to 10 GW" is two figures
        then = self._beyond(first.after, ("et", "and") if opened else ("à", "to", "–", "-"))
        second = None if then is None else self._count(then)
        if then is None or second is None or self._is_year(start) != self._is_year(then):
            return None
        if self._is_year(start):
            return _Read(*year_days(first.number, second.number), "date", second.after)
        if first.bare:
            first = first._replace(factor=second.factor, kind=second.kind)
        if first.kind != second.kind:
            return None
        low, high = first.number * first.factor, second.number * second.factor
        return _Read(low, high, second.kind, second.after) if low < high else None

    def _single(self, at: int) -> _Read | None:
        count = self._count(at)
        if count is None:
            return None
        if count.bare and self._is_year(at):
            return _Read(*year_days(count.number, count.number), "date", count.after)
        value = count.number * count.factor
        return _Read(value, value, count.kind, count.after)

    def _count(self, at: int) -> _Count | None:
        text = self[at].text
        single = text in ONE and self[self._skip(at + 1)].text not in LATER_WORDS
        if self[at].kind == "digits":
            number, after = decimal(text), at + 1
        elif single:
            number, after = Decimal(1), at + 1
        elif text in ONE or (text in WORDS and not self._is_coin(at)):
            number, after = self._run(at)
        else:
            return None
        factor, kind, behind = self._scale(after)
        return None if single and behind == after else _Count(number, factor, kind, behind)

    def _run(self, at: int) -> tuple[Decimal, int]:
        """Number words in a row: 'quatre-vingt-dix', 'two hundred and fifty', 'trois mille'."""
        total, current = 0, WORDS.get(self[at].text, 1)
        if current == 1000:
            total, current = 1000, 0
        after = at + 1
        while (step := self._skip(after)) > after:
            word = self[step].text
            if word in ("et", "and"):
                step = self._skip(step + 1)
                joined = (word == "et") == (self[step].text in ("un", "une", "onze"))
                word = self[step].text if joined else ""
            value = WORDS.get(word, 0) or LATER_WORDS.get(word, 0)
            if word in ONE and current % 100 >= 20:
                value = 1
            if value == 1000 and total == 0:
                total, current = 1000 * max(current, 1), 0
            elif value == 100 and current < 10:
                current = 100 * max(current, 1)
            elif value == 20 and current % 100 == 4:
                current += 76  # quatre-vingt
            elif 0 < value < 100 and fits(value, current):
                current += value
            else:
                break
            after = step + 1
        return Decimal(total + current), after

    def _scale(self, at: int) -> tuple[Decimal, Kind, int]:
        """What multiplies a number that ends at the token, what it counts, and where that ends."""
        factor = Decimal(1)
        while (word := self[step := self._of(at, factor != 1)].text) in MULTIPLIERS:
            if word == "k" and step > at:
                break
            if word == "m" and self[self._skip(step + 1)].text not in ("$", "€"):
                break
            factor *= MULTIPLIERS[word]
            at = step + 1
        if word in ("%", "percent"):
            return factor, "percent", step + 1
        if word in ("pour", "per") and self[self._skip(step + 1)].text == "cent":
            return factor, "percent", self._skip(step + 1) + 1
        if word in MEGAWATTS:
            return factor * MEGAWATTS[word], "power", step + 1
        return factor, "number", at

    def _skip(self, at: int) -> int:
        return at + 1 if self[at].kind == "join" else at

    def _of(self, at: int, linked: bool) -> int:
        """Behind the space, or where one may stand behind ' de ', ' d’' or ' of '."""
        step = self._skip(at)
        if not linked or self[step].text not in ("de", "d", "of"):
            return step
        return self._skip(step + 2 if self[step + 1].text in ("'", "’") else step + 1)

    def _beyond(self, at: int, links: tuple[str, ...]) -> int | None:
        step = at if self[at].text in links else self._skip(at)
        return self._skip(step + 1) if self[step].text in links else None

    def _is_year(self, at: int) -> bool:
        return re.fullmatch(YEAR, self[at].text) is not None

    def _is_coin(self, at: int) -> bool:
        return self[at].text == "cent" and self[at - 2].kind == "digits"

    def _in_name(self, at: int, read: _Read) -> bool:
        """Whether the figure is a part of a longer name, of a version or of a time of day."""
        first, last, then = self[at], self[read.after - 1], self[read.after]
        before, earlier = self[at - 1], self[at - 2]
        if before.kind in ("word", "digits") or then.kind == "digits":
            return True
        if before.text in ("-", "\u2011") and earlier.kind == "word":
            return True
        if first.kind == "digits" and before.text in _INSIDE_NUMBERS and earlier.kind == "digits":
            return True
        if last.kind == "digits":
            inside = then.text in _INSIDE_NUMBERS and self[read.after + 1].kind == "digits"
            if inside or (then.kind == "word" and then.text != "x"):
                return True
        if first.kind == "digits":
            small = last is first and read.kind == "number" and read.low < 100
            title = before.kind == "join" and earlier.capital and not self._opens(at - 2)
            return re.fullmatch("0[0-9]+", first.text) is not None or (small and title)
        follows = then.kind == "join" and self[read.after + 1].capital
        return first.capital and follows and not self._opens(at)

    def _opens(self, at: int) -> bool:
        """Whether a sentence or a list item begins with the token."""
        before = at - 1
        while self[before].kind == "join":
            before -= 1
        return before < 0 or self[before].text in _SENTENCE_STARTS


_NOTHING = _Token("", "", 0, 0, False, {})


def _lower(text: str) -> str:
    """In lower case, and every letter where it was: 'İ'.lower() is two characters."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _token(match: re.Match[str], text: str) -> _Token:
    kind = match.lastgroup or ""
    if kind == "digits" and len(match[0]) > _LONGEST_NUMBER:
        kind = "mark"
    parts = match.groupdict() if kind == "date" else {}
    capital = text[match.start()].isupper()
    return _Token(kind, match[0], match.start(), match.end(), capital, parts)
