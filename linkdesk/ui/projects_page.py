"""All projects of the workspace; an empty workspace says what to do first."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QStackedWidget, QWidget

from linkdesk.actions.projects import projects
from linkdesk.desk import Desk
from linkdesk.domain.directory import Authority, Township
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.ui.columns import Column, ordered, text_key
from linkdesk.ui.look import button, column, first_step
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work


@dataclass(frozen=True, slots=True)
class Line:
    """One project in the list."""

    id: str
    name: str
    responsible: str
    township: str
    packs: str
    households: int
    plots: int


def _words(name: str, heading: str, width: int) -> Column:
    return Column(name, heading, lambda r: getattr(r, name), lambda r: text_key(getattr(r, name)), width)


def _count(name: str, heading: str) -> Column:
    return Column(name, heading, lambda r: f"{getattr(r, name):,}", lambda r: ordered(getattr(r, name)), 80, right=True)


COLUMNS = (_words("name", "项目区名称", 260), _words("responsible", "责任主体", 180), _words("township", "乡镇", 100),
           _words("packs", "政策依据", 200), _count("households", "农户"), _count("plots", "地块"))


class ProjectsPage(Page):
    """Double click or Enter opens a project."""

    key, title = "projects", "项目"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("新建项目", lambda: self.go.emit("new_project", "", ""))
        self.table = Table(EntityTable(COLUMNS), self.memory, "projects")
        self.table.opened.connect(lambda line: line and self.go.emit("overview", line.id, ""))
        self.body = QStackedWidget()
        self.body.addWidget(self.table)
        self.body.addWidget(self._first())
        column(self.body, margin=24, parent=self)

    def _first(self) -> QWidget:
        self.create = button("新建项目", lambda: self.go.emit("new_project", "", ""), "main")
        self.sample = button("打开示例", self._open_sample)
        return first_step("工作区里还没有项目。先新建一个项目，再导入摸底调查表。", self.create, self.sample)

    def reload(self) -> None:
        found = projects(self.desk)
        self.body.setCurrentIndex(0 if found else 1)
        self.main_action.setVisible(bool(found))  # an empty page has its one button in the middle
        self.table.show_entities([self._line(p) for p in found])
        if found and not self.table.view.currentIndex().isValid():
            self.table.select(found[0].id)

    def _line(self, project: Project) -> Line:
        store, packs = self.desk.store, self.desk.packs
        responsible = store.get(Authority, project.responsible_id) if project.responsible_id else None
        township = store.get(Township, project.township_id) if project.township_id else None
        return Line(project.id, project.name, responsible.name if responsible else "", township.name if township else "",
                    "、".join(packs[p].number if p in packs else p for p in project.packs),
                    store.count(Household, project_id=project.id), store.count(Plot, project_id=project.id))

    def _open_sample(self) -> None:
        from linkdesk.ui.sample import fill
        self.work.start("打开示例", lambda report: fill(self.desk, report), lambda project_id: self.go.emit("overview", project_id, ""),
                        holds_desk=True)
