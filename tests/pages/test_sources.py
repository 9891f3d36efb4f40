"""The Sources pane's content on the shipped corpus, and on small and hostile ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import pytest

from tests.pages.driving import press, settle_kept
from tests.pages.files import claim_of, table
from tui.corpus.opening import Opened
from tui.draw.spans import Line, plain
from tui.format import GLYPHS
from tui.pages.page import Copy, Open, Shown, Subject, Surface
from tui.pages.sources.page import CLAIMS, LIST, READER, SourcesPage

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]
LATEST = "2026-03-05"


def spans_of(page: SourcesPage, shown: Shown, *, width: int = 80, height: int = 20) -> list[Line]:
    return page.lines(shown, Surface(width, height, GLYPHS["full"]))


# -- the list


def test_the_five_articles_newest_first(drawn: Drawn, shown_at: At) -> None:
    frame = drawn(SourcesPage(), shown_at(LATEST))
    rows = [line.split() for line in frame[2:7]]
    assert [row[0].lstrip("▌") for row in rows] == ["001", "000", "003", "004", "002"]
    # The windows of the two undated articles are in the note of issue 2; `~` marks them.
    assert [row[2] for row in rows] == [
        "2026-03-05",
        "2026-02-03",
        "2025-12-31~",
        "2025-10-07",
        "2025-10-05~",
    ]
    assert [row[4] for row in rows] == ["4", "5", "5", "3", "5"]
    assert "Wall Street" in frame[3]
    assert "Reuters" in frame[6]
    assert all(line.endswith("–") for line in (frame[2], frame[4], frame[5]))


def test_an_article_is_there_from_the_day_it_could_be_read(drawn: Drawn, shown_at: At) -> None:
    frame = drawn(SourcesPage(), shown_at("2025-10-07"))
    assert [line[1:4] for line in frame[2:4]] == ["004", "002"]
    assert frame[4].startswith("004 · P")
    before = drawn(SourcesPage(), shown_at("2025-01-01"))
    assert before == [before[0], " no article is known yet on this date · ] a later date"]


def test_another_date_asks_for_its_article_before_its_list_is_there(
    opened: Opened, shown_at: At
) -> None:
    page, shown = SourcesPage(), shown_at(LATEST)
    press(opened, page, shown, "down", "up")
    for day, newest in (("2026-02-03", "000"), ("2025-10-07", "004"), (LATEST, "001")):
        shown.context = shown_at(day).context
        asked = page.wants(shown)
        for key in ("paragraphs", "claims", "retelling"):
            assert asked[key].values()["source"] == newest
        settle_kept(page, shown, opened)
        assert page.reading(shown).source == newest


def sole_claims(day: str) -> dict[str, tuple[int, int]]:
    """Claims and sole claims of each source on a day, worked out from the files without SQL."""
    known = [row for row in table("claims") if row["known_on"] <= day]
    claims = {row["claim_id"]: row for row in known if row["tier"] != "6"}
    told: dict[tuple[str, ...], set[str]] = defaultdict(set)
    names = ("leg_id", "deal_id", "entity_id", "property", "term", "object_id", "unit", "scope")
    for row in claims.values():
        told[tuple(row[name] for name in names)].add(row["source_id"])
    linked = set()
    every = {row["claim_id"]: row["source_id"] for row in known}
    for link in table("links"):
        a, b = link["claim_a"], link["claim_b"]
        if not {a, b} <= every.keys():
            continue
        if link["relation"] in ("same_origin", "corroborates") and every[a] != every[b]:
            linked |= {a, b}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for claim_id, row in claims.items():
        alone = row["property"] == "opinion" or told[tuple(row[n] for n in names)] == {
            row["source_id"]
        }
        counts[row["source_id"]][0] += 1
        counts[row["source_id"]][1] += alone and claim_id not in linked
    return {source: (all_, sole) for source, (all_, sole) in counts.items()}


@pytest.mark.parametrize("day", ["2025-10-05", "2025-10-07", "2025-12-31", "2026-02-03", LATEST])
def test_claims_and_those_that_only_one_source_carries(
    opened: Opened, shown_at: At, day: str
) -> None:
    page, shown = SourcesPage(), shown_at(day)
    settle_kept(page, shown, opened)
    found = {row["source_id"]: (row["claims"], row["sole"]) for row in shown.rows("sources")}
    assert found == sole_claims(day)


def test_orders_and_filters(opened: Opened, shown_at: At) -> None:
    page, shown = SourcesPage(), shown_at(LATEST)

    def ids(*actions: str) -> list[str]:
        press(opened, page, shown, *actions)
        return [row["source_id"] for row in page.listed().rows]

    assert ids("order") == ["000", "004", "001", "003", "002"]  # by publisher
    assert ids("order_back") == ["002", "003", "001", "004", "000"]
    assert ids("order", "order") == ["004", "001", "000", "003", "002"]  # best tier first
    page = SourcesPage()
    assert ids("filter") == ["000", "002"]  # those that retell others
    assert ids("filter") == ["001", "003", "004"]
    assert ids("filter", "filter", "filter") == ["003", "002"]  # inferred dates
    assert ids("filter_none") == ["001", "000", "003", "004", "002"]


def test_a_pick_keeps_the_articles_that_speak_of_it(drawn: Drawn, shown_at: At) -> None:
    # Only 004 has AMD give its shares; nobody else names Lisa Su.
    frame = drawn(SourcesPage(), shown_at(LATEST, entity="lisa-su"))
    assert frame[0].startswith("Sources on Lisa Su ─")
    assert frame[2].startswith("▌004") and frame[3].startswith("004 · P")


def test_what_an_article_retells_stands_under_the_list(drawn: Drawn, shown_at: At) -> None:
    # metrics.md, question 19; the numbers counted from the files.
    page = SourcesPage()
    page.visit(Subject(source="000"))
    line = next(row for row in drawn(page, shown_at(LATEST), 120, 36) if row.startswith(" 000, of"))
    claims = [row for row in table("claims") if row["source_id"] == "000"]
    told = sum(row["origin"] == "Wall Street Journal" for row in claims)
    assert line.startswith(f" 000, of {len(claims)} claims: retells Wall Street Journal {told}")


# -- what keys do


def test_enter_goes_down_to_the_card_of_a_claim(opened: Opened, shown_at: At) -> None:
    page, shown = SourcesPage(), shown_at(LATEST)
    assert press(opened, page, shown, "enter") is True and page.part == READER
    assert press(opened, page, shown, "enter") is True and page.part == CLAIMS
    wish = press(opened, page, shown, "down", "enter")
    assert isinstance(wish, Open) and wish.what == "evidence"
    assert wish.subject.claims == (page.claim,) and wish.subject.paragraph == page.reading(shown).n


def test_until_another_article_is_there_text_and_claims_of_the_old_one_stand(
    drawn: Drawn, shown_at: At
) -> None:
    """A key that goes on sends a row, and not twice what is below it."""
    page, shown = SourcesPage(), shown_at(LATEST)
    before = drawn(page, shown)
    at = next(row for row, line in enumerate(before) if line.startswith("Claims of"))
    assert page.act("down", shown) is True
    lines = page.lines(shown, Surface(80, 20, GLYPHS["full"]))
    between = [plain(line).rstrip() for line in lines]
    assert between[at:] == before[at:]
    assert between[:at] != before[:at]
    assert drawn(page, shown)[at:] != before[at:]


def test_next_claim_walks_through_every_claim_of_the_article(opened: Opened, shown_at: At) -> None:
    page, shown = SourcesPage(), shown_at(LATEST)
    page.visit(Subject(source="002", paragraph=1))
    settle_kept(page, shown, opened)
    walked = [(page.reading(shown).n, page.reading(shown).claim["claim_id"])]
    while press(opened, page, shown, "next_hit"):
        walked.append((page.n, page.claim))
    places = {
        (int(row["n"]), row["claim_id"])
        for row in table("evidence")
        if row["claim_id"][:3] == "002"
    }
    assert set(walked) == places and len(walked) == len(places)
    assert [n for n, _ in walked] == sorted(n for n, _ in places)
    assert press(opened, page, shown, "previous_hit") is True and page.n == walked[-2][0]


def test_y_copies_a_footnote(opened: Opened, shown_at: At) -> None:
    page, shown = SourcesPage(), shown_at(LATEST)
    claim = claim_of("semble avoir disparu", "001")
    page.visit(Subject((claim["claim_id"],), source="001", paragraph=5))
    wish = press(opened, page, shown, "copy")
    assert isinstance(wish, Copy)
    source = next(row for row in table("sources") if row["source_id"] == "001")
    for part in (
        claim["statement"],
        "developpez.com, 2026-03-05",
        "paragraph 5: “semble avoir disparu”",
        f"claim {claim['claim_id']}",
        source["sha256"][:12],
    ):
        assert part in wish.text


def test_tab_moves_the_keys_from_part_to_part(opened: Opened, shown_at: At) -> None:
    page, shown = SourcesPage(), shown_at(LATEST)
    parts = []
    for action in ("next_part", "next_part", "next_part", "previous_part"):
        press(opened, page, shown, action)
        parts.append(page.part)
        tinted = [
            plain(line) for line in spans_of(page, shown) if any("cursor" in r for _, r in line)
        ]
        assert len(tinted) == 1
    assert parts == [READER, CLAIMS, LIST, CLAIMS]


def test_it_stands_where_it_stood_after_another_date(opened: Opened, shown_at: At) -> None:
    page, shown = SourcesPage(), shown_at(LATEST)
    page.visit(Subject(source="000", paragraph=27))
    settle_kept(page, shown, opened)
    earlier = shown_at("2025-10-07")
    settle_kept(page, earlier, opened)
    assert page.reading(earlier).source == "004"
    settle_kept(page, shown, opened)
    assert (page.reading(shown).source, page.reading(shown).n) == ("000", 27)


def test_a_claim_picked_elsewhere_is_gone_to_once(opened: Opened, shown_at: At) -> None:
    page, shown = SourcesPage(), shown_at(LATEST)
    press(opened, page, shown, "down")
    claim = claim_of("semble avoir disparu", "001")
    row = next(row for row in table("evidence") if row["claim_id"] == claim["claim_id"])
    shown.context = shown.context.picking(deal="nvidia-openai-2025", claim=claim["claim_id"])
    settle_kept(page, shown, opened)
    subject = page.subject(shown)
    assert (subject.source, subject.paragraph) == ("001", int(row["n"]))
    assert subject.claims[0] == claim["claim_id"]
    # The reader is free to go on.
    press(opened, page, shown, "down")
    assert page.n == int(row["n"]) + 1
    # Dropped and picked again, it is gone to again; picked where it is read, nothing moves.
    for pick in (None, claim["claim_id"]):
        shown.context = shown.context.picking(claim=pick)
        settle_kept(page, shown, opened)
    assert page.n == int(row["n"])
    spans_of(page, shown)
    press(opened, page, shown, "next_part", "down")
    here, part = page.subject(shown).picked, page.part
    assert here not in (None, claim["claim_id"])
    shown.context = shown.context.picking(claim=here)
    settle_kept(page, shown, opened)
    assert (page.subject(shown).picked, page.part) == (here, part)
