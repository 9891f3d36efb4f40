"""Takes out of a text what could steer a terminal or hide in it. Line feeds and tabs stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

# First and last code point of each run that no text of ours may hold.
RUNS = (
    (0x00, 0x08),  # C0 up to the tab
    (0x0B, 0x1F),  # C0 after the line feed
    (0x7F, 0x9F),  # DEL and C1
    (0xAD, 0xAD),  # soft hyphen
    (0x034F, 0x034F),  # grapheme joiner
    (0x061C, 0x061C),  # Arabic letter mark
    (0x180E, 0x180E),  # Mongolian vowel separator
    (0x200B, 0x200F),  # zero-width space, joiners, left and right marks
    (0x2028, 0x202E),  # line and paragraph separators, bidi embeddings and overrides
    (0x2060, 0x206F),  # word joiner, invisible operators, bidi isolates
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0xE0000, 0xE0FFF),  # tags and more variation selectors
)
# In the syntax that DuckDB and polars share.
CLEAN_PATTERN = "[" + "".join(rf"\x{{{a:x}}}-\x{{{b:x}}}" for a, b in RUNS) + "]"
# A lone surrogate exists only in Python's strings; writing one to a terminal raises.
_UNWANTED = re.compile(
    "[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in (*RUNS, (0xD800, 0xDFFF))) + "]"
)


def clean(text: str) -> str:
    """The text without zero-width, bidi and control characters, but with tabs and line feeds."""
    return _UNWANTED.sub("", text)


def unwanted(text: str) -> bool:
    """Whether a text holds something that `clean` takes out."""
    return _UNWANTED.search(text) is not None


def clean_frame(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with every text in it cleaned, column names and texts inside lists and structs too.

    A categorical column that holds something unwanted becomes text, a map of texts a list of pairs.
    """
    import polars as pl

    flat, nested = [], []
    for name, dtype in frame.schema.items():
        if dtype in (pl.String, pl.Categorical, pl.Enum):
            flat.append(name)
        elif dtype.is_nested() and _holds_text(dtype):
            nested.append(name)
    if flat:
        found = frame.select(pl.col(flat).cast(pl.String).str.contains(CLEAN_PATTERN).any())
        flat = [name for name in flat if found[name].item()]
    if flat or nested:
        frame = frame.with_columns(
            _cleaned(pl.col(name), frame.schema[name]).alias(name) for name in flat + nested
        )
    return _rename(frame)


def _holds_text(dtype: Any) -> bool:
    import polars as pl

    if isinstance(dtype, pl.List | pl.Array):
        return _holds_text(dtype.inner)
    if isinstance(dtype, pl.Struct):
        return any(_holds_text(field.dtype) for field in dtype.fields)
    if isinstance(dtype, pl.Map):
        return _holds_text(dtype.key) or _holds_text(dtype.value)
    return dtype in (pl.String, pl.Categorical, pl.Enum)


def _cleaned(expr: pl.Expr, dtype: Any) -> pl.Expr:
    import polars as pl

    if not _holds_text(dtype):
        return expr
    if isinstance(dtype, pl.Map):
        pairs = pl.List(pl.Struct({"key": dtype.key, "value": dtype.value}))
        return _cleaned(expr.cast(pairs), pairs)
    if isinstance(dtype, pl.Array):
        return _cleaned(expr.arr.to_list(), pl.List(dtype.inner))
    if isinstance(dtype, pl.List):
        return expr.list.eval(_cleaned(pl.element(), dtype.inner))
    if isinstance(dtype, pl.Struct):
        fields = [_cleaned(expr.struct.field(f.name), f.dtype) for f in dtype.fields]
        names = _unique([clean(f.name) for f in dtype.fields])
        whole = pl.struct(field.alias(name) for field, name in zip(fields, names, strict=True))
        return pl.when(expr.is_not_null()).then(whole)
    return expr.cast(pl.String).str.replace_all(CLEAN_PATTERN, "")


def _rename(frame: pl.DataFrame) -> pl.DataFrame:
    names = _unique([clean(name) for name in frame.columns])
    if names == frame.columns:
        return frame
    return frame.rename(dict(zip(frame.columns, names, strict=True)))


def _unique(names: list[str]) -> list[str]:
    """The names, those that came to be equal told apart by a number."""
    taken: set[str] = set()
    for i, name in enumerate(names):
        copy = 1
        while names[i] in taken:
            copy += 1
            names[i] = f"{name}_{copy}"
        taken.add(names[i])
    return names
