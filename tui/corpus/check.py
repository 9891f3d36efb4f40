"""Validates a corpus folder: every rule, each fault with its file and line."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tui.corpus.articles import Attached, attach, misplaced
from tui.corpus.cache import create
from tui.corpus.faults import SHOWN, CorpusError, Fault, Faults, fault, faults, merged
from tui.corpus.figure_rules import Printed, figure_faults, printed_figures
from tui.corpus.load import stage
from tui.corpus.progress import Steps
from tui.corpus.read import Corpus, read_corpus
from tui.corpus.rules import judge, judge_loaded, names

__all__ = ["Fault", "Report", "SourceCount", "check"]


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What there is of one source; the figures only where its original is attached.

    `excused` are the figures without a claim, each with its paragraph and the digest's reason.
    """

    source_id: str
    paragraphs: int
    claims: int
    figures: int | None = None
    covered: int | None = None
    excused: tuple[str, ...] = ()

    def __str__(self) -> str:
        said = f"{self.source_id}: {self.paragraphs} paragraphs, {self.claims} claims"
        if self.figures is None:
            return said
        return f"{said}, {self.figures} figures, {self.covered} of them covered by claims"


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check. `faults` are the first 100, `total` counts them all.

    `notes` are the files of the articles folder that were not used, a line each.
    """

    faults: tuple[Fault, ...]
    total: int
    counts: tuple[SourceCount, ...] = ()
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """A line for each fault, or if there is none the counts of each source."""
        lines = [str(each) for each in self.faults]
        if self.total > len(self.faults):
            lines.append(f"and {self.total - len(self.faults):,} more")
        if not self.total and len(self.counts) > SHOWN:
            paragraphs = sum(count.paragraphs for count in self.counts)
            claims = sum(count.claims for count in self.counts)
            said = f"{len(self.counts):,} sources: {paragraphs:,} paragraphs, {claims:,} claims"
            return [*lines, said]
        if not self.total:
            for count in self.counts:
                lines += [str(count), *(f"  without a claim, {each}" for each in count.excused)]
        return lines

    def __str__(self) -> str:
        """The notes, then the lines."""
        return "\n".join([*self.notes, *self.lines()])


def check(
    folder: Path, articles: Path | None = None, told: Callable[[str], None] = lambda _: None
) -> Report:
    """Check a corpus folder, with the originals found in `articles`. Raises nothing of its own.

    `told` hears what is being done and how far it is.
    """
    steps = Steps(told)
    try:
        if articles is None and (report := _quick(folder, steps)) is not None:
            return report
        steps.begin("reading line by line", 0)
        corpus = read_corpus(folder)
    except CorpusError as error:
        return Report(error.faults.shown, error.faults.total)
    sources = corpus.frames["sources"].select("source_id", "sha256").drop_nulls()
    attached = attach(articles, dict(sources.rows())) if articles else Attached()
    printed = printed_figures(corpus, attached)
    found = merged(
        [
            corpus.faults,
            judge(corpus),
            misplaced(_quotes(corpus), attached),
            _lengths(corpus, attached),
            figure_faults(printed),
        ]
    )
    return Report(
        found.shown, found.total, _counts(corpus, attached, printed), tuple(attached.notes)
    )


def _quick(folder: Path, steps: Steps) -> Report | None:
    """The report on sound files without originals, None if they are not all sound."""
    with tempfile.TemporaryDirectory() as scratch:
        store = create(Path(scratch) / "check.duckdb")
        try:
            files = stage(folder, store, steps, 0.5)
            if files is None:
                return None
            found = judge_loaded(store, files.names, None, steps.within(0.5, len(names())))
            counts = store.rows(
                "SELECT s.source_id, coalesce(p.n, 0), coalesce(c.n, 0) FROM sources AS s"
                " LEFT JOIN (SELECT source_id, count(*) AS n FROM paragraphs GROUP BY ALL) AS p"
                " ON p.source_id = s.source_id"
                " LEFT JOIN (SELECT source_id, count(*) AS n FROM claims GROUP BY ALL) AS c"
                " ON c.source_id = s.source_id ORDER BY s.source_id"
            )
        finally:
            store.close()
    return Report(found.shown, found.total, tuple(SourceCount(*count) for count in counts))


def _quotes(corpus: Corpus) -> list[tuple[int, str, str, int, str]]:
    claims = corpus.frames["claims"].select("claim_id", "source_id").unique("claim_id")
    rows = corpus.frames["evidence"].join(claims, on="claim_id").drop_nulls()
    return rows.select("line", "claim_id", "source_id", "n", "quote").rows()


def _lengths(corpus: Corpus, attached: Attached) -> Faults:
    """Digests that have more or fewer paragraphs than the original."""
    digests = Counter(corpus.frames["paragraphs"]["source_id"])
    return faults(
        fault(
            f"digests/{each}.md", 1, f"{digests[each]} paragraphs, the original has {len(original)}"
        )
        for each, original in attached.originals.items()
        if digests[each] not in (0, len(original))
    )


def _counts(corpus: Corpus, attached: Attached, printed: list[Printed]) -> tuple[SourceCount, ...]:
    paragraphs = Counter(corpus.frames["paragraphs"]["source_id"])
    claims = Counter(corpus.frames["claims"]["source_id"])
    counts: list[SourceCount] = []
    for source_id in corpus.frames["sources"]["source_id"].drop_nulls().unique().sort():
        count = SourceCount(source_id, paragraphs[source_id], claims[source_id])
        if source_id in attached.originals:
            own = [each for each in printed if each.source_id == source_id]
            excused = [
                f"paragraph {p.n}: '{p.text}': {p.excuse}"
                for p in own
                if not p.covered and p.excuse
            ]
            covered = sum(each.covered for each in own)
            count = replace(count, figures=len(own), covered=covered, excused=tuple(excused))
        counts.append(count)
    return tuple(counts)
