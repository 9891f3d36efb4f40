"""The Sources pane's content on the shipped corpus, and on small and hostile ones."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.corpus.small import write, write_articles
from tests.draw.hostile import assert_fits
from tests.pages.driving import press, settle_kept
from tui.context import Context
from tui.corpus.opening import Opened, open_corpus
from tui.corpus.place import shipped
from tui.draw.spans import Line, plain
from tui.format import GLYPHS
from tui.pages.page import Copy, Open, Shown, Subject, Surface
from tui.pages.sources import CLAIMS, LIST, READER, SourcesPage

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]
LATEST = "2026-03-05"


def spans_of(page: SourcesPage, shown: Shown, *, width: int = 80, height: int = 20) -> list[Line]:
    return page.lines(shown, Surface(width, height, GLYPHS["full"]))


def table(name: str) -> list[dict[str, str]]:
    with (shipped() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def claim_of(quote: str, source: str) -> dict[str, str]:
    """The first shipped claim of a source that stands on exactly these words."""
    ids = {row["claim_id"] for row in table("evidence") if row["quote"] == quote}
    return next(
        row for row in table("claims") if row["claim_id"] in ids and row["source_id"] == source
    )


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


def sole_claims() -> dict[str, tuple[int, int]]:
    """Claims and sole claims of each source, worked out from the files without SQL."""
    claims = {row["claim_id"]: row for row in table("claims") if row["tier"] != "6"}
    told: dict[tuple[str, ...], set[str]] = defaultdict(set)
    names = ("leg_id", "deal_id", "entity_id", "property", "term", "object_id", "unit", "scope")
    for row in claims.values():
        told[tuple(row[name] for name in names)].add(row["source_id"])
    linked = set()
    every = {row["claim_id"]: row["source_id"] for row in table("claims")}
    for link in table("links"):
        a, b = link["claim_a"], link["claim_b"]
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


def test_claims_and_those_that_only_one_source_carries(opened: Opened, shown_at: At) -> None:
    page, shown = SourcesPage(), shown_at(LATEST)
    settle_kept(page, shown, opened)
    found = {row["source_id"]: (row["claims"], row["sole"]) for row in shown.rows("sources")}
    assert found == sole_claims()


def test_orders_and_filters(opened: Opened, shown_at: At) -> None:
    page, shown = SourcesPage(), shown_at(LATEST)

    def ids(*actions: str) -> list[str]:
        press(opened, page, shown, *actions)
        return [row["source_id"] for row in page.listed(shown)]

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


# -- the reader


def test_figures_of_the_digest_are_marked_with_the_numbers_of_their_claims(
    drawn: Drawn, shown_at: At
) -> None:
    page = SourcesPage()
    page.visit(Subject(source="001", paragraph=5))
    frame = drawn(page, shown_at(LATEST), height=24)
    text = " ".join(frame)
    number = {mark: re.search(rf"{mark}\[(\d+)\]", text) for mark in ("100 billion", "10 GW")}
    assert all(number.values()), frame
    for mark, size in (("100 billion", "100 "), ("10 GW", "10 GW ")):
        found = number[mark]
        assert found is not None
        row = next(line for line in frame if re.match(rf"[▌ ] ?{found[1]} {size}", line))
        assert "✗ withdrawn" in row or "capacity" in row


def test_words_of_the_original_are_marked_where_they_stand(shown_at: At, opened: Opened) -> None:
    articles = shipped().parent.parent / "shared" / "articles"
    if not articles.is_dir():
        pytest.skip("the original articles are not here")
    full = open_corpus(None, articles)
    page, shown = SourcesPage(), shown_at(LATEST)
    shown.attached = full.attached
    claim = claim_of("semble avoir disparu", "001")
    page.visit(Subject((claim["claim_id"],), source="001", paragraph=5))
    settle_kept(page, shown, opened)
    lines = spans_of(page, shown)
    chosen = "".join(text for line in lines for text, role in line if "reverse" in role.split())
    assert chosen == "semble avoir disparu"
    assert page.reading(shown).row["digest"][:30] not in "\n".join(map(plain, lines))


def test_comments_are_set_apart_with_role_and_voice(drawn: Drawn, shown_at: At) -> None:
    page = SourcesPage()
    page.visit(Subject(source="001", paragraph=18))
    frame = drawn(page, shown_at(LATEST))
    title = next(line for line in frame if line.startswith("001 · P18"))
    assert "comment, vanquish" in title
    shown = [line for line in frame if re.match(r"[▌ ]P1[678] ", line)]
    assert all(re.match(r"[▌ ]P1\d +│ vanquish, comment 2026-03-05: ", line) for line in shown)
    assert not any("│" in line for line in drawn(SourcesPage(), shown_at(LATEST)))


def test_enter_goes_down_to_the_card_of_a_claim(opened: Opened, shown_at: At) -> None:
    page, shown = SourcesPage(), shown_at(LATEST)
    assert press(opened, page, shown, "enter") is True and page.part == READER
    assert press(opened, page, shown, "enter") is True and page.part == CLAIMS
    wish = press(opened, page, shown, "down", "enter")
    assert isinstance(wish, Open) and wish.what == "evidence"
    assert wish.subject.claims == (page.claim,) and wish.subject.paragraph == page.reading(shown).n


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


@pytest.mark.parametrize("glyphs", sorted(GLYPHS))
@pytest.mark.parametrize("size", [(60, 11), (80, 20), (120, 36), (200, 60)])
def test_every_paragraph_fits(
    opened: Opened, shown_at: At, size: tuple[int, int], glyphs: str
) -> None:
    shown = shown_at(LATEST)
    page = SourcesPage()
    page.visit(Subject(source="001", paragraph=1))
    for _ in range(12):
        press(opened, page, shown, "page_down" if page.n and page.n > 12 else "down")
        lines = page.lines(shown, Surface(*size, GLYPHS[glyphs]))
        assert_fits(lines, *size, GLYPHS[glyphs])
        assert len(lines) == size[1]


# -- originals, on a small corpus


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Opened, Shown]]:
    """The small corpus of tests.corpus, its originals after `spoil` has been at them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def make(
        spoil: Callable[[Path], object] | None = None,
        digest: Callable[[str], str] | None = None,
        attach: bool = True,
    ) -> tuple[Opened, Shown]:
        folder = write(tmp_path / "corpus")
        if digest is not None:
            file = folder / "digests" / "100.md"
            file.write_text(digest(file.read_text(encoding="utf-8")), encoding="utf-8")
        articles = write_articles(tmp_path / "originals")
        if spoil is not None:
            spoil(articles)
        opened = open_corpus(str(folder), articles if attach else None)
        context = Context(date(2025, 12, 31))
        return opened, Shown(context, names=opened.names, attached=opened.attached)

    return make


Small = Callable[..., tuple[Opened, Shown]]


def reader_of(opened: Opened, shown: Shown, view: int, size: tuple[int, int]) -> list[str]:
    page = SourcesPage()
    page.visit(Subject(source="100", paragraph=2))
    page.reader.view = "digest"
    settle_kept(page, shown, opened)
    page.lines(shown, Surface(*size, GLYPHS["full"]))
    for _ in range(view):
        page.act("view", shown)
    return [plain(line) for line in page.lines(shown, Surface(*size, GLYPHS["full"]))]


def test_v_goes_from_digest_to_original_and_from_120_columns_to_both(small: Small) -> None:
    opened, shown = small()
    digest = "\n".join(reader_of(opened, shown, 0, (80, 20)))
    assert "may get at most 100 billion" in digest and "milliards" not in digest
    original = "\n".join(reader_of(opened, shown, 1, (80, 20)))
    # U+202F takes one cell and is drawn as a blank.
    assert "jusqu’à 100 milliards de dollars[1]" in original and "may get" not in original
    assert reader_of(opened, shown, 2, (80, 20)) == reader_of(opened, shown, 0, (80, 20))
    both = reader_of(opened, shown, 2, (120, 36))
    line = next(line for line in both if "P2 " in line[:4])
    left, rule, right = line.partition("│")
    assert rule and "Beta" in left and "Acme" in right


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda folder: (folder / "100.txt").write_bytes(
                (folder / "100.txt").read_bytes().replace(b"gros", b"fort")
            ),
            "100.txt: named like source 100, but not the same bytes, ignored",
        ),
        (
            lambda folder: (folder / "100.txt").write_bytes("Acme misé".encode("latin-1")),
            "100.txt: not UTF-8",
        ),
        (
            lambda folder: (folder / "100.txt").unlink(),
            "original not attached: --articles DIR names the folder of your files",
        ),
    ],
)
def test_a_missing_original_is_one_clear_line_and_the_digest_stands(
    small: Small, spoil: Callable[[Path], object], said: str
) -> None:
    opened, shown = small(spoil)
    frame = reader_of(opened, shown, 1, (80, 20))
    assert sum(said in line for line in frame) == 1
    assert any("may get at most 100 billion" in line for line in frame)


HOSTILE = (
    "A [b]bold[/b] claim, [/] and [link=x]y[/link], e\u0301te\u0301, 10\u202fGW, "
    "🚀👩\u200d🚀日本語, \x1b]52;c;b3duZWQ=\x07\x9b31m " + "w" * 200 + "."
)


@pytest.mark.parametrize("size", [(60, 11), (80, 20), (120, 36)])
def test_hostile_text_is_drawn_as_it_is(small: Small, size: tuple[int, int]) -> None:
    hostile = small(digest=lambda text: text.replace("Acme bets on Beta.", HOSTILE), attach=False)
    opened, shown = hostile
    page = SourcesPage()
    page.visit(Subject(source="100", paragraph=1))
    seen = ""
    for _ in range(6):
        settle_kept(page, shown, opened)
        lines = page.lines(shown, Surface(*size, GLYPHS["full"]))
        assert_fits(lines, *size, GLYPHS["full"])
        seen += "\n".join(map(plain, lines))
        page.act("down", shown)
    flat = " ".join(seen.split())
    for part in ("[b]bold[/b]", "[/]", "e\u0301te\u0301,", "10 GW,", "日本語"):
        assert part in flat
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200d]", seen)
