"""A corpus folder with articles of one's own added to it, as an editor would add them."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from tui.corpus.place import shipped


def folder_with(folder: Path, *numbers: int) -> Path:
    """The shipped corpus and, for each number, an article with a deal, a leg and two claims."""
    shutil.copytree(shipped(), folder)
    for number in numbers:
        add(folder, number)
    return folder


def folder_of(folder: Path, number: int) -> Path:
    """One article and what is new in it; companies it has from the lake alone."""
    folder.mkdir()
    for file in shipped().glob("*.csv"):
        heading = file.read_text(encoding="utf-8").splitlines()[0]
        (folder / file.name).write_text(f"{heading}\n", encoding="utf-8")
    (folder / "digests").mkdir()
    add(folder, number)
    return folder


def add(folder: Path, number: int, millions: int = 100) -> None:
    """An article in which Nvidia pays CoreWeave so many million dollars for a lease of its own."""
    name, day = f"{number:03}", "2026-06-01"
    source = {"source_id": name, "title": f"Lease {number}", "publisher": "Example", "kind": "news"}
    source |= {"language": "en", "tier": "3", "published_on": day, "known_on": day}
    _append(folder, "sources", **source, known_basis="stated", sha256=f"{number:064x}")
    _append(folder, "deals", deal_id=f"lease-{name}", title=f"Lease {number}", relation="none")
    leg = {"leg_id": f"lease-{name}-pays", "deal_id": f"lease-{name}", "payer_id": "nvidia"}
    _append(folder, "legs", **leg, payee_id="coreweave", kind="lease", medium="cash", what="GPUs")
    amount = {"property": "amount", "low": f"{millions * 10**6}", "high": f"{millions * 10**6}"}
    status = {"property": "status", "status": "binding"}
    for n, claim in enumerate((amount | {"unit": "usd", "bound": "exact"}, status), 1):
        about = {"claim_id": f"{name}-{n:03}", "source_id": name, "leg_id": leg["leg_id"]}
        says = {"scope": "single", "derived": "false", "stance": "affirmed", "precision": "none"}
        says |= {"attribution": "author", "known_on": day, "tier": "3", "rank": "normal"}
        _append(folder, "claims", **about, **says, **claim, statement=f"Lease {number} is signed.")
        _append(folder, "evidence", claim_id=about["claim_id"], n="1", quote=f"lease {number}")
    digest = (
        f"## 1 body\nNvidia leases from CoreWeave: lease {number}, {millions} million dollars.\n"
    )
    (folder / "digests" / f"{name}.md").write_text(digest, encoding="utf-8")


def change(folder: Path, table: str, key: str, value: str, **columns: str) -> None:
    """Give some columns of the rows with that key another value; no columns: take them out."""
    file = folder / f"{table}.csv"
    with file.open(encoding="utf-8", newline="") as read:
        reader = csv.DictReader(read)
        names, rows = list(reader.fieldnames or ()), list(reader)
    with file.open("w", encoding="utf-8", newline="") as write:
        writer = csv.DictWriter(write, names, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            if row[key] != value:
                writer.writerow(row)
            elif columns:
                writer.writerow(row | columns)


def _append(folder: Path, table: str, **columns: str) -> None:
    file = folder / f"{table}.csv"
    with file.open(encoding="utf-8", newline="") as read:
        names = next(csv.reader(read))
    with file.open("a", encoding="utf-8", newline="") as write:
        csv.DictWriter(write, names, lineterminator="\n").writerow(columns)
