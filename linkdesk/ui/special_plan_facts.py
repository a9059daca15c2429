"""规划: name, years and scale of a special plan, what is arranged and left of it, and its four texts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from linkdesk.actions import special_plans
from linkdesk.domain.quantities import printed
from linkdesk.domain.special_plan import SpecialPlan
from linkdesk.domain.special_plan_standing import AREAS, TEXTS, Areas, Place, SpecialPlanStanding, words
from linkdesk.ui import theme
from linkdesk.ui.boxes import SomeFields
from linkdesk.ui.look import Sentence, column, emptied, label, scrolled
from linkdesk.ui.page import Page

_NAMES = {"name": ""}
_SCALE = dict.fromkeys(("from_year", "to_year", "reclaimed_area", "old_area", "new_area", "surplus_area"), "")
_ASKED = {"scale": "拆旧、复垦、建新各多少，怎样确定", "layout": "拆旧区、安置区、建新区布局在哪些乡镇和村", "timing": "分几年实施，先后顺序和理由",
          "measures": "组织、资金、技术和监督的措施"}
LINES = 4
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class LongText(QPlainTextEdit):
    """A text of some lines, stored when the cursor leaves it; what was refused stays to be corrected."""

    given = Signal(str)

    def __init__(self, asked: str) -> None:
        super().__init__(placeholderText=asked)
        self.kept = ""
        self.setTabChangesFocus(True)
        self.setMinimumHeight(theme.current().px(24 * LINES))

    def show_text(self, text: str) -> None:
        """Show the stored text; what is being typed stays."""
        typing = self.toPlainText() != self.kept
        self.kept = text
        if not typing:
            self.setPlainText(text)

    def forget(self) -> None:
        """Let go of what was typed: another plan is shown."""
        self.kept = self.toPlainText()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.toPlainText() != self.kept:
            self.given.emit(self.toPlainText())


class AreasGrid(QWidget):
    """Areas in hectares line by line under one heading; a line that something is wrong with bears its words."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = QGridLayout(self, horizontalSpacing=theme.current().px(24), verticalSpacing=theme.current().px(4))
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setColumnStretch(len(AREAS) + 1, 1)
        self.lines: list[tuple[str, ...]] = []

    def show_lines(self, lines: list[tuple[str, Areas, str]]) -> None:
        """Show lines of a name, its areas and a remark."""
        head = ("", *(f"{words_}（公顷）" for words_ in AREAS.values()), "")
        wanted = [head, *((name, *(_figure(getattr(areas, at)) for at in AREAS), said) for name, areas, said in lines)]
        if wanted == self.lines:
            return
        self.lines = wanted
        emptied(self.grid)
        for down, line in enumerate(wanted):
            for across, text in enumerate(line):
                if across > len(AREAS):
                    self.grid.addWidget(Sentence(text, look="warning"), down, across)
                    continue
                look = "small" if not down else "" if across else "second"
                self.grid.addWidget(label(text, look), down, across, _RIGHT if across else _LEFT)


class SpecialPlanFacts(QWidget):
    """Fields above, what is arranged, used and left below them, the texts two by two."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.plan_id = page, ""
        self.names, self.scale = SomeFields(SpecialPlan, _NAMES, self._commit, 1), SomeFields(SpecialPlan, _SCALE, self._commit, 3)
        self.place, self.areas = Sentence(look="second"), AreasGrid()
        self.texts = {name: LongText(asked) for name, asked in _ASKED.items()}
        for name, text in self.texts.items():
            text.given.connect(lambda said, name=name: self.page.do(self._made(name, said)))
        inside = QWidget()
        column(self.names, self.scale, label("安排和还余", "group"), self.areas, self.place, label("内容", "group"), self._grid(), 1, margin=16,
               gap=8, parent=inside)
        column(scrolled(inside), parent=self)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout(horizontalSpacing=theme.current().px(16), verticalSpacing=theme.current().px(4))
        for at, name in enumerate(_ASKED):
            grid.addWidget(label(TEXTS[name], "second"), at // 2 * 2, at % 2)
            grid.addWidget(self.texts[name], at // 2 * 2 + 1, at % 2)
        return grid

    def _commit(self, plan: SpecialPlan, name: str, text: str) -> None:
        self.page.desk.do(special_plans.set_plan_field(self.page.desk, plan, name, text))

    def _made(self, name: str, text: str) -> Callable[[], object]:
        return lambda: special_plans.set_plan_field(self.page.desk, self.page.desk.store.get(SpecialPlan, self.plan_id), name, text)

    def show_standing(self, found: SpecialPlanStanding, project_id: str) -> None:
        """Show a plan as it stands."""
        if found.plan.id != self.plan_id:
            self.plan_id = found.plan.id
            for text in self.texts.values():
                text.forget()
        for fields in (self.names, self.scale):
            fields.show_entity(found.plan)
            fields.freeze(found.plan.approved_on is not None)
        for name, text in self.texts.items():
            text.show_text(getattr(found.plan, name))
            text.setReadOnly(found.plan.approved_on is not None)
        mine = next((p for p in found.places if project_id and p.row.project_id == project_id), None)
        beyond = f"超出规模：{words(found.beyond)}" if found.beyond else ""
        self.areas.show_lines([("项目安排合计", found.arranged, beyond), ("已批准项目占用", found.used, ""), ("规划还余", found.left, ""),
                               *(_of_place(mine) if mine and mine.taken else ())])
        self.place.setText(place_words(mine) if mine else "")
        self.place.setVisible(mine is not None)

    def lead_to(self, field: str) -> bool:
        """Put the cursor into a field; False when it is not one of these."""
        where = self.texts.get(field) or next((f.boxes[field].widget for f in (self.names, self.scale) if field in f.boxes), None)
        if where is not None:
            where.setFocus()
        return where is not None


def _of_place(place: Place) -> tuple[tuple[str, Areas, str], ...]:
    over = f"超出安排：{words(place.over)}" if place.over else ""
    return ("本项目的安排", place.planned, ""), ("本项目面积", place.taken.areas, over), ("本项目这一项还余", place.left, "")


def _figure(area: Decimal | None) -> str:
    return "未知" if area is None else printed(area, 4)


def place_words(place: Place) -> str:
    """The place of the project at hand in words."""
    state = "还没有面积" if place.taken is None else "已批准，已从规划中扣减" if place.taken.approved else "还没有批准，暂不扣减"
    return f"本项目列在第 {place.number} 项“{place.row.name}”" + (f"，{place.row.year} 年安排" if place.row.year else "") + f"；{state}。"
