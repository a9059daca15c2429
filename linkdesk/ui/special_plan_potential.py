"""潜力: every village of the county with its survey of potential and whether it is inside the special plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from linkdesk.actions import village_potentials
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.potential_survey import PotentialRow
from linkdesk.domain.special_plan import SpecialPlan
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import of_fields
from linkdesk.ui.look import Sentence, button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

WIDTHS = {"township": 90, "village": 110, "is_poor": 64, "has_relocation": 130, "in_special_plan": 84, "households": 64, "population": 64,
          "construction_area": 104, "idle_area": 96, "reclaimable_area": 104, "farmland_area": 104, "willing": 76, "surveyed_on": 92, "reason": 130}
FILES = "表格 (*.xlsx *.xls *.csv *.txt)"
_SHOWN = 3  # proposals told whole


class PotentialPanel(QWidget):
    """The table, what is proposed in a line that comes when asked for, and what stands against it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.plan = page, None
        self.table = Table(EntityTable(of_fields(PotentialRow, WIDTHS), editable=True), page.memory, "special_plan/potential")
        self.table.first = ("village", "is_poor", "has_relocation", "in_special_plan", "households", "reclaimable_area", "willing")
        self.outside, self.proposal = Sentence(look="warning"), Sentence()
        does: dict[str, Callable[[], object]] = {
            "从摸底数据填入": self.propose, "列入": lambda: self._include(True), "不列入": lambda: self._include(False),
            "粘贴": self.table.paste, "导入表格…": self._choose, "清除": self._clear}
        tools = row(label("潜力调查", "group"), *(button(words, slot, "link") for words, slot in does.items()), gap=12)
        tools.setStretch(0, 1)
        self.line = QWidget()
        asked = row(self.proposal, button("取消", self.line.hide), button("填入", self._take, "main"), parent=self.line)
        asked.setStretch(0, 1)
        self.line.hide()
        box = column(tools, self.line, self.table, self.outside, gap=6, parent=self)
        box.setStretch(2, 1)
        box.setContentsMargins(*map(theme.current().px, (16, 8, 16, 8)))
        self.table.model.edited.connect(lambda one, name, text: self._do(
            lambda desk, plan: village_potentials.set_field_of(desk, plan, one, name, text)))
        self.table.pasted.connect(self._paste)
        self.setFocusProxy(self.table.view)

    def _do(self, make: Callable[[Desk, SpecialPlan], Change], then: Callable[[], object] = lambda: None) -> None:
        self.page.do(lambda: make(self.page.desk, self.plan), then)

    def show_plan(self, plan: SpecialPlan) -> None:
        """Show the villages of the plan's county."""
        if self.plan is None or plan.id != self.plan.id:
            self.line.hide()
        self.plan, found = plan, village_potentials.rows(self.page.desk, plan)
        left, unknown = village_potentials.outside(found)
        marks = {r.id: (Severity.WARNING, "贫困村或易地搬迁村没有列入专项规划。") for r in left}
        marks |= {r.id: (Severity.NOTE, "还没有写明是否列入专项规划。") for r in unknown}
        self.table.show_entities(found, marks)
        self.outside.setText(_said(left, unknown))
        self.outside.setVisible(bool(left or unknown))

    def propose(self) -> None:
        """Tell what the survey of households would fill in, and ask."""
        found = village_potentials.proposals(self.page.desk, self.plan)
        if not found:
            self.page.wrong.emit("摸底数据里没有可以补填的内容，没有改动。已填写的不会被覆盖。")
            return
        more = f"等 {len(found)} 个村" if len(found) > _SHOWN else ""
        self.proposal.setText("；".join(p.words for p in found[:_SHOWN]) + f"{more}。只补空格，已填写的不变。")
        self.line.show()

    def _take(self) -> None:
        self._do(village_potentials.take_proposals, lambda: (self.line.hide(), self.page.said.emit("已填入，请逐村核对；可按 Ctrl+Z 撤销。")))

    def _include(self, inside: bool) -> None:
        chosen = self.table.selected()
        self._do(lambda desk, plan: village_potentials.include(desk, plan, chosen, inside))

    def _clear(self) -> None:
        chosen = self.table.selected()
        self._do(lambda desk, plan: village_potentials.clear(desk, plan, chosen))

    def _paste(self, cells: Sequence[Sequence[str]], names: Sequence[str]) -> None:
        self._do(lambda desk, plan: village_potentials.paste(desk, plan, cells, names), lambda: self.page.said.emit("已粘贴，可按 Ctrl+Z 撤销。"))

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self.page, "选择潜力调查表", "", FILES)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Take a workbook in."""
        page, plan = self.page, self.plan
        page.work.start("导入潜力调查", lambda report: village_potentials.understand(path, report), lambda listing: page.do(
            lambda: village_potentials.take_in(page.desk, plan, listing), lambda: page.said.emit("已导入，可按 Ctrl+Z 撤销。")))

    def lead_to(self, entity_id: str, field: str) -> None:
        """To a village, into a field of it."""
        if self.table.select(entity_id, 1 + list(WIDTHS).index(field) if field in WIDTHS else 1):
            self.table.view.setFocus()


def _said(left: list[PotentialRow], unknown: list[PotentialRow]) -> str:
    parts = [f"{_names(left)}是贫困村或易地搬迁村，没有列入专项规划（B §二(一)）"] if left else []
    parts += [f"{len(unknown)} 个村还没有写明是否列入：{_names(unknown)}"] if unknown else []
    return "；".join(parts) + "。"


def _names(rows: list[PotentialRow]) -> str:
    return "、".join(r.village or "" for r in rows[:_SHOWN]) + (f"等 {len(rows)} 个村" if len(rows) > _SHOWN else "")
