"""应履行义务: what is entered, and greyed below it what follows from missed limits and is not entered yet; each settled with its proof."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from linkdesk.actions import obligations
from linkdesk.domain.days import local_day
from linkdesk.domain.obligation_standing import ObligationState, state
from linkdesk.domain.quota import Obligation
from linkdesk.domain.words import Severity
from linkdesk.ui.columns import Column, of_fields, text_key
from linkdesk.ui.look import Sentence, button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.rows_panel import PartlyReckoned
from linkdesk.ui.settling_line import SettlingLine
from linkdesk.ui.table_view import Table

WIDTHS = {"kind": 150, "clause": 84, "construction": 124, "farmland": 98, "amount": 98, "due_on": 92, "settled_on": 92, "proof": 140,
          "arisen_on": 92, "note": 150}
_APART = frozenset({"construction", "farmland"})  # two obligations may be about the same land: it is never added up
PROPOSED = "待登记"
EMPTY = "没有应履行的义务。预支没有按期归还、复垦逾期没有验收，或者已交易的指标没有验收补足时，这里按条款逐项列出后果，登记后逐项履行。"
_MARKED = {ObligationState.OVERDUE: (Severity.ERROR, "已过履行期限，还没有登记履行。"), ObligationState.OPEN: (Severity.WARNING, "还没有履行。")}


class ObligationsPanel(QWidget):
    """The table with what can be done to its rows, and two lines that come when asked for."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.states: dict[str, str] = {}
        self.model = PartlyReckoned(self._columns(), editable=True)
        self.table = Table(self.model, page.memory, "advances/obligations")
        self.table.first = ("kind", "state", "construction", "farmland", "due_on", "settled_on")
        self.said, self.decision = Sentence(look="warning"), Sentence()
        self.enter, self.settle, self.reopen, self.see, self.register, self.drop = (button(words, slot, "link") for words, slot in (
            ("登记所列义务", self.enter_all), ("登记履行", self._ask_settling), ("撤回履行", self._ask_reason), ("查看凭据", self._see),
            ("到考核督查登记", lambda: page.go.emit("oversight", "", "")), ("删除", self._remove)))
        self.settling, self.reason = SettlingLine(), ReasonLine("撤回的原因，如“凭据是别的项目的”", "撤回履行")
        self._lay_out()
        self._wire()

    def _columns(self) -> tuple[Column, ...]:
        def text(one: Obligation) -> str:
            return self.states.get(one.id, "")
        fields = [replace(c, figure=None) if c.name in _APART else c for c in of_fields(Obligation, WIDTHS)]
        return (fields[0], Column("state", "状态", text, lambda one: text_key(text(one)), 84), *fields[1:])

    def _lay_out(self) -> None:
        there = QWidget()
        tools = row(label("应履行义务", "group"), self.enter, self.settle, self.reopen, self.see, self.register, self.drop, gap=12)
        tools.setStretch(0, 1)
        column(tools, self.said, self.table, self.decision, self.settling, self.reason, gap=8, parent=there).setStretch(2, 1)
        self.body = QStackedWidget()
        self.body.addWidget(there)
        self.body.addWidget(first_step(EMPTY))
        column(self.body, parent=self)
        self.setFocusProxy(self.table.view)

    def _wire(self) -> None:
        page = self.page
        self.model.edited.connect(lambda one, name, text: page.do(lambda: obligations.set_obligation_field(page.desk, one, name, text)))
        self.table.chosen.connect(lambda _: self._enable())
        self.settling.given.connect(self._settle)
        self.reason.given.connect(self._reopen)

    def reload(self) -> None:
        """Show what is entered and what is proposed."""
        desk, project_id = self.page.desk, self.page.project_id
        found, new, on = obligations.obligations(desk, project_id), obligations.proposed(desk, project_id), local_day(desk.clock())
        standing = {o.id: state(o, on) for o in found}
        self.states = {id_: str(s) for id_, s in standing.items()} | {o.id: PROPOSED for o in new}
        self.model.reckoned = frozenset(o.id for o in (*new, *(o for o in found if o.settled_on)))
        marks = {id_: _MARKED[s] for id_, s in standing.items() if s in _MARKED}
        self.table.show_entities([*found, *new], marks | {o.id: (Severity.WARNING, "按条款产生，还没有登记。") for o in new})
        listed = "、".join(o.kind for o in new)
        self.said.setText(f"有 {len(new)} 项后果还没有登记：{listed}。核对后按“登记所列义务”；选中几行的，只登记那几行。" if new else "")
        self.said.setVisible(bool(new))
        self.body.setCurrentIndex(0 if found or new else 1)
        if (found or new) and self.chosen is None:
            self.table.select((*found, *new)[0].id)
        self._enable()

    @property
    def chosen(self) -> Obligation | None:
        """The row that has the cursor."""
        return self.table.entity_at(self.table.view.currentIndex().row())

    def _enable(self) -> None:
        one = self.chosen
        entered = one is not None and self.states.get(one.id) != PROPOSED
        open_ = entered and one.settled_on is None
        self.enter.setEnabled(PROPOSED in self.states.values())
        self.settle.setEnabled(open_)
        self.drop.setEnabled(open_)
        self.reopen.setEnabled(entered and not open_)
        self.see.setEnabled(entered and bool(one.file_hash))
        self.register.setEnabled(entered and obligations.wants_decision(self.page.desk, one))
        self.decision.setText(self._decided(one) if entered else "")

    def _decided(self, one: Obligation) -> str:
        if made := obligations.decision(self.page.desk, one):
            return f"考核督查里已登记：{made.decided_by}{made.number}（{made.decided_on}），不用再登记。"
        return "上级下达处分文件的，到考核督查登记一次，这里不重复登记。" if obligations.wants_decision(self.page.desk, one) else ""

    def enter_all(self) -> None:
        """Enter what is proposed: the rows selected among it, else all of it."""
        new = [o.id for o in self.model.rows if self.states.get(o.id) == PROPOSED]
        chosen = [o.id for o in self.table.selected() if o.id in new]
        ids = set(chosen if len(chosen) > 1 else new)
        self.page.do(lambda: obligations.enter(self.page.desk, self.page.project_id, ids), lambda: self.page.said.emit("已登记，可按 Ctrl+Z 撤销。"))

    def _ask_settling(self) -> None:
        self.settling.ask()

    def _ask_reason(self) -> None:
        self.reason.ask()

    def _settle(self, typed: obligations.Settling, paper: Path | None) -> None:
        if one := self.chosen:
            self.page.do(lambda: obligations.settle(self.page.desk, one, typed, paper), self.settling.done)

    def _reopen(self, why: str) -> None:
        if one := self.chosen:
            self.page.do(lambda: obligations.reopen(self.page.desk, one, why), self.reason.done)

    def _see(self) -> None:
        if one := self.chosen:
            self.page.look_at(lambda: obligations.copy_to_view(self.page.desk, one))

    def _remove(self) -> None:
        entered = [o for o in self.table.selected() if self.states.get(o.id) != PROPOSED]
        self.page.do(lambda: obligations.remove(self.page.desk, entered))

    def lead_to(self, entity_id: str, field: str) -> bool:
        """Bring a row in front of the officer; False when it is none of these."""
        names = [c.name for c in self.model.columns]
        found = self.table.select(entity_id, 1 + names.index(field) if field in names else 1)
        if found:
            self.table.view.setFocus()
        return found
