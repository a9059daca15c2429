"""设计变更: every variation of the approved design with reason, cost and approval; quantities come from the design and go back into it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from linkdesk.actions import variations
from linkdesk.desk import Desk
from linkdesk.domain.carrying import Variation
from linkdesk.domain.carrying_standing import is_approved
from linkdesk.domain.carrying_standing import variations as in_order
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure
from linkdesk.domain.plan_standing import approval_of, approved
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import PlotUse, Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields, text_key
from linkdesk.ui.figure_view import FigureGrid
from linkdesk.ui.look import Sentence, button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.work import Work

WIDTHS = {"number": 78, "varied_on": 96, "work": 120, "unit": 44, "quantity_before": 104, "quantity_after": 104, "cost_change": 124,
          "reason": 150, "approver": 110, "approval_number": 110, "approved_on": 96}
EMPTY = "还没有设计变更。经批准的复垦设计在实施中有改动的，逐项登记：改什么、为什么、工程量和金额增减多少、谁批准。"
NOT_APPROVED = "复垦设计还没有登记批复：批复以前的改动直接改设计，批复以后的改动才登记为设计变更。"
WHOLE = "（整个项目区）"


class VariationsPage(Page):
    """One table; below it what the chosen variation takes from the design and gives to it."""

    key, title = "variations", "设计变更"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("打印设计变更一览表", lambda: self.go.emit("preview", "variations", ""), "print")
        self.actions_beside = (self.action("返回实施验收", lambda: self.go.emit("carrying", "", "")),)
        self.codes: dict[str, str] = {}
        self.rows = RowsPanel(self, "variations/rows", "设计变更", (self._plot_column(), *of_fields(Variation, WIDTHS)), Verbs(
            lambda row: variations.add(desk, project_id, row.plot_id if row else None),
            lambda row, name, text: variations.set_variation_field(desk, row, name, text),
            lambda rows: variations.remove(desk, rows),
            lambda cells, names: variations.paste(desk, project_id, cells, names),
            lambda row, by: variations.move(desk, row, by)))
        self.rows.table.first = ("plot", "number", "work", "quantity_before", "quantity_after", "cost_change", "reason")
        self.plots, self.works, self.figures = QComboBox(), QComboBox(), FigureGrid(3)
        self.design = Sentence()
        self.take = button("取用设计工程量", self._take_work, "link")
        self.cost = button("按设计单价算增减", lambda: self._do(variations.take_cost), "link")
        self.carry = button("写入复垦设计", lambda: self._do(variations.carry_into_design), "link")
        self._lay_out()

    def _plot_column(self) -> Column:
        def text(one: Variation) -> str:
            return self.codes.get(one.plot_id or "", "项目区")
        return Column("plot", "地块编号", text, lambda one: text_key(text(one)), 88)

    def _lay_out(self) -> None:
        for box in (self.plots, self.works):
            box.setMinimumWidth(theme.current().px(100))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        chosen = row(label("地块", "small"), self.plots, label("设计项目", "small"), self.works, self.take, self.cost, self.carry, gap=10)
        chosen.setStretch(3, 1)
        whole = QWidget()
        box = column(self.rows, self.design, chosen, self.figures, gap=6, parent=whole)
        box.setStretch(0, 1)
        box.setContentsMargins(*map(theme.current().px, (16, 8, 16, 8)))
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(EMPTY, button("新增设计变更", self.rows.add, "main"), button("粘贴", self.rows.table.paste)))
        column(self.body, parent=self)
        self.rows.table.chosen.connect(lambda _: self._show_chosen())
        self.plots.activated.connect(lambda _: self._set_plot())
        self.setFocusProxy(self.rows)

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        found = in_order(dossier)
        self.codes = {plot.id: plot.code for plot in dossier.plots}
        self.body.setCurrentIndex(0 if found else 1)
        self.main_action.setVisible(bool(found))
        self._offer_plots(dossier)
        since = self._show_design(dossier)
        marks = {v.id: (Severity.WARNING, words) for v in found if (words := _doubt(v, since))}
        self.rows.show_rows(found, (), marks, {id_: words for id_, (_, words) in marks.items()})
        self.figures.show_figures([figure("variation_cost", dossier), figure("works_contracted", dossier), figure("works_paid", dossier)])
        if found and self.rows.current is None:
            self.rows.table.select(found[0].id)
        self._show_chosen()

    def _show_design(self, dossier: Dossier) -> date | None:
        """Say which approved design is varied; the day of its approval, None while there is none."""
        version = approved(dossier, PlanKind.DESIGN)
        approval = approval_of(dossier, version) if version else None
        self.design.setText(f"变更的是第 {version.version} 版复垦设计（{approval.number}，{approval.approved_on}）。" if approval else NOT_APPROVED)
        return approval.approved_on if approval else None

    def _offer_plots(self, dossier: Dossier) -> None:
        with QSignalBlocker(self.plots):
            self.plots.clear()
            for id_, words in (("", WHOLE), *((p.id, _called(p)) for p in dossier.plots_of(PlotUse.OLD))):
                self.plots.addItem(words, id_)

    def _show_chosen(self) -> None:
        chosen = self.rows.current
        for widget in (self.plots, self.works, self.take, self.cost, self.carry):
            widget.setEnabled(chosen is not None)
        self.works.clear()
        if chosen is None:
            return
        with QSignalBlocker(self.plots):
            self.plots.setCurrentIndex(max(0, self.plots.findData(chosen.plot_id or "")))
        for line in variations.works(self.desk, chosen):
            quantity = "待补" if line.quantity is None else printed(line.quantity, 2)
            self.works.addItem(f"{line.item.name}　{quantity} {line.item.unit}", line)
        self.works.setCurrentIndex(max(0, next((at for at in range(self.works.count())
                                                if self.works.itemData(at).item.name == chosen.work), 0)))
        self.take.setEnabled(bool(self.works.count()))

    def _set_plot(self) -> None:
        self._do(lambda desk, one: variations.set_plot(desk, one, self.plots.currentData() or None))

    def _take_work(self) -> None:
        line = self.works.currentData()
        if line is not None:
            self._do(lambda desk, one: variations.take_work(desk, one, line))

    def _do(self, make) -> None:
        if chosen := self.rows.current:
            self.do(lambda: make(self.desk, chosen))

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.rows.table.select(entity_id, 2 + list(WIDTHS).index(field) if field in WIDTHS else 1):
            self.rows.table.view.setFocus()


def _doubt(variation: Variation, approved_on: date | None) -> str:
    wanted = (("变更理由", variation.reason.strip()), ("增减金额", variation.cost_change is not None),
              ("批准单位和批准日期", is_approved(variation)))
    lacking = "、".join(words for words, there in wanted if not there)
    early = bool(approved_on and variation.varied_on and variation.varied_on < approved_on)
    return "；".join(filter(None, (f"待补：{lacking}" if lacking else "", "提出日期早于复垦设计的批复日期" if early else "")))


def _called(plot: Plot) -> str:
    return f"{plot.code}　{plot.name}".rstrip()
