"""What the table of exposures asks for: rows, kept ones, their sums, what a sum is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from tui.corpus.frame import Frame
from tui.pages.exposure.groups import Kept, Order
from tui.pages.exposure.rows import Row, Sum
from tui.pages.page import Ask, Shown

# More rows are not read: what they come to is worked out where they are.
MOST_ROWS: Final = 1_000
# Of more than these the rest stands together, as others.
MOST_PARTIES: Final = 26
MOST_BARS: Final = 100
MOST_HOLDERS: Final = 50


@dataclass(frozen=True)
class Asks:
    """Of an order, of what is kept of a pick, under the reader's weights (percent by status)."""

    order: Order
    keep: Kept
    deal: str | None = None
    weights: tuple[tuple[str, object], ...] = ()

    def _of(self, query: str, **params: object) -> Ask:
        side = None
        if self.keep.entity is not None:
            side = "holder" if self.order == "holder" else "obligor"
        return Ask.of(query, entity=self.keep.entity, side=side, deal=self.deal, **params)

    @property
    def _kept(self) -> dict[str, object]:
        return {"only": self.keep.only, "words": self.keep.text.strip() or None}

    @property
    def rows(self) -> Ask:
        """The largest rows of the pick, one more than are shown, so that more are known of."""
        return self._of("exposure", count=MOST_ROWS + 1)

    @property
    def kept(self) -> Ask:
        """The largest of those that are kept."""
        return self._of("exposure", count=MOST_ROWS + 1, **self._kept)

    @property
    def every(self) -> Ask:
        """All that are kept: for the console and for export."""
        return self._of("exposure", count=None, **self._kept)

    @property
    def totals(self) -> Ask:
        """What all that are kept come to."""
        by = self.order if self.order in ("obligor", "holder", "parent") else None
        params = {**self._kept, **dict(self.weights), "by": by, "count": MOST_ROWS}
        return Ask("exposure_totals", self._of("", **params).params, whole=True)

    def claims(self, of: Sum) -> Ask:
        """What one of the sums is made of."""
        params = {**self._kept, **dict(self.weights), "only": of.exposure_class}
        by = self.order if of.about is not None else None
        return self._of("exposure_claims", by=by, about=of.about, **params)

    def chosen(self, shown: Shown) -> Frame | None:
        """The kept rows, where they are read by themselves and there."""
        read = shown.frames.get("exposure")
        if read is None or not read.truncated or not (self.keep.only or self.keep.text):
            return None
        return answer(shown, "kept", self.kept)

    def sums(self, shown: Shown) -> Frame | None:
        """The sums over all rows, where there are more than are read; of whatever weights."""
        read = shown.frames.get("exposure")
        if read is None or not read.truncated:
            return None
        if (self.keep.only or self.keep.text) and self.chosen(shown) is None:
            return None
        plain = Asks(self.order, self.keep, self.deal)
        frame = shown.frames.get("totals")
        own = plain.totals.values()
        return frame if frame and all(frame.params.get(name) == own[name] for name in own) else None


def pair_ask(one: str, other: str) -> Ask:
    """All exposures between two houses, both ways."""
    params = Ask.of("", entity=one, other=other, count=None).params
    return Ask("exposure", params, whole=True)


def pairs_ask(shown: Shown, only: str | None) -> Ask:
    """The matrix of all payments, or of the exposures of one class."""
    return _whole(shown, "exposure_pairs", only, MOST_PARTIES)


def bars_asks(shown: Shown, only: str) -> dict[str, Ask]:
    """The bars of all exposures of a class, and how concentrated they are."""
    picked = shown.context
    own = Ask.of("", entity=picked.entity, deal=picked.deal, only=only, count=MOST_HOLDERS).params
    return {
        "bars": _whole(shown, "exposure_bars", only, MOST_BARS),
        "indices": Ask("exposure_concentration", own, whole=True),
    }


def all_of(shown: Shown, only: str | None) -> Ask:
    """What all exposures are made of, of a class or of every one."""
    picked = shown.context
    return Ask.of("exposure_claims", entity=picked.entity, deal=picked.deal, only=only)


def gap_ask(entity: str | None) -> Ask:
    """What a company must find outside; of no company, what the one that needs most must."""
    return Ask.of("gaps", entity=entity, known=entity is None, count=1)


def dyad_ask(one: str, other: str) -> Ask:
    """How much of its own sale one of two funded, whichever sells."""
    return Ask.of("dyads", one=one, other=other)


def figures_ask(holder: str) -> Ask:
    """What the exposures of one holder can be set against."""
    return Ask.of("exposure_denominators", entity=holder)


def narrow_asks(shown: Shown, looked_at: Row | None) -> dict[str, Ask]:
    """What is read by itself: of the pick and of the row looked at, where a frame of all is cut."""
    asks = {"gaps": gap_ask(shown.context.entity)}
    if looked_at is not None:
        asks["dyads"] = dyad_ask(looked_at.holder_parent, looked_at.obligor_parent)
        asks["denominators"] = figures_ask(looked_at.holder_parent)
    return {f"own {key}": ask for key, ask in asks.items() if _is_cut(shown, key)}


def narrowed(shown: Shown, key: str, ask: Ask) -> list[dict[str, Any]]:
    """The rows of a frame of all; where that is cut, those that are read by themselves."""
    if not _is_cut(shown, key):
        return shown.rows(key)
    own = answer(shown, f"own {key}", ask)
    return own.rows() if own is not None else []


def _is_cut(shown: Shown, key: str) -> bool:
    frame = shown.frames.get(key)
    return frame is not None and frame.truncated


def _whole(shown: Shown, query: str, only: str | None, most: int) -> Ask:
    picked = shown.context
    own = Ask.of("", entity=picked.entity, deal=picked.deal, only=only, most=most).params
    return Ask(query, own, whole=True)


def answer(shown: Shown, key: str, ask: Ask) -> Frame | None:
    """The frame under a key, if it answers this."""
    frame, own = shown.frames.get(key), ask.values()
    if frame is None or any(frame.params[name] != own.get(name) for name in frame.params):
        return None
    return frame
