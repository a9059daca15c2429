"""Reading the boundary-point exchange text (勘测定界界址点坐标交换格式) as it comes from surveyors."""

from __future__ import annotations

from linkdesk.domain.errors import KnownError
from linkdesk.geometry.bounds import Draft
from linkdesk.geometry.header import read_header
from linkdesk.geometry.judging import Report, quiet, refuse_too_many, understood
from linkdesk.geometry.plot_file import PlotFile, PlotProblem
from linkdesk.geometry.plot_lines import (
    PointLine,
    opens_plot,
    plot_line,
    point_line,
    surely_opens_plot,
    tokens,
)
from linkdesk.geometry.problems import MOST, problem
from linkdesk.geometry.raw import RawFile
from linkdesk.geometry.text import Line, decoded, lines, section

PLOTS = "地块坐标"


def read_exchange(data: bytes, name: str, report: Report = quiet) -> PlotFile:
    """Plots and problems of a boundary-point file; `name` is the file's name for messages.

    GBK, GB18030, UTF-8 and UTF-16 are understood. Whatever is not understood is a problem with its line number.
    KnownError where the bytes are no text, are empty, or have neither a [地块坐标] section nor a plot.
    """
    encoding, text = decoded(data, name)
    return understood(raw_exchange(lines(text), encoding, name, report), name, report)


def raw_exchange(every: list[Line], encoding: str, name: str, report: Report = quiet) -> RawFile:
    """The header and drafts of the lines of an exchange text; KnownError where [地块坐标] and plots are missing."""
    start = _start(every)
    if start is None:
        raise KnownError(f"“{name}”里没有[地块坐标]，不是界址点坐标文件；请选择测绘单位提供的坐标文件（TXT）。")
    refuse_too_many(len(every), name)
    header, problems = read_header(every[:start])
    named = section(every[start]) == PLOTS
    drafts, lost = read_drafts(every[start + named:], report)
    amiss = [] if named else [problem("section_missing", every[start].number)]
    empty = [] if drafts else [problem("no_plots", every[start].number)]
    return RawFile("exchange", encoding, header, tuple(drafts), (*problems, *amiss, *lost, *empty))


def is_exchange(every: list[Line]) -> bool:
    """Whether lines are an exchange text, be it that only its plots were copied."""
    return _start(every) is not None


def _start(every: list[Line]) -> int | None:
    """The line of [地块坐标], else the first that opens a plot."""
    start = next((i for i, line in enumerate(every) if section(line) == PLOTS), None)
    return start if start is not None else next((i for i, line in enumerate(every) if surely_opens_plot(line)), None)


def read_drafts(body: list[Line], report: Report = quiet) -> tuple[list[Draft], list[PlotProblem]]:
    """The plots' lines grouped by plot, and the problems of lines that belong to none."""
    groups, lost = _by_plot(body)
    drafts = []
    for opening, *rest in groups:
        report(0, len(groups))
        drafts.append(_draft(opening, rest))
    return drafts, lost


def _by_plot(body: list[Line]) -> tuple[list[list[Line]], list[PlotProblem]]:
    groups: list[list[Line]] = []
    lost: list[PlotProblem] = []
    reading = True
    for line in body:
        name = section(line)
        if name is not None:
            reading = name == PLOTS
            lost += [] if reading else [problem("section_unread", line.number, line.text)]
        elif reading and opens_plot(tokens(line)):
            groups.append([line])
        elif reading and groups:
            groups[-1].append(line)
        elif reading and len(lost) <= MOST:
            lost.append(problem("point_without_plot", line.number, line.text))
    return groups, lost


def _draft(opening: Line, rest: list[Line]) -> Draft:
    points: list[PointLine] = []
    unread: list[PlotProblem] = []
    for line in rest:
        read = point_line(line)
        if isinstance(read, PointLine):
            points.append(read)
        elif len(unread) <= MOST:  # one more than is listed, so that the list says it is cut
            unread.append(read)
    return Draft(plot_line(opening), tuple(points), tuple(unread))
