"""The evidence card: one claim with who, where, in which words; and how the belief came to this."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from tui.draw.spans import Line
from tui.pages.cards import leg_rows
from tui.pages.cards.evidence_draw import draw
from tui.pages.cards.footnote import footnote
from tui.pages.cards.sums import sums_ask
from tui.pages.cards.whole import Whole
from tui.pages.cards.yours import by_yours
from tui.pages.loaded import pages_round
from tui.pages.page import Ask, Copy, Open, Shown, Subject, Surface
from tui.pages.parts import fitted, step_part
from tui.pages.rows import Rows
from tui.pages.story import turns

Row = dict[str, Any]
ENTRIES, BESIDE = 0, 1
NAMELESS = "nothing under the cursor names a claim, a leg, a deal or an entity"


@dataclass
class EvidencePage:
    """The claims behind a number; it opens on the one that decides how the number is shown."""

    subject_asked: Subject
    name: str = "evidence"
    rows: Rows = field(default_factory=Rows)
    links: Rows = field(default_factory=Rows)
    part: int = ENTRIES
    view: str = ""
    placed: bool = False
    whole: Whole = field(default_factory=Whole)

    def wants(self, shown: Shown) -> dict[str, Ask]:
        asked = self.subject_asked
        if self.nothing:
            return {}
        asks = {"story": self._story_ask()}
        if asked.leg is not None:
            asks["edge"] = Ask.of("edge_legs", leg=asked.leg)
        if asked.legs or asked.leg:
            asks["sums"] = sums_ask(asked)
        claim_id = self.claim_id(shown)
        if claim_id is not None:
            asks["claim"] = Ask.of("claim", claim=claim_id)
        claim = self.claim(shown)
        if claim is not None:
            place = pages_round(claim["n"] or 1)
            asks["paragraphs"] = Ask.of("paragraphs", source=claim["source_id"], **place)
        return asks

    def _story_ask(self) -> Ask:
        asked = self.subject_asked
        if asked.leg is not None:
            return Ask.of("leg_story", leg=asked.leg)
        if len(asked.claims) == 1:
            return Ask.of("key_story", claim=asked.claims[0])
        if asked.claims:
            return Ask.of("claims_by_id", claims=",".join(asked.claims))
        if asked.deal is not None:
            return Ask.of("deal_story", deal=asked.deal)
        return Ask.of("entity_story", entity=asked.entity or "")

    def sql(self, shown: Shown) -> Ask:
        asks = {"story": self._story_ask(), **self.wants(shown)}
        if self.seen(shown) == "paragraph" and "paragraphs" in asks:
            return asks["paragraphs"]
        return asks["sums"] if self.seen(shown) == "sums" else asks["story"]

    def footer(self) -> tuple[str, ...]:
        leg = ("left",) if self.subject_asked.leg is not None else ()
        return ("down", "enter", *leg, "view", "copy", "card", "next_part", "sql", "back")

    # -- what is there

    @property
    def nothing(self) -> str:
        """Why there is no evidence whatever the date; '' where there may be some."""
        asked = self.subject_asked
        named = asked.claims or asked.leg or asked.legs or asked.deal or asked.entity
        return asked.nothing or ("" if named else NAMELESS)

    def views(self, shown: Shown) -> list[str]:
        """What the lower part can show of this subject."""
        views = [] if self.subject_asked.legs else ["story"]
        story = shown.rows("story")
        if views and len(turns(story)) not in (0, len(story)):
            views.append("all")
        if "sums" in self._frames(shown):
            views.append("sums")
        views.append("paragraph")
        return views + ["whole"] * (self.whole.cut or self.view == "whole")

    def seen(self, shown: Shown) -> str:
        """The view of the lower part: a sum opens on what it is made of."""
        views = self.views(shown)
        return self.view if self.view in views else views[0]

    def entries(self, shown: Shown) -> list[Row]:
        """What the cursor walks over: turns of the story, all of it, or the claims of the sum."""
        if self.seen(shown) == "sums":
            return self.sums(shown)
        if self.subject_asked.legs:
            return [row for row in self.sums(shown) if row["claim_id"]]
        story = shown.rows("story")
        few = turns(story)
        return story if self.view == "all" or not few else few

    def sums(self, shown: Shown) -> list[Row]:
        """What each claim adds to the number, what adds most first."""
        return list(by_yours(shown.rows("sums"), self.subject_asked))

    def _frames(self, shown: Shown) -> tuple[str, ...]:
        frame = shown.frames.get("sums")
        asked = self.subject_asked
        legs = ",".join(asked.legs or ((asked.leg,) if asked.leg else ()))
        return ("sums",) if frame is not None and frame.params.get("legs") == legs else ()

    def _entry(self, shown: Shown) -> Row | None:
        if not self.placed:
            self._place(shown)
        entries = self.entries(shown)
        return entries[max(0, min(self.rows.cursor, len(entries) - 1))] if entries else None

    def _place(self, shown: Shown) -> None:
        """Open on the claim asked for, on the whole story where it is not among the turns; of a
        sum on what adds most."""
        ready = shown.frames.get("sums" if self.subject_asked.legs else "story")
        if ready is None or dict(ready.params) != self._opening().values():
            return
        wanted = next(iter(self.subject_asked.claims), None)
        story = shown.rows("story")
        if wanted and not self.subject_asked.legs and not self.view:
            ids = [row["claim_id"] for row in turns(story)]
            self.view = "story" if wanted in ids or not ids else "all"
        ids = [row["claim_id"] for row in self.entries(shown)]
        self.placed, self.rows.cursor = True, 0
        if not self.subject_asked.legs:
            self.rows.cursor = ids.index(wanted) if wanted in ids else max(len(ids) - 1, 0)

    def _opening(self) -> Ask:
        asked = self.subject_asked
        return sums_ask(asked) if asked.legs else self._story_ask()

    def claim_id(self, shown: Shown) -> str | None:
        """The claim under the cursor; a leg without an amount has none."""
        entry = self._entry(shown)
        return entry["claim_id"] if entry is not None else None

    def claim(self, shown: Shown) -> Row | None:
        """Everything about the claim under the cursor, the one before until it is there."""
        rows = shown.rows("claim")
        return rows[0] if rows and self.claim_id(shown) is not None else None

    def _ready(self, shown: Shown) -> Row | None:
        """What `claim` says, unless it is still of the claim before: keys act on nothing older."""
        claim = self.claim(shown)
        return claim if claim and claim["claim_id"] == self.claim_id(shown) else None

    def subject(self, shown: Shown) -> Subject:
        entry, asked = self._entry(shown), self.subject_asked
        if entry is None:
            return replace(asked, claims=(), legs=())
        claim = self._ready(shown) or {}
        leg = claim.get("leg_id") or entry.get("leg_id")
        deal = claim.get("deal_id") or entry.get("deal_id") or asked.deal
        entity = claim.get("entity_id") or entry.get("entity_id") or asked.entity
        if entry["claim_id"] is None:
            return Subject((), leg, deal, entity)
        claims = (entry["claim_id"],)
        place = entry["source_id"], entry["n"]
        return Subject(claims, leg, deal, entity, *place, picked=entry["claim_id"])

    # -- what keys do

    def act(self, action: str, shown: Shown) -> Open | Copy | bool:
        part = step_part(self.part, action, 2)
        if part is not None and self._links(shown):
            self.part = part
            return True
        if action in ("view", "view_back"):
            return self._turn(1 if action == "view" else -1, shown)
        if action in ("left", "right"):
            return self._leg(-1 if action == "left" else 1, shown)
        if action == "copy":
            return self._footnote(shown)
        if action == "enter":
            return self._enter(shown)
        if self.part == BESIDE:
            return self.links.act(action, len(self._links(shown)))
        if self.seen(shown) == "whole" and self.whole.act(action):
            return True
        steps = {"next_hit": "down", "previous_hit": "up"}
        return self.rows.act(steps.get(action, action), len(self.entries(shown)))

    def _links(self, shown: Shown) -> list[Row]:
        claim = self._ready(shown)
        return (claim["links"] or []) if claim is not None else []

    def _turn(self, step: int, shown: Shown) -> bool:
        """The next view of the lower part, on the same claim."""
        views, claim_id = self.views(shown), self.claim_id(shown)
        self.view = views[(views.index(self.seen(shown)) + step) % len(views)]
        self.whole.skip = 0
        ids = [row["claim_id"] for row in self.entries(shown)]
        self.rows.cursor = ids.index(claim_id) if claim_id in ids else 0
        return True

    def _leg(self, step: int, shown: Shown) -> bool:
        """Another leg of the same edge."""
        edge = shown.rows("edge")
        ids = [row["leg_id"] for row in edge]
        if self.subject_asked.leg not in ids or len(ids) < 2:
            return False
        row = edge[(ids.index(self.subject_asked.leg) + step) % len(ids)]
        self.subject_asked = leg_rows.subject(row)
        self.placed, self.part, self.view = False, ENTRIES, ""
        return True

    def _enter(self, shown: Shown) -> Open | bool:
        """To the paragraph of the claim, to the card of the linked one, or of the leg that adds
        nothing to a sum."""
        links = self._links(shown)
        if self.part == BESIDE and links:
            link = links[max(0, min(self.links.cursor, len(links) - 1))]
            return Open("evidence", Subject((link["claim_id"],), link["leg_id"]))
        subject = self.subject(shown)
        if self.claim_id(shown) is not None:
            return Open("source", subject)
        return Open("evidence", subject) if self.subject_asked.legs and subject.leg else False

    def _footnote(self, shown: Shown) -> Copy | bool:
        claim = self._ready(shown)
        if claim is None:
            return False
        quotes = [(place["n"], place["quote"]) for place in claim["places"] or ()]
        return Copy(footnote(claim, quotes, claim), f"footnote of claim {claim['claim_id']}")

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        return fitted(draw(self, shown, surface), surface)
