"""征求意见: departments' opinions, hearings, resolutions of villagers and the wills of households (B §二(一)(七), §三(一))."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from linkdesk.actions import hearings, opinions, resolutions
from linkdesk.desk import Desk
from linkdesk.domain.consultation import Hearing, Opinion, Resolution
from linkdesk.domain.consultation_standing import (
    OpinionState,
    favour_share,
    not_dealt_with,
    opinion_state,
    present_share,
    votes_fault,
)
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.quantities import printed
from linkdesk.domain.will_counts import village_wills
from linkdesk.domain.words import Severity
from linkdesk.policy.measured import plain_number
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields, ordered, text_key
from linkdesk.ui.consultation_tabs import AskingLine, RowsTab, VillageLine
from linkdesk.ui.look import Sentence, button, column, row, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

OPINIONS = {"department": 140, "asked_on": 90, "due_on": 92, "answered_on": 90, "answer_number": 110, "stance": 84, "text": 150, "adopted": 76,
            "reason": 130, "asking_number": 110, "subject": 110}
HEARINGS = {"subject": 150, "announced_on": 92, "held_on": 92, "place": 110, "chair": 76, "attended": 72, "opinions": 160, "result": 160}
RESOLUTIONS = {"kind": 104, "held_on": 92, "subject": 150, "entitled": 72, "present": 72, "in_favour": 72, "against": 72, "abstained": 72}
NO_OPINIONS = "还没有征求部门意见。一次向政策列明的部门全部发出，再逐件登记答复和采纳情况；政策没有列明的，新增一行填写部门。"
NO_HEARINGS = "还没有听证会。开过听证的，登记公告和听证日期、主要意见、处理结果，并附笔录；放弃听证的，在附件里附书面意见。"
NO_RESOLUTIONS = "还没有村民决议。每个拆旧村登记一次会议：应到、实到和表决人数，并附决议和签到表。"
_MARKS = {OpinionState.OVERDUE: (Severity.WARNING, "逾期未答复，请催办。"), OpinionState.NOT_ASKED: (Severity.NOTE, "还没有发出。")}


def _count(name: str, heading: str) -> Column:
    return Column(name, heading, lambda w: str(getattr(w, name)), lambda w: getattr(w, name), 110, right=True,
                  figure=lambda w: Decimal(getattr(w, name)))


WILLS = (Column("village", "行政村", lambda w: w.village, lambda w: text_key(w.village), 140), _count("households", "农户数"),
         _count("agree", "同意"), _count("against", "不同意"), _count("open", "未填写"),
         Column("share", "同意比例（%）", lambda w: "" if w.share is None else printed(w.share, 2), lambda w: ordered(w.share), 110, right=True),
         _count("documented", "三项意愿书齐全（户）"))


class ConsultationPage(Page):
    """Four tabs; what is open is marked in each, and the findings lead here."""

    key, title = "consultation", "征求意见"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("向各部门征求意见", self.ask)
        self.actions_beside = (
            self.action("打印汇总表", lambda: self.go.emit("preview", "opinions", ""), "print"),
            self.action("打印决议和听证", lambda: self.go.emit("preview", "resolutions", ""), "print"),
            self.action("返回审批", lambda: self.go.emit("matters", "", "")))
        self.states: dict[str, OpinionState] = {}
        self.basis = ""
        self.asking, self.line = Sentence(), AskingLine()
        self.opinions = RowsTab(self, "opinions", "部门意见", (*of_fields(Opinion, OPINIONS), self._state_column()), opinions,
                                opinions.set_opinion_field, NO_OPINIONS, self.asking)
        self.hearing_village = VillageLine(self, lambda one, id_: hearings.set_village(desk, one, id_))
        self.hearings = RowsTab(self, "hearings", "听证会", (self.hearing_village.heading(), *of_fields(Hearing, HEARINGS)), hearings,
                                hearings.set_hearing_field, NO_HEARINGS, self.hearing_village)
        self.village = VillageLine(self, lambda one, id_: resolutions.set_village(desk, one, id_))
        self.ratio = Sentence()
        self.resolutions = RowsTab(self, "resolutions", "村民决议", (self.village.heading(), *of_fields(Resolution, RESOLUTIONS),
                                                                 *self._share_columns()), resolutions,
                                   resolutions.set_resolution_field, NO_RESOLUTIONS, self.village, self.ratio)
        self.wills, self.will_words = Table(EntityTable(WILLS), self.memory, "consultation/wills"), Sentence()
        self.opinions.rows.table.first = ("department", "due_on", "answered_on", "stance", "text", "adopted", "state")
        self.resolutions.rows.table.first = ("village", "held_on", "entitled", "present", "in_favour", "present_share", "favour_share")
        self._lay_out()

    def _state_column(self) -> Column:
        def text(one: Opinion) -> str:
            return str(self.states.get(one.id, ""))
        return Column("state", "进展", text, lambda one: text_key(text(one)), 100)

    def _share_columns(self) -> tuple[Column, Column]:
        def of(name: str, heading: str, share) -> Column:
            return Column(name, heading, lambda r: "" if share(r) is None else printed(share(r), 2), lambda r: ordered(share(r)), 92, right=True)
        return (of("present_share", "到会（%）", present_share), of("favour_share", "同意（%）", lambda r: favour_share(r, self.basis)))

    def _lay_out(self) -> None:
        first, wills = QWidget(), QWidget()
        column(self.line, self.opinions, parent=first).setStretch(1, 1)
        box = column(self.wills, row(self.will_words, button("去农户", lambda: self.go.emit("households", "", ""), "link")), parent=wills)
        box.setStretch(0, 1)
        box.setContentsMargins(*map(theme.current().px, (16, 8, 16, 8)))
        self.tabs = word_tabs()
        for tab, name in ((first, "部门意见"), (self.hearings, "听证"), (self.resolutions, "村民决议"), (wills, "意愿统计")):
            self.tabs.addTab(tab, name)
        column(self.tabs, parent=self)
        self.hearings.rows.table.chosen.connect(self.hearing_village.show_row)
        self.resolutions.rows.table.chosen.connect(self.village.show_row)
        self.line.given.connect(self._ask_all)
        self.setFocusProxy(self.opinions)

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        self._show_opinions(dossier)
        of = dossier.approvals
        for paper, there in zip(self.actions_beside, (of.opinions, of.resolutions or of.hearings), strict=False):
            paper.setVisible(bool(there))
        for line in (self.hearing_village, self.village):
            line.offer({v.id: v.name for v in dossier.villages})
        found = hearings.hearings(self.desk, self.project_id)
        lacking = {h.id: words for h in found if (words := _hearing_lacks(h))}
        self.hearings.show_rows(found, {id_: (Severity.NOTE, words) for id_, words in lacking.items()}, lacking)
        self.hearing_village.show_row(self.hearings.rows.current)
        self._show_resolutions(dossier)
        self.wills.show_entities(village_wills(dossier))
        self.will_words.setText(_wanted(dossier, "consent_household_min", "农户同意率须达到"))

    def _show_opinions(self, dossier: Dossier) -> None:
        found = opinions.opinions(self.desk, self.project_id)
        self.states = {o.id: opinion_state(o, dossier.on) for o in found}
        marks = {id_: _MARKS[state] for id_, state in self.states.items() if state in _MARKS}
        marks |= {o.id: (Severity.WARNING, f"{words}。") for o in found if (words := not_dealt_with(o))}
        self.opinions.show_rows(found, marks, {id_: words for id_, (_, words) in marks.items()})
        wanted = [d.name for d in opinions.to_ask(dossier)]
        self.asking.setText(f"政策列明、还没有征求的部门：{'、'.join(wanted)}。" if wanted and found else "")

    def _show_resolutions(self, dossier: Dossier) -> None:
        rate = dossier.rate("assembly_basis")
        self.basis = rate.text if rate else ""
        found = resolutions.resolutions(self.desk, self.project_id)
        wrong = {r.id: f"{words}，请核对。" for r in found if (words := votes_fault(r) or ("" if r.file_hash else "还没有附决议和签到表"))}
        self.resolutions.show_rows(found, {id_: (Severity.WARNING, words) for id_, words in wrong.items()}, wrong)
        self.village.show_row(self.resolutions.rows.current)
        self.ratio.setText(_wanted(dossier, "consent_assembly_min", f"同意比例按{self.basis or '到会人数'}计算，须达到"))

    def ask(self) -> None:
        """Ask what goes out to all departments."""
        dossier = self.desk.dossier(self.project_id)
        wanted = [d.name for d in opinions.to_ask(dossier)]
        self.tabs.setCurrentIndex(0)
        self.line.ask(f"向 {len(wanted)} 个部门发出：{'、'.join(wanted)}。" if wanted else "向表中还没有发出的部门发出。",
                      f"{dossier.project.name}{dossier.word('implementation_plan')}", str(dossier.on))

    def _ask_all(self, asking: opinions.Asking) -> None:
        self.do(lambda: opinions.ask_all(self.desk, self.project_id, asking),
                lambda: (self.line.hide(), self.said.emit("已登记发出，可按 Ctrl+Z 撤销。")))

    def lead_to(self, entity_id: str, field: str) -> None:
        """To an opinion, a hearing or a resolution; without one to the tab its field stands in."""
        tabs = ((self.opinions, OPINIONS, 1), (self.hearings, HEARINGS, 2), (self.resolutions, RESOLUTIONS, 2))
        for at, (tab, widths, first) in enumerate(tabs):
            place = first + list(widths).index(field) if field in widths else 1
            if tab.rows.table.select(entity_id, place) if entity_id else field in widths:
                self.tabs.setCurrentIndex(at)
                tab.rows.table.view.setFocus()
                return


def _hearing_lacks(hearing: Hearing) -> str:
    lacking = (("听证日期", hearing.held_on), ("处理结果", hearing.result.strip()), ("笔录", hearing.file_hash))
    words = "、".join(name for name, there in lacking if not there)
    return f"还缺{words}。" if words else ""


def _wanted(dossier: Dossier, name: str, words: str) -> str:
    """What a value of the pack asks for, with its clause and whether it is confirmed; empty when no pack has it."""
    rate = dossier.rate(name)
    if rate is None or rate.value is None:
        return ""
    return f"{words} {plain_number(rate.value)}{rate.unit}（{rate.clause}，{rate.certainty}）。"
