"""农户变动: what happened to one household is entered here, each as one step that can be taken back."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import household_changes, household_parts, households
from linkdesk.actions.household_changes import COMING, GOING, Occasion
from linkdesk.desk import Desk
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.change import Change
from linkdesk.domain.entry import Unreadable, parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import House, Household, HouseholdEvent, Member
from linkdesk.domain.words import HouseholdEventKind
from linkdesk.ui import theme
from linkdesk.ui.change_parts import HeadChoice, NewPerson, PeopleChoice, ShareGrid, form_of
from linkdesk.ui.columns import of_fields
from linkdesk.ui.look import button, column, first_step, label, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

KINDS = HouseholdEventKind
OTHERS = {"village": 90, "group": 80, "head_name": 90, "population": 80, "homestead_area": 120, "id_number": 160}
WHO = {KINDS.SPLIT: "分出去的成员", KINDS.DIED: "死亡的成员", KINDS.MARRIED_OUT: "婚出的成员", KINDS.MOVED_OUT: "迁出的成员"}


class HouseholdChangesPage(Page):
    """One household, one kind of change; only what that kind needs is asked."""

    key, title = "household_changes", "农户变动"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.household: Household | None = None
        self.main_action = self.action("登记变动", self.enter)
        self.actions_beside = (self.action("返回农户", self._back),)
        self.who = label("", "lead")
        self.kind = QComboBox()
        self.kind.addItems([str(kind) for kind in KINDS])
        self.on, self.basis = QLineEdit(placeholderText="2018-06-30"), QLineEdit(placeholderText="户口簿、证明、村委会说明等")
        self.warned = label("", "warning", wrap=True)
        self.people, self.new, self.head, self.share = PeopleChoice(), NewPerson(), HeadChoice(), ShareGrid()
        self.search = QLineEdit(placeholderText="搜索要并入本户的另一户：姓名、拼音首字母、村组", clearButtonEnabled=True)
        self.others = Table(EntityTable(of_fields(Household, OTHERS), households.matches), self.memory, "merge")
        self.with_land = QCheckBox("房屋和面积一并并入本户", checked=True)
        self._build()
        self.kind.currentIndexChanged.connect(lambda _: self._ask())
        self.people.changed.connect(self._ask)
        self.people.new.lines["name"].editingFinished.connect(self._ask)
        self.search.textChanged.connect(self.others.model.filter)

    def _build(self) -> None:
        first, merged, inside = QWidget(), QWidget(), QWidget()
        form_of(("变动 *", self.kind), ("变动日期 *", self.on), ("依据 *", self.basis), parent=first)
        self.basis.setFixedWidth(theme.current().px(420))
        self.others.setFixedHeight(theme.current().px(250))
        column(self.search, self.others, self.with_land, parent=merged)
        self.titles = {name: label("", "group") for name in ("people", "new", "head", "share", "merged")}
        self.groups = {"people": self.people, "new": self.new, "head": self.head, "share": self.share, "merged": merged}
        parts = [w for name, group in self.groups.items() for w in (self.titles[name], group)]
        column(self.who, self.warned, first, *parts, 1, margin=24, gap=12, parent=inside)
        self.body = QStackedWidget()
        self.body.addWidget(scrolled(inside))
        self.body.addWidget(first_step("请先在农户表中选中一户，再登记它的变动。", button("去农户表", self._back, "main")))
        column(self.body, parent=self)

    @property
    def _kind(self) -> HouseholdEventKind:
        return KINDS(self.kind.currentText())

    def reload(self) -> None:
        if self.household is not None:
            self.household = self.desk.store.get(Household, self.household.id)
        standing = self.household is not None and self.household.left_out is None
        self.body.setCurrentIndex(0 if standing else 1)
        self.main_action.setVisible(standing)
        if standing:
            self._show()

    def lead_to(self, entity_id: str, field: str) -> None:
        self.household = self.desk.store.get(Household, entity_id)
        if field in set(KINDS):
            self.kind.setCurrentText(field)
        self.people.clear()
        self.reload()
        self.on.setFocus()

    def _show(self) -> None:
        h = self.household
        here = household_changes.family(self.desk, h)
        counted = household_changes.persons(h, here)
        self.who.setText(f"{h.village or ''}{h.group or ''}　{h.head_name or '姓名未填'}　{counted} 人")
        self.warned.setText(household_changes.told(self.desk, h))
        self.warned.setVisible(bool(self.warned.text()))
        self.people.show_people(here, counted)
        self.share.show_household(h, self.desk.store.load(House, household_id=h.id, order="position"))
        dossier = self.desk.dossier(self.project_id)
        self.others.show_entities([o for o in dossier.households if o.id != h.id])
        self._ask()

    def _ask(self) -> None:
        """Show what this kind of change needs, and nothing else."""
        kind, here = self._kind, [m for _, m in self.people.boxes]
        chosen = {m.id for m in self._chosen()}
        head_goes = kind in GOING and bool(here) and here[0].id in chosen
        asked = {"people": WHO.get(kind, ""), "new": f"{kind}的人" if kind in COMING else "",
                 "head": {KINDS.SPLIT: "新户的户主"}.get(kind, "新户主" if head_goes or kind is KINDS.NEW_HEAD else ""),
                 "share": "分给新户的房屋和面积" if kind is KINDS.SPLIT else "",
                 "merged": "并入本户的另一户（留存，列为未列入：已并入另一户）" if kind is KINDS.MERGED else ""}
        for name, title in asked.items():
            self.titles[name].setText(title)
            self.titles[name].setVisible(bool(title))
            self.groups[name].setVisible(bool(title))
        if kind is KINDS.SPLIT:
            self.head.offer(self._chosen(), unlisted=False, account=False)
        elif asked["head"]:
            self.head.offer([m for m in here[1:] if m.id not in chosen], unlisted=True, account=True)

    def _chosen(self) -> tuple[Member, ...]:
        """Who is checked, as far as it can be read while it is being typed."""
        try:
            return self.people.chosen()
        except Unreadable:
            return tuple(m for box, m in self.people.boxes if box.isChecked())

    def enter(self) -> None:
        """Store the change; then back to the household, which shows its event."""
        if self.household is None:
            return
        done, household = self.kind.currentText(), self.household
        head_died = self._head_dies_with_papers()
        if self.do(self._change):
            self._clear()
            if head_died:
                self.go.emit("progress", household.id, AgreementEventKind.HEAD_DIED)
                self.said.emit("已登记死亡。本户协议仍在执行，请接着登记户主死亡，再登记继承人确定")
            else:
                self._back()
                self.said.emit(f"已登记{done}，可用 Ctrl+Z 撤销")

    def _head_dies_with_papers(self) -> bool:
        here = [m for _, m in self.people.boxes]
        dies = self._kind is KINDS.DIED and bool(here) and here[0].id in {m.id for m in self._chosen()}
        return dies and bool(household_changes.papers(self.desk, self.household))

    def _change(self) -> Change:
        kind, h, desk = self._kind, self.household, self.desk
        occasion = Occasion(parse(fields_of(HouseholdEvent)["happened_on"], self.on.text()), self.basis.text())
        if kind in COMING:
            return household_changes.join(desk, h, kind, (self.new.person(),), occasion)
        if kind is KINDS.NEW_HEAD:
            return household_changes.new_head(desk, h, self._head(), occasion, self.head.new_account())
        if kind is KINDS.MERGED:
            return household_parts.merge(desk, h, self._other(), self.with_land.isChecked(), occasion)
        if kind is KINDS.SPLIT:
            return household_parts.split(desk, h, self.people.chosen(), self._head(), self.share.share(), occasion)
        heads = self.titles["head"].isVisibleTo(self)
        return household_changes.leave(desk, h, kind, self.people.chosen(), occasion, self._head() if heads else None,
                                       self.head.new_account() if heads else None)

    def _head(self):
        head = self.head.head()
        if head is None:
            raise KnownError("请选择新户主，再登记。分户的，请先勾选分出去的成员。")
        return head

    def _other(self) -> Household:
        chosen = self.others.selected()
        if len(chosen) != 1:
            raise KnownError("请在表中选中要并入本户的一户，再登记。")
        return chosen[0]

    def _clear(self) -> None:
        for line in (self.on, self.basis, self.search):
            line.clear()
        for part in (self.people, self.new, self.head):
            part.clear()

    def _back(self) -> None:
        self.go.emit("households", self.household.id if self.household else "", "head_name" if self.household else "")
