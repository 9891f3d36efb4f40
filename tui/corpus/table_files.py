"""The files of a corpus folder: one a table, as CSV, Parquet or JSON lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tui.corpus.faults import CorpusError, Fault, fault, faults
from tui.corpus.place import DIGESTS, SUFFIXES
from tui.corpus.tables import Table, tables


@dataclass(frozen=True)
class TableFiles:
    """What there is in a folder. `paths` has the file of each table that has one, `names` how
    faults call it, or would call it. Two files of one table are wrong, and neither is read.
    """

    folder: Path
    paths: Mapping[str, Path]
    names: Mapping[str, str]
    wrong: Mapping[str, Fault]

    def table(self, name: str) -> Table:
        """The table, with the name of the file that it stands in here."""
        return replace(next(each for each in tables() if each.name == name), file=self.names[name])

    @property
    def digests(self) -> bool:
        """Whether the paragraphs stand in digests."""
        return self.names["paragraphs"] == DIGESTS


def table_files(folder: Path) -> TableFiles:
    """The files of a folder. Raises CorpusError where there is no such folder."""
    if not folder.is_dir():
        raise CorpusError(faults([fault(str(folder), 1, "is not a folder")]))
    found = {
        each.name: [
            path for suffix in SUFFIXES if (path := folder / f"{each.name}.{suffix}").exists()
        ]
        for each in tables()
    }
    wrong: dict[str, Fault] = {}
    kinds = Counter(path.suffix for paths in found.values() for path in paths)
    usual = max(kinds, key=lambda kind: (kinds[kind], kind == ".csv"), default=".csv")
    paths: dict[str, Path] = {}
    names: dict[str, str] = {}
    digests = any(folder.glob(DIGESTS))
    for name, there in found.items():
        names[name] = there[0].name if there else f"{name}{usual}"
        if len(there) > 1:
            others = " and ".join(path.name for path in there[1:])
            said = f"{others} is the same table: take all but one away"
            wrong[name] = fault(there[0].name, 1, said)
        elif there:
            paths[name] = there[0]
        elif name == "paragraphs":
            names[name] = DIGESTS
    if digests and found["paragraphs"]:
        said = "digests/ has paragraphs too: take one of the two away"
        wrong["paragraphs"] = fault(names["paragraphs"], 1, said)
    return TableFiles(folder, paths, names, wrong)
