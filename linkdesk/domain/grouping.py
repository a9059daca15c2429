"""Values sorted into groups, each group in the order it came."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def grouped(values: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """The values by their key."""
    groups: dict[str, list[T]] = {}
    for value in values:
        groups.setdefault(key(value), []).append(value)
    return groups
