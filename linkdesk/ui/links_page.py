"""涉农项目: what households and plots received from other programmes, double subsidies marked (B §三(三))."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import programme_links
from linkdesk.actions.households import answers
from linkdesk.desk import Desk
from linkdesk.domain.fields import fields_of
from linkdesk.domain.planning import ProgrammeLink
from linkdesk.domain.words import Severity
from linkdesk.ui.columns import Column, of_field, of_fields
from linkdesk.ui.look import button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.work import Work

WIDTHS = {"programme": 124, "name": 150, "purpose": 84, "subsidy": 110, "received_on": 96, "basis": 150}
EMPTY = "还没有涉农项目补助。农户或地块已从危房改造、搬迁、土地整理等项目领过补助的，在这里登记，用途相同的会标为重复。"
NOTE = "“农户或地块”填户主姓名、身份证号或地块编号；可从表格软件整块粘贴，首行为列名时按列名对应。"


class LinksPage(Page):
    """One table; typing above it filters."""

    key, title = "links", "涉农项目"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.actions_beside = (self.action("返回地块", lambda: self.go.emit("plots", "", "")),)
        self.rows = RowsPanel(self, "links/rows", "已领补助", (_who(), *of_fields(ProgrammeLink, WIDTHS)), Verbs(
            lambda _: programme_links.add(desk, project_id),
            lambda link, name, text: programme_links.put(desk, link, name, text),
            lambda links: programme_links.remove(desk, links),
            lambda cells, names: programme_links.paste(desk, project_id, cells, names)))
        self.rows.model.matches = _matches
        self.search = QLineEdit(placeholderText="筛选：姓名或首字母、行政村、项目名称", clearButtonEnabled=True)
        self.doubled = QCheckBox("只看有问题的")
        self.count = label("", "small")
        self.body = QStackedWidget()
        self.body.addWidget(self._table())
        self.body.addWidget(first_step(EMPTY, button("新增一行", self.rows.add, "main"), button("粘贴", self.rows.table.paste)))
        column(self.body, parent=self)
        self.search.textChanged.connect(self.rows.model.filter)
        self.doubled.toggled.connect(lambda _: self.reload())
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        self.setFocusProxy(self.rows)

    def _table(self) -> QWidget:
        whole = QWidget()
        tools = row(self.search, self.doubled, self.count)
        tools.setStretch(0, 1)
        column(tools, self.rows, label(NOTE, "small", wrap=True), margin=16, parent=whole).setStretch(1, 1)
        return whole

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        marks = programme_links.remarks(dossier)
        links = programme_links.shown(dossier)
        self.body.setCurrentIndex(0 if links else 1)
        doubles = sum(severity is Severity.WARNING for severity, _ in marks.values())
        self.count.setText(f"共 {len(links)} 笔" + (f"，重复 {doubles} 笔" if doubles else ""))
        kept = [link for link in links if link.id in marks or not self.doubled.isChecked()]
        self.rows.show_rows(kept, (), marks, {id_: said for id_, (_, said) in marks.items()})

    def lead_to(self, entity_id: str, field: str) -> None:
        self.doubled.setChecked(False)
        self.search.clear()
        if self.rows.table.select(entity_id, 2 + list(WIDTHS).index(field) if field in WIDTHS else 1):
            self.rows.table.view.setFocus()


def _who() -> Column:
    return replace(of_field(fields_of(ProgrammeLink)[programme_links.WHO], 150), heading="农户或地块")


def _matches(link: Any, typed: str) -> bool:
    who = link.household_id or ""
    return answers(typed, who.rpartition(" ")[2], who, link.name, str(link.programme), str(link.purpose), link.basis)
