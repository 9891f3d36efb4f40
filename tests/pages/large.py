"""A network as large as wanted, with hubs, as a database file."""

from __future__ import annotations

import random
from pathlib import Path

import polars as pl

from tui.corpus.program import work_out
from tui.corpus.store import Store

KINDS = ("equity", "purchase", "purchase", "debt", "lease")

_SOURCES = """INSERT INTO sources
SELECT lpad(i::VARCHAR, 3, '0'), 'title', 'publisher ' || i, NULL, NULL, 'en', 'news', 3,
    day, day, 'stated', NULL, repeat('a', 64), NULL
FROM (SELECT i, DATE '2025-01-01' + i::INTEGER * 30 AS day FROM range(10) AS r (i))"""
_CLAIMS = """INSERT INTO claims
SELECT property || leg_id, lpad(day::VARCHAR, 3, '0'), leg_id, NULL, NULL, property, '', NULL,
    amount, amount, unit, bound, 'single', NULL, false, status, 'affirmed', NULL, 'author',
    NULL, NULL, NULL, 'none', DATE '2025-01-01' + day * 30, 3, 'normal', NULL, 'statement', NULL
FROM (
    SELECT leg_id, n % 10 AS day, property, n,
        CASE property WHEN 'amount' THEN (n % 1000 + 1) * 100000000::BIGINT END AS amount,
        CASE property WHEN 'amount' THEN 'usd' END AS unit,
        CASE property WHEN 'amount' THEN 'exact' END AS bound,
        CASE property WHEN 'status' THEN $statuses[1 + n // 5 % len($statuses)] END AS status
    FROM (SELECT leg_id, (row_number() OVER (ORDER BY leg_id))::INTEGER AS n FROM legs),
        (VALUES ('amount'), ('status')) AS p (property)
)
WHERE property = 'status' OR n % 5 < 3"""


def write_large(
    path: Path, edges: int, companies: int, seed: int = 1, statuses: tuple[str, ...] = ("paid",)
) -> Path:
    """A corpus of one leg an edge, three in five with dollars; the file comes back."""
    rng = random.Random(seed)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < edges:
        payer, payee = (int(companies * rng.random() ** 1.3) for _ in range(2))
        if payer != payee:
            pairs.add((payer, payee))
    ordered = sorted(pairs)
    legs = pl.DataFrame(
        {
            "leg_id": [f"leg{n:06}" for n in range(edges)],
            "deal_id": ["deal"] * edges,
            "payer_id": [f"c{payer:05}" for payer, _ in ordered],
            "payee_id": [f"c{payee:05}" for _, payee in ordered],
            "kind": [rng.choice(KINDS) for _ in ordered],
            "medium": ["cash"] * edges,
            "what": ["goods"] * edges,
        }
    )
    store = Store.create(path)
    store.script_file("schema.sql")
    store.script(_SOURCES)
    store.script(
        "INSERT INTO entities SELECT 'c' || lpad(i::VARCHAR, 5, '0'), 'Company ' || i, 'company',"
        f" NULL, NULL, NULL FROM range({companies}) AS r (i)"
    )
    store.script("INSERT INTO deals VALUES ('deal', 'Deal', 'none', NULL, NULL, NULL)")
    store.insert("legs", legs)
    store.script(_CLAIMS.replace("$statuses", str(list(statuses))))
    work_out(store)
    store.close()
    return path
