"""How the Sources pane is drawn: sources or hits above, the reader, the claims of its paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.draw.spans import Line, title
from tui.draw.table import Cell
from tui.format import GlyphSet, known
from tui.pages.cards import claim_rows
from tui.pages.page import Shown, Surface
from tui.pages.parts import list_part, of_rows
from tui.pages.since import marked_new, new_words
from tui.pages.sources import found, listing
from tui.pages.sources.reader import NOT_ATTACHED, Text, note_of
from tui.pages.sources.reading import Reading
from tui.pages.wrap import wrapped

if TYPE_CHECKING:
    from tui.pages.sources.page import SourcesPage

LIST, READER, CLAIMS = 0, 1, 2
LONGEST_LIST = 15


def draw(page: SourcesPage, shown: Shown, surface: Surface) -> list[Line]:
    """The pane in exactly the surface's height."""
    width, height, glyphs = surface.width, surface.height, surface.glyphs
    count = page.found().count() if page.words else page.listed().total
    if not count and not page.words:
        return _empty(page, shown, surface)
    now = page.reading(shown)
    # At 80x24 the five articles leave six lines to read and five claims.
    top = max(4, min(count + 1 + (not page.words), LONGEST_LIST, height - 12))
    lines = (
        _hits(page, shown, Surface(width, top, glyphs))
        if page.words
        else _list(page, shown, now, Surface(width, top, glyphs))
    )
    if height >= 30:
        lines.append(_own(shown, now, glyphs))
    rest = height - len(lines)
    # Until another article is there, the old one stands: hardly ever for longer than a blink.
    if not now.ready and (before := page.reader.before(rest)):
        return [*lines, *before]
    spelled = _spelled(now, surface) if rest >= 22 else []
    lower = min(max(len(now.here), 1) + 1 + surface.wide + len(spelled), max(rest // 2, 4))
    text = _reader(page, shown, now, Surface(width, rest - lower, glyphs))
    claims = _claims(page, shown, now, Surface(width, lower - len(spelled), glyphs))
    claims += [[] for _ in range(lower - len(spelled) - len(claims))]
    return [*lines, *page.reader.keep([*text, *claims, *spelled])]


def _empty(page: SourcesPage, shown: Shown, surface: Surface) -> list[Line]:
    frame = shown.frames.get("sources")
    on = shown.name(shown.context.entity) or shown.context.deal
    why, key = "no article is known yet on this date", "] a later date"
    if frame is None:
        why, key = "reading the corpus", ""
    elif page.filter:
        why, key = f"no source is {listing.FILTERS[page.filter][1]}", "F all sources"
    elif on:
        why, key = f"no article speaks of {on} on this date", "0 all sources"
    head = title("Sources", "0", surface.width, surface.glyphs)
    return [head, [(f" {why}", "muted"), (f" {surface.glyphs.dot} {key}" if key else "", "accent")]]


def _list(page: SourcesPage, shown: Shown, now: Reading, surface: Surface) -> list[Line]:
    glyphs, listed = surface.glyphs, page.listed()
    shape = listing.columns(surface, listed.rows)

    def cells(at: int) -> Sequence[Cell]:
        row = listed.row(at)
        return listing.cells(row, surface) if row is not None else [""] * len(shape)

    head, *drawn = list_part(
        shape,
        listed.total,
        cells,
        page.sources,
        surface.width,
        surface.height - 1,
        glyphs,
        active=page.part == LIST,
    )
    on = shown.name(shown.context.entity) or shown.context.deal
    order = listing.ORDERS[page.order][1] + (", reversed" if page.backwards else "")
    kept = listing.FILTERS[page.filter][1]
    what = f" {glyphs.dot} ".join(part for part in (kept, order) if part)
    seen = [listed.row(page.sources.first + at) for at in range(len(drawn))]
    days = [row["known_on"] if row is not None else None for row in seen]
    drawn = [head, *marked_new(drawn, days, shown.context)]
    if len(listed.rows) == listed.total:
        new = new_words((row["known_on"] for row in listed.rows), shown.context)
        what = f"{new} {glyphs.dot} {what}" if new else what
    right = of_rows(page.sources, listed.total, f"{glyphs.dot} {what}", glyphs)
    return [title(f"Sources on {on}" if on else "Sources", right, surface.width, glyphs), *drawn]


def _hits(page: SourcesPage, shown: Shown, surface: Surface) -> list[Line]:
    glyphs, search, words = surface.glyphs, page.found(), page.words
    head = f"Found: {page.text.strip()}"
    if not search.count():
        why = "nothing known on this date holds all of these words"
        if not search.fresh(words) or search.work(words, shown) is not None:
            why = "searching"
        tail: Line = [(f" {why}", "muted"), (f" {glyphs.dot} esc all sources", "accent")]
        return [title(head, "0", surface.width, glyphs), tail]
    shape = found.columns()

    def cells(at: int) -> Sequence[Cell]:
        row = search.at(at)
        return found.cells(row, words, shown, glyphs) if row is not None else [""] * len(shape)

    drawn = list_part(
        shape,
        search.count(),
        cells,
        page.hits,
        surface.width,
        surface.height - 1,
        glyphs,
        active=page.part == LIST,
    )
    right = of_rows(page.hits, search.count(), "hits", glyphs)
    return [title(head, right, surface.width, glyphs), *drawn]


def _reader(page: SourcesPage, shown: Shown, now: Reading, surface: Surface) -> list[Line]:
    """The reader under its title."""
    source = now.source or ""
    if not now.paragraphs or not now.ready:
        why = "no paragraph of it is known on this date" if now.ready else "reading"
        lines: list[Line] = [
            title(source, "", surface.width, surface.glyphs),
            [(f" {why}", "muted")],
        ]
    else:
        original = shown.attached.originals.get(source) if shown.attached is not None else None
        text = Text(now.paragraphs, now.quotes(), original, note_of(shown.attached, source))
        chosen = now.here.index(now.claim) + 1 if now.claim is not None else None
        room = Surface(surface.width, surface.height - 1, surface.glyphs)
        active = page.part == READER
        missing = _missing(page, text)
        room = Surface(room.width, room.height - len(missing), room.glyphs)
        body = page.reader.lines(text, now.at, chosen, page.words, room, active=active)
        lines = [_reader_title(page, now, text, surface), *missing, *body]
    return [*lines, *[[] for _ in range(surface.height - len(lines))]]


def _missing(page: SourcesPage, text: Text) -> list[Line]:
    """Why the digest stands where the original was asked for, or what is wrong with its file."""
    wanted = page.reader.asked and page.reader.view != "digest"
    if text.original is not None or (text.note == NOT_ATTACHED and not wanted):
        return []
    how = ": --articles DIR names the folder of your files" if text.note == NOT_ATTACHED else ""
    return [[(f" {text.note}{how}", "muted")]]


def _reader_title(page: SourcesPage, now: Reading, text: Text, surface: Surface) -> Line:
    row, glyphs = now.paragraphs[now.at], surface.glyphs
    view: str = page.reader.view if surface.wide or page.reader.view != "both" else "digest"
    if text.original is None:
        view = f"digest {glyphs.dot} {NOT_ATTACHED}"
    elif view == "both":
        view = "digest and original side by side"
    voice = row["role"] + (f", {row['voice']}" if row["voice"] else "")
    if surface.wide:
        voice = f"{row['role']} {glyphs.dot} voice: {row['voice'] or 'the author'}"
    name = f"{now.source} {glyphs.dot} P{row['n']} of {now.last_n}"
    return title(name, f"{voice} {glyphs.dot} {view}", surface.width, glyphs)


def _claims(page: SourcesPage, shown: Shown, now: Reading, surface: Surface) -> list[Line]:
    glyphs, here = surface.glyphs, now.here
    head = f"Claims of P{now.n}" if now.n is not None else "Claims"
    if not now.ready:
        return [title(head, "", surface.width, glyphs), [(" reading", "muted")]]
    if now.claim is None:
        reason = now.row["no_claim"] if now.row is not None else ""
        why = reason or "the paragraph makes no claim"
        note: Line = [
            (f" {why}", "muted"),
            (f" {glyphs.dot} n", "accent"),
            (" next claim", "muted"),
        ]
        return [title(head, "0", surface.width, glyphs), note]
    page.claims.cursor = here.index(now.claim)
    drawn = list_part(
        claim_rows.columns(surface),
        len(here),
        lambda at: claim_rows.cells(here[at], at + 1, shown, surface),
        page.claims,
        surface.width,
        surface.height - 1,
        glyphs,
        active=page.part == CLAIMS,
    )
    since = known(now.claim["known_on"], now.claim["known_basis"])
    right = of_rows(page.claims, len(here), f"claims {glyphs.dot} known {since}", glyphs)
    return [title(head, right, surface.width, glyphs), *drawn]


def _own(shown: Shown, now: Reading, glyphs: GlyphSet) -> Line:
    """Whether the article is its own or a retelling: what it takes from whom."""
    rows, frame = shown.rows("retelling"), shown.frames.get("retelling")
    if frame is None or frame.params.get("source") != now.source:
        return []
    if not rows:
        return [(f" {now.source} repeats no other source that is known on this date", "muted")]
    taken: dict[str, list[str]] = {}
    for row in rows:
        taken.setdefault(row["how"], []).append(f"{row['whom']} {row['claims']}")
    parts = [f"{how} {', '.join(whom)}" for how, whom in taken.items()]
    of_all = f"of {rows[0]['all_claims']} claims"
    return [(f" {now.source}, {of_all}: {f' {glyphs.dot} '.join(parts)}", "muted")]


def _spelled(now: Reading, surface: Surface) -> list[Line]:
    """The chosen claim's statement in full, where there is room."""
    if now.claim is None:
        return []
    parts = wrapped(str(now.claim["statement"]), surface.width - 3)
    return [[], *[[(f" {part}", "bold")] for part in parts[:2]]]
