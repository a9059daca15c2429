"""集体房屋: buildings and land of the village collectives, surveyed beside the households."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import collective
from linkdesk.desk import Desk
from linkdesk.domain.change import Entity
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.fields import fields_of
from linkdesk.domain.words import Severity
from linkdesk.survey.lists import Listing
from linkdesk.ui import theme
from linkdesk.ui.columns import of_fields
from linkdesk.ui.form import Form
from linkdesk.ui.look import beside, button, column, first_step, label, row, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.remarks import Remark
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

FILES = "调查表 (*.xlsx *.xls *.et *.ods *.csv);;所有文件 (*)"
COLUMNS = {"village": 78, "name": 110, "use": 110, "house_area": 130, "land_area": 110, "left_out": 96, "group": 72, "owner": 110,
           "reclaimable_area": 140, "agreed": 96, "house_structure": 84, "certificate_number": 120, "surveyed_on": 96,
           "left_out_evidence": 140, "note": 140}
FORM_WIDTH = 360


class CollectivePage(Page):
    """Table at the left, the form of the chosen building at the right."""

    key, title = "collective", "集体房屋"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("导入集体房屋", self.choose)
        self.actions_beside = (self.action("新增", self._add), self.action("删除", self._remove),
                               self.action("摸底覆盖", lambda: self.go.emit("coverage", "", "")))
        self.table = Table(EntityTable(of_fields(CollectiveProperty, COLUMNS), _matches, editable=True), self.memory, "collective")
        self.search = QLineEdit(placeholderText="搜索：名称、村组、权属单位", clearButtonEnabled=True)
        self.count = label("", "small")
        self.form = Form(CollectiveProperty, self.commit)
        self.body = QStackedWidget()
        self.body.addWidget(self._both())
        self.body.addWidget(first_step("还没有登记集体房屋。学校、村委会、晒场等集体建筑和用地与农户一样逐处摸底。",
                                       button("导入集体房屋", self.choose, "main"), button("新增", self._add)))
        column(self.body, parent=self)
        self._wire()

    def _both(self) -> QWidget:
        left, right, now = QWidget(), QWidget(), theme.current()
        top = row(self.search, self.count, gap=12)
        top.setStretch(0, 1)
        column(top, self.table, parent=left).setContentsMargins(*(now.px(n) for n in (24, 12, 8, 12)))
        column(self.form, 1, margin=16, parent=right)
        return beside(left, scrolled(right), FORM_WIDTH)

    def _wire(self) -> None:
        self.search.textChanged.connect(self.table.model.filter)
        self.table.chosen.connect(self._show_one)
        self.table.selected_sums.connect(self.said)
        self.table.pasted.connect(lambda rows, names: self.do(lambda: collective.paste(self.desk, self.project_id, rows, names)))
        self.table.model.edited.connect(lambda one, name, text: self.attempt(lambda: self.commit(one, name, text)))
        self.setFocusProxy(self.table.view)

    def commit(self, entity: Entity, name: str, text: str) -> None:
        """Store a field; the village's name finds its place in the directory."""
        if fields_of(CollectiveProperty)[name].refers_to:
            super().commit(entity, name, text)
        else:
            self.desk.do(collective.correct(self.desk, self.newest(entity, name), name, text))

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        found = dossier.collective
        self.body.setCurrentIndex(0 if found else 1)
        for action in (self.main_action, *self.actions_beside[:2]):
            action.setVisible(bool(found))
        self.form.offer("plot_id", [(p.id, f"{p.code} {p.name}".strip()) for p in dossier.plots])
        self.table.show_entities(found, _marks(found))
        self.count.setText(f"共 {len(found)} 处，未列入 {sum(b.left_out is not None for b in found)} 处")
        if found and not self.table.view.currentIndex().isValid() and self.table.model.rows:
            self.table.select(self.table.model.rows[0].id)
        self._show_one(self.table.entity_at(self.table.view.currentIndex().row()))

    def _show_one(self, building: CollectiveProperty | None) -> None:
        self.form.setEnabled(building is not None)
        if building is not None:
            self.form.show_entity(building, remarks(building))

    def choose(self) -> None:
        """Ask for a workbook and take its buildings in."""
        path, _ = QFileDialog.getOpenFileName(self, "选择集体房屋调查表", "", FILES)
        if path:
            self.take_in(Path(path))

    def take_in(self, path: Path) -> None:
        """Read a workbook in the worker and take every row of it in, as one step."""
        def taking(report):
            listing = collective.understand(path, report)
            change = collective.take_in(self.desk, listing, self.project_id)
            self.desk.do(change, report)
            return listing, len(change)
        self.attempt(lambda: self.work.start("导入集体房屋", taking, self._taken, holds_desk=True))

    def _taken(self, taken: tuple[Listing, int]) -> None:
        listing, new = taken
        known = f"，另有 {listing.rows_read - new} 处早已登记，没有改动" if new < listing.rows_read else ""
        self.said.emit(f"已导入 {new} 处{known}，可按 Ctrl+Z 整批撤销。")
        if listing.problems:
            told = "；".join(f"第 {p.row} 行 {p.heading or p.field}：{p.message.rstrip('。')}" for p in listing.problems[:4])
            more = f"等 {len(listing.problems)} 处" if len(listing.problems) > 4 else ""
            QTimer.singleShot(0, lambda: self.wrong.emit(f"各行都已收下，读不出的格留空、原文记入备注：{told}{more}。请在表中补填。"))

    def _add(self) -> None:
        change = collective.add(self.project_id)
        self.do(lambda: change, lambda: QTimer.singleShot(0, lambda: (self.reload(), self.lead_to(change.after[0].id, "name"))))

    def _remove(self) -> None:
        self.do(lambda: collective.remove(self.table.selected()))

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.table.select(entity_id) and field:
            self.form.lead_to(field)


def remarks(building: CollectiveProperty) -> list[Remark]:
    """What a building still lacks: a required field, the evidence for leaving it out, the day of the villagers' consent."""
    found = [Remark(f.name, Severity.WARNING, f"缺少{f.label}。") for f in fields_of(CollectiveProperty).values()
             if f.required and getattr(building, f.name) in (None, "")]
    if building.left_out and not building.left_out_evidence:
        found.append(Remark("left_out_evidence", Severity.WARNING, "未列入，没有写明依据。"))
    if building.agreed is not None and building.agreed_on is None:
        found.append(Remark("agreed_on", Severity.NOTE, "村民会议已有意见，尚缺会议日期。"))
    return found


def _marks(buildings: tuple[CollectiveProperty, ...]) -> Marks:
    wrong = {b.id: [r.sentence for r in remarks(b) if r.severity is Severity.WARNING] for b in buildings}
    return {id_: (Severity.WARNING, "\n".join(said)) for id_, said in wrong.items() if said}


def _matches(building: CollectiveProperty, typed: str) -> bool:
    return any(typed in (text or "") for text in (building.name, building.village, building.group, building.owner))
