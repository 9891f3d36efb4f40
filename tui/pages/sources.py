"""The Sources pane: the articles, paragraph by paragraph, the claims in them; and the search."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tui.corpus.fold import terms
from tui.draw.spans import Line
from tui.pages import found, source_list
from tui.pages.footnote import footnote
from tui.pages.page import Ask, Copy, Open, Shown, Subject, Surface
from tui.pages.parts import fitted, step_part
from tui.pages.reader import Reader
from tui.pages.reading import Reading, reading
from tui.pages.rows import Rows
from tui.pages.sources_draw import draw

Row = dict[str, Any]
LIST, READER, CLAIMS = 0, 1, 2


@dataclass
class SourcesPage:
    """Where the reader is stands in ids: it outlasts another date, another order, a search."""

    name: str = "sources"
    source: str | None = None
    n: int | None = None
    claim: str | None = None
    part: int = LIST
    text: str = ""
    sought: list[str] = field(default_factory=list)
    order: int = 0
    backwards: bool = False
    filter: int = 0
    sources: Rows = field(default_factory=Rows)
    hits: Rows = field(default_factory=Rows)
    claims: Rows = field(default_factory=Rows)
    reader: Reader = field(default_factory=Reader)
    _found: tuple[object, list[Row]] = (None, [])

    def wants(self, shown: Shown) -> dict[str, Ask]:
        context = shown.context
        asks = {"sources": Ask.of("sources", entity=context.entity, deal=context.deal)}
        if self.words:
            asks["hits"] = found.ask_for(self.words)
            self.found(shown)
        source = self.reading(shown).source
        if source is not None:
            asks["paragraphs"] = Ask.of("paragraphs", source=source)
            asks["claims"] = Ask.of("paragraph_claims", source=source)
            asks["retelling"] = Ask.of("retelling", source=source)
        return asks

    def sql(self, shown: Shown) -> Ask:
        asks = self.wants(shown)
        if self.part == LIST or "claims" not in asks:
            return asks["hits"] if self.words else asks["sources"]
        return asks["paragraphs"] if self.part == READER else asks["claims"]

    def footer(self) -> tuple[str, ...]:
        if self.part == LIST:
            own = "next_hit" if self.words else "order"
            return ("enter", "find", own, "view", "next_part", "evidence", "pick", "sql", "back")
        return (
            "enter",
            "next_hit",
            "view",
            "copy",
            "find",
            "evidence",
            "card",
            "next_part",
            "back",
        )

    # -- what is there

    @property
    def words(self) -> list[str]:
        """The folded words that are looked for."""
        return terms(self.text)

    def listed(self, shown: Shown) -> list[Row]:
        """The sources as they are listed: filtered, in order."""
        rows = shown.rows("sources")
        return source_list.arranged(rows, self.order, self.backwards, self.filter)

    def found(self, shown: Shown) -> list[Row]:
        """The hits of the search, those in originals last; the old ones until the new are there."""
        frame = shown.frames.get("hits")
        fresh = frame is not None and frame.params == found.ask_for(self.words).values()
        if frame is not None and fresh and self._found[0] is not frame:
            known = [row["source_id"] for row in shown.rows("sources")]
            extra = found.in_originals(shown.attached, self.words, known)
            self._found = frame, [*shown.rows("hits"), *extra]
            if self.sought != self.words:
                self.sought, self.hits = self.words, Rows()
                self._go_to_hit()
        return self._found[1]

    def hit(self, shown: Shown) -> Row | None:
        """The hit under the cursor of an open search."""
        rows = self.found(shown) if self.words else []
        return rows[max(0, min(self.hits.cursor, len(rows) - 1))] if rows else None

    def reading(self, shown: Shown) -> Reading:
        """What is read now: the source asked for where it is known, else the first listed."""
        frame = shown.frames.get("sources")
        ids = [row["source_id"] for row in self.listed(shown)]
        source = self.source
        # Beyond the rows that were fetched a source may well be known.
        beyond = frame is None or (frame.truncated and source is not None)
        if source not in ids and not beyond:
            source = ids[0] if ids else None
        return reading(shown, source, self.n, self.claim)

    def subject(self, shown: Shown) -> Subject:
        hit = self.hit(shown)
        if self.part == LIST and hit is not None and not hit["source_id"]:
            return Subject(entity=hit["entity_id"], deal=hit["deal_id"])
        now = self.reading(shown)
        claim = now.claim
        if claim is None:
            return Subject(source=now.source, paragraph=now.n)
        ids = [claim["claim_id"]]
        if self.part != CLAIMS:
            ids += [row["claim_id"] for row in now.here if row is not claim]
        leg = claim["leg_id"] if self.part == CLAIMS else None
        return Subject(tuple(ids), leg, claim["deal_id"], claim["entity_id"], now.source, now.n)

    # -- what puts it elsewhere

    def visit(self, subject: Subject) -> None:
        """Put the reader on a source, a paragraph and a claim; a search that is open ends."""
        claim = subject.claims[0] if subject.claims else None
        self._go(subject.source, subject.paragraph, claim)
        self.text, self.part, self.filter = "", READER, 0
        self.reader.show_words()

    def find(self, text: str) -> None:
        """Search for the words and quoted phrases of a text; '' shows the list again."""
        self.text, self.part = text, LIST

    def _go(self, source: str | None, n: int | None = None, claim: str | None = None) -> None:
        self.source, self.n, self.claim, self.reader.skip = source, n, claim, 0

    def _go_to_hit(self) -> None:
        rows = self._found[1]
        row = rows[self.hits.cursor] if self.hits.cursor < len(rows) else None
        if row is not None and row["source_id"]:
            self._go(row["source_id"], row["n"], row["claim_id"])
            self.reader.show_words(row["kind"] == "original")

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
        if action in ("order", "order_back", "filter", "filter_none"):
            self._arrange(action)
            return True
        if action == "copy":
            return self._footnote(shown)
        if action == "enter":
            return self._enter(shown)
        if action == "escape" and self.text:
            self.text = ""
            return True
        return self._move(action, shown)

    def _arrange(self, action: str) -> None:
        if action == "order":
            self.order, self.backwards = (self.order + 1) % len(source_list.ORDERS), False
        elif action == "order_back":
            self.backwards = not self.backwards
        else:
            step = self.filter + 1 if action == "filter" else 0
            self.filter = step % len(source_list.FILTERS)

    def _move(self, action: str, shown: Shown) -> bool:
        if self.part == READER:
            return self._move_paragraph(action, shown)
        if self.part == CLAIMS:
            here = self.reading(shown).here
            if moved := self.claims.act(action, len(here)):
                self.claim = here[self.claims.cursor]["claim_id"]
            return moved
        if self.words:
            if moved := self.hits.act(action, len(self.found(shown))):
                self._go_to_hit()
            return moved
        rows = self.listed(shown)
        if moved := self.sources.act(action, len(rows)):
            self._go(rows[self.sources.cursor]["source_id"])
        return moved

    def _move_paragraph(self, action: str, shown: Shown) -> bool:
        now = self.reading(shown)
        if action in ("down", "up") and self.reader.scroll(1 if action == "down" else -1):
            return True
        far = len(now.paragraphs)
        steps = {"down": 1, "up": -1, "page_down": 5, "page_up": -5, "first": -far, "last": far}
        if action not in steps or not now.paragraphs:
            return False
        to = max(0, min(now.at + steps[action], far - 1))
        self._go(now.source, now.paragraphs[to]["n"])
        return to != now.at

    def _next(self, step: int, shown: Shown) -> bool:
        """The next hit while a search is open, else the next claim of the article."""
        if self.words:
            moved = self.hits.act("down" if step > 0 else "up", len(self.found(shown)))
            if moved:
                self._go_to_hit()
            return moved
        now = self.reading(shown)
        row = now.next_claim(step)
        if row is None:
            return False
        self._go(now.source, row["n"], row["claim_id"])
        self.part = max(self.part, READER)
        return True

    def _enter(self, shown: Shown) -> Open | bool:
        """One level down: hit or source, paragraph, claim, its card."""
        hit, now = self.hit(shown), self.reading(shown)
        if self.part == LIST and hit is not None and not hit["source_id"]:
            return Open("entity" if hit["entity_id"] else "deal", self.subject(shown))
        if self.part == CLAIMS:
            return Open("evidence", self.subject(shown)) if now.claim is not None else False
        if self.part == READER and now.claim is None:
            return False
        self.part += 1
        return True

    def _footnote(self, shown: Shown) -> Copy | bool:
        now = self.reading(shown)
        source = next((s for s in shown.rows("sources") if s["source_id"] == now.source), None)
        if now.claim is None or source is None:
            return False
        claim_id = now.claim["claim_id"]
        rows = [row for row in now.claims if row["claim_id"] == claim_id]
        quotes = [(row["n"], quote) for row in rows for quote in row["quotes"]]
        return Copy(footnote(now.claim, quotes, source), f"footnote of claim {claim_id}")

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        return fitted(draw(self, shown, surface), surface)
