"""台账: the seven ledgers of agreements, filtered by village, group and words, with their sums and the chart of signing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QStackedWidget,
    QWidget,
)

from linkdesk.actions import ledger_papers
from linkdesk.actions.households import answers
from linkdesk.desk import Desk
from linkdesk.documents.blocks import Drawing
from linkdesk.documents.progress_chart import progress_chart
from linkdesk.domain.ledgers import LEDGERS, Ledger, LedgerKind, LedgerLine, sums_by
from linkdesk.domain.ledgers.lines import by_group
from linkdesk.ui import ledger_columns, theme
from linkdesk.ui.drawing_view import DrawingView
from linkdesk.ui.look import button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

ALL_VILLAGES, ALL_GROUPS = "全部行政村", "全部小组"
CHART = "双签进度图"


class LedgersPage(Page):
    """Ledgers at the left, lines or sums at the right; what is shown is what is written out."""

    key, title = "ledgers", "台账"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("导出", self.export)
        self.actions_beside = (self.action("打印预览", lambda: self.go.emit("preview", "ledgers", ""), "print"),
                               self.action("返回双签协议", lambda: self.go.emit("agreements", "", "")))
        self.ledger: Ledger | None = None
        self.tables: dict[tuple[str, ...], Table] = {}
        self.kinds, self.village, self.group = QComboBox(), QComboBox(), QComboBox()
        for box, width in ((self.kinds, 220), (self.village, 120), (self.group, 100)):
            box.setMinimumWidth(theme.current().px(width))
        self.search = QLineEdit(placeholderText="搜索：姓名、拼音首字母、编号、状态", clearButtonEnabled=True)
        self.summed = QCheckBox("按村组合计")
        self.counted, self.notes = label("", "second"), label("", "small", wrap=True)
        self.chart = DrawingView("还没有可以画出的进度。")
        self.body = QStackedWidget()
        self._build()
        self._wire()

    def _build(self) -> None:
        for kind in LedgerKind:
            self.kinds.addItem(f"{kind.number}　{kind}", kind)
        self.kinds.addItem(CHART, None)
        self.lines, self.filters, shown = QStackedWidget(), QWidget(), QWidget()
        filters = row(self.village, self.group, self.search, self.summed, parent=self.filters)
        filters.setStretch(2, 1)
        top = row(self.kinds, self.filters, 0)
        top.setStretch(1, 1)
        below = row(self.notes, self.counted)
        below.setStretch(0, 1)
        column(top, self.lines, below, margin=24, parent=shown).setStretch(1, 1)
        self.body.addWidget(shown)
        self.body.addWidget(first_step("还没有农户，台账是空的。先导入摸底调查表，再生成双签协议。",
                                       button("导入农户", lambda: self.go.emit("import", "", ""), "main")))
        self.lines.addWidget(self.chart)
        column(self.body, parent=self)

    def _wire(self) -> None:
        self.kinds.currentIndexChanged.connect(lambda _: self.reload())
        self.village.currentTextChanged.connect(lambda _: self._fill_groups())
        self.group.currentTextChanged.connect(lambda _: self._show())
        self.search.textChanged.connect(lambda _: self._show())
        self.summed.toggled.connect(lambda _: self._show())
        self.setFocusProxy(self.kinds)

    @property
    def kind(self) -> LedgerKind | None:
        """The ledger chosen; None for the chart."""
        chosen = self.kinds.currentData()
        return LedgerKind(chosen) if chosen else None  # a combo box gives a term back as plain text

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        self.body.setCurrentIndex(0 if dossier.households or dossier.collective else 1)
        self.main_action.setEnabled(self.kind is not None)
        self.filters.setEnabled(self.kind is not None)
        if self.kind is None:
            self.counted.setText("")
            self.notes.setVisible(False)
            self.chart.show_drawings([b for b in progress_chart(dossier) if isinstance(b, Drawing)])
            self.lines.setCurrentWidget(self.chart)
            return
        self.ledger = LEDGERS[self.kind](dossier)
        self.notes.setText("".join(self.ledger.notes))
        self.notes.setVisible(bool(self.ledger.notes))
        self.summed.setVisible(any(c.summed for c in self.ledger.columns))
        _fill(self.village, ALL_VILLAGES, dict.fromkeys(line.village for line in self.ledger.lines))
        self._fill_groups()

    def _fill_groups(self) -> None:
        if self.ledger is not None:
            groups = dict.fromkeys(line.group for line in self.ledger.lines if line.village == self.village.currentText())
            _fill(self.group, ALL_GROUPS, groups)
            self.group.setEnabled(bool(groups))
            self._show()

    def shown(self) -> Ledger:
        """The ledger with the lines that answer to the filters."""
        village, group, typed = self.village.currentText(), self.group.currentText(), self.search.text().strip()
        return self.ledger.only(
            line for line in self.ledger.lines
            if village in (ALL_VILLAGES, line.village) and group in (ALL_GROUPS, line.group) and (not typed or _answers(self.ledger, line, typed)))

    def _show(self) -> None:
        if self.ledger is None or self.kind is None:
            return
        shown, summed = self.shown(), self.summed.isVisibleTo(self) and self.summed.isChecked()
        table = self._table(summed)
        groups = sums_by(shown, by_group)
        table.show_entities([ledger_columns.SumLine(f"{s.village}/{s.group}", s.village, s) for s in groups] if summed else shown.lines)
        self.lines.setCurrentWidget(table)
        self.counted.setText(f"共 {len(shown.lines):,} 行" + ("" if shown.lines else "，没有符合条件的内容"))

    def _table(self, summed: bool) -> Table:
        columns = ledger_columns.of_sums(self.ledger) if summed else ledger_columns.of_ledger(self.ledger)
        names = (str(self.kind), *(c.name for c in columns))  # the pair may have been named anew since
        if names not in self.tables:
            table = Table(EntityTable(columns), self.memory, f"ledgers/{self.kind.number}{'s' if summed else ''}")
            table.opened.connect(self._open)
            table.selected_sums.connect(self.said)
            self.tables[names] = table
            self.lines.addWidget(table)
        return self.tables[names]

    def _open(self, line: LedgerLine | ledger_columns.SumLine | None) -> None:
        if isinstance(line, LedgerLine):
            self.go.emit("agreement", line.subject_id, "")
        elif line is not None:
            self.village.setCurrentText(line.village)

    def export(self) -> None:
        """Write what is shown as PDF and Excel into a folder the officer names."""
        folder = QFileDialog.getExistingDirectory(self, "选择存放的文件夹")
        if folder:
            self.export_to(Path(folder))

    def export_to(self, folder: Path) -> None:
        """Write what is shown into that folder."""
        of = self.shown()
        which = "-".join(box.currentText() for box, all_ in ((self.village, ALL_VILLAGES), (self.group, ALL_GROUPS))
                         if box.currentText() != all_)
        self.attempt(lambda: self.work.start(
            "写出台账", lambda report: ledger_papers.write(self.desk, self.project_id, of, folder, which),
            lambda paths: self.said.emit(f"已写出 {len(paths)} 个文件：{folder}"), holds_desk=True))

    def lead_to(self, entity_id: str, field: str) -> None:
        """Show a ledger by its number, or the chart."""
        wanted = [at for at, kind in enumerate(LedgerKind) if kind.number == entity_id]
        self.kinds.setCurrentIndex(wanted[0] if wanted else len(LedgerKind))


def _answers(ledger: Ledger, line: LedgerLine, typed: str) -> bool:
    return answers(typed, str(line.values[ledger.at("name")] or ""), *(value for value in line.values if isinstance(value, str)))


def _fill(box: QComboBox, first: str, names: dict[str, None]) -> None:
    """Put names into a combo box, keeping what was chosen where it is still there."""
    before = box.currentText()
    box.blockSignals(True)
    box.clear()
    box.addItems([first, *names])
    box.setCurrentText(before if before in names else first)
    box.blockSignals(False)
