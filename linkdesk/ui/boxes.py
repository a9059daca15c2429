"""Fields of one entity as boxes that store what is entered: what a whole form and a few fields on a page have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import Field, fields_of
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.entries import widget_class
from linkdesk.ui.field_box import FieldBox
from linkdesk.ui.look import label
from linkdesk.ui.remarks import Remark

Commit = Callable[[Any, str, str], object]  # entity, field name, text; raises KnownError and then nothing has changed
NARROWEST = 80  # px at 100 %


class Boxes(QWidget):
    """Shows one entity at a time; every finished entry goes to `commit`, whose refusal stands under the field."""

    settled = Signal(object, str)   # Problem, how
    reveal = Signal()               # a person asks for the private values

    def __init__(self, entity: type, commit: Commit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entity_class, self.commit, self.entity = entity, commit, None
        self.boxes: dict[str, FieldBox] = {}

    def box(self, field: Field, widget: QWidget) -> FieldBox:
        """Bind a widget to a field."""
        box = FieldBox(field, widget)
        box.entered.connect(lambda text: self._enter(field.name, text))
        box.left.connect(lambda way: self._lead_on(field.name, way))
        box.settled.connect(self.settled)
        box.reveal.connect(self.reveal)
        return box

    def offer(self, name: str, options: list[tuple[str, str]]) -> None:
        """What a reference may point at, as (id, words)."""
        self.boxes[name].offer(options)

    def show_entity(self, entity: Any, remarks: Iterable[Remark] = (), was: Mapping[str, str] | None = None) -> None:
        """Show an entity with what is remarked on its fields; an entry a person is just typing is left alone."""
        same = self.entity is not None and self.entity.id == entity.id
        self.entity, typed = entity, dict(getattr(entity, "as_typed", ()))
        by_field: dict[str, list[Remark]] = {}
        for remark in remarks:
            by_field.setdefault(remark.field, []).append(remark)
        for name, box in self.boxes.items():
            box.remark(by_field.get(name, []))
            if not (same and box.typing):
                box.show_value(getattr(entity, name), (was or {}).get(name, ""))
                box.doubt()
                if name in typed:
                    box.say(f"原填写：{typed[name]}")

    def mask(self, masked: bool) -> None:
        """Hide or show the private values of the entity."""
        for box in self.boxes.values():
            if box.field.private.value not in ("", "name"):
                box.masked = masked
                box.show_value(box.value, box.was)

    def _enter(self, name: str, text: str) -> None:
        if self.entity is None:
            return
        box = self.boxes[name]
        box.typing = False
        try:
            self.commit(self.entity, name, text)
        except KnownError as wrong:
            box.typing = True  # what was typed stays to be corrected; the stored value has not changed
            box.say(str(wrong), Severity.ERROR)

    def _lead_on(self, name: str, way: int) -> None:
        order = list(self.boxes)
        self.boxes[order[(order.index(name) + way) % len(order)]].widget.setFocus()

    def lead_to(self, name: str) -> None:
        """Put the cursor into a field."""
        if name in self.boxes:
            self.boxes[name].widget.setFocus()


class SomeFields(Boxes):
    """Some fields of an entity in pairs, each label before its field; read-only while `frozen`."""

    def __init__(self, entity: type, names: dict[str, str], commit: Commit, across: int = 2) -> None:
        super().__init__(entity, commit)
        self.grid = QGridLayout(self, horizontalSpacing=theme.current().px(8), verticalSpacing=theme.current().px(6))
        self.grid.setContentsMargins(0, 0, 0, 0)
        for at, (name, words) in enumerate(names.items()):
            field = fields_of(entity)[name]
            self.boxes[name] = self.box(field, widget_class(field)())
            self._place(at // across, at % across, words or field.label, self.boxes[name])

    def _place(self, line: int, side: int, words: str, box: FieldBox) -> None:
        words_ = label(words, "second")
        words_.setToolTip(box.field.help)
        words_.setFixedHeight(theme.current().px(30))
        words_.setBuddy(box.widget)
        self.grid.addWidget(words_, line, 2 * side, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(box, line, 2 * side + 1, Qt.AlignmentFlag.AlignTop)
        self.grid.setColumnStretch(2 * side + 1, 1)
        box.setMinimumWidth(theme.current().px(NARROWEST))

    def freeze(self, frozen: bool) -> None:
        """Let nothing be entered, or let it again."""
        for box in self.boxes.values():
            if not isinstance(box.widget, QLineEdit):
                box.widget.setEnabled(not frozen)
            elif box.widget.isReadOnly() is not frozen:
                box.widget.setReadOnly(frozen)
                box.widget.style().unpolish(box.widget)  # the look goes by whether it can be typed in
                box.widget.style().polish(box.widget)
