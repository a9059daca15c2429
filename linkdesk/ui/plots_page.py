"""地块: the plots of the project in a table and on a map, and what is known of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from linkdesk.actions import land_uses, plot_map, plot_removal
from linkdesk.desk import Desk
from linkdesk.domain.fields import fields_of
from linkdesk.domain.plot import BaseMap, Plot
from linkdesk.domain.words import PlotUse, Severity
from linkdesk.ui.balance_panel import BalancePanel
from linkdesk.ui.form import Form
from linkdesk.ui.land_use_table import LandUseTable
from linkdesk.ui.look import beside, button, column, first_step, row, scrolled, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.pages import room_for
from linkdesk.ui.plots_import_page import dropped
from linkdesk.ui.plots_menu import PlotsMenu
from linkdesk.ui.plots_view import PlotsView
from linkdesk.ui.remarks import Remark
from linkdesk.ui.sure_line import SureLine
from linkdesk.ui.table import Marks
from linkdesk.ui.work import Work

FORM_WIDTH = 360
EMPTY = "还没有地块。请导入勘测定界的界址点成果（TXT、表格、SHP、GeoJSON、DXF），也可以把文件拖到这里。"


class PlotsPage(Page):
    """Table and map at the left, the chosen plot at the right."""

    key, title = "plots", "地块"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("导入地块", lambda: self.go.emit("plots_import", "", ""))
        self.more = PlotsMenu(self)
        self.actions_beside = (self.more.action,)
        self.dossier = desk.dossier(project_id)
        self.plots = PlotsView(lambda: self.dossier, self.memory)
        self.table = self.plots.table
        self.form = Form(Plot, self.commit)
        self.form.offer("village_id", [(v.id, v.name) for v in self.dossier.villages])
        self.under: tuple[BaseMap, ...] = ()
        self.land, self.balance = LandUseTable(self), BalancePanel()
        self.sure = SureLine("确认删除")
        self.body = QStackedWidget()
        self.body.addWidget(self._split())
        self.body.addWidget(first_step(EMPTY, button("导入地块", lambda: self.go.emit("plots_import", "", ""), "main")))
        column(self.body, parent=self)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.plots)
        self._wire()

    def _split(self) -> QWidget:
        left, inside = QWidget(), QWidget()
        column(self.sure, self.plots, gap=0, parent=left).setStretch(1, 1)
        column(self.form, margin=16, parent=inside)
        self.tabs = word_tabs()
        self.tabs.addTab(scrolled(inside), "地块资料")
        land = QWidget()
        column(self.land, margin=16, parent=land)
        self.tabs.addTab(scrolled(land), "地类面积")
        self.tabs.addTab(_held(self.balance), "指标平衡")
        return beside(left, self.tabs, FORM_WIDTH)

    def _wire(self) -> None:
        self.table.chosen.connect(self._show_plot)
        self.table.selected_sums.connect(self.said)
        self.plots.opened.connect(lambda _: self._edit())
        self.table.opened.connect(lambda _: self._edit())
        self.tabs.currentChanged.connect(lambda _: self._show_balance())
        self.balance.wanted.connect(self._lead)
        self.sure.sure.connect(self._remove)
        QShortcut(QKeySequence.StandardKey.Find, self, self.plots.search.setFocus)
        for keys, widget, slot in ((Qt.Key.Key_F2, self.plots, self._edit), (Qt.Key.Key_Delete, self.table.view, self.ask_to_remove)):
            shortcut = QShortcut(QKeySequence(keys), widget, slot)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def reload(self) -> None:
        self.dossier = self.desk.dossier(self.project_id)
        found = [p for use in PlotUse for p in self.dossier.plots_of(use)]
        self.body.setCurrentIndex(0 if found else 1)
        self.more.offer(self.dossier)
        self.plots.show_plots(found, self._marks(), plot_map.neighbours(self.desk, self.dossier))
        if self.dossier.base_maps != self.under:
            self.under = self.dossier.base_maps
            self.plots.map.put_under(plot_map.pictures(self.desk, self.dossier))
        if found and not self.table.view.currentIndex().isValid():
            self.table.select(self.table.model.rows[0].id if self.table.model.rows else "")
        self._show_plot(self._current())
        self._show_balance()

    def _show_balance(self) -> None:
        if self.tabs.currentWidget().isAncestorOf(self.balance):
            self.balance.show_dossier(self.dossier, self.desk.findings(self.project_id))

    def _lead(self, entity: str, entity_id: str, field: str) -> None:
        if found := room_for(entity):
            self.go.emit(found.key, entity_id, field)

    def _edit(self) -> None:
        """From the chosen plot to its first field."""
        if self._current() is not None:
            self.tabs.setCurrentIndex(0)
            self.form.lead_to("code")

    def _current(self) -> Plot | None:
        return self.table.entity_at(self.table.view.currentIndex().row())

    def _marks(self) -> Marks:
        found = [f for f in self.desk.findings(self.project_id) if f.subject == "plot" and f.severity is not Severity.NOTE]
        return {f.subject_id: (f.severity, f.message) for f in reversed(found)}

    def _show_plot(self, plot: Plot | None) -> None:
        self.form.setEnabled(plot is not None)
        self.land.setEnabled(plot is not None)
        if plot is not None:
            self.form.show_entity(plot, self._remarks(plot))
            self.land.show_plot(self.dossier, plot)

    def commit(self, entity: Plot, name: str, text: str) -> None:
        """Store what was entered; sums of the plot's land by class are entered there and not here."""
        if fields_of(Plot)[name].refers_to:
            super().commit(entity, name, text)
        else:
            self.desk.do(land_uses.set_plot_field(self.desk, self.newest(entity, name), name, text))

    def _remarks(self, plot: Plot) -> list[Remark]:
        return [Remark(f.field, f.severity, f"{f.clause} {f.message}{f.fix}")
                for f in self.desk.findings(self.project_id) if f.subject_id == plot.id and f.field]

    def ask_to_remove(self) -> None:
        """Ask before the chosen plots go."""
        chosen = self.table.selected()
        self.attempt(lambda: plot_removal.remove(self.desk, chosen))
        if chosen:
            self.sure.ask(f"将删除所选 {len(chosen)} 块地块及其地类、权属和来源记录，可按 Ctrl+Z 撤销。")

    def _remove(self) -> None:
        self.do(lambda: plot_removal.remove(self.desk, self.table.selected()), lambda: self.said.emit("已删除所选地块，可按 Ctrl+Z 撤销。"))

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.table.select(entity_id) and field:
            self.tabs.setCurrentIndex(0)
            self.form.lead_to(field)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := dropped(event):
            self.go.emit("plots_import", str(path), "")


def _held(panel: QWidget) -> QWidget:
    """A panel of its own width at the left of its tab."""
    holder = QWidget()
    row(panel, 1, margin=8, parent=holder)
    return holder
