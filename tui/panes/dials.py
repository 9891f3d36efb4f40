"""as_of and lens as the console's SQL sees them: those of the header until SQL sets its own."""

from __future__ import annotations

from tui.context import Context

NONE = ("", "")


class Dials:
    """The dials of one console. `own` are those that SQL has set, both empty while it has not."""

    def __init__(self) -> None:
        self.own = NONE
        self._context: Context | None = None
        self._corpus = True

    def follow(self, context: Context, *, corpus: bool) -> None:
        """Be those of the header; without a corpus there are none."""
        self._context, self._corpus, self.own = context, corpus, NONE

    def turn(self, context: Context) -> None:
        """The header's have been turned."""
        self.follow(context, corpus=self._corpus)

    @property
    def seen(self) -> tuple[str, str]:
        """as_of and lens, empty without a corpus."""
        if self.own != NONE:
            return self.own
        return self._header if self._corpus else NONE

    def heard(self, dials: tuple[str, str]) -> None:
        """What SQL sees after a statement: another than the header's it has set itself."""
        self.own = dials if dials != self._header else NONE

    @property
    def _header(self) -> tuple[str, str]:
        context = self._context
        return NONE if context is None else (context.as_of.isoformat(), context.lens)

    def values(self) -> dict[str, object]:
        """What $as_of and $lens are in a query that does not say so itself."""
        context = self._context
        return {} if context is None else {"as_of": context.as_of, "lens": context.lens}
