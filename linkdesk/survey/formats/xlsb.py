"""Merged cells and formula errors of an .xlsb: the library gives neither."""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from
from zipfile import ZipFile

from linkdesk.survey.formats import biff, tags
from linkdesk.survey.formats.sheet import Marks, Merge, Refused

_ROW, _ERROR, _FORMULA_ERROR, _END_SHEET, _SHEET, _MERGE = 0, 3, 11, 130, 156, 176
_RELATIONSHIP = tags.tag("Relationship")
_ID, _TARGET = map(tags.attribute, ("Id", "Target"))

Record = tuple[int, int]
"""Its kind and where its content begins."""


def beside(archive: ZipFile) -> list[tuple[list[Merge], Marks]]:
    """The merges and formula errors of each sheet, in order."""
    relations = _RELATIONSHIP.findall(archive.read("xl/_rels/workbook.bin.rels"))
    targets = {tags.value(_ID, relation): tags.value(_TARGET, relation).decode() for relation in relations}
    book = archive.read("xl/workbook.bin")
    ids = [_text(book, at + 8) for kind, at in _records(book) if kind == _SHEET]
    return [_sheet(archive.read(f"xl/{targets[each]}")) for each in ids]


def _text(content: bytes, at: int) -> bytes:
    length = unpack_from("<I", content, at)[0]
    return content[at + 4:at + 4 + 2 * length].decode("utf-16-le").encode()


def _records(content: bytes) -> Iterator[Record]:
    at, end = 0, len(content)
    while at < end:
        kind = content[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | content[at] << 7
            at += 1
        size = shift = 0
        while True:
            byte = content[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift > 21:
                break
        yield kind, at
        at += size


def _sheet(content: bytes) -> tuple[list[Merge], Marks]:
    merges: list[Merge] = []
    marks: Marks = {}
    row = kind = 0
    for kind, at in _records(content):
        if kind == _ROW:
            row = unpack_from("<I", content, at)[0]
        elif kind in (_ERROR, _FORMULA_ERROR):
            marks.setdefault(row, {})[unpack_from("<I", content, at)[0]] = biff.ERRORS.get(content[at + 8], "#VALUE!")
        elif kind == _MERGE:
            top, bottom, left, right = unpack_from("<IIII", content, at)
            merges.append((top, left, bottom, right))
    if kind != _END_SHEET:  # the library reads what it can
        raise Refused("broken")
    return merges, marks
