"""The Sources pane: the articles, paragraph by paragraph, the claims in them; and the search."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tui.corpus.fold import terms
from tui.draw.spans import Line
from tui.pages.cards.footnote import footnote
from tui.pages.loaded import Loaded, pages_round, whole
from tui.pages.page import Ask, Copy, Open, Shown, Subject, Surface, Work
from tui.pages.parts import fitted, step_part
from tui.pages.rows import Rows
from tui.pages.sources import listing, picked
from tui.pages.sources.listed import Listed
from tui.pages.sources.reader import Reader
from tui.pages.sources.reading import Reading, reading
from tui.pages.sources.search import Search

Row = dict[str, Any]
LIST, READER, CLAIMS = 0, 1, 2


@dataclass
class SourcesPage:
    """Where the reader is stands in ids: it outlasts another date, another order, a search.

    `visited`: the source was asked for, and is read also where the list has no place for it.
    """

    name: str = "sources"
    source: str | None = None
    n: int | None = None
    claim: str | None = None
    visited: bool = False
    # The claim picked for all panes that the reader has gone to.
    picked: str | None = None
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
    _list: Listed = field(default_factory=Listed)
    _search: Search = field(default_factory=Search)
    # The hit under the cursor is on its way: it is gone to when it is there.
    _awaited: bool = False

    def wants(self, shown: Shown) -> dict[str, Ask]:
        self._read(shown)
        asks = {"sources": self._list_ask(shown, self.sources.first)}
        asks |= picked.asks(self, shown)
        if self.words:
            asks |= self._search.asks(self.words, self.hits.first, shown)
        now = self.reading(shown)
        if now.source is not None:
            place = pages_round(self.n or 1)
            asks["paragraphs"] = Ask.of("paragraphs", source=now.source, **place)
            asks["claims"] = Ask.of("paragraph_claims", source=now.source, **place)
            asks["retelling"] = Ask.of("retelling", source=now.source)
        return asks

    def _list_ask(self, shown: Shown, first: int) -> Ask:
        return listing.ask_of(
            shown.context, self.order, self.backwards, self.filter, first, self._list.near
        )

    def sql(self, shown: Shown) -> Ask:
        asks = self.wants(shown)
        key = "hits" if self.words else "sources"
        if self.part != LIST and "claims" in asks:
            key = "paragraphs" if self.part == READER else "claims"
        return whole(asks[key])

    def footer(self) -> tuple[str, ...]:
        if self.part == LIST:
            own = "next_hit" if self.words else "order"
            return ("enter", "find", own, "view", "next_part", "evidence", "pick", "sql", "back")
        more = ("enter", "next_hit", "view", "copy", "find", "evidence", "card", "pick")
        return (*more, "next_part", "back")

    # -- what is there

    @property
    def words(self) -> list[str]:
        """The folded words that are looked for."""
        return terms(self.text)

    def _read(self, shown: Shown) -> None:
        """Take over new frames, each once: the cursor of the list stays on its source."""
        if self._list.take(shown):
            self._follow()
        picked.follow(self, shown)
        if self.words and self._search.take(self.words, shown):
            new = self.sought != self.words
            if new:
                self.sought, self.hits = self.words, Rows()
            if new or self._awaited:
                self._go_to_hit()

    def _follow(self) -> None:
        """The cursor to the source that is read; where it is not on this page, look for it."""
        ids, listed = self._list.ids, self._list.loaded
        if self.source in ids:
            self.sources.cursor = listed.skip + ids.index(self.source)
            self.sources.fit(listed.total, self.sources.height)
        elif self.source is not None and not self._list.looked_for(self.source):
            self._list.near = self.source
        elif self.source is None and (row := listed.row(self.sources.cursor or -1)):
            self.source = row["source_id"]
        elif not ids and listed.skip == 0:
            self.sources = Rows(height=self.sources.height)

    def listed(self) -> Loaded[Row]:
        """The sources as they are listed: filtered, in order; those of them that were read."""
        return self._list.loaded

    def work(self, shown: Shown) -> Work | None:
        """The search in the originals."""
        self._read(shown)
        return self._search.work(self.words, shown) if self.words else None

    def found(self) -> Search:
        """What was found for the newest words."""
        return self._search

    def hit(self) -> Row | None:
        """The hit under the cursor of an open search."""
        return self._search.at(self.hits.cursor) if self.words else None

    def reading(self, shown: Shown) -> Reading:
        """What is read now: the source asked for where it is known, else the first listed."""
        source, asked = self.source, self.visited or bool(self.words)
        as_of = shown.context.as_of
        if not self._list.stands(source, as_of, asked=asked):
            source = self._list.first(as_of)
        return reading(shown, source, self.n if source == self.source else None, self.claim)

    def subject(self, shown: Shown) -> Subject:
        hit = self.hit()
        if self.part == LIST and hit is not None and not hit["source_id"]:
            return Subject(entity=hit["entity_id"], deal=hit["deal_id"])
        now = self.reading(shown)
        claim = now.claim
        if claim is None:
            none = "the paragraph makes no claim" if now.row is not None else ""
            return Subject(source=now.source, paragraph=now.n, nothing=none)
        ids = [claim["claim_id"]]
        place = now.source, now.n
        if self.part == CLAIMS:
            about = claim["leg_id"], claim["deal_id"], claim["entity_id"]
            return Subject(tuple(ids), *about, *place, picked=ids[0])
        ids += [row["claim_id"] for row in now.here if row is not claim]
        return Subject(tuple(ids), None, claim["deal_id"], claim["entity_id"], *place)

    # -- what puts it elsewhere

    def visit(self, subject: Subject) -> None:
        """Put the reader on a source, a paragraph and a claim; a search that is open ends."""
        claim = subject.claims[0] if subject.claims else None
        self._go(subject.source, subject.paragraph, claim)
        self.text, self.part, self.filter = "", READER, 0
        self._list.near, self.visited = subject.source, True
        self.reader.show_words()

    def find(self, text: str) -> None:
        """Search for the words and quoted phrases of a text; '' shows the list again."""
        self.text, self.part = text, LIST

    def _go(self, source: str | None, n: int | None = None, claim: str | None = None) -> None:
        self.source, self.n, self.claim, self.reader.skip = source, n, claim, 0

    def _go_to_hit(self) -> None:
        row = self._search.at(self.hits.cursor)
        self._awaited = row is None
        if row is not None and row["source_id"]:
            self._go(row["source_id"], row["n"], row["claim_id"])
            self.reader.show_words(row["kind"] in ("original", "claim"))
            self._list.near = row["source_id"]

    def act(self, action: str, shown: Shown) -> Open | Copy | bool:
        self._read(shown)
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
            self.order, self.backwards = (self.order + 1) % len(listing.ORDERS), False
        elif action == "order_back":
            self.backwards = not self.backwards
        else:
            step = self.filter + 1 if action == "filter" else 0
            self.filter = step % len(listing.FILTERS)
        self.visited, self._list.near = False, self.source

    def _move(self, action: str, shown: Shown) -> bool:
        if self.part == READER:
            return self._move_paragraph(action, shown)
        if self.part == CLAIMS:
            here = self.reading(shown).here
            if moved := self.claims.act(action, len(here)):
                self.claim = here[self.claims.cursor]["claim_id"]
            return moved
        if self.words:
            if moved := self.hits.act(action, self._search.count()):
                self.hits.fit(self._search.count(), self.hits.height)
                self._go_to_hit()
            return moved
        if moved := self.sources.act(action, self._list.loaded.total):
            self.sources.fit(self._list.loaded.total, self.sources.height)
            row = self._list.loaded.row(self.sources.cursor)
            self._go(row["source_id"] if row is not None else None)
            self.visited, self._list.near = False, None
        return moved

    def _move_paragraph(self, action: str, shown: Shown) -> bool:
        now = self.reading(shown)
        if action in ("down", "up") and self.reader.scroll(1 if action == "down" else -1):
            return True
        steps = {"down": 1, "up": -1, "page_down": 5, "page_up": -5}
        if not now.paragraphs or now.n is None:
            return False
        ends = {"first": now.first_n, "last": now.last_n}
        if action in steps:
            to = max(0, min(now.at + steps[action], len(now.paragraphs) - 1))
            n = now.paragraphs[to]["n"]
        elif action in ends:
            n = ends[action]
        else:
            return False
        self._go(now.source, n)
        return bool(n != now.n)

    def _next(self, step: int, shown: Shown) -> bool:
        """The next hit while a search is open, else the next claim of the article."""
        if self.words:
            moved = self.hits.act("down" if step > 0 else "up", self._search.count())
            if moved:
                self.hits.fit(self._search.count(), self.hits.height)
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
        hit, now = self.hit(), self.reading(shown)
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
        if now.claim is None:
            return False
        claim_id = now.claim["claim_id"]
        rows = [row for row in now.claims if row["claim_id"] == claim_id]
        quotes = [(row["n"], quote) for row in rows for quote in row["quotes"]]
        return Copy(footnote(now.claim, quotes, now.claim), f"footnote of claim {claim_id}")

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        from tui.pages.sources.draw import draw  # at first, while the articles are being read

        self._read(shown)
        return fitted(draw(self, shown, surface), surface)
