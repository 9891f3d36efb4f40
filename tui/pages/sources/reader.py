"""The reader: an article paragraph by paragraph, its evidence marked where it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from tui.corpus.fold import hits
from tui.draw.spans import Line, add_role, clip, concat, pad
from tui.format import GlyphSet
from tui.pages.page import Surface
from tui.pages.parts import resting

if TYPE_CHECKING:
    from tui.corpus.articles import Attached

View = Literal["digest", "original", "both"]
VIEWS: tuple[View, ...] = ("digest", "original", "both")
NOT_ATTACHED = "original not attached"


@dataclass(frozen=True)
class Text:
    """What the reader draws: paragraphs, the quotes of each by number, the original if attached."""

    paragraphs: Sequence[Mapping[str, Any]]
    quotes: Mapping[int, Sequence[tuple[int, str]]]
    original: Sequence[str] | None
    note: str
    numbered: bool = True


@dataclass
class Reader:
    """Which paragraph is on top, how far a long one is scrolled, and in whose words it is read.

    `first` is the paragraph's number in the article: where it stands among those read may change.
    """

    view: View = "digest"
    asked: bool = False
    first: int = 0
    skip: int = 0
    _seen: int = 1
    _tall: int = 1
    _wide: bool = False
    _sought: tuple[object, ...] = ()
    _before: list[Line] = field(default_factory=list)

    def keep(self, lines: list[Line]) -> list[Line]:
        """Remember what is seen, for while another article is being read."""
        self._before = lines
        return lines

    def before(self, height: int) -> list[Line]:
        """What was seen last, if it has this height."""
        return self._before if len(self._before) == height else []

    def turn(self, step: int) -> None:
        """The next view; both side by side need 120 columns."""
        views = VIEWS if self._wide else VIEWS[:2]
        at = views.index(self.view) if self.view in views else 0
        self.view = views[(at + step) % len(views)]
        self.asked = True

    def show_words(self, printed: bool = True) -> None:
        """Read what was printed, where the evidence stands, or the digest; both serve."""
        if self.view != "both" or not self._wide:
            self.view = ("both" if self._wide else "original") if printed else "digest"
            self.asked = False

    def scroll(self, step: int) -> bool:
        """Scroll inside a paragraph that is taller than the reader; false at its end."""
        wanted = max(0, min(self.skip + step * max(self._seen - 1, 1), self._tall - self._seen))
        moved = wanted != self.skip
        self.skip = wanted
        return moved

    def lines(
        self,
        text: Text,
        at: int,
        chosen: int | None,
        words: list[str],
        surface: Surface,
        *,
        active: bool,
    ) -> list[Line]:
        """The paragraphs round number `at` of the list, in exactly the surface's height."""
        self._wide, self._seen = surface.wide, surface.height
        blocks: dict[int, list[Line]] = {}

        def block(n: int) -> list[Line]:
            if n not in blocks:
                blocks[n] = self._block(text, n, n == at, chosen, words, surface, active)
            return blocks[n]

        height = surface.height
        self._tall = len(block(at))
        numbers = [row["n"] for row in text.paragraphs]
        if self._tall >= height:
            self.first = numbers[at]
            self._seek(block(at), (at, chosen, *words), height)
            return self._part(block(at), surface)
        self.skip = 0
        # As little scrolling as will do; the paragraph before stays in view where there is room.
        first = max(min(bisect_left(numbers, self.first), max(at - 1, 0)), at - height)
        while sum(len(block(n)) for n in range(first, at + 1)) > height:
            first += 1
        self.first = numbers[first]
        lines: list[Line] = []
        n = first
        while len(lines) < height and n < len(text.paragraphs):
            lines += block(n)
            n += 1
        if len(lines) > height:
            # A paragraph that goes on below says so.
            lines = [*lines[: height - 1], _more(lines[height - 1], surface)]
        return lines

    def _seek(self, block: list[Line], wanted: tuple[object, ...], height: int) -> None:
        """Scroll a tall paragraph to the chosen or found words, once; then it is the reader's."""
        if wanted != self._sought:
            self._sought = wanted
            marked = [y for y, line in enumerate(block) if any(_sought(role) for _, role in line)]
            if marked and not self.skip <= marked[0] < self.skip + height - 1:
                self.skip = max(marked[0] - height // 2, 0)
        self.skip = max(0, min(self.skip, self._tall - height))

    def _part(self, block: list[Line], surface: Surface) -> list[Line]:
        """The seen part of a paragraph that is taller than the reader, with signs of the rest."""
        seen = block[self.skip : self.skip + surface.height]
        if self.skip:
            seen[0] = resting(seen[0], surface.glyphs)
        if self.skip + surface.height < len(block):
            seen[-1] = _more(seen[-1], surface)
        return seen

    def _block(
        self,
        text: Text,
        n: int,
        here: bool,
        chosen: int | None,
        words: list[str],
        surface: Surface,
        active: bool,
    ) -> list[Line]:
        """One paragraph with its number before it, tinted where the keys are."""
        row, glyphs = text.paragraphs[n], surface.glyphs
        label = f"P{row['n']}"
        gutter = 1 + max(3, len(f"P{row['last_n']}")) + 1
        numbers = text.quotes.get(row["n"], ())
        width = surface.width - gutter - 3
        original = None
        if text.original is not None and row["n"] <= len(text.original):
            original = text.original[row["n"] - 1]
        chosen = chosen if here else None
        if self.view == "both" and surface.wide and original is not None:
            half = (width - 3) // 2
            left = _digest(row, numbers, chosen, words, half, glyphs, here and text.numbered)
            right = _original(
                original, numbers, chosen, words, half, glyphs, here and text.numbered
            )
            body = _beside(left, right, half, glyphs)
        elif self.view == "original" and original is not None:
            body = _original(
                original, numbers, chosen, words, width, glyphs, here and text.numbered
            )
        else:
            body = _digest(row, numbers, chosen, words, width, glyphs, here and text.numbered)
        cursor = glyphs.cursor if here else " "
        role = "accent" if active else "muted"
        first = concat([(cursor, role), (label.ljust(gutter - 1), "muted")], body[0])
        rest = [concat([(" " * gutter, "")], line) for line in body[1:]]
        if here and active:
            return [add_role(first, "cursor"), *rest]
        return [first, *rest]


def _sought(role: str) -> bool:
    """Whether these are the words of the chosen claim, or words that a search found."""
    return "reverse" in role or "found" in role


def note_of(attached: Attached | None, source_id: str) -> str:
    """Why there is no original of a source, in one line; '' where there is one."""
    if attached is not None and source_id in attached.originals:
        return ""
    notes = attached.notes if attached is not None else ()
    for note in notes:
        if f"source {source_id}," in note or note.startswith(source_id):
            return note
    return NOT_ATTACHED


def _digest(
    row: Mapping[str, Any],
    quotes: Sequence[tuple[int, str]],
    chosen: int | None,
    words: list[str],
    width: int,
    glyphs: GlyphSet,
    numbered: bool,
) -> list[Line]:
    """Our own words; who speaks stands before them where it is not the author."""
    if row["role"] == "skipped":
        return [clip([(f"{glyphs.dash} {row['no_claim'] or 'skipped'}", "muted")], width, glyphs)]
    text = str(row["digest"])
    role = "bold" if row["role"] in ("title", "heading") else ""
    # Here and below: the page is made, and its articles are asked for, before this is imported.
    from tui.pages.sources.marks import digest_marks, marked

    marks = digest_marks(text, quotes)
    line = marked(text, marks, chosen, role, hits(text, words), numbered=numbered)
    if numbered:
        line = concat(line, _elsewhere({n for n, _ in quotes} - {m.number for m in marks}, chosen))
    return _voiced(row, line, width, glyphs)


def _elsewhere(numbers: set[int], chosen: int | None) -> Line:
    """The claims whose words stand in the original alone: the digest says it in its own."""
    if not numbers:
        return []
    line: Line = [(" [", "muted")]
    for at, number in enumerate(sorted(numbers)):
        role = "accent bold reverse" if number == chosen else "accent"
        line += [(",", "accent")] * bool(at) + [(str(number), role)]
    return [*line, (" marked in the original]", "muted")]


def _voiced(row: Mapping[str, Any], line: Line, width: int, glyphs: GlyphSet) -> list[Line]:
    """A bar runs down what is not in the author's voice, and the voice begins it."""
    from tui.pages.sources.marks import wrapped_line

    role = str(row["role"])
    if role == "comment" or row["voice"]:
        said = ", ".join(part for part in (row["voice"], role if role != "body" else "") if part)
        on = f" {row['voice_on']}" if row["voice_on"] else ""
        line = concat([(f"{said}{on}: ", "muted italic")], line)
        return [
            concat([(f"{glyphs.bar} ", "hairline")], part)
            for part in wrapped_line(line, width - 2, glyphs)
        ]
    if role in ("list", "table", "link", "quote"):
        line = concat([(f"{role} ", "muted")], line)
    return wrapped_line(line, width, glyphs)


def _original(
    text: str,
    quotes: Sequence[tuple[int, str]],
    chosen: int | None,
    words: list[str],
    width: int,
    glyphs: GlyphSet,
    numbered: bool,
) -> list[Line]:
    """The printed words, as they are."""
    from tui.pages.sources.marks import marked, quoted_marks, wrapped_line

    marks = quoted_marks(text, quotes)
    return wrapped_line(
        marked(text, marks, chosen, "", hits(text, words), numbered=numbered), width, glyphs
    )


def _beside(left: list[Line], right: list[Line], half: int, glyphs: GlyphSet) -> list[Line]:
    rule: Line = [(f" {glyphs.bar} ", "hairline")]
    return [
        concat(
            pad(left[y] if y < len(left) else [], half, glyphs),
            rule,
            right[y] if y < len(right) else [],
        )
        for y in range(max(len(left), len(right)))
    ]


def _more(line: Line, surface: Surface) -> Line:
    """The last line seen of a paragraph that goes on below."""
    room = surface.width - 3
    return concat(pad(line, room, surface.glyphs), [(f" {surface.glyphs.down}", "muted")])
