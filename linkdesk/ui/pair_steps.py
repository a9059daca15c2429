"""The steps of a pair as a line from drafting to closing: which are reached, and on which day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from linkdesk.domain.agreement_words import AgreementEventKind, PairStage
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.progress import Progress
from linkdesk.domain.words import AgreementKind, AgreementState
from linkdesk.ui import theme

Kind, Stage = AgreementEventKind, PairStage
HEIGHT, DOT, SMALL = 58, 5, 9  # px at 100 %: of the line, a dot's radius; pt of the words
_ENTRIES = {Stage.VACATED: ("腾退", Kind.VACATED), Stage.DEMOLISHED: ("拆除", Kind.DEMOLISHED), Stage.RECLAIMED: ("复垦", Kind.RECLAIMED),
            Stage.CLOSED: ("办结", Kind.CLOSED)}
_ACCEPTED = {Stage.DEMOLITION_ACCEPTED: ("拆除验收", Kind.DEMOLITION_ACCEPTED), Stage.RECLAMATION_ACCEPTED: ("复垦验收", Kind.RECLAMATION_ACCEPTED)}
_PAID = {Stage.DEMOLITION_PAID: ("拆除款", AgreementKind.DEMOLISH), Stage.RECLAMATION_PAID: ("复垦款", AgreementKind.RECLAIM)}
_WORK = {**_ENTRIES, **_ACCEPTED, **_PAID}
_OVER = {Stage.WITHDRAWN: "已撤回", Stage.TERMINATED: "已解除"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its word, whether it is reached, and the day when it is known."""

    words: str
    reached: bool
    on: date | None = None


def steps(progress: Progress | None, dossier: Dossier) -> tuple[Step, ...]:
    """The steps of a pair; those of work that this pair does not have are left out."""
    if progress is None:
        return tuple(Step(words, False) for words in ("拟订", "印制", "双签", *(_WORK[stage][0] for stage in Stage if stage in _WORK)))
    trace = progress.trace
    papers = (_drafted(progress), _printed(progress), Step("双签", trace.dual_signed, trace.dual_signed_on))
    if over := _OVER.get(progress.stage):
        ended = trace.last(Kind.WITHDRAWN, Kind.TERMINATED)
        return (*papers, Step(over, True, ended and ended.happened_on))
    return (*papers, *(_step(stage, progress, dossier) for stage in Stage if stage in _WORK))


def _drafted(progress: Progress) -> Step:
    made = progress.trace.mains
    return Step("拟订", bool(made), max((a.made_on for a in made if a.made_on), default=None))


def _printed(progress: Progress) -> Step:
    event, made = progress.trace.last(Kind.PRINTED), progress.trace.mains
    return Step("印制", bool(made) and all(a.state is not AgreementState.DRAFT for a in made), event and event.happened_on)


def _step(stage: PairStage, progress: Progress, dossier: Dossier) -> Step:
    if stage in _PAID:
        words, of = _PAID[stage]
        due = progress.due_of(of)
        paid = due is not None and due.is_paid
        return Step(words, paid, _paid_on(dossier, due.agreement.id) if due and paid else None)
    words, kind = _WORK[stage]
    event = progress.trace.accepted(kind) if stage in _ACCEPTED else progress.trace.last(kind)
    return Step(words, event is not None, event and event.happened_on)


def _paid_on(dossier: Dossier, agreement_id: str) -> date | None:
    payments = {p.id for p in dossier.payments if p.agreement_id == agreement_id}
    return max((e.happened_on for e in dossier.payment_events if e.payment_id in payments and e.happened_on), default=None)


class StepsLine(QWidget):
    """The steps drawn side by side: a filled dot where reached, its word, and the day in small print."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: tuple[Step, ...] = ()
        self.setFixedHeight(theme.current().px(HEIGHT))

    def show_steps(self, shown: Iterable[Step]) -> None:
        """Show these steps."""
        self.steps = tuple(shown)
        self.setAccessibleName("、".join(f"{s.words}{s.on or '已完成'}" for s in self.steps if s.reached))
        self.setToolTip("\n".join(f"{s.words}　{s.on:%Y-%m-%d}" for s in self.steps if s.on))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() / max(1, len(self.steps))
        for at, step in enumerate(self.steps):
            following = self.steps[at + 1] if at + 1 < len(self.steps) else None
            self._draw(painter, QRectF(at * wide, 0, wide, self.height()), step, following)
        painter.end()

    def _draw(self, painter: QPainter, box: QRectF, step: Step, following: Step | None) -> None:
        now = theme.current()
        dot, radius = QPointF(box.left() + now.px(DOT) + 1, now.px(10)), now.px(DOT)
        if following is not None:
            painter.setPen(QPen(now.colour("accent" if following.reached else "line"), 2))
            painter.drawLine(QPointF(dot.x() + radius, dot.y()), QPointF(box.right(), dot.y()))
        painter.setPen(QPen(now.colour("accent" if step.reached else "second"), 1.5))
        painter.setBrush(now.colour("accent" if step.reached else "paper"))
        painter.drawEllipse(dot, radius, radius)
        painter.setFont(theme.face(now, SMALL))
        painter.setPen(now.colour("ink" if step.reached else "second"))
        below = box.adjusted(0, now.px(20), 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, step.words)
        painter.setPen(now.colour("second"))
        painter.drawText(below.adjusted(0, now.px(18), 0, 0), Qt.AlignmentFlag.AlignLeft, _day(painter, step, box.width()))


def _day(painter: QPainter, step: Step, room: float) -> str:
    """The day of a step, without its year where there is no room for it; the whole stands in the tooltip."""
    whole = f"{step.on:%Y-%m-%d}" if step.on else ""
    return whole if painter.fontMetrics().horizontalAdvance(whole) < room else whole[5:]
