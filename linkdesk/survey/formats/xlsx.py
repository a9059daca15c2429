"""Formula errors in the sheets of an .xlsx or .xlsm: the library reads their cells as empty."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from linkdesk.survey.formats import tags
from linkdesk.survey.formats.sheet import Marks, Refused

_SIGNS = b't="e"', b"t='e'"
_ROOT = re.compile(rb"<(?:[\w.-]+:)?\w+sheet[\s>]")
_HEAD, _PIECE = 1 << 12, 1 << 20
KNOWN = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"))
"""The formula errors that the library knows."""

_SHEET, _RELATIONSHIP, _ROW, _CELL = map(tags.tag, ("sheet", "Relationship", "row", "c"))
_ID, _TARGET, _PLACE, _TYPE = map(tags.attribute, ("[Ii]d", "Target", "r", "t"))
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v>([^<]*)<")
_LETTERS = re.compile(rb"[A-Z]{1,3}")


def errors(archive: ZipFile) -> dict[int, Marks]:
    """The formula errors by number of the sheet, counted from 0; hardly more than unpacking when there are none."""
    return {at: _marks(archive.read(part)) for at, part in enumerate(_parts(archive)) if part and _has_error(archive, part)}


def with_errors_as_texts(archive: ZipFile) -> bytes:
    """The workbook anew, its formula errors as texts: the library refuses a whole file for one it does not know, as #SPILL!."""
    parts = set(_parts(archive))
    anew = BytesIO()
    with ZipFile(anew, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, _CELL.sub(_as_text, content) if name in parts else content)
    return anew.getvalue()


def _as_text(cell: re.Match[bytes]) -> bytes:
    return cell[0].replace(b't="e"', b't="str"').replace(b"t='e'", b't="str"')


def _parts(archive: ZipFile) -> list[str]:
    """The name of each sheet's member in the order of the workbook; empty where it cannot be found."""
    names = {name.lower(): name for name in archive.namelist()}
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names.keys():
        return []
    relations = _RELATIONSHIP.findall(archive.read(names["xl/_rels/workbook.xml.rels"]))
    targets = {tags.value(_ID, relation): tags.value(_TARGET, relation).decode() for relation in relations}
    sheets = _SHEET.findall(archive.read(names["xl/workbook.xml"]))
    return [names.get(_member(targets.get(_relation_id(sheet), "")), "") for sheet in sheets]


def _relation_id(sheet: bytes) -> bytes:
    return re.findall(rb":id\s*=\s*[\"']([^\"']*)", sheet)[-1:][0] if b":id" in sheet else b""


def _member(target: str) -> str:
    return (target[1:] if target.startswith("/") else f"xl/{target}").lower()


def _has_error(archive: ZipFile, part: str) -> bool:
    with archive.open(part) as member:
        before = b""
        if not _ROOT.search(member.peek(_HEAD)):  # the library takes any other text for an empty sheet
            raise Refused("broken")
        while piece := member.read(_PIECE):
            if any(sign in piece or sign in before + piece[:4] for sign in _SIGNS):
                return True
            before = piece[-4:]
    return False


def _marks(xml: bytes) -> Marks:
    marks: Marks = {}
    at = -1
    for row, cells in tags.pieces(_ROW, xml):
        number = tags.value(_PLACE, row)
        at = int(number) - 1 if number else at + 1
        if any(sign in cells for sign in _SIGNS):
            marks[at] = _errors_of_row(cells)
    return marks


def _errors_of_row(cells: bytes) -> dict[int, str]:
    errors: dict[int, str] = {}
    column = -1
    for cell, content in tags.pieces(_CELL, cells):
        letters = _LETTERS.match(tags.value(_PLACE, cell))
        column = _index(letters[0]) if letters else column + 1
        if tags.value(_TYPE, cell) == b"e":
            found = _VALUE.search(content)
            errors[column] = found[1].decode() if found and found[1] else "#VALUE!"
    return errors


def _index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1
