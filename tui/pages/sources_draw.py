"""How the Sources pane is drawn: sources or hits above, the reader, the claims of its paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.draw.spans import Line, title
from tui.format import GlyphSet, known
from tui.pages import claim_rows, found, source_list
from tui.pages.page import Shown, Surface
from tui.pages.parts import list_part, of_rows
from tui.pages.reader import NOT_ATTACHED, Text, note_of
from tui.pages.reading import Reading
from tui.pages.wrap import wrapped

if TYPE_CHECKING:
    from tui.pages.sources import SourcesPage

LIST, READER, CLAIMS = 0, 1, 2
LONGEST_LIST = 15


def draw(page: SourcesPage, shown: Shown, surface: Surface) -> list[Line]:
    """The pane in exactly the surface's height."""
    width, height, glyphs = surface.width, surface.height, surface.glyphs
    count = len(page.found(shown)) if page.words else len(page.listed(shown))
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
    spelled = _spelled(now, surface) if rest >= 22 else []
    lower = min(max(len(now.here), 1) + 1 + surface.wide + len(spelled), max(rest // 2, 4))
    lines += _reader(page, shown, now, Surface(width, rest - lower, glyphs))
    claims = _claims(page, shown, now, Surface(width, lower - len(spelled), glyphs))
    claims += [[] for _ in range(lower - len(spelled) - len(claims))]
    return [*lines, *claims, *spelled]


def _empty(page: SourcesPage, shown: Shown, surface: Surface) -> list[Line]:
    frame = shown.frames.get("sources")
    on = shown.name(shown.context.entity) or shown.context.deal
    why, key = "no article is known yet on this date", "] a later date"
    if frame is None:
        why, key = "reading the corpus", ""
    elif page.filter and len(frame):
        why, key = f"no source is {source_list.FILTERS[page.filter][0]}", "F all sources"
    elif on:
        why, key = f"no article speaks of {on} on this date", "0 all sources"
    head = title("Sources", "0", surface.width, surface.glyphs)
    return [head, [(f" {why}", "muted"), (f" {surface.glyphs.dot} {key}" if key else "", "accent")]]


def _list(page: SourcesPage, shown: Shown, now: Reading, surface: Surface) -> list[Line]:
    glyphs, rows = surface.glyphs, page.listed(shown)
    ids = [row["source_id"] for row in rows]
    if now.source in ids:
        page.sources.cursor = ids.index(now.source)
    drawn = list_part(
        source_list.columns(surface),
        len(rows),
        lambda at: source_list.cells(rows[at], surface),
        page.sources,
        surface.width,
        surface.height - 1,
        glyphs,
        active=page.part == LIST,
    )
    on = shown.name(shown.context.entity) or shown.context.deal
    order = source_list.ORDERS[page.order][0] + (", reversed" if page.backwards else "")
    kept = source_list.FILTERS[page.filter][0]
    what = f" {glyphs.dot} ".join(part for part in (kept, order) if part)
    more = shown.frames["sources"].truncated
    right = of_rows(page.sources, len(rows), f"{glyphs.dot} {what}", glyphs, truncated=more)
    return [title(f"Sources on {on}" if on else "Sources", right, surface.width, glyphs), *drawn]


def _hits(page: SourcesPage, shown: Shown, surface: Surface) -> list[Line]:
    glyphs, rows, words = surface.glyphs, page.found(shown), page.words
    frame = shown.frames.get("hits")
    fresh = frame is not None and frame.params == found.ask_for(words).values()
    head = f"Found: {page.text.strip()}"
    if not rows:
        why = "nothing known on this date holds all of these words" if fresh else "searching"
        tail: Line = [(f" {why}", "muted"), (f" {glyphs.dot} esc all sources", "accent")]
        return [title(head, "0", surface.width, glyphs), tail]
    drawn = list_part(
        found.columns(),
        len(rows),
        lambda at: found.cells(rows[at], words, shown, glyphs),
        page.hits,
        surface.width,
        surface.height - 1,
        glyphs,
        active=page.part == LIST,
    )
    more = frame is not None and frame.truncated
    right = of_rows(page.hits, len(rows), "hits", glyphs, truncated=more)
    return [title(head, right, surface.width, glyphs), *drawn]


def _reader(page: SourcesPage, shown: Shown, now: Reading, surface: Surface) -> list[Line]:
    """The reader under its title; until another article is there, the old one stands."""
    if not now.ready and (before := page.reader.before(surface.height)):
        return before
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
    return page.reader.keep([*lines, *[[] for _ in range(surface.height - len(lines))]])


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
    name = f"{now.source} {glyphs.dot} P{row['n']} of {now.paragraphs[-1]['n']}"
    return title(name, f"{voice} {glyphs.dot} {view}", surface.width, glyphs)


def _claims(page: SourcesPage, shown: Shown, now: Reading, surface: Surface) -> list[Line]:
    glyphs, here = surface.glyphs, now.here
    head = f"Claims of P{now.n}" if now.n is not None else "Claims"
    if now.claim is None:
        reason = now.row["no_claim"] if now.row is not None else ""
        why = reason or ("the paragraph makes no claim" if now.ready else "reading")
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
