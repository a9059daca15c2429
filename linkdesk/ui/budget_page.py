"""复垦预算: the budget by the chosen fee schedule, line by line, its works and equipment, what it lacks, and what it stands on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import design_basis, equipment
from linkdesk.desk import Desk
from linkdesk.domain.budget import Budget, CostedEquipment, budget
from linkdesk.domain.change import Entity
from linkdesk.domain.design import DesignBasis, Equipment, FeeAmount
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure
from linkdesk.domain.quantities import printed
from linkdesk.domain.unit_prices import day_of_prices
from linkdesk.domain.words import Severity
from linkdesk.ui import budget_gaps, budget_works, theme
from linkdesk.ui.budget_table import BudgetTable
from linkdesk.ui.columns import Column, of_fields, ordered
from linkdesk.ui.figure_view import FigureGrid
from linkdesk.ui.form import Form
from linkdesk.ui.look import Sentence, button, column, first_step, label, row, scrolled, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

FIGURES = ("design_works_cost", "design_equipment_cost", "design_other_fees", "design_unforeseen", "design_total", "design_cost_per_mu")
BOUGHT = {"name": 130, "spec": 120, "unit": 56, "quantity": 80, "price": 104, "transport": 116}
EMPTY = "还没有工程和设备。先在“复垦设计”里按地块套用配方或填写工程，预算由程序按工程量、单价和费用标准计算。"
NO_SCHEDULE = "选定的费用标准已不在程序里，预算没有计算。请在“编制依据”里另选一个。"
NO_EQUIPMENT = "还没有设备。项目要购置水泵等设备的，在这里新增或从表格软件粘贴；没有的不填。"
LINES, WORKS, BUYING, GAPS, BASIS = range(5)
OPEN, WITHIN = "待补、待核实", Qt.ShortcutContext.WidgetWithChildrenShortcut


class BudgetPage(Page):
    """Five tabs over one budget; every edit is a change, everything that follows is reckoned anew at once."""

    key, title = "budget", "复垦预算"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.actions_beside = tuple(self.action(words, lambda key=key: self.go.emit(key, "", "")) for words, key in (
            ("费用标准和系数", "standard_values"), ("单价分析", "prices"), ("返回复垦设计", "design")))
        self.made: Budget | None = None
        self.by, self.range, self.figures = Sentence(), Sentence(), FigureGrid(len(FIGURES))
        self.lines = BudgetTable(self)
        self.works = Table(EntityTable(budget_works.COLUMNS, budget_works.matches), self.memory, "budget/works")
        self.works.first = ("plot", "name", "quantity", "price", "amount")
        self.search, self.how = QLineEdit(placeholderText="搜索项目、地块、类别、单价来源", clearButtonEnabled=True), Sentence()
        self.equipment = self._equipment()
        self.gaps = Table(EntityTable(budget_gaps.COLUMNS), self.memory, "budget/gaps")
        self.form = Form(DesignBasis, self._commit)
        self._lay_out()
        self._wire()

    def _equipment(self) -> RowsPanel:
        desk, project_id = self.desk, self.project_id
        made = RowsPanel(self, "budget/equipment", "设备购置", (*of_fields(Equipment, BOUGHT), self._bought(), *of_fields(Equipment, {"note": 120})),
                         Verbs(lambda _: equipment.add(desk, project_id), lambda row, name, text: equipment.set_field(desk, row, name, text),
                               lambda rows: equipment.remove(desk, rows), lambda cells, names: equipment.paste(desk, project_id, cells, names),
                               lambda row, by: equipment.move(desk, row, by)))
        made.table.first = ("name", "quantity", "price", "transport", "amount")
        return made

    def _bought(self) -> Column:
        def amount(row: Equipment):
            found = next((e for e in self.made.equipment if e.row.id == row.id), None) if self.made else None
            return found.amount if found else None
        return Column("amount", "合计（元）", lambda row: "待补" if (value := amount(row)) is None else printed(value, 2),
                      lambda row: ordered(amount(row)), 104, True, amount, 2, "元")

    def _lay_out(self) -> None:
        works, gaps, whole = QWidget(), QWidget(), QWidget()
        column(self.search, self.works, self.how, gap=8, parent=works).setStretch(1, 1)
        column(self.gaps, label("双击一行（或按回车），到改正的地方。", "small"), gap=8, parent=gaps).setStretch(0, 1)
        self.tabs = word_tabs()
        for inside, words in ((self.lines, "预算总表"), (works, "工程施工费"), (self.equipment, "设备购置费"), (gaps, OPEN),
                              (scrolled(self.form), "编制依据")):
            self.tabs.addTab(inside, words)
        said = row(self.by, button("改费用标准", lambda: self.tabs.setCurrentIndex(BASIS), "link"), gap=12)
        said.setStretch(0, 1)
        box = column(self.tabs, said, self.figures, self.range, gap=8, parent=whole)
        box.setStretch(0, 1)
        box.setContentsMargins(*map(theme.current().px, (16, 0, 16, 8)))
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(EMPTY, button("去复垦设计", lambda: self.go.emit("design", "", ""), "main"),
                                       button("填写编制依据", self._begin)))
        column(self.body, parent=self)

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(lambda _: self._show_tab())
        self.search.textChanged.connect(self.works.model.filter)
        self.works.chosen.connect(lambda row: self.how.setText(budget_works.how(row) if row else ""))
        self.works.selected_sums.connect(self.said)
        self.works.opened.connect(lambda row: self._lead(budget_gaps.work_leads(row.costed)) if row and row.costed else None)
        self.gaps.opened.connect(lambda line: self._lead(line.leads) if line else None)
        for at in range(self.tabs.count()):
            QShortcut(QKeySequence(f"Alt+{at + 1}"), self, partial(self.tabs.setCurrentIndex, at), context=WITHIN)
        self.setFocusProxy(self.lines)

    def _begin(self) -> None:
        """To the basis, before there is anything to reckon."""
        self.body.setCurrentIndex(0)
        self.tabs.setCurrentIndex(BASIS)

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        design, was = dossier.design, self.made
        self.made = budget(dossier)
        if not (design.items or design.equipment or design.basis) and was is None:
            self.body.setCurrentIndex(1)
        elif design.items or design.equipment or design.basis:
            self.body.setCurrentIndex(0)
        self._show_basis(dossier)
        self.figures.show_figures([figure(name, dossier) for name in FIGURES])
        self.range.setText(_range(dossier))
        self._show_tab()

    def _show_basis(self, dossier: Dossier) -> None:
        self.form.offer("schedule_id", design_basis.schedules(dossier))
        self.form.offer("compared_id", design_basis.schedules(dossier))
        self.form.offer("region", design_basis.regions(dossier))
        self.form.show_entity(design_basis.basis(dossier))

    def _show_tab(self) -> None:
        """Fill the tab in front; the others are filled when they come to the front."""
        dossier, made = self.desk.dossier(self.project_id), self.made
        self.by.setText(_by(dossier, made) if made else NO_SCHEDULE)
        if made is None:
            return
        lines = budget_gaps.gap_lines(dossier, made)
        for part in (self.figures, self.range):  # the long table of works has their room
            part.setVisible(self.tabs.currentIndex() != WORKS)
        self.tabs.setTabText(GAPS, f"{OPEN} {len(lines)}" if lines else OPEN)
        self._fill(self.tabs.currentIndex(), dossier, made, lines)

    def _fill(self, tab: int, dossier: Dossier, made: Budget, lines: list[budget_gaps.GapLine]) -> None:
        if tab == LINES:
            self.lines.show_budget(made, _compared(dossier, made))
        elif tab == WORKS:
            rows = budget_works.work_rows(made)
            self.works.show_entities(rows, budget_works.marks(rows))
        elif tab == BUYING:
            bought = {e.row.id: e for e in made.equipment}
            self.equipment.show_rows([e.row for e in made.equipment], (), {id_: (Severity.ERROR, e.gap) for id_, e in bought.items() if e.gap},
                                     {id_: e.gap or _bought_how(e) for id_, e in bought.items()})
            if not bought:
                self.equipment.how.setText(NO_EQUIPMENT)
        elif tab == GAPS:
            self.gaps.show_entities(lines, budget_gaps.marks(lines))

    def _commit(self, _: Entity, name: str, text: str) -> None:
        self.desk.do(design_basis.set_field(self.desk, self.project_id, name, text))

    def _lead(self, leads: tuple[str, str, str]) -> None:
        room, entity_id, field = leads
        if room == self.key:
            self.lead_to(entity_id, field)
        else:
            self.go.emit(room, entity_id, field)

    def lead_to(self, entity_id: str, field: str) -> None:
        """To a field of the basis, a row of equipment, or a line of the budget."""
        store = self.desk.store
        if field in self.form.boxes or store.get(DesignBasis, entity_id):
            self._begin()
            self.form.lead_to(field)
        elif store.get(Equipment, entity_id):
            self.tabs.setCurrentIndex(BUYING)
            self.equipment.table.select(entity_id)
        else:
            typed = store.get(FeeAmount, entity_id)
            self.tabs.setCurrentIndex(LINES)
            self.lines.lead_to(f"fee/{typed.fee}" if typed else entity_id)


def _compared(dossier: Dossier, made: Budget) -> Budget | None:
    """The budget by the schedule to compare with, where another one is chosen."""
    wanted = dossier.design.basis.compared_id if dossier.design.basis else ""
    return budget(dossier, wanted) if wanted and wanted != made.schedule.id else None


def _by(dossier: Dossier, made: Budget) -> str:
    """By which schedule and prices of which day, and what the one compared differs by."""
    said = f"按{_called(made)}和 {day_of_prices(dossier):%Y-%m-%d} 的税率计算。"
    other = _compared(dossier, made)
    if other is None:
        return said
    if made.total is None or other.total is None:
        return f"{said}对比{_called(other)}：还有待补，补齐后比较总预算。"
    apart = other.total - made.total
    return f"{said}对比{_called(other)}：总预算{'多' if apart >= 0 else '少'} {printed(abs(apart), 2)} 万元。"


def _called(made: Budget) -> str:
    return made.schedule.number or f"“{made.schedule.title}”"


def _range(dossier: Dossier) -> str:
    """Whether the cost of a mu is within what is usual here."""
    least, most = (dossier.rate(name) for name in ("design_cost_least", "design_cost_most"))
    if least is None or most is None or least.value is None or most.value is None:
        return "每亩费用的参考范围还没有设定，可在“政策参数”里填写。"
    cost, usual = figure("design_cost_per_mu", dossier).value, f"参考范围 {least.value:f}～{most.value:f} 万元/亩"
    if cost is None:
        return f"每亩费用的{usual}，在“政策参数”里可改。"
    within = least.value <= cost <= most.value
    return f"每亩 {printed(cost, 2)} 万元，{'在' if within else '不在'}{usual}内，在“政策参数”里可改。"


def _bought_how(bought: CostedEquipment) -> str:
    if bought.price is None or bought.amount is None or bought.row.quantity is None:
        return ""
    transport = f" + 运杂等费 {printed(bought.row.transport, 2)}" if bought.row.transport else ""
    each = f"（原价 {printed(bought.row.price or 0, 2)}{transport}）"
    return f"怎么算的：{printed(bought.row.quantity, 2)} × {each} = {printed(bought.amount, 2)} 元。"
