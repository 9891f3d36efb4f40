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
        """The claim so many steps on in the article, None beyond its ends."""
        if self.claim is not None:
            to = self.claims.index(self.claim) + step
        else:
            before = sum(row["n"] < (self.n or 0) for row in self.claims)
            to = before if step > 0 else before - 1
        return self.claims[to] if 0 <= to < len(self.claims) else None

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
    ready = all(_of(shown, key, source) for key in ("paragraphs", "claims"))
    paragraphs = shown.rows("paragraphs") if _of(shown, "paragraphs", source) else []
    claims = shown.rows("claims") if _of(shown, "claims", source) else []
    spoken = (at for at, row in enumerate(paragraphs) if row["role"] != "skipped")
    at = next((at for at, row in enumerate(paragraphs) if row["n"] == n), None)
    at = next(spoken, 0) if at is None else at
    here = [row for row in claims if row["n"] == paragraphs[at]["n"]] if paragraphs else []
    first = here[0] if here else None
    claim = next((row for row in here if row["claim_id"] == claim_id), first)
    return Reading(source, ready, paragraphs, at, claims, here, claim)


def _of(shown: Shown, key: str, source: str | None) -> bool:
    """Whether a frame is of this source: the one before stays until the new one is there."""
    frame = shown.frames.get(key)
    return frame is not None and frame.params.get("source") == source
