"""One household of the reconciliation: both sides, each difference to be taken over or explained."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from linkdesk.actions import household_changes, relocation
from linkdesk.actions.reconciling import Difference, Found, Line
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.privacy import on_screen
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, emptied, label, row, scrolled
from linkdesk.ui.page import Page

SIDES = ("village", "group", "head_name", "id_number", "population", "registered_poor", "relocation_type", "resettlement_choice",
         "resettlement_site")


class RelocationLine(QWidget):
    """What the list says, what the survey says, and what an officer makes of it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.line = page, None
        self.found, self.why, self.told = label("", "group"), label("", "warning", wrap=True), label("", "small", wrap=True)
        self.grid = QGridLayout(horizontalSpacing=theme.current().px(12), verticalSpacing=theme.current().px(4))
        self.boxes: list[tuple[QCheckBox, Difference]] = []
        self.take = button("采用名单的值", self._take_over, "main")
        self.open = button("查看该户", self._open)
        self.how = QLineEdit(placeholderText="如：名单把已分户的次子计入")
        self.how.returnPressed.connect(self._explain)
        self.keep = button("记下说明", self._explain)
        self.explained = label("核对说明", "group")
        inside = QWidget()
        column(self.found, self.why, self.grid, row(self.take, self.open, 1), self.told, self.explained, self.how, row(self.keep, 1), 1,
               margin=16, parent=inside)
        column(scrolled(inside), parent=self)

    def show_line(self, line: Line | None) -> None:
        """Show a line of the reconciliation, or nothing."""
        self.line = line
        self.setVisible(line is not None)
        if line is None:
            return
        self.found.setText(str(line.found))
        said = "；".join(filter(None, (line.why, line.entry.problem if line.entry else "")))
        self.why.setText(said)
        self.why.setVisible(bool(said))
        self._show_sides(line)
        self.take.setVisible(bool(self.boxes))
        self.open.setVisible(line.household is not None and line.found is not Found.ELSEWHERE)
        told = household_changes.told(self.page.desk, line.household) if self.boxes else ""
        self.told.setText(told)
        self.told.setVisible(bool(told))
        for part in (self.explained, self.how, self.keep):
            part.setVisible(line.entry is not None)
        if line.entry and not self.how.hasFocus():
            self.how.setText(line.entry.settled_how or "")

    def _show_sides(self, line: Line) -> None:
        emptied(self.grid)
        self.boxes = [(QCheckBox(d.label, toolTip="勾选后可采用名单的值"), d) for d in line.differences]
        marks = {d.field: box for box, d in self.boxes}
        for at, text in enumerate(("", "摸底", "名单")):
            self.grid.addWidget(label(text, "second"), 0, at)
        for at, name in enumerate(SIDES, 1):
            self.grid.addWidget(marks.get(name) or label(fields_of(Household)[name].label, "second"), at, 0)
            for side, one in enumerate((line.household, line.entry), 1):
                self.grid.addWidget(label(_said(one, name), "" if name in marks else "second", wrap=True), at, side)
        for side in (1, 2):
            self.grid.setColumnStretch(side, 1)

    def _take_over(self) -> None:
        names = {d.field for box, d in self.boxes if box.isChecked()}
        if self.page.do(lambda: relocation.take_over(self.page.desk, self.line, names)):
            self.page.said.emit("已采用名单的值，可用 Ctrl+Z 撤销")

    def _open(self) -> None:
        left = self.line.found is Found.LEFT
        self.page.go.emit("coverage" if left else "households", self.line.household.id, "" if left else "head_name")

    def _explain(self) -> None:
        if self.line and self.line.entry:
            self.page.do(lambda: relocation.explain(self.page.desk, self.line.entry, self.how.text()))


def _said(one: object | None, name: str) -> str:
    if one is None:
        return "—"
    field = fields_of(type(one))[name]
    return re.sub(r"\*+", "…", on_screen(shown(field, getattr(one, name)), field.private)) or "未填"
