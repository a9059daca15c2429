"""概况: what the project is, its key figures, the policies it stands on."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from linkdesk.actions import edits
from linkdesk.desk import Desk
from linkdesk.domain.directory import Authority, Township
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure
from linkdesk.domain.project import Project
from linkdesk.domain.special_plan_standing import Told, told_plan_of
from linkdesk.ui.figure_view import FigureGrid
from linkdesk.ui.form import Form
from linkdesk.ui.look import column, label, scrolled
from linkdesk.ui.pack_choice import PackChoice
from linkdesk.ui.page import Page
from linkdesk.ui.pages import room
from linkdesk.ui.remarks import of_findings
from linkdesk.ui.step_states import states
from linkdesk.ui.steps import State
from linkdesk.ui.work import Work

KEY_FIGURES = ("old_area", "settlement_area", "new_area", "surplus",
               "household_count", "consent_ratio", "held_count", "reward_total")
OF_LEDGER = "surplus_construction", "surplus_farmland", "settled_surplus_construction", "settled_surplus_farmland"  # planned, then accepted
NEXT = {"households": "下一步：农户", "plots": "下一步：地块", "agreements": "下一步：双签协议", "plan": "下一步：实施方案",
        "matters": "下一步：审批", "packets": "下一步：申报材料"}


class OverviewPage(Page):
    """The project's form under its key figures; the main action leads to the next step."""

    key, title = "overview", "概况"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.next_key = "households"
        self.main_action = self.action(NEXT["households"], lambda: self.go.emit(self.next_key, "", ""))
        self.actions_beside = (self.action("政策参数", lambda: self.go.emit("values", "", "")),
                               self.action("逐条核对", lambda: self.go.emit("clauses", "", "")))
        self.figures = FigureGrid(across=4)
        self.form = Form(Project, self.commit)
        self.packs = PackChoice(desk)
        self.packs.changed.connect(self._choose_packs)
        inside = QWidget()
        column(self.figures, self.form, label("政策依据", "group"), self.packs, 1, margin=24, gap=16, parent=inside)
        column(scrolled(inside), parent=self)

    def reload(self) -> None:
        dossier, found = self.desk.dossier(self.project_id), self.desk.findings(self.project_id)
        self.figures.show_figures([figure(name, dossier) for name in (*KEY_FIGURES, *(OF_LEDGER if dossier.quotas.entries else ()))])
        self.packs.show_chosen(dossier.project.packs)
        self.form.offer("responsible_id", [(a.id, a.name) for a in self.desk.store.load(Authority)])
        self.form.offer("township_id", [(t.id, t.name) for t in self.desk.store.load(Township)])
        told = told_plan_of(dossier)
        shown = replace(dossier.project, special_plan=told.title, special_plan_on=told.approved_on) if told.plan else dossier.project
        self.form.show_entity(shown, of_findings(found, "project", self.project_id))
        self._name_source(told)
        self._lead_next(dossier)

    def _name_source(self, told: Told) -> None:
        """Where the county's special plan stands in its own room, its name and day are read here and typed there."""
        for name in ("special_plan", "special_plan_on"):
            box = self.form.boxes[name]
            box.widget.setReadOnly(told.plan is not None)
            if told.plan:
                box.say("取自“专项规划”，在那里修改")

    def _lead_next(self, dossier: Dossier) -> None:
        known = states(dossier, self.desk.findings(self.project_id), self.desk.project_packs(dossier.project))
        open_ = [k for k in NEXT if room(k) and known.get(k) is not State.DONE]
        self.next_key = open_[0] if open_ else "packets"
        self.main_action.setText(NEXT[self.next_key])

    def lead_to(self, entity_id: str, field: str) -> None:
        if field == "packs":
            next(iter(self.packs.boxes.values())).setFocus()
        else:
            self.form.lead_to(field)

    def _choose_packs(self) -> None:
        project = self.desk.dossier(self.project_id).project
        self.do(lambda: edits.set_value(project, "packs", self.packs.chosen()))
