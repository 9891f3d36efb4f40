"""Beside the exposures, and their roles and promises: of more than are read, none is missing.

1,100 vendors each put 2 billion into a customer that buys for 10 billion and more, and is promised
some capacity; each vendor is worth four times what it sells.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tui.context import Context
from tui.corpus.program import work_out
from tui.corpus.store import Store
from tui.draw.spans import plain
from tui.format import FULL
from tui.pages.exposure.page import ExposurePage, View
from tui.pages.exposure.rows import Row
from tui.pages.page import Shown, Surface
from tui.pages.settle import settle

PAIRS = 1_100
MADE = """
INSERT INTO sources SELECT '001', 'title', 'publisher', NULL, NULL, 'en', 'news', 3,
    DATE '2025-01-01', DATE '2025-01-01', 'stated', NULL, repeat('a', 64), NULL;
INSERT INTO deals VALUES ('deal', 'Deal', 'none', NULL, NULL, NULL);
INSERT INTO entities SELECT side || n, upper(side) || n, 'company', NULL, NULL, NULL
FROM (SELECT lpad(i::VARCHAR, 4, '0') AS n FROM range($pairs) AS r (i)),
    (VALUES ('v'), ('c')) AS s (side);
CREATE TEMP TABLE pairs AS SELECT i, 'v' || n AS vendor, 'c' || n AS customer, n
FROM (SELECT i, lpad(i::VARCHAR, 4, '0') AS n FROM range($pairs) AS r (i));
INSERT INTO legs
SELECT 'fund' || n, 'deal', vendor, customer, 'equity', 'cash', 'shares' FROM pairs
UNION ALL SELECT 'sell' || n, 'deal', customer, vendor, 'purchase', 'cash', 'goods' FROM pairs;
INSERT INTO claims
SELECT property || leg_id || entity_id, '001', nullif(leg_id, ''), NULL, nullif(entity_id, ''),
    property, '', NULL, amount, amount, unit, CASE WHEN unit IS NOT NULL THEN 'exact' END, 'single',
    NULL, false, status, 'affirmed', NULL, 'author', NULL, NULL, NULL, 'none', DATE '2025-01-01', 3,
    'normal', NULL, 'statement', NULL
FROM (
    SELECT 'fund' || n AS leg_id, '' AS entity_id, 'amount' AS property, 2000000000 AS amount,
        'usd' AS unit, NULL AS status
    FROM pairs
    UNION ALL SELECT 'sell' || n, '', 'amount', (10 + i) * 1000000000, 'usd', NULL FROM pairs
    UNION ALL SELECT 'sell' || n, '', 'capacity', 1 + i, 'mw', NULL FROM pairs
    UNION ALL SELECT '', vendor, 'valuation', (10 + i) * 4000000000, 'usd', NULL FROM pairs
    UNION ALL SELECT leg || n, '', 'status', NULL, NULL, 'binding'
    FROM pairs, (VALUES ('fund'), ('sell')) AS l (leg)
);
DROP TABLE pairs
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("many") / "many.duckdb"
    store = Store.create(path)
    store.script_file("schema.sql")
    store.script(MADE.replace("$pairs", str(PAIRS)))
    work_out(store)
    store.close()
    store = Store.open(path)
    yield store
    store.close()


def shown_of(store: Store, entity: str | None = None) -> Shown:
    names = dict(store.rows("SELECT entity_id, name FROM entities"))
    return Shown(Context(date(2026, 3, 5), entity=entity), names=names)


def drawn(page: ExposurePage, shown: Shown, store: Store, columns: int = 120) -> list[str]:
    """What the screen says once all is read that it asks for."""
    surface = Surface(columns, 40, FULL)
    page.lines(shown, surface)
    settle(page, shown, store)
    return [plain(line) for line in page.lines(shown, surface)]


@pytest.mark.parametrize("at", [PAIRS - 1, 400, 101])
def test_the_pair_and_the_limit_of_any_row_are_told(many: Store, at: int) -> None:
    page, shown = ExposurePage(), shown_of(many)
    settle(page, shown, many)
    for key in ("gaps", "dyads", "denominators"):
        assert shown.frames[key].truncated
    rows = [stop for stop in page.stops(shown) if isinstance(stop, Row)]
    row = next(row for row in rows if row.leg_id == f"sell{at:04}")
    page.table.on = row.key
    seen = "\n".join(drawn(page, shown, many))
    # V = 2 / P, M = P / 2, and what is sold is a quarter of what the vendor is worth.
    bought = 10 + at
    assert f"vendor-funded {2 / bought * 100:.1f}%" in seen
    assert f"{bought / 2:.1f}×" in seen
    assert "1 of 1 return legs quantified" in seen
    assert "25.0% of its value" in seen and "above 25%" in seen


@pytest.mark.parametrize("at", [0, 1, PAIRS - 1])
def test_what_a_picked_company_must_find_is_told(many: Store, at: int) -> None:
    page, shown = ExposurePage(), shown_of(many, f"c{at:04}")
    seen = drawn(page, shown, many, 80)
    (line,) = [line for line in seen if "must find outside" in line]
    # It pays 10 billion and more, and is paid 2.
    assert line.split()[3] == f"{8 + at:,}"


def test_of_all_companies_the_one_that_needs_most_is_told(many: Store) -> None:
    page, shown = ExposurePage(), shown_of(many)
    settle(page, shown, many)
    page.act("last", shown)
    seen = drawn(page, shown, many, 160)
    assert any(f"C{PAIRS - 1:04} from outside" in line for line in seen)
    # The list beside it says that it is not of all.
    assert any("the widest, … and more" in line for line in seen)


@pytest.mark.parametrize("view", ["roles", "capacity"])
def test_more_than_are_listed_is_said_and_what_is_looked_for_is_found(
    many: Store, view: View
) -> None:
    page, shown = ExposurePage(view=view), shown_of(many)
    assert "1 of 1,000 and more" in drawn(page, shown, many)[0]
    last = {"roles": f"V{PAIRS - 1:04}", "capacity": "C0000"}[view]
    assert not any(last in line for line in page_rows(page, shown))
    page.find(f"  {last.lower()} ")
    seen = drawn(page, shown, many)
    assert any(last in line for line in seen[2:]) and "and more" not in seen[0]
    picked = shown_of(many, last.lower())
    seen = drawn(ExposurePage(view=view), picked, many)
    assert any(last in line for line in seen[2:]) and "and more" not in seen[0]


def page_rows(page: ExposurePage, shown: Shown) -> list[str]:
    """The names of all pairs that the view has read."""
    view = page.roles if page.view == "roles" else page.capacity
    keys = ("company", "other") if page.view == "roles" else ("customer", "supplier")
    return [str(row[key]) for row in view.every(shown) for key in keys]
