"""实施验收: how far the works are plot by plot, the photographs of the chosen plot, and the completion report."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from linkdesk.desk import Desk
from linkdesk.domain.carrying import Completion, PlotStage, SitePhoto
from linkdesk.domain.carrying_standing import standings
from linkdesk.domain.completion_obstacles import Obstacle
from linkdesk.domain.figures import figure
from linkdesk.ui import theme
from linkdesk.ui.carrying_menu import CarryingMenu
from linkdesk.ui.completion_panel import CompletionPanel
from linkdesk.ui.figure_view import FigureGrid
from linkdesk.ui.look import beside, button, column, first_step, scrolled, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.photo_panel import PhotoPanel
from linkdesk.ui.stage_matrix import StageMatrix
from linkdesk.ui.work import Work

FIGURES = ("works_progress", "plots_finished", "works_contracted", "works_paid", "works_open")
LEFT, RIGHT, USUAL = 320, 288, (720, 288)
EMPTY = "还没有拆旧地块。导入地块后，在这里登记每个地块的施工进度、照片和付款，并编制竣工报告。"


class CarryingPage(Page):
    """Figures above, the matrix at the left, photographs and report at the right."""

    key, title = "carrying", "实施验收"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("打印竣工报告", lambda: self.go.emit("preview", "completion", ""), "print")
        self.more = CarryingMenu(self)
        self.actions_beside = (self.action("参与主体和付款", lambda: self.go.emit("partners", "", "")), self.more.action)
        self.figures = FigureGrid(len(FIGURES))
        self.matrix, self.photos, self.report = StageMatrix(self), PhotoPanel(self), CompletionPanel(self)
        self.tabs = word_tabs()
        self.body = QStackedWidget()
        self.body.addWidget(self._whole())
        self.body.addWidget(first_step(EMPTY, button("导入地块", lambda: self.go.emit("plots_import", "", ""), "main")))
        column(self.body, parent=self)
        self.matrix.chosen.connect(self.photos.show_plot)
        self.matrix.table.selected_sums.connect(self.said)
        self.report.lead.connect(self._lead)
        self.setFocusProxy(self.matrix)

    def _whole(self) -> QWidget:
        now, whole = theme.current(), QWidget()
        for panel, title in ((scrolled(_framed(self.photos)), "照片"), (_framed(self.report), "竣工报告")):
            self.tabs.addTab(panel, title)
        self.matrix.setMinimumWidth(now.px(LEFT))
        both = beside(self.matrix, self.tabs, RIGHT)
        both.setHandleWidth(now.px(12))
        both.setSizes([now.px(width) for width in USUAL])
        box = column(self.figures, both, gap=12, parent=whole)
        box.setStretch(1, 1)
        box.setContentsMargins(*map(now.px, (16, 16, 4, 8)))
        return whole

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        found = standings(dossier)
        self.body.setCurrentIndex(0 if found else 1)
        self.main_action.setVisible(bool(found))
        self.more.by_name.setEnabled(bool(found))
        self.figures.show_figures([figure(name, dossier) for name in FIGURES])
        self.matrix.show_standings(found, sorted(dossier.carrying.partners, key=lambda partner: partner.position))
        self.photos.show_plot(self.matrix.standing)
        self.report.show_dossier(dossier)

    def _lead(self, obstacle: Obstacle) -> None:
        if obstacle.room == self.key:
            self.lead_to(obstacle.entity_id, obstacle.field)
        else:
            self.go.emit(obstacle.room, obstacle.entity_id, obstacle.field)

    def lead_to(self, entity_id: str, field: str) -> None:
        """A plot, a stage or a photograph of one, or the completion report with a field."""
        store = self.desk.store
        if store.get(Completion, entity_id) or field in self.report.form.boxes:
            self.tabs.setCurrentIndex(1)
            self.report.form.lead_to(field)
            return
        photo, stage = store.get(SitePhoto, entity_id), store.get(PlotStage, entity_id)
        self.tabs.setCurrentIndex(0)
        self.matrix.table.select(photo.plot_id if photo else stage.plot_id if stage else entity_id)
        if photo:
            self.photos.lead_to(photo)
        else:
            self.matrix.table.view.setFocus()


def _framed(inside: QWidget) -> QWidget:
    frame = QWidget()
    column(inside, margin=8, parent=frame)
    return frame
