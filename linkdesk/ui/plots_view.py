"""Table and map of plots, one above the other or one alone; what is chosen in one is chosen in the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from itertools import groupby

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QSplitter, QWidget

from linkdesk.actions.plot_map import Neighbours
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plot import Plot
from linkdesk.ui import theme
from linkdesk.ui.icons import icon
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.map_panel import MapPanel
from linkdesk.ui.memory import Memory
from linkdesk.ui.plots_columns import area_words, basis_words, columns
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table

SELECT = QItemSelectionModel.SelectionFlag
TABLE, MAP, SEARCH, WIDE = 300, 300, 84, 440  # px at 100 %


class Showing(StrEnum):
    """What of the two is shown."""

    TABLE = "表格"
    BOTH = "并排"
    MAP = "地图"


class PlotsView(QWidget):
    """Search, switch, table, map."""

    opened = Signal(str)  # a plot double-clicked on the map

    def __init__(self, dossier: Callable[[], Dossier], memory: Memory) -> None:
        super().__init__()
        self.dossier, self.memory = dossier, memory
        self.search = QLineEdit(placeholderText="搜索：编号、名称", clearButtonEnabled=True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.basis = label("", "small")
        self.basis.hide()  # until there is room
        self.table = Table(EntityTable(columns(dossier), _matches), memory, "plots")
        self.table.first = ("code", "hectares")
        self.map = MapPanel()
        self.switch = {each: self._button(each) for each in Showing}
        self.split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self.split.addWidget(self.table)
        self.split.addWidget(self.map)
        self.split.setSizes([theme.current().px(TABLE), theme.current().px(MAP)])
        top = row(self.search, self.basis, row(*self.switch.values(), gap=0), gap=12)
        top.setStretch(0, 1)
        self.search.setMinimumWidth(theme.current().px(SEARCH))
        whole = column(top, self.split, parent=self)
        whole.setContentsMargins(*(theme.current().px(n) for n in (24, 12, 8, 12)))
        whole.setStretch(1, 1)
        self._echo = False
        self._wire()
        self.show_only(Showing(memory.get("plots/showing", Showing.BOTH)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.basis.setVisible(event.size().width() >= theme.current().px(WIDE))

    def _button(self, showing: Showing) -> QWidget:
        made = button(str(showing), lambda: self.show_only(showing))
        made.setCheckable(True)
        return made

    def _wire(self) -> None:
        self._together = QButtonGroup(self)
        for each in self.switch.values():
            self._together.addButton(each)
        self.search.textChanged.connect(self.table.model.filter)
        self.table.view.selectionModel().selectionChanged.connect(lambda *_: self._table_chose())
        self.map.view.chosen.connect(self.choose)
        self.map.view.opened.connect(self._open)
        self.map.view.describe = lambda plot: "\n".join(filter(None, (f"{plot.code}　{plot.name}　{plot.use}", self._area(plot))))

    def show_only(self, showing: Showing) -> None:
        """Show table, map or both; remembered."""
        self.switch[showing].setChecked(True)
        self.table.setVisible(showing is not Showing.MAP)
        self.map.setVisible(showing is not Showing.TABLE)
        self.setFocusProxy(self.map.view if showing is Showing.MAP else self.table.view)
        self.memory.set("plots/showing", str(showing))

    def show_plots(self, plots: Iterable[Plot], marks: Marks, near: Neighbours) -> None:
        """Put the plots as they stand now into table and map."""
        found, dossier = list(plots), self.dossier()
        self.basis.setText(f"{len(found):,} 块，{basis_words(dossier)}")
        self.table.setToolTip(basis_words(dossier))
        self._echo = True
        self.table.show_entities(found, marks)
        self._echo = False
        self.map.view.show_plots([*found, *near.plots], [*dossier.rings, *near.rings], marks, dossier.spatial,
                                 dict(near.projects), self._area)
        self.map.offer_zones()
        self._table_chose()

    def _area(self, plot: Plot) -> str:
        return area_words(self.dossier(), plot) if plot.project_id == self.dossier().project.id else ""

    def _table_chose(self) -> None:
        if not self._echo:
            self.map.view.select([p.id for p in self.table.selected()], into_view=True)

    def choose(self, ids: Iterable[str]) -> None:
        """Select these plots in the table, the first of them the current row."""
        wanted, chosen, model = set(ids), QItemSelection(), self.table.model
        rows = [at for at, plot in enumerate(model.rows) if plot.id in wanted]
        for _, run in groupby(enumerate(rows), lambda each: each[1] - each[0]):
            together = [row for _, row in run]
            chosen.select(model.index(together[0], 1), model.index(together[-1], 1))
        self._echo = True
        selection = self.table.view.selectionModel()
        if rows:
            selection.setCurrentIndex(model.index(rows[0], 1), SELECT.NoUpdate)
            self.table.view.scrollTo(model.index(rows[0], 1))
        selection.select(chosen, SELECT.ClearAndSelect | SELECT.Rows)
        self._echo = False

    def _open(self, plot_id: str) -> None:
        self.choose([plot_id])
        self.map.view.select([plot_id])
        self.map.view.fit([plot_id])
        self.opened.emit(plot_id)


def _matches(plot: Plot, typed: str) -> bool:
    return any(typed.lower() in text.lower() for text in (plot.code, plot.name, plot.owner_unit))
