"""The capital loop: the list of loops, the ring of the chosen one, what circulates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tui.draw.spans import Line, clip
from tui.format import GlyphSet
from tui.network.leg import Leg
from tui.network.loops import Loop
from tui.pages.beside import beside, halves
from tui.pages.legs import Told
from tui.pages.loop.choice import Choice, identity, listed
from tui.pages.loop.filtering import Filtering
from tui.pages.loop.finder import Finder, legs_ask
from tui.pages.loop.found import Found, Scene
from tui.pages.loop.listing import closed_lines, empty_lines, waiting_lines
from tui.pages.loop.parent import company_asks, on_loops
from tui.pages.loop.views import Beside, Views
from tui.pages.page import Ask, Open, Shown, Subject, Surface, Wish, Work
from tui.pages.rows import Rows
from tui.pages.story import leg_line

if TYPE_CHECKING:
    from tui.draw.export import Graph
    from tui.pages.loop.exporting import Exporting

VIEWS = ("loops", "matrix", "time", "open")
QUERIES = {"matrix": "loop_pairs", "time": "leg_history", "open": "loop_open"}
RING, NUMBERS, SIDE = range(3)


@dataclass
class LoopPage:
    """Cursor over loops, and a place on the chosen ring: node, leg, node, leg ...

    The chosen loop and the place are kept by id, so that they outlast another date, lens or order.
    """

    name: str = "loop"
    view: str = "loops"
    choice: Choice = field(default_factory=Choice)
    filtering: Filtering = field(default_factory=Filtering)
    exporting: Exporting | None = None
    rows: Rows = field(default_factory=Rows)
    ring: tuple[str, ...] | None = None
    stop: str | None = None
    part: int = RING
    views: Views = field(default_factory=Views)
    _asked: int | None = None
    _wide: bool = False
    _finder: Finder = field(default_factory=Finder)
    _listed: tuple[object, ...] = ()
    _loops: list[Loop] = field(default_factory=list)

    def wants(self, shown: Shown) -> dict[str, Ask]:
        asks = {"legs": legs_ask(shown)} | company_asks(shown.context)
        if self.view == "time":
            asks |= self.views.time.wants()
            self.views.past.work(shown)
        if (told := self._told(shown)) is not None:
            asks["story"] = Ask.of("leg_story", leg=told.leg.leg_id)
        return asks

    def sql(self, shown: Shown) -> Ask:
        context = on_loops(shown).context
        if self.view == "loops":
            return self.choice.ask(context)
        pick = {"deal": context.deal, "entity": context.entity}
        return Ask.of(QUERIES[self.view], **({} if self.view == "time" else pick))

    def footer(self) -> tuple[str, ...]:
        if self.exporting is not None:
            return ("left", "right", "view", "copy", "marked", "escape")
        if self.filtering.on:
            return ("left", "right", "down", "filter_none", "escape")
        more = {"loops": ("order", "filter", "next_part"), "open": ()}
        views = ("evidence", "enter", "left", "view", *more.get(self.view, ("next_part",)))
        return (*views, "pick", "find", "marked", "sql", "earlier", "firmer", "changed")

    # -- what is there

    def work(self, shown: Shown) -> Work | None:
        """What is too slow for between two keys: of a large network nearly everything."""
        work = self._finder.work(shown, self.choice.entity(on_loops(shown).context))
        return self.views.past.work(shown) if work is None and self.view == "time" else work

    def found(self, shown: Shown) -> Found | None:
        """What is known of the frame that is there; the one before while another is worked out."""
        return self._finder.found(shown)

    def loops(self, shown: Shown) -> list[Loop]:
        """The loops of the choice in its order; of a picked entity or deal, only its own."""
        found, shown = self.found(shown), on_loops(shown)
        if found is None:
            return []
        asked = (self.choice, shown.context)
        if not self._listed or self._listed[0] is not found or self._listed[1:] != asked:
            self._listed = (found, *asked)
            self._loops = listed(found, self.choice, shown)
            self._follow()
        return self._loops

    def _follow(self) -> None:
        """Keep the cursor on the loop it stood on, wherever that now stands."""
        at = [n for n, loop in enumerate(self._loops) if identity(loop) == self.ring]
        self.rows.cursor = max(0, min(at[0] if at else self.rows.cursor, len(self._loops) - 1))
        if self.ring is None and self._loops:
            self.ring = identity(self._loops[self.rows.cursor])

    def choose(self, number: int) -> None:
        """Put the cursor on a loop, counted from 1."""
        self._asked = number
        self.rows.cursor, self.ring, self.stop = number - 1, None, None

    def missing(self, shown: Shown) -> bool:
        """Whether a loop was chosen by a number that none has."""
        return self._asked is not None and not 1 <= self._asked <= len(self.loops(shown))

    def graph(self, shown: Shown, glyphs: GlyphSet) -> Graph:
        """The chosen loop, else those through an entity, else the whole network, for a slide."""
        from tui.pages.loop.export import graph

        loop = self.chosen(shown) if self._asked is not None else None
        loops = [loop] if loop is not None else self.loops(shown) if self.choice.through else None
        return graph(self.found(shown), loops, shown, glyphs)

    def chosen(self, shown: Shown) -> Loop | None:
        """The loop under the cursor."""
        loops = self.loops(shown)
        return loops[max(0, min(self.rows.cursor, len(loops) - 1))] if loops else None

    def _stop(self, shown: Shown) -> str | Leg | None:
        found, loop = self.found(shown), self.chosen(shown)
        return found.stop(loop, self.stop) if found is not None and loop is not None else None

    def scene(self, shown: Shown) -> Scene | None:
        """What the views are drawn from, None while nothing is known."""
        found = self.found(shown)
        if found is None:
            return None
        return Scene(on_loops(shown), found, self.chosen(shown), self._stop(shown))

    def _told(self, shown: Shown) -> Told | None:
        """The leg that the last line and the side part speak of."""
        scene = self.scene(shown)
        if scene is None:
            return None
        own = self.views.alone(self.view)
        return scene.told if own is None else own.told(scene)

    def company(self, shown: Shown) -> str | None:
        """The company of the side part: the one at the place, else whom the leg pays."""
        stop, told = self._stop(shown), self._told(shown)
        if self.view in ("loops", "time") and isinstance(stop, str):
            return stop
        return told.leg.payee if told is not None else None

    def subject(self, shown: Shown) -> Subject:
        scene = self.scene(shown)
        if scene is None:
            return Subject()
        views = self.views
        if (own := views.alone(self.view)) is not None:
            return own.subject(scene)
        if self._summed:
            time = self.view == "time"
            return views.time.subject(views.past) if time else views.rungs.subject(scene)
        told = self._told(shown)
        if told is None:
            return Subject()
        if self.part == SIDE and (of := self._beside(shown)) is not None:
            return views.side.subject(of)
        entity = scene.stop if isinstance(scene.stop, str) else None
        return Subject(told.claims, leg=told.leg.leg_id, deal=told.leg.deal_id, entity=entity)

    # -- keys

    finds_by = "filter"

    @property
    def text(self) -> str:
        """What the companies of loops are looked for by."""
        return self.choice.text

    def find(self, text: str) -> None:
        """List the loops of which every word stands in a company's name."""
        self.view, self.choice = "loops", replace(self.choice, text=text)

    def act(self, action: str, shown: Shown) -> Wish | bool:
        scene = self.scene(shown)
        if scene is not None and (self.exporting is not None or action == "marked"):
            from tui.pages.loop.exporting import turned

            self.exporting, did = turned(self.exporting, action, scene, self.loops(shown))
            return did
        if action in ("view", "view_back"):
            step = 1 if action == "view" else -1
            self.view = VIEWS[(VIEWS.index(self.view) + step) % len(VIEWS)]
            return True
        if scene is None:
            return False
        if (own := self.views.alone(self.view)) is not None:
            return own.act(action, scene)
        chosen = self.filtering.act(action, self.choice, scene.found.every())
        if chosen is not None:
            self.view, self.choice = "loops", chosen
            return True
        if action in ("next_part", "previous_part"):
            step = 1 if action == "next_part" else -1
            self.part = (self.part + step) % (3 if self._wide else 2)
            return True
        if self._walk(action, scene) or self._scan(action, scene):
            return True
        if action == "enter" and (self._summed or scene.loop is not None):
            subject = self.subject(shown)
            return Open("deal" if subject.deal else "evidence", subject)
        return self.view == "loops" and self._list(action, scene)

    @property
    def _summed(self) -> bool:
        """Whether the cursor is on a number of the network, not on a leg of the ring."""
        return self.part == (NUMBERS if self.view == "loops" else RING)

    def _scan(self, action: str, scene: Scene) -> bool:
        """Another number of the lenses or of the side part, or another date."""
        if self.part == SIDE:
            of = self._beside(scene.shown)
            return of is not None and self.views.side.act(action, of)
        if self.view == "loops":
            return self.part == NUMBERS and self.views.rungs.act(action, scene)
        moved = self.view == "time" and self.views.time.act(action, self.views.past)
        self.part = RING if moved else self.part
        return moved

    def _walk(self, action: str, scene: Scene) -> bool:
        """One stop along the ring, which then has the keys."""
        if action not in ("left", "right") or scene.loop is None:
            return False
        stop = scene.found.stop(scene.loop, self.stop, 1 if action == "right" else -1)
        self.stop = stop.leg_id if isinstance(stop, Leg) else stop
        self.part = RING if self.view == "loops" else NUMBERS
        return True

    def _list(self, action: str, scene: Scene) -> bool:
        """Another loop or order."""
        loops = self.loops(scene.shown)
        if action in ("order", "order_back"):
            self.choice = self.choice.reordered(action)
        elif self.part == RING and self.rows.act(action, len(loops)):
            self.ring, self.stop = identity(loops[self.rows.cursor]), None
        else:
            return False
        return True

    # -- what is drawn

    def _beside(self, shown: Shown) -> Beside | None:
        return self.views.beside(self.found(shown), self._told(shown), self.company(shown))

    def lines(self, shown: Shown, surface: Surface) -> list[Line]:
        self._wide = surface.wide
        self.part = self.part if surface.wide or self.part != SIDE else RING
        if not surface.wide or self.found(shown) is None:
            return self._main(shown, surface)
        left, right = halves(surface)
        keys = self.part == SIDE and self.views.alone(self.view) is None
        beyond = self.views.beyond(self._beside(shown), keys, shown, right)
        return beside(self._main(shown, left), beyond, surface)

    def _main(self, shown: Shown, surface: Surface) -> list[Line]:
        """The view, and in the last row the leg under the cursor."""
        room = Surface(surface.width, surface.height - 1, surface.glyphs)
        scene, told = self.scene(shown), self._told(shown)
        if scene is None:
            return waiting_lines(surface)
        seen = self._view(scene, room)[: room.height]
        lines = [clip(line, room.width, room.glyphs) for line in seen]
        lines += [[] for _ in range(room.height - len(lines))]
        return [*lines, leg_line(told, shown, surface) if told is not None else []]

    def _view(self, scene: Scene, surface: Surface) -> list[Line]:
        if self.view in ("matrix", "open") and scene.found.partial:
            return waiting_lines(surface)
        if (own := self.views.alone(self.view)) is not None:
            return own.lines(scene, surface)
        loops = self.loops(scene.shown)
        if self.exporting is not None:
            return self.exporting.lines(scene, loops, surface)
        if self.view == "time":
            return self.views.through_time(scene, self.rows, self.part, surface)
        above = self.filtering.line(self.choice, scene.shown, surface.glyphs)
        if not loops:
            return empty_lines(scene, self.choice, above, surface)
        cursor = self.views.rungs.at(scene) if self.part == NUMBERS else None
        return closed_lines(scene, self.choice, self.rows, loops, cursor, above, surface)
