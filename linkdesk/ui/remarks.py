"""What stands under a field: findings and open problems about it, and the way to say that it is right as it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from linkdesk.domain.survey import Problem
from linkdesk.domain.words import SEVERITY_LABEL, Severity
from linkdesk.policy.check import Finding
from linkdesk.ui.look import Sentence, button, column, row


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about a field; with `problem` an officer can state that the field is right as it is."""

    field: str
    severity: Severity
    sentence: str
    problem: Problem | None = None


def of_problems(problems: tuple[Problem, ...]) -> tuple[Remark, ...]:
    """The remarks of unsettled problems."""
    return tuple(Remark(p.field, p.severity, p.message + p.fix, p) for p in problems if p.settled_at is None)


def of_findings(findings: tuple[Finding, ...], subject: str, subject_id: str) -> tuple[Remark, ...]:
    """The remarks of findings about one entity, each with its clause."""
    return tuple(Remark(f.field, f.severity, f"{f.clause} {f.message}{f.fix}".strip()) for f in findings
                 if (f.subject, f.subject_id) == (subject, subject_id))


class RemarkLine(QWidget):
    """A remark with its mark in words; the link opens a line for what was checked."""

    settled = Signal(object, str)  # Problem, how

    def __init__(self, remark: Remark) -> None:
        super().__init__()
        self.remark = remark
        self.sentence = Sentence(f"{SEVERITY_LABEL[remark.severity]}：{remark.sentence}", remark.severity.value)
        box = column(self.sentence, gap=0, parent=self)
        if remark.problem:
            self.open = button("核对无误…", self._ask, "link")
            self.how = QLineEdit(placeholderText="核对结果或依据，如“与户口簿一致”")
            self.confirm = button("确认", self._settle)
            self.how.returnPressed.connect(self._settle)
            for hidden in (self.how, self.confirm):
                hidden.hide()
            box.addLayout(row(self.open, 1))
            box.addLayout(row(self.how, self.confirm))

    def _ask(self) -> None:
        self.open.hide()
        self.how.show()
        self.confirm.show()
        self.how.setFocus()

    def _settle(self) -> None:
        self.settled.emit(self.remark.problem, self.how.text())
