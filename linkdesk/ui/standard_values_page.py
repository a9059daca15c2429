"""费用标准和系数: every number of fee schedules, recipes and quality targets, and the county's own with the document it stands on."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import standard_values
from linkdesk.desk import Desk
from linkdesk.domain.entry import parse, shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.words import Certainty
from linkdesk.ui import theme
from linkdesk.ui.look import Sentence, beside, button, column, first_step, label, row, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.standard_value_lines import ValueLine, columns, lines, marks, matches, typed
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

ALL = "全部标准"
NOTE = "程序自带的数多数待核实；按文件核实，或改为本县的数，写明依据文件。改动只在本工作区，程序自带的数不变，可以恢复。"
EMPTY = "程序自带的费用标准、配方系数和质量标准没有读到，预算和质量核对暂不能用，已有数据未受影响。请重新安装本程序。"
WIDTH = 290


class StandardValuesPage(Page):
    """Values at the left; at the right the fields that change or confirm the chosen one."""

    key, title = "standard_values", "费用标准和系数"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.actions_beside = (self.action("复垦预算", lambda: self.go.emit("budget", "", "")),
                               self.action("返回复垦设计", lambda: self.go.emit("design", "", "")))
        self.found: list[ValueLine] = []
        self.table = Table(EntityTable(columns(), matches, editable=True), self.memory, "standard_values")
        self.table.first = ("label", "value", "unit", "certainty", "whose")
        self.standard, self.search = QComboBox(), QLineEdit(placeholderText="搜索名称、依据、待核实、本县", clearButtonEnabled=True)
        self.standard.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.standard.setMinimumContentsLength(12)
        self.name, self.was = label("", "group", wrap=True), Sentence()
        self.fields = {name: QLineEdit() for name in ("value", "document", "clause", "from_on")}
        self.confirm, self.keep = button("核实", lambda: self._put(True), "main"), button("改用，暂不核实", lambda: self._put(False))
        self.back = button("恢复程序自带的数", self._give_back, "link")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        left, whole = QWidget(), QWidget()
        tools = row(self.standard, self.search)
        tools.setStretch(1, 1)
        column(tools, self.table, label(NOTE, "small", wrap=True), margin=16, parent=left).setStretch(1, 1)
        column(beside(left, scrolled(self._right()), WIDTH), parent=whole)
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(EMPTY))
        column(self.body, parent=self)
        self.setFocusProxy(self.table.view)

    def _right(self) -> QWidget:
        right, form, known = QWidget(), QFormLayout(), fields_of(PolicyOverride)
        for name, line in self.fields.items():
            form.addRow(label(known[name].label + (" *" if known[name].required else "")), line)
            line.setPlaceholderText("不填即一直有效" if name == "from_on" else known[name].help)
        form.setHorizontalSpacing(theme.current().px(12))
        column(self.name, self.was, form, row(1, self.keep, self.confirm), row(1, self.back), 1, margin=16, gap=12, parent=right)
        return right

    def _wire(self) -> None:
        self.table.chosen.connect(self._show)
        self.table.model.edited.connect(self._typed_in_place)
        self.standard.activated.connect(lambda _: self._show_standard())
        self.search.textChanged.connect(self.table.model.filter)
        for line in self.fields.values():
            line.returnPressed.connect(lambda: self._put(True))

    @property
    def line(self) -> ValueLine | None:
        """The value chosen."""
        return self.table.entity_at(self.table.view.currentIndex().row())

    def reload(self) -> None:
        self.found = lines(self.desk.dossier(self.project_id))
        self.body.setCurrentIndex(0 if self.found else 1)
        titles, chosen = [ALL, *dict.fromkeys(line.title for line in self.found)], self.standard.currentText()
        if titles != [self.standard.itemText(at) for at in range(self.standard.count())]:
            self.standard.clear()
            self.standard.addItems(titles)
            self.standard.setCurrentIndex(max(0, self.standard.findText(chosen)))
        self._show_standard()

    def _show_standard(self) -> None:
        chosen = self.standard.currentText()
        found = [line for line in self.found if chosen in (ALL, line.title)]
        self.table.show_entities(found, marks(found))
        if self.line is None and self.table.model.rows:
            self.table.select(self.table.model.rows[0].id)
        self._show(self.line)

    def _show(self, line: ValueLine | None) -> None:
        if line is None:
            return
        stated, mine = line.stated, line.stated.certainty is not Certainty.UNVERIFIED or line.own
        self.name.setText(f"{stated.label}{f'（{stated.unit}）' if stated.unit else ''}")
        self.was.setText(_said(line))
        day = fields_of(PolicyOverride)["from_on"]
        texts = {"value": line.value, "document": stated.source if mine else "", "clause": "",
                 "from_on": shown(day, stated.from_on) if line.own else ""}
        for name, text in texts.items():
            self.fields[name].setText(text)
        self.back.setVisible(line.own)

    def _typed_in_place(self, line: ValueLine, _: str, text: str) -> None:
        """What was typed in a cell waits at the right for its document."""
        self.table.select(line.id)
        self._show(line)
        self.fields["value"].setText(text.strip())
        self.fields["document"].clear()
        self.was.setText(f"{typed(line.stated) or '待补'} 改为 {text.strip()}：请填写依据文件，再点“核实”或“改用，暂不核实”。现在还没有改动。")
        self.fields["document"].setFocus()

    def _put(self, confirmed: bool) -> None:
        if line := self.line:
            text = {name: each.text() for name, each in self.fields.items()}
            self.do(lambda: standard_values.set_value(
                self.desk, line.stated, text["value"], text["document"], text["clause"],
                parse(fields_of(PolicyOverride)["from_on"], text["from_on"]), confirmed))

    def _give_back(self) -> None:
        if line := self.line:
            self.do(lambda: standard_values.give_back(self.desk, line.stated),
                    lambda: self.said.emit("已恢复程序自带的数，可按 Ctrl+Z 撤销。"))

    def lead_to(self, entity_id: str, field: str) -> None:
        """To a value of a standard (by its id) by name or label, or to that in whose place an override stands."""
        override = self.desk.store.get(PolicyOverride, entity_id) if entity_id else None
        standard, wanted = (override.pack_id, override.name) if override else (entity_id, field)
        self.search.clear()
        self.standard.setCurrentIndex(0)
        self._show_standard()
        mine = [line for line in self.found if not standard or line.stated.standard == standard]
        found = [line for line in mine if wanted in (line.stated.name, line.stated.label)]
        found = found or [line for line in mine if wanted and line.stated.label.startswith(wanted)]
        if found:
            self.table.select(found[0].id)
            self.fields["document"].setFocus()


def _said(line: ValueLine) -> str:
    stated, was = line.stated, f"程序自带：{typed(line.shipped) or '待补'}（{line.shipped.certainty}，{line.shipped.source or '未注明来源'}）。"
    if not line.own:
        return f"{line.title}。{was}"
    now = f"现用：{line.value}（{stated.certainty}，{stated.source}）" if stated != line.shipped else "本县的数还没有生效或已过期"
    return f"{line.title}。{now}；{was}"
