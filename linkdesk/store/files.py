"""Attachments by content: files/ab/<sha256>. Only this module opens them, so that encryption can come in one place."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from linkdesk.domain.errors import KnownError
from linkdesk.store.whole import whole
from linkdesk.store.world import world

NAME = re.compile(r"[0-9a-f]{64}")


class Files:
    """The attachments of one workspace, each named by the SHA-256 of its content."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes | Path) -> str:
        """Keep the content (or that of a file) and return its SHA-256; the same content is kept once, and mended where it was damaged."""
        digest = _sha256(content) if isinstance(content, bytes) else _sha256_of_source(content)
        path = self._path(digest)
        with world():
            if not self.is_sound(digest):
                path.parent.mkdir(parents=True, exist_ok=True)
                with whole(path) as part:
                    _write(part, content)
                    _refuse_changed(part, digest)
        return digest

    def open(self, digest: str) -> BinaryIO:
        """The content as a stream; raises KnownError when it is not there."""
        try:
            return self._path(digest).open("rb")
        except FileNotFoundError:
            raise KnownError("这个附件在工作文件夹里找不到了，其他数据不受影响。请从备份恢复，或重新添加附件。") from None

    def path(self, digest: str) -> Path:
        """Where the content lies, for a reader that opens it itself; raises KnownError when it is not there."""
        with self.open(digest):
            return self._path(digest)

    def is_sound(self, digest: str) -> bool:
        """Whether the content is there, as it was put there."""
        path = self._path(digest)
        return path.is_file() and sha256_of(path) == digest

    def drop(self, digest: str) -> None:
        """Forget the content; whoever calls this knows that nobody refers to it."""
        with world():
            self._path(digest).unlink(missing_ok=True)

    def read(self, digest: str) -> bytes:
        """The content; raises KnownError when it is missing or no longer what was put there."""
        with self.open(digest) as stream:
            content = stream.read()
        if _sha256(content) != digest:
            raise KnownError("这个附件已损坏，其他数据不受影响。请从备份恢复，或重新添加附件。")
        return content

    def __iter__(self) -> Iterator[str]:
        return (p.name for p in sorted(self.folder.glob("??/*")) if NAME.fullmatch(p.name))

    def parts(self) -> dict[str, Path]:
        """The attachments by the names they bear in a backup: files/ab/<sha256>."""
        return {f"files/{digest[:2]}/{digest}": self._path(digest) for digest in self}

    def damaged(self) -> list[str]:
        """The attachments whose content is no longer what was put there, by their SHA-256."""
        with world():
            return [digest for digest in self if sha256_of(self._path(digest)) != digest]

    def _path(self, digest: str) -> Path:
        if not NAME.fullmatch(digest):
            raise ValueError("no SHA-256")
        return self.folder / digest[:2] / digest


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sha256_of_source(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError:
        raise KnownError(f"读不了文件“{path.name}”，没有保存。请核对文件是否存在、是否正被别的程序占用。") from None


def _write(part: Path, content: bytes | Path) -> None:
    if isinstance(content, bytes):
        part.write_bytes(content)
    else:
        shutil.copyfile(content, part)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _refuse_changed(part: Path, digest: str) -> None:
    if sha256_of(part) != digest:
        raise KnownError("这个文件在保存期间被别的程序改动，没有保存。请关闭正在使用它的程序后再试。")
