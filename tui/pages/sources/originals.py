"""The search in attached originals: their paragraphs, folded once, off the event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tui.corpus.fold import fold

if TYPE_CHECKING:
    from tui.corpus.articles import Attached

Row = dict[str, Any]


@dataclass
class Originals:
    """Each article's original as one folded text, a line a paragraph, once it has been read."""

    _folded: dict[str, str] = field(default_factory=dict)

    def find(
        self,
        attached: Attached,
        words: Sequence[str],
        sources: Iterable[str],
        stop: Callable[[], bool],
    ) -> list[Row]:
        """The paragraphs of these sources that hold every folded word, as rows of search.sql.

        Slow the first time: it folds what it reads. Ends with what it has once `stop` says so.
        """
        found: list[Row] = []
        for source in sources:
            if stop():
                return found
            original = attached.originals.get(source)
            if original is None:
                continue
            if source not in self._folded:
                self._folded[source] = fold("\n".join(original))
            text = self._folded[source]
            # Few articles hold every word anywhere: only those are looked through.
            if all(word in text for word in words):
                for n, line in enumerate(text.split("\n"), 1):
                    if all(word in line for word in words):
                        found.append(_row(source, n, original[n - 1]))
        return found


def _row(source: str, n: int, text: str) -> Row:
    none = {"claim_id": None, "entity_id": None, "deal_id": None}
    return {"kind": "original", "source_id": source, "n": n, "text": text, **none}
