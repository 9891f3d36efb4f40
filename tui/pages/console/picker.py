"""A list to choose from by typing: tables, saved queries, what could stand at the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tui.draw.spans import Line, add_role, cell_width, clip, clip_text, concat, title
from tui.draw.spell import flat
from tui.format import GlyphSet
from tui.pages.rows import Rows
from tui.pages.wrap import wrapped

NAME_CELLS = 30
HINT_CELLS = 60
KIND_CELLS = 9


@dataclass(frozen=True, slots=True)
class Item:
    """Something to choose: its name and what it is in a word and in a line, more of it below.
    `text` is what choosing it puts into the editor, `runs` what F5 runs for it, `runs_too` F8."""

    name: str
    kind: str
    about: str
    text: str
    detail: tuple[str, ...] = ()
    runs: str = ""
    runs_too: str = ""


def item_line(item: Item, chosen: bool, width: int, glyphs: GlyphSet) -> Line:
    """One item in a row: its name, in a word what it is, and about it what fits."""
    name = clip_text(flat(item.name), min(NAME_CELLS, width // 2), glyphs)
    cells = max(min(NAME_CELLS, width // 2) - cell_width(name), 0) if item.about else 0
    line = concat(
        [(glyphs.cursor, "accent") if chosen else (" ", "")],
        [(name, "bold" if chosen else "")],
        [(f"{' ' * cells} {item.kind:<8} {flat(item.about)}", "muted")],
    )
    line = clip(line, width, glyphs)
    return add_role(line, "cursor") if chosen else line


def titled_line(item: Item, chosen: bool, width: int, glyphs: GlyphSet) -> Line:
    """One item in a row whose name is a whole line: where it is narrow, there is nothing else."""
    kind = f"{item.kind:<{KIND_CELLS}}" if width >= HINT_CELLS else ""
    about = f"  {flat(item.about)}" if kind else ""
    room = width - 1 - len(kind)
    name = flat(item.name)
    if item.kind == "question" and cell_width(name) + cell_width(about) > room:
        about = ""  # what it asks says more than the file it is in
    name = clip_text(name, max(room - cell_width(about), 0), glyphs)
    gap = " " * max(room - cell_width(name) - cell_width(about), 0) if about else ""
    line = concat(
        [(glyphs.cursor, "accent") if chosen else (" ", "")],
        [(kind, "muted"), (name, "bold" if chosen else ""), (gap + about, "muted")],
    )
    line = clip(line, width, glyphs)
    return add_role(line, "cursor") if chosen else line


@dataclass
class Picker:
    """Items, of which those are shown that have every typed word in them."""

    title: str
    hint: str
    items: Sequence[Item]
    typed: str = ""
    rows: Rows = field(default_factory=Rows)
    line: Callable[[Item, bool, int, GlyphSet], Line] = item_line

    def found(self) -> list[Item]:
        """The items that fit what is typed; those named so first."""
        words = self.typed.lower().split()
        fitting = [
            item
            for item in self.items
            if all(w in f"{item.name} {item.kind} {item.about} {item.text}".lower() for w in words)
        ]
        return sorted(fitting, key=lambda item: not all(w in item.name.lower() for w in words))

    @property
    def chosen(self) -> Item | None:
        """The item under the cursor."""
        found = self.found()
        return found[min(self.rows.cursor, len(found) - 1)] if found else None

    def type(self, text: str) -> None:
        """Type more; the cursor goes to the best."""
        self.typed += text
        self.rows = Rows()

    def act(self, action: str) -> bool:
        """Move, or take the last typed character away; false if it is neither."""
        if action == "erase":
            if not self.typed:
                return False
            self.typed = self.typed[:-1]
            self.rows = Rows()
            return True
        return self.rows.act(action, len(self.found()))

    def lines(self, width: int, height: int, glyphs: GlyphSet) -> list[Line]:
        """The title with what is typed, the items, and below them more of the chosen one."""
        found = self.found()
        head = f"{self.title} {self.typed}{glyphs.cursor}" if self.typed else self.title
        right = f"{self.rows.cursor + 1 if found else 0} of {len(found)}"
        if width >= HINT_CELLS:
            right = f"{right} {glyphs.dot} {self.hint}"
        lines = [title(head, right, width, glyphs)]
        chosen = self.chosen
        below = _detail(chosen, width, glyphs) if chosen else []
        room = height - 1
        # The list keeps half of the room where its detail is long.
        listed = min(len(found), max(room - len(below) - 1, room // 2)) if below else room
        self.rows.fit(len(found), listed)
        first = self.rows.first
        for at, item in enumerate(found[first : first + listed], first):
            lines.append(self.line(item, at == self.rows.cursor, width, glyphs))
        if not found:
            lines.append([(f" nothing fits {glyphs.dot} backspace", "muted")])
        if below:
            lines += [[], *below]
        return lines[:height]


def _detail(item: Item, width: int, glyphs: GlyphSet) -> list[Line]:
    lines: list[Line] = []
    for text in item.detail:
        # A column of a table keeps to its row; a sentence goes on in the next.
        pieces = [text] if "  " in text else wrapped(text, width - 2)
        lines += [[(clip_text(f" {piece}", width, glyphs), "muted")] for piece in pieces]
    return lines
