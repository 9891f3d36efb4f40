"""The list of keys, made from keys.py, and what the marks on the screen mean; the palette."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui.draw.matrix import sizes
from tui.draw.spans import Line, add_role, clip, concat, plain, title
from tui.format import FULL, GlyphSet, status_glyph
from tui.keys import KEYS
from tui.pages.page import Ask, Run, Seek, Shown, Subject, Surface
from tui.pages.rows import Rows

# What enter on the last line does, which is no key.
SEEK = "seek"
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
NETWORK = (
    ("legs, sum", "all dollars in the lens; shares and capacity have none"),
    ("recycled", "the most that can go round, given every amount in the lens"),
    ("known $: 0", "in known dollars nothing goes round; what has none is unknown"),
    ("index", "what is recycled, as a part of that sum"),
    ("reciprocity", "what pairs of companies pay each other, as a part of that sum"),
    ("from outside", "what a company pays in cash less what it is paid"),
    ("legs in $", "coverage: legs with dollars in the lens, of all that weigh"),
    ("loops in $", "loops closed with dollars on every arrow"),
    ("return legs", "purchases that lie on some loop: the money that comes back"),
    ("goes round", "of each leg: one way to divide what is recycled, first by leg"),
    ("min", "the smallest arrow in dollars; loops with an arrow without stand below"),
    ("vendor-funded", "how much of its own sale a vendor paid for, at most"),
    ("multiple", "what a customer buys for each dollar that the vendor put in"),
    ("broken", "closed until the newest news, which withdrew one of its arrows"),
    ("told of 2", "put together from two articles: none tells the whole loop"),
    ("arrows", "thin, double from 10, thick from 100 $B; dashed: no dollars"),
)


@dataclass
class HelpPage:
    """Keys first, then statuses, lenses and marks. Found by `/`; enter does what a key would.

    Below what has the words stands the search for them in all articles, claims and names.
    """

    name: str = "help"
    finds_by: str = "filter"
    text: str = ""
    rows: Rows = field(default_factory=Rows)

    def wants(self, shown: Shown) -> dict[str, Ask]:
        return {}

    def sql(self, shown: Shown) -> Ask:
        return Ask.of("ladder")

    def footer(self) -> tuple[str, ...]:
        return ("enter", "find", "down", "page_down", "back")

    def subject(self, shown: Shown) -> Subject:
        return Subject()

    def find(self, text: str) -> None:
        """Keep the lines that have every word of a text."""
        self.text, self.rows.cursor = text, 0

    def act(self, action: str, shown: Shown) -> Run | Seek | bool:
        lines = self._found(FULL)
        if action == "enter" and lines:
            wanted = lines[min(self.rows.cursor, len(lines) - 1)][0]
            if wanted == SEEK:
                return Seek(self.text)
            return Run(wanted) if wanted is not None else False
        return self.rows.act(action, len(lines))

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, width = surface.glyphs, surface.width
        found = self._found(glyphs)
        self.rows.fit(len(found), surface.height - 1)
        right = f"{self.rows.cursor + 1} of {len(found)}"
        head = title("Keys and marks", right, width, glyphs)
        seen = found[self.rows.first : self.rows.first + self.rows.height]
        return [
            head,
            *(
                chosen(line, glyphs) if at == self.rows.cursor else clip(line, width, glyphs)
                for at, (_, line) in enumerate(seen, self.rows.first)
            ),
        ]

    def _found(self, glyphs: GlyphSet) -> list[tuple[str | None, Line]]:
        """The lines that match, each with the action that enter on it does."""
        words = self.text.lower().split()
        every = _text(glyphs)
        if not words:
            return every
        kept = [each for each in every if all(word in plain(each[1]).lower() for word in words)]
        seek: Line = [(f" {glyphs.here}          ", "accent"), ("search all texts: ", "")]
        return [*kept, (SEEK, [*seek, (self.text.strip(), "bold")])]


def chosen(line: Line, glyphs: GlyphSet) -> Line:
    """The line under the cursor."""
    first, *rest = line or [(" ", "")]
    text = [(first[0][1:], first[1]), *rest]
    return add_role(concat([(glyphs.cursor, "accent")], text), "cursor")


def _text(glyphs: GlyphSet) -> list[tuple[str | None, Line]]:
    keys: list[tuple[str | None, Line]] = []
    for key in KEYS:
        where = "" if key.where == "all" else f" ({key.where})"
        line: Line = [(f" {key.shown:<11}", "accent"), (f"{key.help}{where}", "")]
        keys.append((key.action, line))
    return [*keys, *((None, line) for line in _marks(glyphs))]


def _marks(glyphs: GlyphSet) -> list[Line]:
    lines: list[Line] = []
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
    )
    pairs = (" ".join(sizes(glyphs)), "the same in a matrix without room for amounts; * both ways")
    return lines + [
        [(f" {mark:<15}", "accent"), (meaning, "")] for mark, meaning in (*marks, *NETWORK, pairs)
    ]
