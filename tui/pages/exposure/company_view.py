"""The company view of the exposures: the cursor walks the legs of one company."""

from __future__ import annotations

from dataclasses import dataclass

from tui.corpus.frame import Frame
from tui.draw.spans import Line, title
from tui.pages.exposure.company import SIDES, Side, company_lines, legs_of_company, of_side
from tui.pages.exposure.table import under_cursor
from tui.pages.legs import Told, told_legs
from tui.pages.page import Ask, Shown, Subject, Surface

STEPS = {"down": 1, "up": -1, "page_down": 10, "page_up": -10, "first": -10_000, "last": 10_000}


@dataclass
class CompanyView:
    """`company` is the one walked to, None until then; `leg` is the place among its legs."""

    company: str | None = None
    leg: int = 0
    _read: tuple[Frame | None, list[Told]] | None = None

    def wants(self, here: str, shown: Shown) -> dict[str, Ask]:
        """The legs of the company, and which companies there are."""
        legs = Ask("exposure_legs", Ask.of("", of="company", entity=here).params, whole=True)
        return {"legs": legs, "companies": Ask("exposure_companies", whole=True)}

    def _own(self, here: str, shown: Shown) -> list[Told]:
        """The legs of the frame that is there, read once."""
        frame = shown.frames.get("legs")
        if frame is not None and frame.params.get("entity") != here:
            frame = None
        if self._read is None or self._read[0] is not frame:
            self._read = frame, legs_of_company(told_legs(frame), here)
        return self._read[1]

    def told(self, here: str, shown: Shown) -> Told | None:
        """The leg under the cursor, None on a total."""
        own = self._own(here, shown)
        return own[self.leg] if self.leg < len(own) else None

    def _totals(self, here: str, shown: Shown) -> list[Side]:
        """The totals that have legs."""
        own = self._own(here, shown)
        return [side for side in SIDES if of_side(own, here, side)]

    def _side(self, here: str, shown: Shown) -> Side | None:
        """The total under the cursor, None on a leg."""
        totals, at = self._totals(here, shown), self.leg - len(self._own(here, shown))
        return totals[min(at, len(totals) - 1)] if totals and at >= 0 else None

    def subject(self, here: str, shown: Shown) -> Subject:
        own, side = self._own(here, shown), self._side(here, shown)
        told = self.told(here, shown)
        if told is None:
            every = of_side(own, here, side) if side else []
            claims = tuple(dict.fromkeys(claim for each in every for claim in each.claims))
            return Subject(claims, entity=here, legs=tuple(each.leg.leg_id for each in every))
        other = told.leg.payee if told.leg.payer == here else told.leg.payer
        return Subject(told.claims, leg=told.leg.leg_id, deal=told.leg.deal_id, entity=other)

    def act(self, action: str, here: str, shown: Shown) -> bool:
        """Another leg, or the next company by size."""
        if action in ("left", "right"):
            every = [row["company"] for row in shown.rows("companies")]
            if not every:
                return False
            at = every.index(here) if here in every else 0
            step = 1 if action == "right" else -1
            self.company, self.leg = every[(at + step) % len(every)], 0
            return True
        if action not in STEPS:
            return False
        before = self.leg
        last = len(self._own(here, shown)) + len(self._totals(here, shown)) - 1
        self.leg = max(0, min(self.leg + STEPS[action], last))
        return self.leg != before

    def lines(self, here: str, shown: Shown, surface: Surface) -> list[Line]:
        frame, told = shown.frames.get("legs"), self.told(here, shown)
        if frame is None or frame.params.get("entity") != here:
            head = title(shown.name(here), "", surface.width, surface.glyphs)
            return [head, [(" reading the legs", "muted")]]
        leg = told.leg.leg_id if told is not None else None
        side = self._side(here, shown)
        lines = company_lines(self._own(here, shown), here, shown, surface, leg, side)
        return lines if told is not None else [*lines[:-1], under_cursor(lines[-1], surface.glyphs)]
