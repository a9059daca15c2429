"""批量打印: choose villages and households, see who is ready and why others are not, number the drafts, print for signature."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import batch_printing, finalising
from linkdesk.actions.batch_printing import Batch, Written
from linkdesk.actions.folders import safe
from linkdesk.actions.print_checks import Checked, Line, checked
from linkdesk.desk import Desk
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.words import AgreementState, Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, text_key
from linkdesk.ui.look import beside, button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.signer_tree import SignerTree
from linkdesk.ui.sure_line import SureLine
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

IN_WORKER = 200  # drafts that take longer to check than anybody waits for without a bar
ALL, READY, FINAL, LEFT_OUT = "全部", "可打印", "可定稿", "不能打印"
BOUND, SEPARATE = "合订一个 PDF", "每户一个文件"


def state(line: Line) -> str:
    """Where a line stands, in one word."""
    return READY if line.printable else FINAL if line.final else LEFT_OUT


def _column(name: str, heading: str, width: int, text) -> Column:
    return Column(name, heading, text, lambda line: text_key(text(line)), width)


COLUMNS = (
    _column("village", "行政村", 78, lambda line: line.signer.village), _column("group", "村民小组", 68, lambda line: line.signer.group),
    _column("name", "户主或集体房屋", 100, lambda line: line.signer.name), _column("state", "状态", 78, state),
    _column("why", "原因", 200, lambda line: line.why),
    _column("number", "协议编号", 190, lambda line: "、".join(a.number for a in line.signer.papers if a.number)))


class BatchPrintPage(Page):
    """The tree of whom at the left, their lines at the right, how to print below."""

    key, title = "batch_print", "批量打印"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.found, self.folder = Checked(()), Path()
        self._seen: tuple[Dossier, bool] | None = None
        self.main_action = self.action("打印", self._choose)
        self.end = self.action("定稿编号", self._ask_finalise)
        self.actions_beside = (self.action("返回双签协议", lambda: self.go.emit("agreements", "", "")), self.end)
        self.tree = SignerTree()
        self.tree.ticked.connect(self._show)
        self.search = QLineEdit(placeholderText="搜索：户主、村、组、原因、编号", clearButtonEnabled=True)
        self.which = QComboBox()
        self.which.addItems([ALL, READY, FINAL, LEFT_OUT])
        self.table = Table(EntityTable(COLUMNS, _answers), self.memory, "batch_print")
        self.search.textChanged.connect(self.table.model.filter)
        self.which.currentTextChanged.connect(lambda _: self._show())
        self.table.opened.connect(lambda line: line and self.go.emit("households", line.id, ""))
        self.count = label("", "small")
        self.body = QStackedWidget()
        both = beside(self._whom(), self._lines(), 440)
        both.setStretchFactor(0, 0)
        both.setStretchFactor(1, 1)
        both.setSizes([theme.current().px(236), theme.current().px(900)])
        self.body.addWidget(both)
        self.body.addWidget(first_step("还没有协议。请先生成双签协议、约定期限，再来定稿编号和打印。",
                                       button("去生成协议", lambda: self.go.emit("agreements", "", ""), "main")))
        column(self.body, parent=self)
        self.setFocusProxy(self.tree)

    def _whom(self) -> QWidget:
        left = QWidget()
        all_ = row(button("全选", lambda: self.tree.tick_all(True), "link"), button("全不选", lambda: self.tree.tick_all(False), "link"), 1)
        column(all_, self.tree, parent=left).setStretch(1, 1)
        left.setMinimumWidth(theme.current().px(216))
        left.layout().setContentsMargins(*(theme.current().px(n) for n in (24, 12, 8, 12)))
        return left

    def _lines(self) -> QWidget:
        right = QWidget()
        top = row(self.search, self.which, gap=12)
        top.setStretch(0, 1)
        self.sure = SureLine("确认定稿编号")
        self.sure.sure.connect(self.finalise)
        column(top, self.count, self.sure, self.table, self._options(), self._result(), parent=right).setStretch(3, 1)
        right.layout().setContentsMargins(*(theme.current().px(n) for n in (8, 12, 24, 12)))
        return right

    def _options(self) -> QWidget:
        self.how, self.copies = QComboBox(), QComboBox()
        self.how.addItems([BOUND, SEPARATE])
        self.copies.addItems([f"每份协议印 {n} 份" for n in (1, 2, 3)])
        self.copies.setCurrentIndex(1)
        self.duplex = QCheckBox("双面", toolTip="每份协议从正面起，页数为单的补一页空白背面")
        self.drafts = QCheckBox("也印草稿", toolTip="未定稿的也印，标“草稿”，不编号、没有二维码，供核对")
        self.drafts.toggled.connect(lambda _: self.reload())
        box = QWidget()
        row(self.how, self.copies, self.duplex, self.drafts, 1, gap=12, parent=box)
        return box

    def _result(self) -> QWidget:
        self.said_last = label("", wrap=True)
        self.open = button("打开文件夹", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder))), "link")
        self.result = QWidget()
        row(self.said_last, self.open, parent=self.result).setStretch(0, 1)
        self.result.hide()
        return self.result

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        self.body.setCurrentIndex(0 if any(a.state is not AgreementState.VOID for a in dossier.agreements) else 1)
        for action in (self.main_action, self.end):
            action.setVisible(self.body.currentIndex() == 0)
        if self._seen is None or self._seen != (dossier, self.drafts.isChecked()):
            self._check(dossier)

    def _check(self, dossier: Dossier) -> None:
        """Look at every paper anew, when there are many drafts in the worker; while that is busy, afterwards."""
        proofs, drafts = self.drafts.isChecked(), sum(a.state is AgreementState.DRAFT for a in dossier.agreements)
        if drafts < IN_WORKER:
            self._take(checked(self.desk, self.project_id, drafts=proofs), dossier, proofs)
        elif self.work.running:
            QTimer.singleShot(300, self, self.reload)
        else:
            self.work.start("核对协议", lambda report: checked(self.desk, self.project_id, drafts=proofs, report=report),
                            lambda found: self._take(found, dossier, proofs), holds_desk=True)

    def _take(self, found: Checked, dossier: Dossier, proofs: bool) -> None:
        self.found, self._seen = found, (dossier, proofs)
        self.tree.show_signers([line.signer for line in found.lines])
        self._show()

    def _show(self) -> None:
        chosen, wanted = self.chosen(), self.which.currentText()
        shown = [line for line in chosen.lines if wanted in (ALL, state(line))]
        self.table.show_entities(shown, {line.id: (Severity.NOTE, line.why) for line in chosen.left_out})
        papers, drafts = (sum(len(getattr(line, name)) for line in chosen.lines) for name in ("printable", "final"))
        self.count.setText(f"选中 {len(chosen.lines)} 户：可打印 {len(chosen.ready)} 户 {papers} 份，可定稿 {drafts} 份，"
                           f"不能打印 {len(chosen.left_out)} 户")
        self.main_action.setEnabled(bool(chosen.ready))
        self.end.setEnabled(bool(drafts))

    def chosen(self) -> Checked:
        """The lines of who is ticked."""
        ids = self.tree.chosen()
        return Checked(tuple(line for line in self.found.lines if line.id in ids))

    def _ask_finalise(self) -> None:
        drafts = sum(len(line.final) for line in self.chosen().lines)
        self.sure.ask(f"将为所选各户的 {drafts:,} 份协议编号封存，编号后不能撤销，只能作废。请先核对草稿。")

    def finalise(self) -> None:
        """Number and seal the drafts of who is ticked, in the worker."""
        ids = self.tree.chosen()

        def work(report):
            change = finalising.finalise(self.desk, self.project_id, report, ids)
            self.desk.do(change)
            return len(finalising.numbers(change))
        self.attempt(lambda: self.work.start("定稿编号", work, self._finalised, holds_desk=True))

    def _finalised(self, count: int) -> None:
        self.said.emit(f"已定稿编号 {count} 份，可以打印签字；定稿不能撤销，只能作废。")
        self.reload()

    def batch(self) -> Batch:
        """What is to be printed, and how."""
        return Batch(self.tree.chosen(), self.how.currentText() == BOUND, self.copies.currentIndex() + 1, self.duplex.isChecked(),
                     self.drafts.isChecked())

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "选择存放协议的位置")
        if folder:
            self.write(Path(folder) / safe(f"{batch_printing.NAME}-{self.desk.clock():%Y%m%d-%H%M%S}"))

    def write(self, out: Path) -> None:
        """Print into a new folder, in the worker."""
        batch = self.batch()
        self.attempt(lambda: self.work.start(
            "打印协议", lambda report: batch_printing.write(self.desk, self.project_id, batch, out, report), self._tell, holds_desk=True))

    def _tell(self, written: Written) -> None:
        self.folder = written.folder
        left = f"；未打印 {len(written.left_out)} 户，名单在同一文件夹" if written.left_out else ""
        self.said_last.setText(f"已打印 {written.households} 户 {written.agreements} 份协议，共 {written.pages} 页，在 {written.folder}{left}")
        self.result.show()
        self.said.emit(f"协议已打印到 {written.folder.name}")
        self.reload()

    def lead_to(self, entity_id: str, field: str) -> None:
        if any(line.id == entity_id for line in self.found.lines):
            self.tree.tick_only({entity_id})


def _answers(line: Line, typed: str) -> bool:
    signer = line.signer
    return any(typed in said for said in (signer.name, signer.village, signer.group, line.why, *(a.number for a in signer.papers)))
