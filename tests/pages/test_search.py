"""The search on the shipped corpus: every word, folded, in digests, claims, names and originals."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from tests.pages.driving import press, settle_kept
from tests.pages.files import table
from tui.corpus.articles import Attached
from tui.corpus.fold import fold
from tui.corpus.opening import Opened
from tui.draw.spans import plain
from tui.format import GLYPHS
from tui.pages.page import Open, Shown, Surface
from tui.pages.sources.page import SourcesPage

At = Callable[..., Shown]


def search(opened: Opened, shown: Shown, text: str) -> list[dict[str, object]]:
    page = SourcesPage()
    page.find(text)
    settle_kept(page, shown, opened)
    return page.found().rows()


def kinds(rows: list[dict[str, object]]) -> set[tuple[object, object]]:
    return {(row["kind"], row["entity_id"] or row["claim_id"] or row["n"]) for row in rows}


def test_a_description_finds_whom_it_names(opened: Opened, shown_at: At) -> None:
    first = search(opened, shown_at("2026-03-05"), "concepteur de ChatGPT")[0]
    assert (first["kind"], first["entity_id"]) == ("entity", "openai")


def test_accents_and_case_do_not_count(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-03-05")
    quotes = " ".join(row["quote"] for row in table("evidence")).split()
    for word in sorted({word for word in quotes if "é" in word and word.isalpha()})[:12]:
        plainly = kinds(search(opened, shown, fold(word)))
        assert plainly, word
        for spelled in (word, word.upper(), unicodedata.normalize("NFD", word)):
            assert kinds(search(opened, shown, spelled)) == plainly


def test_every_word_must_be_there_and_a_phrase_in_one_piece(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-03-05")
    both = kinds(search(opened, shown, "gone agreement"))
    assert both == kinds(search(opened, shown, "gone")) & kinds(search(opened, shown, "agreement"))
    assert both
    assert kinds(search(opened, shown, '"seems to be gone"'))
    assert not kinds(search(opened, shown, '"gone seems to be"'))
    assert kinds(search(opened, shown, "gone seems to be"))


def test_nothing_is_found_before_it_is_known(opened: Opened, shown_at: At) -> None:
    later, then = shown_at("2026-03-05"), shown_at("2025-10-07")
    assert any(row["source_id"] == "001" for row in search(opened, later, "Nvidia"))
    found = search(opened, then, "Nvidia")
    assert {row["source_id"] for row in found} <= {None, "002", "004"}
    # TSMC is named in 000 alone, on 2026-02-03.
    assert search(opened, shown_at("2026-02-02"), "TSMC") == []
    assert search(opened, shown_at("2026-02-03"), "TSMC")[0]["entity_id"] == "tsmc"


def test_hits_are_shown_in_their_words_and_read_below(opened: Opened, shown_at: At) -> None:
    page, shown = SourcesPage(), shown_at("2026-03-05")
    page.find('"seems to be gone"')
    settle_kept(page, shown, opened)
    lines = page.lines(shown, Surface(80, 20, GLYPHS["full"]))
    marked = ["".join(text for text, role in line if "found" in role.split()) for line in lines[1:]]
    assert marked[0] == "seems to be gone"
    assert sum(bool(text) for text in marked) >= 2  # and in the reader
    assert plain(lines[2]).startswith("001 · P5 of")


def test_enter_opens_what_was_found_and_escape_ends_the_search(
    opened: Opened, shown_at: At
) -> None:
    page, shown = SourcesPage(), shown_at("2026-03-05")
    page.find("concepteur")
    wish = press(opened, page, shown, "enter")
    assert isinstance(wish, Open) and (wish.what, wish.subject.entity) == ("entity", "openai")
    assert press(opened, page, shown, "escape") is True and page.text == ""
    assert press(opened, page, shown, "escape") is False


def test_next_hit_moves_through_the_hits(opened: Opened, shown_at: At) -> None:
    page, shown = SourcesPage(), shown_at("2026-03-05")
    page.find("gigawatt")
    settle_kept(page, shown, opened)
    rows = page.found().rows()
    seen = [page.hit()]
    while press(opened, page, shown, "next_hit"):
        seen.append(page.hit())
    assert seen == rows and len(rows) > 1
    assert press(opened, page, shown, "previous_hit") is True
    assert (page.source, page.n) == (rows[-2]["source_id"], rows[-2]["n"])


def test_originals_are_searched_where_they_are_attached(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2025-10-07")
    assert search(opened, shown, "zébulon") == []
    originals = {"004": ["rien", "Un ZEBULON de fonderie"], "001": ["zébulon"]}
    shown.attached = Attached(originals)
    found = search(opened, shown, "zébulon fonderie")
    # 001 is not known yet.
    assert [(row["kind"], row["source_id"], row["n"]) for row in found] == [("original", "004", 2)]


def test_a_claim_that_is_found_is_read_where_its_words_stand(opened: Opened, shown_at: At) -> None:
    shown = shown_at("2026-03-05")
    shown.attached = Attached({"001": ["rien", "", "", "", "Cela semble avoir disparu, dit-on."]})
    page = SourcesPage()
    page.find("semble disparu")
    settle_kept(page, shown, opened)
    hit = page.hit()
    assert hit is not None and (hit["kind"], hit["source_id"], hit["n"]) == ("claim", "001", 5)
    lines = page.lines(shown, Surface(80, 20, GLYPHS["full"]))
    chosen = "".join(text for line in lines for text, role in line if "reverse" in role.split())
    assert chosen.replace(" ", "") == "sembleavoirdisparu"


def test_typing_on_takes_the_newest_words(opened: Opened, shown_at: At) -> None:
    page, shown = SourcesPage(), shown_at("2026-03-05")
    for end in range(1, len("broadcom") + 1):
        page.find("broadcom"[:end])
        settle_kept(page, shown, opened)
    assert page.found().rows()[0]["entity_id"] == "broadcom"
    page.find("")
    settle_kept(page, shown, opened)
    assert plain(page.lines(shown, Surface(80, 20, GLYPHS["full"]))[0]).startswith("Sources ─")
