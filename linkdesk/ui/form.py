"""A form: one .ui file bound to one entity class, each widget named as the field it edits."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from linkdesk import paths
from linkdesk.domain.entities import ENTITIES, entity_name
from linkdesk.domain.fields import fields_of
from linkdesk.ui import theme
from linkdesk.ui.boxes import Boxes, Commit
from linkdesk.ui.entries import widget_class
from linkdesk.ui.look import column, row, taken_out

TWO_COLUMNS_FROM = 860 - 2 * 24  # px at 100 %: of the page, less its margins
REQUIRED = " *"


class Mismatch(Exception):
    """A form and its entity disagree: a bug in the .ui file or in the fields."""


@cache
def _loader() -> QUiLoader:
    return QUiLoader()


@cache
def _form_text(name: str) -> bytes:
    return (paths.FORMS / f"{name}.ui").read_bytes()


def load(name: str) -> QWidget:
    """A fresh widget from forms/<name>.ui."""
    buffer = QBuffer()
    buffer.setData(QByteArray(_form_text(name)))
    return _loader().load(buffer)


def entry_widgets(root: QWidget) -> dict[str, QWidget]:
    """The widgets of a form that edit something, by name."""
    return {w.objectName(): w for w in root.findChildren(QWidget)
            if isinstance(w, QLineEdit | QComboBox | QCheckBox) and not w.objectName().startswith("qt_")}


def children(root: QWidget) -> dict[str, type]:
    """The tables of child entities in a form: `members` edits Member."""
    names = [t.objectName() for t in root.findChildren(QTableView) if type(t) is QTableView]
    if unknown := [n for n in names if n.removesuffix("s") not in ENTITIES]:
        raise Mismatch(f"no child entity for {unknown}")
    return {n: ENTITIES[n.removesuffix("s")] for n in names}


def check(root: QWidget, entity: type) -> None:
    """Raise Mismatch when widgets, labels and fields disagree in name, kind or words."""
    fields, widgets = fields_of(entity), entry_widgets(root)
    # By name: an object of the loader's may meet the Python face of one that stood at its address before, of another class.
    labels = {w.objectName(): w.property("text") for w in root.findChildren(QWidget) if w.objectName().endswith("_label")}
    wrong = [f"{n}: no such field of {entity.__name__}" for n in widgets if n not in fields]
    wrong += [f"{n}: {type(w).__name__}, not {widget_class(fields[n]).__name__}" for n, w in widgets.items()
              if n in fields and type(w) is not widget_class(fields[n])]
    wrong += [f"{n}: no label" for n in widgets if f"{n}_label" not in labels]
    wrong += [f"{n}: label of nothing" for n in labels if n.removesuffix("_label") not in widgets]
    wrong += [f"{n}: says {text}" for n, text in labels.items()
              if text and n.removesuffix("_label") in fields and text != fields[n.removesuffix("_label")].label]
    wrong += [f"{b.objectName()}: buttons begin with do_" for b in root.findChildren(QPushButton)
              if not b.objectName().startswith("do_")]
    children(root)
    if wrong:
        raise Mismatch("; ".join(wrong))


class Form(Boxes):
    """The whole form of an entity, from its .ui file."""

    asked = Signal(str)             # a do_ button, by its name without do_

    def __init__(self, entity: type, commit: Commit, parent: QWidget | None = None) -> None:
        super().__init__(entity, commit, parent)
        self.root = load(entity_name(entity))
        check(self.root, entity)
        self.groups = self.root.findChildren(QGroupBox)
        self.tables = {name: self.root.findChild(QTableView, name) for name in children(self.root)}
        self.boxes = {name: self.box(fields_of(entity)[name], w) for name, w in entry_widgets(self.root).items()}
        self.buttons = {b.objectName().removeprefix("do_"): b for b in self.root.findChildren(QPushButton)}
        for name, button in self.buttons.items():
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, n=name: self.asked.emit(n))
        self._labels()
        self._columns = Columns(self, self.groups)

    def _labels(self) -> None:
        labels = {n: self.root.findChild(QLabel, f"{n}_label") for n in self.boxes}
        for name, label in labels.items():
            field = self.boxes[name].field
            label.setText(field.label + (REQUIRED if field.required else ""))
            label.setToolTip("必填。" + field.help if field.required else field.help)
            label.setBuddy(self.boxes[name].widget)
            label.setFixedHeight(theme.current().px(30))
        for layout in self.root.findChildren(QFormLayout):
            layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        widest = max(label.sizeHint().width() for label in labels.values())
        for label in labels.values():
            label.setFixedWidth(widest)

    def table(self, name: str) -> QTableView:
        """The table of child entities called so in the .ui."""
        return self.tables[name]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.arrange(2 if event.size().width() >= theme.current().px(TWO_COLUMNS_FROM) else 1)


class Columns:
    """Puts the groups of a form below each other, or into two columns of about the same height."""

    def __init__(self, form: QWidget, groups: list[QGroupBox]) -> None:
        self.groups, self.count = groups, 0
        self.sides = [column(gap=0), column(gap=0)]
        self.box = row(*self.sides, gap=0, parent=form)

    def arrange(self, count: int) -> None:
        """One column or two."""
        if count == self.count:
            return
        self.count = count
        heights = [g.sizeHint().height() for g in self.groups]
        for side in self.sides:
            taken_out(side)
        for at, group in enumerate(self.groups):
            second = count == 2 and sum(heights[:at]) + heights[at] / 2 > sum(heights) / 2
            self.sides[int(second)].addWidget(group)
        for at, side in enumerate(self.sides):
            side.addStretch(1)
            self.box.setStretch(at, int(at < count))
        self.box.setSpacing(theme.current().px(32) if count == 2 else 0)
