"""A new project: what it must have to begin; everything else is filled in on its own pages."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from linkdesk.actions.projects import NewProject, new_project, projects
from linkdesk.desk import Desk
from linkdesk.domain.directory import Authority, Township, Village
from linkdesk.domain.words import AuthorityKind
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, label, row, scrolled
from linkdesk.ui.pack_choice import PackChoice
from linkdesk.ui.page import Page
from linkdesk.ui.work import Work

KINDS = (AuthorityKind.COUNTY, AuthorityKind.DEVELOPMENT_ZONE)


class NewProjectPage(Page):
    """Names already in the directories are offered; new ones are entered there."""

    key, title = "new_project", "新建项目"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.name = QLineEdit(placeholderText="如 岚川县青石镇增减挂钩项目区")
        self.kind = QComboBox()
        self.kind.addItems([str(k) for k in KINDS])
        self.county, self.city, self.township = self._choice(), self._choice(), self._choice()
        self.villages = QLineEdit(placeholderText="用顿号隔开，如 上沟村、柳树塬村")
        self.packs = PackChoice(desk)
        self.create = button("建立项目", self._create, "main")
        self.create.setObjectName("do_create")
        self.setFocusProxy(self.name)
        self._build()

    def _choice(self) -> QComboBox:
        made = QComboBox(editable=True)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        return made

    def _build(self) -> None:
        form = QFormLayout(horizontalSpacing=theme.current().px(12), verticalSpacing=theme.current().px(8))
        for text, field in (("项目区名称 *", self.name), ("责任主体类别", self.kind), ("责任主体全称 *", self.county),
                            ("上级市人民政府", self.city), ("乡镇 *", self.township), ("行政村", self.villages), ("政策依据 *", self.packs)):
            form.addRow(label(text), field)
        inside = QWidget()
        inside.setMaximumWidth(theme.current().px(720))
        cancel = button("返回项目列表", lambda: self.go.emit("projects", "", ""))
        column(form, row(self.create, cancel, 1), 1, gap=16, parent=inside)
        whole = QWidget()
        row(inside, 1, margin=24, parent=whole).setStretch(0, 10)
        column(scrolled(whole), parent=self)

    def reload(self) -> None:
        load = self.desk.store.load
        self._offer(self.county, [a.name for a in load(Authority) if a.kind in KINDS])
        self._offer(self.city, [a.name for a in load(Authority) if a.kind is AuthorityKind.CITY])
        self._offer(self.township, [t.name for t in load(Township)])
        self.villages.setToolTip("名录中已有：" + "、".join(v.name for v in load(Village)[:20]))

    def _offer(self, box: QComboBox, names: list[str]) -> None:
        typed = box.currentText()
        box.clear()
        box.addItems(names)
        box.setCurrentText(typed)

    def lead_to(self, entity_id: str, field: str) -> None:
        self.name.setFocus()

    def _create(self) -> None:
        wanted = NewProject(
            name=self.name.text(), county=self.county.currentText().strip(), city=self.city.currentText().strip(),
            township=self.township.currentText().strip(), kind=KINDS[self.kind.currentIndex()],
            villages=tuple(filter(None, re.split("[、,，;； ]+", self.villages.text()))),
            packs=self.packs.chosen())
        self.do(lambda: new_project(self.desk, wanted), lambda: self._made(wanted.name.strip()))

    def _made(self, name: str) -> None:
        for line in (self.name, self.villages):
            line.clear()
        self.go.emit("overview", next(p.id for p in projects(self.desk) if p.name == name), "")
