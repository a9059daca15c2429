"""Records of an .xls: whether it is encrypted, and its formula errors, which the library reads as empty cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from struct import pack, unpack_from

from linkdesk.survey.formats.sheet import Marks

BEGINS = b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00"
"""How a stream of records begins, the newest first."""

_BOF, _EOF, _FILE_PASS, _CODE_PAGE, _SHEET = 0x0809, 0x0A, 0x2F, 0x42, 0x85
_FORMULA, _TRUTH_OR_ERROR = 0x06, 0x0205
_BIFF8, _UTF_16 = 0x0600, 1200
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
"""The texts of formula errors by their codes."""

_LIKELY = re.compile(rb"\x05\x02\x08\x00.{7}\x01|\x06\x00.{8}\x02\x00.\x00\x00\x00\xff\xff", re.DOTALL)

Record = tuple[int, int, int]
"""Its kind, where its content begins, how long that is."""


def is_encrypted(stream: bytes) -> bool:
    """Whether the stream says before its sheets that it is encrypted."""
    return any(kind == _FILE_PASS for kind, _, _ in _globals(stream))


def is_biff8(stream: bytes) -> bool:
    """Whether the stream is of Excel 97 or later."""
    return stream[:2] == BEGINS[0] and unpack_from("<H", stream, 4)[0] == _BIFF8


def in_unicode(data: bytes, stream: bytes) -> bytes:
    """The file with its code page set to the only one BIFF8 has: some programs wrote another, and the library believes them."""
    said = next((stream[at - 4:at + 2] for kind, at, _ in _globals(stream) if kind == _CODE_PAGE), b"")
    return data.replace(said, said[:4] + pack("<H", _UTF_16)) if said else data


def errors(stream: bytes) -> dict[int, Marks]:
    """The formula errors of a BIFF8 stream by number of the sheet, counted from 0."""
    if not _LIKELY.search(stream):
        return {}
    begins = [unpack_from("<I", stream, at)[0] for kind, at, _ in _globals(stream) if kind == _SHEET]
    return {number: _marks(stream, begin) for number, begin in enumerate(begins)}


def _records(stream: bytes, at: int) -> Iterator[Record]:
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        yield kind, at + 4, length
        at += 4 + length


def _globals(stream: bytes) -> Iterator[Record]:
    for record in _records(stream, 0):
        if record[0] == _EOF:
            return
        yield record


def _marks(stream: bytes, begin: int) -> Marks:
    marks: Marks = {}
    depth = 0
    for kind, at, length in _records(stream, begin):
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            break
        if depth == 1 and (code := _error(stream, kind, at, length)) is not None:
            row, column = unpack_from("<HH", stream, at)
            marks.setdefault(row, {})[column] = ERRORS.get(code, "#VALUE!")
    return marks


def _error(stream: bytes, kind: int, at: int, length: int) -> int | None:
    """The error code of a record, None where it is none."""
    if kind == _TRUTH_OR_ERROR and length >= 8 and stream[at + 7]:
        return stream[at + 6]
    if kind == _FORMULA and length >= 14 and stream[at + 6] == 2 and stream[at + 12:at + 14] == b"\xff\xff":
        return stream[at + 8]
    return None
