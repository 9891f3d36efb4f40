"""The evidence card: one claim with who, where, in which words; and how the belief came to this."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tui.draw.spans import Line, clip_text, title
from tui.draw.table import Column, table
from tui.format import GlyphSet, amount, known, role_of, status_glyph, status_word, when
from tui.pages.page import Ask, Open, Shown, Subject, Surface
from tui.pages.rows import Rows
from tui.pages.story import believed, place, voice
from tui.pages.wrap import wrapped

ATTRIBUTIONS = {
    "named": "named",
    "unnamed": "unnamed",
    "author": "the author, in own voice",
    "document": "a document",
}


@dataclass
class EvidencePage:
    """The claims behind what was under the cursor; the newest belief comes first to the eye."""

    subject_asked: Subject
    heading: str = ""
    name: str = "evidence"
    rows: Rows = field(default_factory=Rows)
    _placed: bool = False

    def wants(self, shown: Shown) -> dict[str, Ask]:
        asked = self.subject_asked
        if asked.leg is not None:
            asks = {"story": Ask.of("leg_story", leg=asked.leg)}
        elif asked.claims:
            asks = {"story": Ask.of("claims_by_id", claims=",".join(asked.claims))}
        elif asked.deal is not None:
            asks = {"story": Ask.of("deal_story", deal=asked.deal)}
        else:
            asks = {"story": Ask.of("entity_story", entity=asked.entity or "")}
        claim = self._claim(shown)
        if claim is not None:
            asks["places"] = Ask.of("claim_evidence", claim=claim["claim_id"])
            asks["links"] = Ask.of("claim_links", claim=claim["claim_id"])
        return asks

    def sql(self, shown: Shown) -> Ask:
        return self.wants(shown)["story"]

    def footer(self) -> tuple[str, ...]:
        return ("down", "enter", "card", "copy", "sql", "back")

    def _story(self, shown: Shown) -> list[dict[str, Any]]:
        return shown.rows("story")

    def _claim(self, shown: Shown) -> dict[str, Any] | None:
        story = self._story(shown)
        if not story:
            return None
        if not self._placed:
            # The card opens on the claim that decides how the number is shown.
            own = [
                n for n, row in enumerate(story) if row["claim_id"] in self.subject_asked.claims[:1]
            ]
            self.rows.cursor = own[0] if own else len(story) - 1
            self._placed = True
        return story[max(0, min(self.rows.cursor, len(story) - 1))]

    def subject(self, shown: Shown) -> Subject:
        claim = self._claim(shown)
        if claim is None:
            return self.subject_asked
        asked = self.subject_asked
        return Subject(
            (claim["claim_id"],),
            asked.leg,
            asked.deal,
            asked.entity,
            claim["source_id"],
            claim["n"],
        )

    def act(self, action: str, shown: Shown) -> Open | bool:
        if self.rows.act(action, len(self._story(shown))):
            return True
        if action == "enter" and self._claim(shown) is not None:
            return Open("source", self.subject(shown))
        return False

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, width = surface.glyphs, surface.width
        claim = self._claim(shown)
        if claim is None:
            return self._empty(shown, surface)
        story = self._story(shown)
        size = _size(claim, glyphs)
        right = f"{claim['property']}{' ' + claim['term'] if claim['term'] else ''} {glyphs.dot} claim {self.rows.cursor + 1} of {len(story)}"
        lines = [title(size if size != glyphs.unknown else "no amount", right, width, glyphs)]
        lines += self._statement(claim, surface)
        lines += [[], *self._facts(claim, shown, surface)]
        links = shown.rows("links")
        below = min(len(links), 4) + 1 if links else 0
        room = max(surface.height - len(lines) - below - 2, 3)
        lines += self._history(story, surface, room)
        if links:
            lines += _links(links, surface)
        return lines

    def _empty(self, shown: Shown, surface: Surface) -> list[Line]:
        text = " no claim is known of this on this date" if "story" in shown.frames else " reading"
        return [title("Evidence", "", surface.width, surface.glyphs), [(text, "muted")]]

    def _statement(self, claim: dict[str, Any], surface: Surface) -> list[Line]:
        status, standing = believed(claim)
        role = role_of(status, standing)
        head = (
            f" {status_glyph(status, standing, surface.glyphs)} {status_word(status, standing)}"
            if role
            else f" {claim['stance']}"
        )
        head = f"{head:<15}"
        text = wrapped(str(claim["statement"]), max(surface.width - len(head) - 1, 20))
        lines: list[Line] = [[(head, role or "muted"), (text[0], "bold")]]
        return lines + [[(" " * len(head), ""), (rest, "bold")] for rest in text[1:4]]

    def _facts(self, claim: dict[str, Any], shown: Shown, surface: Surface) -> list[Line]:
        glyphs = surface.glyphs
        places = shown.rows("places")
        first: dict[str, Any] = places[0] if places else {}
        speaker = claim["speaker"] or ATTRIBUTIONS["author"]
        if claim["speaker"]:
            speaker = f"{speaker}, {ATTRIBUTIONS[claim['attribution']].split(',')[0]}"
        via = f" {glyphs.dot} origin {claim['origin']}" if claim["origin"] else ""
        facts = [("said by", f"{speaker}{via} {glyphs.dot} T{claim['tier']}")]
        published = known(claim["known_on"], claim["known_basis"])
        basis = "inferred" if claim["known_basis"] == "inferred" else "as printed"
        kind = f" {glyphs.dot} {first['kind']}" if first else ""
        facts.append(("where", f"{claim['source_id']} {claim['publisher']} P{claim['n']}{kind}"))
        quotes = [
            f"{glyphs.quotes[0]}{row['quote']}{glyphs.quotes[-1]} P{row['n']}" for row in places
        ]
        attached = shown.attached is not None and claim["source_id"] in shown.attached.originals
        where = "" if attached else f" {glyphs.dot} original not attached"
        facts.append(("quote", (", ".join(quotes) or glyphs.unknown) + where))
        valid = when(claim["valid_from"], claim["valid_to"], claim["precision"], glyphs)
        facts.append(("known", f"{published}, {basis}   when  {valid}"))
        bound = claim["bound"] or "none printed"
        derived = ", worked out by the source" if claim["derived"] else ""
        facts.append(
            (
                "bound",
                f"{bound.replace('_', ' ')}{derived} {glyphs.dot} {claim['scope']} {glyphs.dot} {claim['stance']}",
            )
        )
        reason = f": {first['rank_reason']}" if first.get("rank_reason") else ""
        facts.append(("rank", f"{claim['rank']}{reason}"))
        facts.append(("in sums", _in_sums(claim)))
        if first.get("note"):
            facts.append(("note", str(first["note"])))
        lines: list[Line] = []
        for label, text in facts:
            parts = wrapped(text, max(surface.width - 13, 20))[
                : 2 if label in ("note", "quote") else 1
            ]
            lines.append(
                [
                    (f" {label:<11}", "muted"),
                    (parts[0], "quote" if label == "quote" and places else ""),
                ]
            )
            lines += [[(" " * 12, ""), (rest, "")] for rest in parts[1:]]
        return lines

    def _history(self, story: list[dict[str, Any]], surface: Surface, room: int) -> list[Line]:
        glyphs = surface.glyphs
        self.rows.fit(len(story), room - 2)
        columns = [
            Column("known", 11),
            Column("where", 8),
            Column("status", 15),
            Column("what", 10),
            Column("$B, unit", 9, "right"),
            Column("voice", 10, grow=1, gap=2),
            Column("T", 2, "right"),
        ]
        first = self.rows.first
        rows = [_history_row(row, glyphs) for row in story[first : first + room - 2]]
        right = f"{len(story)} claims, oldest first"
        if len(story) > room - 2:
            right = f"{self.rows.cursor + 1} of {right}"
        return [
            title("How it came to this", right, surface.width, glyphs),
            *table(columns, rows, surface.width, self.rows.cursor, first, room - 1, glyphs),
        ]


def _size(claim: dict[str, Any], glyphs: GlyphSet) -> str:
    text = amount(claim["low"], claim["high"], claim["bound"], claim["unit"], glyphs)
    return f"{text} $B" if claim["unit"] == "usd" and text != glyphs.unknown else text


def _history_row(row: dict[str, Any], glyphs: GlyphSet) -> tuple[Line | str, ...]:
    status, standing = believed(row)
    role = role_of(status, standing)
    word: Line = [
        (f"{status_glyph(status, standing, glyphs)} {status_word(status, standing)}", role)
    ]
    if not role:
        text = (
            f"not {row['status']}"
            if row["stance"] == "negated" and row["status"]
            else str(row["stance"])
        )
        word = [(clip_text(text.replace("_", " "), 15, glyphs), "muted")]
    size = amount(row["low"], row["high"], row["bound"], row["unit"], glyphs) if row["unit"] else ""
    return (
        known(row["known_on"], row["known_basis"]),
        place(row),
        word,
        str(row["property"]),
        size,
        voice(row),
        str(row["tier"]),
    )


def _links(links: list[dict[str, Any]], surface: Surface) -> list[Line]:
    lines = [title("Beside it", str(len(links)), surface.width, surface.glyphs)]
    for row in links[:4]:
        relation = str(row["relation"]).replace("_", " ")
        lines.append(
            [
                (f" {place(row):<9}", "muted"),
                (f"{relation:<16}", ""),
                (str(row["statement"]), "muted"),
            ]
        )
    return lines


def _in_sums(claim: dict[str, Any]) -> str:
    """Why a claim counts in the totals, or why it does not."""
    if claim["property"] not in ("amount", "funded") or claim["unit"] != "usd":
        return (
            "none: no dollars of a leg"
            if claim["property"] != "status"
            else "decides which lenses count the leg"
        )
    if claim["scope"] != "single":
        return (
            f"none: {claim['scope']}, listed under each leg"
            if claim["scope"] == "joint"
            else "none: an aggregate is never added to legs"
        )
    if claim["stance"] not in ("affirmed", "reported", "forecast"):
        return f"none: {claim['stance']}"
    if claim["rank"] == "deprecated":
        return "none: deprecated"
    if claim["tier"] > 5:
        return "none: a reader comment"
    if claim["derived"]:
        return "headline only: worked out by the source, not stated by a party"
    return "as far as status and standing let it"
