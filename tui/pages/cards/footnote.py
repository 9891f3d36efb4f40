"""A claim as a footnote: who, where, when, in which words; ready to paste."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

ATTRIBUTIONS = {"unnamed": "unnamed", "author": "the author", "document": "a document"}


def footnote(
    claim: Mapping[str, Any], quotes: Iterable[tuple[int, str]], source: Mapping[str, Any]
) -> str:
    """The claim in one paragraph. `quotes` are (paragraph, printed words).

    `source` has the columns title, publisher, author, url, known_on, known_basis and sha256.
    """
    speaker = claim["speaker"] or ATTRIBUTIONS.get(claim["attribution"], claim["attribution"])
    if claim["attribution"] == "unnamed" and claim["speaker"] and "unnamed" not in claim["speaker"]:
        speaker = f"{speaker} (unnamed)"
    via = f", via {claim['origin']}" if claim["origin"] else ""
    day = f"{source['known_on']}" + (
        " (date inferred)" if source["known_basis"] == "inferred" else ""
    )
    where = "; ".join(f"paragraph {n}: “{quote}”" for n, quote in quotes) or "no quote"
    author = f"{source['author']}, " if source.get("author") else ""
    url = f" {source['url']}" if source.get("url") else ""
    ids = f"claim {claim['claim_id']}, file SHA-256 {str(source['sha256'])[:12]}"
    return (
        f"{claim['statement']} Said by {speaker}{via}, in: {author}“{source['title']}” "
        f"(title ours), {source['publisher']}, {day}, {where}.{url} [{ids}]"
    )
