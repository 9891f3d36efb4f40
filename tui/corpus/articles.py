"""The original articles of a user who has them: matched by SHA-256, and quotes found in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tui.corpus.clean import clean

if TYPE_CHECKING:
    from tui.corpus.faults import Fault, Faults

# Every sign that is printed for an apostrophe; NFKC would take some of them apart.
_APOSTROPHES = dict.fromkeys("’‘‛ʼʹ′´`＇", "'")


@dataclass(frozen=True)
class Attached:
    """The paragraphs of each original, the nth at index n - 1, and a line on each file not used."""

    originals: Mapping[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def attach(folder: Path, sources: Mapping[str, str]) -> Attached:
    """The originals in a folder. `sources` has the SHA-256 of each source_id, in hexadecimal."""
    import hashlib  # most readers have no originals, and it brings OpenSSL with it

    known = {sha256: source_id for source_id, sha256 in sources.items()}
    originals: dict[str, list[str]] = {}
    notes: list[str] = []
    try:
        paths = sorted(p for p in folder.iterdir() if not p.name.startswith(".") and p.is_file())
    except OSError as error:
        return Attached({}, [f"{clean(str(folder))}: {error.strerror}"])
    for path in paths:
        name = clean(path.name)
        try:
            data = path.read_bytes()
            text = data.decode()
        except OSError as error:
            notes.append(f"{name}: {error.strerror}, ignored")
            continue
        except UnicodeDecodeError as error:
            byte = f"byte 0x{data[error.start]:02X} at {error.start + 1:,}"
            notes.append(f"{name}: not UTF-8 ({byte}), so not the file that was read, ignored")
            continue
        source_id = known.get(hashlib.sha256(data).hexdigest())
        namesake = next((each for each in sources if name.startswith(each)), None)
        if source_id is not None:
            originals.setdefault(source_id, split(text))
        elif namesake is not None:
            notes.append(f"{name}: named like source {namesake}, but not the same bytes, ignored")
        else:
            notes.append(f"{name}: matches no source, ignored")
    return Attached(originals, notes)


def split(text: str) -> list[str]:
    """The paragraphs of an original: its lines that are not blank, cleaned."""
    return [clean(line) for line in text.split("\n") if line.strip()]


def find_quote(paragraph: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands: start and end in `paragraph` as it is, or None.

    Compared after NFKC with one kind of apostrophe and of space; a match never cuts a number or
    takes a letter from its accent, and one of whole words goes before one inside a word.
    """
    text, places = _folded(paragraph)
    wanted = _folded(quote)[0].strip()
    best = None
    for start in _occurrences(text, wanted):
        end = start + len(wanted)
        before, after = text[start - 1 : start], text[end : end + 1]
        first, last = wanted[0], wanted[-1]
        if unicodedata.combining(first) or (after and unicodedata.combining(after)):
            continue
        if (before.isdigit() and first.isdigit()) or (last.isdigit() and after.isdigit()):
            continue
        found = places[start], max(places[start:end]) + 1
        if not (before.isalnum() and first.isalnum()) and not (last.isalnum() and after.isalnum()):
            return found
        best = best or found
    return best


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        yield start
        start = text.find(wanted, start + 1)


@lru_cache(maxsize=1024)
def _folded(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its characters the place in the original.

    Decomposed, not composed: two texts are equal after NFKC where they are after NFKD, and taken
    apart each character keeps its place.
    """
    chars: list[tuple[str, int]] = []
    for place, char in enumerate(text):
        if char.isspace():
            if not (chars and chars[-1][0] == " "):
                chars.append((" ", place))
            continue
        for part in unicodedata.normalize("NFKD", _APOSTROPHES.get(char, clean(char))):
            chars.append((part, place))
            # Marks on one letter stand in the order of their classes, whatever order was typed.
            at = len(chars) - 1
            mark = unicodedata.combining(part)
            while mark and at and unicodedata.combining(chars[at - 1][0]) > mark:
                chars[at - 1], chars[at] = chars[at], chars[at - 1]
                at -= 1
    return "".join(char for char, _ in chars), [place for _, place in chars]


def misplaced(quotes: Iterable[tuple[int, str, str, int, str]], attached: Attached) -> Faults:
    """The quotes that are not in their paragraph, of the sources whose original is attached.

    A quote is the line in evidence.csv, claim_id, source_id, n and the words.
    """
    from tui.corpus.faults import fault, faults

    found: list[Fault] = []
    for line, claim_id, source_id, n, quote in quotes:
        original = attached.originals.get(source_id)
        if original is None:
            continue
        if not 1 <= n <= len(original):
            wrong = f"claim {claim_id}: source {source_id} has no paragraph {n}"
        elif find_quote(original[n - 1], quote) is None:
            wrong = f"claim {claim_id}: '{quote}' is not in paragraph {n} of source {source_id}"
        else:
            continue
        found.append(fault("evidence.csv", line, wrong))
    return faults(found)
