"""Corpora of as many ids as wanted, of which no claim tells."""

from tui.corpus.store import Store

ROWS = """
INSERT INTO entities
SELECT 'payer-' || i, 'Payer ' || i, 'company', NULL, NULL, NULL FROM range($n) AS r (i);
INSERT INTO deals
SELECT 'deal-' || i, 'Deal ' || i, 'none', NULL, NULL, NULL FROM range($n) AS r (i);
INSERT INTO legs
SELECT 'deal-' || i || '.debt', 'deal-' || i, 'payer-' || i, 'payer-0', 'debt', 'cash', 'a loan'
FROM range($n) AS r (i);
INSERT INTO sources
SELECT lpad(i::VARCHAR, 6, '0'), 'Title', 'Paper ' || i % 7, NULL, NULL, 'en', 'news', 3, NULL,
    DATE '1990-01-01' + i::INTEGER, 'stated', NULL, 'x', NULL
FROM range($n) AS r (i);
"""


def fill(store: Store, ids: int) -> Store:
    """Put so many ids of each kind into an empty store; it comes back."""
    store.script_file("schema.sql")
    store.script(ROWS.replace("$n", str(ids)))
    return store


def entities(*ids: str) -> Store:
    """A corpus of these entities, in memory."""
    store = Store.memory()
    store.script_file("schema.sql")
    for each in ids:
        row = "INSERT INTO entities VALUES ($id, $id, 'company', NULL, NULL, NULL)"
        store.rows(row, {"id": each})
    return store
