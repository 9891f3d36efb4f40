"""What could stand at the editor's cursor, while somebody types."""

from __future__ import annotations

from tui.console.catalogue import Catalogue
from tui.console.complete import Offers, complete
from tui.console.ids import Found
from tui.console.parameters import field_at
from tui.draw.spans import Line
from tui.format import GlyphSet
from tui.pages.console.picks import offer_lines
from tui.panes.ids import Ids
from tui.widgets.editor import Editor

# A longer text takes too long to read at every key.
MOST_CHARACTERS = 30_000


class Completing:
    """The offers for what is being typed, and which of them is chosen.

    Ids that are not held are offered when the engine has found them, if that is still typed.
    """

    def __init__(self, editor: Editor) -> None:
        self.ids: Ids | None = None
        self._editor = editor
        self._offers = Offers(0, 0)
        self._chosen = 0
        # Text and cursor when they were looked at, and what was found for this place.
        self._typed = ("", 0)
        self._found: Found | None = None

    def __bool__(self) -> bool:
        return bool(self._offers.offers) and self._typed == self._now()

    def _now(self) -> tuple[str, int]:
        return self._editor.text, self._editor.cursor_index

    def look(self, catalogue: Catalogue) -> None:
        """After a change: offer what fits the word, the dot or the quote before the cursor."""
        editor = self._editor
        text, at = self._typed = self._now()
        before = text[at - 1 : at]
        typing = before.isalnum() or before in ("_", ".", "'", "-")
        if not (editor.has_focus and typing and before and len(text) < MOST_CHARACTERS):
            self.close()
            return
        offers = complete(text, at, catalogue, self._found)
        # Behind a number stands no name, and behind `1.` none either; ids and dates may begin so.
        typed, quoted = text[offers.start : at], text[offers.start - 1 : offers.start] == "'"
        number = text[at - 2 : at - 1].isdigit() if before == "." else typed[:1].isdigit()
        number = number and not quoted and field_at(text, at) is None
        if number or (not typed and before not in (".", "'")):
            offers = Offers(at, at)
        self._offers, self._chosen = offers, 0
        editor.choosing = bool(self)
        if self.ids is not None:
            self.ids.want(offers.wanted)

    def take_found(self, found: Found, catalogue: Catalogue) -> None:
        """Offer what the engine found, unless it has been overtaken."""
        if self.ids is None or not self.ids.takes(found):
            return
        self._found = found
        if self._typed == self._now():
            chosen = self._offers.offers[self._chosen] if self._chosen else None
            self.look(catalogue)
            if chosen in self._offers.offers:
                self._chosen = self._offers.offers.index(chosen)

    def close(self) -> bool:
        """Offer nothing; true if something was offered."""
        offered = bool(self)
        self._offers, self._chosen, self._found = Offers(0, 0), 0, None
        self._editor.choosing = False
        if self.ids is not None:
            self.ids.want(None)
        return offered

    def moved(self) -> None:
        """The cursor went elsewhere. If it did so with a change, that is looked at by itself."""
        text, at = self._now()
        if text == self._typed[0] and at != self._typed[1]:
            self.close()

    def step(self, step: int) -> None:
        """Choose the next offer, or the one before."""
        self._chosen = (self._chosen + step) % max(len(self._offers.offers), 1)

    def take(self) -> None:
        """Put the chosen offer in place of what is typed."""
        offers = self._offers
        text = offers.offers[self._chosen].text
        self.close()
        self._editor.put(offers.start, offers.end, text)

    def lines(self, width: int, glyphs: GlyphSet) -> list[Line]:
        """The offers as rows, none if there are none."""
        return offer_lines(self._offers, self._chosen, width, glyphs) if self else []
