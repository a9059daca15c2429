"""Files appear whole or not at all: a temporary name beside the final one, fsync, replace."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole(path: Path, *, anew: bool = False) -> Iterator[Path]:
    """Give a temporary path to write; on success it bears the final name, on failure nothing is left of it.

    With `anew` a file that has come to stand there meanwhile stays, and what was written is dropped.
    """
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        yield part
        settle(part)
        _name(part, path, anew)
        settle(path.parent)
    finally:
        part.unlink(missing_ok=True)


def _name(part: Path, path: Path, anew: bool) -> None:
    if anew:
        try:
            os.link(part, path)
            return
        except FileExistsError:
            return
        except OSError:  # a memory stick knows no second names for a file
            pass
    os.replace(part, path)


def settle(path: Path) -> None:
    """Have a file or folder written through to the disk."""
    if path.is_dir() and os.name == "nt":  # Windows has no such call for folders
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
