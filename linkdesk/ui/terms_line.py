"""The line above the agreements: the agreed terms of all drafts, and finalising what lacks nothing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import parse, shown
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.words import AgreementState
from linkdesk.ui import theme
from linkdesk.ui.look import button, label, row

TERMS = ("demolish_by", "reclaim_by")


class TermsLine(QWidget):
    """Two dates that go into every draft, and the way to numbers."""

    agreed = Signal(object, object)  # date, date
    finalise = Signal()
    wrong = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.dates = {name: QLineEdit(placeholderText="2018-09-30") for name in TERMS}
        for line in self.dates.values():
            line.setFixedWidth(theme.current().px(104))
            line.returnPressed.connect(self._agree)
        named = [part for name, line in self.dates.items() for part in (label(fields_of(Agreement)[name].label, "second"), line)]
        self.put = button("填入各份草稿", self._agree)
        self.end = button("定稿编号", self.finalise.emit)
        row(*named, self.put, 1, self.end, parent=self)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the terms that all drafts share; out of sight when there is no draft."""
        drafts = [a for a in dossier.agreements if a.state is AgreementState.DRAFT]
        self.setVisible(bool(drafts))
        for name, line in self.dates.items():
            shared = {getattr(a, name) for a in drafts}
            if not line.hasFocus():
                line.setText(shown(fields_of(Agreement)[name], shared.pop()) if len(shared) == 1 else "")

    def _agree(self) -> None:
        try:
            days = [parse(fields_of(Agreement)[name], line.text()) for name, line in self.dates.items()]
        except KnownError as wrong:
            self.wrong.emit(str(wrong))
            return
        if None in days:
            self.wrong.emit("请把拆除期限和复垦期限都填上，再填入草稿。")
        else:
            self.agreed.emit(*days)
