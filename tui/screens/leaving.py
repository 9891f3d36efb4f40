"""What leaves the screen: marked claims, and the view as a command."""

from __future__ import annotations

from tui.context import Context
from tui.pages.command import view_command
from tui.pages.page import Copy, Export, Open, Said, Subject, Wish


class Leaving:
    """The claims that were marked while browsing, in the order of marking; the data's name."""

    def __init__(self) -> None:
        self._marked: dict[str, None] = {}
        self.data: str | None = None

    def act(
        self, action: str, subject: Subject, context: Context, at: tuple[str, object], *, card: bool
    ) -> Wish | None:
        """Do what a key asks; None if the key is none of these. What a `card` is about, and the
        claim under the cursor, are picked by the command: they lead to where the reader is, `at`
        a pane and its page.
        """
        if action == "mark":
            return self._mark(subject)
        if action == "marked":
            if not self._marked:
                return Export()
            return Open("marked", Subject(tuple(self._marked)))
        if action == "copy_view":
            about = subject.picked or (card and (subject.deal or subject.entity))
            if about:
                context = context.on(subject.entity, subject.deal, subject.picked)
            view = getattr(at[1], "view", "")
            command = view_command(context, at[0], self.data, view)
            return Copy(command, "the command of this view")
        return None

    def _mark(self, subject: Subject) -> Said:
        if not subject.claims:
            return Said("no claim is under the cursor")
        claim = subject.claims[0]
        if claim in self._marked:
            del self._marked[claim]
        else:
            self._marked[claim] = None
        word = "marked" if claim in self._marked else "no longer marked"
        return Said(f"claim {claim} {word}, {len(self._marked)} in all: x leaves them as footnotes")
