"""土方平衡: what each plot has over and lacks, what is moved from where to where, and the net new farmland."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import soil_moves
from linkdesk.desk import Desk
from linkdesk.domain.design import SoilMove
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.farmland_gain import gains
from linkdesk.domain.figures import figure
from linkdesk.domain.soil_lines import MoveLine, move_lines, remarks
from linkdesk.domain.words import PlotUse, Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import of_fields
from linkdesk.ui.figure_view import FigureGrid
from linkdesk.ui.look import Sentence, button, column, first_step, label, row, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.soil_columns import BALANCE, GAINS, GainLine, balance_lines
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

MOVES = {"material": 92, "source": 190, "target": 190, "volume": 110, "distance": 100, "note": 200}
FIGURES = ("topsoil_needed", "soil_short", "earth_short", "moved_total", "mean_haul")
OF_LAND = ("net_new_farmland", "net_farmland_rate", "net_farmland_difference")
EMPTY = "还没有拆旧地块。先导入或者新增拆旧地块，再在复垦设计中填写挖填方、表土和覆土厚度。"
NO_MOVES = "还没有调配。点“测算调配”由程序按总运输量最小配齐，也可以逐行填写或者粘贴：调出、调入填地块编号，场外的填场名。"
NO_REMARK = "这一行没有问题。调出、调入填地块编号，场外的填取土场、弃置场名称；地块之间不填运距的由程序量算。"
FIRST = ("code", "cut", "fill", "earth", "found", "needed", "topsoil", "rubble")  # what is left after the moves gives way to them
PLOTS, MOVED, LAND = range(3)


class SoilPage(Page):
    """Three tables in tabs, the figures of the tab in front below them."""

    key, title = "soil", "土方平衡"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("测算调配", self.propose)
        self.actions_beside = (self.action("政策参数", lambda: self.go.emit("values", "", "")),
                               self.action("返回复垦设计", lambda: self.go.emit("design", "", "")))
        self.balance = Table(EntityTable(BALANCE), self.memory, "soil/balance")
        self.balance.first = FIRST
        self.land = Table(EntityTable(GAINS), self.memory, "soil/land")
        self.moves = RowsPanel(self, "soil/moves", "调配", of_fields(MoveLine, MOVES), Verbs(
            lambda _: soil_moves.add(desk, project_id),
            lambda line, name, text: soil_moves.set_field(desk, line.id, name, text),
            lambda lines: soil_moves.remove(desk, lines),
            lambda cells, names: soil_moves.paste(desk, project_id, cells, names),
            lambda line, by: soil_moves.shift(desk, line, by)))
        self.borrow, self.dump = QLineEdit(placeholderText="取土场名称"), QLineEdit(placeholderText="弃置场名称")
        self.how, self.figures, self.of_land = Sentence(), FigureGrid(len(FIGURES)), FigureGrid(len(OF_LAND))
        self._lay_out()
        for table in (self.balance, self.land):
            table.chosen.connect(lambda _: self._explain())
            table.opened.connect(lambda line: line and self.go.emit("design", line.id, ""))

    def _lay_out(self) -> None:
        self.tabs = word_tabs()
        first, second, third = QWidget(), QWidget(), QWidget()
        column(self.balance, parent=first)
        places = row(label("不足的从"), self.borrow, label("调入，弃土和垃圾运到"), self.dump, label("再点“测算调配”", "small"))
        column(places, self.moves, parent=second).setStretch(1, 1)
        column(self.land, parent=third)
        for tab, name in ((first, "地块余缺（m³）"), (second, "调配"), (third, "新增耕地（公顷）")):
            self.tabs.addTab(tab, name)
        self.tabs.currentChanged.connect(lambda _: self._explain())
        whole = QWidget()
        column(self.tabs, self.how, self.figures, self.of_land, gap=4, parent=whole).setStretch(0, 1)
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(EMPTY, button("去地块", lambda: self.go.emit("plots", "", ""), "main")))
        column(self.body, parent=self).setContentsMargins(*(theme.current().px(n) for n in (16, 0, 16, 4)))
        self.setFocusProxy(self.balance.view)

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        there = bool(dossier.plots_of(PlotUse.OLD))
        self.body.setCurrentIndex(0 if there else 1)
        self.main_action.setVisible(there)
        if there:
            self._show(dossier)

    def _show(self, dossier: Dossier) -> None:
        lines = balance_lines(dossier)
        self.balance.show_entities(lines, {line.id: mark for line in lines if (mark := line.mark)})
        found = [GainLine(gain.plot.id, gain) for gain in gains(dossier)]
        self.land.show_entities(found, {line.id: (Severity.WARNING, why) for line in found if (why := line.remark)})
        said = remarks(dossier)
        moves = move_lines(dossier)
        marks = {id_: (Severity.ERROR if "多于" in why else Severity.WARNING, why) for id_, why in said.items()}
        self.moves.show_rows(moves, (), marks, {move.id: said.get(move.id, NO_REMARK) for move in moves})
        if not moves:
            self.moves.how.setText(NO_MOVES)
        self.figures.show_figures([figure(name, dossier) for name in FIGURES])
        self.of_land.show_figures([figure(name, dossier) for name in OF_LAND])
        self._explain()

    def _explain(self) -> None:
        """Below the table how its chosen row came about; the figures are those of the tab."""
        at = self.tabs.currentIndex()
        self.how.setVisible(at != MOVED)
        self.figures.setVisible(at != LAND)
        self.of_land.setVisible(at == LAND)
        table = self.land if at == LAND else self.balance
        chosen = table.entity_at(table.view.currentIndex().row())
        self.how.setText(chosen.how if chosen else "选中一行看怎么算的；回车到该地块的复垦设计。")

    def propose(self) -> None:
        """Fill what is short from what is over, in the worker; the rest from and to the places named."""
        borrow, dump = self.borrow.text(), self.dump.text()
        self.attempt(lambda: self.work.start(
            "测算调配", lambda report: self.desk.do(soil_moves.propose(self.desk, self.project_id, borrow, dump), report),
            lambda _: self._proposed(), holds_desk=True))

    def _proposed(self) -> None:
        self.tabs.setCurrentIndex(MOVED)
        self.said.emit("已按总运输量最小测算调配，填写过的行没有改动，可按 Ctrl+Z 撤销。工程里的调运，到复垦设计再套用一次配方。")

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.desk.store.get(SoilMove, entity_id):
            self.tabs.setCurrentIndex(MOVED)
            self.moves.table.select(entity_id, 1 + list(MOVES).index(field) if field in MOVES else 1)
            self.moves.table.view.setFocus()
            return
        self.tabs.setCurrentIndex(LAND if field == "new_farmland_area" else PLOTS)
        (self.land if field == "new_farmland_area" else self.balance).select(entity_id)
