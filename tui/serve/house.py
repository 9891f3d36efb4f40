"""What all connections share: the limits, the corpus, the visits that go on."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from tui.serve.corpus import Corpus
from tui.serve.gate import Gate, network
from tui.serve.keys import Keys
from tui.serve.log import Ended, say
from tui.serve.process import Starter
from tui.serve.session import Session
from tui.serve.settings import Settings

ANONYMOUS = "anonymous"


@dataclass
class House:
    """One server. `ssh` is the command that opens it; without keys anybody may come in."""

    settings: Settings
    ssh: str
    keys: Keys | None
    starter: Starter
    corpus: Corpus
    gate: Gate
    visits: set[Session] = field(default_factory=set)

    def enters(self, session: Session) -> str:
        """A visit begins; if it may not, what to tell the visitor, else ''."""
        refusal = self.gate.enters(_one(session))
        if not refusal:
            self.visits.add(session)
        return refusal

    def leaves(self, session: Session) -> None:
        """A visit has ended."""
        self.visits.discard(session)
        self.gate.leaves(_one(session))

    def log(self, ended: Ended) -> None:
        """One line for a visit."""
        say(str(ended))

    async def empty(self, seconds: float) -> None:
        """Tell everybody that the server stops, and wait so long at most until they are gone."""
        for session in tuple(self.visits):
            session.end("stopped", "caploop is being stopped. Come back later.")
        end = asyncio.get_running_loop().time() + seconds
        while self.visits and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.02)


def _one(session: Session) -> str:
    """What counts as one visitor: a key; who has none, by address."""
    return network(session.address) if session.who == ANONYMOUS else session.who
