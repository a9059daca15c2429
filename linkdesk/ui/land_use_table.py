"""The land of one plot by class, before and after: rows typed or pasted, else what follows from the plot's own fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from linkdesk.actions import land_uses
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import plot_area
from linkdesk.domain.land_class import class_of, land_class
from linkdesk.domain.land_groups import scheme_of_project
from linkdesk.domain.land_use import COARSE, rows_of
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import LandUse, Plot
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.words import Severity
from linkdesk.ui.columns import of_fields
from linkdesk.ui.inner_columns import words
from linkdesk.ui.look import Sentence, column
from linkdesk.ui.page import Page
from linkdesk.ui.section import Section, as_high_as_rows
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table

WIDTHS = {"land_class": 56, "area": 90, "grade": 50}


class LandUseTable(QWidget):
    """规划前 and 规划后 of one plot, each with its sum against the plot's area."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.sides = {side: SideTable(page, side) for side in LandSide}
        column(*self.sides.values(), 1, gap=16, parent=self)

    def show_plot(self, dossier: Dossier, plot: Plot) -> None:
        """Show the land of a plot as it stands."""
        for side in self.sides.values():
            side.show_plot(dossier, plot)


class SideTable(QWidget):
    """One side of a plot; without rows it says what follows from the plot's fields, or what they lack."""

    def __init__(self, page: Page, side: LandSide) -> None:
        super().__init__()
        self.page, self.side, self.plot = page, side, None
        code, area, grade = of_fields(LandUse, WIDTHS)
        columns = (code, words("name", "名称", self._name, 72), area, replace(grade, heading="等别"))
        self.table = Table(EntityTable(columns, editable=True), page.memory, f"land_uses/{side.name}")
        self.section = Section(str(side), self.table, {"填入": self.fill, "添加": self.add, "删除": self.remove, "粘贴": self.table.paste})
        self.section.links["填入"].setToolTip("由地块资料推出各地类面积，再细分")
        self.said, self.other = Sentence(), Sentence()
        column(self.section, self.said, self.other, gap=4, parent=self)
        self.table.model.edited.connect(self._edited)
        self.table.pasted.connect(self._paste)
        self.table.chosen.connect(self._tell_other_scheme)
        QShortcut(QKeySequence.StandardKey.Delete, self.table.view, self.remove)

    def show_plot(self, dossier: Dossier, plot: Plot) -> None:
        """Show this side of a plot."""
        self.plot, self.dossier = plot, dossier
        rows = rows_of(dossier, plot, self.side)
        self.table.show_entities(rows, self._marks(rows))
        self.table.setVisible(bool(rows))
        as_high_as_rows(self.table)
        self.section.links["填入"].setVisible(not rows)
        self.section.links["删除"].setVisible(bool(rows))
        self.said.setText(self._sum(rows) if rows else self._derived())
        self._tell_other_scheme(self.table.entity_at(self.table.view.currentIndex().row()))

    def _name(self, use: LandUse) -> str:
        found = class_of(use.land_class, self.plot.land_scheme) if self.plot else None
        return found.name if found else ""

    def _marks(self, rows: Sequence[LandUse]) -> Marks:
        return {row.id: (Severity.ERROR, said) for row in rows if (said := self._lack(row))}

    def _lack(self, row: LandUse) -> str:
        if not row.land_class:
            return "没有填写地类。"
        if row.land_class not in COARSE and class_of(row.land_class, self.plot.land_scheme) is None:
            return "地类编码不在地类体系中。"
        return "" if row.area is not None else "没有填写面积。"

    def _sum(self, rows: Sequence[LandUse]) -> str:
        total = sum((hectares(row.area) for row in rows if row.area is not None), Decimal(0))
        area = plot_area(self.dossier, self.plot)
        if area is None:
            return f"合计 {printed(total, 4)} 公顷，地块面积待补。"
        left = hectares(area) - total
        told = "与地块面积相符" if not left else f"比地块面积{'少' if left > 0 else '多'} {printed(abs(left), 4)} 公顷"
        return f"合计 {printed(total, 4)} 公顷，{told}。"

    def _derived(self) -> str:
        told = self.dossier.land[self.plot.id, self.side]
        if told.missing:
            return f"没有分地类。由地块资料还不能推出，缺：{told.missing.removeprefix(self.plot.code).strip()}。"
        return "由地块资料推出：" + "；".join(f"{' '.join(filter(None, (use.land_class, self._name(use))))} {printed(hectares(use.area), 4)} 公顷"
                                             for use in told.uses) + "。"

    def _tell_other_scheme(self, use: LandUse | None) -> None:
        """Of a class of another scheme than the project's: what it is called there."""
        found = class_of(use.land_class, self.plot.land_scheme) if use and self.plot else None
        to = scheme_of_project(self.dossier) if found else None
        is_other = found and found.scheme is not to and land_class(found.code, to) is None
        self.other.setText(f"{found.code} {found.name} {land_uses.conversions(found.code, to, found.scheme)}" if is_other else "")

    def fill(self) -> None:
        """Rows as they follow from the plot's fields."""
        self.page.do(lambda: land_uses.from_fields(self.page.desk, self.plot, self.side))

    def add(self) -> None:
        """One more row, the cursor in it."""
        if self.page.do(lambda: land_uses.add(self.page.desk, self.plot, self.side)):
            self.page.reload()
            if rows := self.table.model.rows:
                self.table.select(rows[-1].id)
                self.table.view.setFocus()

    def remove(self) -> None:
        """The selected rows."""
        self.page.do(lambda: land_uses.remove(self.page.desk, self.table.selected()))

    def _edited(self, use: LandUse, name: str, text: str) -> None:
        self.page.do(lambda: land_uses.set_row_field(self.page.desk, use, name, text))

    def _paste(self, cells: Sequence[Sequence[str]], names: Sequence[str]) -> None:
        self.page.do(lambda: land_uses.paste(self.page.desk, self.plot, self.side, cells, names))
