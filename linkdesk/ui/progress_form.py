"""The entry form of the progress page: one kind of entry, and only the fields that kind needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QPushButton, QWidget

from linkdesk.domain.agreement import AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.entry import parse
from linkdesk.domain.fields import fields_of
from linkdesk.domain.recording import ENTERED, Entry, needs
from linkdesk.domain.trace import SIGNATURES
from linkdesk.domain.words import AgreementKind
from linkdesk.ui import entries, theme
from linkdesk.ui.keys import EntryKeys
from linkdesk.ui.look import button, label, row

ALL_SIGN, EVERY_PAPER = "三方签字", "全部协议"
ATTACH, ATTACHED = "附扫描件…", "已附扫描件，更换…"
FIELDS = ("happened_on", "person", "way", "passed", "level", "reason", "copies", "repaid", "basis")
_ONLY_B = "person"  # where all three sign at once, the name is that of who signs for the household
_LINE = 190  # px at 100 %


class ProgressForm(QWidget):
    """What is to be entered; `changed` after every change of it, `attach` when a scan is to be chosen."""

    changed = Signal()
    attach = Signal()
    accepted = Signal()  # Enter in the last field

    def __init__(self, today: date, pair: Iterable[str]) -> None:
        super().__init__()
        self.paper: str | None = None
        self.kind, self.papers = QComboBox(maxVisibleItems=24), QComboBox()
        self.kind.addItems([ALL_SIGN, *map(str, ENTERED)])
        self.papers.addItems([EVERY_PAPER, *dict.fromkeys((*pair, *map(str, AgreementKind)))])
        self.entries = {name: _entry(name) for name in FIELDS}
        self.entries["happened_on"].show(today)
        self.scan: QPushButton = button(ATTACH, self.attach.emit)
        self.form = QFormLayout(self, horizontalSpacing=theme.current().px(12), verticalSpacing=theme.current().px(6))
        self.form.setContentsMargins(0, 0, 0, 0)
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _: self._ask())
        self.papers.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._ask()

    def _lay_out(self) -> None:
        self.form.addRow(label("登记事项"), self.kind)
        self.form.addRow(label("哪份协议"), self.papers)
        self.labels = {}
        for name, each in self.entries.items():
            self.labels[name] = label("")
            self.form.addRow(self.labels[name], each.widget)
            each.widget.setMinimumWidth(theme.current().px(_LINE))
            each.on_done(self.changed.emit)
            if isinstance(each.widget, QLineEdit):
                each.widget.textEdited.connect(lambda _: self.changed.emit())
            EntryKeys(each.widget, self._leave, lambda: False, lambda: False)
        scan = QWidget()
        row(self.scan, 1, parent=scan)
        self.form.addRow(label("依据扫描件"), scan)

    @property
    def kinds(self) -> tuple[AgreementEventKind, ...]:
        """The kinds that are entered together."""
        chosen = self.kind.currentText()
        return SIGNATURES if chosen == ALL_SIGN else (AgreementEventKind(chosen),)

    def choose(self, kind: str) -> None:
        """Choose a kind by its words."""
        self.kind.setCurrentText(kind)

    def _ask(self) -> None:
        """Show what the kind needs and nothing else, with a mark at what it cannot be without."""
        wanted = needs(AgreementEventKind.PARTY_B_SIGNED if self.kinds == SIGNATURES else self.kinds[0])
        self.form.setRowVisible(self.papers, "agreement_kind" in wanted.asked)
        for name, each in self.entries.items():
            self.form.setRowVisible(each.widget, name == "happened_on" or name in wanted.asked)
            self.labels[name].setText(_called(name, self.kinds) + (" *" if name in ("happened_on", *wanted.required) else ""))
        self.changed.emit()

    def given(self) -> tuple[Entry, ...]:
        """The entries as they stand in the form, one of each kind; raises Unreadable where a field cannot be read."""
        asked = {n for n in FIELDS if not self.entries[n].widget.isHidden()}
        said: dict[str, Any] = {n: parse(e.field, e.text()) for n, e in self.entries.items() if n in asked}
        if not self.papers.isHidden() and self.papers.currentIndex() > 0:
            said["agreement_kind"] = AgreementKind(self.papers.currentText())
        made = Entry(kind=self.kinds[0], paper=self.paper, **said)
        if len(self.kinds) == 1:
            return (made,)
        return tuple(replace(made, kind=kind, person=made.person if kind is AgreementEventKind.PARTY_B_SIGNED else None)
                     for kind in self.kinds)

    def keep_paper(self, digest: str | None) -> None:
        """Remember the scan that goes with the entry."""
        self.paper = digest
        self.scan.setText(ATTACHED if digest else ATTACH)

    def done(self) -> None:
        """Empty what belongs to the entry just made; kind and day stay for the next one."""
        self.keep_paper(None)
        for name in FIELDS:
            if name not in ("happened_on", "way", "passed", "level"):
                self.entries[name].show(None)

    def _leave(self, step: int) -> None:
        shown = [e.widget for e in self.entries.values() if not e.widget.isHidden()]
        at = next((n for n, widget in enumerate(shown) if widget.hasFocus()), 0) + step
        if at == len(shown):
            self.accepted.emit()
        elif at >= 0:
            shown[at].setFocus()


def _entry(name: str) -> entries.Entry:
    field = fields_of(AgreementEvent)[name]
    widget = entries.widget_class(field)()
    if isinstance(widget, QLineEdit):
        widget.setPlaceholderText(field.help)
    made = entries.ENTRIES[type(widget)](widget, field)
    if isinstance(widget, QCheckBox):
        made.show(None)
    return made


def _called(name: str, kinds: tuple[AgreementEventKind, ...]) -> str:
    """A field's name; who signs is asked for otherwise by an acceptance or an heir."""
    field = fields_of(AgreementEvent)[name].label
    if name != _ONLY_B or kinds[0] in SIGNATURES:
        return "乙方签字人" if name == _ONLY_B and len(kinds) > 1 else field
    return {AgreementEventKind.HEIR_CONFIRMED: "继承人", AgreementEventKind.STAMPED: "经手人"}.get(kinds[0], "验收人")
