"""清单: the list of a written packet with the SHA-256 of every file, as data and to be read, and the way back from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from linkdesk import __version__
from linkdesk.domain.errors import KnownError

LIST, READABLE = "清单.json", "清单.txt"
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of a packet as its list names it: the name from the packet's folder, bytes, SHA-256, and that of the kept document."""

    name: str
    bytes: int
    sha256: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class PacketList:
    """The list of a packet; `content_hash` is over the names and checksums of all files."""

    project_id: str
    step: str
    together: str
    made_at: datetime
    pages: int
    final: bool
    title: str
    plans: tuple[str, ...]
    files: tuple[Listed, ...]
    content_hash: str


def content_hash(files: Iterable[Listed]) -> str:
    """One SHA-256 over all files, whatever order they come in."""
    lines = sorted(f"{file.sha256}  {file.name}\n" for file in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def files_in(folder: Path) -> list[Path]:
    """Every file of a folder, in order."""
    return sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def sha256(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_list(folder: Path, said: dict[str, Any], documents: dict[str, str]) -> None:
    """Write both forms of the list behind all other files; `documents` are hashes of kept documents by file name."""
    title = said["title"]
    _write_readable(folder, f"{title}文件清单，{said['made_on']}，共 {said['pages']} 页", _listed(folder, documents))
    files = _listed(folder, documents)
    rows = [{"name": f.name, "bytes": f.bytes, "sha256": f.sha256, **({"document": f.document} if f.document else {})} for f in files]
    whole = {"program": f"LinkDesk {__version__}", **said, "files": rows, "content_hash": content_hash(files)}
    (folder / LIST).write_text(json.dumps(whole | {"list_hash": _of_list(whole)}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _of_list(said: dict[str, Any]) -> str:
    """The checksum of everything a list says but this checksum itself, however it is spaced."""
    rest = {name: value for name, value in said.items() if name != "list_hash"}
    return hashlib.sha256(json.dumps(rest, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _listed(folder: Path, documents: dict[str, str]) -> list[Listed]:
    return [Listed(name := path.relative_to(folder).as_posix(), path.stat().st_size, sha256(path), documents.get(name, ""))
            for path in files_in(folder)]


def _write_readable(folder: Path, head: str, files: Sequence[Listed]) -> None:
    lines = [f"# {head}", "# 每行：SHA-256 校验值、文件名。核对：linkdesk packet verify 文件夹，或 sha256sum -c 清单.txt",
             *(f"{file.sha256}  {file.name}" for file in files)]
    (folder / READABLE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_list(folder: Path) -> PacketList:
    """The list of a packet in a folder; KnownError when there is none, or it is not as it was written."""
    try:
        said = json.loads((folder / LIST).read_text("utf-8"))
        files = tuple(Listed(_inside(row["name"]), int(row["bytes"]), _checksum(row["sha256"]), _checksum(row.get("document", "")))
                      for row in said["files"])
        found = PacketList(str(said["project_id"]), str(said["step"]), str(said.get("with", "")), datetime.fromisoformat(said["made_at"]),
                           int(said["pages"]), said["final"] is True, str(said["title"]), tuple(map(str, said["plans"])), files,
                           str(said["content_hash"]))
        sound = said["list_hash"] == _of_list(said) and content_hash(files) == found.content_hash
    except FileNotFoundError:
        raise KnownError(f"文件夹里没有“{LIST}”，不能核对。请选择 LinkDesk 生成的申报材料文件夹；清单丢失的，从留存的报送件重新写出。") from None
    except (ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError):
        raise _damaged() from None
    if not sound or len({f.name for f in files}) != len(files):
        raise _damaged()
    return found


def _inside(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or not path.parts:
        raise ValueError("leads out of the folder")
    return name


def _checksum(text: str) -> str:
    if text and (len(text) != 64 or not _HEX.issuperset(text)):
        raise ValueError("no SHA-256")
    return text


def _damaged() -> KnownError:
    return KnownError(f"“{LIST}”已损坏或被改动，不能凭它核对。请用原来的那一份，或从留存的报送件重新写出。")
