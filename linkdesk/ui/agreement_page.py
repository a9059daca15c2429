"""协议编辑: everything the agreements of one household or collective property rest on, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from linkdesk.actions import agreements, finalising, readiness, supplements
from linkdesk.actions.cuts import Cuts
from linkdesk.desk import Desk
from linkdesk.documents.agreements import agreement as paper_of
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.appraisal import AppraisedItem, Party
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.eligibility import ON_PAPER
from linkdesk.domain.paper_changes import differences
from linkdesk.domain.progress import lines_of
from linkdesk.domain.words import AgreementKind, AgreementState, ChangeKind
from linkdesk.ui import theme
from linkdesk.ui.agreement_card import Shown
from linkdesk.ui.agreement_head import Band, Head
from linkdesk.ui.look import beside, button, column, first_step, scrolled
from linkdesk.ui.open_reasons import HERE, Reason, reasons
from linkdesk.ui.page import Page
from linkdesk.ui.pair_rows import LEFT_OUT, Pair, pair_of, pairs
from linkdesk.ui.pair_view import PagesView, PairView, pages_of
from linkdesk.ui.preview import Made
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.subject_view import FIELDS, SubjectView
from linkdesk.ui.supplement_view import SupplementView
from linkdesk.ui.work import Work

LEFT, RIGHT, SHARE = 370, 290, 0.635  # px at 100 %: the least each side has; how much of the width is the left one's
STALE = "草稿已过时：所据的人口、面积、标准或账户已有变化。重新计算后按现在的资料拟订。"
AGAIN = "重新生成"  # in a reason that drafting anew does away with: the band above says so once for all
REVEAL, HIDE = "显示完整号码", "隐藏号码"


class AgreementPage(Page):
    """At the left what an officer fills in, at the right what the agreements say, pay and still lack."""

    key, title = "agreement", "协议编辑"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.subject_id = ""
        self.pair: Pair | None = None
        self.masked = True
        self.main_action = self.action("生成协议", self.draft)
        self.reveal = self.action(REVEAL, self._toggle)
        self.before = self._step("上一户", -1, QKeySequence("Alt+PgUp"))
        self.after = self._step("下一户", 1, QKeySequence("Alt+PgDown"))
        self.back = self.action("返回双签协议", lambda: self.go.emit("agreements", self.subject_id, ""))
        self.actions_beside = (self.back, self.before, self.after, self.reveal)
        self.head, self.frozen, self.hint = Head(), Band("note"), Band("warning")
        self.voiding = ReasonLine("作废原因，如“印错”“户主变更”；作废的协议留存，编号不再使用", "作废并重新拟订")
        self.left, self.right, self.pages = SubjectView(self), PairView(), PagesView(self._leave_pages)
        self.supplement = SupplementView(self._supplement, lambda: self.side.setCurrentIndex(0))
        self.body = QStackedWidget()
        self.body.addWidget(self._whole())
        self.body.addWidget(first_step("还没有选定农户。请从双签协议列表中双击一户。",
                                       button("去选择", lambda: self.go.emit("agreements", "", ""), "main")))
        self.body.addWidget(self.pages)
        column(self.body, parent=self)
        self._wire()

    def _step(self, words: str, way: int, keys: QKeySequence) -> QAction:
        action = self.action(words, lambda: self._go_on(way))
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action

    def _whole(self) -> QWidget:
        page = QWidget()
        self.scroll: QScrollArea = scrolled(self.left)
        self.side = QStackedWidget()
        self.side.addWidget(self.scroll)
        self.side.addWidget(scrolled(self.supplement))
        self.side.setMinimumWidth(theme.current().px(LEFT))
        self.sides = beside(self.side, scrolled(self.right), RIGHT)
        self.sides.splitterMoved.connect(lambda *_: self.sides.setProperty("moved", True))
        whole = column(self.head, self.frozen, self.hint, self.voiding, self.sides, gap=4, parent=page)
        whole.setStretch(4, 1)
        return page

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.sides.property("moved"):  # as an officer has put it, once he has
            left = round(self.width() * SHARE)
            self.sides.setSizes([left, self.width() - left])

    def _wire(self) -> None:
        self.voiding.given.connect(self._void)
        self.left.reveal.connect(lambda: self._mask(False))
        self.right.preview.connect(self.preview)
        self.right.lead.connect(self._follow)
        self.right.wanted.connect(lambda: self._draft((AgreementKind.RESETTLE,)))

    def _dossier(self) -> Dossier:
        return self.desk.dossier(self.project_id)

    def reload(self) -> None:
        dossier = self._dossier()
        self.pair = pair_of(dossier, self.subject_id)
        if self.pair is None or self.body.currentWidget() is not self.pages:
            self.body.setCurrentIndex(0 if self.pair else 1)
        for action in (self.main_action, *self.actions_beside[1:]):
            action.setVisible(self.pair is not None)
        if self.pair:
            self._show(self.pair, dossier)

    def _show(self, pair: Pair, dossier: Dossier) -> None:
        self.head.show_pair(pair, dossier, self.masked)
        fixed = [a for a in self._made() if a.state in ON_PAPER]
        self._say_frozen(fixed)
        cuts = Cuts(dossier)
        self._say_stale(pair, cuts)
        self.left.show_pair(pair, dossier, bool(fixed))
        self.right.show_agreements(tuple(self._shown(a, cuts) for a in self._papers()), _why(pair), self._may_have_more(dossier))

    def _papers(self) -> list[Agreement]:
        """The agreements of the subject, each with its supplements behind it."""
        trace = self.pair.progress.trace if self.pair and self.pair.progress else None
        made = trace.mains if trace else ()
        return [each for a in made for each in (a, *(s for s in trace.agreements if s.supplements_id == a.id))]

    def _made(self) -> list[Agreement]:
        return [a for a in self._papers() if not a.supplements_id]

    def _shown(self, made: Agreement, cuts: Cuts) -> Shown:
        dossier = cuts.dossier
        if made.state is AgreementState.DRAFT:
            said = [why for why in readiness.reasons(cuts, made) if AGAIN not in why]
        else:
            said = [f"印制后{change}" for change in differences(dossier, made)]
        due = None if made.supplements_id else next((d for d in self.pair.dues if d.agreement.id == made.id), None)
        return Shown(made, str(self.pair.stage_of(made)), lines_of(made, dossier.lines_by_agreement), due,
                     reasons(said, dossier, self.pair.subject, FIELDS))

    def _may_have_more(self, dossier: Dossier) -> bool:
        return bool(self._made()) and self.pair.state != LEFT_OUT and AgreementKind.RESETTLE not in {
            *(a.kind for a in self._made()), *dossier.pair}

    def _say_frozen(self, fixed: list[Agreement]) -> None:
        numbers = "、".join(a.number or str(a.kind) for a in fixed)
        paper = "已定稿" if all(a.state is AgreementState.PRINTED for a in fixed) else "已在纸上签订"
        said = f"协议 {numbers} {paper}，印制的内容不再改动，左边各项只能查看。要变更的，签补充协议；印错的，作废后重新拟订。"
        self.frozen.say(said if fixed else "", {
            "签补充协议": self._begin_supplement, "作废重签": self.voiding.ask})

    def _begin_supplement(self) -> None:
        self.supplement.offer(self.pair.progress.trace)
        self.side.setCurrentIndex(1)

    def _supplement(self, agreement_id: str, changes: Mapping[str, Any]) -> bool:
        """Draft a supplement; True when it was."""
        return self.do(lambda: supplements.supplement(self.desk, agreement_id, changes),
                       lambda: self.said.emit("已拟订补充协议草稿，可用 Ctrl+Z 撤销"))

    def _say_stale(self, pair: Pair, cuts: Cuts) -> None:
        drafts = [a for a in self._made() if a.state is AgreementState.DRAFT]
        stale = any(agreements.outdated(cuts.of(a)) for a in drafts)
        missing = pair.state != LEFT_OUT and not all(pair.made)
        if pair.state == LEFT_OUT:
            self.hint.say(f"不出协议：{pair.why}。", {"去改正": self._put_right})
        else:
            self.hint.say(STALE if stale else "", {"重新计算": self.draft})
        self.main_action.setEnabled(missing or stale)
        self.main_action.setText("生成协议" if missing or not stale else "重新计算")

    def _put_right(self) -> None:
        """To where it is put right that a subject gets no agreement."""
        if self.pair.is_collective:
            self.go.emit("collective", self.subject_id, "agreed")
        else:
            problems = self._dossier().holding.get(self.subject_id, ())
            self.go.emit("households", self.subject_id, problems[0].field if problems else "willing")

    def draft(self) -> None:
        """Make what is missing of the pair, and what is outdated anew."""
        self._draft(())

    def _draft(self, kinds: tuple[AgreementKind, ...]) -> None:
        self.do(lambda: agreements.draft(self.desk, self.project_id, {self.subject_id}, kinds),
                lambda: self.said.emit("已拟订协议草稿，可用 Ctrl+Z 撤销"))

    def _void(self, reason: str) -> None:
        if self.do(lambda: agreements.void(self.desk, [a for a in self._papers() if a.state in ON_PAPER], reason)):
            self.voiding.done()
            self.said.emit("已作废，请核对左边各项后重新生成协议")

    def preview(self, made: Agreement) -> None:
        """Show the pages of one agreement; those of a printed one as they were sealed."""
        sealed = finalising.sealed_papers(self.desk, [made])
        dossier = self._dossier()
        self.attempt(lambda: self.work.start(
            "排版", lambda report: pages_of(sealed.get(made.id) or paper_of(dossier, made)),
            lambda pages: self._show_pages(pages, f"{made.kind}　{made.number or '草稿'}")))

    def _leave_pages(self) -> None:
        self.body.setCurrentIndex(0)

    def _show_pages(self, pages: Made, called: str) -> None:
        self.body.setCurrentWidget(self.pages)
        self.pages.show_pages(pages, called)

    def _follow(self, reason: Reason) -> None:
        if reason.room == HERE:
            self.lead_to(self.subject_id, reason.field)
        else:
            self.go.emit(reason.room, reason.entity_id, reason.field)

    def _go_on(self, way: int) -> None:
        everybody = [p.id for p in pairs(self._dossier())]
        at = everybody.index(self.subject_id) + way if self.subject_id in everybody else 0
        if 0 <= at < len(everybody):
            self.lead_to(everybody[at], "")
        else:
            self.said.emit("已到最后一户" if way > 0 else "已到第一户")

    def lead_to(self, entity_id: str, field: str) -> None:
        self._choose(self._subject_of(entity_id) or self.subject_id)
        if self.pair and field and (led := self.left.lead_to(field)):
            self.scroll.ensureWidgetVisible(led, 0, theme.current().px(40))

    def _choose(self, subject_id: str) -> None:
        if subject_id != self.subject_id:
            self.subject_id = subject_id
            self.voiding.done()
            self._leave_pages()
            self.side.setCurrentIndex(0)
            self._mask(True)
            self.scroll.verticalScrollBar().setValue(0)
        self.reload()

    def _subject_of(self, entity_id: str) -> str:
        """Whose editor an entity is edited in: the subject itself, or that of an agreement, a party, an item."""
        for kind in (Agreement, Party, AppraisedItem):
            if entity_id and (found := self.desk.store.get(kind, entity_id)):
                return found.subject_id
        return entity_id

    def _toggle(self) -> None:
        self._mask(not self.masked)

    def _mask(self, masked: bool) -> None:
        """Show or hide identity numbers and accounts; that they were seen stands in the journal."""
        if not masked and self.masked and self.pair:
            seen = getattr(self.pair.subject, "code", None) or self.pair.id[:8]
            self.do(lambda: Change(f"查看隐私信息：农户 {seen}", kind=ChangeKind.REVEAL))
        self.masked = masked
        self.reveal.setText(REVEAL if masked else HIDE)
        self.left.mask(masked)
        if self.pair:
            self.head.show_pair(self.pair, self._dossier(), masked)


def _why(pair: Pair) -> str:
    """What stands in place of cards when there are none."""
    if any(pair.made) or pair.state == LEFT_OUT:
        return ""
    return "还没有拟订协议。核对左边各项后生成协议，金额即按现行标准算出。"
