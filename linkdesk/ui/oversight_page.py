"""考核督查: sanctions and rewards of all places and projects; entries are only added, lifted and corrected by further ones."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from linkdesk.actions import sanctions
from linkdesk.desk import Desk
from linkdesk.domain.days import local_day
from linkdesk.domain.directory import Authority
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.oversight_standing import SanctionState, begins, quota_effects, states
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.words import AuthorityKind, Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields, text_key
from linkdesk.ui.look import Sentence, button, column, first_step, row
from linkdesk.ui.page import Page
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.sanction_entry import SanctionEntry
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

WIDTHS = {"decided_on": 92, "kind": 170, "decided_by": 120, "number": 160, "score": 84, "area": 104, "year": 80, "until_on": 92, "reason": 150,
          "officer_name": 70}
EMPTY = "还没有奖惩记录。上级的考核扣分、扣减或奖励指标、暂停审批和通报等，按文件登记；暂停期间，所涉及的报批会给出提示。"
SUPERIORS = AuthorityKind.PROVINCE, AuthorityKind.CITY
_CLOSED = frozenset({SanctionState.REVOKED, SanctionState.REVOKES, SanctionState.LIFTED, SanctionState.ENDED, SanctionState.LIFTS})


class OversightPage(Page):
    """The register, below it what is in force and what moves quota; entering and correcting through lines that come when asked for."""

    key, title = "oversight", "考核督查"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("登记奖惩", lambda: self.entry.ask())
        self.states: dict[str, SanctionState] = {}
        self.names: dict[str, str] = {}
        self.table = Table(EntityTable(self._columns()), self.memory, "oversight/rows")
        self.table.first = ("decided_on", "kind", "number", "whom", "state")
        self.entry, self.correction = SanctionEntry(), ReasonLine("更正的原因，如“文号抄错”", "更正")
        self.in_force, self.quota = Sentence(look="warning"), Sentence()
        self.lift, self.correct, self.see = (button(words, slot, "link") for words, slot in (
            ("登记解除", self._ask_lifting), ("更正所选", self._ask_correction), ("查看文件", self._see)))
        self._lay_out()
        self.entry.given.connect(self._enter)
        self.correction.given.connect(self._revoke)
        self.table.chosen.connect(lambda _: self._enable())
        self.setFocusProxy(self.table.view)

    def _columns(self) -> tuple[Column, ...]:
        def column_of(name: str, heading: str, text, width: int) -> Column:
            return Column(name, heading, text, lambda one: text_key(text(one)), width)
        of = {c.name: c for c in of_fields(Sanction, WIDTHS)}
        state = column_of("state", "状态", lambda s: str(self.states.get(s.id, "")), 70)
        whom = column_of("whom", "对象", lambda s: self.names.get(s.project_id or s.authority_id or "", ""), 150)
        begun = column_of("begins", "起始日期", lambda s: str(begins(s) or ""), 92)
        return (state, of["decided_on"], of["kind"], whom, *(of[n] for n in ("decided_by", "number", "score", "area", "year")), begun,
                *(of[n] for n in ("until_on", "reason", "officer_name")))

    def _lay_out(self) -> None:
        whole, there = QWidget(), QWidget()
        tools = row(self.lift, self.correct, self.see, 1, gap=16)
        column(self.in_force, self.table, self.quota, tools, self.correction, gap=6, parent=there).setStretch(1, 1)
        self.body = QStackedWidget()
        self.body.addWidget(there)
        self.body.addWidget(first_step(EMPTY, button("登记奖惩", lambda: self.entry.ask(), "main")))
        box = column(self.entry, self.body, parent=whole)
        box.setStretch(1, 1)
        box.setContentsMargins(*map(theme.current().px, (16, 8, 16, 8)))
        column(whole, parent=self)

    def reload(self) -> None:
        found, on = sanctions.register(self.desk), local_day(self.desk.clock())
        bodies, projects = self.desk.store.load(Authority), self.desk.store.load(Project)
        self.names = {e.id: e.name for e in (*bodies, *projects)}
        self.entry.offer([(b.id, b.name) for b in sorted(bodies, key=lambda b: b.kind in SUPERIORS)], [(p.id, p.name) for p in projects])
        self.states = states(found, on)
        running = [s for s in found if self.states[s.id] is SanctionState.IN_FORCE]
        marks = {s.id: (Severity.WARNING, "正在执行：所涉及的报批会给出提示。") for s in running}
        marks |= {s.id: (Severity.NOTE, f"不再计入：{self.states[s.id]}。") for s in found if self.states[s.id] in _CLOSED}
        self.table.show_entities(list(reversed(found)), marks)
        self.body.setCurrentIndex(0 if found else 1)
        self.in_force.setText("；".join(f"{self.names.get(s.project_id or s.authority_id or '', '')}{s.kind}（{s.number}）" for s in running))
        self.in_force.setVisible(bool(running))
        self._show_quota(found)
        if found and self._chosen() is None:
            self.table.select(found[-1].id)
        self._enable()

    def _show_quota(self, found: list[Sanction]) -> None:
        said = (f"{e.year} 年度{self.names.get(e.project_id or e.authority_id or '', '')} {printed(hectares(e.area), 4)} 公顷（{e.document}）"
                for e in quota_effects(found))
        words = "；".join(said)
        self.quota.setText(f"对指标的影响：{words}。" if words else "")

    def _chosen(self) -> Sanction | None:
        return self.table.entity_at(self.table.view.currentIndex().row())

    def _enable(self) -> None:
        chosen = self._chosen()
        state = self.states.get(chosen.id) if chosen else None
        self.lift.setEnabled(state in (SanctionState.IN_FORCE, SanctionState.AHEAD))
        self.correct.setEnabled(chosen is not None and state not in (SanctionState.REVOKED, SanctionState.REVOKES))
        self.see.setEnabled(bool(chosen and chosen.file_hash))

    def _enter(self, body_id: str, project_id: str, typed: sanctions.Typed, paper: Path | None) -> None:
        lifted = self.entry.lifted

        def made():
            if lifted:
                return sanctions.lift(self.desk, lifted, typed, paper)
            return sanctions.enter(self.desk, _body_of(self.desk, project_id) or body_id, project_id, typed, paper)
        self.do(made, lambda: (self.entry.done(), self.said.emit("已登记。登记有误的，选中后更正。")))

    def _ask_lifting(self) -> None:
        self.entry.ask(self._chosen())

    def _ask_correction(self) -> None:
        self.correction.ask()

    def _revoke(self, why: str) -> None:
        if chosen := self._chosen():
            self.do(lambda: sanctions.revoke(self.desk, chosen, why), self.correction.done)

    def _see(self) -> None:
        if chosen := self._chosen():
            self.look_at(lambda: sanctions.copy_to_view(self.desk, chosen))

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.table.select(entity_id):
            self.table.view.setFocus()


def _body_of(desk: Desk, project_id: str) -> str | None:
    """The responsible body of a project: what is decided about a project is decided about its place."""
    project = desk.store.get(Project, project_id) if project_id else None
    return project.responsible_id if project else None
