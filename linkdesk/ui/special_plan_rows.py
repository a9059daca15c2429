"""衔接 and 项目安排: the plans a special plan is linked with, and the projects it arranges with what is left of each."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from linkdesk.actions import special_plan_rows
from linkdesk.domain.quantities import printed
from linkdesk.domain.special_plan import PlanLink, PlannedProject, SpecialPlan
from linkdesk.domain.special_plan_standing import AREAS, Place, SpecialPlanStanding, links_lacking, words
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields, ordered, text_key
from linkdesk.ui.look import Sentence, button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

LINKS = {"plan": 130, "title": 220, "number": 120, "how": 300}
PROJECTS = {"name": 110, "township": 80, "year": 70, "old_area": 116, "new_area": 116, "surplus_area": 116, "note": 110}
NONE = "（尚未立项）"


class LinksPanel(QWidget):
    """A row for each plan; those without title or link are marked."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.plan = page, None
        self.table = Table(EntityTable(of_fields(PlanLink, LINKS), editable=True), page.memory, "special_plan/links")
        self.table.first = ("plan", "title", "how")
        self.lacking = Sentence(look="second")
        column(self.table, self.lacking, parent=self).setContentsMargins(*map(theme.current().px, (16, 8, 16, 8)))
        self.table.model.edited.connect(lambda link, name, text: page.do(
            lambda: special_plan_rows.set_link_field(page.desk, self.plan, link, name, text)))
        self.table.pasted.connect(lambda cells, names: page.do(lambda: special_plan_rows.paste_links(page.desk, self.plan, cells, names)))
        self.setFocusProxy(self.table.view)

    def show_plan(self, plan: SpecialPlan) -> None:
        """Show the links of a plan."""
        self.plan, found = plan, special_plan_rows.links(self.page.desk, plan)
        lacking = links_lacking(plan, found)
        marks = {link.id: (Severity.WARNING, f"没有写明与{link.plan}怎样衔接。") for link in found if link.plan in lacking}
        self.table.show_entities(found, marks)
        self.lacking.setText(f"还没有写全：{'、'.join(lacking)}。规划名称和衔接情况都要填写。" if lacking else "六项规划都已写明。")

    def lead_to(self, entity_id: str, field: str) -> None:
        """To a link; without one to the first that lacks something."""
        wanted = entity_id if self.table.model.row_of(entity_id) >= 0 else next(iter(self.table.model.marks), "")
        if self.table.select(wanted, 1 + list(LINKS).index(field) if field in LINKS else 2):
            self.table.view.setFocus()


def _left(name: str, heading: str, places: dict[str, Place]) -> Column:
    def area(planned: PlannedProject):
        return getattr(places[planned.id].left, name) if planned.id in places else None

    def text(planned: PlannedProject) -> str:
        return "" if (left := area(planned)) is None else printed(left, 4)
    return Column(f"left_{name}", heading, text, lambda planned: ordered(area(planned)), 116, right=True, figure=area, decimals=4, unit="公顷")


class ProjectsPanel(QWidget):
    """The projects in their order; below them which project area the chosen one has become."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.plan, self.names = page, None, {}
        self.places: dict[str, Place] = {}
        desk = page.desk
        left = tuple(_left(name, f"{label_[:2]}还余（公顷）", self.places) for name, label_ in AREAS.items())
        self.rows = RowsPanel(page, "special_plan/projects", "项目安排", (*of_fields(PlannedProject, PROJECTS), self._linked(), *left), Verbs(
            lambda row_: special_plan_rows.add_project(desk, self.plan),
            lambda row_, name, text: special_plan_rows.set_project_field(desk, row_, name, text),
            lambda rows: special_plan_rows.remove_projects(desk, rows),
            lambda cells, names: special_plan_rows.paste_projects(desk, self.plan, cells, names),
            lambda row_, by: special_plan_rows.move_project(desk, row_, by)))
        self.rows.table.first = ("name", "year", "linked", "old_area", "left_old_area", "left_new_area", "left_surplus_area")
        self.linked = QComboBox()
        self.linked.setMinimumWidth(theme.current().px(220))
        self.by_name = button("按名称对应", lambda: page.do(lambda: special_plan_rows.link_by_name(desk, self.plan)), "link")
        below = row(label("对应的项目区", "small"), self.linked, self.by_name, 1)
        column(self.rows, below, parent=self).setContentsMargins(*map(theme.current().px, (16, 8, 16, 8)))
        self.rows.table.chosen.connect(lambda _: self._show_chosen())
        self.linked.activated.connect(lambda _: self._link())
        self.setFocusProxy(self.rows)

    def _linked(self) -> Column:
        def text(planned: PlannedProject) -> str:
            return self.names.get(planned.project_id or "", NONE)
        return Column("linked", "对应的项目区", text, lambda planned: text_key(text(planned)), 100)

    def show_standing(self, found: SpecialPlanStanding) -> None:
        """Show the projects of a plan with what is left of each."""
        self.plan = found.plan
        self.places.clear()
        self.places.update({p.id: p for p in found.places})
        self.names = {p.id: p.name for p in special_plan_rows.linkable(self.page.desk, found.plan)}
        with QSignalBlocker(self.linked):
            self.linked.clear()
            for id_, name in (("", NONE), *self.names.items()):
                self.linked.addItem(name, id_)
        over = {p.id: f"项目区超出安排：{words(p.over)}。" for p in found.places if p.over}
        said = {p.id: _said(p) for p in found.places}
        self.rows.show_rows([p.row for p in found.places], (), {id_: (Severity.WARNING, why) for id_, why in over.items()}, said)
        if found.places and self.rows.current is None:
            self.rows.table.select(found.places[0].id)
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.rows.current
        self.linked.setEnabled(chosen is not None)
        with QSignalBlocker(self.linked):
            self.linked.setCurrentIndex(max(0, self.linked.findData(chosen.project_id or "" if chosen else "")))

    def _link(self) -> None:
        if chosen := self.rows.current:
            self.page.do(lambda: special_plan_rows.set_linked(self.page.desk, chosen, self.linked.currentData()))

    def lead_to(self, entity_id: str, field: str) -> None:
        """To a project, into the field that is wrong; to the choice of its project area."""
        place = 1 + list(PROJECTS).index(field) if field in PROJECTS else 1
        self.rows.table.select(entity_id, place)
        (self.linked if field == "project_id" else self.rows.table.view).setFocus()


def _said(place: Place) -> str:
    if place.taken is None:
        return "还没有对应的项目区，整项未用。" if place.row.project_id is None else "同一项目区已在前面一行计入。"
    state = "已批准，已从规划中扣减" if place.taken.approved else "还没有批准，暂不扣减"
    return f"项目区{state}。" + (f"超出安排：{words(place.over)}。" if place.over else "")
