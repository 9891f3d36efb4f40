"""The card "what if it fails": first-round losses, who is linked, cascade, loan against shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tui.corpus.frame import Frame
from tui.draw.spans import Line, clip, title
from tui.network.leg import Leg
from tui.network.stress import (
    CLASSES,
    LOST_IN_DOLLARS,
    Exposure,
    FirstRound,
    Loss,
    exposures,
    first_round,
)
from tui.pages.exposure.stress_fields import (
    FIELDS,
    FULL,
    field_lines,
    given_default,
    weights,
    with_step,
    with_typed,
)
from tui.pages.exposure.stress_table import Losses, exposure_of, losses_lines
from tui.pages.exposure.stress_words import cascade_words, wound_up
from tui.pages.legs import Told, told_legs
from tui.pages.loaded import Loaded, page_of
from tui.pages.page import Adds, Ask, Counted, Open, Shown, Subject, Surface
from tui.pages.rows import Rows
from tui.pages.wrap import wrapped

LEAST_ROWS = 7
View = Literal["losses", "linked"]


@dataclass
class StressPage:
    """`values` are the reader's own figures; `yours` says whether the keys go to them."""

    obligor: str
    name: str = "stress"
    view: View = "losses"
    rows: Rows = field(default_factory=Rows)
    yours: bool = False
    at: int = 0
    values: dict[str, int] = field(default_factory=dict)
    text: str = ""
    wrong: str = ""
    _frame: Frame | None = None
    _told: Mapping[str, Told] = field(default_factory=dict)
    _legs: list[Leg] = field(default_factory=list)
    _round: tuple[object, FirstRound] | None = None
    _next: tuple[object, str] | None = None
    _behind_of: Frame | None = None
    _told_behind: Mapping[str, Told] = field(default_factory=dict)
    _behind: Loaded[Exposure] = field(default_factory=Loaded)

    def wants(self, shown: Shown) -> dict[str, Ask]:
        fails = Ask.of("", of="fails", entity=self.obligor).params
        asks = {
            "legs": Ask("exposure_legs", fails, whole=True),
            "denominators": Ask("exposure_denominators", whole=True),
        }
        if self.view == "linked":
            page = page_of(self.rows.first)
            behind = Ask.of("", entity=self.obligor, **page).params
            asks["behind"] = Ask("exposure_behind", behind, whole=True)
        return asks

    def sql(self, shown: Shown) -> Ask:
        return Ask.of("exposure", entity=self.obligor, deal=None, count=None)

    def footer(self) -> tuple[str, ...]:
        if self.yours:
            return ("left", "right", "find", "next_part", "back")
        return ("evidence", "enter", "view", "next_part", "find", "sql", "back")

    # -- what is worked out

    def legs(self, shown: Shown) -> list[Leg]:
        """What is lost if it fails, and what others of known capital take with them; read once."""
        frame = shown.frames.get("legs")
        if frame is not self._frame:
            told = told_legs(frame)
            self._frame, self._legs = frame, [each.leg for each in told]
            self._told = {each.leg.leg_id: each for each in told}
            self._round = self._next = None
        return self._legs

    def behind(self, shown: Shown) -> Loaded[Exposure]:
        """Who is exposed to those that lose, as far as it is read."""
        frame = shown.frames.get("behind")
        if frame is not self._behind_of:
            told = told_legs(frame)
            self._told_behind = {each.leg.leg_id: each for each in told}
            every = exposures(each.leg for each in told)
            skip = int(str(frame.params.get("skip") or 0)) if frame is not None else 0
            count = frame.rows()[0]["every_place"] if frame else 0
            self._behind_of, self._behind = frame, Loaded(every, skip, count)
        return self._behind

    def round(self, shown: Shown) -> FirstRound:
        """The first round of losses with the reader's loss given default."""
        legs, percent = self.legs(shown), given_default(self.values)
        if self._round is None or self._round[0] != percent:
            self._round = percent, first_round(legs, self.obligor, percent)
        return self._round[1]

    def _items(self, shown: Shown) -> Loaded[Loss | Exposure]:
        """What is listed: all that lose, or those behind them, page by page."""
        if self.view == "linked":
            behind = self.behind(shown)
            return Loaded(behind.rows, behind.skip, behind.total)
        losses = sorted(self.round(shown).losses, key=_by_loss)
        return Loaded(losses, 0, len(losses))

    def _losses(self, shown: Shown) -> Losses:
        """What is listed, and the losses of each class that has a sum below it."""
        every = self.round(shown).losses if self.view == "losses" else ()
        sums = [[each for each in every if _class_of(each) == name] for name in LOST_IN_DOLLARS]
        own = [each for each in sums if each]
        items, linked = self._items(shown), self.view == "linked"
        return Losses(items, own, self._by_id(linked), self.values, linked=linked)

    def _by_id(self, linked: bool) -> Mapping[str, Told]:
        """The legs of what is listed, by their ids."""
        return self._told_behind if linked else self._told

    def _chosen(self, shown: Shown) -> list[Exposure]:
        """What stands under the cursor: an exposure, or all those of a sum."""
        losses = self._losses(shown)
        count = losses.items.total
        at = max(0, min(self.rows.cursor, count + len(losses.sums) - 1))
        if at >= count:
            return [each.exposure for each in losses.sums[at - count]] if losses.sums else []
        item = losses.items.row(at)
        return [exposure_of(item)] if item is not None else []

    def subject(self, shown: Shown) -> Subject:
        chosen = self._chosen(shown)
        legs = [leg for each in chosen for leg in each.legs]
        if not legs:
            return Subject(entity=self.obligor)
        by_id = self._by_id(self.view == "linked")
        claims = tuple(dict.fromkeys(c for leg in legs for c in by_id[leg.leg_id].claims))
        holder = chosen[0].holder if len(chosen) == 1 else None
        counted = self._counted(chosen, shown)
        if len(legs) == 1 and not counted:
            return Subject(claims, legs[0].leg_id, legs[0].deal_id, holder)
        ids = tuple(leg.leg_id for leg in legs)
        return Subject(claims, entity=holder, legs=ids, counted=counted)

    def _counted(self, chosen: Sequence[Exposure], shown: Shown) -> Counted:
        """What each leg adds by the reader's own figures; nothing where none is set."""
        by, losses, lens = weights(self.values), self._losses(shown), shown.context.lens
        whole = self.view == "linked" or set(given_default(self.values).values()) == {FULL}
        if by is None and whole:
            return ()
        return tuple(
            Adds(leg.leg_id, part.dollars, part.mark or "exact", losses.how(each, leg, lens))
            for each in chosen
            for leg in each.legs
            for part in (losses.of_leg(each, leg, None if by is not None else lens),)
        )

    # -- keys

    def act(self, action: str, shown: Shown) -> Open | bool:
        if action in ("next_part", "previous_part"):
            self.yours = not self.yours
            self.text, self.wrong = "", ""
            return True
        if self.yours:
            return self._edit(action)
        if action == "enter":
            chosen = self._chosen(shown)
            if len(chosen) > 1:
                return Open("evidence", self.subject(shown))
            return bool(chosen) and Open("pair", Subject(leg=chosen[0].legs[0].leg_id))
        if action in ("view", "view_back"):
            self.view = "losses" if self.view == "linked" else "linked"
            self.rows = Rows()
            return True
        losses = self._losses(shown)
        return self.rows.act(action, losses.items.total + len(losses.sums))

    def _edit(self, action: str) -> bool:
        if action in ("left", "right"):
            self.values = with_step(self.values, FIELDS[self.at], up=action == "right")
            return True
        steps = {"down": 1, "up": -1, "first": -len(FIELDS), "last": len(FIELDS)}
        before = self.at
        self.at = max(0, min(self.at + steps.get(action, 0), len(FIELDS) - 1))
        self.text, self.wrong = "", ""
        return self.at != before

    @property
    def finds_by(self) -> str:
        """What the box takes: a figure of the reader's own."""
        return FIELDS[self.at].name

    def find(self, text: str) -> None:
        """Take what is typed as the chosen figure; an empty text is its default again."""
        self.yours, self.text, self.wrong = True, text, ""
        try:
            self.values = with_typed(self.values, FIELDS[self.at], text)
        except ValueError as error:
            self.wrong = str(error)

    # -- what is drawn

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        glyphs, width = surface.glyphs, surface.width
        legs, first = self.legs(shown), self.round(shown)
        name = shown.name(self.obligor)
        below = self._below(legs, shown, surface)
        room = surface.height - 1 - len(below)
        if not first.losses:
            frame = shown.frames.get("legs")
            text = f"nobody is known to lose by {name}" if frame is not None else "reading"
            return [title(f"If {name} fails", "", width, glyphs), [(f" {text}", "muted")]]
        if surface.height < LEAST_ROWS + len(below):
            # Not enough for both parts: the one that has the keys.
            below = below if self.yours else []
            room = surface.height - 1 - len(below)
        items = self._items(shown)
        what = (
            "who is exposed to those holders" if self.view == "linked" else "first round of losses"
        )
        place = f"{self.rows.cursor + 1:,} of {items.total:,}"
        if not items.total:
            place = "nobody" if "behind" in shown.frames else "reading"
        elif self.rows.cursor >= items.total:
            place = f"a sum of {len(self._chosen(shown))}"
        right = f"{what} {glyphs.dot} $B {glyphs.dot} {place}"
        lines = [title(f"If {name} fails", right, width, glyphs)]
        rest = Surface(width, room, glyphs)
        lines += losses_lines(self._losses(shown), self.rows, shown, rest, active=not self.yours)
        blank = max(surface.height - len(lines) - len(below), 0)
        return [*lines, *[[] for _ in range(blank)], *below][: surface.height]

    def _below(self, legs: Sequence[Leg], shown: Shown, surface: Surface) -> list[Line]:
        """The reader's figures, what a liquidation would bring, and whether a cascade follows."""
        glyphs, width = surface.glyphs, surface.width
        chosen = FIELDS[self.at] if self.yours else None
        how = "h l less, more, / types, tab back" if self.yours else "tab: change them"
        lines = [title("Yours: no source gives these; a loss is 100%", how, width, glyphs)]
        lines += field_lines(self.values, chosen, width, glyphs)
        if self.wrong:
            lines.append([(f" {self.wrong}", "withdrawn")])
        else:
            own = {each.holder for each in self._chosen(shown)}
            holder = shown.name(own.pop()) if len(own) == 1 else "the holder"
            lines.append(wound_up(self.values, holder, glyphs))
        said = wrapped(self._cascade(legs, shown), width - 2)[:2]
        lines += [[(f" {text}", "muted")] for text in said]
        return [clip(line, width, glyphs) for line in lines]

    def _cascade(self, legs: Sequence[Leg], shown: Shown) -> str:
        """Whether others fail too; of a large network not worked out at every key."""
        claims = shown.rows("denominators")
        made_of = (claims, shown.context.lens, given_default(self.values))
        if self._next is None or self._next[0] != made_of:
            self._next = made_of, cascade_words(legs, self.obligor, self.values, shown)
        return self._next[1]


def _class_of(loss: Loss) -> str:
    return loss.exposure.exposure_class


def _by_loss(loss: Loss) -> tuple[int, int, str]:
    """Class by class, the most to lose first, unknown last."""
    place = CLASSES.index(loss.exposure.exposure_class)
    return place, -(loss.ceiling if loss.ceiling is not None else -1), loss.exposure.holder
