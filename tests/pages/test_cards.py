"""The deal and the entity card on the shipped corpus: legs, roles, what changed and when."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.draw.hostile import assert_fits
from tests.pages.driving import press, settle_kept
from tests.pages.files import table
from tui.corpus.opening import Opened
from tui.format import GLYPHS
from tui.pages.cards.deal import DealCard
from tui.pages.cards.entity import EntityCard
from tui.pages.make import card_page
from tui.pages.page import Open, Page, Shown, Subject, Surface

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]


def part(frame: list[str], head: str) -> list[str]:
    """The rows under a title, up to the next one."""
    start = next(n for n, line in enumerate(frame) if line.startswith(head)) + 1
    rest = frame[start:]
    ends = [n for n, line in enumerate(rest) if re.search(r"─{2,} ", line)]
    return rest[: ends[0]] if ends else rest


# -- the deal


def test_what_changed_in_the_framework_and_when(drawn: Drawn, shown_at: At) -> None:
    frame = drawn(DealCard("nvidia-openai-2025"), shown_at("2026-03-05"), 120, 36)
    assert frame[0].startswith("Nvidia–OpenAI framework 2025 ─")
    assert frame[1].startswith(" ✗ withdrawn ") and "2025-10-05~" in frame[1]
    turns = [line for line in part(frame, "What changed and when") if "Nvidia → OpenAI" in line]
    told = [(row.split()[0].lstrip("▌"), row.split()[1], row.split()[-2:]) for row in turns]
    # 002 first, on hold in 000, gone in 001.
    assert told == [
        ("2026-03-05", "vanished", ["001", "P5"]),
        ("2026-02-03", "paused", ["000", "P11"]),
        ("2025-10-05~", "appeared", ["002", "P1"]),
    ]
    assert re.search(r"≤100 ‖ paused +≤100 ✗ withdrawn", turns[0])


def test_a_leg_without_dollars_is_shown_in_its_own_unit(
    opened: Opened, drawn: Drawn, shown_at: At
) -> None:
    # 004: up to 10% of AMD for a first gigawatt and five more; 002: four to five million GPUs.
    page, shown = DealCard("amd-openai-2025"), shown_at("2026-03-05")
    frame = drawn(page, shown)
    legs = part(frame, "Legs ")
    for label, size in (("1 GW of GPUs", "1 GW"), ("5 GW of GPUs", "5 GW"), ("shares", "≤10%")):
        row = next(line for line in legs if f" {label} " in line)
        assert f" {size}  · announced" in row
        turn = next(line for line in part(frame, "What changed") if f" {label} " in line)
        assert f" {size} · announced" in turn
    # The card of a leg opens on the claim of that amount.
    wish = press(opened, page, shown, "enter")
    assert isinstance(wish, Open)
    first = wish.subject.claims[0]
    row = next(row for row in table("claims") if row["claim_id"] == first)
    assert (row["property"], row["low"], row["unit"]) == ("capacity", "1000", "mw")
    sized = part(drawn(DealCard("nvidia-openai-2025"), shown_at("2025-10-07")), "What changed")
    assert any(re.search(r"sized +GPUs, frame +4–5 M · .* ≈350 · announced", row) for row in sized)
    entity = part(drawn(EntityCard("amd"), shown_at("2025-10-07"), 80, 30), "Legs ")
    assert {size for row in entity for size in re.findall(r"[15] GW  |≤10%", row)} == {
        "1 GW  ",
        "5 GW  ",
        "≤10%",
    }


def test_nothing_of_a_later_date_is_on_the_card(drawn: Drawn, shown_at: At) -> None:
    frame = drawn(DealCard("nvidia-openai-2025"), shown_at("2025-10-07"))
    text = "\n".join(frame)
    assert "withdrawn" not in text and "paused" not in text and "told by 002, 004" in text
    early = drawn(DealCard("nvidia-openai-2026"), shown_at("2025-10-07"))
    assert early[1].startswith(" no claim of this deal is known on this date")


def test_the_round_is_separate_from_the_framework_and_by_which_claim(
    drawn: Drawn, shown_at: At
) -> None:
    # metrics.md, question 11.
    frame = drawn(DealCard("nvidia-openai-2026"), shown_at("2026-03-05"))
    deal = next(row for row in table("deals") if row["deal_id"] == "nvidia-openai-2026")
    assert frame[2].startswith(" separate from Nvidia–OpenAI framework 2025 · ")
    assert deal["relation_claim"] in frame[2]


def test_all_claims_of_a_deal_in_time_order(opened: Opened, shown_at: At) -> None:
    page, shown = DealCard("amd-openai-2025"), shown_at("2026-03-05")
    press(opened, page, shown, "view")
    rows = shown.rows("deal_story")
    legs = {row["leg_id"] for row in table("legs") if row["deal_id"] == "amd-openai-2025"}
    own = {
        row["claim_id"]
        for row in table("claims")
        if row["leg_id"] in legs or row["deal_id"] == "amd-openai-2025"
    }
    assert {row["claim_id"] for row in rows} == own
    assert [row["known_on"] for row in rows] == sorted(row["known_on"] for row in rows)


def test_enter_opens_the_evidence_of_a_leg_and_of_a_turn(opened: Opened, shown_at: At) -> None:
    page, shown = DealCard("nvidia-openai-2025"), shown_at("2026-03-05")
    leg = press(opened, page, shown, "enter")
    assert isinstance(leg, Open) and leg.subject.leg == "nvidia-openai-2025.equity"
    turn = press(opened, page, shown, "next_part", "enter")
    assert isinstance(turn, Open) and turn.subject.source == "001"


def test_who_said_it_was_not_binding_on_record_or_unnamed(
    opened: Opened, drawn: Drawn, shown_at: At
) -> None:
    # metrics.md, question 6; the pause comes from the Journal's unnamed sources.
    page, shown = DealCard("nvidia-openai-2025"), shown_at("2026-03-05")
    press(opened, page, shown, "view")
    rows = part(drawn(page, shown, 120, 40), "Who says how firm it is")
    huang = [row for row in rows if "not binding" in row and "Jensen Huang" in row]
    assert {row.split()[1] for row in huang} == {"000", "001"}
    assert all(" named " in row for row in huang)
    assert "Wall Street Journal" in next(row for row in huang if " 000 " in row)
    [pause] = [row for row in rows if "‖ paused" in row]
    assert " unnamed " in pause
    # What is only supposed is not shown as if it were so.
    supposed = next(r for r in table("claims") if r["stance"] == "hypothetical" and r["status"])
    row = next(row for row in shown.rows("attribution") if row["claim_id"] == supposed["claim_id"])
    assert any("hypothetical" in line and f"003 P{row['n']}" in line for line in rows)


# -- the entity


def test_every_alias_is_there(drawn: Drawn, shown_at: At) -> None:
    frame = drawn(EntityCard("openai"), shown_at("2026-03-05"), 160, 60)
    text = " ".join(line.strip() for line in frame)
    for row in table("aliases"):
        if row["entity_id"] == "openai":
            assert f"{row['alias']} ({row['language']})" in text


def test_every_alias_can_be_read_at_80_columns(opened: Opened, drawn: Drawn, shown_at: At) -> None:
    page, shown = EntityCard("openai"), shown_at("2026-03-05")
    assert drawn(page, shown)[0].endswith("V in full")
    press(opened, page, shown, "view_back")
    text = " ".join(" ".join(drawn(page, shown)).split())
    for row in table("aliases"):
        if row["entity_id"] == "openai":
            assert f"{row['alias']} ({row['language']})" in text
    press(opened, page, shown, "view")
    assert any(line.startswith("Legs ") for line in drawn(page, shown))


def test_a_role_that_rests_on_soft_words_says_so(drawn: Drawn, shown_at: At) -> None:
    # 000 and 003: Broadcom and Oracle without a party that says so; Microsoft's Azure is in use.
    frame = drawn(EntityCard("openai"), shown_at("2026-03-05"), 160, 60)
    roles = " ".join(line.strip() for line in frame[1:4])
    assert "Broadcom (rumoured)" in roles and "Oracle (rumoured)" in roles
    assert re.search(r"customer of [^·]*, Microsoft, Nvidia,", roles)


def test_roles_follow_from_legs(drawn: Drawn, shown_at: At) -> None:
    frame = drawn(EntityCard("nvidia"), shown_at("2025-10-07"), 160, 60)
    at = next(n for n, line in enumerate(frame) if line.startswith(" roles "))
    roles = " ".join(line.strip() for line in frame[at : at + 4])
    # 004: Nvidia put money into these; 002 and 004: OpenAI buys its GPUs.
    invested = re.search(r"investor in ([^·]*)", roles)
    assert invested is not None
    # Intel has been paid; the 100 billion for OpenAI are announced, and no more.
    names = set(invested[1].strip().split(", "))
    assert {"OpenAI (announced)", "CoreWeave", "Intel", "Nscale"} <= names
    assert re.search(r"supplier of [^·]*OpenAI", roles)


def test_legs_out_before_legs_in(opened: Opened, shown_at: At) -> None:
    page, shown = EntityCard("openai"), shown_at("2026-03-05")
    settle_kept(page, shown, opened)
    sides = [row["pays"] for row in shown.rows("entity_legs")]
    assert sides == sorted(sides, reverse=True)
    known = {
        row["leg_id"] for row in table("legs") if "openai" in (row["payer_id"], row["payee_id"])
    }
    assert {row["leg_id"] for row in shown.rows("entity_legs")} == known


def test_a_unit_counts_for_its_parent(opened: Opened, shown_at: At) -> None:
    page, shown = EntityCard("microsoft"), shown_at("2026-03-05")
    settle_kept(page, shown, opened)
    units = {row["entity_id"] for row in table("entities") if row["parent_id"] == "microsoft"}
    family = {"microsoft", *units}
    expected = {
        row["leg_id"] for row in table("legs") if {row["payer_id"], row["payee_id"]} & family
    }
    assert {row["leg_id"] for row in shown.rows("entity_legs")} == expected


def test_what_is_picked_from_an_entity_card_is_the_entity(opened: Opened, shown_at: At) -> None:
    page, shown = EntityCard("openai"), shown_at("2026-03-05")
    settle_kept(page, shown, opened)
    assert page.subject(shown).entity == "openai" and page.subject(shown).leg is not None
    press(opened, page, shown, "next_part")
    assert page.subject(shown).entity == "openai" and page.subject(shown).claims


def test_an_entity_without_legs_says_so(drawn: Drawn, shown_at: At) -> None:
    frame = drawn(EntityCard("chatgpt"), shown_at("2026-03-05"))
    assert "product of OpenAI" in frame[0]
    assert " no leg of it is known on this date" in frame


@pytest.mark.parametrize("glyphs", sorted(GLYPHS))
@pytest.mark.parametrize("size", [(60, 11), (80, 20), (120, 36)])
def test_every_card_fits(opened: Opened, shown_at: At, size: tuple[int, int], glyphs: str) -> None:
    shown = shown_at("2026-03-05")
    pages: list[Page] = [DealCard(row["deal_id"]) for row in table("deals")[::3]]
    pages += [EntityCard(row["entity_id"]) for row in table("entities")[::7]]
    for page in pages:
        for action in ("next_part", "view", "last"):
            press(opened, page, shown, action)
            assert_fits(page.lines(shown, Surface(*size, GLYPHS[glyphs])), *size, GLYPHS[glyphs])


def test_cards_open_by_wish(shown_at: At) -> None:
    shown = shown_at("2026-03-05")
    assert isinstance(card_page(Open("deal", Subject(deal="x")), shown), DealCard)
    assert isinstance(card_page(Open("entity", Subject(entity="x")), shown), EntityCard)
    assert card_page(Open("deal", Subject()), shown) is None
    assert card_page(Open("entity", Subject()), shown) is None


@pytest.mark.parametrize(
    ("day", "inferred"),
    # 002 and 003 print no date.
    [("2025-10-05", {"2025-10-05"}), ("2025-12-31", {"2025-10-05", "2025-12-31"})],
)
def test_an_inferred_date_is_marked_wherever_a_card_prints_it(
    drawn: Drawn, shown_at: At, day: str, inferred: set[str]
) -> None:
    found: set[str] = set()
    cards: list[Page] = [DealCard("nvidia-openai-2025"), EntityCard("nvidia")]
    cards += [DealCard("nvidia-coreweave-2025"), EntityCard("coreweave")]
    for page in cards:
        for size in ((80, 20), (120, 36)):
            text = "\n".join(drawn(page, shown_at(day), *size))
            for one in inferred:
                assert not re.search(rf"{one}(?!~)", text), text
                found |= {one} if f"{one}~" in text else set()
    assert found == inferred
