"""The reader: marks, voices, originals; on the shipped corpus, a small one and hostile text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.corpus.small import write, write_articles
from tests.draw.hostile import assert_fits
from tests.pages.driving import press, settle_kept
from tests.pages.files import claim_of
from tui.context import Context
from tui.corpus.articles import Attached, split
from tui.corpus.opening import Opened, open_corpus
from tui.corpus.place import shipped
from tui.draw.spans import Line, plain
from tui.format import GLYPHS
from tui.pages.page import Shown, Subject, Surface
from tui.pages.sources.page import SourcesPage

Drawn = Callable[..., list[str]]
At = Callable[..., Shown]
LATEST = "2026-03-05"


def spans_of(page: SourcesPage, shown: Shown, *, width: int = 80, height: int = 20) -> list[Line]:
    return page.lines(shown, Surface(width, height, GLYPHS["full"]))


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


def test_claims_without_words_in_the_digest_are_numbered_behind_it(
    opened: Opened, drawn: Drawn, shown_at: At
) -> None:
    page, shown = SourcesPage(), shown_at(LATEST)
    page.visit(Subject(source="001", paragraph=2))
    frame = " ".join(" ".join(drawn(page, shown)).split())
    # Its five quotes are French words without figures, the digest is English.
    assert "names no bubble. [1,2,3,4,5 marked in the original]" in frame
    press(opened, page, shown, "next_part", "down")
    lines = spans_of(page, shown)
    assert [text for line in lines for text, role in line if "reverse" in role.split()] == ["2"]
    # One whose figures stand in the digest is marked there and not once more behind it.
    page.visit(Subject(source="001", paragraph=5))
    words = " ".join(drawn(page, shown, height=24))
    there = set(re.findall(r"(?:billion|GW)\[(\d+)\]", words))
    behind = re.search(r"\[([\d,]+) marked", words)
    assert there and not there & set(behind[1].split(",") if behind else ())


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


def test_a_hostile_original_is_drawn_as_it_is(small: Small) -> None:
    opened, shown = small(attach=False)
    shown.attached = Attached({"100": split(f"{HOSTILE}\n" * 5)})
    page = SourcesPage()
    page.visit(Subject(source="100", paragraph=2))
    settle_kept(page, shown, opened)
    lines = page.lines(shown, Surface(80, 40, GLYPHS["full"]))
    assert_fits(lines, 80, 40, GLYPHS["full"])
    flat = " ".join("\n".join(map(plain, lines)).split())
    assert "A [b]bold[/b] claim, [/] and [link=x]y[/link], e\u0301te\u0301, 10 GW," in flat


FRAME = """\
Sources ───────────────────────────────────────────── 2 · newest first · 1 of 2
 id   publisher       known       kind       T claims    sole  retells
▌200  The Wire        2025-06-01~ blog       5      4   2 50%  –
 100  The Wire        2025-03-01  news       3      6   4 67%  –
200 · P2 of 4 ───────────────────────────────────────────────── body · original
 P1  Acme et Beta : pause
▌P2  Les 100 milliards[1] d’Acme sont en pause[2], le protocole est signé[3].
 P3  Beta valait 20 milliards.
 P4  Zoe : tout cela finira mal.




Claims of P2 ──────────────────────────── 3 claims · known 2025-06-01~ · 2 of 3
  1 100     equity             ‖ paused      author        retells 100 P2; 100:…
▌ 2 –       deal, standing     ‖ paused      author
  3 –       deal, status       ░ loi         author        supersedes 100 P2; 1…"""


def test_the_frame_of_a_small_article(small: Small) -> None:
    opened, shown = small()
    page = SourcesPage()
    page.visit(Subject(("200-002",), source="200", paragraph=2))
    settle_kept(page, shown, opened)
    lines = page.lines(shown, Surface(80, 17, GLYPHS["full"]))
    assert [plain(line) for line in lines] == FRAME.split("\n")
