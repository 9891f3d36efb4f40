"""What is offered at a key takes little work, on the shipped corpus."""

import math
import time

import pytest

from tests.console.given import session
from tui.console.catalogue import Catalogue
from tui.console.complete import complete
from tui.console.ids import HELD
from tui.console.read import read_catalogue
from tui.panes.completing import MOST_CHARACTERS

MOST_SECONDS = 0.020
# Of what a key may take, looking through ids has to leave most to the rest.
MOST_ID_SECONDS = 0.005
# The least of so many at most: a busy machine makes any one of them longer.
TRIES = 50
BEFORE = "select leg_id, payer_id from legs where payee_id = 'openai' and status <> 'paid';\n"


@pytest.mark.parametrize(
    "typed",
    [
        "from l",
        "select pay| from legs as l join deals using (deal_id)",
        "with q as (select * from legs) select q.| from q",
        "select l| from legs where status = 'paid'",
        "select * from legs where payee_id = 'o|'",
        BEFORE * ((MOST_CHARACTERS - 100) // len(BEFORE)) + "select pay| from legs",
    ],
)
def test_offers_take_little_work(typed: str) -> None:
    text, at = typed.replace("|", ""), typed.index("|") if "|" in typed else len(typed)
    _take_little(text, at, read_catalogue(session()), MOST_SECONDS)


@pytest.mark.parametrize("typed", ["", "l", "leg-1", "999"])
def test_as_many_ids_as_are_held_take_little_work(typed: str) -> None:
    ids = {f"leg-{n}.equity": f"payer {n} → payee {n}, shares" for n in range(HELD)}
    text = f"from legs where leg_id = '{typed}"
    _take_little(text, len(text), Catalogue(ids={"leg_id": ids}), MOST_ID_SECONDS)


def _take_little(text: str, at: int, catalogue: Catalogue, most: float) -> None:
    assert complete(text, at, catalogue).offers
    taken = [math.inf]
    while min(taken) >= most and len(taken) <= TRIES:
        began = time.process_time()
        complete(text, at, catalogue)
        taken.append(time.process_time() - began)
    assert min(taken) < most, f"{min(taken) * 1e3:.1f} ms"
