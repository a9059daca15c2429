"""The files that scans lie in: those named, and all in the folders named, in the order a person would count them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from linkdesk import paths

SUFFIXES = frozenset({".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".bmp"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file with the name it is called by: below a folder, with the folders between."""

    path: Path
    name: str


def sources(wanted: Iterable[Path]) -> tuple[Source, ...]:
    """Every file once; of folders those whose names say they are scans."""
    found: dict[str, Source] = {}
    for path in wanted:
        for each in _below(path) if path.is_dir() else (Source(path, paths.shown_name(path)),):
            found.setdefault(os.path.realpath(each.path), each)
    return tuple(found.values())


def _below(folder: Path) -> Iterator[Source]:
    files = [Path(where, name) for where, _, names in os.walk(folder) for name in names]
    for path in sorted(files, key=lambda p: _counted(str(p))):
        if path.suffix.lower() in SUFFIXES and not path.name.startswith("."):
            yield Source(path, "/".join(paths.shown_name(Path(part)) for part in path.relative_to(folder).parts))


def _counted(name: str) -> list[tuple[int, str]]:
    """A sort key by which page 9 comes before page 10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name.lower())]
