"""What a page wants and cannot do itself: something else opened, copied, told, or looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.pages.page import Copy, Export, Run, Said, Seek, Wish

if TYPE_CHECKING:
    from tui.screens.main import MainScreen


async def fulfil(screen: MainScreen, wish: Wish) -> None:
    """Do what a page wishes. What leads elsewhere can be gone back from."""
    if isinstance(wish, Said):
        screen.say([(wish.text, "")])
    elif isinstance(wish, Copy):
        screen.app.copy_to_clipboard(wish.text)
        screen.say([(f"{wish.said} sent to the terminal", "")])
    elif isinstance(wish, Export):
        screen.body.export()
    elif isinstance(wish, Run):
        await screen.walk("back")
        await screen.action_do(wish.action)
    elif isinstance(wish, Seek):
        await screen.walk("back")
        await screen.visit("sources")
        screen.body.front.find(wish.text)
    elif wish.what == "source":
        await screen.visit("sources")
        screen.body.pane("sources").visit(wish.subject)
    else:
        await screen.card(wish)
