"""The evidence card on the shipped corpus: who, where, in which words, what it adds and why not."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.draw.hostile import assert_fits
from tests.pages.driving import press, settle_kept
from tests.pages.files import claim_of, table
from tui.corpus.opening import Opened
from tui.draw.spans import plain
from tui.format import GLYPHS
from tui.pages.cards.evidence import EvidencePage
from tui.pages.page import Copy, Open, Shown, Subject, Surface
from tui.pages.sources.page import SourcesPage

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]
FRAME = "nvidia-openai-2025.equity"
ROUND = "nvidia-openai-2026.equity"


def card(opened: Opened, page: EvidencePage, shown: Shown, height: int = 20) -> list[str]:
    settle_kept(page, shown, opened)
    lines = page.lines(shown, Surface(80, height, GLYPHS["full"]))
    return [plain(line).rstrip() for line in lines]


def fact(frame: list[str], label: str) -> str:
    """What stands behind a label, with the rows it goes on over."""
    at = next(n for n, line in enumerate(frame) if line.startswith(f" {label} "))
    rest = frame[at + 1 :]
    more = [line for n, line in enumerate(rest) if line.startswith(" " * 12) and not n]
    return " ".join([frame[at][12:], *(line.strip() for line in more)])


def of_claim(quote: str, source: str, **cells: str) -> EvidencePage:
    row = claim_of(quote, source, **cells)
    return EvidencePage(Subject((row["claim_id"],), row["leg_id"] or None))


def test_the_card_of_the_withdrawal(opened: Opened, shown_at: At) -> None:
    frame = card(opened, of_claim("semble avoir disparu", "001"), shown_at("2026-03-05"))
    assert frame[0].startswith("no amount ─") and "framework 2025" in frame[0]
    assert frame[1].startswith(" ✗ withdrawn   ")
    assert fact(frame, "said by").startswith("the author, in own voice")
    assert fact(frame, "where").startswith("001 developpez.com P5, body · news, fr · T4")
    assert fact(frame, "quote").startswith("“semble avoir disparu” P5")
    assert fact(frame, "known").startswith("2026-03-05, as printed")
    # 000 reports the pause; the withdrawal overtakes it.
    assert "supersedes 000 P" in fact(frame, "rank")


def test_a_named_speaker_through_another_publisher(opened: Opened, shown_at: At) -> None:
    quote = next(
        row["quote"]
        for row in table("evidence")
        if row["claim_id"].startswith("000") and "juridiquement" in row["quote"]
    )
    frame = card(opened, of_claim(quote, "000"), shown_at("2026-02-03"))
    # metrics.md, question 6: on record, by Huang, and 000 retells the Wall Street Journal.
    assert fact(frame, "said by").startswith("Jensen Huang, named · via Wall Street Journal")
    assert frame[1].startswith(" not binding")
    assert "aggregator, fr, from zh · T5" in fact(frame, "where")


def test_an_inferred_date_says_so(opened: Opened, shown_at: At) -> None:
    frame = card(opened, of_claim("100 Md$", "002"), shown_at("2026-03-05"))
    assert fact(frame, "known").startswith("2025-10-05~, inferred, undated")


@pytest.mark.parametrize(
    ("day", "lens", "quote", "source", "said"),
    [
        ("2025-10-07", "headline", "100 Md$", "002", "adds ≤100 $B in the headline lens"),
        ("2026-02-03", "announced", "100 Md$", "002", "none: paused: not in the announced lens"),
        ("2026-03-05", "headline", "100 Md$", "002", "none: withdrawn: in no lens"),
        ("2025-10-07", "firm", "100 Md$", "002", "none: announced: not firm"),
        ("2025-10-07", "paid", "100 Md$", "002", "none: not known to be paid"),
        # 004 works the 350 billion out; no party states it.
        (
            "2025-10-07",
            "announced",
            "environ 350 milliards de GPU",
            "004",
            "none: derived: headline only",
        ),
        (
            "2025-10-07",
            "headline",
            "environ 350 milliards de GPU",
            "004",
            "adds ≈350 $B in the headline",
        ),
    ],
)
def test_what_a_claim_adds_or_why_it_does_not(
    opened: Opened, shown_at: At, day: str, lens: str, quote: str, source: str, said: str
) -> None:
    page = of_claim(quote, source, property="amount")
    frame = card(opened, page, shown_at(day, lens))
    assert fact(frame, "in sums").startswith(said)


def test_the_withdrawn_leg_says_what_it_was_and_until_when(opened: Opened, shown_at: At) -> None:
    page = of_claim("100 Md$", "002", property="amount")
    frame = card(opened, page, shown_at("2026-03-05"), 40)
    assert "the leg counted ≤100 $B until 2026-03-05" in fact(frame, "in sums")


def reasons(opened: Opened, shown: Shown, *legs: str) -> dict[str, str]:
    page = EvidencePage(Subject(legs=legs))
    settle_kept(page, shown, opened)
    return {row["claim_id"]: row["reason"] for row in shown.rows("sums")}


def test_why_others_are_not_in_the_sum(opened: Opened, shown_at: At) -> None:
    legs = (FRAME, "nvidia-openai-2025.gpus", "amazon-anthropic.equity", "nvidia-nscale.equity")
    found = reasons(opened, shown_at("2026-03-05"), *legs)
    expected = {
        claim_of("1 400 milliards de dollars", "000", property="amount")["claim_id"]: "aggregate",
        claim_of("100 milliards de dollars", "001", property="amount")["claim_id"]: "retells",
        None: "no amount in dollars",
    }
    for claim_id, reason in expected.items():
        assert found[claim_id].startswith(reason)
    joint = [r for r in table("claims") if r["scope"] == "joint" and r["leg_id"] in legs]
    amounts = [row for row in joint if row["property"] == "amount"]
    assert amounts and all(found[row["claim_id"]].startswith("joint") for row in amounts)
    comments = [r for r in table("claims") if r["tier"] == "6" and r["leg_id"] in legs]
    sized = [row for row in comments if row["property"] == "amount"]
    assert sized and all(found[row["claim_id"]] == "a reader comment" for row in sized)


def test_a_sum_is_the_sum_of_what_its_claims_add(opened: Opened, shown_at: At) -> None:
    # 2025-10-07, headline: the frame's ≤100, the derived ≈350 and Microsoft's ≈13 make ≤463.
    legs = (FRAME, "nvidia-openai-2025.gpus", "microsoft-openai.equity")
    page = EvidencePage(Subject(legs=legs))
    frame = card(opened, page, shown_at("2025-10-07"))
    assert any(
        line.startswith("≤463 $B, headline ─") and "3 of 3 legs add" in line for line in frame
    )
    adds = [m[1] for line in frame if (m := re.search(r"^.\d{3} P.* (\S+)$", line))]
    assert [size for size in adds if size in ("≤100", "≈350", "≈13")] == ["≈350", "≤100", "≈13"]


def test_a_number_without_evidence_says_so_in_words(opened: Opened, shown_at: At) -> None:
    page = EvidencePage(Subject(legs=("nvidia-nscale.equity",)))
    frame = card(opened, page, shown_at("2025-10-07"))
    assert "No source that is known on this date says how many dollars" in frame[1]
    empty = card(opened, EvidencePage(Subject(leg=ROUND)), shown_at("2025-10-07"))
    assert "there is no evidence for this: no claim is known of it" in empty[1]
    nowhere = card(opened, EvidencePage(Subject()), shown_at("2026-03-05"))
    assert "nothing under the cursor names a claim" in nowhere[1]
    # A paragraph without a claim says so, and no other date is asked for.
    reader, shown = SourcesPage(), shown_at("2026-03-05")
    reader.visit(Subject(source="001", paragraph=3))
    settle_kept(reader, shown, opened)
    frame = card(opened, EvidencePage(reader.subject(shown)), shown)
    assert "the paragraph makes no claim" in frame[1] and not any("later date" in s for s in frame)


def test_the_legs_of_an_edge_newest_change_first(opened: Opened, shown_at: At) -> None:
    page, shown = EvidencePage(Subject(leg=ROUND)), shown_at("2026-03-05")
    frame = card(opened, page, shown)
    legs = fact(frame, "legs")
    assert legs.index("equity, frame") < legs.index("equity, round")
    # From the edge: `e`, `h` to the leg that changed last, `enter`: three keys to the paragraph.
    press(opened, page, shown, "left")
    wish = press(opened, page, shown, "enter")
    assert isinstance(wish, Open) and wish.what == "source"
    assert (wish.subject.source, wish.subject.paragraph) == ("001", 5)
    assert wish.subject.claims == (claim_of("semble avoir disparu", "001")["claim_id"],)


def test_it_opens_on_the_claim_that_was_asked_for(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-03-05")
    row = next(
        row
        for row in table("claims")
        if row["leg_id"] == FRAME and row["property"] == "condition" and row["source_id"] == "004"
    )
    page = EvidencePage(Subject((row["claim_id"],), FRAME))
    frame = card(opened, page, shown)
    assert page.claim_id(shown) == row["claim_id"]
    assert row["statement"][:40] in " ".join(frame)


def test_tab_jumps_to_what_a_claim_supersedes(opened: Opened, shown_at: At) -> None:
    page, shown = of_claim("semble avoir disparu", "001"), shown_at("2026-03-05")
    wish = press(opened, page, shown, "next_part", "enter")
    claim = claim_of("semble avoir disparu", "001")["claim_id"]
    [target] = [row["claim_b"] for row in table("links") if row["claim_a"] == claim]
    assert isinstance(wish, Open) and wish.subject.claims == (target,)


def test_v_shows_the_paragraph_with_its_neighbours(opened: Opened, shown_at: At) -> None:
    page, shown = of_claim("semble avoir disparu", "001"), shown_at("2026-03-05")
    settle_kept(page, shown, opened)
    seen = [page.seen(shown)]
    while page.seen(shown) != "paragraph":
        press(opened, page, shown, "view")
        seen.append(page.seen(shown))
    frame = card(opened, page, shown, 30)
    assert seen[0] == "story" and len(seen) == len(set(seen))
    for n in (4, 5, 6):
        assert any(re.match(rf"[▌ ]P{n} ", line) for line in frame)


def test_y_copies_a_footnote(opened: Opened, shown_at: At) -> None:
    wish = press(opened, of_claim("100 Md$", "002"), shown_at("2026-03-05"), "copy")
    assert isinstance(wish, Copy)
    for part in ("tixup.com, 2025-10-05 (date inferred)", "paragraph 1: “100 Md$”", "Reuters"):
        assert part in wish.text


@pytest.mark.parametrize("glyphs", sorted(GLYPHS))
@pytest.mark.parametrize("size", [(60, 11), (80, 20), (120, 36)])
def test_every_view_of_every_leg_fits(
    opened: Opened, shown_at: At, size: tuple[int, int], glyphs: str
) -> None:
    shown = shown_at("2026-03-05")
    for leg in [row["leg_id"] for row in table("legs")][::4]:
        page = EvidencePage(Subject(leg=leg))
        for action in ("view", "view", "view", "next_part"):
            press(opened, page, shown, action)
            lines = page.lines(shown, Surface(*size, GLYPHS[glyphs]))
            assert_fits(lines, *size, GLYPHS[glyphs])


def test_keys_act_on_the_claim_under_the_cursor_before_it_has_been_read(
    opened: Opened, shown_at: At
) -> None:
    page, shown = EvidencePage(Subject(leg=FRAME)), shown_at("2026-03-05")
    settle_kept(page, shown, opened)
    page.act("first", shown)
    # The facts are still those of the claim before; the paragraph is not.
    wish = page.act("enter", shown)
    assert isinstance(wish, Open) and wish.subject.claims == (page.claim_id(shown),)
    assert wish.subject.source == "002"
    assert page.act("copy", shown) is False


@pytest.mark.parametrize("height", [11, 20])
def test_what_is_cut_on_the_card_is_read_in_full(opened: Opened, shown_at: At, height: int) -> None:
    page, shown = of_claim("environ 350 milliards de GPU", "004"), shown_at("2026-02-03")
    written = claim_of("environ 350 milliards de GPU", "004")
    beside = next(row for row in table("links") if row["claim_a"] == written["claim_id"])
    other = next(row for row in table("claims") if row["claim_id"] == beside["claim_b"])
    surface = Surface(80, height, GLYPHS["full"])

    def words(lines: list[str]) -> str:
        return " ".join(" ".join(lines).split())

    short = card(opened, page, shown, height)
    assert written["note"] not in words(short) and short[0].endswith("V in full")
    press(opened, page, shown, "view_back")
    seen: list[str] = []
    for _ in range(60):
        lines = page.lines(shown, surface)
        assert_fits(lines, 80, height, surface.glyphs)
        seen += [plain(line) for line in lines[1:]][-1:] if seen else [plain(x) for x in lines[1:]]
        before = page.whole.skip
        press(opened, page, shown, "down")
        if page.whole.skip == before:
            break
    assert written["note"] in words(seen) and other["statement"] in words(seen)
    # At the end of the text the same key goes on to the next claim, if there is one.
    assert page.seen(shown) == "whole"
    press(opened, page, shown, "view")
    assert page.seen(shown) == "story"


def test_claims_about_an_entity_are_not_told_as_how_a_number_came(
    opened: Opened, shown_at: At
) -> None:
    """As of a row of the console that names nobody but the entity, whatever its number is."""
    frame = card(opened, EvidencePage(Subject(entity="coreweave")), shown_at("2026-03-05"))
    assert any(line.startswith("Claims about CoreWeave ─") for line in frame)
    assert not any("How it came to this" in line for line in frame)
    for asked in (Subject(leg=FRAME), Subject(deal="nvidia-openai-2025")):
        frame = card(opened, EvidencePage(asked), shown_at("2026-03-05"))
        assert any(line.startswith("How it came to this ─") for line in frame)
