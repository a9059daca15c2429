"""One table of cells in every format that LinkDesk reads, written by the tests themselves."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from tests.survey import xlsb
from tests.survey.workbooks import sheet
from tests.survey.xls import BIFF8, Error, Xls

Rows = list[list[Any]]
SHEET = "上沟村"
_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))


def text(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """Delimited text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([cell if cell is not None else "" for cell in row] for row in rows)
    return out.getvalue().encode(encoding)


def html(rows: Rows, encoding: str = "gb18030") -> bytes:
    """A page as systems export it under the name .xls."""
    cells = ("".join(f"<td>{escape(str(cell if cell is not None else ''))}</td>" for cell in row) for row in rows)
    page = "".join(f"<tr>{row}</tr>\n" for row in cells)
    return f"<html><head><meta charset=gb2312></head><body><table border=1>\n{page}</table></body></html>".encode(encoding)


def xml(rows: Rows) -> bytes:
    """An XML Spreadsheet 2003; every other cell says where it is."""
    body = "".join(f"<Row>{''.join(_xml_cell(at, cell) for at, cell in enumerate(row, 1))}</Row>\n" for row in rows)
    return (f'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="{_XML}" xmlns:ss="{_XML}">'
            f'<Styles/><Worksheet ss:Name="{SHEET}"><Table>{body}</Table></Worksheet></Workbook>').encode()


def _xml_cell(at: int, cell: Any) -> str:
    if cell is None or cell == "":
        return "<Cell/>"
    kind = "DateTime" if isinstance(cell, date) else "String" if isinstance(cell, str) else "Number"
    content = f"{cell}T00:00:00.000" if isinstance(cell, date) else escape(str(cell))
    place = f' ss:Index="{at}"' if at % 2 else ""
    return f'<Cell{place}><Data ss:Type="{kind}">{content}</Data></Cell>'


def ods(path: Path, tables: dict[str, str]) -> Path:
    """An .ods whose tables hold this markup."""
    body = "".join(f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in tables.items())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _ODS, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {_NAMESPACES}><office:body>"
                                        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>")
    return path


def ods_rows(rows: Rows) -> str:
    """Rows of an .ods; after them the million empty ones that LibreOffice writes."""
    written = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
    return written + '<table:table-row table:number-rows-repeated="1048000"><table:table-cell ' \
                     'table:number-columns-repeated="16384"/></table:table-row>'


def ods_cell(cell: Any, more: str = "") -> str:
    """One cell of an .ods."""
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, Error):
        more += ' table:formula="of:=1/0" office:value-type="string" office:string-value=""'
        return f"<table:table-cell{more}><text:p>{cell.text}</text:p></table:table-cell>"
    if isinstance(cell, str):
        return f'<table:table-cell{more} office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
    kind, name = ("date", "date-value") if isinstance(cell, date) else ("float", "value")
    return f'<table:table-cell{more} office:value-type="{kind}" office:{name}="{cell}"><text:p>x</text:p></table:table-cell>'


def _xlsm(path: Path, rows: Rows) -> Path:
    sheet(path, *rows, title=SHEET)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"macro" * 1000)
    return path


def _bytes(make: Callable[[Rows], bytes]) -> Callable[[Path, Rows], Path]:
    def write(path: Path, rows: Rows) -> Path:
        path.write_bytes(make(rows))
        return path
    return write


FORMATS: dict[str, tuple[str, Callable[[Path, Rows], Path]]] = {
    "xlsx": (".xlsx", lambda path, rows: sheet(path, *rows, title=SHEET)),
    "xlsm": (".xlsm", _xlsm),
    "xlsb": (".xlsb", lambda path, rows: xlsb.write(path, {SHEET: rows})),
    "excel 97": (".xls", lambda path, rows: Xls({SHEET: rows}, BIFF8, 1200).write(path)),
    "excel 97 by a program that names a code page": (".xls", lambda path, rows: Xls({SHEET: rows}, BIFF8, 1252).write(path)),
    "excel 95": (".xls", lambda path, rows: Xls({SHEET: rows}).write(path)),
    "excel 95 without its code page": (".xls", lambda path, rows: Xls({SHEET: rows}, codepage=None).write(path)),
    "excel 95 under a western code page": (".xls", lambda path, rows: Xls({SHEET: rows}, codepage=1252).write(path)),
    "bare records": (".xls", _bytes(lambda rows: Xls({SHEET: rows}).stream())),
    "wps": (".et", lambda path, rows: Xls({SHEET: rows}, BIFF8, 1200).write(path, "ETExtData", "CustomData")),
    "ods": (".ods", lambda path, rows: ods(path, {SHEET: ods_rows(rows)})),
    "csv utf-8": (".csv", _bytes(text)),
    "csv utf-8 with mark": (".csv", _bytes(lambda rows: text(rows, encoding="utf-8-sig"))),
    "csv gbk": (".csv", _bytes(lambda rows: text(rows, encoding="gb18030"))),
    "csv utf-16": (".csv", _bytes(lambda rows: text(rows, encoding="utf-16"))),
    "csv with semicolons": (".csv", _bytes(lambda rows: text(rows, ";", "gb18030"))),
    "tabs under the name of a workbook": (".xls", _bytes(lambda rows: text(rows, "\t", "gb18030"))),
    "html": (".xls", _bytes(html)),
    "xml 2003": (".xls", _bytes(xml)),
    "html utf-8": (".html", _bytes(lambda rows: html(rows, "utf-8"))),
}
"""Format → the ending it comes with, and what writes it."""


def write(folder: Path, kind: str, rows: Rows) -> Path:
    """The rows as one sheet in a format."""
    ending, writer = FORMATS[kind]
    return writer(folder / f"{SHEET}{ending}", rows)
