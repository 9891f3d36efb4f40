"""A claim that was picked elsewhere: the reader goes to it, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.pages.page import Ask, Shown, Subject

if TYPE_CHECKING:
    from tui.pages.sources.page import SourcesPage


def asks(page: SourcesPage, shown: Shown) -> dict[str, Ask]:
    """Where the picked claim stands, until the page has been there."""
    claim = shown.context.claim
    return {"picked": Ask.of("claims_by_id", claims=claim)} if claim != page.picked else {}


def follow(page: SourcesPage, shown: Shown) -> None:
    """Put the reader on the picked claim; it stays where it is if that is the one it is on."""
    claim, frame = shown.context.claim, shown.frames.get("picked")
    if claim == page.picked:
        return
    here = page.reading(shown).claim
    if claim is None or (here is not None and here["claim_id"] == claim):
        page.picked = claim
    elif frame is not None and frame.params["claims"] == claim:
        page.picked = claim
        for row in shown.rows("picked"):
            page.visit(Subject((claim,), source=row["source_id"], paragraph=row["n"]))
