"""The objections to one notice: the list, and the form of the chosen one with the household it concerns."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from linkdesk.actions import objections
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.household import Household
from linkdesk.domain.notice import Notice, Objection, of_notice
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import of_fields, without_private
from linkdesk.ui.form import Form
from linkdesk.ui.household_finder import HouseholdFinder, called
from linkdesk.ui.look import button, column, label, row, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

WIDTHS = {"raised_on": 96, "raised_by": 84, "content": 220, "settlement": 180, "settled_on": 96}
LIST_HEIGHT = 128
NOBODY, GONE = "未指明农户", "已不在本项目区的农户"


class ObjectionsView(QWidget):
    """Entered with the button above, or by finding the household first."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.desk = page, page.desk
        self.notice: Notice | None = None
        self.households: dict[str, Household] = {}
        self.table = Table(EntityTable(without_private(of_fields(Objection, WIDTHS))), page.memory, "objections")
        self.form = Form(Objection, lambda o, name, text: self.desk.do(objections.correct(self.desk, page.newest(o, name), name, text)))
        self.finder = HouseholdFinder("涉及哪一户：姓名、拼音首字母、村组")
        self.who, self.empty = label("", "second"), label("", "second", wrap=True)
        self.add = button("登记异议", self.enter)
        self.drop = button("删除空白登记", self._remove, "link")
        self._lay_out()
        self.table.chosen.connect(self.show_one)
        self.finder.chosen.connect(self._concerns)

    def _lay_out(self) -> None:
        inside = QWidget()
        column(self.who, self.finder, self.form, 1, parent=inside).setContentsMargins(0, 0, theme.current().px(8), 0)
        self.below = scrolled(inside)
        self.table.setFixedHeight(theme.current().px(LIST_HEIGHT))
        whole = column(row(self.add, self.drop, 1), self.empty, self.table, self.below, 1, parent=self)
        whole.setContentsMargins(0, theme.current().px(8), 0, 0)
        whole.setStretch(3, 100)  # the form takes all the room; what is left over lies below while there is none

    def show_notice(self, notice: Notice, dossier: Dossier) -> None:
        """Show the objections to a notice as they stand."""
        if self.notice is None or self.notice.id != notice.id:
            self.finder.clear()
        self.notice, found = notice, of_notice(notice, dossier.objections)
        self.households = {h.id: h for h in (*dossier.households, *dossier.left_out)}
        self.finder.offer(self.households.values())
        self.table.show_entities(found, {o.id: (Severity.WARNING, "尚未处理。") for o in found if o.settled_on is None})
        if found and not self.table.view.currentIndex().isValid():
            self.table.select(self.table.model.rows[0].id)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.empty.setText("还没有异议。" if notice.number else "张贴登记以后，收到的异议在这里登记。")
        self.add.setEnabled(bool(notice.number) and not notice.closed_on and not notice.withdrawn_on)
        self.show_one(self.chosen if found else None)

    @property
    def chosen(self) -> Objection | None:
        """The objection whose row is the current one."""
        return self.table.entity_at(self.table.view.currentIndex().row())

    def show_one(self, objection: Objection | None) -> None:
        """Show one objection in the form."""
        self.below.setVisible(objection is not None)
        self.drop.setVisible(objection is not None and not objection.content and objection.settled_on is None)
        if objection is None:
            return
        closed = self.notice is not None and self.notice.closed_on is not None
        self.form.setEnabled(not closed)
        self.finder.setVisible(not closed)
        household = self.households.get(objection.household_id or "")
        self.who.setText(f"涉及农户：{called(household) if household else GONE if objection.household_id else NOBODY}")
        self.form.show_entity(objection)

    def enter(self) -> None:
        """Enter an objection to the notice shown, and begin with who raised it."""
        notice = self.notice
        if notice is not None and self.page.attempt(lambda: self._enter(notice)):
            self.form.lead_to("raised_by")

    def _enter(self, notice: Notice) -> None:
        change = objections.enter(self.desk, notice)
        self.desk.do(change)
        self.page.reload()
        self.table.select(change.after[0].id)

    def _concerns(self, household: Household) -> None:
        objection = self.chosen
        if objection is not None:
            self.page.do(lambda: objections.correct(self.desk, self.page.newest(objection, "household_id"), "household_id", household.id))

    def _remove(self) -> None:
        objection = self.chosen
        if objection is not None:
            self.page.do(lambda: objections.remove(self.desk, objection))
