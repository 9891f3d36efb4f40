"""What is being read: an article, a paragraph of it, the claims in it, one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tui.pages.page import Shown

Row = dict[str, Any]


@dataclass(frozen=True)
class Reading:
    """The place in an article. `ready` is false until its paragraphs and claims are there."""

    source: str | None
    ready: bool
    paragraphs: list[Row]
    at: int
    # Of the whole article; the paragraphs and claims are those round the place.
    first_n: int
    last_n: int
    before: Row | None
    after: Row | None
    claims: list[Row]
    here: list[Row]
    claim: Row | None

    @property
    def row(self) -> Row | None:
        """The paragraph, None if there is none."""
        return self.paragraphs[self.at] if self.paragraphs else None

    @property
    def n(self) -> int | None:
        """The paragraph's number."""
        return self.row["n"] if self.row is not None else None

    def next_claim(self, step: int) -> Row | None:
        """The claim a step on in the article as `n` and `claim_id`, None beyond its ends."""
        if self.claim is not None:
            to = self.claims.index(self.claim) + step
        else:
            before = sum(row["n"] < (self.n or 0) for row in self.claims)
            to = before if step > 0 else before - 1
        if 0 <= to < len(self.claims):
            return self.claims[to]
        return self.after if to > 0 else self.before

    def quotes(self) -> dict[int, list[tuple[int, str]]]:
        """By paragraph, each claim's number in it and its printed words."""
        quotes: dict[int, list[tuple[int, str]]] = {}
        count: dict[int, int] = {}
        for row in self.claims:
            count[row["n"]] = count.get(row["n"], 0) + 1
            words = quotes.setdefault(row["n"], [])
            words.extend((count[row["n"]], quote) for quote in row["quotes"])
        return quotes


def reading(shown: Shown, source: str | None, n: int | None, claim_id: str | None) -> Reading:
    """The place at a paragraph and claim; without one, the first with words."""
    ready = all(_of(shown, key, source, n) for key in ("paragraphs", "claims"))
    paragraphs = shown.rows("paragraphs") if _of(shown, "paragraphs", source, n) else []
    claims = shown.rows("claims") if _of(shown, "claims", source, n) else []
    spoken = (at for at, row in enumerate(paragraphs) if row["role"] != "skipped")
    at = next((at for at, row in enumerate(paragraphs) if row["n"] == n), None)
    at = next(spoken, 0) if at is None else at
    here = [row for row in claims if row["n"] == paragraphs[at]["n"]] if paragraphs else []
    first = here[0] if here else None
    claim = next((row for row in here if row["claim_id"] == claim_id), first)
    none: Row = {"first_n": 1, "last_n": 1, "before": None, "after": None}
    whole = paragraphs[0] if paragraphs else none
    ends = whole["first_n"], whole["last_n"]
    beside = whole["before"], whole["after"]
    return Reading(source, ready, paragraphs, at, *ends, *beside, claims, here, claim)


def _of(shown: Shown, key: str, source: str | None, n: int | None) -> bool:
    """Whether a frame holds this place: the one before stays until the new one is there."""
    frame = shown.frames.get(key)
    if frame is None or frame.params.get("source") != source:
        return False
    skip, count = (int(str(frame.params[name] or 0)) for name in ("skip", "count"))
    return skip < (n or 1) <= skip + count or not count
