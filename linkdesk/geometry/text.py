"""The bytes of a boundary-point file as numbered lines of text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, NamedTuple

from linkdesk.domain.errors import KnownError
from linkdesk.geometry.limits import LARGEST_FILE

LONGEST_NUMBER = 40
_END = 64 * 1024
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)", re.ASCII)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")  # 1A closes files of old editors


class Line(NamedTuple):
    """A line that is not blank: its number from 1 and its text without outer spaces."""

    number: int
    text: str


def file_bytes(path: Path) -> bytes:
    """The bytes of a boundary-point file of at most 50 MB; KnownError where it cannot be had."""
    refuse_large(path)
    with _opened(path) as file:
        return file.read()


def file_ends(path: Path) -> tuple[bytes, bytes]:
    """The first and the last 64 KB of a file; KnownError where it cannot be had."""
    with _opened(path) as file:
        head = file.read(_END)
        file.seek(max(0, file.seek(0, 2) - _END))
        return head, file.read(_END)


def refuse_large(path: Path) -> None:
    """KnownError where a file is larger than any project's plots are."""
    with _opened(path) as file:
        if file.seek(0, 2) > LARGEST_FILE:
            raise KnownError(f"“{path.name}”超过50 MB，没有读取；请确认选对了文件，只导出本项目的地块，或拆成几个文件。")


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        if path.is_dir():
            raise KnownError(f"“{path.name}”是文件夹，不是地块文件；请选择其中的文件。")
        if path.exists() and not path.is_file():  # a pipe or a device may never end
            raise KnownError(f"“{path.name}”不是普通文件，没有读取；请选择测绘单位提供的坐标文件。")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise KnownError(f"找不到文件“{path.name}”；请确认它没有被移动、改名或删除。") from None
    except OSError:
        raise KnownError(f"打不开文件“{path.name}”；请确认有读取权限、文件没有损坏。") from None


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """Encoding (gbk, gb18030, utf-8 or utf-16) and text of a file; KnownError where it is empty or no text."""
    if not data.strip():
        raise KnownError(f"“{name}”是空文件，没有可读的内容；请重新导出后再选。")
    for encoding, codec in _encodings(data):
        text = _text(data, codec)
        if text is not None and not _NOT_TEXT.search(text):
            return encoding, text
    raise KnownError(f"“{name}”不是文本文件，读不出界址点坐标；请选择测绘单位提供的坐标文件（TXT）。")


def _encodings(data: bytes) -> tuple[tuple[str, str], ...]:
    """Names of the encodings the bytes may be in, each with the codec that reads it: GB18030 reads all of GBK."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return ((encoding, "utf-8-sig" if encoding == "utf-8" else encoding),)
    return ("utf-8", "utf-8"), ("gb18030" if _text(data, "gbk") is None else "gbk", "gb18030")


def _text(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def lines(text: str) -> list[Line]:
    """The lines that are not blank; CRLF, LF and CR all end one."""
    stripped = (line.strip(" \t\f\v\x1a\u3000\ufeff") for line in re.split(r"\r\n|\r|\n", text))
    return [Line(number, line) for number, line in enumerate(stripped, 1) if line]


def plain(text: str) -> str:
    """Half-width form without outer spaces, so that １２３ and 123 are one."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()


def number(text: str) -> Decimal | None:
    """A plain decimal number with its digits as printed, or None."""
    said = plain(text) if len(text) <= LONGEST_NUMBER else ""
    return Decimal(said) if _NUMBER.fullmatch(said) else None


def section(line: Line) -> str | None:
    """The name of a section line such as [地块坐标], or None."""
    if line.text[:1] not in "[【［":
        return None
    found = re.fullmatch(r"[\[【]\s*([^\[\]【】]*?)\s*[\]】]", plain(line.text).rstrip(", "))
    return found[1] if found else None
