"""Which rows belong to an article: they are published, changed and taken away with it."""

from __future__ import annotations

# Table -> its column that leads to the owner, and the owner's table and key.
OWNERS = {
    "sources": ("source_id", "sources", "source_id"),
    "paragraphs": ("source_id", "sources", "source_id"),
    "claims": ("source_id", "sources", "source_id"),
    "evidence": ("claim_id", "claims", "claim_id"),
    "links": ("claim_a", "claims", "claim_id"),
    "mechanism_claims": ("claim_id", "claims", "claim_id"),
}


def owned(table: str) -> str:
    """The condition for rows `o` of a lake's table that belong to the articles of the folder."""
    column, owner, _ = OWNERS[table]
    if owner == "sources":
        return f"o.{column} IN (SELECT source_id FROM new_sources)"
    return (
        f"o.{column} IN (SELECT c.claim_id FROM lake.main.claims AS c"
        " WHERE c.source_id IN (SELECT source_id FROM new_sources))"
    )
