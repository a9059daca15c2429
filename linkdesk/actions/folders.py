"""Folders for output: made ready, or written whole under another name and named at the end."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from linkdesk.domain.errors import KnownError
from linkdesk.domain.refusals import why

_UNNAMED = ".linkdesk-"  # how a file or folder begins that is still being written
_DAY = 86_400  # seconds


def safe(name: str) -> str:
    """A file name without characters that Windows refuses, or that nobody sees."""
    seen = (c for c in name if unicodedata.category(c) != "Cf")
    return "".join("_" if c in '\\/:*?"<>|' or c < " " or c == "\x7f" else c for c in seen).strip(". ") or "未命名"


def ready_folder(folder: Path) -> None:
    """Make a folder for output, or say in one sentence why it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise KnownError(f"“{folder}”是一个文件，不能当作输出文件夹，请换一个位置。") from None
    except OSError as wrong:
        raise KnownError(f"不能在“{folder}”建立输出文件夹（{why(wrong)}），没有写出任何文件，请换一个可以写入的位置。") from None


def refuse_filled(out: Path) -> None:
    """Raise KnownError unless there is nothing at a place yet, or an empty folder."""
    try:
        filled = out.exists() and (not out.is_dir() or any(out.iterdir()))
    except OSError as wrong:
        raise _cannot_write(out, wrong) from None
    if filled:
        raise KnownError(f"“{out}”已存在且不是空文件夹，没有写入。请换一个新的文件夹名。")


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """A folder to write into that gets the name `out` when all is written; whatever fails leaves nothing.

    Raises KnownError when something is there already or the system refuses.
    """
    refuse_filled(out)
    ready_folder(out.parent)
    try:
        _sweep(out.parent)
        folder = Path(tempfile.mkdtemp(prefix=_UNNAMED, dir=out.parent))
        try:
            yield folder
            _name(folder, out)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as wrong:
        raise _cannot_write(out, wrong) from None


def _name(folder: Path, out: Path) -> None:
    for path in (p for p in folder.rglob("*") if p.is_file()):
        with path.open("rb+") as written:
            os.fsync(written.fileno())
    folder.chmod(0o755)
    if out.exists():
        out.rmdir()  # an empty folder the officer made for it
    folder.rename(out)


def _sweep(parent: Path) -> None:
    """Remove what a killed program left unnamed a day ago or more: it holds people's data and nobody sees it."""
    for left in parent.glob(f"{_UNNAMED}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _DAY:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def _cannot_write(out: Path, wrong: OSError) -> KnownError:
    return KnownError(f"不能写入“{out}”（{why(wrong)}），没有留下半成品。请检查磁盘空间和文件夹权限后再试。")
