"""`e` from any cell of any pane: claims, or in words that there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.pages.driving import press, settle_kept
from tui.corpus.opening import Opened
from tui.draw.spans import plain
from tui.format import GLYPHS
from tui.pages.cards.evidence import EvidencePage
from tui.pages.exposure.page import VIEWS as EXPOSURE
from tui.pages.loop.page import VIEWS as LOOP
from tui.pages.make import pane_page
from tui.pages.page import Open, Page, Shown, Subject, Surface
from tui.pages.timeline.asks import VIEWS as TIMELINE

At = Callable[..., Shown]
BODY = Surface(80, 20, GLYPHS["full"])
# Through the rows, the columns and the parts of a view.
WALK = ("", "down", "right", "down", "next_part", "down", "right", "next_part", "last")
NONE = ("there is no evidence for this", "No source that is known on this date says")


def walk(opened: Opened, page: Page, shown: Shown) -> Iterator[tuple[str, Subject]]:
    """What stands under the cursor on the way, each once, with the key that led there."""
    seen: set[Subject] = set()
    for action in WALK:
        if action:
            press(opened, page, shown, action)
        page.lines(shown, BODY)
        subject = page.subject(shown)
        if subject not in seen:
            seen.add(subject)
            yield action, subject


@pytest.mark.parametrize(
    ("pane", "view"),
    [
        ("sources", 0),
        *[("timeline", n) for n in range(len(TIMELINE))],
        *[("exposure", n) for n in range(len(EXPOSURE))],
        *[("loop", n) for n in range(len(LOOP))],
    ],
)
def test_e_shows_the_claims_or_says_that_there_are_none(
    opened: Opened, shown_at: At, pane: str, view: int
) -> None:
    page, shown = pane_page(pane), shown_at("2026-03-05")
    press(opened, page, shown, *["view"] * view)
    told = 0
    for action, subject in walk(opened, page, shown):
        card, under = EvidencePage(subject), shown_at("2026-03-05")
        settle_kept(card, under, opened)
        if card.claim_id(under) is None:
            text = "\n".join(map(plain, card.lines(under, BODY)))
            assert any(words in text for words in NONE), (action, subject, text)
            wish = press(opened, card, under, "enter")
            if isinstance(wish, Open):
                # A leg without an amount: what is said of it otherwise.
                card = EvidencePage(wish.subject)
                settle_kept(card, under, opened)
        text = "\n".join(map(plain, card.lines(under, BODY)))
        if card.claim_id(under) is not None:
            told += 1
            assert "said by" in text and "known" in text, (action, subject, text)
            assert subject.picked in (None, card.claim_id(under)), (action, subject)
    assert told
