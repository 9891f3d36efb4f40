"""How a lake is named on the command line, and the password taken out of it before anything else.

The password goes where PostgreSQL's own programs look for it, into PGPASSWORD. So what the program
shows, keeps, copies, runs or raises has none in it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

SCHEME = "ducklake:"
_ARGUMENT = re.compile(r"(--[\w-]+=)?([A-Za-z][\w+.]+:)(.*)", re.S)
_URL = re.compile(r"ducklake:(?:postgres:)?(postgres(?:ql)?://.*)", re.S)
_WORDS = re.compile(r"ducklake:postgres:(.*)", re.S)
# What a connection may say; the words are PostgreSQL's own.
PARTS = (
    *("dbname", "host", "hostaddr", "port", "user", "password", "passfile", "service"),
    *("connect_timeout", "sslmode", "sslrootcert", "sslcert", "sslkey"),
)
_PART = re.compile(r"\s*(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)+))(?=\s|$)", re.S)
FORM = (
    "no lake: write it as 'ducklake:postgres:dbname=NAME host=HOST user=USER', or as "
    "ducklake:postgres://USER@HOST:PORT/NAME"
)


class WrongUri(ValueError):
    """A text that begins as a lake's address does and is none. Says nothing of what it holds."""


@dataclass(frozen=True)
class LakeUri:
    """A lake's address: the parts of a PostgreSQL connection, in order, without its password."""

    parts: Mapping[str, str]

    def __str__(self) -> str:
        return f"{SCHEME}postgres:{self.connection()}"

    def connection(self, **more: str) -> str:
        """As PostgreSQL's client library reads it, with parts that are not said otherwise."""
        parts = {**more, **self.parts}
        return " ".join(f"{name}={_quoted(value)}" for name, value in parts.items())


def lake_uri(text: str) -> LakeUri:
    """The address in a text without a password. Raises WrongUri."""
    return LakeUri(_parts(text))


def is_uri(data: str) -> bool:
    """Whether --data names, rightly or wrongly, a lake: it is written so, and no such file is."""
    return bool(re.match(r"[A-Za-z][\w+.]+:", data)) and not Path(data).exists()


def without_passwords(arguments: Sequence[str]) -> list[str]:
    """The arguments, each lake's address in one form and without its password.

    Of an address that cannot be read only its first word is left, for the password may be anywhere
    in it. Sets PGPASSWORD in this process.
    """
    return [_without_password(each) for each in arguments]


def _without_password(argument: str) -> str:
    found = _ARGUMENT.fullmatch(argument)
    if found is None:
        return argument
    option, scheme, rest = found[1] or "", found[2], found[3]
    if scheme != SCHEME:
        return f"{option}{scheme}" if re.search("password|@", rest) else argument
    try:
        parts = _parts(scheme + rest)
    except WrongUri:
        return f"{option}{scheme}"
    if password := parts.pop("password", ""):
        os.environ["PGPASSWORD"] = password
    return f"{option}{LakeUri(parts)}"


def _parts(text: str) -> dict[str, str]:
    url, words = _URL.fullmatch(text), _WORDS.fullmatch(text)
    try:
        parts = _of_url(url[1]) if url else _of_words(words[1] if words else "")
    except ValueError:  # what stands in brackets is no address
        raise WrongUri(FORM) from None
    if not set(parts) <= set(PARTS) or not (parts.get("dbname") or parts.get("service")):
        raise WrongUri(FORM)
    return parts


def _of_url(text: str) -> dict[str, str]:
    url = urlsplit(text)
    who, _, place = url.netloc.rpartition("@")
    user, _, password = who.partition(":")
    # Not url.hostname, which writes all of it small: a host may be the folder of a socket.
    at = re.fullmatch(r"(\[[^\]]*\]|[^:]*)(?::(\d*))?", place)
    if at is None or url.fragment:
        raise WrongUri(FORM)
    parts = {
        "dbname": url.path.removeprefix("/"),
        "host": at[1].strip("[]"),
        "port": at[2] or "",
        "user": user,
        "password": password,
    }
    found = {name: unquote(value) for name, value in parts.items() if value}
    return {**found, **dict(parse_qsl(url.query, strict_parsing=bool(url.query)))}


def _of_words(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    at = 0
    while text[at:].strip():
        found = _PART.match(text, at)
        if found is None:
            raise WrongUri(FORM)
        value = found[2] if found[2] is not None else found[3]
        parts[found[1]] = re.sub(r"\\(.)", r"\1", value, flags=re.S)
        at = found.end()
    return parts


def _quoted(value: str) -> str:
    if value and not re.search(r"[\s'\\]", value):
        return value
    return "'" + re.sub(r"(['\\])", r"\\\1", value) + "'"
