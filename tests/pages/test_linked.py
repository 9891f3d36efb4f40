"""A claim as the pick: it goes with what it is about, the header says so, one key clears it."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import date

from tests.pages.driving import press
from tests.pages.files import claim_of, table
from tui.context import Context
from tui.corpus.opening import Opened
from tui.draw.spans import plain
from tui.format import GLYPHS
from tui.pages.cards.evidence import EvidencePage
from tui.pages.command import view_command
from tui.pages.news import news_line
from tui.pages.page import Shown, Subject
from tui.pages.sources.page import CLAIMS, SourcesPage
from tui.pages.timeline.page import TimelinePage

At = Callable[..., Shown]
FRAME = "nvidia-openai-2025"
DAY = date(2026, 3, 5)


def withdrawal() -> str:
    return claim_of("semble avoir disparu", "001", property="standing")["claim_id"]


def test_a_claim_goes_with_its_deal_else_its_entity_and_again_drops_it() -> None:
    context = Context(DAY)
    of_deal = context.toggling("nvidia", "deal", "c1")
    assert (of_deal.entity, of_deal.deal, of_deal.claim) == (None, "deal", "c1")
    of_entity = context.toggling("nvidia", None, "c2")
    assert (of_entity.entity, of_entity.deal, of_entity.claim) == ("nvidia", None, "c2")
    assert of_deal.toggling("nvidia", "deal", "c1") == context
    # Another claim of the same deal is another pick; so is the deal itself.
    assert of_deal.toggling(None, "deal", "c3").claim == "c3"
    assert of_deal.toggling(None, "deal").claim is None
    assert of_deal.picking() == context


def test_the_claims_of_a_paragraph_and_of_a_card_are_picked(opened: Opened, shown_at: At) -> None:
    page, shown = SourcesPage(), shown_at("2026-03-05")
    page.visit(Subject((withdrawal(),), source="001", paragraph=5))
    press(opened, page, shown)
    assert page.subject(shown).picked is None
    press(opened, page, shown, "next_part")
    assert page.part == CLAIMS
    subject = page.subject(shown)
    assert (subject.picked, subject.deal) == (withdrawal(), FRAME)
    card = EvidencePage(Subject((withdrawal(),)))
    press(opened, card, shown)
    assert (card.subject(shown).picked, card.subject(shown).deal) == (withdrawal(), FRAME)


def test_the_timeline_opens_on_the_picked_claim(opened: Opened) -> None:
    told = next(
        row["claim_id"]
        for row in table("claims")
        if (row["source_id"], row["deal_id"], row["property"]) == ("000", FRAME, "standing")
    )
    shown = Shown(Context(DAY, deal=FRAME, claim=told), names=opened.names)
    page = TimelinePage(today=DAY)
    press(opened, page, shown)
    claim = page.claim()
    assert claim is not None and claim["claim_id"] == told
    assert page.subject(shown).picked is None
    press(opened, page, shown, "next_part")
    assert page.subject(shown).picked == told


def test_the_header_names_the_claim_and_what_it_is_about() -> None:
    context = Context(DAY, deal=FRAME, claim="001-017")
    line = plain(news_line([], context, {FRAME: "The framework"}, GLYPHS["full"]))
    assert line.startswith("on claim 001-017, The framework 0 all")


def test_a_colleague_gets_the_claim_too(opened: Opened) -> None:
    command = view_command(Context(DAY, deal=FRAME, claim=withdrawal()), "timeline")
    assert shlex.split(command)[-2:] == ["--claim", withdrawal()]
    placed = opened.placed(Context(DAY, claim=withdrawal()))
    assert (placed.deal, placed.entity) == (FRAME, None)
    assert opened.placed(Context(DAY, claim="nothing")) == Context(DAY)
