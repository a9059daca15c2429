"""The right half of the households page: one household with its members, remarks and rewards."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from linkdesk.actions import complaints, coverage, households
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures import figure
from linkdesk.domain.household import Household, Member
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import ChangeKind
from linkdesk.ui import theme
from linkdesk.ui.columns import of_fields
from linkdesk.ui.dressing import ROW, dress
from linkdesk.ui.event_list import EventList
from linkdesk.ui.figure_view import FigureGrid
from linkdesk.ui.form import Form
from linkdesk.ui.look import button, column, label, row, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.remarks import of_findings, of_problems
from linkdesk.ui.table import EntityTable
from linkdesk.ui.will_forms import WillForms, of_wills

MEMBER_COLUMNS = {"name": 72, "relation": 84, "id_number": 150}
MEMBERS_SHOWN = 6
REVEAL, HIDE = "显示完整号码", "隐藏号码"
REWARDS = ("demolition_reward", "reclamation_reward")


class HouseholdView(QStackedWidget):
    """Shows one household, or says that none is chosen; every entry is stored when it is made."""

    showing = Signal(object)  # Household

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.desk = page, page.desk
        self.household: Household | None = None
        self.form = Form(Household, self.store)
        self.members = EntityTable(of_fields(Member, MEMBER_COLUMNS), editable=True, parent=self)
        self.wills = WillForms(page, self.form)
        self.rewards = FigureGrid(across=2)
        self.heard = label("", "warning", wrap=True)
        self.to_complaints = button("去信访", lambda: page.go.emit("complaints", self.household.id, ""), "link")
        self.to_agreements = button("查看和编辑双签协议", lambda: page.go.emit("agreement", self.household.id, ""), "link")
        self.events = EventList()
        self._wire()
        self.addWidget(self._empty())
        self.addWidget(self._body())

    def _empty(self) -> QWidget:
        page = QWidget()
        words = label("在左边选择一户，在这里查看和修改。", "second", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column(words, margin=24, parent=page)
        return page

    def _body(self) -> QWidget:
        inside = QWidget()
        heard = row(self.heard, self.to_complaints)
        heard.setStretch(0, 1)
        whole = column(heard, self.form, self.rewards, row(self.to_agreements, 1), self.events, 1, gap=16, parent=inside)
        whole.setContentsMargins(*(theme.current().px(n) for n in (16, 8, 16, 24)))
        return scrolled(inside)

    def _wire(self) -> None:
        dress(self.form.table("members"), self.members)
        self.form.table("members").setColumnHidden(0, True)
        self.form.table("members").horizontalHeader().setStretchLastSection(True)
        self.members.edited.connect(lambda m, name, text: self.page.attempt(lambda: self.page.commit(m, name, text)))
        self.form.settled.connect(lambda problem, how: self.page.do(lambda: households.settle(self.desk, problem, how)))
        self.form.reveal.connect(lambda: self.reveal(True))
        self.form.asked.connect(lambda name: {"reveal": self._toggle, "add_member": self._add_member,
                                              "remove_member": self._remove_members}.get(name, lambda: None)())

    def store(self, household: Household, name: str, text: str) -> None:
        """Store a corrected field; the problems about it are settled with it. Raises KnownError."""
        if name == "left_out" and text:
            coverage.refuse_with_agreement(self.desk, (household,))
        if fields_of(Household)[name].refers_to:
            self.page.commit(household, name, text)
        else:
            self.desk.do(households.correct(self.desk, self.page.newest(household, name), name, text))

    def show_household(self, household: Household | None, dossier: Dossier) -> None:
        """Show a household as it stands; another one than before comes masked."""
        if household is None or self.household is None or household.id != self.household.id:
            self._mask(True)
        self.household = household
        self.setCurrentIndex(0 if household is None else 1)
        if household is not None:
            self._fill(household, dossier)

    def _fill(self, household: Household, dossier: Dossier) -> None:
        problems = tuple(p for p in dossier.problems if p.household_id == household.id)
        remarks = (*of_problems(problems), *of_findings(self.desk.findings(dossier.project.id), "household", household.id), *of_wills(household))
        self.form.offer("village_id", [(v.id, v.name) for v in dossier.villages if v.township_id == dossier.project.township_id])
        self.form.offer("plot_id", [(p.id, f"{p.code} {p.name}".strip()) for p in dossier.plots])
        self.form.show_entity(household, remarks, _raw(problems))
        self.wills.show_household(household)
        mine = sorted((m for m in dossier.members if m.household_id == household.id and m.present), key=lambda m: m.position)
        self.members.show(mine)
        self._size_members(len(mine))
        self.events.show_events(e for e in dossier.events if e.household_id == household.id)
        self.heard.setText(complaints.told(dossier, household.id))
        for widget in (self.heard, self.to_complaints):
            widget.setVisible(bool(self.heard.text()))
        self.rewards.show_figures([figure(name, dossier, household) for name in REWARDS])

    def _size_members(self, count: int) -> None:
        table, high = self.form.table("members"), theme.current().px(ROW)
        table.setFixedHeight(high * (1 + max(1, min(count, MEMBERS_SHOWN))) + 4)
        for at, width in enumerate(MEMBER_COLUMNS.values(), 1):
            table.setColumnWidth(at, theme.current().px(width))

    def lead_to(self, field: str) -> None:
        """Put the cursor into a field and bring it into view."""
        self.form.lead_to(field)
        if field in self.form.boxes:
            self.widget(1).ensureWidgetVisible(self.form.boxes[field], 0, theme.current().px(40))

    def _toggle(self) -> None:
        self.reveal(self.members.masked)

    def reveal(self, wanted: bool) -> None:
        """Show or hide identity numbers, accounts and phones; that they were seen stands in the journal."""
        if wanted and self.members.masked:
            seen = self.household.code or self.household.id[:8]
            self.page.do(lambda: Change(f"查看隐私信息：农户 {seen}", kind=ChangeKind.REVEAL))
        self._mask(not wanted)

    def _mask(self, masked: bool) -> None:
        self.form.mask(masked)
        self.form.buttons["reveal"].setText(REVEAL if masked else HIDE)
        self.members.masked = masked
        self.members.show(self.members.everything)

    def _add_member(self) -> None:
        position = 1 + max((m.position for m in self.members.everything), default=-1)
        self.page.do(lambda: Change("添加家庭成员", after=(Member(household_id=self.household.id, position=position),)))

    def _remove_members(self) -> None:
        rows = {i.row() for i in self.form.table("members").selectionModel().selectedRows()}
        gone = tuple(self.members.rows[r] for r in sorted(rows))
        if gone:
            self.page.do(lambda: Change(f"删除家庭成员 {len(gone)} 人", before=gone))


def _raw(problems: tuple[Problem, ...]) -> dict[str, str]:
    """What the survey had in a field that could not be read, by field."""
    return {p.field: p.value for p in problems if p.settled_at is None and p.field and p.value}
