"""A sheet that is hidden while what it shows changes."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tests.panes.conftest import wait_for
from tui.widgets.sheet import Sheet


class Words(Sheet):
    """Shows its words, where it has room for them."""

    words = "before"

    def draw(self) -> None:
        if self.size.width:
            self.put([[(self.words, "")]])


class Two(App[None]):
    def compose(self) -> ComposeResult:
        yield Words(id="words")


async def test_what_changed_while_it_was_hidden_is_drawn_when_it_is_shown() -> None:
    app = Two()
    async with app.run_test(size=(40, 5)) as pilot:
        sheet = app.query_one(Words)
        await wait_for(pilot, lambda: sheet.text == ["before"], "the first words")
        sheet.display = False
        await wait_for(pilot, lambda: not sheet.size.width, "it to be hidden")
        sheet.words = "after"
        sheet.draw()
        assert sheet.text == ["before"]
        sheet.display = True
        await wait_for(pilot, lambda: sheet.text == ["after"], "the new words")
