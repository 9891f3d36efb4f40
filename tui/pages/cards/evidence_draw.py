"""How the evidence card is drawn: the claim above, its story or the parts of the sum below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.draw.spans import Line, title
from tui.draw.table import Cell, Column
from tui.pages.beside import beside, halves
from tui.pages.cards import story_rows
from tui.pages.cards.claim_rows import LINK_WORDS
from tui.pages.cards.evidence_facts import Edge, about, facts, size, statement
from tui.pages.cards.sums import sums_lines
from tui.pages.page import Shown, Subject, Surface
from tui.pages.parts import list_part, of_rows
from tui.pages.sources.reader import Reader, Text, note_of
from tui.pages.story import place
from tui.pages.wrap import wrapped

if TYPE_CHECKING:
    from tui.pages.cards.evidence import EvidencePage

Row = dict[str, Any]
MOST_LINKS = 6


def draw(page: EvidencePage, shown: Shown, surface: Surface) -> list[Line]:
    """The card in at most the surface's height; from 120 columns the paragraph stands beside it."""
    if not surface.wide:
        return _card(page, shown, surface, wide=False)
    left, right = halves(surface)
    return beside(_card(page, shown, left, wide=True), _side(page, shown, right), surface)


def _card(page: EvidencePage, shown: Shown, surface: Surface, *, wide: bool) -> list[Line]:
    glyphs, width = surface.glyphs, surface.width
    entries, claim = page.entries(shown), page.claim(shown)
    if not entries:
        return _empty(page, shown, surface)
    tall = surface.height >= 28
    if claim is None:
        lines = _unsized(page, shown, surface)
    else:
        at = f"claim {page.rows.cursor + 1} of {len(entries)}"
        right = f"{about(claim, shown, glyphs)} {glyphs.dot} {at}"
        chosen = Edge(shown.rows("edge"), page.subject_asked)
        said = statement(claim, surface) + [[]] * tall
        every = facts(claim, page.sums(shown), chosen, shown, surface)
        if page.seen(shown) == "whole":
            return page.whole.lines(size(claim, glyphs), right, [*said, *every], surface)
        told = facts(claim, page.sums(shown), chosen, shown, surface, most=4 if tall else 2)
        page.whole.cut = len(told) < len(every) or len(said) + len(told) > surface.height - 6
        if page.whole.cut and page.views(shown)[0] == page.seen(shown):
            right = f"{right} {glyphs.dot} V in full"
        lines = [title(size(claim, glyphs), right, width, glyphs), *said, *told]
    lines = lines[: surface.height - 5]
    room = surface.height - len(lines)
    links = (claim["links"] or []) if claim is not None else []
    if links and not wide and not tall and page.part == 1:
        # Where there is room for one list, tab changes which.
        return [*lines, *_links(page, links, Surface(width, room, glyphs))]
    below = 1 + min(len(links), MOST_LINKS) if links and not wide and tall else 0
    lines += _lower(page, shown, Surface(width, room - below, glyphs))
    if below:
        lines += [[] for _ in range(surface.height - below - len(lines))]
        lines += _links(page, links, Surface(width, below, glyphs))
    return lines


def _empty(page: EvidencePage, shown: Shown, surface: Surface) -> list[Line]:
    asked = page.subject_asked
    ready = page.nothing or ("sums" if asked.legs else "story") in shown.frames
    nothing = page.nothing or "no claim is known of it on this date"
    why = f"there is no evidence for this: {nothing}" if ready else "reading"
    lines: list[Line] = [[(f" {part}", "muted")] for part in wrapped(why, surface.width - 2)]
    if ready and not page.nothing:
        lines.append([(" ]", "accent"), (" a later date", "muted")])
    return [title("Evidence", "0 claims", surface.width, surface.glyphs), *lines]


def _unsized(page: EvidencePage, shown: Shown, surface: Surface) -> list[Line]:
    """A leg that no source puts into dollars."""
    glyphs, entries = surface.glyphs, page.entries(shown)
    row = entries[max(0, min(page.rows.cursor, len(entries) - 1))]
    if row["claim_id"] is not None:
        return [title("Evidence", "", surface.width, glyphs), [(" reading", "muted")]]
    parties = (
        f"{shown.name(row['payer_id'])} {glyphs.to} {shown.name(row['payee_id'])}, {row['what']}"
    )
    why = "No source that is known on this date says how many dollars this is."
    head = title(f"{glyphs.unknown} $B", parties, surface.width, glyphs)
    said: list[Line] = [[(f" {part}", "bold")] for part in wrapped(why, surface.width - 2)]
    return [head, *said, [(f" {row['reason']}", "muted")], []]


def _lower(page: EvidencePage, shown: Shown, surface: Surface) -> list[Line]:
    seen = page.seen(shown)
    if seen == "paragraph":
        return paragraph(page, shown, surface)
    if seen == "sums":
        return sums_lines(page, _next_view(page, shown), shown, surface)
    return _history(page, shown, surface)


def _next_view(page: EvidencePage, shown: Shown) -> str:
    views = page.views(shown)
    following = views[(views.index(page.seen(shown)) + 1) % len(views)]
    return {
        "all": "all claims",
        "sums": "what adds up",
        "story": "what turned it",
        "whole": "in full",
    }.get(following, following)


def _history(page: EvidencePage, shown: Shown, surface: Surface) -> list[Line]:
    glyphs, entries = surface.glyphs, page.entries(shown)
    drawn = list_part(
        story_rows.COLUMNS,
        len(entries),
        lambda at: story_rows.cells(entries[at], shown, glyphs),
        page.rows,
        surface.width,
        surface.height - 1,
        glyphs,
        active=page.part == 0,
    )
    what = f"claims, oldest first {glyphs.dot} v {_next_view(page, shown)}"
    return [
        title(
            _history_name(page.subject_asked, shown),
            of_rows(page.rows, len(entries), what, glyphs),
            surface.width,
            glyphs,
        ),
        *drawn,
    ]


def _history_name(asked: Subject, shown: Shown) -> str:
    """What the claims below are to what was asked for: those about an entity made no number."""
    if asked.leg or len(asked.claims) == 1 or (asked.deal and not asked.claims):
        return "How it came to this"
    return "Claims" if asked.claims else f"Claims about {shown.name(asked.entity)}"


def paragraph(page: EvidencePage, shown: Shown, surface: Surface) -> list[Line]:
    """The paragraph of the claim with its words marked, and its neighbours."""
    glyphs, claim = surface.glyphs, page.claim(shown)
    rows, frame = shown.rows("paragraphs"), shown.frames.get("paragraphs")
    if (
        claim is None
        or frame is None
        or frame.params.get("source") != claim["source_id"]
        or not rows
    ):
        return [title("Paragraph", "", surface.width, glyphs), [(" reading", "muted")]]
    source, places = claim["source_id"], claim["places"] or []
    at = next((n for n, row in enumerate(rows) if row["n"] == claim["n"]), 0)
    if rows[at]["n"] != claim["n"] and rows[0]["last_n"] >= (claim["n"] or 0):
        return [title("Paragraph", "", surface.width, glyphs), [(" reading", "muted")]]
    original = shown.attached.originals.get(source) if shown.attached is not None else None
    quotes: dict[int, list[tuple[int, str]]] = {}
    for one in places:
        quotes.setdefault(one["n"], []).append((1, one["quote"]))
    text = Text(rows, quotes, original, note_of(shown.attached, source), numbered=False)
    reader = Reader(view="original" if original is not None else "digest")
    reader.first = rows[max(at - 1, 0)]["n"]
    room = Surface(surface.width, surface.height - 1, glyphs)
    words = "original" if original is not None else "digest"
    name = f"{source} {glyphs.dot} P{rows[at]['n']} of {rows[at]['last_n']}"
    voice = rows[at]["role"] + (f", {rows[at]['voice']}" if rows[at]["voice"] else "")
    right = f"{voice} {glyphs.dot} {words}"
    body = reader.lines(text, at, 1, [], room, active=False)
    return [title(name, right, surface.width, glyphs), *body]


def _side(page: EvidencePage, shown: Shown, surface: Surface) -> list[Line]:
    """Beside the card: the paragraph, and what the claim is linked to."""
    claim, glyphs = page.claim(shown), surface.glyphs
    if claim is None:
        return []
    links = claim["links"] or []
    below = 1 + min(2 * len(links), surface.height // 3) if links else 0
    lines = paragraph(
        page, shown, Surface(surface.width, surface.height - below - bool(below), glyphs)
    )
    if below:
        lines += [[] for _ in range(surface.height - below - len(lines))]
        lines += _links(page, links, Surface(surface.width, below, glyphs))
    return lines


def _links(page: EvidencePage, links: list[Row], surface: Surface) -> list[Line]:
    """What the claim follows, repeats or stands against; the newest first of each kind."""
    glyphs = surface.glyphs
    columns = [Column("", 8), Column("", 15), Column("", 20, grow=1)]
    drawn = list_part(
        columns,
        len(links),
        lambda at: _link_row(links[at]),
        page.links,
        surface.width,
        surface.height - 1,
        glyphs,
        active=page.part == 1,
    )
    right = of_rows(page.links, len(links), f"claims {glyphs.dot} tab, enter", glyphs)
    return [title("Beside it", right, surface.width, glyphs), *drawn]


def _link_row(link: Row) -> list[Cell]:
    words = str(LINK_WORDS.get(link["relation"], link["relation"]))
    return [[(place(link), "muted")], words, str(link["statement"])]
