"""What is wrong with a corpus, in which file and line, and no more of it than a person reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from tui.corpus.clean import clean

SHOWN = 100
_LONGEST = 300


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong. `file` is seen from the corpus folder, lines count from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Faults:
    """The first faults, at most 100, in order of file and line; `total` counts them all."""

    shown: tuple[Fault, ...] = ()
    total: int = 0

    def __bool__(self) -> bool:
        return self.total > 0


class CorpusError(Exception):
    """A corpus that cannot be loaded, with its faults."""

    def __init__(self, faults: Faults) -> None:
        rest = faults.total - len(faults.shown)
        more = [f"and {rest:,} more"] if rest else []
        super().__init__("\n".join([*map(str, faults.shown), *more]))
        self.faults = faults


def fault(file: str, line: int, message: str) -> Fault:
    """A fault whose message is one printable line, whatever values it quotes."""
    words = " ".join(clean(message).split())
    return Fault(file, line, words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…")


def faults(found: Iterable[Fault], total: int | None = None) -> Faults:
    """One kind of fault; `total` where `found` is only the first of them."""
    every = sorted(set(found))
    return Faults(tuple(every[:SHOWN]), len(every) if total is None else total)


def not_utf8(line: bytes, error: UnicodeDecodeError) -> str:
    """The words for a line's first byte that is not UTF-8; positions count bytes from 1."""
    return f"byte 0x{line[error.start]:02X} at position {error.start + 1} is not UTF-8"


def merged(parts: Iterable[Faults]) -> Faults:
    """Several kinds together. Where not all can be shown, each kind shows its first."""
    every = list(parts)
    turns = [each for turn in zip_longest(*(part.shown for part in every)) for each in turn if each]
    once = list(dict.fromkeys(turns))
    total = sum(part.total for part in every) - (len(turns) - len(once))
    return Faults(tuple(sorted(once[:SHOWN])), total)
