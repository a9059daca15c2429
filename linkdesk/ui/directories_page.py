"""名录: townships, villages and natural villages of the county, its agencies with dated names, and the responsible bodies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QFileDialog, QStackedWidget, QWidget

from linkdesk.actions import directories, usual_agencies
from linkdesk.desk import Desk
from linkdesk.domain.change import Change, Entity
from linkdesk.domain.directory import Agency, AgencyName, Authority, Hamlet, Township, Village
from linkdesk.domain.fields import fields_of
from linkdesk.domain.survey import Problem
from linkdesk.ui.directory_lines import AGENCIES, BODIES, DIFFERENCES, PLACES, AgencyLine, agencies, places
from linkdesk.ui.directory_tab import DirectoryTab
from linkdesk.ui.form import Form
from linkdesk.ui.look import button, column, first_step, label, row, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

FILES = "村名单 (*.xlsx *.xls *.et *.ods *.csv);;所有文件 (*)"
NOT_YET, HERE, COMPARING = range(3)
IMPORT, CONFIRM, CANCEL = "导入村名单", "确认导入", "取消导入"


class DirectoriesPage(Page):
    """Edits by hand; a list from a workbook is set beside what stands before it changes anything."""

    key, title = "directories", "名录"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.comparison: directories.Comparison | None = None
        self.main_action = self.action(IMPORT, self._go_on)
        self.cancel = self.action(CANCEL, self._give_up)
        self.actions_beside = (self.cancel,)
        self.body_choice = QComboBox()
        self.body_choice.activated.connect(lambda _: self.reload())
        self.tabs = word_tabs()
        self._make_tabs()
        self.body = QStackedWidget()
        self.body.addWidget(first_step("名录还是空的。先录入责任主体（县、市、区），再导入村名单，或新建项目时录入。",
                                       button("新增责任主体", self._add_body, "main")))
        self.body.addWidget(self._here())
        self.body.addWidget(self._comparing())
        column(self.body, margin=24, parent=self)

    def _make_tabs(self) -> None:
        self.add_village, self.add_hamlet = button("新增行政村", self._add_village), button("新增自然村", self._add_hamlet)
        self.places = DirectoryTab("places", PLACES, (Township, Village, Hamlet), self.commit, self.memory, (
            button("新增乡镇", lambda: self._add(Township, self.authority_id)), self.add_village, self.add_hamlet,
            button("删除", self._remove_place)))
        self.duty = Form(Agency, self.commit)
        self.agencies = DirectoryTab("agencies", AGENCIES, (AgencyName,), self.commit, self.memory, (
            button("新增机关", self._add_agency), button("更名", self._rename),
            button("补上常用机关", self._add_usual), button("删除", self._remove_agency)))
        self.agencies.stack.parentWidget().layout().insertWidget(0, self.duty)
        self.bodies = DirectoryTab("bodies", BODIES, (Authority,), self.commit, self.memory, (button("新增责任主体", self._add_body),))
        self.places.chosen.connect(self._allow)
        self.agencies.chosen.connect(self._show_duty)
        for tab, name in ((self.places, "乡镇、村"), (self.agencies, "机关"), (self.bodies, "责任主体")):
            self.tabs.addTab(tab, name)

    def _here(self) -> QWidget:
        page = QWidget()
        column(row(label("责任主体", "second"), self.body_choice, 1), self.tabs, parent=page).setStretch(1, 1)
        return page

    def _comparing(self) -> QWidget:
        page = QWidget()
        self.summary = label("", "lead", wrap=True)
        self.differences = Table(EntityTable(DIFFERENCES), self.memory, "directories/differences")
        column(self.summary, self.differences, gap=12, parent=page).setStretch(1, 1)
        return page

    @property
    def authority_id(self) -> str:
        """The body whose places and agencies are shown."""
        return self.body_choice.currentData() or ""

    def reload(self) -> None:
        bodies = self.desk.store.load(Authority)
        self._offer(bodies)
        self.body.setCurrentIndex(NOT_YET if not bodies else COMPARING if self.comparison else HERE)
        self.main_action.setText(CONFIRM if self.comparison else IMPORT)
        self.main_action.setVisible(bool(bodies))
        self.cancel.setVisible(self.comparison is not None)
        self.bodies.forms[Authority].offer("parent_id", [(a.id, a.name) for a in bodies])
        self.bodies.show_rows(bodies)
        self.places.show_rows(places(self.desk, self.authority_id))
        self.agencies.show_rows(agencies(self.desk, self.authority_id))

    def _offer(self, bodies: list[Authority]) -> None:
        """Every body can be chosen; at first the one that has townships."""
        having = {t.authority_id for t in self.desk.store.load(Township)}
        chosen = self.authority_id or next((a.id for a in bodies if a.id in having), "")
        self.body_choice.clear()
        for body in bodies:
            self.body_choice.addItem(body.name, body.id)
        self.body_choice.setCurrentIndex(max(0, self.body_choice.findData(chosen)))

    def _turn_to(self, authority_id: str) -> None:
        """Show the places of another body."""
        if authority_id and authority_id != self.authority_id:
            self.body_choice.setCurrentIndex(self.body_choice.findData(authority_id))
            self.reload()

    def commit(self, entity: Entity, name: str, text: str) -> None:
        """Store a field; two places of one name under the same parent are refused."""
        if fields_of(type(entity))[name].refers_to:
            super().commit(entity, name, text)
        else:
            self.desk.do(directories.change_field(self.desk, self.newest(entity, name), name, text))

    def _allow(self, line) -> None:
        entity = getattr(line, "entity", None)
        self.add_village.setEnabled(entity is not None)
        self.add_hamlet.setEnabled(isinstance(entity, Village | Hamlet))

    def _show_duty(self, line: AgencyLine | None) -> None:
        self.duty.setVisible(line is not None)
        if line is not None:
            self.duty.show_entity(line.agency)

    def _add(self, kind: type, parent_id: str) -> None:
        self._begin(lambda: directories.add(self.desk, kind, parent_id), self.places)

    def _begin(self, make, tab: DirectoryTab) -> None:
        """Add something and put the cursor into its name."""
        made: list[Change] = []
        if self.do(lambda: made.append(make()) or made[0]):
            QTimer.singleShot(0, self, lambda: (self.reload(), tab.lead_to(made[0].after[-1].id, "name")))

    def _add_village(self) -> None:
        entity = self.places.row().entity
        village = self.desk.store.get(Village, entity.village_id) if isinstance(entity, Hamlet) else entity
        self._add(Village, village.township_id if isinstance(village, Village) else village.id)

    def _add_hamlet(self) -> None:
        entity = self.places.row().entity
        self._add(Hamlet, entity.village_id if isinstance(entity, Hamlet) else entity.id)

    def _add_agency(self) -> None:
        self._begin(lambda: directories.add_agency(self.authority_id), self.agencies)

    def _add_usual(self) -> None:
        self.do(lambda: usual_agencies.propose(self.desk, self.authority_id))

    def _rename(self) -> None:
        if line := self.agencies.row():
            self._begin(lambda: directories.add(self.desk, AgencyName, line.agency.id), self.agencies)

    def _add_body(self) -> None:
        self._begin(directories.add_authority, self.bodies)
        self.tabs.setCurrentWidget(self.bodies)

    def _remove_place(self) -> None:
        if line := self.places.row():
            self.do(lambda: directories.remove(self.desk, line.entity))

    def _remove_agency(self) -> None:
        if line := self.agencies.row():
            last = len([a for a in self.agencies.table.model.everything if a.agency.id == line.agency.id]) == 1
            self.do(lambda: directories.remove(self.desk, line.agency if last else line.entity))

    def _go_on(self) -> None:
        if self.comparison:
            self._take_in(self.comparison)
        else:
            path, _ = QFileDialog.getOpenFileName(self, "选择村名单", "", FILES)
            if path:
                self.read(Path(path))

    def read(self, path: Path) -> None:
        """Read a list in the worker and set it beside the directories."""
        authority = self.authority_id
        self.attempt(lambda: self.work.start(
            "读取村名单", lambda report: directories.compare(self.desk, directories.understand(path, report), authority),
            self.show_comparison, holds_desk=True))

    def show_comparison(self, comparison: directories.Comparison) -> None:
        """Show what a list would change, before it changes anything."""
        self.comparison = comparison
        new = sum(d.kind == directories.NEW for d in comparison.differences)
        said = f"名单与名录对照：新增 {new} 处，更新 {len(comparison.differences) - new} 处，一致 {comparison.same} 处。只在名录里的不删除。"
        said += _not_taken(comparison.unplaced, "看不出乡镇或村名") + _not_taken(comparison.repeated, "与前面的行是同一处")
        self.summary.setText(said + _not_read(comparison.unread))
        self.differences.show_entities(comparison.differences)
        self.reload()

    def _take_in(self, comparison: directories.Comparison) -> None:
        if self.do(lambda: directories.take_in(comparison)):
            self._give_up()
            self.said.emit("村名单已导入，可按 Ctrl+Z 撤销。")

    def _give_up(self) -> None:
        self.comparison = None
        self.reload()

    def lead_to(self, entity_id: str, field: str) -> None:
        self._turn_to(directories.body_of(self.desk, entity_id))
        self.places.search.clear()
        for tab in (self.places, self.agencies, self.bodies):
            if tab.lead_to(entity_id, field):
                self.tabs.setCurrentWidget(tab)


def _not_taken(places: tuple[tuple[str, int], ...], why: str) -> str:
    if not places:
        return ""
    rows = "、".join(str(at) for _, at in places[:10])
    return f"有 {len(places)} 行{why}，没有收入（第 {rows} 行{'等' if len(places) > 10 else ''}）。"


def _not_read(problems: tuple[Problem, ...]) -> str:
    if not problems:
        return ""
    cells = "；".join(f"第 {p.row} 行{p.heading}：{p.message.rstrip('。')}" for p in problems[:4])
    return f"有 {len(problems)} 格需要核对，读不出的留空：{cells}{'等' if len(problems) > 4 else ''}。请改正名单再导入，或导入后在名录中补填。"
