"""The balance beside a plan or its plots, as it stands now: every figure says how it was reckoned, every breach leads to its cause."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QWidget

from linkdesk.actions.balance import HEADS, BalanceLine, balance
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figure import Figure
from linkdesk.policy.check import Finding
from linkdesk.ui import theme
from linkdesk.ui.figure_view import Explanation
from linkdesk.ui.look import button, column, emptied, label, row

WIDTH, NUMBER = 300, 64
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BalancePanel(QFrame):
    """Lines in groups: hectares beside mu, before beside after; a line that breaks a rule names the clause."""

    wanted = Signal(str, str, str)  # entity, its id, field: lead there

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.lines: tuple[BalanceLine, ...] = ()
        self.figures: dict[tuple[str, str, int], QPushButton] = {}  # group, label, which of the two
        self.inside = QWidget()
        self.grid = QGridLayout(self.inside)
        self.grid.setColumnStretch(0, 1)
        scroll = QScrollArea(widgetResizable=True, horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.inside)
        column(label("指标平衡", "second"), scroll, margin=8, gap=4, parent=self).setStretch(1, 1)
        self.setFixedWidth(theme.current().px(WIDTH))

    def show_dossier(self, dossier: Dossier, findings: Iterable[Finding]) -> None:
        """Show the balance of a project as it stands; nothing is drawn anew while it is the same."""
        lines = balance(dossier, findings)
        if lines == self.lines:
            return
        self.lines = lines
        self._fill()

    def _fill(self) -> None:
        emptied(self.grid)
        self.figures = {}
        now, group = theme.current(), ""
        self.grid.setContentsMargins(0, 0, now.px(8), now.px(8))
        self.grid.setHorizontalSpacing(now.px(4))
        self.grid.setVerticalSpacing(0)
        for line in self.lines:
            if line.group != group:
                group = line.group
                self._head(group)
            self._line(line)
        self.grid.setRowStretch(self.grid.rowCount(), 1)

    def _head(self, group: str) -> None:
        at = self.grid.rowCount()
        self.grid.addWidget(label(group, "group"), at, 0)
        for side, word in enumerate(HEADS[group], 1):
            self.grid.addWidget(label(word, "small"), at, side, RIGHT)
        self.grid.setRowMinimumHeight(at, theme.current().px(28))

    def _line(self, line: BalanceLine) -> None:
        at = self.grid.rowCount()
        self.grid.addWidget(label(line.label, line.severity.value if line.severity else "small"), at, 0)
        for side, figure in enumerate(line.figures):
            if figure is not None:
                self.grid.addWidget(self._figure(line, side, figure), at, side + 1, RIGHT)
        for breach in line.breaches:
            self.grid.addLayout(self._breach(breach), self.grid.rowCount(), 0, 1, 3)

    def _figure(self, line: BalanceLine, side: int, figure: Figure) -> QPushButton:
        known = figure.value is not None
        made = button(figure.text if known else "待补", lambda: self.explain(made, figure), "number" if known else "lacking-number")
        made.setToolTip(f"怎么算的：{figure.formula}" if known else f"待补：{figure.missing or figure.label}")
        made.setAccessibleName(f"{line.label} {HEADS[line.group][side]}")
        made.setMinimumWidth(theme.current().px(NUMBER))
        self.figures[line.group, line.label, side] = made
        return made

    def _breach(self, breach: Finding):
        said = label(f"应{breach.bound}", breach.severity.value, wrap=True)
        link = button("去修改", lambda: self.wanted.emit(breach.subject, breach.subject_id, breach.field), "link")
        link.setToolTip(breach.message + breach.fix)
        made = row(label(breach.clause, "chip"), said, link, gap=6)
        made.setStretch(1, 1)
        made.setAlignment(made.itemAt(0).widget(), Qt.AlignmentFlag.AlignTop)
        return made

    def explain(self, beneath: QPushButton, figure: Figure) -> QWidget:
        """Open a slip with the formula of a figure and the plots it comes from."""
        slip = Explanation(figure, beneath)
        slip.adjustSize()
        corner = beneath.mapToGlobal(QPoint(beneath.width() - slip.width(), beneath.height()))
        slip.move(max(0, corner.x()), corner.y())
        slip.show()
        return slip
