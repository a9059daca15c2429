"""Households that stand already and read otherwise now: both sides beside each other, taken as a whole or field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QStackedWidget, QWidget

from linkdesk.actions.weights import HOUSES, MEMBERS, NEW, OLD, Choice, Difference, Intake, Taken, Weight
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import Private, fields_of
from linkdesk.domain.household import House, Household, Member
from linkdesk.domain.privacy import on_screen
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, text_key
from linkdesk.ui.look import beside, button, column, emptied, label, row, scrolled
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

WORDS = {NEW: "取新表", OLD: "留现有", "": "未选"}
BY_FIELD = "逐项"


@dataclass(frozen=True, slots=True)
class Line:
    """One changed household, and what was chosen for it."""

    id: str  # its key
    taken: Taken
    choice: Choice | None


def _column(name: str, heading: str, width: int, text: Any) -> Column:
    return Column(name, heading, text, lambda line: text_key(text(line)), width)


def _who(line: Line) -> str:
    return line.taken.standing.head_name or line.taken.household.head_name or "（无姓名）"


COLUMNS = (_column("who", "户主", 84, _who),
           _column("choice", "取舍", 68, lambda line: chosen_word(line)),
           _column("fields", "不同之处", 140, lambda line: "、".join(d.label for d in line.taken.differences)),
           _column("village", "行政村", 84, lambda line: line.taken.household.village or ""))


def chosen_word(line: Line) -> str:
    """What was chosen, in a word."""
    if line.taken.takes(line.choice) is None:
        return WORDS[""]
    return BY_FIELD if isinstance(line.choice, dict) else WORDS[line.choice or NEW]


class ChangesTab(QWidget):
    """The changed households at the left, the chosen one's two sides at the right."""

    decided = Signal(object, object)  # keys of households, choice

    def __init__(self) -> None:
        super().__init__()
        self.choices: Mapping[str, Choice] = {}
        self.table = Table(EntityTable(COLUMNS, lambda line, typed: typed in _who(line)))
        self.table.chosen.connect(self._show_sides)
        self.sides = QWidget()
        self.grid = QGridLayout(self.sides)
        self.grid.setHorizontalSpacing(theme.current().px(16))
        self.radios: dict[str, dict[str, QRadioButton]] = {}
        self.pages = QStackedWidget()
        self.pages.addWidget(_centred("没有已登记而内容不同的农户。"))
        self.pages.addWidget(beside(self._left(), scrolled(self.sides), 320))
        column(self.pages, parent=self).setContentsMargins(0, theme.current().px(8), 0, 0)

    def _left(self) -> QWidget:
        left = QWidget()
        whole = row(button("全选", self.table.view.selectAll), label("所选："), button("取新表", lambda: self._choose_selected(NEW)),
                    button("留现有", lambda: self._choose_selected(OLD)), 1)
        column(whole, self.table, parent=left).setStretch(1, 1)
        return left

    def show_intake(self, intake: Intake, choices: Mapping[str, Choice]) -> None:
        """Show the changed households of an intake and what was chosen so far."""
        self.choices = choices
        changed = [Line(t.key, t, choices.get(t.key)) for t in intake.taken if t.weight is Weight.CHANGED]
        marks = {line.id: (Severity.WARNING, "未选取新表还是留现有") for line in changed if line.taken.takes(line.choice) is None}
        self.pages.setCurrentIndex(1 if changed else 0)
        self.table.show_entities(changed, marks)
        if changed and not self.table.view.currentIndex().isValid():
            self.table.select(changed[0].id)
        self._show_sides(self.table.entity_at(self.table.view.currentIndex().row()))

    def _choose_selected(self, choice: str) -> None:
        keys = tuple(line.id for line in self.table.selected())
        if keys:
            self.decided.emit(keys, choice)

    def _show_sides(self, line: Line | None) -> None:
        emptied(self.grid)
        self.radios = {}
        if line is None:
            return
        for at, text in enumerate(("项目", "现有", "新表")):
            self.grid.addWidget(label(text, "small"), 0, at)
        for at, difference in enumerate(line.taken.differences, 1):
            self._show_difference(at, line, difference)
        if line.taken.remark:
            self.grid.addWidget(label(line.taken.remark, "warning", wrap=True), len(line.taken.differences) + 2, 0, 1, 3)
        self.grid.setRowStretch(len(line.taken.differences) + 3, 1)
        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnStretch(2, 1)

    def _show_difference(self, at: int, line: Line, difference: Difference) -> None:
        self.grid.addWidget(label(difference.label), at, 0)
        sides = {value: value_text(difference.field, side) or "（空）" for value, side in ((OLD, difference.old), (NEW, difference.new))}
        if difference.field in line.taken.settles:
            self.grid.addWidget(label(sides[OLD], "second", wrap=True), at, 1)
            self.grid.addWidget(label(f"{sides[NEW]}（已更正，取新表）", wrap=True), at, 2)
            return
        radios = self._radios(line, difference.field)
        for place, value in enumerate((OLD, NEW), 1):
            side = row(radios[value], label(sides[value], wrap=True), gap=8)
            side.setStretch(1, 1)
            self.grid.addLayout(side, at, place)

    def _radios(self, line: Line, name: str) -> dict[str, QRadioButton]:
        chosen = line.choice.get(name) if isinstance(line.choice, dict) else line.choice
        group, made = QButtonGroup(self.sides), {}
        for value in (OLD, NEW):
            made[value] = QRadioButton()
            made[value].setAccessibleName(WORDS[value])
            made[value].setToolTip(WORDS[value])
            made[value].setChecked(chosen == value)
            made[value].clicked.connect(lambda _, v=value: self._choose_field(line, name, v))
            group.addButton(made[value])
        self.radios[name] = made
        return made

    def _choose_field(self, line: Line, name: str, value: str) -> None:
        whole = {d.field: line.choice for d in line.taken.asks} if isinstance(line.choice, str) and line.choice else line.choice or {}
        self.decided.emit((line.id,), {**whole, name: value})


def value_text(name: str, value: Any) -> str:
    """One side of a difference as a person reads it; numbers of persons masked."""
    if name == MEMBERS:
        return "；".join(map(_person, value or ()))
    if name == HOUSES:
        return "；".join(map(_house, value or ()))
    field = fields_of(Household)[name]
    if field.private is not Private.NO:
        return on_screen(value, field.private)
    text = shown(field, value)
    return f"{text} {field.unit}" if text and field.unit else text


def _person(member: Member) -> str:
    number = on_screen(member.id_number, Private.IDENTITY)
    return " ".join(filter(None, (member.relation, member.name, number)))


def _house(house: House) -> str:
    area = shown(fields_of(House)["homestead_area"], house.homestead_area)
    return " ".join(filter(None, (house.house_structure, f"宅基地 {area} ㎡" if area else "")))


def _centred(text: str) -> QWidget:
    page = QWidget()
    column(1, row(1, label(text, "second"), 1), 2, parent=page)
    return page
