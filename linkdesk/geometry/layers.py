"""The parts of a Shapefile: those beside the .shp in its folder, or those of every layer in a .zip."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from linkdesk.geometry.answers import Refused
from linkdesk.geometry.limits import LARGEST_FILE

PARTS = ".shp", ".dbf", ".prj", ".cpg"
_UTF8_NAME = 0x800  # the flag of an entry whose name is UTF-8; other names are what the packing system had, read as cp437


class Layer(NamedTuple):
    """One Shapefile: its name without suffix and the bytes of its parts, empty where one is missing."""

    name: str
    shp: bytes
    dbf: bytes
    prj: bytes
    cpg: bytes


def beside(path: Path) -> Layer:
    """The layer a .shp belongs to; its parts may be written in any case."""
    there = {p.suffix.lower(): p for p in sorted(path.parent.iterdir()) if p.stem == path.stem and p.is_file()}
    there[".shp"] = there.get(".shp", path) if path.suffix.lower() in (".shx", ".dbf", ".prj") else path
    return Layer(path.stem, *(_bounded(there[part]) if part in there else b"" for part in PARTS))


def packed(data: bytes) -> Iterator[Layer]:
    """Every layer of a .zip, by name."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in entries if _suffix(entry) in PARTS) > LARGEST_FILE:
                raise Refused("too_large")
            found = {(_name(entry).rpartition(".")[0], _suffix(entry)): entry for entry in entries}
            for stem in sorted({stem for stem, suffix in found if suffix == ".shp" and "__MACOSX" not in stem}):
                yield Layer(PurePosixPath(stem).name, *_parts(archive, lambda part, stem=stem: found.get((stem, part))))
    except (BadZipFile, NotImplementedError):
        raise Refused("broken") from None
    except RuntimeError:  # what zipfile says of a password
        raise Refused("encrypted") from None


def _parts(archive: ZipFile, found: Callable[[str], ZipInfo | None]) -> Iterator[bytes]:
    for part in PARTS:
        entry = found(part)
        yield b"" if entry is None else _unpacked(archive, entry)


def _unpacked(archive: ZipFile, entry: ZipInfo) -> bytes:
    with archive.open(entry) as file:
        data = file.read(LARGEST_FILE + 1)  # what an archive says of sizes need not be true
    if len(data) > LARGEST_FILE:
        raise Refused("too_large")
    return data


def _bounded(path: Path) -> bytes:
    if path.stat().st_size > LARGEST_FILE:
        raise Refused("too_large")
    return path.read_bytes()


def _suffix(entry: ZipInfo) -> str:
    return PurePosixPath(entry.filename).suffix.lower()


def _name(entry: ZipInfo) -> str:
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename
