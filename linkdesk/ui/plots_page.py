"""地块: the plots of the project, their areas stated and computed, and the form of one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from linkdesk.actions import plots
from linkdesk.desk import Desk
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import Figure, as_mu, figure, measure
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import PlotUse, Severity
from linkdesk.ui.columns import Column, of_fields, ordered
from linkdesk.ui.form import Form
from linkdesk.ui.look import beside, button, column, first_step, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.remarks import Remark
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

FILES = "界址点坐标文件 (*.txt);;所有文件 (*)"
FORM_WIDTH = 360
WIDTHS = {"code": 90, "name": 130, "use": 60}
MORE_WIDTHS = {"stated_area": 110, "land_class": 80, "plane_area": 110, "ellipsoid_area": 110}


def _computed(name: str, made: Callable[[Plot], Figure], decimals: int, unit: str) -> Column:
    def value(plot: Plot) -> Decimal | None:
        return made(plot).value
    return Column(name, f"{measure('plot_area').label}（{unit}）", lambda p: "" if value(p) is None else made(p).text,
                  lambda p: ordered(value(p)), 120, right=True, figure=value, decimals=decimals)


def columns(dossier: Callable[[], Dossier]) -> tuple[Column, ...]:
    """The columns, with the area as papers print it: by the basis of the project's policy, in hectares and in mu."""
    def area(plot: Plot) -> Figure:
        return figure("plot_area", dossier(), plot)
    return (*of_fields(Plot, WIDTHS), _computed("hectares", area, 4, "公顷"),
            _computed("mu", lambda plot: as_mu(area(plot)), 2, "亩"), *of_fields(Plot, MORE_WIDTHS))


class PlotsPage(Page):
    """Table at the left, the form of the chosen plot at the right."""

    key, title = "plots", "地块"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("导入地块", self.choose)
        self.dossier = desk.dossier(project_id)
        model = EntityTable(columns(lambda: self.dossier), lambda plot, typed: typed in plot.code or typed in plot.name)
        self.table = Table(model, self.memory, "plots")
        self.form = Form(Plot, self.commit)
        self.form.offer("village_id", [(v.id, v.name) for v in self.dossier.villages])
        self.table.chosen.connect(self._show_plot)
        self.body = QStackedWidget()
        self.body.addWidget(self._split())
        self.body.addWidget(first_step("还没有地块。请导入勘测定界的界址点坐标文件（TXT）。", button("导入地块", self.choose, "main")))
        column(self.body, parent=self)

    def _split(self) -> QWidget:
        left, right = QWidget(), QWidget()
        column(self.table, margin=24, parent=left)
        column(self.form, margin=16, parent=right)
        return beside(left, scrolled(right), FORM_WIDTH)

    def choose(self) -> None:
        """Ask for a file and take its plots in."""
        path, _ = QFileDialog.getOpenFileName(self, "选择界址点坐标文件", "", FILES)
        if path:
            self.take_in(Path(path))

    def take_in(self, path: Path) -> None:
        """Read a file in the worker and take its plots in, as one step."""
        def taking(report):
            plot_file = plots.understand(path, report)
            self.desk.do(plots.import_plots(self.desk, plot_file, self.project_id), report)
            return plot_file
        self.attempt(lambda: self.work.start("导入地块", taking, self._taken, holds_desk=True))

    def _taken(self, plot_file) -> None:
        doubts = f"，其中 {len(plot_file.problems)} 处需要核对" if plot_file.problems else ""
        self.said.emit(f"已导入 {len(plot_file.plots)} 个地块{doubts}，可按 Ctrl+Z 整批撤销。")

    def reload(self) -> None:
        now = self.table.entity_at(self.table.view.currentIndex().row())
        order = list(PlotUse)
        self.dossier = self.desk.dossier(self.project_id)
        found = sorted(self.dossier.plots, key=lambda p: (order.index(p.use), p.code))
        self.body.setCurrentIndex(0 if found else 1)
        self.table.model.show(found, self._marks())
        if found and not (now and self.table.select(now.id)):
            self.table.select(found[0].id)
        self._show_plot(self.table.entity_at(self.table.view.currentIndex().row()))

    def _marks(self) -> Marks:
        found = [f for f in self.desk.findings(self.project_id) if f.subject == "plot" and f.severity is not Severity.NOTE]
        return {f.subject_id: (f.severity, f.message) for f in reversed(found)}

    def _show_plot(self, plot: Plot | None) -> None:
        self.form.setEnabled(plot is not None)
        if plot is not None:
            self.form.show_entity(plot, self._remarks(plot))

    def _remarks(self, plot: Plot) -> list[Remark]:
        return [Remark(f.field, f.severity, f"{f.clause} {f.message}{f.fix}")
                for f in self.desk.findings(self.project_id) if f.subject_id == plot.id and f.field]

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.table.select(entity_id) and field:
            self.form.lead_to(field)
