"""What each column of a survey workbook was taken for, in which unit and why; and a header nobody could find, pointed out by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLayout,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.domain.privacy import without_numbers
from linkdesk.domain.quantities import Quantity
from linkdesk.survey import Reading, SheetReading
from linkdesk.ui import theme
from linkdesk.ui.dressing import ROW
from linkdesk.ui.import_grid import GridColumn, columns_of
from linkdesk.ui.look import button, column, emptied, label, row, scrolled

HEADINGS = {"列": 44, "表头": 190, "内容举例": 190, "识别为": 190, "单位": 84, "依据": 220}
UNITS = ("㎡", "亩", "公顷")
NO_HEADER = "工作表“{name}”没有找到表头。请选中表头所在的行（可以是几行），再按“按所选的行识别”。"
WRONG_HEADER = "请选中表头所在的行（可以是几行），再按“按所选的行识别”。"
NOT_TAKEN = "（不导入）"
MEMBER = "成员："
_NOT_ASKED = frozenset(("project_id", "village_id", "plot_id", "as_typed", "id", "demolition_will_form", "reclamation_will_form",
                        "resettlement_will_form"))
_OF_MEMBER = ("name", "relation", "id_number", "sex", "ethnicity", "education")

Groups = list[tuple[SheetReading, ...]]


def groups(reading: Reading, mappable: bool = False) -> Groups:
    """The sheets that were read, those with the same header together; with the `mappable` ones, of which only a header is known."""
    found: dict[str, list[SheetReading]] = {}
    for sheet in reading.sheets:
        if sheet.columns or (mappable and sheet.unmapped_columns):
            found.setdefault(sheet.fingerprint or sheet.name, []).append(sheet)
    return [tuple(sheets) for sheets in found.values()]


def group_name(sheets: Sequence[SheetReading]) -> str:
    """How sheets with the same header are called together."""
    return sheets[0].name if len(sheets) == 1 else f"{sheets[0].name} 等 {len(sheets)} 张工作表"


class ColumnsTab(QWidget):
    """One table for each kind of header; every choice is told at once."""

    mapped = Signal(object, str, str)   # sheet names, column letter, field name ("" = leave out)
    united = Signal(object, str, str)   # sheet names, column letter, unit
    headed = Signal(str, int, int)      # sheet name, first and last header row

    def __init__(self) -> None:
        super().__init__()
        self.inside = QWidget()
        self.parts = column(margin=0, gap=16, parent=self.inside)
        column(scrolled(self.inside), parent=self).setContentsMargins(0, theme.current().px(8), 0, 0)
        self.fields: dict[tuple[str, str], QComboBox] = {}
        self.units: dict[tuple[str, str], QComboBox] = {}
        self.askers: dict[str, HeaderAsker] = {}
        self.again: dict[str, QPushButton] = {}

    def show_reading(self, reading: Reading) -> None:
        """Show the columns of a reading, sheets whose header must be pointed out first."""
        emptied(self.parts)
        self.fields, self.units, self.askers, self.again = {}, {}, {}, {}
        for sheet in reading.sheets:
            if sheet.asks_header:
                self.askers[sheet.name] = HeaderAsker(sheet, NO_HEADER, partial(self.headed.emit, sheet.name))
                self.parts.addWidget(self.askers[sheet.name])
        for sheets in groups(reading, mappable=True):
            self.parts.addWidget(self._group(reading, sheets))
        for sheet in reading.sheets:
            if sheet.skipped and not sheet.asks_header and not sheet.unmapped_columns:
                self.parts.addWidget(label(f"工作表“{sheet.name}”没有读取：{sheet.skipped}。", "second", wrap=True))
        self.parts.addStretch(1)

    def _group(self, reading: Reading, sheets: tuple[SheetReading, ...]) -> QWidget:
        page = QWidget()
        heads = label(f"{group_name(sheets)}：{_header_words(sheets[0])}", "group", wrap=True)
        below = column(gap=0)
        self.again[sheets[0].name] = anew = button("表头不对？重新指定", lambda: self._point_anew(sheets, below), "link")
        above = row(heads, anew)
        above.setStretch(0, 1)
        column(above, below, self._table(reading, sheets), parent=page)
        return page

    def _point_anew(self, sheets: tuple[SheetReading, ...], place: QLayout) -> None:
        """Show the first rows of a sheet to point its header out in; the other sheets with the same header follow."""
        emptied(place)
        asker = HeaderAsker(sheets[0], WRONG_HEADER, lambda *rows: [self.headed.emit(s.name, *rows) for s in sheets])
        self.askers[sheets[0].name] = asker
        place.addWidget(asker)
        asker.show()

    def _table(self, reading: Reading, sheets: tuple[SheetReading, ...]) -> QTableWidget:
        read = {c.column: c for c in sheets[0].columns}
        ordered = sorted(columns_of(sheets[0]), key=lambda c: c.field is not None)  # what was not recognised comes first
        table = _table(len(ordered), HEADINGS)
        samples = _samples(reading, {s.name for s in sheets})
        for at, each in enumerate(ordered):
            known = read.get(each.letter)
            reason = "经办人指定" if known and known.chosen else known.unit_reason if known else ""
            for place, text in enumerate((each.letter, each.heading, _sample(each, samples))):
                table.setItem(at, place, _item(text))
            table.setCellWidget(at, 3, self._field_box(sheets, each))
            if each.field is not None and each.field.quantity is Quantity.AREA:
                table.setCellWidget(at, 4, self._unit_box(sheets, each, known.unit))
            else:
                table.setItem(at, 4, _item(known.unit if known else ""))
            table.setItem(at, 5, _item(reason))
        return table

    def _field_box(self, sheets: tuple[SheetReading, ...], each: GridColumn) -> QComboBox:
        box, names = QComboBox(), tuple(s.name for s in sheets)
        box.addItem(NOT_TAKEN, "")
        for name, text in field_choices():
            box.addItem(text, name)
        read = next((c.field for c in sheets[0].columns if c.column == each.letter), "")
        box.setCurrentIndex(max(0, box.findData(read)))
        box.setMaxVisibleItems(18)
        box.activated.connect(lambda _: self.mapped.emit(names, each.letter, box.currentData()))
        _unwheeled(box)
        self.fields[sheets[0].name, each.letter] = box
        return box

    def _unit_box(self, sheets: tuple[SheetReading, ...], each: GridColumn, unit: str) -> QComboBox:
        box, names = QComboBox(), tuple(s.name for s in sheets)
        box.addItems(UNITS)
        box.setCurrentText(unit)
        box.activated.connect(lambda _: self.united.emit(names, each.letter, box.currentText()))
        _unwheeled(box)
        self.units[sheets[0].name, each.letter] = box
        return box


class HeaderAsker(QWidget):
    """The first rows of a sheet, to choose the header's rows from."""

    def __init__(self, sheet: SheetReading, said: str, tell: Callable[[int, int], object]) -> None:
        super().__init__()
        widest = max(map(len, sheet.top), default=1)
        self.table = _table(len(sheet.top), {str(at): 110 for at in range(widest)}, rows_named=True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().hide()
        for at, texts in enumerate(sheet.top):
            for place, text in enumerate(texts):
                self.table.setItem(at, place, _item(without_numbers(text)))
        self.first, self.last = QSpinBox(minimum=1, maximum=len(sheet.top)), QSpinBox(minimum=1, maximum=len(sheet.top))
        for box in (self.first, self.last):
            box.setFixedHeight(theme.current().px(ROW))
        self.table.itemSelectionChanged.connect(self._take_selection)
        self.use = button("按所选的行识别", lambda: tell(self.first.value(), max(self.first.value(), self.last.value())), "main")
        column(label(said.format(name=sheet.name), "lead", wrap=True), self.table,
               row(label("表头从第"), self.first, label("行到第"), self.last, label("行"), self.use, 1), gap=8, parent=self)

    def _take_selection(self) -> None:
        rows = {index.row() + 1 for index in self.table.selectedIndexes()}
        if rows:
            self.first.setValue(min(rows))
            self.last.setValue(max(rows))


def field_choices() -> list[tuple[str, str]]:
    """Every field a column can hold: name as in a reading, and the official term."""
    own = [(f.name, f.label) for f in fields_of(Household).values() if f.name not in _NOT_ASKED]
    return own + [(f"members.{name}", MEMBER + fields_of(Member)[name].label) for name in _OF_MEMBER]


def _header_words(sheet: SheetReading) -> str:
    if sheet.skipped:
        return f"没有读取（{sheet.skipped}）。如是调查表，请在这里指定各列"
    rows = "、".join(map(str, sheet.header_rows))
    return f"表头在第 {rows} 行" + (f"；按{sheet.remembered}上次的对应识别" if sheet.remembered else "")


def _samples(reading: Reading, names: set[str]) -> dict[str, str]:
    """The first text of each column."""
    found: dict[str, str] = {}
    for source in (r for r in reading.source_rows[:2000] if r.sheet in names):
        for letter, text in source.cells:
            found.setdefault(letter, text)
    return found


def _sample(each: GridColumn, samples: dict[str, str]) -> str:
    return each.shown(samples.get(each.letter, ""), masked=True)


def _table(rows: int, headings: dict[str, int], rows_named: bool = False) -> QTableWidget:
    table, now = QTableWidget(rows, len(headings)), theme.current()
    table.setHorizontalHeaderLabels(list(headings))
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setFixedHeight(now.px(ROW))
    table.verticalHeader().setVisible(rows_named)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(now.px(34))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setShowGrid(False)
    table.setWordWrap(False)
    for at, width in enumerate(headings.values()):
        table.setColumnWidth(at, now.px(width))
    for at in (1, 2, 5) if not rows_named else ():  # the texts share what the choices leave
        table.horizontalHeader().setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
    table.setFixedHeight(now.px(34) * min(rows, 40) + now.px(ROW) + 4)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff if rows <= 40 else Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return table


def _item(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(text)
    return item


def _unwheeled(box: QComboBox) -> None:
    """A wheel that turns over the page must not turn a choice."""
    box.setProperty("look", "quiet")
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    box.wheelEvent = lambda event: event.ignore()
