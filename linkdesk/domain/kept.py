"""What follows from some values, kept for as long as they are the same: of a thousand plots only the edited one is reckoned anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """The last result for each key; values are compared, and those that are the same objects at no cost."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._results: dict[Hashable, tuple[Any, T]] = {}

    def of(self, key: Hashable, values: Any, make: Callable[[], T]) -> T:
        """The result kept under a key when it was made from equal values, else a new one."""
        kept = self._results.get(key)
        if kept is not None and kept[0] == values:
            return kept[1]
        if len(self._results) >= self.most:
            self._results.clear()
        made = make()
        self._results[key] = (values, made)
        return made
