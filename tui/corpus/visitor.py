"""What somebody is held to who looks at a corpus on a machine that is not theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tui.corpus.job import Watch

# Text of a statement -> its syntax tree as JSON.
Parse = Callable[[str], str]


@dataclass(frozen=True)
class Visitor:
    """`settings` configure the engine, in this order. `refusal` says why a statement of theirs must
    not run, None if it may; it is given what parses, and the names of the corpus' own macros.
    `watch` hears of each query, and ends what takes too long.
    """

    settings: Mapping[str, str]
    refusal: Callable[[str, Parse, frozenset[str]], str | None]
    watch: Watch
