"""The evidence of one figure for several together names the others, so that it is counted once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages.driving import settle_kept
from tests.pages.files import claim_of, table
from tests.pages.test_evidence import card, fact
from tui.corpus.opening import Opened
from tui.pages.cards.evidence import EvidencePage
from tui.pages.page import Shown, Subject

At = Callable[..., Shown]
DAY = "2026-03-05"
JOINT = [row for row in table("claims") if row["joint_id"]]


def test_the_money_of_amazon_is_that_of_google_too(opened: Opened, shown_at: At) -> None:
    """004 has both put several billion in, without saying how much each."""
    ids = {}
    for payer in ("amazon", "google"):
        leg = f"{payer}-anthropic.equity"
        row = claim_of("plusieurs milliards", "004", leg_id=leg)
        ids[payer] = EvidencePage(Subject((row["claim_id"],), leg))
    said = {
        payer: fact(card(opened, page, shown_at(DAY)), "together") for payer, page in ids.items()
    }
    one = "one figure, to be counted once, with "
    assert said["amazon"] == f"{one}Google → Anthropic, equity"
    assert said["google"] == f"{one}Amazon → Anthropic, equity"


@pytest.mark.parametrize("row", JOINT, ids=[row["claim_id"] for row in JOINT])
def test_every_joint_claim_names_all_others(
    opened: Opened, shown_at: At, row: dict[str, str]
) -> None:
    names = {each["entity_id"]: each["name"] for each in table("entities")}
    legs = {each["leg_id"]: each for each in table("legs")}
    page, shown = EvidencePage(Subject((row["claim_id"],))), shown_at(DAY)
    text = fact(card(opened, page, shown), "together")
    assert text.startswith("one figure" if row["low"] or row["high"] else "one statement")
    others = [each for each in JOINT if each["joint_id"] == row["joint_id"]]
    assert len(others) > 1
    for other in others:
        leg = legs.get(other["leg_id"])
        name = names[other["entity_id"]] if leg is None else f"{names[leg['payer_id']]} → "
        assert (name in text) == (other is not row), name
    assert "in the " not in fact(card(opened, page, shown), "in sums")


def test_a_claim_of_one_leg_alone_has_no_others(opened: Opened, shown_at: At) -> None:
    row = claim_of("100 Md$", "002")
    page, shown = EvidencePage(Subject((row["claim_id"],))), shown_at(DAY)
    settle_kept(page, shown, opened)
    assert not any(line.startswith(" together ") for line in card(opened, page, shown))
