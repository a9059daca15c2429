"""One agreement beside its subject: its lines, what they come to, under which conditions it is paid, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.amounts import line_figure
from linkdesk.domain.capitals import capitals
from linkdesk.domain.dues import Due, Met, total
from linkdesk.domain.figure import Figure
from linkdesk.domain.quantities import places, printed
from linkdesk.ui import theme
from linkdesk.ui.figure_view import Explanation
from linkdesk.ui.icons import picture
from linkdesk.ui.look import Sentence, button, column, label, row
from linkdesk.ui.open_reasons import Reason

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MET = {True: ("done", "accent", "已满足"), False: ("error", "error", "未满足"), None: ("none", "second", "尚未")}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a card shows of one agreement."""

    agreement: Agreement
    stage: str
    lines: tuple[AgreementLine, ...]
    due: Due | None
    reasons: tuple[Reason, ...]


class AgreementCard(QFrame):
    """Heading, lines, total, conditions, payments, open reasons; a click on an amount says how it was reached."""

    preview = Signal(object)  # Agreement
    lead = Signal(object)     # Reason

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self.setObjectName("card")
        self.shown = shown
        self.amounts: list[QPushButton] = []
        self.reasons: list[QPushButton] = []
        box = column(self._head(), self._lines(), *self._total(), gap=6, margin=10, parent=self)
        if shown.due:
            box.addLayout(self._conditions(shown.due))
            box.addWidget(self._paid(shown.due))
        for reason in shown.reasons:
            box.addLayout(self._reason(reason))

    def _head(self) -> QWidget:
        made = self.shown.agreement
        self.see = button("预览", lambda: self.preview.emit(made), "link")
        head, title = QWidget(), label(f"{made.kind}{'（补充）' if made.supplements_id else ''}")
        row(title, label(self.shown.stage, "chip"), 1, self.see, parent=head)
        whole = QWidget()
        number = label(made.number or "定稿时编号", "small")
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column(head, number, gap=0, parent=whole)
        return whole

    def _lines(self) -> QWidget:
        grid_of = QWidget()
        grid = QGridLayout(grid_of, horizontalSpacing=theme.current().px(12), verticalSpacing=2)
        grid.setContentsMargins(0, 0, 0, 0)
        for at, words in enumerate(("名目", "数量", "单价", "金额（元）") if self.shown.lines else ()):
            grid.addWidget(label(words, "small"), 0, at, RIGHT if at else Qt.AlignmentFlag.AlignLeft)
        for at, line in enumerate(self.shown.lines):
            self._line(grid, 2 * at + 1, line)
        grid.setColumnStretch(0, 1)
        return grid_of

    def _line(self, grid: QGridLayout, at: int, line: AgreementLine) -> None:
        grid.addWidget(label(line.label, wrap=True), at, 0)
        unit = line.unit.rpartition("/")[2]
        grid.addWidget(label(f"{_plain(line.quantity)} {unit}".strip() if line.quantity is not None else "—"), at, 1, RIGHT)
        grid.addWidget(label(_plain(line.price) or "—"), at, 2, RIGHT)
        grid.addWidget(self._amount(line_figure(line)), at, 3, RIGHT)
        source = "　".join(filter(None, (line.document, line.clause)))
        if source:
            grid.addWidget(Sentence(source), at + 1, 0, 1, 4)

    def _amount(self, figure: Figure) -> QPushButton:
        text = "待补" if figure.value is None else printed(figure.value, 2)
        made = button(text, lambda: explain(figure, made), "link")
        made.setToolTip("怎么算的")
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        self.amounts.append(made)
        return made

    def _total(self) -> tuple[QWidget, ...]:
        if not self.shown.lines:
            return (label("本协议不含金额。", "small"),)
        whole = total(self.shown.lines)
        if whole is None:
            return (label("合计待补：有分项的数量或单价没有填。", "warning", wrap=True),)
        line = QWidget()
        row(label("合计"), 1, label(f"{printed(whole, 2)} 元"), parent=line)
        self.capitals = Sentence(f"人民币{capitals(whole)}")
        return line, self.capitals

    def _conditions(self, due: Due) -> QGridLayout:
        grid = QGridLayout(horizontalSpacing=theme.current().px(6), verticalSpacing=2)
        for at, met in enumerate(due.met):
            _condition(grid, at, met)
        grid.setColumnStretch(1, 1)
        return grid

    def _paid(self, due: Due) -> QWidget:
        how = payable_figure(due)
        self.payable = button(f"应付 {printed(due.payable, 2)}", lambda: explain(how, self.payable), "link")
        self.payable.setToolTip("怎么算的")
        words = [f"已付 {printed(due.paid, 2)}", f"在途 {printed(due.on_the_way, 2)}"]
        if due.overpaid:
            words.append(f"多付 {printed(due.overpaid, 2)}，须收回")
        line = QWidget()
        row(self.payable, label("　".join(words), "error" if due.overpaid else ""), 1, gap=12, parent=line)
        return line

    def _reason(self, reason: Reason) -> object:
        sentence = Sentence(reason.sentence, "warning")
        if not reason.room:
            return row(sentence)
        link = button(reason.act, lambda: self.lead.emit(reason), "link")
        self.reasons.append(link)
        line = row(sentence, link)
        line.setStretch(0, 1)
        return line


def _condition(grid: QGridLayout, at: int, met: Met) -> None:
    name, role, word = MET[met.met]
    mark = QLabel(pixmap=picture(name, role, 14))
    mark.setToolTip(word)
    mark.setAccessibleName(word)
    grid.addWidget(mark, at, 0)
    grid.addWidget(label(met.condition.label, wrap=True), at, 1)
    grid.addWidget(label(word, "small"), at, 2)
    grid.addWidget(label(met.condition.clause, "chip"), at, 3, RIGHT)


def payable_figure(due: Due) -> Figure:
    """The figure of what is payable, with the formula that today's facts give."""
    inputs = tuple((m.condition.label, MET[m.met][2]) for m in due.met)
    return Figure("payable", "应付", due.payable, "元", 2, due.formula or "没有可付的分项", inputs)


def explain(figure: Figure, under: QWidget) -> Explanation:
    """Open the slip “怎么算的” under a figure."""
    slip = Explanation(figure, under)
    slip.adjustSize()
    at = under.mapToGlobal(QPoint(under.width() - slip.width(), under.height()))
    slip.move(at)
    slip.show()
    return slip


def _plain(value: Decimal | None) -> str:
    """A whole number as it is, any other with all its decimals."""
    return "" if value is None else printed(value, 0 if value == value.to_integral_value() else places(value))
