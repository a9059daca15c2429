"""A decision of the register as it is typed: whom it is about, what was decided, its document; only what its kind needs is asked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLineEdit, QWidget

from linkdesk.actions.sanctions import FIELDS, Typed
from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.oversight_standing import QUOTA_SIGNS, SUSPENSIONS
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.scan_line import SCANS

LINES = {"decided_by": "决定机关全称", "number": "文号", "decided_on": "如 2018-03-05", "score": "分", "area": "公顷，也可写亩", "year": "如 2019",
         "from_on": "不填的按决定日期", "until_on": "没有期限的不填", "reason": "事由（可不填）"}
WHOLE = "全县"


class SanctionEntry(QWidget):
    """Comes when something is to be entered or lifted, and goes when it is done or given up; what was typed stays until then."""

    given = Signal(str, str, object, object)   # body, project ("" for the whole place), Typed, path of the paper or None

    def __init__(self) -> None:
        super().__init__()
        self.lifted: Sanction | None = None
        self.paper: Path | None = None
        self.words = label("", "group", wrap=True)
        self.kind, self.bodies, self.projects = QComboBox(), QComboBox(), QComboBox()
        self.kind.addItems(list(map(str, SanctionKind)))
        self.lines = {name: QLineEdit(placeholderText=hint) for name, hint in LINES.items()}
        self.labels = {name: label(FIELDS[name].label, "second") for name in LINES}
        self.choose, self.enter = button("附文件…", self._choose, "link"), button("登记", self._give, "main")
        self.there = label("", "small")
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _: self._ask_only_what_is_needed())
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.done, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._ask_only_what_is_needed()
        self.hide()

    def _lay_out(self) -> None:
        now = theme.current()
        grid = QGridLayout(horizontalSpacing=now.px(8), verticalSpacing=now.px(6))
        asked = (("种类", self.kind), ("责任主体", self.bodies), ("范围", self.projects), *((self.labels[n], line) for n, line in self.lines.items()))
        for at, (words, widget) in enumerate(asked):
            widget.setMinimumWidth(now.px(60))
            grid.addWidget(label(words, "second") if isinstance(words, str) else words, at // 3, 2 * (at % 3))
            grid.addWidget(widget, at // 3, 2 * (at % 3) + 1)
        for at in (1, 3, 5):
            grid.setColumnStretch(at, 1)
        for box in (self.kind, self.bodies, self.projects):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        foot = row(self.choose, self.there, 1, button("取消", self.done), self.enter)
        column(self.words, grid, foot, parent=self)
        for line in self.lines.values():
            line.returnPressed.connect(lambda line=line: self._give() if line is self.lines["reason"] else line.focusNextChild())

    def offer(self, bodies: list[tuple[str, str]], projects: list[tuple[str, str]]) -> None:
        """The bodies and projects that can be chosen, as pairs of id and name; what is chosen stays."""
        for box, options in ((self.bodies, bodies), (self.projects, [("", WHOLE), *projects])):
            chosen = box.currentData()
            box.clear()
            for id_, name in options:
                box.addItem(name, id_)
            box.setCurrentIndex(max(0, box.findData(chosen)))

    def ask(self, lifted: Sanction | None = None) -> None:
        """Come into sight: for a new decision, or for the lifting of one."""
        self.lifted = lifted
        self.words.setText(f"解除“{lifted.kind}”（{lifted.number}）：填写解除的机关、文号和日期" if lifted else "登记上级的奖惩决定")
        self.enter.setText("登记解除" if lifted else "登记")
        self._ask_only_what_is_needed()
        self.show()
        self.lines["decided_by"].setFocus()

    def done(self) -> None:
        """Go out of sight, empty."""
        for line in self.lines.values():
            line.clear()
        self.paper, self.lifted = None, None
        self.there.setText("")
        self.hide()

    def _ask_only_what_is_needed(self) -> None:
        kind = SanctionKind(self.kind.currentText())
        needed = {"score": kind is SanctionKind.SCORE_DEDUCTED, "area": kind in QUOTA_SIGNS, "year": kind in QUOTA_SIGNS,
                  "from_on": kind in SUSPENSIONS, "until_on": kind in SUSPENSIONS}
        for name, wanted in needed.items():
            self.lines[name].setEnabled(wanted and self.lifted is None)
        for box in (self.kind, self.bodies, self.projects):
            box.setEnabled(self.lifted is None)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择奖惩文件", "", SCANS)
        if name:
            self.paper = Path(name)
            self.there.setText(self.paper.name)

    def _give(self) -> None:
        typed = Typed(SanctionKind(self.kind.currentText()), **{n: line.text() if line.isEnabled() else "" for n, line in self.lines.items()})
        self.given.emit(self.bodies.currentData() or "", self.projects.currentData() or "", typed, self.paper)
