"""The figures that an attached original prints: each is claimed or excused, and in its digest."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tui.corpus.articles import Attached, find_quote
from tui.corpus.faults import Fault, Faults, fault, faults
from tui.corpus.figures import Figure, figures
from tui.corpus.read import Corpus


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure of an original as printed. `line` is that of its paragraph in the digest.

    `covered`: a quote of the paragraph holds it; `excuse`: why it has no claim, if the digest
    names it so; `kept`: the digest has the same value.
    """

    source_id: str
    n: int
    line: int
    text: str
    covered: bool
    excuse: str | None
    kept: bool


def printed_figures(corpus: Corpus, attached: Attached) -> list[Printed]:
    """The figures of the attached originals in reading order, without skipped paragraphs."""
    quotes = _quotes(corpus)
    found: list[Printed] = []
    for row in corpus.frames["paragraphs"].iter_rows(named=True):
        source_id, n, no_claim = row["source_id"], row["n"], row["no_claim"]
        original = attached.originals.get(source_id, [])
        if row["role"] == "skipped" or n > len(original):
            continue
        text = unicodedata.normalize("NFC", original[n - 1])
        covers = _cover(text, quotes[source_id, n])
        excused = {figure.value for figure in figures(no_claim or "")}
        kept = {figure.value for figure in figures(row["digest"])}
        found += (
            Printed(
                source_id,
                n,
                row["line"],
                figure.text,
                figure in covers,
                no_claim if figure.value in excused else None,
                figure.value in kept,
            )
            for figure in figures(text)
        )
    return found


def figure_faults(printed: Iterable[Printed]) -> Faults:
    """Figures without a claim or a reason, and figures that a digest lost."""
    found: list[Fault] = []
    for each in printed:
        said = f"paragraph {each.n}: the figure '{each.text}' "
        file = f"digests/{each.source_id}.md"
        if not each.covered and each.excuse is None:
            found.append(fault(file, each.line, said + "has no evidence and no reason"))
        if not each.kept:
            found.append(fault(file, each.line, said + "is not in the digest"))
    return faults(found)


def _quotes(corpus: Corpus) -> dict[tuple[str, int], list[str]]:
    """The quotes of each source_id and paragraph."""
    claims = corpus.frames["claims"].select("claim_id", "source_id").unique("claim_id")
    rows = corpus.frames["evidence"].join(claims, on="claim_id").drop_nulls()
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for source_id, n, quote in rows.select("source_id", "n", "quote").rows():
        found[source_id, n].append(quote)
    return found


def _cover(text: str, quotes: list[str]) -> set[Figure]:
    """The figures of a text that stand in a quote, or whose value a quote prints."""
    places = [place for quote in quotes if (place := find_quote(text, quote))]
    values = {figure.value for quote in quotes for figure in figures(quote)}
    return {
        figure
        for figure in figures(text)
        # A value that is printed twice in a paragraph has one quote.
        if figure.value in values or any(a <= figure.start and figure.end <= b for a, b in places)
    }
