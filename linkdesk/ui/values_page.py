"""政策参数: the rates and choices the project's policies set, and the document each of them stands on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from linkdesk.actions import checks
from linkdesk.desk import Desk
from linkdesk.domain.dossier import Rate
from linkdesk.domain.fields import fields_of
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.words import Certainty, Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, text_key
from linkdesk.ui.look import beside, button, column, label, row, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a pack."""

    id: str
    rate: Rate


def value_text(rate: Rate) -> str:
    """A value as a person reads it."""
    return rate.text if rate.value is None else f"{rate.value:,f} {rate.unit}"


def _column(name: str, heading: str, width: int, text) -> Column:
    return Column(name, heading, lambda line: text(line.rate), lambda line: text_key(text(line.rate)), width)


COLUMNS = (_column("label", "参数", 190, lambda r: r.label), _column("value", "取值", 120, lambda r: value_text(r) or "（待补）"),
           _column("certainty", "核实状态", 84, lambda r: str(r.certainty)), _column("clause", "条款", 80, lambda r: r.clause),
           _column("document", "依据文件", 220, lambda r: r.document))


class ValuesPage(Page):
    """A value that is 待核实 makes drafts of whatever uses it, until an officer confirms it with a document."""

    key, title = "values", "政策参数"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.actions_beside = (self.action("返回双签协议", lambda: self.go.emit("agreements", "", "")),
                               self.action("返回概况", lambda: self.go.emit("overview", "", "")))
        self.table = Table(EntityTable(COLUMNS, lambda line, typed: typed in line.rate.label))
        self.table.chosen.connect(self._show)
        self.name, self.choices = label("", "group", wrap=True), label("", "small", wrap=True)
        self.value, self.document, self.clause = QLineEdit(), QLineEdit(), QLineEdit()
        self.confirm = button("核实", self._confirm, "main")
        for line in (self.value, self.document, self.clause):
            line.returnPressed.connect(self._confirm)
        column(beside(self._left(), scrolled(self._right()), 340), parent=self)

    def _left(self) -> QWidget:
        left = QWidget()
        column(label("程序自带的参数不能直接改动；核实或改用本县规定时写明依据文件，历次核实都留有记录。", "small", wrap=True),
               self.table, margin=24, parent=left).setStretch(1, 1)
        return left

    def _right(self) -> QWidget:
        right, form, fields = QWidget(), QFormLayout(), fields_of(PolicyOverride)
        for name, line in (("value", self.value), ("document", self.document), ("clause", self.clause)):
            form.addRow(label(fields[name].label + (" *" if fields[name].required else "")), line)
            line.setToolTip(fields[name].help)
            line.setPlaceholderText(fields[name].help)
        form.setHorizontalSpacing(theme.current().px(12))
        column(self.name, self.choices, form, row(1, self.confirm), 1, margin=24, gap=12, parent=right)
        return right

    def reload(self) -> None:
        rates = sorted(self.desk.dossier(self.project_id).rates, key=lambda r: r.certainty is not Certainty.UNVERIFIED)
        marks = {self._id(r): (Severity.WARNING, "待核实") for r in rates if r.certainty is Certainty.UNVERIFIED}
        self.table.show_entities([Line(self._id(r), r) for r in rates], marks)
        if rates and not self.table.view.currentIndex().isValid():
            self.table.select(self._id(rates[0]))

    @staticmethod
    def _id(rate: Rate) -> str:
        return f"{rate.pack_id}/{rate.name}"

    def _show(self, line: Line | None) -> None:
        if line is None:
            return
        rate = line.rate
        self.name.setText(f"{rate.label}（{rate.clause}）")
        value = self._pack_value(rate)
        choices = f"可选：{'、'.join(value.choices)}。" if value and value.choices else ""
        by_county = f"现由县级标准{rate.document}规定，请在“县级标准”中核实或修改。"
        self.choices.setText(by_county if rate.standard_id else choices + (value.note if value else ""))
        self.confirm.setText("去县级标准" if rate.standard_id else "核实")
        for line in (self.value, self.document, self.clause):
            line.setReadOnly(bool(rate.standard_id))
        self.value.setText(rate.text if rate.value is None else f"{rate.value:f}")
        self.document.setText("" if rate.certainty is Certainty.UNVERIFIED else rate.document)
        self.clause.setText("")

    def _pack_value(self, rate: Rate):
        return next((v for v in self.desk.packs[rate.pack_id].values if v.name == rate.name), None)

    def _confirm(self) -> None:
        line = self.table.entity_at(self.table.view.currentIndex().row())
        if line and line.rate.standard_id:
            self.go.emit("standards", line.rate.standard_id, "")
        elif line:
            self.do(lambda: checks.confirm(self.desk, line.rate, self.value.text(), self.document.text(), self.clause.text()))

    def lead_to(self, entity_id: str, field: str) -> None:
        for line in self.table.model.rows:
            if line.rate.name == field:
                self.table.select(line.id)
        self.document.setFocus()
