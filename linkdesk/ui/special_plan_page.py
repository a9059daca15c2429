"""专项规划: the county's special plan with its links, potential by village, projects in order, consultation and approval (B §二(一))."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QFileDialog, QStackedWidget, QWidget

from linkdesk.actions import special_plan_papers, special_plan_taken, special_plans
from linkdesk.actions.special_plan_state import state_words
from linkdesk.desk import Desk
from linkdesk.domain.project import Project
from linkdesk.domain.special_plan import SpecialPlan
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, first_step, label, row, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.special_plan_approval import ApprovalPanel, ConsultedPanel
from linkdesk.ui.special_plan_facts import SpecialPlanFacts
from linkdesk.ui.special_plan_potential import PotentialPanel
from linkdesk.ui.special_plan_rows import LinksPanel, ProjectsPanel
from linkdesk.ui.work import Work

EMPTY = ("还没有专项规划。县级增减挂钩专项规划统筹几年里的规模、布局和时序，项目从中安排；"
         "早已批准的，新增后补登项目安排和批准文号即可。")


class SpecialPlanPage(Page):
    """Which county and plan above, its six tabs below."""

    key, title = "special_plan", "专项规划"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("打印规划", lambda: self._print("special_plan"), "print")
        self.actions_beside = (self.action("打印附表", lambda: self._print("special_plan_tables"), "print"),
                               self.action("导出清单", self._export), self.action("新增专项规划", self._add),
                               self.action("删除", self._remove))
        self.chosen = ""
        self.bodies, self.plans, self.state = QComboBox(), QComboBox(), label("", "small", wrap=True)
        self.facts, self.links, self.potential = SpecialPlanFacts(self), LinksPanel(self), PotentialPanel(self)
        self.projects, self.consulted, self.approval = ProjectsPanel(self), ConsultedPanel(self), ApprovalPanel(self)
        self._lay_out()

    def _lay_out(self) -> None:
        now, whole = theme.current(), QWidget()
        self.tabs = word_tabs()
        for panel, name in ((self.facts, "规划"), (self.links, "衔接"), (self.potential, "潜力"), (self.projects, "项目安排"),
                            (self.consulted, "征求意见"), (self.approval, "报批")):
            self.tabs.addTab(panel, name)
        for box, width in ((self.bodies, 150), (self.plans, 280)):
            box.setMinimumWidth(now.px(width))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        top = row(label("编制单位", "small"), self.bodies, self.plans, self.state)
        top.setStretch(3, 1)
        self.body = QStackedWidget()
        self.body.addWidget(self.tabs)
        self.body.addWidget(first_step(EMPTY, button("新增专项规划", self._add, "main")))
        top.setContentsMargins(*map(now.px, (16, 8, 16, 0)))
        column(top, self.body, gap=4, parent=whole).setStretch(1, 1)
        column(whole, parent=self)
        self.bodies.activated.connect(lambda _: self._choose(""))
        self.plans.activated.connect(lambda _: self._choose(self.plans.currentData()))
        self.tabs.currentChanged.connect(lambda _: self._show_tab())
        self.setFocusProxy(self.tabs)

    @property
    def plan(self) -> SpecialPlan | None:
        """The plan that is shown."""
        return self.desk.store.get(SpecialPlan, self.chosen) if self.chosen else None

    def _choose(self, plan_id: str) -> None:
        self.chosen = plan_id
        self.reload()

    def _add(self) -> None:
        def then() -> None:
            self.chosen = next(p.id for p in special_plans.plans(self.desk, self.bodies.currentData()) if p.id not in there)
            self.reload()
        there = {p.id for p in special_plans.plans(self.desk)}
        self.do(lambda: special_plans.add(self.desk, self.bodies.currentData() or "", self.project_id or None), then)

    def _remove(self) -> None:
        if plan := self.plan:
            self.do(lambda: special_plans.remove(self.desk, plan), lambda: self.said.emit("已删除，可按 Ctrl+Z 撤销。"))

    def _print(self, kind: str) -> None:
        if not self.project_id:
            self.wrong.emit("打印按项目区进行，没有打印。请先打开本县的一个项目，再到专项规划。")
        elif plan := self.plan:
            self.go.emit("preview", f"{kind}:{plan.id}", "")

    def _export(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, "选择存放的位置"):
            self.export_to(Path(folder))

    def export_to(self, folder: Path) -> None:
        """Write the list of all special plans into a folder."""
        self.attempt(lambda: self.said.emit(f"已写出：{special_plan_papers.write_list(self.desk, folder)}"))

    def reload(self) -> None:
        self._offer_bodies()
        found = special_plans.plans(self.desk, self.bodies.currentData()) if self.bodies.currentData() else []
        if self.chosen not in {p.id for p in found}:
            self.chosen = self._first(found)
        with QSignalBlocker(self.plans):
            self.plans.clear()
            for plan in found:
                self.plans.addItem(plan.name or "（未命名）", plan.id)
            self.plans.setCurrentIndex(max(0, self.plans.findData(self.chosen)))
        self.plans.setVisible(bool(found))
        self.state.setText(state_words(self.plan) if self.plan else "")
        for action in (self.main_action, *self.actions_beside):
            action.setVisible(bool(found) or action.text().startswith("新增"))
        self.body.setCurrentIndex(0 if found else 1)
        self._show_tab()

    def _offer_bodies(self) -> None:
        """The counties; that of the chosen plan, else the one shown, else that of the project at hand."""
        plan, project = self.plan, self.desk.store.get(Project, self.project_id) if self.project_id else None
        wanted = self.bodies.currentData() or (plan.authority_id if plan else "") or (project.responsible_id if project else "")
        with QSignalBlocker(self.bodies):
            self.bodies.clear()
            for body in special_plans.counties(self.desk):
                self.bodies.addItem(body.name, body.id)
            self.bodies.setCurrentIndex(max(0, self.bodies.findData(wanted)))

    def _first(self, found: list[SpecialPlan]) -> str:
        mine = special_plans.of_project(self.desk, self.project_id) if self.project_id else None
        ids = [p.id for p in found]
        return mine.id if mine and mine.id in ids else next(iter(ids), "")

    def _show_tab(self) -> None:
        """Show the plan in the tab that is in sight; the others when they come to it."""
        plan, tab = self.plan, self.tabs.currentWidget()
        if plan is None:
            return
        if tab is self.facts:
            tab.show_standing(special_plan_taken.standing_of(self.desk, plan), self.project_id)
        elif tab is self.projects:
            tab.show_standing(special_plan_taken.standing_of(self.desk, plan))
        else:
            tab.show_plan(plan)

    def lead_to(self, entity_id: str, field: str) -> None:
        """To a row of a tab, or a field of the plan; by the field where nothing bears the id."""
        if (plan := self.desk.store.get(SpecialPlan, entity_id)) is not None:
            self.bodies.setCurrentIndex(max(0, self.bodies.findData(plan.authority_id)))
            self._choose(plan.id)
        for at, panel in ((0, self.facts), (5, self.approval)):
            if plan is not None or field in ("approved_on", "name"):
                self.tabs.setCurrentIndex(at)
                if panel.lead_to(field):
                    return
        at = next((at for at, names in _FIELDS_OF if field in names), 3)
        self.tabs.setCurrentIndex(at)
        self.tabs.widget(at).lead_to(entity_id, field)


_FIELDS_OF = ((1, ("how", "title", "number")), (2, ("in_special_plan", "reclaimable_area")), (3, ("project_id", "old_area", "new_area")))
