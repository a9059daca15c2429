"""Any file of plots: its form is told by its content, its name only helps where content cannot tell."""

from __future__ import annotations

import re
from pathlib import Path

from linkdesk.domain.errors import KnownError
from linkdesk.geometry.exchange import is_exchange, read_exchange
from linkdesk.geometry.judging import Report, quiet, understood
from linkdesk.geometry.plot_file import PlotFile
from linkdesk.geometry.polygons import MAGIC
from linkdesk.geometry.process import read_apart
from linkdesk.geometry.sheets import read_sheets, table_rows
from linkdesk.geometry.text import decoded, file_bytes, file_ends, lines, refuse_large

WORKBOOK = "workbook"
_SPREADSHEETS = b"\xd0\xcf\x11\xe0", b"PK"
_DRAWING = re.compile(rb"(\xef\xbb\xbf)?\s*(999\s*\r?\n[^\n]*\n\s*)*0\s*\r?\n\s*SECTION")
_PARTS = ".shx", ".dbf", ".prj", ".cpg", ".shp"


def form_of(path: Path) -> str:
    """Which form a file has: shapefile, archive, geojson, dxf, workbook or text; KnownError where it cannot be read."""
    head, tail = file_ends(path)
    if head.startswith(MAGIC) or (path.suffix.lower() in _PARTS[:-1] and _has_shapes(path)):
        return "shapefile"
    if head.startswith(b"AC10"):
        raise KnownError(f"“{path.name}”是 DWG 图形，不能直接读取，没有导入任何内容；请在制图软件中另存为 DXF 后再选。")
    if head.startswith(_SPREADSHEETS):
        return "archive" if b".shp" in tail.lower() and head.startswith(b"PK") else WORKBOOK
    if head.startswith(b"AutoCAD Binary DXF") or _DRAWING.match(head):
        return "dxf"
    return "geojson" if head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"{") else "text"


def read_file(path: Path, report: Report = quiet) -> PlotFile:
    """Plots and problems of a file of any form but a workbook, at most 50 MB; `report(done, plots)` may raise Cancelled.

    Files of shapes are read in a child of the program. KnownError where the file cannot be read or holds no plots.
    """
    form = form_of(path)
    if form == WORKBOOK:
        raise KnownError(f"“{path.name}”是电子表格或压缩文件，其中没有读到地块，没有导入任何内容；请核对选择的文件。")
    refuse_large(path)
    if form == "text":
        return _read_text(path, report)
    return understood(read_apart(form, path, lambda: report(0, 0)), path.name, report)


def _read_text(path: Path, report: Report) -> PlotFile:
    data = file_bytes(path)
    encoding, text = decoded(data, path.name)
    if is_exchange(lines(text)):
        return read_exchange(data, path.name, report)
    return read_sheets([(path.stem, table_rows(text))], path.name, encoding, report)


def _has_shapes(path: Path) -> bool:
    return any(path.with_suffix(suffix).is_file() for suffix in (".shp", ".SHP"))
