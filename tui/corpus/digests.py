"""A digest file: our own note of each paragraph of one article, under its number and role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tui.corpus.clean import clean
from tui.corpus.faults import Fault, fault, not_utf8
from tui.corpus.tables import enums

FORM = "## n role · voice · date"
_NO_CLAIM = "no claim:"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One row of the table paragraphs, and the line of its header."""

    line: int
    source_id: str
    n: int
    role: str
    voice: str | None
    voice_on: date | None
    digest: str
    no_claim: str | None


def read_digest(data: bytes, source_id: str, file: str) -> tuple[list[Paragraph], list[Fault]]:
    """The paragraphs of a digest's bytes, numbered from 1 without a gap, and what is wrong."""
    lines, found = _lines(data, file)
    headers = [i for i, line in enumerate(lines) if line.startswith("## ")]
    for number, line in enumerate(lines[: headers[0] if headers else None], 1):
        if line.strip():
            found.append(fault(file, number, f"text before the first paragraph header ({FORM})"))
            break
    if not headers:
        found.append(fault(file, 1, f"has no paragraph header ({FORM})"))
    paragraphs: list[Paragraph] = []
    due = 1
    for at, after in zip(headers, [*headers[1:], len(lines)], strict=False):
        result = _paragraph(lines[at], lines[at + 1 : after], source_id, at + 1)
        if isinstance(result, str):
            found.append(fault(file, at + 1, result))
            due += 1
            continue
        if result.n != due:
            found.append(fault(file, at + 1, f"paragraph {result.n} stands where {due} is due"))
        due = result.n + 1
        if not result.digest and result.role != "skipped":
            found.append(fault(file, at + 1, f"paragraph {result.n} has no text"))
        if not result.no_claim and result.role == "skipped":
            found.append(fault(file, at + 1, f"paragraph {result.n} is skipped without a reason"))
        paragraphs.append(result)
    return paragraphs, found


def _lines(data: bytes, file: str) -> tuple[list[str], list[Fault]]:
    lines: list[str] = []
    found: list[Fault] = []
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            lines.append(clean(raw.decode()))
        except UnicodeDecodeError as error:
            lines.append(clean(raw.decode(errors="replace")))
            found.append(fault(file, number, not_utf8(raw, error)))
    return lines, found


def _paragraph(header: str, body: list[str], source_id: str, line: int) -> Paragraph | str:
    """The paragraph, or what is wrong with its header."""
    first, *rest = [part.strip() for part in header[3:].split("·")]
    found = re.fullmatch(r"([1-9]\d{0,8}) (\w+)", first)
    if found is None or len(rest) > 2 or not all(rest):
        return f"no paragraph header: write {FORM}"
    roles = enums()["paragraph_role"]
    if found[2] not in roles:
        return f"role: '{found[2]}' is not one of {', '.join(roles)}"
    voice_on = None
    if len(rest) == 2:
        try:
            voice_on = date.fromisoformat(rest[1])
        except ValueError:
            return f"voice_on: '{rest[1]}' is not a date (YYYY-MM-DD)"
    texts = [text for text in (line.strip() for line in body) if text]
    reasons = [t.removeprefix(_NO_CLAIM).strip() for t in texts if t.startswith(_NO_CLAIM)]
    digest = " ".join(t for t in texts if not t.startswith(_NO_CLAIM))
    if found[2] == "skipped":
        digest, reasons = "", [digest, *reasons] if digest else reasons
    voice = rest[0] if rest else None
    return Paragraph(
        line, source_id, int(found[1]), found[2], voice, voice_on, digest, " ".join(reasons) or None
    )
