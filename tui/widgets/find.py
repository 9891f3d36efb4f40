"""One line that takes text: the third row of the header while somebody types."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message

from tui.corpus.clean import clean
from tui.draw.spans import Line, cell_width
from tui.draw.spell import flat
from tui.widgets.sheet import Sheet

MOST_CHARACTERS = 500


class LineBox(Sheet, can_focus=True):
    """One line of text. Plain keys are letters here; up and down go through to the rows."""

    DEFAULT_CSS = "LineBox { layer: above; dock: top; offset-y: 2; height: 1; width: 1fr; }"
    HINT = "enter keeps · esc leaves"

    def __init__(
        self, text: str, label: str, *, palette: str, glyphs: str, id: str = "find"
    ) -> None:
        super().__init__(ground="header", palette=palette, glyphs=glyphs, id=id)
        self.value, self.label = text, f"{label} "
        self._at = len(text)
        self._over = False

    def on_mount(self) -> None:
        self.draw()

    def on_resize(self) -> None:
        self.draw()

    def on_key(self, event: events.Key) -> None:
        """Take what edits the line; stop what would be a command elsewhere."""
        if self._over:
            return  # typed ahead, for whatever has the keys after this box
        if event.key in ("enter", "escape"):
            self._over = True
            self.ended(event.key == "enter")
        elif event.is_printable and event.character:
            self._put(event.character)
        elif not self._edit(event.key):
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take the first line of what is pasted."""
        event.stop()
        self._put(event.text.split("\n")[0])

    def _put(self, text: str) -> None:
        # Nobody looks for more; a paste can be of any length.
        text = flat(clean(text))[: max(MOST_CHARACTERS - len(self.value), 0)]
        self._set(self.value[: self._at] + text + self.value[self._at :], self._at + len(text))

    def _edit(self, key: str) -> bool:
        """Do what an editing key says; false if it is none."""
        value, at = self.value, self._at
        word = len(value[:at].rstrip().rpartition(" ")[0]) if value[:at].strip() else 0
        edits = {
            "left": (value, max(at - 1, 0)),
            "right": (value, min(at + 1, len(value))),
            "home": (value, 0),
            "end": (value, len(value)),
            "backspace": (value[: max(at - 1, 0)] + value[at:], max(at - 1, 0)),
            "delete": (value[:at] + value[at + 1 :], at),
            "ctrl+w": (value[:word] + value[at:], word),
            "ctrl+u": (value[at:], 0),
            "tab": (value, at),
            "shift+tab": (value, at),
        }
        if key not in edits:
            return False
        self._set(*edits[key])
        return True

    def _set(self, value: str, at: int) -> None:
        changed, self.value, self._at = value != self.value, value, at
        self.draw()
        if changed:
            self.changed()

    def changed(self) -> None:
        """The text has changed."""

    def ended(self, kept: bool) -> None:
        """Typing has ended; what was typed is wanted, or not."""
        raise NotImplementedError

    def draw(self) -> None:
        """The label, the text with its cursor in view, and how to leave."""
        width = self.size.width
        if not width:
            return
        room = max(width - len(self.label) - len(self.HINT) - 3, 8)
        before, here, after = (
            self.value[: self._at],
            self.value[self._at : self._at + 1],
            self.value[self._at + 1 :],
        )
        while cell_width(before) + 1 > room:
            before = before[1:]
        line: Line = [
            (self.label, "accent"),
            (before, "bold"),
            (here or " ", "bold reverse"),
            (after, "bold"),
        ]
        used = sum(cell_width(text) for text, _ in line)
        hint = self.HINT.replace("·", self.glyphs.dot)
        if used + len(hint) + 1 <= width:
            line += [(" " * (width - used - len(hint)), ""), (hint, "muted")]
        self.put([line])


class FindBox(LineBox):
    """What is looked for, as it is typed."""

    @dataclass
    class Typed(Message):
        """The text has changed."""

        text: str

    @dataclass
    class Left(Message):
        """Typing has ended; the hits are wanted, or not."""

        kept: bool

    def changed(self) -> None:
        """The hits follow."""
        self.post_message(self.Typed(self.value))

    def ended(self, kept: bool) -> None:
        """Keep the hits or not."""
        self.post_message(self.Left(kept))
