"""The list of keys, made from keys.py, and what the marks on the screen mean."""

from __future__ import annotations

from dataclasses import dataclass

from tui.draw.spans import Line, title
from tui.format import GlyphSet, status_glyph
from tui.keys import KEYS
from tui.pages.page import Ask, Open, Shown, Subject, Surface

STATUSES = (
    ("paid", "money went over, or the good was delivered"),
    ("binding", "a definitive contract; partly paid looks the same"),
    ("conditional", "signed, due only if a named condition is met"),
    ("loi", "signed, not binding"),
    ("announced", "a party said it"),
    ("rumoured", "no party has said it"),
)
STANDINGS = (("paused", "on hold"), ("withdrawn", "given up, lapsed or denied"))
LENSES = (
    ("headline", "everything alive or paused, at its highest"),
    ("announced", "said by a party and alive; no derived amount"),
    ("firm", "binding or firmer, at its lowest"),
    ("paid", "what is known to have been paid"),
)


@dataclass
class HelpPage:
    """Keys first; then statuses, lenses and marks. Scrolls by rows."""

    name: str = "help"
    first: int = 0

    def wants(self, shown: Shown) -> dict[str, Ask]:
        return {}

    def sql(self, shown: Shown) -> Ask:
        return Ask.of("ladder")

    def footer(self) -> tuple[str, ...]:
        return ("down", "page_down", "back")

    def subject(self, shown: Shown) -> Subject:
        return Subject()

    def act(self, action: str, shown: Shown) -> Open | bool:
        steps = {"down": 1, "up": -1, "page_down": 15, "page_up": -15, "first": -999, "last": 999}
        if action not in steps:
            return False
        self.first = max(0, self.first + steps[action])
        return True

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        text = _text(surface.glyphs)
        room = surface.height - 1
        self.first = max(0, min(self.first, len(text) - room))
        right = f"{self.first + 1}-{min(self.first + room, len(text))} of {len(text)}"
        return [
            title("Keys and marks", right, surface.width, surface.glyphs),
            *text[self.first : self.first + room],
        ]


def _text(glyphs: GlyphSet) -> list[Line]:
    lines: list[Line] = []
    for key in KEYS:
        where = "" if key.where == "all" else f" ({key.where})"
        lines.append([(f" {key.shown:<11}", "accent"), (f"{key.help}{where}", "")])
    lines += [[], [("Status: how firm", "bold")]]
    for word, meaning in STATUSES:
        lines.append([(f" {status_glyph(word, 'live', glyphs)} {word:<13}", word), (meaning, "")])
    lines += [[], [("Standing: whether alive", "bold")]]
    for word, meaning in STANDINGS:
        lines.append([(f" {status_glyph(None, word, glyphs)} {word:<13}", word), (meaning, "")])
    lines += [[], [("Lens: how much certainty counts", "bold")]]
    lines += [[(f" {word:<15}", "accent"), (meaning, "")] for word, meaning in LENSES]
    lines += [[], [("Numbers", "bold")]]
    marks = (
        (
            glyphs.upto + " " + glyphs.at_least + " " + glyphs.about,
            "at most, at least, about: the source says so",
        ),
        (glyphs.unknown, "unknown: no source gives a number; never zero"),
        ("n of m", "so many of the legs have an amount in dollars"),
        (f"{glyphs.many}3 T3", "three origins, the best of tier 3 (1 filing ... 5 blog)"),
        ("recycled", "the most that can go round, given every amount in the lens"),
        ("from outside", "what a company pays in cash less what it is paid"),
    )
    return lines + [[(f" {mark:<15}", "accent"), (meaning, "")] for mark, meaning in marks]
