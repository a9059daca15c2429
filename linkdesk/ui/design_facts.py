"""现状与设计: what a plot becomes, the buildings on it, and what was measured and laid down for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from linkdesk.actions import land_uses, plot_designs
from linkdesk.domain.design import PlotDesign, PresentBuilding, plot_design_id
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import id_of
from linkdesk.domain.land_class import class_of
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_numbers.ground import Building, PlotGround, grounds
from linkdesk.ui import theme
from linkdesk.ui.boxes import SomeFields
from linkdesk.ui.columns import Column, of_fields
from linkdesk.ui.form import Form
from linkdesk.ui.look import Sentence, column, label
from linkdesk.ui.page import Page
from linkdesk.ui.remarks import Remark
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.section import as_high_as_rows

AFTER = {"reclaim_class": "", "reclaimed_area": "", "new_farmland_area": "", "quality_grade": "等别"}
WIDTHS = {"name": 120, "structure": 70, "floors": 54, "area": 112, "note": 100}
TWO_COLUMNS_FROM, MOST = 500, 220  # px at 100 %: two columns from, and how high the buildings may be
SURVEYED = "来自农户和集体房屋的摸底资料，请在农户页、集体房屋页修改；已拆除的不列。"
NO_BUILDINGS = "没有建筑物。农户的房屋由摸底资料带出（先在“落图”里确定农户所在地块），其他建筑物请新增或粘贴。"


class Dense(Form):
    """The form in two columns as soon as there is room for short numbers."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.arrange(2 if event.size().width() >= theme.current().px(TWO_COLUMNS_FROM) else 1)


class FactsTab(QWidget):
    """All that is typed of a plot but its works; every entry is a change."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.dossier, self.plot = page, None, None
        self.after = SomeFields(Plot, AFTER, self._commit_plot)
        self.said = Sentence()
        desk, id_ = page.desk, lambda: self.plot.id
        self.buildings = RowsPanel(page, "design/buildings", "现状建筑物", _columns(), Verbs(
            lambda _: plot_designs.add_building(desk, id_()),
            lambda row, name, text: plot_designs.set_building_field(desk, row, name, text),
            lambda rows: plot_designs.remove_buildings(desk, rows),
            lambda cells, names: plot_designs.paste_buildings(desk, id_(), cells, names)))
        self.form = Dense(PlotDesign, self._commit_design)
        whole = column(label("复垦方向", "group"), self.after, self.said, self.buildings, self.form, 1, gap=8, parent=self)
        whole.setContentsMargins(*map(theme.current().px, (0, 8, 16, 8)))
        self.setFocusProxy(self.after.boxes["reclaim_class"].widget)

    def show_plot(self, dossier: Dossier, plot: Plot, remarks: Iterable[Remark]) -> None:
        """Show a plot as it stands."""
        self.dossier, self.plot = dossier, plot
        found = tuple(remarks)
        self.after.show_entity(plot, found)
        became = class_of(plot.reclaim_class, plot.land_scheme)
        self.said.setText(f"复垦为{became.name}（{became.code}）。" if became else "复垦后地类待定，填编码或名称，如 0103 旱地。")
        self.form.show_entity(design_of(dossier, plot), found)
        self._show_buildings(dossier, plot)

    def _show_buildings(self, dossier: Dossier, plot: Plot) -> None:
        ground = grounds(dossier)(plot)
        surveyed, typed = surveyed_buildings(replace(ground, added=())), ground.added
        said = {b.id: SURVEYED for b in surveyed}
        self.buildings.show_rows([*surveyed, *typed], said, {}, said)
        self.buildings.table.setVisible(bool(surveyed or typed))
        as_high_as_rows(self.buildings.table)
        self.buildings.table.setFixedHeight(min(self.buildings.table.maximumHeight(), theme.current().px(MOST)))
        if not self.buildings.how.text():
            self.buildings.how.setText(SURVEYED if surveyed else "" if typed else NO_BUILDINGS)
        self.buildings.how.setVisible(bool(self.buildings.how.text()))

    def _commit_design(self, _: Any, name: str, text: str) -> None:
        self.page.desk.do(plot_designs.set_field(self.page.desk, self.plot.id, name, text))

    def _commit_plot(self, plot: Plot, name: str, text: str) -> None:
        self.page.desk.do(land_uses.set_plot_field(self.page.desk, self.page.newest(plot, name), name, text))

    def lead_to(self, field: str) -> bool:
        """Put the cursor into a field of the plot or its design; False when it is none of these."""
        for boxes in (self.form, self.after):
            if field in boxes.boxes:
                boxes.lead_to(field)
                return True
        return False


def design_of(dossier: Dossier, plot: Plot) -> PlotDesign:
    """The design of a plot, empty while nothing has been written down."""
    id_ = plot_design_id(plot.id)
    return next((d for d in dossier.design.plots if d.id == id_), None) or plot_designs.blank(plot.id)


def _columns() -> tuple[Column, ...]:
    """Of storeys no sum, of areas one."""
    name, structure, floors, area, note = of_fields(PresentBuilding, WIDTHS)
    return name, structure, replace(floors, figure=None), replace(area, figure=lambda row: row.area), note


def surveyed_buildings(ground: PlotGround) -> tuple[PresentBuilding, ...]:
    """The buildings on a plot that follow from the survey, as rows that are stored nowhere."""
    rows = (row for building in ground.buildings() for row in _rows(ground.plot.id, building))
    return tuple(replace(row, id=id_of(ground.plot.id, "surveyed", str(at))) for at, row in enumerate(rows))


def _rows(plot_id: str, building: Building) -> Iterator[PresentBuilding]:
    """A house, and its outbuildings where there are any."""
    note = "农户自行拆除" if building.own else ""
    yield PresentBuilding(plot_id, -1, building.of, building.structure, building.floors, building.area, note)
    if building.outbuildings:
        yield PresentBuilding(plot_id, -1, f"{building.of}（附属房）", None, None, building.outbuildings, note)
