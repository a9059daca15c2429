"""复垦设计: the demolition plots at the left, the design of the chosen ones at the right, what it all comes to at the foot."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from linkdesk.desk import Desk
from linkdesk.documents.design.drawings import plot_plans
from linkdesk.domain.budget import budget
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import Severity
from linkdesk.policy.check import Finding
from linkdesk.ui import theme
from linkdesk.ui.design_drawings import DrawingsTab
from linkdesk.ui.design_facts import FactsTab
from linkdesk.ui.design_menu import RecipeMenu, more_menu
from linkdesk.ui.design_numbers import NumbersTab
from linkdesk.ui.design_plots import marks, plot_rows, plot_table
from linkdesk.ui.design_status import StatusFigures
from linkdesk.ui.design_works import WorksTab
from linkdesk.ui.drawing_view import DrawingView
from linkdesk.ui.icons import icon
from linkdesk.ui.look import Sentence, beside, button, column, first_step, row, scrolled, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.remarks import Remark
from linkdesk.ui.work import Work

RIGHT, USUAL = 380, (300, 586)  # px at 100 %
NO_PLOTS = "还没有拆旧地块。复垦设计按地块编制，请先导入拆旧区的勘测定界成果。"
NO_POINTS = "这个地块没有界址点，画不出平面图。请先在“地块”里导入勘测定界坐标。"
BEFORE_PLAN = "R19"  # the rule of a pack that a design stands on an approved plan


class DesignPage(Page):
    """A list of plots and four tabs; what is chosen at the left is what the tabs show and the recipes fill."""

    key, title = "design", "复垦设计"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.dossier: Dossier = desk.dossier(project_id)
        self.recipes = RecipeMenu(self)
        self.main_action = self.recipes.action
        self.actions_beside = (self.action("预算", lambda: self.go.emit("budget", "", "")), more_menu(self))
        self.search = QLineEdit(placeholderText="搜索地块", clearButtonEnabled=True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.list = plot_table(self.memory)
        self.facts, self.works = FactsTab(self), WorksTab(self, self.recipes.apply_suggested)
        self.drawings, self.numbers = DrawingsTab(self), NumbersTab(self)
        self.plan = DrawingView(NO_POINTS)
        self.tabs, self.note, self.status = word_tabs(), Sentence(look="warning"), StatusFigures()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        px, left, whole = theme.current().px, QWidget(), QWidget()
        column(self.search, self.list, parent=left).setContentsMargins(*map(px, (16, 8, 8, 2)))
        for part, words in ((scrolled(self.facts), "现状与设计"), (self.works, "工程"), (self.drawings, "图件"),
                            (self.plan, "平面图"), (self.numbers, "地块数据")):
            self.tabs.addTab(part, words)
        right = QWidget()
        column(self.tabs, parent=right).setContentsMargins(*map(px, (8, 0, 16, 2)))
        split = beside(left, right, RIGHT)
        split.setSizes([px(width) for width in USUAL])
        for at, share in enumerate((1, 3)):
            split.setStretchFactor(at, share)
        above = row(self.note)
        above.setContentsMargins(*map(px, (16, 2, 16, 0)))
        self.status.setContentsMargins(*map(px, (16, 2, 16, 2)))
        column(above, split, self.status, gap=0, parent=whole).setStretch(1, 1)
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(NO_PLOTS, button("去地块", lambda: self.go.emit("plots", "", ""), "main")))
        column(self.body, parent=self)
        self.setFocusProxy(self.list.view)

    def _wire(self) -> None:
        self.list.view.selectionModel().selectionChanged.connect(lambda *_: self._show())
        self.list.opened.connect(lambda _: self._enter())
        self.list.selected_sums.connect(self.said)
        self.search.textChanged.connect(self.list.model.filter)
        self.search.textChanged.connect(lambda _: self._choose_one())
        self.tabs.currentChanged.connect(lambda _: self._turned())
        self.tabs.setCurrentIndex(self.memory.get("design/tab", 0))
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus, context=within)
        for at in range(self.tabs.count()):
            QShortcut(QKeySequence(f"Alt+{at + 1}"), self, partial(self.tabs.setCurrentIndex, at), context=within)
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self, partial(self._step, by), context=within)

    def reload(self) -> None:
        self.dossier = self.desk.dossier(self.project_id)
        rows = plot_rows(self.dossier)
        self.body.setCurrentIndex(0 if rows else 1)
        self.list.show_entities(rows, marks(rows))
        self._choose_one()
        self._say_whether_approved()
        made = budget(self.dossier)
        self.status.show_figures(self.dossier, made.gaps if made else ("没有可用的费用标准",))
        self._show()

    def _say_whether_approved(self) -> None:
        found = next((f for f in self.desk.findings(self.project_id) if f.rule_id == BEFORE_PLAN and f.severity is not Severity.NOTE), None)
        self.note.setText(f"{found.clause}　{found.message}{found.fix}" if found else "")
        self.note.setVisible(found is not None)

    def _choose_one(self) -> None:
        if self.list.model.rows and not self.list.selected():
            self.list.select(self.list.model.rows[0].id)

    @property
    def chosen(self) -> tuple[Plot, ...]:
        """The plots chosen in the list, in its order."""
        return tuple(row.plot for row in self.list.selected())

    @property
    def current(self) -> Plot | None:
        """The plot that has the cursor, else the first of those chosen."""
        row = self.list.entity_at(self.list.view.currentIndex().row())
        return row.plot if row else next(iter(self.chosen), None)

    def _show(self) -> None:
        """Show the tab in front for what is chosen; the others when they come to the front."""
        plots, plot, tab = self.chosen, self.current, self.tabs.currentWidget()
        self.tabs.setEnabled(bool(plots))
        if plot is None:
            return
        if tab is self.works:
            self.works.show_plots(self.dossier, plots)
        elif tab is self.drawings:
            self.drawings.show_plot(self.dossier, plot)
        elif tab is self.plan:
            self.plan.show_drawings(plot_plans(self.dossier, (plot,)))
        elif tab is self.numbers:
            self.numbers.show_plot(self.dossier, plot)
        else:
            self.facts.show_plot(self.dossier, plot, self._remarks(plot))

    def _turned(self) -> None:
        self.memory.set("design/tab", self.tabs.currentIndex())
        self._show()

    def _remarks(self, plot: Plot) -> list[Remark]:
        return [_remark(f) for f in self.desk.findings(self.project_id) if f.subject_id == plot.id and f.field and f.severity is not Severity.NOTE]

    def _enter(self) -> None:
        """From the list into the tab in front."""
        tab = self.tabs.currentWidget()
        (self.facts if tab.isAncestorOf(self.facts) else tab).setFocus()

    def _step(self, by: int) -> None:
        at = self.list.view.currentIndex().row() + by
        if row := self.list.entity_at(at):
            self.list.select(row.id)

    def filled(self, says: str) -> None:
        """After recipes filled plots: show the works and say what was done."""
        self.tabs.setCurrentWidget(self.works)
        self.said.emit(says)

    def lead_to(self, entity_id: str, field: str) -> None:
        """To a plot, its design, one of its works, buildings or drawings."""
        plot_id = self._plot_of(entity_id)
        if not self.list.select(plot_id):
            return
        if any(item.id == entity_id for item in self.dossier.design.items):
            self.tabs.setCurrentWidget(self.works)
            self.works.lead_to(entity_id, field)
        elif any(drawing.id == entity_id for drawing in self.dossier.design.drawings):
            self.tabs.setCurrentWidget(self.drawings)
            self.drawings.table.select(entity_id)
        elif field:
            self.tabs.setCurrentIndex(0)
            self.facts.lead_to(field)

    def _plot_of(self, entity_id: str) -> str:
        design = self.dossier.design
        rows = (*design.plots, *design.items, *design.buildings, *design.drawings)
        return next((row.plot_id for row in rows if row.id == entity_id), entity_id)


def _remark(finding: Finding) -> Remark:
    return Remark(finding.field, finding.severity, f"{finding.clause} {finding.message}{finding.fix}")
