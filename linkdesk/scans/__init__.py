"""Scans in: files of signed pages, in any order and turned any way → each page upright, with the codes read on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linkdesk.scans.joining import join
    from linkdesk.scans.process import read
    from linkdesk.scans.scanned import Scanned

_WHERE = {"read": "process", "Scanned": "scanned", "join": "joining"}

__all__ = ["Scanned", "join", "read"]


def __getattr__(name: str) -> Any:
    # The child passes through here on its way to child.py and must start fast: names are fetched when asked for.
    from importlib import import_module
    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(import_module(f"linkdesk.scans.{_WHERE[name]}"), name)
