"""The Sources pane: the articles, what they say paragraph by paragraph, the claims in it; and the search."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tui.corpus.fold import terms
from tui.corpus.frame import Frame
from tui.draw.spans import Line, title
from tui.pages import claim_rows, found, source_list
from tui.pages.footnote import footnote
from tui.pages.page import Ask, Copy, Open, Shown, Subject, Surface
from tui.pages.parts import list_part, of_rows, step_part
from tui.pages.reader import Reader, Text, note_of
from tui.pages.rows import Rows
from tui.pages.wrap import wrapped

Row = dict[str, Any]
LIST, READER, CLAIMS = 0, 1, 2


@dataclass
class SourcesPage:
    """Where the reader is stands in ids, so that it outlasts another date, another order, a search."""

    name: str = "sources"
    source: str | None = None
    n: int | None = None
    claim: str | None = None
    part: int = LIST
    text: str = ""
    order: int = 0
    backwards: bool = False
    filter: int = 0
    sources: Rows = field(default_factory=Rows)
    hits: Rows = field(default_factory=Rows)
    claims: Rows = field(default_factory=Rows)
    reader: Reader = field(default_factory=Reader)
    _rows: dict[str, tuple[Frame, list[Row]]] = field(default_factory=dict)
    _found: tuple[object, list[Row]] = (None, [])
    _reading: list[Line] = field(default_factory=list)

    # -- what is there

    def wants(self, shown: Shown) -> dict[str, Ask]:
        context = shown.context
        asks = {"sources": Ask.of("sources", entity=context.entity, deal=context.deal)}
        if self.words:
            asks["hits"] = found.ask_for(self.words)
        self.found(shown)
        source = self._source(shown)
        if source is not None:
            asks["paragraphs"] = Ask.of("paragraphs", source=source)
            asks["claims"] = Ask.of("paragraph_claims", source=source)
        return asks

    def sql(self, shown: Shown) -> Ask:
        asks = self.wants(shown)
        if self.part == LIST or "claims" not in asks:
            return asks["hits"] if self.words else asks["sources"]
        return asks["paragraphs"] if self.part == READER else asks["claims"]

    def footer(self) -> tuple[str, ...]:
        if self.part == LIST:
            own = ("order",) if not self.words else ("next_hit",)
            return ("enter", "find", *own, "view", "next_part", "evidence", "pick", "sql", "back")
        return (
            "enter",
            "next_hit",
            "previous_hit",
            "view",
            "copy",
            "find",
            "next_part",
            "card",
            "back",
        )

    @property
    def words(self) -> list[str]:
        """The folded words that are looked for."""
        return terms(self.text)

    def _all(self, shown: Shown, key: str) -> list[Row]:
        """The rows of a frame, made once a frame."""
        frame = shown.frames.get(key)
        if frame is None:
            return []
        if key not in self._rows or self._rows[key][0] is not frame:
            self._rows[key] = frame, frame.rows()
        return self._rows[key][1]

    def listed(self, shown: Shown) -> list[Row]:
        """The sources as they are listed: filtered, in order."""
        return source_list.arranged(
            self._all(shown, "sources"), self.order, self.backwards, self.filter
        )

    def found(self, shown: Shown) -> list[Row]:
        """The hits of the search, those in originals last."""
        frame = shown.frames.get("hits")
        asked = found.ask_for(self.words).values() if self.words else None
        if frame is None or frame.params != asked:
            return self._found[1] if self.words else []
        if self._found[0] is not frame:
            known = [row["source_id"] for row in self._all(shown, "sources")]
            extra = found.in_originals(shown.attached, self.words, known)
            self._found = frame, [*frame.rows(), *extra]
            self.hits = Rows()
            self._go_to_hit()
        return self._found[1]

    def _go_to_hit(self) -> None:
        rows = self._found[1]
        row = rows[self.hits.cursor] if self.hits.cursor < len(rows) else None
        if row is not None and row["source_id"]:
            self.source, self.n, self.claim = row["source_id"], row["n"], row["claim_id"]

    def _source(self, shown: Shown) -> str | None:
        """The source that is read: the one asked for where it is known on this date, else the first."""
        rows, frame = self.listed(shown), shown.frames.get("sources")
        ids = {row["source_id"] for row in self._all(shown, "sources")}
        if self.source is not None and (self.source in ids or frame is None or frame.truncated):
            return self.source
        return rows[0]["source_id"] if rows else None

    def _ready(self, shown: Shown, key: str) -> bool:
        """Whether a frame of the source that is read is there; else the old one still stands."""
        frame = shown.frames.get(key)
        return frame is not None and frame.params.get("source") == self._source(shown)

    def _paragraphs(self, shown: Shown) -> list[Row]:
        return self._all(shown, "paragraphs") if self._ready(shown, "paragraphs") else []

    def _at(self, shown: Shown) -> int:
        """The index of the paragraph that is read: the one asked for, else the first with words."""
        rows = self._paragraphs(shown)
        exact = next((i for i, row in enumerate(rows) if row["n"] == self.n), None)
        if exact is not None:
            return exact
        return next((i for i, row in enumerate(rows) if row["role"] != "skipped"), 0)

    def _here(self, shown: Shown) -> list[Row]:
        """The claims of the paragraph that is read."""
        rows = self._paragraphs(shown)
        if not rows or not self._ready(shown, "claims"):
            return []
        n = rows[self._at(shown)]["n"]
        return [row for row in self._all(shown, "claims") if row["n"] == n]

    def _claim(self, shown: Shown) -> Row | None:
        rows = self._here(shown)
        return next(
            (row for row in rows if row["claim_id"] == self.claim), rows[0] if rows else None
        )

    def visit(self, subject: Subject) -> None:
        """Put the reader on a source, a paragraph and a claim; a search that is open ends."""
        self.source, self.n = subject.source, subject.paragraph
        self.claim = subject.claims[0] if subject.claims else None
        self.text, self.part, self.reader.skip = "", READER, 0

    def find(self, text: str) -> None:
        """Search for the words and quoted phrases of a text; '' shows the list again."""
        self.text = text
        self.part = LIST

    def subject(self, shown: Shown) -> Subject:
        hit = self._hit(shown)
        if self.part == LIST and hit is not None and not hit["source_id"]:
            return Subject(entity=hit["entity_id"], deal=hit["deal_id"])
        claim, rows = self._claim(shown), self._paragraphs(shown)
        n = rows[self._at(shown)]["n"] if rows else None
        if claim is None:
            return Subject(source=self._source(shown), paragraph=n)
        ids = [claim["claim_id"]]
        if self.part != CLAIMS:
            ids += [row["claim_id"] for row in self._here(shown) if row is not claim]
        leg = claim["leg_id"] if self.part == CLAIMS else None
        return Subject(
            tuple(ids), leg, claim["deal_id"], claim["entity_id"], self._source(shown), n
        )

    def _hit(self, shown: Shown) -> Row | None:
        rows = self.found(shown) if self.words else []
        return rows[max(0, min(self.hits.cursor, len(rows) - 1))] if rows else None

    # -- what keys do

    def act(self, action: str, shown: Shown) -> Open | Copy | bool:
        part = step_part(self.part, action, 3)
        if part is not None:
            self.part = part
            return True
        if action in ("view", "view_back"):
            self.reader.turn(1 if action == "view" else -1)
            return True
        if action in ("next_hit", "previous_hit"):
            return self._next(1 if action == "next_hit" else -1, shown)
        if action in ("order", "order_back"):
            self._reorder(action)
            return True
        if action in ("filter", "filter_none"):
            self.filter = (self.filter + 1) % len(source_list.FILTERS) if action == "filter" else 0
            return True
        if action == "copy":
            return self._footnote(shown)
        if action == "enter":
            return self._enter(shown)
        if action == "escape" and self.text:
            self.text = ""
            return True
        return self._move(action, shown)

    def _reorder(self, action: str) -> None:
        if action == "order":
            self.order, self.backwards = (self.order + 1) % len(source_list.ORDERS), False
        else:
            self.backwards = not self.backwards

    def _move(self, action: str, shown: Shown) -> bool:
        if self.part == CLAIMS:
            return self._move_claim(action, shown)
        if self.part == READER:
            return self._move_paragraph(action, shown)
        if self.words:
            moved = self.hits.act(action, len(self.found(shown)))
            if moved:
                self._go_to_hit()
            return moved
        rows = self.listed(shown)
        self._place_list(shown)
        if not self.sources.act(action, len(rows)):
            return False
        self.source, self.n, self.claim = rows[self.sources.cursor]["source_id"], None, None
        return True

    def _move_claim(self, action: str, shown: Shown) -> bool:
        rows = self._here(shown)
        if not self.claims.act(action, len(rows)):
            return False
        self.claim = rows[self.claims.cursor]["claim_id"]
        return True

    def _move_paragraph(self, action: str, shown: Shown) -> bool:
        rows, at = self._paragraphs(shown), self._at(shown)
        if action in ("down", "up") and self.reader.scroll(1 if action == "down" else -1):
            return True
        steps = {
            "down": 1,
            "up": -1,
            "page_down": 5,
            "page_up": -5,
            "first": -at,
            "last": len(rows),
        }
        if action not in steps or not rows:
            return False
        to = max(0, min(at + steps[action], len(rows) - 1))
        self.n, self.claim, self.reader.skip = rows[to]["n"], None, 0
        return to != at

    def _next(self, step: int, shown: Shown) -> bool:
        """The next hit while a search is open, else the next claim of the article."""
        if self.words:
            if not self.hits.act("down" if step > 0 else "up", len(self.found(shown))):
                return False
            self._go_to_hit()
            return True
        rows = self._all(shown, "claims") if self._ready(shown, "claims") else []
        if not rows:
            return False
        here = self._claim(shown)
        n = self._paragraphs(shown)[self._at(shown)]["n"]
        if here is not None:
            to = rows.index(here) + step
        else:
            before = sum(row["n"] < n for row in rows)
            to = before if step > 0 else before - 1
        if not 0 <= to < len(rows):
            return False
        self.n, self.claim, self.reader.skip = rows[to]["n"], rows[to]["claim_id"], 0
        self.part = max(self.part, READER)
        return True

    def _enter(self, shown: Shown) -> Open | bool:
        """One level down: hit or source, paragraph, claim, its card."""
        hit = self._hit(shown)
        if self.part == LIST and hit is not None and not hit["source_id"]:
            return Open("entity" if hit["entity_id"] else "deal", self.subject(shown))
        if self.part == CLAIMS or (self.part == READER and not self._here(shown)):
            return Open("evidence", self.subject(shown)) if self._claim(shown) else False
        self.part += 1
        return True

    def _footnote(self, shown: Shown) -> Copy | bool:
        claim = self._claim(shown)
        source = next(
            (s for s in self._all(shown, "sources") if s["source_id"] == self._source(shown)), None
        )
        if claim is None or source is None:
            return False
        quotes = [
            (row["n"], quote)
            for row in self._all(shown, "claims")
            if row["claim_id"] == claim["claim_id"]
            for quote in row["quotes"]
        ]
        return Copy(footnote(claim, quotes, source), f"footnote of claim {claim['claim_id']}")

    # -- what is drawn

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, width = surface.glyphs, surface.width
        rows = self.found(shown) if self.words else self.listed(shown)
        if not rows and not self.words:
            return self._empty(shown, surface)
        least = 12 if surface.height >= 18 else 8
        top = min(len(rows) + 1 + (not self.words), 15, max(surface.height - least, 3))
        top = max(top, 2)
        lines = self._list(shown, Surface(width, top, glyphs))
        rest = surface.height - top
        here = self._here(shown)
        spelled = self._spelled(shown, surface) if rest >= 22 else []
        lower = min(len(here) + 1 + surface.wide + len(spelled), max(rest // 2, 4))
        lines += self._read(shown, Surface(width, rest - lower, glyphs))
        lines += self._claims(shown, Surface(width, lower - len(spelled), glyphs))
        return [*lines, *spelled]

    def _empty(self, shown: Shown, surface: Surface) -> list[Line]:
        frame = shown.frames.get("sources")
        on = shown.name(shown.context.entity) or shown.context.deal
        why, key = "no article is known yet on this date", "] a later date"
        if frame is None:
            why, key = "reading the corpus", ""
        elif self.filter and len(frame):
            why, key = f"no source is {source_list.FILTERS[self.filter][0]}", "F all sources"
        elif on:
            why, key = f"no article speaks of {on} on this date", "0 all sources"
        head = title("Sources", "0", surface.width, surface.glyphs)
        return [
            head,
            [(f" {why}", "muted"), (f" {surface.glyphs.dot} {key}" if key else "", "accent")],
        ]

    def _place_list(self, shown: Shown) -> None:
        """The list's cursor is on the source that is read."""
        source = self._source(shown)
        ids = [row["source_id"] for row in self.listed(shown)]
        if source in ids:
            self.sources.cursor = ids.index(source)

    def _list(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, active = surface.glyphs, self.part == LIST
        if self.words:
            return self._hits(shown, surface)
        rows = self.listed(shown)
        self._place_list(shown)
        drawn = list_part(
            source_list.columns(surface),
            len(rows),
            lambda at: source_list.cells(rows[at], surface),
            self.sources,
            surface.width,
            surface.height - 1,
            glyphs,
            active=active,
        )
        on = shown.name(shown.context.entity) or shown.context.deal
        name = f"Sources on {on}" if on else "Sources"
        kept = source_list.FILTERS[self.filter][0]
        ordered = source_list.ORDERS[self.order][0] + (", reversed" if self.backwards else "")
        what = f"{kept + ' ' + glyphs.dot + ' ' if kept else ''}{glyphs.dot} {ordered}"
        right = of_rows(
            self.sources, len(rows), what, glyphs, truncated=shown.frames["sources"].truncated
        )
        return [title(name, right, surface.width, glyphs), *drawn]

    def _hits(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, rows, words = surface.glyphs, self.found(shown), self.words
        frame = shown.frames.get("hits")
        if not rows:
            reading = frame is None or frame.params != found.ask_for(words).values()
            why = "reading" if reading else "nothing known on this date holds all of these words"
            return [
                title("Found", "0", surface.width, glyphs),
                [(f" {why}", "muted"), (f" {glyphs.dot} esc all sources", "accent")],
            ]
        drawn = list_part(
            found.columns(),
            len(rows),
            lambda at: found.cells(rows[at], words, shown, glyphs),
            self.hits,
            surface.width,
            surface.height - 1,
            glyphs,
            active=self.part == LIST,
        )
        right = of_rows(
            self.hits, len(rows), "hits", glyphs, truncated=frame is not None and frame.truncated
        )
        return [title(f"Found: {self.text.strip()}", right, surface.width, glyphs), *drawn]

    def _read(self, shown: Shown, surface: Surface) -> list[Line]:
        """The reader under its title; while another article is read, the one before still stands."""
        glyphs, rows = surface.glyphs, self._paragraphs(shown)
        ready = self._ready(shown, "paragraphs") and self._ready(shown, "claims")
        if not ready or not rows:
            if not ready and len(self._reading) == surface.height:
                return self._reading
            why = "reading" if not ready else "no paragraph of it is known on this date"
            head = title(self._source(shown) or "", "", surface.width, glyphs)
            return [head, [(f" {why}", "muted")], *[[] for _ in range(surface.height - 2)]]
        source, at = self._source(shown) or "", self._at(shown)
        numbers = {row["claim_id"]: number for number, row in enumerate(self._here(shown), 1)}
        claim = self._claim(shown)
        chosen = numbers[claim["claim_id"]] if claim is not None else None
        original = shown.attached.originals.get(source) if shown.attached is not None else None
        text = Text(rows, self._quotes(shown), original, note_of(shown.attached, source))
        room = Surface(surface.width, surface.height - 1, glyphs)
        body = self.reader.lines(text, at, chosen, self.words, room, active=self.part == READER)
        self._reading = [self._reader_title(rows, at, source, text, surface), *body]
        self._reading += [[]] * (surface.height - len(self._reading))
        return self._reading

    def _quotes(self, shown: Shown) -> dict[int, list[tuple[int, str]]]:
        """By paragraph, each claim's number in it and its printed words."""
        quotes: dict[int, list[tuple[int, str]]] = {}
        count: dict[int, int] = {}
        for row in self._all(shown, "claims"):
            count[row["n"]] = count.get(row["n"], 0) + 1
            quotes.setdefault(row["n"], []).extend(
                (count[row["n"]], quote) for quote in row["quotes"]
            )
        return quotes

    def _reader_title(
        self, rows: list[Row], at: int, source: str, text: Text, surface: Surface
    ) -> Line:
        row, glyphs = rows[at], surface.glyphs
        view = self.reader.view if surface.wide or self.reader.view != "both" else "digest"
        if text.original is None:
            view = f"digest {glyphs.dot} {text.note}"
        elif view == "both":
            view = "digest and original side by side"
        voice = f"{row['role']}{', ' + row['voice'] if row['voice'] else ''}"
        if surface.wide:
            voice = f"{row['role']} {glyphs.dot} voice: {row['voice'] or 'the author'}"
        name = f"{source} {glyphs.dot} P{row['n']} of {rows[-1]['n']}"
        return title(name, f"{voice} {glyphs.dot} {view}", surface.width, glyphs)

    def _claims(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, here, rows = surface.glyphs, self._here(shown), self._paragraphs(shown)
        n = rows[self._at(shown)]["n"] if rows else 0
        claim = self._claim(shown)
        if claim is None:
            reason = rows[self._at(shown)]["no_claim"] if rows else None
            note: Line = [
                (f" {reason or 'the paragraph makes no claim'} {glyphs.dot} n next claim", "muted")
            ]
            return [title(f"Claims of P{n}", "0", surface.width, glyphs), note][: surface.height]
        self.claims.cursor = here.index(claim)
        drawn = list_part(
            claim_rows.columns(surface),
            len(here),
            lambda at: claim_rows.cells(here[at], at + 1, shown, surface),
            self.claims,
            surface.width,
            surface.height - 1,
            glyphs,
            active=self.part == CLAIMS,
        )
        known = f"known {claim['known_on']}{'~' if claim['known_basis'] == 'inferred' else ''}"
        right = of_rows(self.claims, len(here), f"claims {glyphs.dot} {known}", glyphs)
        return [title(f"Claims of P{n}", right, surface.width, glyphs), *drawn]

    def _spelled(self, shown: Shown, surface: Surface) -> list[Line]:
        """The chosen claim's statement in full, where there is room."""
        claim = self._claim(shown)
        if claim is None:
            return []
        parts = wrapped(str(claim["statement"]), surface.width - 3)
        return [[], *[[(f" {part}", "bold")] for part in parts[:2]]]
