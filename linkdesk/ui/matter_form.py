"""The entry form of a matter: what can be entered now, and only the fields that entry needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from linkdesk.actions.matter_entries import Particulars
from linkdesk.domain.approval import MatterEntry
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.entry import parse
from linkdesk.domain.fields import fields_of
from linkdesk.policy.matter_rules import leaves_out, possible_kinds
from linkdesk.policy.matters import MatterStanding
from linkdesk.policy.terms import Actor
from linkdesk.ui import theme
from linkdesk.ui.design_drop import FileDrop
from linkdesk.ui.keys import EntryKeys
from linkdesk.ui.look import button, column, label, row, taken_out

SCANS = "扫描件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"
ATTACH = "附扫描件…"
_ALWAYS = "acted_on", "number", "person", "handler"
_ASKED = {
    EntryKind.SENT: (), EntryKind.RECEIVED: ("incoming_number",), EntryKind.PASSED: ("opinion",),
    EntryKind.RETURNED: ("reason", "back_to", "comments"), EntryKind.REFUSED: ("reason", "opinion"), EntryKind.WITHDRAWN: ("reason",)}
_LINES = "acted_on", "number", "incoming_number", "actor", "basis", "person", "handler", "opinion", "reason"
_ORDER = ("acted_on", "number", "incoming_number", "actor", "person", "handler", "back_to", "basis", "opinion", "reason", "comments")
_WIDE = frozenset({"basis", "opinion", "reason", "comments"})
_CALLED = {"comments": "退回意见", "basis": "依据文件"}
_FIRST_AND_LAST, _CAPTION = 3, 58  # lines of comments shown at once; px at 100 %


class MatterForm(QWidget):
    """Choose what happened, fill in, enter; Enter leads from field to field and in the last one enters."""

    given = Signal(object)  # the kind of entry; `said` gives the rest

    def __init__(self) -> None:
        super().__init__()
        self.file: Path | None = None
        self.numbers: Mapping[EntryKind, str] = {}  # of the letters in hand
        self.taken_over = ""
        self.kind, self.back_to = QComboBox(), QComboBox()
        self.lines = {name: QLineEdit(placeholderText=fields_of(MatterEntry)[name].help) for name in _LINES}
        self.lines["acted_on"].setPlaceholderText("如 2018-03-05")
        self.comments = QPlainTextEdit(placeholderText="一行一条，如“附表5：复垦面积与坐标不符”", tabChangesFocus=True)
        self.comments.setFixedHeight(theme.current().px(26 * _FIRST_AND_LAST))
        self.scan, self.enter = button(ATTACH, self._choose), button("登记", self._give, "main")
        self.captions: dict[str, QLabel] = {}
        self.fields = {name: self._field(name, line) for name, line in self.lines.items()}
        self.fields |= {"back_to": self._field("back_to", self.back_to), "comments": self._field("comments", self.comments)}
        self.grid = QGridLayout(horizontalSpacing=theme.current().px(12), verticalSpacing=theme.current().px(6))
        head = row(label("登记事项", "second"), self.kind, self.scan, self.enter)
        head.setStretch(1, 1)
        column(head, self.grid, parent=self)
        self.kind.currentIndexChanged.connect(lambda _: self._ask())
        FileDrop(self, lambda _, paths: paths and self.keep(paths[0]))

    def _field(self, name: str, widget: QWidget) -> QWidget:
        """A caption with its entry, as one piece that comes and goes."""
        made = QWidget()
        self.captions[name] = label(_CALLED.get(name) or fields_of(MatterEntry)[name].label, "second")
        self.captions[name].setMinimumWidth(theme.current().px(_CAPTION))
        row(self.captions[name], widget, parent=made).setStretch(1, 1)
        if isinstance(widget, QLineEdit):
            EntryKeys(widget, lambda by: self._leave(widget, by), lambda: False, lambda: False)
        return made

    def show_matter(self, now: MatterStanding, known_actor: bool, numbers: Mapping[EntryKind, str]) -> None:
        """Offer what is in turn; `known_actor`: the directories name the body of the step; `numbers`: of the letters in hand."""
        self.numbers = numbers
        self.now, self.unnamed = now, now.step is not None and now.step.actor is Actor.UNSTATED
        self.asks_actor = self.unnamed or not known_actor
        kinds = possible_kinds(now)
        same = [self.kind.itemData(at) for at in range(self.kind.count())] == list(map(str, kinds)) and self.kind.property("matter") == now.matter.id
        if not same:
            self.kind.clear()
            for kind in kinds:
                self.kind.addItem(self._word(kind), str(kind))
            self.kind.setProperty("matter", now.matter.id)
        self.back_to.clear()
        for at, step in enumerate(now.chain.steps[:max(0, now.at - 1)], 1):
            if at not in now.skipped:
                self.back_to.addItem(f"第 {at} 步 {step.act}", at)
        self.setVisible(bool(kinds))
        self._ask()

    @property
    def chosen(self) -> EntryKind | None:
        """What is to be entered; None when nothing is in turn."""
        return EntryKind(self.kind.currentData()) if self.kind.currentData() else None

    def _word(self, kind: EntryKind) -> str:
        """Passing a step is called by the step's own act: 审查同意, 审核同意, 审批 and 备案 are four different acts."""
        act = str(self.now.step.act)
        if leaves_out(self.now, kind):
            return f"不涉及{act}"
        return {EntryKind.PASSED: f"完成：{act}", EntryKind.SENT: f"报送（去{act}）", EntryKind.RECEIVED: "对方收到"}.get(kind, str(kind))

    def _ask(self) -> None:
        kind = self.chosen
        if kind is None:
            return
        actor = ("actor", *(("basis",) if self.unnamed else ())) if self.asks_actor else ()
        asked = {"acted_on", "reason"} if leaves_out(self.now, kind) else {*_ALWAYS, *_ASKED[kind], *actor}
        self._arrange([name for name in _ORDER if name in asked])
        reply = self.now.step.reply if kind is EntryKind.PASSED else self.now.step.letter if kind is EntryKind.SENT else None
        self.captions["number"].setText(f"{reply}文号" if reply else "文号")
        self._take_over(self.numbers.get(kind, ""))

    def _take_over(self, number: str) -> None:
        """Put the number of the letter in hand into its line; what was typed there stays."""
        if self.lines["number"].text() in ("", self.taken_over):
            self.lines["number"].setText(number)
        self.taken_over = number

    def _arrange(self, asked: Sequence[str]) -> None:
        """Short fields two beside each other, long ones over the whole width."""
        for field in self.fields.values():
            field.hide()
        taken_out(self.grid)
        line, side = 0, 0
        for name in asked:
            wide = name in _WIDE
            line, side = (line + 1, 0) if wide and side else (line, side)
            self.grid.addWidget(self.fields[name], line, side, 1, 2 if wide else 1)
            self.fields[name].show()
            line, side = (line + 1, 0) if wide or side else (line, 1)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择扫描件", "", SCANS)
        if name:
            self.keep(Path(name))

    def keep(self, path: Path | None) -> None:
        """Remember the scan that goes with the entry."""
        self.file = path
        self.scan.setText(f"扫描件：{path.name}" if path else ATTACH)

    def _leave(self, line: QLineEdit, by: int) -> None:
        shown = [self.lines[name] for name in _ORDER if name in self.lines and not self.fields[name].isHidden()]
        at = shown.index(line) + by
        if at == len(shown):
            self._give()
        elif at >= 0:
            shown[at].setFocus()

    def _give(self) -> None:
        if self.chosen is not None:
            self.given.emit(self.chosen)

    def said(self) -> Particulars:
        """What stands in the form; raises Unreadable for a day that is none."""
        texts = {name: line.text() for name, line in self.lines.items() if not self.fields[name].isHidden() and name != "acted_on"}
        back = self.back_to.currentData() if not self.fields["back_to"].isHidden() else None
        return Particulars(acted_on=parse(fields_of(MatterEntry)["acted_on"], self.lines["acted_on"].text()), back_to=back,
                           comments=tuple(map(_comment, self._comment_lines())), file=self.file, **texts)

    def _comment_lines(self) -> list[str]:
        return [] if self.fields["comments"].isHidden() else [line for line in self.comments.toPlainText().splitlines() if line.strip()]

    def done(self) -> None:
        """Empty what belongs to the entry just made; day and persons stay for the next one."""
        self.keep(None)
        self.comments.clear()
        for name in ("number", "incoming_number", "opinion", "reason"):
            self.lines[name].clear()


def _comment(line: str) -> tuple[str, str]:
    """Where and what of a typed comment: what stands before the first colon is the place, when it is short."""
    place, colon, text = line.replace(":", "：", 1).partition("：")
    return (place, text) if colon and text.strip() and len(place) <= 20 else ("", line)
