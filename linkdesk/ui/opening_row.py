"""One row of a ledger: what it says, why it is not taken over by itself, and whose it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from linkdesk.actions import households
from linkdesk.actions.opening import NOBODY, Opening, Standing
from linkdesk.desk import Desk
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.lists import LedgerRow
from linkdesk.domain.privacy import on_screen
from linkdesk.ui import theme
from linkdesk.ui.columns import of_fields
from linkdesk.ui.look import button, column, label, row, scrolled
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

COLUMNS = {"village": 66, "head_name": 66, "id_number": 150}


class OpeningRow(QWidget):
    """Says what the ledger says; an officer names the household, or leaves the row."""

    decided = Signal(str, object)  # row id; household id, NOBODY, or None to judge anew

    def __init__(self, desk: Desk, project_id: str) -> None:
        super().__init__()
        self.desk, self.project_id, self.shown = desk, project_id, None
        self.place, self.says, self.why = label("", "group"), label("", "second", wrap=True), label("", "warning", wrap=True)
        self.asked = label("这是哪一户？", "group")
        self.search = QLineEdit(placeholderText="在本项目农户中另找：姓名、村组", clearButtonEnabled=True)
        self.people = Table(EntityTable(of_fields(Household, COLUMNS), households.matches))
        self.people.totals.hide()
        self.people.setFixedHeight(theme.current().px(154))
        self.mine = button("就是所选的户", self._mine, "main")
        self.leave = button("不接收这一行", lambda: self._decide(NOBODY))
        self.anew = button("恢复自动判断", lambda: self._decide(None))
        inside = QWidget()
        column(self.place, self.says, self.why, self.asked, self.search, self.people, row(self.mine, self.leave, self.anew, 1), 1,
               margin=16, parent=inside)
        column(scrolled(inside), parent=self)
        self.search.textChanged.connect(lambda _: self._offer())

    def show_row(self, opening: Opening | None) -> None:
        """Show a row of the ledger, or nothing."""
        other = self.shown is None or opening is None or opening.id != self.shown.id
        self.shown = opening
        self.setVisible(opening is not None)
        if opening is None:
            return
        if other:
            self.search.clear()
        self.place.setText(f"{opening.sheet} 第 {opening.row} 行：{opening.standing}")
        self.says.setText(_said(opening.ledger))
        self.why.setText(opening.why)
        self.why.setVisible(bool(opening.why))
        asked = opening.standing not in (Standing.WRONG, Standing.HERE)
        for part in (self.asked, self.search, self.people, self.mine, self.leave):
            part.setVisible(asked)
        self._offer()

    def _offer(self) -> None:
        """The candidates, the household found first; when something is typed, whoever answers to it."""
        typed, found = self.search.text(), self.shown.household if self.shown else None
        if typed:
            offered = [h for h in self.desk.dossier(self.project_id).households if households.matches(h, typed)]
        else:
            offered = list({h.id: h for h in (*((found,) if found else ()), *self.shown.candidates)}.values()) if self.shown else []
        self.people.show_entities(offered)
        if len(offered) == 1 or (found and not typed):
            self.people.select(offered[0].id)

    def _mine(self) -> None:
        chosen = self.people.selected()
        if chosen:
            self._decide(chosen[0].id)

    def _decide(self, household_id: str | None) -> None:
        self.decided.emit(self.shown.id, household_id)


def _said(ledger: LedgerRow) -> str:
    """Everything the row has, private values masked."""
    fields = (f for f in fields_of(LedgerRow).values() if getattr(ledger, f.name) not in (None, ""))
    return "　".join(f"{f.label} {on_screen(shown(f, getattr(ledger, f.name)), f.private)}{f.unit}" for f in fields)
