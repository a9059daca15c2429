"""预支和义务: what is asked for before acceptance against what may be, each advance with its limits; what is owed once one was missed."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from linkdesk.actions import advances, clocks, obligations
from linkdesk.desk import Desk
from linkdesk.domain.advance_standing import left
from linkdesk.domain.approval_words import MatterState, SanctionKind
from linkdesk.domain.docket import docket_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure
from linkdesk.domain.oversight_standing import active, begins
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.quota import QuotaAdvance
from linkdesk.domain.words import Severity
from linkdesk.policy.clock_runs import of_advances
from linkdesk.policy.matters import MatterStanding, standings
from linkdesk.ui import theme
from linkdesk.ui.clock_columns import DUE, ENDED, LEFT, OF_PROJECT, STARTED, STATE, marks_of, rows_of
from linkdesk.ui.columns import Column, of_fields, ordered, text_key
from linkdesk.ui.figure_view import FigureGrid
from linkdesk.ui.look import Sentence, button, column, first_step, label, scrolled, word_tabs
from linkdesk.ui.obligations_panel import ObligationsPanel
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

WIDTHS = {"place": 118, "construction": 144, "farmland": 120, "purpose": 104, "conditions": 110, "conditions_document": 126, "applied_on": 92,
          "agricultural": 136, "paddy": 126, "note": 110}
FIGURES = "surplus_construction", "advance_bound", "advance_asked", "surplus_farmland", "advance_bound_farmland", "advance_asked_farmland"
CLOCKS = (OF_PROJECT[0], STARTED, DUE, LEFT, STATE, ENDED, OF_PROJECT[7])
CLOCKS_HEIGHT = 128
EMPTY = "还没有预支申请。立项审批以后，可以按规定的比例提前使用一部分预计节余指标：填写面积、用途和符合的条件，再报批；批准后一年内验收归还。"
NOT_KNOWN = "本项目所依据的政策没有预支节余指标的规定。逾期验收、欠交指标等产生的义务，在“应履行义务”里登记。"


class AdvancesPage(Page):
    """The advances on the first tab, above them the bound, below them their limits; what is owed on the second."""

    key, title = "advances", "预支和义务"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("申请预支", self._add)
        self.actions_beside = (self.action("审批", lambda: self.go.emit("matters", "", "")),
                               self.action("返回指标台账", lambda: self.go.emit("quota", "", "")))
        self.matters: dict[str, MatterStanding] = {}
        self.left: dict[str, str] = {}
        self.rows = RowsPanel(self, "advances/rows", "预支申请", self._columns(), Verbs(
            lambda row: advances.apply(desk, project_id),
            lambda row, name, text: advances.set_advance_field(desk, row, name, text),
            lambda rows: advances.remove(desk, rows),
            lambda cells, names: advances.paste(desk, project_id, cells, names)))
        self.rows.table.first = ("place", "construction", "farmland", "state", "left", "purpose", "conditions", "conditions_document")
        self.clocks = Table(EntityTable(CLOCKS), self.memory, "advances/clocks")
        self.clocks.first = ("label", "due_on", "left", "state")
        self.figures, self.warning = FigureGrid(3), Sentence(look="warning")
        self.owed = ObligationsPanel(self)
        self._lay_out()

    def _columns(self) -> tuple[Column, ...]:
        def state(one: QuotaAdvance) -> str:
            return str(self.matters[one.matter_id].state) if one.matter_id in self.matters else ""

        fields = of_fields(QuotaAdvance, WIDTHS)
        return (*fields[:4], Column("state", "报批", state, lambda one: text_key(state(one)), 70),
                Column("left", "未归还（公顷）", lambda one: self.left.get(one.id, ""), lambda one: ordered(self.left.get(one.id)), 112, right=True),
                *fields[4:])

    def _lay_out(self) -> None:
        whole, first, now = QWidget(), QWidget(), theme.current()
        self.clocks.setFixedHeight(now.px(CLOCKS_HEIGHT))
        column(self.figures, self.warning, self.rows, label("期限", "group"), self.clocks, gap=8, parent=whole).setStretch(2, 1)
        self.body = QStackedWidget()
        self.body.addWidget(scrolled(whole))
        self.start = button("申请预支", self._add, "main")
        self.nothing = first_step(EMPTY, self.start, button("粘贴", self.rows.table.paste))
        self.body.addWidget(self.nothing)
        self.body.addWidget(first_step(NOT_KNOWN))
        column(self.body, parent=first).setContentsMargins(*map(now.px, (0, 8, 0, 8)))
        self.tabs = word_tabs()
        self.tabs.addTab(first, "预支")
        self.tabs.addTab(self.owed, "应履行义务")
        column(self.tabs, parent=self).setContentsMargins(*map(now.px, (16, 4, 16, 8)))
        self.setFocusProxy(self.rows)

    def reload(self) -> None:
        dossier, found = self.desk.dossier(self.project_id), advances.advances(self.desk, self.project_id)
        self.matters = {s.matter.id: s for s in standings(docket_of(dossier), self.desk.project_packs(dossier.project))}
        owed = left(dossier, dossier.on)
        self.left = {id_: printed(hectares(amounts.construction), 4) for id_, amounts in owed.items()}
        fixed = [a.id for a in found if self._is_over(a)]
        marks = {a.id: (Severity.WARNING, words) for a in found if (words := _lacking(a))}
        self.rows.show_rows(found, fixed, marks, {id_: words for id_, (_, words) in marks.items()})
        self._show_clocks(dossier)
        self._show_bound(dossier)
        known = bool(found) or advances.chain_for(self.desk, dossier) is not None
        self.body.setCurrentIndex(0 if found else 1 if known else 2)
        self.main_action.setEnabled(known)
        self.owed.reload()
        new = len(obligations.proposed(self.desk, self.project_id))
        self.tabs.setTabText(1, f"应履行义务（{new} 项待登记）" if new else "应履行义务")

    def _is_over(self, advance: QuotaAdvance) -> bool:
        told = self.matters.get(advance.matter_id or "")
        return told is not None and (told.concluded_on is not None or told.state in (MatterState.REFUSED, MatterState.WITHDRAWN))

    def _show_clocks(self, dossier: Dossier) -> None:
        running = of_advances(clocks.running_clocks(self.desk, self.project_id), self.desk.project_packs(dossier.project))
        lines = rows_of(running, dossier.on)
        self.clocks.show_entities(lines, marks_of(lines))

    def _show_bound(self, dossier: Dossier) -> None:
        self.figures.show_figures([figure(name, dossier) for name in FIGURES])
        stopped = [s for s in active(dossier.approvals.sanctions, dossier.on) if s.kind is SanctionKind.ADVANCE_SUSPENDED]
        self.warning.setText("".join(f"{s.decided_by}{s.number}自 {begins(s)} 起暂停预支，申请前请先核对是否已解除（考核督查）。" for s in stopped))
        self.warning.setVisible(bool(stopped))

    def _add(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.rows.add()

    def lead_to(self, entity_id: str, field: str) -> None:
        names = [c.name for c in self.rows.model.columns]
        if self.rows.table.select(entity_id, 1 + names.index(field) if field in names else 1):
            self.tabs.setCurrentIndex(0)
            self.rows.table.view.setFocus()
        elif self.owed.lead_to(entity_id, field) or field == "settled_on":
            self.tabs.setCurrentIndex(1)


def _lacking(advance: QuotaAdvance) -> str:
    wanted = (("预支面积", advance.construction or advance.farmland), ("用途", advance.purpose), ("用地项目", advance.place.strip()),
              ("符合的条件", advance.conditions.strip()), ("条件的依据文件", advance.conditions_document.strip()))
    lacking = "、".join(words for words, there in wanted if not there)
    return f"待补：{lacking}。" if lacking else ""
