"""农户: the table of households at the left, the chosen one's form at the right."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMenu, QStackedWidget, QWidget

from linkdesk.actions import bulk_edits, complaints, households
from linkdesk.desk import Desk
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.household import Household
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import HouseholdEventKind, Severity
from linkdesk.ui import theme
from linkdesk.ui.bulk_line import BulkLine
from linkdesk.ui.columns import of_fields
from linkdesk.ui.household_view import HouseholdView
from linkdesk.ui.icons import icon
from linkdesk.ui.look import beside, button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.pages import room
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

# In the order in which they give way when room is short.
COLUMNS = {"village": 78, "group": 72, "head_name": 72, "population": 72, "homestead_area": 118, "willing": 96,
           "resettlement_choice": 84, "relocation_type": 150, "registered_poor": 96, "id_number": 160, "house_structure": 84,
           "house_area": 136, "reclaimable_area": 150, "outbuilding_area": 124, "rooms": 64, "phone": 110, "bank_name": 120,
           "bank_account": 160, "surveyed_on": 100, "code": 88, "address": 140, "certificate_number": 130,
           "resettlement_site": 110, "note": 140}
WITHIN = "coverage", "collective", "relocation", "opening"  # pages reached from here, as far as they are built
TYPING_PAUSE = 150  # ms
TABLE_WIDTH, FORM_WIDTH = 300, 360


class HouseholdsPage(Page):
    """Search, sort, paste, correct: the page an officer spends the day on."""

    key, title = "households", "农户"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("导入农户", lambda: self.go.emit("import", "", ""))
        self.actions_beside = (self.action("新增农户", self._add), self.action("删除", self._remove),
                               self.action("打印清册", lambda: self.go.emit("preview", "roster", "")))
        self.more = self.action("更多", lambda: None)
        self.more.setMenu(self._menu())
        self.actions_beside += (self.more,)
        self.table = Table(EntityTable(of_fields(Household, COLUMNS), households.matches, editable=True), self.memory, "households")
        self.search = QLineEdit(placeholderText="搜索：姓名、拼音首字母、村组、身份证号", clearButtonEnabled=True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.held_only, self.left_out = QCheckBox("只看有问题的"), QCheckBox("含未列入的")
        self.count = label("", "small")
        self.bulk = BulkLine(self.table.selected)
        self.view = HouseholdView(self)
        self.body = QStackedWidget()
        self.body.addWidget(self._both())
        self.body.addWidget(first_step("还没有农户。导入摸底调查表，有错误的行也会保留，可以逐户改正。",
                                       button("导入农户", lambda: self.go.emit("import", "", ""), "main"), button("新增农户", self._add)))
        column(self.body, parent=self)
        self.setFocusProxy(self.table.view)
        self._wire()

    def _both(self) -> QWidget:
        left, now = QWidget(), theme.current()
        top = row(self.search, self.held_only, self.left_out, self.count, gap=12)
        top.setStretch(0, 1)
        whole = column(top, self.bulk, self.table, parent=left)
        whole.setContentsMargins(now.px(24), now.px(12), now.px(8), now.px(12))
        whole.setStretch(2, 1)
        left.setMinimumWidth(now.px(TABLE_WIDTH))
        return beside(left, self.view, FORM_WIDTH)

    def _wire(self) -> None:
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.find)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.returnPressed.connect(self._into_table)
        self.held_only.toggled.connect(lambda _: self.reload())
        self.left_out.toggled.connect(lambda _: self.reload())
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.table.selected_sums.connect(self.said)
        self.table.selected_sums.connect(lambda _: self.bulk.isVisible() and self.bulk.tell())
        self.bulk.given.connect(self._bulk)
        self.table.pasted.connect(self._paste)
        self.table.model.edited.connect(lambda h, name, text: self.attempt(lambda: self.view.store(h, name, text)))
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)
        self.table.opened.connect(lambda _: self.view.lead_to("head_name"))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        self.of_rows = [menu.addAction(f"{kind}…", lambda k=kind: self._enter_change(k)) for kind in HouseholdEventKind]
        menu.addSeparator()
        self.of_rows.append(menu.addAction("批量修改…", self.bulk_edit))
        menu.addAction("信访…", self._to_complaints)
        menu.addSeparator()
        for key in WITHIN:
            if found := room(key):
                menu.addAction(found.title, lambda k=key: self.go.emit(k, "", ""))
        return menu

    def _enter_change(self, kind: HouseholdEventKind) -> None:
        if self.view.household is None:
            self.wrong.emit("还没有选中农户。请先在表中选中发生变动的一户。")
        else:
            self.go.emit("household_changes", self.view.household.id, str(kind))

    def _to_complaints(self) -> None:
        self.go.emit("complaints", self.view.household.id if self.view.household else "", "")

    def bulk_edit(self) -> None:
        """Offer to put one value into all selected households."""
        self.bulk.ask()

    def _bulk(self, name: str, text: str) -> None:
        chosen = self.table.selected()
        if self.do(lambda: bulk_edits.bulk(self.desk, chosen, name, text)):
            self.bulk.done()
            self.said.emit("已批量修改，可用 Ctrl+Z 一次撤销")

    def _dossier(self) -> Dossier:
        return self.desk.dossier(self.project_id)

    def reload(self) -> None:
        dossier = self._dossier()
        marks = {**marks_of(dossier.problems), **{h.id: (Severity.NOTE, f"未列入：{h.left_out}") for h in dossier.left_out}}
        marks = with_complaints(marks, dossier)
        listed = [h for h in self._everybody() if not self.held_only.isChecked() or h.id in marks]
        self.left_out.setVisible(bool(dossier.left_out))
        self.body.setCurrentIndex(0 if dossier.households or dossier.left_out else 1)
        for action in (self.main_action, *self.actions_beside):
            action.setVisible(bool(dossier.households) or action is self.more)
        for action in self.of_rows:
            action.setEnabled(bool(dossier.households))
        self.table.show_entities(listed, marks)
        if listed and not self.table.view.currentIndex().isValid():
            self.table.select(self.table.model.rows[0].id) if self.table.model.rows else None
        self._say_count()
        self._show_chosen()

    def _everybody(self) -> tuple[Household, ...]:
        """The households taken in, and on request those left out behind them."""
        dossier = self._dossier()
        return dossier.households + (dossier.left_out if self.left_out.isChecked() else ())

    def _show_chosen(self) -> None:
        self.view.show_household(self.table.entity_at(self.table.view.currentIndex().row()), self._dossier())

    def _say_count(self) -> None:
        shown, every = len(self.table.model.rows), len(self._everybody())
        self.count.setText(f"共 {every:,} 户" if shown == every else f"{shown:,} / {every:,} 户")

    def find(self) -> None:
        """Keep the households that answer to what is typed."""
        self._pause.stop()
        current = self.view.household
        self.table.model.filter(self.search.text())
        if not (current and self.table.select(current.id)) and self.table.model.rows:
            self.table.select(self.table.model.rows[0].id)
        self._say_count()
        self._show_chosen()

    def _into_table(self) -> None:
        self.find()
        self.table.view.setFocus()

    def lead_to(self, entity_id: str, field: str) -> None:
        if not self.table.select(entity_id):
            self.left_out.setChecked(any(h.id == entity_id for h in self._dossier().left_out) or self.left_out.isChecked())
            self.search.clear()
            self.held_only.setChecked(False)
            self.find()
            self.table.select(entity_id)
        self._show_chosen()
        self.view.lead_to(field)

    def _add(self) -> None:
        change = households.add(self.desk, self.project_id)
        self.do(lambda: change, lambda: QTimer.singleShot(0, lambda: self._begin(change.after[0].id)))

    def _begin(self, household_id: str) -> None:
        self.reload()
        self.lead_to(household_id, "village")

    def _remove(self) -> None:
        chosen = self.table.selected()
        if not chosen:
            self.wrong.emit("还没有选中农户，没有删除。请先在表中选中要删除的行。")
        elif self.do(lambda: households.remove(self.desk, chosen)):
            self.said.emit(f"已删除 {len(chosen)} 户，可用 Ctrl+Z 撤销")

    def _paste(self, rows: list[list[str]], names: list[str]) -> None:
        self.do(lambda: households.paste(self.desk, self.project_id, rows, names))


def marks_of(problems: tuple[Problem, ...]) -> Marks:
    """Household id → the gravest of its open problems and all their sentences."""
    found: dict[str, tuple[Severity, str]] = {}
    for p in (p for p in problems if p.settled_at is None and p.household_id):
        gravest, why = found.get(p.household_id, (p.severity, ""))
        gravest = min(gravest, p.severity, key=list(Severity).index)
        found[p.household_id] = gravest, f"{why}\n{p.message}".strip()
    return found


def with_complaints(marks: Marks, dossier: Dossier) -> Marks:
    """The marks, with every household that has a complaint not settled; what it has already stays the graver."""
    found = dict(marks)
    for household_id in {c.household_id for c in dossier.complaints}:
        if said := complaints.told(dossier, household_id):
            gravest, why = found.get(household_id, (Severity.WARNING, ""))
            found[household_id] = min(gravest, Severity.WARNING, key=list(Severity).index), f"{why}\n{said}".strip()
    return found
