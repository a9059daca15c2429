"""A supplement to a signed agreement (补充协议): the terms in force, those that change typed over them, then drafted as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from linkdesk.actions.supplements import TERMS
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.entry import parse
from linkdesk.domain.fields import fields_of
from linkdesk.domain.trace import Trace
from linkdesk.ui import theme
from linkdesk.ui.boxes import SomeFields
from linkdesk.ui.look import Sentence, button, column, label, row

SHORT = {"changes": "其他约定"}
HOW = "在原约定上改写要变更的各项，没有改的不写入补充协议。补充协议与原协议一样编号、印制、签字，签齐后生效。"


class SupplementView(QWidget):
    """Shows what one agreement has in force; nothing is stored before the supplement is drafted."""

    def __init__(self, draft: Callable[[str, Mapping[str, Any]], bool], leave: Callable[[], object]) -> None:
        super().__init__()
        self.draft, self.leave = draft, leave
        self.made: Sequence[Agreement] = ()
        self.trace: Trace | None = None
        self.changed: dict[str, Any] = {}
        self.which = QComboBox()
        self.which.currentIndexChanged.connect(lambda _: self._show())
        self.fields = SomeFields(Agreement, {name: SHORT.get(name, "") for name in TERMS}, self._note)
        self.act = button("拟订补充协议", self._draft, "main")
        head = row(label("补充协议", "group"), self.which)
        head.setStretch(0, 1)
        column(head, Sentence(HOW), self.fields, row(self.act, button("取消", leave), 1), 1, gap=12, parent=self).setContentsMargins(
            *(theme.current().px(n) for n in (24, 8, 16, 24)))

    def offer(self, trace: Trace) -> None:
        """Offer the agreements of a subject, with the terms in force of the first."""
        self.trace, self.made = trace, trace.mains
        with QSignalBlocker(self.which):
            self.which.clear()
            self.which.addItems([f"{a.kind}　{a.number}" for a in self.made])
        self._show()

    def _show(self) -> None:
        if 0 <= self.which.currentIndex() < len(self.made):
            self.changed = {}
            self.fields.show_entity(replace(self._in_force(), changes=None))

    def _in_force(self) -> Agreement:
        return self.trace.in_force(self.made[self.which.currentIndex()])

    def _note(self, shown: Agreement, name: str, text: str) -> None:
        """Keep what was typed until the supplement is drafted; raises Unreadable when it does not fit."""
        self.changed[name] = parse(fields_of(Agreement)[name], text)
        self.fields.show_entity(replace(shown, **{name: self.changed[name]}))

    def _draft(self) -> None:
        if self.made and self.draft(self.made[self.which.currentIndex()].id, self.changed):
            self.leave()
