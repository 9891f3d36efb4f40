"""Where the reader of a page stands, kept for going back."""

from __future__ import annotations

from copy import copy, deepcopy
from dataclasses import is_dataclass
from typing import TypeVar

T = TypeVar("T")


def kept(value: T) -> T:
    """The same place, which later keys do not change.

    Fields with a leading underscore hold what a part of a page has worked out: it knows of what,
    and there may be much of it. They are shared, not copied.
    """
    if not hasattr(value, "__dict__"):
        return deepcopy(value)
    if is_dataclass(value) and type(value).__dataclass_params__.frozen:  # type: ignore[attr-defined]
        return value
    same = copy(value)
    for name, own in vars(value).items():
        if not name.startswith("_"):
            setattr(same, name, kept(own))
    return same
