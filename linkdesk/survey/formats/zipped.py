"""Workbooks that are zip archives: .xlsx, .xlsm, .xlsb, .ods."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from linkdesk.survey import limits
from linkdesk.survey.formats import calamine, ods, xlsb, xlsx
from linkdesk.survey.formats.sheet import Marks, Merge, Refused, Sheet

_SPREADSHEET = b"<office:spreadsheet"


def sheets(data: bytes) -> Iterator[Sheet]:
    """The worksheets of an archive that does not claim to unpack to more than an honest workbook."""
    try:
        archive = ZipFile(BytesIO(data))
    except BadZipFile:
        raise Refused("broken") from None
    if limits.unpacks_too_large(archive, len(data)):
        raise Refused("too_large")
    names = {name.lower() for name in archive.namelist()}
    if "xl/workbook.xml" in names:
        return _xlsx(data, archive)
    if "xl/workbook.bin" in names:
        return _with(data, xlsb.beside(archive))
    if "content.xml" not in names:
        raise Refused("not_a_workbook")
    return _ods(data, archive)


def _xlsx(data: bytes, archive: ZipFile) -> Iterator[Sheet]:
    errors = xlsx.errors(archive)
    texts = {text for marks in errors.values() for row in marks.values() for text in row.values()}
    return calamine.sheets(data if texts <= xlsx.KNOWN else xlsx.with_errors_as_texts(archive), errors)


def _ods(data: bytes, archive: ZipFile) -> Iterator[Sheet]:
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Refused("encrypted")
    content = archive.read("content.xml")
    if _SPREADSHEET not in content:
        raise Refused("not_a_workbook")
    return _with(data, ods.beside(content))


def _with(data: bytes, beside: list[tuple[list[Merge], Marks]]) -> Iterator[Sheet]:
    return calamine.sheets(data, {at: marks for at, (_, marks) in enumerate(beside)}, [merges for merges, _ in beside])
