"""Workbooks and text tables: the exchange text pasted into cells, or a table of points, on one sheet or several."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace

from linkdesk.domain.errors import KnownError
from linkdesk.geometry.attributes import text
from linkdesk.geometry.exchange import is_exchange, raw_exchange
from linkdesk.geometry.header import judged
from linkdesk.geometry.judging import Report, quiet, understood
from linkdesk.geometry.plot_file import PlotFile, PlotProblem
from linkdesk.geometry.point_table import Row, read_table
from linkdesk.geometry.problems import problem
from linkdesk.geometry.raw import RawFile
from linkdesk.geometry.text import Line, lines, plain

_DELIMITERS = ",;\t，"


def read_rows(rows: Iterable[Sequence[object]], name: str, report: Report = quiet) -> PlotFile:
    """The plots of one sheet's rows of cells; as read_sheets."""
    return read_sheets([("", rows)], name, report=report)


def read_sheets(sheets: Iterable[tuple[str, Iterable[Sequence[object]]]], name: str, encoding: str = "",
                report: Report = quiet) -> PlotFile:
    """The plots of a workbook's sheets, each a name and rows of cells (texts and numbers).

    KnownError where no sheet holds boundary points.
    """
    numbered = [(sheet, [(i, row) for i, row in enumerate(rows, 1) if any(map(text, row))]) for sheet, rows in sheets]
    read = [(sheet, raw) for sheet, rows in numbered if rows and (raw := _sheet(sheet, rows, name))]
    if not read:
        raise KnownError(f"“{name}”里没有[地块坐标]，也没有X、Y两列，不是界址点坐标文件，没有导入任何内容；请核对选择的文件。")
    taken = {sheet for sheet, _ in read}
    unread = [problem("sheet_unread", 1, sheet) for sheet, rows in numbered if rows and sheet not in taken]
    return understood(_joined(read, unread, encoding), name, report)


def table_rows(text_of_file: str) -> list[list[str]]:
    """The rows of a text table, its delimiter the one that stands in most lines; spaces where none does."""
    first = text_of_file[:65536].splitlines()
    if not any(d in line for line in first for d in _DELIMITERS):
        return [line.split() for line in text_of_file.splitlines()]
    delimiter = max(_DELIMITERS, key=lambda d: sum(d in line for line in first))
    return [[cell.strip() for cell in row] for row in csv.reader(text_of_file.splitlines(), delimiter=delimiter)]


def _sheet(sheet: str, rows: list[Row], name: str) -> RawFile | None:
    pasted = [Line(number, line.text) for number, cells in rows for line in lines(_line(cells))]
    if is_exchange(pasted):
        return raw_exchange(pasted, "", name)
    raw = read_table(rows, sheet, (name.rpartition(".")[0],))
    return raw and replace(raw, problems=(*judged(raw.header, {}), *raw.problems))


def _line(cells: Sequence[object]) -> str:
    """A row of cells as a line of the exchange text, whether it stands in one cell or in several."""
    parts = [text(cell) for cell in cells]
    while parts and not parts[-1]:
        parts.pop()
    filled = list(filter(None, parts))
    return filled[0] if len(filled) == 1 else ",".join(parts)


def _joined(read: list[tuple[str, RawFile]], unread: list[PlotProblem], encoding: str) -> RawFile:
    problems = [*unread]
    systems = {plain(raw.header.get("坐标系", "未写明")) + raw.header.get("带号", "") for _, raw in read}
    if len(systems) > 1:
        problems.append(problem("layers_differ", 1, "、".join(sorted(systems))))
    several = len(read) > 1
    for sheet, raw in read:
        problems += [replace(p, message=f"工作表“{sheet}”：{p.message}") if several else p for p in raw.problems]
    drafts = tuple(replace(draft, sheet=sheet if several else "") for sheet, raw in read for draft in raw.drafts)
    first = read[0][1]
    problems += [] if drafts or any(p.code == "no_plots" for p in problems) else [problem("no_plots", 1)]
    return RawFile(first.form, encoding, first.header, drafts, tuple(problems))
