"""A dossier in Markdown: legs, story, conflicts and footnotes of a deal or an entity."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tui.context import Context
from tui.format import FULL, known, origins, status_word
from tui.pages.cards.footnote import footnote
from tui.pages.cards.leg_rows import roles
from tui.pages.legs import size_of
from tui.pages.page import Ask, Shown

Row = dict[str, Any]
Read = Callable[[Ask], list[Row]]
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
VERBS = {
    "appeared": "is told",
    "vanished": "is withdrawn",
    "paused": "is paused",
    "denied": "is denied",
    "revived": "is alive again",
    "sized": "gets an amount",
}


def deal_dossier(deal_id: str, read: Read, names: Mapping[str, str], context: Context) -> str:
    """The dossier of a deal; '' where nothing is known of it. `read` gives the rows of an ask."""
    found = read(Ask.of("deal", deal=deal_id))
    if not found:
        return ""
    deal = found[0]
    head = [f"Status: {_status(deal)}, told by {', '.join(deal['told_by'])}."]
    if deal["other_deal_id"]:
        words = str(deal["relation"]).replace("_", " ")
        head.append(f"It is {words} {text(deal['other_deal'])}.")
    if deal["note"]:
        head.append(text(deal["note"]))
    legs = read(Ask.of("deal_legs", deal=deal_id))
    story = read(Ask.of("deal_turns", deal=deal_id))[::-1]
    subjects = {deal_id, *(row["leg_id"] for row in legs)}
    return _Dossier(read, names, context).text(deal["title"], head, legs, story, subjects)


def entity_dossier(entity_id: str, read: Read, names: Mapping[str, str], context: Context) -> str:
    """The dossier of an entity; '' for an id that the corpus does not have."""
    found = read(Ask.of("entity", entity=entity_id))
    if not found:
        return ""
    entity = found[0]
    aliases = sorted({each["alias"] for each in entity["aliases"] or ()} - {entity["name"]})
    legs = read(Ask.of("entity_legs", entity=entity_id))
    family = {entity_id} | {row["payer_id" if row["pays"] else "payee_id"] for row in legs}
    played = roles(legs, family, Shown(context, names=names))
    head = [f"{text(entity['kind']).capitalize()}, {entity['claims']} claims in the corpus."]
    head += [f"Roles: {text('; '.join(played))}."] if played else []
    head += [f"Also called: {text('; '.join(aliases))}."] if aliases else []
    own = {row["leg_id"] for row in legs}
    deals = sorted({row["deal_id"] for row in legs})
    turns = [row for deal in deals for row in read(Ask.of("deal_turns", deal=deal))]
    story = sorted((r for r in turns if r["leg_id"] in own), key=lambda row: row["known_on"])
    return _Dossier(read, names, context).text(
        entity["name"], head, legs, story, {entity_id, *own, *deals}
    )


def text(value: object) -> str:
    """A text of the corpus in Markdown, where it means nothing but itself."""
    return _MARKUP.sub(r"\\\1", " ".join(str(value).split()))


class _Dossier:
    """One text, and the claims that it cites."""

    def __init__(self, read: Read, names: Mapping[str, str], context: Context) -> None:
        self._read = read
        self._names = names
        self._context = context
        self._cited: list[str] = []

    def text(
        self,
        title: str,
        head: Sequence[str],
        legs: Sequence[Row],
        story: Sequence[Row],
        subjects: set[str],
    ) -> str:
        """Head, legs, story, conflicts and the footnotes of all that was cited."""
        lens = self._context.lens
        lines = [f"# {text(title)}", "", f"As of {self._context.as_of}, {lens} lens.", "", *head]
        lines += ["", "## Legs", "", *self._legs(legs)]
        lines += ["", "## Story", "", *(self._turn(row) for row in story)]
        lines += ["", "## Conflicts", "", *self._conflicts(subjects)]
        return "\n".join([*lines, "", *self._footnotes()]) + "\n"

    def _cite(self, claim_id: str | None) -> str:
        if claim_id is None:
            return ""
        if claim_id not in self._cited:
            self._cited.append(claim_id)
        return f"[^{_label(claim_id)}]"

    def _name(self, row: Row) -> str:
        payer, payee = (self._names.get(row[side], row[side]) for side in ("payer_id", "payee_id"))
        return text(f"{payer} → {payee}, {row['what']}")

    def _legs(self, legs: Sequence[Row]) -> list[str]:
        if not legs:
            return ["No leg is known."]
        lines = ["| leg | $B, or its unit | status | evidence | newest |"]
        lines.append("| --- | ---: | --- | --- | --- |")
        for row in legs:
            size = row["amount_claim"] or row["units_claim"]
            cited = dict.fromkeys([size, row["standing_claim"] or row["status_claim"]])
            notes = "".join(self._cite(claim) for claim in cited)
            mark = f"{origins(row['origins'], FULL)} T{row['best_tier']}" if row["origins"] else "?"
            cells = [
                self._name(row),
                size_of(row, FULL),
                _status(row),
                f"{mark}{notes}",
                str(row["newest"]),
            ]
            lines.append(f"| {' | '.join(cells)} |")
        return lines

    def _turn(self, row: Row) -> str:
        verb = VERBS.get(row["change"], row["change"])
        day = known(row["known_on"], row["known_basis"])
        belief = f"{_size(row)}, {_status(row)}"
        return f"- {text(day)}: {self._name(row)} {verb}: {belief}{self._cite(row['claim_id'])}"

    def _conflicts(self, subjects: set[str]) -> list[str]:
        every = self._read(Ask.of("conflicts"))
        ids = {row[side] for row in every for side in ("earlier", "later")}
        claims = self._read(Ask.of("claims_by_id", claims=",".join(sorted(ids))))
        about = {c["claim_id"]: c["leg_id"] or c["deal_id"] or c["entity_id"] for c in claims}
        rows = [row for row in every if {about[row["earlier"]], about[row["later"]]} & subjects]
        lines = [
            f"- {text(row['verdict'])}: {text(row['earlier_statement'])}"
            f"{self._cite(row['earlier'])} Against it: {text(row['later_statement'])}"
            f"{self._cite(row['later'])}"
            for row in rows
        ]
        return lines or ["No two voices contradict each other on this date."]

    def _footnotes(self) -> list[str]:
        lines = []
        for claim_id in self._cited:
            claim = self._read(Ask.of("claim", claim=claim_id))[0]
            quotes = [(place["n"], place["quote"]) for place in claim["places"] or ()]
            lines.append(f"[^{_label(claim_id)}]: {text(footnote(claim, quotes, claim))}")
        return lines


def _label(claim_id: str) -> str:
    return re.sub(r"[^\w.-]", "-", claim_id)


def _size(row: Row) -> str:
    """The amount of a leg in a sentence: '≤100 $B', '1 GW', '4–5 M GPUs', 'no amount'."""
    text = size_of(row, FULL)
    if text == FULL.unknown:
        return "no amount"
    if row["low"] is not None or row["high"] is not None:
        return f"{text} $B"
    return f"{text} GPUs" if row["units_unit"] == "gpus" else text


def _status(row: Row) -> str:
    return status_word(row["status"], row["standing"]) or "status unknown"
