"""The line under the agreements: the agreed terms of all drafts."""

from __future__ import annotations

from datetime import date

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

WORDS = {"vacate_by": "腾退", "demolish_by": "拆除", "reclaim_by": "复垦", "settle_by": "交房"}
TERMS = tuple(WORDS)
NEEDED = "demolish_by", "reclaim_by"


class TermsLine(QWidget):
    """Dates that go into every draft; demolition and reclamation are always agreed together."""

    agreed = Signal(object)  # {field: date}
    wrong = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.dates = {name: QLineEdit(placeholderText="2018-09-30") for name in TERMS}
        for name, line in self.dates.items():
            line.setFixedWidth(theme.current().px(94))
            line.setToolTip(fields_of(Agreement)[name].label)
            line.returnPressed.connect(self._agree)
        named = [part for name, line in self.dates.items() for part in (label(WORDS[name], "second"), line)]
        self.put = button("填入期限", self._agree)
        self.put.setToolTip("填入各份草稿；留空的期限不改")
        row(*named, self.put, 1, gap=6, parent=self)

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
            days = {name: parse(fields_of(Agreement)[name], line.text()) for name, line in self.dates.items()}
        except KnownError as wrong:
            self.wrong.emit(str(wrong))
            return
        if None in (days[name] for name in NEEDED):
            self.wrong.emit("请把拆除期限和复垦期限都填上，再填入。")
        else:
            self.agreed.emit(_given(days))


def _given(days: dict[str, date | None]) -> dict[str, date]:
    """What is left empty stays as it is in each draft."""
    return {name: day for name, day in days.items() if day is not None}
