"""What was entered about one household or collective property, the newest first; a wrong entry is corrected from here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from linkdesk.domain.agreement import AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.dues import Due
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.privacy import on_screen
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import AgreementKind, Severity
from linkdesk.ui.columns import Column, ordered
from linkdesk.ui.inner_columns import words
from linkdesk.ui.look import Sentence, button, column, label, row, scrolled
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

_SAID = ("person", "way", "passed", "level", "reason", "copies", "repaid", "basis")
SHORT = {AgreementKind.RESETTLE: "安置协议", AgreementKind.DEMOLISH: "拆除协议", AgreementKind.RECLAIM: "复垦协议"}
_MET = {True: "满足", False: "未满足", None: "尚未到"}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a row: of which agreement, and whether it was corrected since."""

    id: str
    event: AgreementEvent
    paper: str
    corrected: bool

    @property
    def what(self) -> str:
        """What happened, and whether that was a mistake."""
        return f"{self.paper}{self.event.kind}{'（已更正）' if self.corrected else ''}"

    @property
    def said(self) -> str:
        """All that was said of it."""
        return "，".join(_word(self.event, name) for name in _SAID if getattr(self.event, name) not in (None, ""))


def _word(event: AgreementEvent, name: str) -> str:
    if name == "passed":
        return "合格" if event.passed else "不合格"
    field = fields_of(AgreementEvent)[name]
    text = on_screen(shown(field, getattr(event, name)), field.private)
    return f"{field.label}{text}{field.unit}" if name in ("copies", "repaid") else text


COLUMNS = (Column("on", "日期", lambda line: shown(fields_of(AgreementEvent)["happened_on"], line.event.happened_on),
                  lambda line: ordered(line.event.happened_on), 86),
           words("what", "事项", lambda line: line.what, 126), words("said", "内容", lambda line: line.said, 76),
           words("officer", "登记人", lambda line: line.event.officer_name, 66))


class ProgressHistory(QWidget):
    """A table of entries under the name of whose they are, then what is due and under which conditions."""

    correct = Signal(object, str)  # AgreementEvent, reason
    opened = Signal(object)        # AgreementEvent with a scan

    def __init__(self) -> None:
        super().__init__()
        self.name, self.dues = label("", "group"), Sentence()
        self.table = Table(EntityTable(COLUMNS))
        self.reason = ReasonLine("更正原因，如“登记错户”", "更正")
        self.reason.given.connect(self._give)
        self.act = button("更正所选记录", self.reason.ask)
        self.act.setToolTip("原记录留存，另记一条更正；不能直接删除")
        self.table.chosen.connect(self._offer)
        self.table.opened.connect(lambda line: line and line.event.paper and self.opened.emit(line.event))
        self.tabs = QTabWidget()
        self.tabs.addTab(self._entries(), "记录")
        self.tabs.addTab(scrolled(self._conditions()), "应付和条件")
        column(self.name, self.tabs, gap=4, parent=self).setStretch(1, 1)

    def _entries(self) -> QWidget:
        page = QWidget()
        column(self.table, self.reason, row(1, self.act), gap=6, parent=page).setStretch(0, 1)
        return page

    def _conditions(self) -> QWidget:
        page = QWidget()
        column(self.dues, 1, parent=page)
        return page

    def show_subject(self, dossier: Dossier, subject_id: str, name: str) -> None:
        """Show what was entered about one subject; corrections stand as the mark of what they correct."""
        lines = lines_of(dossier, subject_id)
        self.name.setText(name or "记录")
        self.table.show_entities(lines, {line.id: (Severity.NOTE, line.said or str(line.event.kind)) for line in lines if line.said})
        found = dossier.progress.get(subject_id)
        self.dues.setText("\n\n".join(map(said, found.dues)) if found else "")
        self._offer(self.table.entity_at(self.table.view.currentIndex().row()))

    def _offer(self, line: Line | None) -> None:
        self.act.setEnabled(line is not None and not line.corrected and line.event.kind is not AgreementEventKind.PRINTED)

    def _give(self, reason: str) -> None:
        line = self.table.entity_at(self.table.view.currentIndex().row())
        if line is not None:
            self.correct.emit(line.event, reason)


def lines_of(dossier: Dossier, subject_id: str) -> list[Line]:
    """The entries about one subject, the newest first."""
    events = [e for e in dossier.agreement_events if e.subject_id == subject_id]
    corrected = {e.revokes_id: e for e in events if e.kind is AgreementEventKind.REVOKED}
    kinds = {a.id: SHORT[a.kind] + ("补充" if a.supplements_id else "") for a in dossier.agreements if a.subject_id == subject_id}
    lines = [Line(e.id, e, kinds.get(e.agreement_id or "", ""), e.id in corrected) for e in events
             if e.kind is not AgreementEventKind.REVOKED]
    return sorted(lines, key=lambda line: str(line.event.happened_on), reverse=True)


def said(due: Due) -> str:
    """What is due under one agreement, how that was reached, and which conditions hold."""
    conditions = "".join(f"\n{_MET[m.met]}：{m.condition.label}（{m.condition.clause}）" for m in due.met)
    amounts = f"应付{printed(due.payable, 2)}元，已付{printed(due.paid, 2)}元"
    more = f"，须退回{printed(due.overpaid, 2)}元" if due.overpaid else ""
    return f"{due.agreement.kind}：{amounts}{more}。\n{due.formula}{conditions}"
