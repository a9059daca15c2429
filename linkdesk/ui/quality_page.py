"""质量控制: what was measured, how every indicator of every plot stands, and the limits of the standard."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import design_basis, quality
from linkdesk.actions.households import answers
from linkdesk.desk import Desk
from linkdesk.domain.design import QualityMeasurement, region_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.measure_lines import MeasureLine, measure_lines
from linkdesk.domain.quality_verdicts import (
    QualityStanding,
    plot_passes,
    regions,
    verdicts,
)
from linkdesk.domain.words import PlotUse
from linkdesk.ui import theme
from linkdesk.ui.columns import of_fields
from linkdesk.ui.look import Sentence, button, column, first_step, label, row, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.quality_columns import MARKS, VERDICTS, VerdictLine
from linkdesk.ui.quality_limits import QualityLimits
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

MEASURED = {"plot": 100, "indicator": 100, "value": 76, "unit": 62, "target": 130, "standing": 66, "sample_number": 84, "laboratory": 130,
            "sampled_on": 92, "said": 130, "note": 90}
EMPTY = "还没有拆旧地块。先导入或者新增拆旧地块，并填写复垦方向，再登记检测结果。"
NO_ROWS = "还没有检测记录。点“按标准列出待测指标”生成空行，或者粘贴检测报告：地块编号、指标、实测值、单位、样品编号、检测单位、检测日期。"
HINT = "实测值可带单位（0.5m、12g/kg），自动折算；一个指标有几个样品的逐个判定，一个不合格则地块不合格。"
MEASURE, STANDING, LIMITS = range(3)


class QualityPage(Page):
    """Three tabs; the region above them decides which limits apply."""

    key, title = "quality", "质量控制"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("按标准列出待测指标", self.list_all)
        self.actions_beside = (self.action("返回复垦设计", lambda: self.go.emit("design", "", "")),)
        self.rows = RowsPanel(self, "quality/rows", "检测结果", of_fields(MeasureLine, MEASURED), Verbs(
            lambda line: quality.add(desk, self._plot(line)),
            lambda line, name, text: quality.set_field(desk, line.id, name, text),
            lambda lines: quality.remove(desk, lines),
            lambda cells, names: quality.paste(desk, project_id, cells, names)))
        self.rows.model.matches = lambda line, typed: answers(typed, line.plot, line.indicator, line.standing, line.sample_number)
        judged = EntityTable(VERDICTS, lambda line, typed: answers(typed, line.code, line.indicator, line.standing))
        self.table = Table(judged, self.memory, "quality/verdicts")
        self.limits = QualityLimits(self)
        self.region, self.search, self.count, self.how = QComboBox(), QLineEdit(clearButtonEnabled=True), label("", "small"), Sentence()
        self.search.setPlaceholderText("筛选：地块编号、指标、判定")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.tabs = word_tabs()
        second = QWidget()
        column(self.table, self.how, parent=second).setStretch(0, 1)
        for tab, name in ((self.rows, "检测结果"), (second, "逐项判定"), (self.limits, "标准限值")):
            self.tabs.addTab(tab, name)
        tools = row(label("质量控制区"), self.region, self.search, self.count)
        tools.setStretch(2, 1)
        whole = QWidget()
        column(tools, self.tabs, label(HINT, "small", wrap=True), parent=whole).setStretch(1, 1)
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(EMPTY, button("去地块", lambda: self.go.emit("plots", "", ""), "main")))
        column(self.body, parent=self).setContentsMargins(*(theme.current().px(n) for n in (24, 8, 16, 8)))
        self.setFocusProxy(self.rows)

    def _wire(self) -> None:
        self.region.activated.connect(lambda at: self.choose_region(self.region.itemText(at) if at else ""))
        self.search.textChanged.connect(self.rows.model.filter)
        self.search.textChanged.connect(self.table.model.filter)
        self.table.chosen.connect(lambda line: self.how.setText(line.how if line else ""))
        self.table.opened.connect(lambda line: line and self.lead_to(line.measurement_id or line.plot_id, "value"))

    def choose_region(self, region: str) -> None:
        """Hold the plots against the limits of another region."""
        if region != region_of(self.desk.dossier(self.project_id).design):
            self.do(lambda: design_basis.set_field(self.desk, self.project_id, "region", region))

    def list_all(self) -> None:
        """An empty row for every indicator that has none."""
        self.do(lambda: quality.measure_list(self.desk, self.project_id), self._listed)

    def _listed(self) -> None:
        self.tabs.setCurrentIndex(MEASURE)
        self.said.emit("已列出待测指标，可按 Ctrl+Z 撤销。")

    def _plot(self, line: MeasureLine | None) -> str:
        """The plot of the chosen row, else the first."""
        plots = self.desk.dossier(self.project_id).plots_of(PlotUse.OLD)
        return next((p.id for p in plots if line and p.code == line.plot), plots[0].id)

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        there = bool(dossier.plots_of(PlotUse.OLD))
        self.body.setCurrentIndex(0 if there else 1)
        self.main_action.setVisible(there)
        if there:
            self._show(dossier)

    def _show(self, dossier: Dossier) -> None:
        self._show_regions(dossier)
        found = verdicts(dossier)
        said = {v.measurement.id: v for v in found if v.measurement}
        marks = {id_: (MARKS[v.standing], v.says) for id_, v in said.items() if v.standing in MARKS}
        lines = measure_lines(dossier)
        self.rows.show_rows(lines, (), marks, {id_: f"{v.says}　{v.source}" for id_, v in said.items()})
        if not lines:
            self.rows.how.setText(NO_ROWS)
        judged = [VerdictLine(dossier, verdict) for verdict in found]
        self.table.show_entities(judged, {line.id: line.mark for line in judged if line.mark})
        self.limits.show_dossier(dossier)
        self._count(dossier)

    def _show_regions(self, dossier: Dossier) -> None:
        here = region_of(dossier.design)
        names = list(dict.fromkeys((*regions(dossier), here)))
        self.region.clear()
        self.region.addItems(["（未选）", *filter(None, names)])
        self.region.setCurrentText(here or "（未选）")

    def _count(self, dossier: Dossier) -> None:
        passed = [plot_passes(dossier, plot.id) for plot in dossier.plots_of(PlotUse.OLD)]
        wrong = sum(v.standing is QualityStanding.FAILED for v in verdicts(dossier))
        said = f"地块 {len(passed)} 个：合格 {passed.count(True)}，不合格 {passed.count(False)}，尚不能判定 {passed.count(None)}"
        self.count.setText(said + (f"；不合格 {wrong} 项" if wrong else ""))

    def lead_to(self, entity_id: str, field: str) -> None:
        self.search.clear()
        if self.desk.store.get(QualityMeasurement, entity_id):
            self.tabs.setCurrentIndex(MEASURE)
            self.rows.table.select(entity_id, 1 + list(MEASURED).index(field) if field in MEASURED else 1)
            self.rows.table.view.setFocus()
            return
        self.tabs.setCurrentIndex(STANDING)
        if mine := next((line for line in self.table.model.rows if line.plot_id == entity_id), None):
            self.table.select(mine.id)
