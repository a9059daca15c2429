"""期初数据: a project already under way starts from its ledger; every row is shown with where it stands before anything is taken over."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import opening
from linkdesk.actions.opening import NOBODY, Opening, Openings, Standing
from linkdesk.desk import Desk
from linkdesk.domain.lists import LedgerRow
from linkdesk.domain.words import Severity
from linkdesk.survey.lists import Listing
from linkdesk.ui import theme
from linkdesk.ui.icons import icon
from linkdesk.ui.inner_columns import inner, words
from linkdesk.ui.look import beside, button, column, first_step, label, row
from linkdesk.ui.opening_row import OpeningRow
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

FILES = "表格文件 (*.xlsx *.xls *.et *.ods *.csv);;所有文件 (*)"
ALL, DETAIL_WIDTH = "全部", 360
MARKS = {Standing.ASK: Severity.WARNING, Standing.UNMATCHED: Severity.WARNING, Standing.CLASH: Severity.ERROR,
         Standing.WRONG: Severity.ERROR, Standing.HERE: Severity.NOTE, Standing.LEFT: Severity.NOTE}
COLUMNS = (words("standing", "处理", lambda r: str(r.standing), 98), *inner("ledger", LedgerRow, {"head_name": 76, "village": 78}),
           words("numbers", "协议编号", lambda r: "、".join(dict.fromkeys(filter(None, _numbers(r.ledger)))), 150),
           words("why", "原因", lambda r: r.why, 170), *inner("ledger", LedgerRow, {"id_number": 160, "group": 72, "population": 72}))


def _numbers(ledger: LedgerRow) -> tuple[str | None, ...]:
    return ledger.demolish_number, ledger.reclaim_number, ledger.resettle_number, ledger.number


def _matches(row: Opening, typed: str) -> bool:
    said = (row.ledger.head_name, row.ledger.village, row.ledger.id_number, *_numbers(row.ledger), row.why)
    return any(typed.lower() in text.lower() for text in said if text)


class OpeningPage(Page):
    """The ledger at the left, the chosen row with its household at the right."""

    key, title = "opening", "期初数据"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.listing: Listing | None = None
        self.weighed: Openings | None = None
        self.choices: dict[str, str] = {}
        self.main_action = self.action("接收纸质协议", self.take_over)
        self.actions_beside = (self.action("选择台账", self.choose), self.action("按台账新建农户", self.enter),
                               self.action("返回农户", lambda: self.go.emit("households", "", "")))
        self.search = QLineEdit(placeholderText="搜索：姓名、村、协议编号", clearButtonEnabled=True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.which = QComboBox()
        self.which.addItems([ALL, *map(str, Standing)])
        self.counts = label("", "small", wrap=True)
        self.table = Table(EntityTable(COLUMNS, _matches), self.memory, "opening")
        self.row = OpeningRow(desk, project_id)
        self.body = QStackedWidget()
        self.body.addWidget(self._both())
        self.body.addWidget(first_step(
            "正在实施的项目从这里接上：先导入现有的农户清册，再选择双签协议台账，接收已经签订的纸质协议，编号照旧。",
            button("选择台账", self.choose, "main"), button("导入农户", lambda: self.go.emit("import", "", ""))))
        column(self.body, parent=self)
        self._wire()

    def _both(self) -> QWidget:
        left = QWidget()
        top = row(self.search, self.which, gap=12)
        top.setStretch(0, 1)
        whole = column(self.counts, top, self.table, parent=left)
        whole.setContentsMargins(*map(theme.current().px, (24, 12, 8, 12)))
        whole.setStretch(2, 1)
        return beside(left, self.row, DETAIL_WIDTH)

    def _wire(self) -> None:
        self.search.textChanged.connect(self.table.model.filter)
        self.which.currentIndexChanged.connect(lambda _: self._list())
        self.table.chosen.connect(self.row.show_row)
        self.table.selected_sums.connect(self.said)
        self.row.decided.connect(self._decide)

    def choose(self) -> None:
        """Ask for the ledger."""
        path, _ = QFileDialog.getOpenFileName(self, "选择双签协议台账", "", FILES)
        if path:
            self.read(Path(path))

    def read(self, path: Path) -> None:
        """Read a ledger in the worker and show where its rows stand; nothing is stored."""
        self.attempt(lambda: self.work.start("读取台账", lambda report: opening.understand(path, report), self._read))

    def _read(self, listing: Listing) -> None:
        self.listing, self.choices = listing, {}
        self.reload()

    def reload(self) -> None:
        self.body.setCurrentIndex(0 if self.listing else 1)
        for action in (self.main_action, *self.actions_beside[:-1]):
            action.setVisible(self.listing is not None)
        if self.listing:
            self.weighed = opening.weigh(self.desk, self.listing, self.project_id, self.choices)
            self._list()

    def _list(self) -> None:
        if self.weighed is None:
            return
        wanted, counts = self.which.currentText(), self.weighed.counts
        listed = [r for r in self.weighed.rows if wanted in (ALL, str(r.standing))]
        self.table.show_entities(listed, _marks(listed))
        if listed and not self.table.view.currentIndex().isValid():
            self.table.select(listed[0].id)
        self.row.show_row(self.table.entity_at(self.table.view.currentIndex().row()))
        said = "，".join(f"{standing} {counts[standing]}" for standing in map(str, Standing) if counts.get(standing))
        self.counts.setText(f"{self.listing.file_name}　共 {len(self.weighed.rows)} 行：{said}{self._left_over()}")
        self.main_action.setEnabled(bool(counts.get(str(Standing.READY))))

    def _left_over(self) -> str:
        unknown = [c.heading for c in self.listing.columns if not c.field]
        skipped = [s for s in self.listing.skipped if s.row and "空" not in s.why]
        return (f"。未识别的列：{'、'.join(unknown)}" if unknown else "") + (f"。另有 {len(skipped)} 行不是农户行" if skipped else "")

    def _decide(self, row_id: str, household_id: object) -> None:
        """Whose row it is, NOBODY to leave it, None to ask again."""
        if household_id is None:
            self.choices.pop(row_id, None)
        else:
            self.choices[row_id] = household_id or NOBODY
        self.reload()

    def take_over(self) -> None:
        """Take over what can be, as one step."""
        self.do(lambda: opening.change(self.desk, self.weighed),
                lambda: self.said.emit("已接收纸质协议，可用 Ctrl+Z 一次撤销；其余各行仍列在这里"))

    def enter(self) -> None:
        """Make households of the selected rows that nobody answers to."""
        chosen = [r.id for r in self.table.selected()]
        self.do(lambda: opening.enter(self.desk, self.weighed, chosen), lambda: self.said.emit("已按台账新建农户，资料不全，先列为暂缓"))


def _marks(rows: list[Opening]) -> Marks:
    return {r.id: (MARKS[r.standing], r.why) for r in rows if r.standing in MARKS}
