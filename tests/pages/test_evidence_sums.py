"""`e` on a number that is worked out: what each claim adds to it or takes off, and why others add
nothing. The amounts are the articles', the sums metrics.md's."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.pages.driving import press, settle_kept
from tests.pages.files import claim_of
from tui.context import LENSES
from tui.corpus.opening import Opened
from tui.corpus.query import named
from tui.draw.spans import plain
from tui.format import GLYPHS
from tui.pages.cards.evidence import EvidencePage
from tui.pages.exposure.page import ExposurePage
from tui.pages.loop.page import NUMBERS, LoopPage
from tui.pages.page import Open, Page, Shown, Subject, Surface

At = Callable[..., Shown]
BODY = Surface(80, 20, GLYPHS["full"])
FRAME = "nvidia-openai-2025.equity"


def drawn(opened: Opened, page: Page, shown: Shown) -> list[str]:
    settle_kept(page, shown, opened)
    return [plain(line).rstrip() for line in page.lines(shown, BODY)]


def afresh(shown: Shown) -> Shown:
    """What another page is shown at the same place: every pane has its own frames."""
    return Shown(shown.context, names=shown.names)


def table_on(label: str, opened: Opened, shown: Shown) -> Subject:
    """The subject of the first line of the exposure table that begins so."""
    page = ExposurePage()
    settle_kept(page, shown, opened)
    for _ in range(100):
        row = next(line for line in drawn(opened, page, shown) if line.startswith("▌"))
        if row.startswith(f"▌{label}"):
            return page.subject(shown)
        assert press(opened, page, shown, "down"), label
    raise AssertionError(label)


def made_of(opened: Opened, subject: Subject, shown: Shown) -> tuple[str, dict[str, list[str]]]:
    """The title of the list on the card, and what each leg adds."""
    frame = drawn(opened, EvidencePage(subject), afresh(shown))
    head = next(n for n, line in enumerate(frame) if line.startswith(" where    leg"))
    rows: dict[str, list[str]] = {}
    for line in frame[head + 1 :]:
        if found := re.match(r".(\S.{7}) (.{18,}?)\s{2,}(\S+)\s{2,}(\S+(?: GW)?)(?:\s{2}|$)", line):
            rows.setdefault(found[2].strip(), []).append(found[4])
    return frame[head - 1], rows


def sums(opened: Opened, subject: Subject, shown: Shown) -> list[dict[str, object]]:
    card, under = EvidencePage(subject), afresh(shown)
    settle_kept(card, under, opened)
    return under.rows("sums")


def test_a_gap_is_what_goes_out_less_what_comes_in(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2025-10-07")
    subject = table_on("OpenAI from outside", opened, shown)
    title, _ = made_of(opened, subject, shown)
    # 350 for GPUs less 100 and 13 of equity.
    assert title.startswith("≥237 $B from outside: ≈350 less ≤113 ─")
    card, under = EvidencePage(subject), afresh(shown)
    frame = drawn(opened, card, under)
    adds = [found[1] for line in frame if (found := re.search(r"\s(−?[≤≈]\d+)$", line))]
    assert adds == ["≈350", "−≤100", "−≈13"]
    # OpenAI is a party to every leg: the rows name the other one.
    assert any(line.startswith(" where    leg of OpenAI ") for line in frame)
    assert any(" to Nvidia, GPUs, frame  " in line for line in frame)
    press(opened, card, under, "down")
    assert any("takes off ≤100 $B in the headline" in line for line in drawn(opened, card, under))


def test_a_sum_names_the_leg_that_is_gone(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-03-05")
    subject = table_on("equity lost if OpenAI fails", opened, shown)
    rows = sums(opened, subject, shown)
    gone = {row["claim_id"]: row["reason"] for row in rows if row["leg_id"] == FRAME}
    first_told = claim_of("100 Md$", "002", property="amount")["claim_id"]
    assert gone[first_told] == "withdrawn: in no lens"
    assert all(row["dollars"] is None for row in rows if row["leg_id"] == FRAME)
    title, _ = made_of(opened, subject, shown)
    assert title.startswith("≈33 $B, headline")
    assert "2 of 2 legs add, 1 gone" in title
    # While it is alive it adds, and nobody is missed.
    before = shown_at("2026-02-03")
    there = sums(opened, table_on("equity lost if OpenAI fails", opened, before), before)
    assert not any(row["gone"] for row in there)


def test_what_is_said_of_more_than_a_leg_names_no_leg(opened: Opened, shown_at: At) -> None:
    # 000: 1,400 billion that OpenAI pays in all, and hundreds of billions of the whole framework.
    shown = shown_at("2026-02-03")
    card, under = EvidencePage(table_on("OpenAI from outside", opened, shown)), afresh(shown)
    settle_kept(card, under, opened)
    frame = [plain(line) for line in card.lines(under, Surface(100, 60, GLYPHS["full"]))]
    total = next(line for line in frame if line.endswith("aggregate: in no sum"))
    assert "OpenAI pays in all" in total and " 1,400 " in total
    whole = next(line for line in frame if line.endswith("of the whole deal"))
    assert " Nvidia–OpenAI framework 2025 " in whole and "hundreds" in whole
    # Sixteen rows, six of them legs that nobody puts into dollars.
    head = next(line for line in frame if line.startswith("≥217 $B from outside"))
    assert "10 claims · 4 of 10 legs add" in head and head.endswith(" 1 of 16")


def test_what_is_gone_elsewhere_is_of_no_sum(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-03-05")
    subject = table_on("equity lost if Anthropic fails", opened, shown)
    assert FRAME not in {row["leg_id"] for row in sums(opened, subject, shown)}


def test_gigawatts_are_made_of_gigawatts(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2025-10-07")
    subject = table_on("capacity at risk if AMD fails", opened, shown)
    title, _ = made_of(opened, subject, shown)
    assert title.startswith("6 GW ─") and "2 of 2 legs add" in title
    frame = drawn(opened, EvidencePage(subject), afresh(shown))
    rows = [line for line in frame if "OpenAI → AMD, " in line and " GW " in line[30:]]
    assert [re.findall(r"\d GW", line[30:]) for line in rows] == [
        ["5 GW", "5 GW"],
        ["1 GW", "1 GW"],
    ]
    assert any(line.startswith(" in sums    adds 5 GW") for line in frame)


def test_an_empty_cell_has_no_evidence(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2025-10-07")
    page = ExposurePage()
    press(opened, page, shown, "view")
    page.cell = ("intel", "openai")
    assert page.subject(shown).entity == "intel"  # for its card and for the pick
    card, under = EvidencePage(page.subject(shown)), afresh(shown)
    frame = drawn(opened, card, under)
    assert "there is no evidence for this: no leg from the one to the other" in frame[1]
    assert not card.subject(under).claims


def ladder_row(opened: Opened, shown: Shown, label: str) -> Subject:
    page = LoopPage(part=NUMBERS)
    settle_kept(page, shown, opened)
    for _ in range(12):
        if any(line.startswith(f"▌{label}") for line in drawn(opened, page, shown)):
            return page.subject(shown)
        assert press(opened, page, shown, "down"), label
    raise AssertionError(label)


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("day", ["2025-10-07", "2026-02-03", "2026-03-05"])
def test_a_rung_of_the_ladder_is_what_its_claims_add(
    opened: Opened, shown_at: At, day: str, lens: str
) -> None:
    shown = shown_at(day, lens)
    ladder = opened.store.run(named("ladder"), shown.context).rows()
    rung = next(row for row in ladder if row["lens"] == lens)
    rows = sums(opened, ladder_row(opened, shown, "legs, sum"), shown)
    adding = [row["dollars"] for row in rows if row["dollars"] is not None]
    alive = {row["leg_id"] for row in rows if not row["gone"]}
    assert sum(adding) == rung["dollars"]
    assert (len(adding), len(alive)) == (rung["quantified"], rung["legs"])
    # Every other leg says why it adds nothing.
    assert all(row["reason"] for row in rows if row["dollars"] is None)


def test_what_is_recycled_goes_round_on_each_leg(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2025-10-07")
    title, rows = made_of(opened, ladder_row(opened, shown, "recycled, at most"), shown)
    # 100 to OpenAI and 100 of the 350 back.
    assert title.startswith("200 $B recycled, at most ─")
    assert sorted(size for sizes in rows.values() for size in sizes if size != "–") == [
        "100",
        "100",
    ]


def test_enter_opens_a_number_of_the_ladder_and_h_goes_back_to_the_ring(
    opened: Opened, shown_at: At
) -> None:
    shown = shown_at("2025-10-07")
    page = LoopPage(part=NUMBERS)
    wish = press(opened, page, shown, "down", "enter")
    assert isinstance(wish, Open) and wish.what == "evidence" and wish.subject.legs
    assert press(opened, page, shown, "right")
    assert page.subject(shown).leg is not None


def test_a_date_of_the_ladder_opens_its_legs_as_of_that_date(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-03-05")
    page = LoopPage(view="time")
    press(opened, page, shown, "up")
    subject = page.subject(shown)
    assert str(subject.as_of) == "2026-02-03"
    then = shown_at("2026-02-03")
    title, _ = made_of(opened, subject, then)
    assert title.startswith("≤488 $B, headline ─") and "5 of 31 legs add" in title


def test_a_leg_in_its_own_unit_opens_on_the_claim_of_it(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2025-10-07")
    page = LoopPage()
    press(opened, page, shown, "down", "down", "down")
    subject = page.subject(shown)
    assert subject.leg == "amd-openai-2025.shares"
    frame = drawn(opened, EvidencePage(subject), afresh(shown))
    assert frame[0].startswith("≤10% ─")
