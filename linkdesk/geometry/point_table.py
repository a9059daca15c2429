"""A table of boundary points → drafts of plots: one plot after the other, or one on each sheet with its code in a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from linkdesk.geometry.attributes import bare, field_of, text, words
from linkdesk.geometry.bounds import Draft
from linkdesk.geometry.plot_file import PlotProblem
from linkdesk.geometry.plot_lines import PlotLine, PointLine
from linkdesk.geometry.point_columns import Columns, columns, unheaded
from linkdesk.geometry.problems import MOST, problem
from linkdesk.geometry.raw import RawFile
from linkdesk.geometry.text import number, plain

Row = tuple[int, Sequence[object]]
"""A row's number from 1 and its cells: texts and numbers."""

_HEADER = {"坐标系": "坐标系", "坐标系统": "坐标系", "坐标系名称": "坐标系", "带号": "带号", "几度分带": "几度分带", "投影类型": "投影类型",
           "计量单位": "计量单位", "投影带号": "带号"}
_GENERIC = re.compile(r"sheet\s*\d*|工作表\s*\d*", re.IGNORECASE)


@dataclass(slots=True)
class _Plot:
    line: int
    attributes: dict[str, object] = field(default_factory=dict)
    points: list[PointLine] = field(default_factory=list)
    unread: list[PlotProblem] = field(default_factory=list)
    ring: str = "1"


def read_table(rows: Sequence[Row], sheet: str, fallbacks: Sequence[str]) -> RawFile | None:
    """The plots of a sheet of points, None where it has no columns of coordinates.

    A code that is missing is the sheet's name; a use that is missing is told by sheet or file.
    """
    table = _Table()
    table.read_all(rows)
    if table.columns is None:
        bare_columns = unheaded([[text(cell) for cell in cells] for _, cells in rows])
        if bare_columns is None:
            return None
        table = _Table(bare_columns)
        table.problems.append(problem("headings_missing", rows[0][0]))
        table.read_all(rows)
    drafts = tuple(_draft(plot, sheet, (sheet, *fallbacks)) for plot in table.plots if plot.points or plot.unread)
    return RawFile("table", "", table.header, drafts, tuple(table.problems))


class _Table:
    """The rows read so far."""

    def __init__(self, known: Columns | None = None) -> None:
        self.columns = known
        self.header: dict[str, str] = {}
        self.plots: list[_Plot] = []
        self.problems: list[PlotProblem] = []
        self.title: dict[str, object] = {}

    def read_all(self, rows: Sequence[Row]) -> None:
        """Take every row in turn."""
        for i, (line, cells) in enumerate(rows):
            self.read(line, cells, rows[i - 1][1] if i else ())

    def read(self, line: int, cells: Sequence[object], above: Sequence[object]) -> None:
        """Take one row for what it is: headings, a title, a point, or nothing."""
        texts = [text(cell) for cell in cells]
        found = columns(texts, [text(cell) for cell in above]) if any(texts) else None
        if found:
            self._headed(found)
        elif self.columns is None or not self._has_point(texts):
            self._titled(line, cells, texts)
        else:
            self._point(line, cells, texts)

    def _headed(self, found: Columns) -> None:
        if self.columns is not None and "code" not in found:
            self.plots.append(_Plot(0, dict(self.title)))
        self.columns = found

    def _has_point(self, texts: list[str]) -> bool:
        """Whether a coordinate stands in the row, be it misspelt; 小计 and the like are none."""
        return any(re.search(r"\d", plain(self._cell(texts, name))) for name in ("x", "y"))

    def _cell(self, cells: Sequence[object], name: str) -> object:
        at, _ = self.columns.get(name, (len(cells), ""))
        return cells[at] if at < len(cells) else ""

    def _titled(self, line: int, cells: Sequence[object], texts: list[str]) -> None:
        said = _pairs(cells, texts)
        self.header |= {_HEADER[label]: text(value) for label, value in said.items() if label in _HEADER and text(value)}
        named = next((t for t in texts if "坐标系" in t and bare(t) not in _HEADER), "")
        if named:
            self.header.setdefault("坐标系", named)
        own = {label: value for label, value in said.items() if field_of(label)}
        if any(field_of(label) == "code" for label in own):
            self.title = own
            self.plots.append(_Plot(line, dict(own)))
        elif own:
            self.title |= own
            if self.plots and not self.plots[-1].points:
                self.plots[-1].attributes |= own
        elif not said and self.columns is not None and any(t and number(t) is None for t in texts) and len(self.problems) <= MOST:
            self.problems.append(problem("row_unread", line, " ".join(filter(None, texts))))

    def _point(self, line: int, cells: Sequence[object], texts: list[str]) -> None:
        said = {name: self._cell(cells, name) for name in self.columns if text(self._cell(cells, name))}
        plot = self._plot(line, said)
        plot.ring = plain(text(said.get("ring", ""))).removesuffix(".0") or plot.ring
        for name in said.keys() - {"x", "y", "ring", "label"}:
            plot.attributes.setdefault(_HEADING.get(name) or self.columns[name][1], said[name])
        first, second = (number(self._cell(texts, name)) for name in ("x", "y"))
        if first is None or second is None:
            bad = self._cell(texts, "x" if first is None else "y")
            plot.unread += [problem("not_a_number", line, bad)] if len(plot.unread) <= MOST else []
        else:
            plot.points.append(PointLine(line, text(said.get("label", "")), plot.ring, first, second))

    def _plot(self, line: int, said: dict[str, object]) -> _Plot:
        """The plot a point belongs to: another where the code (without codes the name) in its row is another."""
        key = "code" if "code" in self.columns else "name"
        last = self.plots[-1] if self.plots else None
        own = text(last.attributes.get(_HEADING[key], "")) if last else ""
        if last is None or (key in said and text(said[key]) != own and (own or last.points)):
            self.plots.append(_Plot(line, {} if "code" in self.columns else dict(self.title)))
        self.plots[-1].line = self.plots[-1].line or line
        return self.plots[-1]


_HEADING = {"code": "地块编号", "name": "地块名称", "use": "地块用途", "land_class": "地类编码", "land_name": "地类名称", "map_sheet": "图幅号"}


def _pairs(cells: Sequence[object], texts: list[str]) -> dict[str, object]:
    """What a title says as 编号：值, in one cell or in two beside each other; its labels bare."""
    said: dict[str, object] = {}
    for i, cell in enumerate(texts):
        for part in re.split(r"[\s,，;；]{1,}(?=\S+[:：])", cell):
            label, colon, rest = part.replace("：", ":").partition(":")
            known = field_of(label) or bare(label) in _HEADER
            value = rest.strip() or next((c for c, t in zip(cells[i + 1:], texts[i + 1:], strict=True) if t), "")
            if known and text(value) and (colon or i + 1 < len(texts)):
                said.setdefault(_HEADING.get(field_of(label) or "", bare(label)), value)
    return said


def _draft(plot: _Plot, sheet: str, fallbacks: Sequence[str]) -> Draft:
    own = {} if _GENERIC.fullmatch(sheet.strip()) else {"地块编号": sheet}
    said, assumed = words(own | {k: v for k, v in plot.attributes.items() if text(v)}, plot.line, fallbacks)
    problems = tuple(problem(code, line, value, about, **facts) for code, line, value, about, facts in assumed)
    return Draft(PlotLine(plot.line, **said, problems=problems), tuple(plot.points), tuple(plot.unread))
