"""导入地块: what was read from a file of plots, on a map beside those there are; decided plot by plot, taken in as one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QWidget

from linkdesk.actions import plot_intake, plots
from linkdesk.actions.plot_intake import Incoming, IncomingPlot
from linkdesk.desk import Desk
from linkdesk.domain.plot import Plot, PlotRings
from linkdesk.domain.quantities import hectares, mu, printed
from linkdesk.domain.words import Severity
from linkdesk.geometry import PlotFile
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, ordered, text_key
from linkdesk.ui.inner_columns import words
from linkdesk.ui.look import button, column, first_step, label, row
from linkdesk.ui.map_panel import MapPanel
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

FILES = "地块文件 (*.txt *.shp *.zip *.json *.geojson *.dxf *.xlsx *.xlsm *.xls *.et *.ods *.csv);;所有文件 (*)"
EMPTY = ("选择勘测定界成果，或把文件拖到这里：界址点坐标文件（TXT 或粘贴在表格里）、界址点表、Shapefile、GeoJSON、DXF。"
         "先看读到了什么，再导入；只接收 2000 国家大地坐标系，不做隐含转换。")
MARKS = {Incoming.HELD: Severity.ERROR, Incoming.KEEP: Severity.WARNING}


def _hectares(each: IncomingPlot) -> str:
    return "" if each.read.plane_m2 is None else printed(hectares(each.read.plane_m2), 4)


COLUMNS = (words("standing", "处理", lambda e: str(e.standing), 96), words("code", "地块编号", lambda e: e.read.code, 96),
           words("name", "地块名称", lambda e: e.read.name, 110), words("use", "用途", lambda e: str(e.read.use), 52),
           Column("plane", "平面面积（公顷）", _hectares, lambda e: ordered(e.read.plane_m2), 112, right=True,
                  figure=lambda e: hectares(e.read.plane_m2) if e.taken and e.read.plane_m2 is not None else None, decimals=4, unit="公顷"),
           Column("mu", "平面面积（亩）", lambda e: "" if e.read.plane_m2 is None else printed(mu(e.read.plane_m2, 2), 2),
                  lambda e: ordered(e.read.plane_m2), 104, right=True,
                  figure=lambda e: mu(e.read.plane_m2, 2) if e.taken and e.read.plane_m2 is not None else None, decimals=2, unit="亩"),
           Column("stated", "申报面积（公顷）", lambda e: "" if e.read.stated_ha is None else printed(e.read.stated_ha, 4),
                  lambda e: ordered(e.read.stated_ha), 112, right=True),
           Column("why", "说明", lambda e: e.why, lambda e: text_key(e.why), 220))


class PlotsImportPage(Page):
    """Choose a file, look, decide, take in; undo takes the whole import back."""

    key, title = "plots_import", "导入地块"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.plot_file: PlotFile | None = None
        self.drawn: tuple[tuple[PlotRings, Plot], ...] = ()
        self.choices: dict[str, bool] = {}
        self.incoming: tuple[IncomingPlot, ...] = ()
        self.main_action = self.action("确认导入", self.take_in)
        self.another = self.action("换一个文件", self.choose)
        self.actions_beside = (self.another, self.action("返回地块", lambda: self.go.emit("plots", "", "")))
        self.summary, self.file_problems = label("", "second", wrap=True), label("", "warning", wrap=True)
        self.table = Table(EntityTable(COLUMNS), self.memory, "plots_import")
        self.why = label("", "second", wrap=True)
        self.take, self.leave = button("导入所选", lambda: self.decide(True)), button("不导入所选", lambda: self.decide(False))
        self.map = MapPanel()
        self.body = QStackedWidget()
        self.body.addWidget(first_step(EMPTY, button("选择文件", self.choose, "main"),
                                       button("返回地块", lambda: self.go.emit("plots", "", ""))))
        self.body.addWidget(self._review())
        column(self.body, parent=self)
        self.setAcceptDrops(True)
        self._wire()
        self._show()

    def _review(self) -> QWidget:
        page, lower, now = QWidget(), QWidget(), theme.current()
        decide = row(self.why, self.take, self.leave)
        decide.setStretch(0, 1)
        column(decide, self.map, gap=6, parent=lower).setStretch(1, 1)
        split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        split.addWidget(self.table)
        split.addWidget(lower)
        split.setSizes([now.px(280), now.px(300)])
        whole = column(self.summary, self.file_problems, split, gap=6, parent=page)
        whole.setContentsMargins(*(now.px(n) for n in (24, 8, 24, 8)))
        whole.setStretch(2, 1)
        return page

    def _wire(self) -> None:
        self.table.chosen.connect(self._say_why)
        self.table.selected_sums.connect(self.said)
        self.table.view.selectionModel().selectionChanged.connect(
            lambda *_: self.map.view.select([e.id for e in self.table.selected()], into_view=True))
        self.map.view.chosen.connect(lambda ids: ids and self.table.select(ids[0]))
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view, self._turn)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)

    def choose(self) -> None:
        """Ask for a file and read it."""
        path, _ = QFileDialog.getOpenFileName(self, "选择地块文件", "", FILES)
        if path:
            self.read(Path(path))

    def lead_to(self, entity_id: str, field: str) -> None:
        """Read the file that was dropped onto another page: its path comes as what to lead to."""
        if entity_id:
            self.read(Path(entity_id))

    def read(self, path: Path) -> None:
        """Read a file in the worker and show what was understood; nothing is stored."""
        def reading(report: Callable[[int, int], None]) -> tuple[PlotFile, tuple[tuple[PlotRings, Plot], ...]]:
            plot_file = plots.understand(path, report)
            return plot_file, plot_intake.drawn(plot_file, self.project_id)
        self.attempt(lambda: self.work.start("读取地块文件", reading, lambda read: self.show_file(*read)))

    def show_file(self, plot_file: PlotFile, drawn: tuple[tuple[PlotRings, Plot], ...]) -> None:
        """Show what was read."""
        self.plot_file, self.drawn, self.choices = plot_file, drawn, {}
        self._show()
        self.table.view.setFocus()
        QTimer.singleShot(0, self._look)  # when the map has its size

    def _look(self) -> None:
        """Bring what can be taken in into view; a plot with a point a world away stays outside."""
        sound = [e.id for e in self.incoming if e.standing is not Incoming.HELD]
        self.map.view.fit(sound or None)

    def reload(self) -> None:
        self._show()

    def _show(self) -> None:
        self.body.setCurrentIndex(1 if self.plot_file else 0)
        for action in (self.main_action, self.another):
            action.setVisible(self.plot_file is not None)
        if self.plot_file is None:
            return
        self.incoming = plot_intake.weigh(self.desk, self.plot_file, self.project_id, self.choices)
        marks = _marks(self.incoming)
        self.table.show_entities(self.incoming, marks)
        if self.incoming and not self.table.view.currentIndex().isValid():
            self.table.select(self.incoming[0].id)
        self._show_map(marks)
        self._say(self.plot_file)
        self._say_why(self.table.entity_at(self.table.view.currentIndex().row()))

    def _show_map(self, marks: Marks) -> None:
        dossier = self.desk.dossier(self.project_id)
        others = {p.id: "现有地块" for p in dossier.plots}
        with QSignalBlocker(self.map.view):
            self.map.view.show_plots([*(plot for _, plot in self.drawn), *dossier.plots],
                                     [*(rings for rings, _ in self.drawn), *dossier.rings], marks, foreign=others)
        self.map.offer_zones()

    def _say(self, read: PlotFile) -> None:
        taken = sum(each.taken for each in self.incoming)
        counts = {s: sum(e.standing is s for e in self.incoming) for s in Incoming}
        parts = "，".join(f"{standing} {count}" for standing, count in counts.items() if count)
        self.summary.setText(f"{read.name}　共 {len(self.incoming)} 块：{parts}" if self.incoming else f"{read.name}　没有读到地块")
        of_plots = {problem for each in self.incoming for problem in each.read.problems}
        rest = [p for p in read.problems if p not in of_plots]
        self.file_problems.setText("\n".join(f"{p.message}{p.fix}" for p in rest[:4]) + (f"\n另有 {len(rest) - 4} 处" if len(rest) > 4 else ""))
        self.file_problems.setVisible(bool(rest))
        self.main_action.setText(f"导入 {taken} 块" if taken else "确认导入")
        self.main_action.setEnabled(bool(taken))

    def _say_why(self, each: IncomingPlot | None) -> None:
        if each is None:
            return
        self.why.setText(f"{each.read.code}：{each.why or '没有发现问题。'}")
        held = all(e.standing is Incoming.HELD for e in self.table.selected() or [each])
        self.take.setText("替换所选的界址" if each.existing else "导入所选")
        self.leave.setText("保留所选的原有地块" if each.existing else "不导入所选")
        self.take.setEnabled(not held)
        self.leave.setEnabled(not held)

    def decide(self, wanted: bool) -> None:
        """Take or leave the selected plots; those with errors stay out."""
        self.choices.update((e.id, wanted) for e in self.table.selected())
        self._show()

    def _turn(self) -> None:
        self.decide(not all(e.taken for e in self.table.selected()))

    def take_in(self) -> None:
        """Take in what is taken, as one step."""
        if self.plot_file is None:
            return
        taken, left = sum(e.taken for e in self.incoming), sum(not e.taken for e in self.incoming)
        self.do(lambda: plot_intake.taking(self.desk, self.plot_file, self.incoming, self.project_id), lambda: self._taken(taken, left))

    def _taken(self, taken: int, left: int) -> None:
        self.plot_file, self.drawn, self.incoming = None, (), ()
        self.go.emit("plots", "", "")
        rest = f"，另有 {left} 块没有导入" if left else ""
        self.said.emit(f"已导入 {taken} 个地块{rest}，可按 Ctrl+Z 整批撤销。")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := dropped(event):
            self.read(path)


def dropped(event: QDropEvent) -> Path | None:
    """The file of what was dropped: of the parts of a Shapefile the .shp, else the first."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((f for f in files if f.suffix.lower() == ".shp"), files[0] if files else None)


def _marks(incoming: Iterable[IncomingPlot]) -> Marks:
    doubtful = {e.id: (Severity.WARNING, e.why) for e in incoming if e.why}
    return doubtful | {e.id: (MARKS[e.standing], e.why) for e in incoming if e.standing in MARKS}
