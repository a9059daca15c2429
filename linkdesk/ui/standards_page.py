"""县级标准: the county's own documents and the rates they set, confirmed by an officer on the document before him."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import standards
from linkdesk.desk import Desk
from linkdesk.domain.change import Change, Entity
from linkdesk.domain.fields import fields_of
from linkdesk.domain.quantities import printed
from linkdesk.domain.standard import CountyStandard, StandardRate
from linkdesk.domain.words import Certainty, Severity
from linkdesk.ui import theme
from linkdesk.ui.boxes import SomeFields
from linkdesk.ui.columns import of_field, of_fields
from linkdesk.ui.look import Sentence, beside, button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

DOCUMENTS = {"number": 148, "certainty": 64, "title": 170, "from_on": 90, "until_on": 90}
RATES = {"kind": 122, "basis": 108, "item": 76, "price": 92, "unit": 60, "clause": 66}
FIELDS = {"title": "", "number": "", "issued_on": "", "from_on": "", "until_on": ""}
LEFT, RIGHT, USUAL = 240, 420, (310, 580)
EMPTY = "还没有县级标准。本县有奖补、补偿文件的，在这里录入文号和各项标准；生效期内代替政策包的标准，协议上印本县文件。"


class StandardsPage(Page):
    """Documents at the left, the rates of the chosen one at the right."""

    key, title = "standards", "县级标准"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("新增标准文件", self._add_document)
        self.actions_beside = (self.action("删除文件", self._remove_document), self.action("政策参数", lambda: self.go.emit("values", "", "")),
                               self.action("返回双签协议", lambda: self.go.emit("agreements", "", "")))
        self.documents = Table(EntityTable(of_fields(CountyStandard, DOCUMENTS)), self.memory, "standards/documents")
        self.rates = Table(EntityTable(tuple(map(_rate_column, RATES)), editable=True), self.memory, "standards/rates")
        self.fields = SomeFields(CountyStandard, FIELDS, self._commit_document, across=1)
        self.heading, self.state, self.instead = label("", "group", wrap=True), Sentence(), Sentence()
        self.document = QLineEdit(placeholderText="手中文件的文号，如 岚政发〔2018〕6号")
        self.confirm = button("核实", self._confirm, "main")
        self.body = QStackedWidget()
        both = beside(self._left(), self._right(), RIGHT)
        both.setSizes([theme.current().px(width) for width in USUAL])
        self.body.addWidget(both)
        self.body.addWidget(first_step(EMPTY, button("新增标准文件", self._add_document, "main")))
        column(self.body, parent=self)
        self._wire()

    def _left(self) -> QWidget:
        left = QWidget()
        column(self.documents, self.fields, margin=16, gap=12, parent=left).setStretch(0, 1)
        left.setMinimumWidth(theme.current().px(LEFT))
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        tools = row(self.heading, button("新增一行", self._add_rate), button("粘贴", self.rates.paste), button("删除所选行", self._remove_rates))
        tools.setStretch(0, 1)
        sure = row(label("核实依据", "second"), self.document, self.confirm)
        sure.setStretch(1, 1)
        column(tools, self.rates, self.instead, self.state, sure, margin=16, gap=8, parent=right).setStretch(1, 1)
        return right

    def _wire(self) -> None:
        self.documents.chosen.connect(lambda _: self._show())
        self.rates.pasted.connect(self._paste)
        self.rates.model.edited.connect(self._edited)
        self.document.returnPressed.connect(self._confirm)
        QShortcut(QKeySequence.StandardKey.Delete, self.rates.view, self._remove_rates)
        self.setFocusProxy(self.rates.view)

    @property
    def standard(self) -> CountyStandard | None:
        """The document chosen."""
        return self.documents.entity_at(self.documents.view.currentIndex().row())

    def reload(self) -> None:
        found = standards.standards(self.desk, self.project_id)
        self.body.setCurrentIndex(0 if found else 1)
        for action in (self.main_action, self.actions_beside[0]):
            action.setVisible(bool(found))
        self.documents.show_entities(found, self._marks(found))
        if found and self.standard is None:
            self.documents.select(found[0].id)
        self._show()

    def _marks(self, found: list[CountyStandard]) -> Marks:
        dossier = self.desk.dossier(self.project_id)
        doubtful = {s.id: (Severity.WARNING, "待核实") for s in found if s.certainty is Certainty.UNVERIFIED}
        return doubtful | {s.id: (Severity.NOTE, "不在有效期内，不用于拟订协议") for s in found if not standards.in_force(s, dossier)}

    def _show(self) -> None:
        standard = self.standard
        if standard is None:
            return
        there = standards.rates(self.desk, standard)
        self.fields.show_entity(standard)
        self.heading.setText(f"{standard.number or '（未填文号）'}　共 {len(there)} 项")
        self.rates.show_entities(there, {r.id: (Severity.WARNING, "缺标准") for r in there if r.price is None})
        self.state.setText(standards.said(standard))
        sentence = "；".join(self._instead_of(rate, of_pack) for rate, of_pack in
                            standards.overridden(self.desk, self.desk.dossier(self.project_id), standard))
        self.instead.setText(f"代替政策包：{sentence}。" if sentence else "本文件没有代替政策包的奖补标准；其余各项作为补偿列入协议。")
        self.confirm.setEnabled(standard.certainty is Certainty.UNVERIFIED)

    @staticmethod
    def _instead_of(rate: StandardRate, of_pack) -> str:
        was = "待补" if of_pack.value is None else f"{printed(of_pack.value, 2)} {of_pack.unit}"
        now = "待补" if rate.price is None else printed(rate.price, 2)
        return f"{of_pack.label}（{of_pack.clause}）{was} → {now} {rate.unit}"

    def _commit_document(self, standard: Entity, name: str, text: str) -> None:
        self.desk.do(standards.set_standard_field(self.desk, self.newest(standard, name), name, text))

    def _edited(self, rate: StandardRate, name: str, text: str) -> None:
        self.do(lambda: standards.set_rate_field(self.desk, self.newest(rate, name), name, text))

    def _add_document(self) -> None:
        made: list[Change] = []
        if self.do(lambda: made.append(standards.add_standard(self.desk, self.project_id)) or made[0]):
            QTimer.singleShot(0, self, lambda: (self.reload(), self.lead_to(made[0].after[0].id, "title")))

    def _remove_document(self) -> None:
        if standard := self.standard:
            self.do(lambda: standards.remove_standard(self.desk, standard))

    def _add_rate(self) -> None:
        if standard := self.standard:
            self.do(lambda: standards.add_rate(self.desk, standard), lambda: QTimer.singleShot(0, self, self._begin_last))

    def _begin_last(self) -> None:
        """Put the cursor into the row that was added."""
        self._show()
        there = standards.rates(self.desk, self.standard) if self.standard else []
        if there:
            self.rates.select(there[-1].id)
            self.rates.view.setFocus()

    def _remove_rates(self) -> None:
        self.do(lambda: standards.remove_rates(self.desk, tuple(self.rates.selected())))

    def _paste(self, rows, names) -> None:
        if standard := self.standard:
            self.do(lambda: standards.paste_rates(self.desk, standard, rows, names), lambda: self.said.emit("已粘贴，可按 Ctrl+Z 撤销。"))

    def _confirm(self) -> None:
        if standard := self.standard:
            self.do(lambda: standards.confirm_standard(self.desk, standard, self.document.text()), self.document.clear)

    def lead_to(self, entity_id: str, field: str) -> None:
        rate = self.desk.store.get(StandardRate, entity_id) if entity_id else None
        if self.documents.select(rate.standard_id if rate else entity_id) and field in FIELDS:
            self.fields.lead_to(field)
        if rate:
            self.rates.select(rate.id)


def _rate_column(name: str):
    made = of_field(fields_of(StandardRate)[name], RATES[name])
    return replace(made, heading=made.field.label)  # the unit has a column of its own
