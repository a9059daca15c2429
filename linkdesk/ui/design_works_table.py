"""The works of a design in a table edited in its cells; after an edit only the rows that differ are drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from linkdesk.domain.design import WorkItem
from linkdesk.domain.design_standing import StandingWork
from linkdesk.domain.design_words import WorkCategory
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields, ordered, text_key
from linkdesk.ui.memory import Memory
from linkdesk.ui.table import EntityTable, Index, Marks
from linkdesk.ui.table_view import Table

Role = Qt.ItemDataRole
TYPED = {"category": 50, "name": 136, "formula": 106, "unit": 46, "unit_price_id": 84, "price": 80, "doer": 74, "recipe": 84, "note": 90}
FIRST = ("plot", "category", "name", "formula", "unit", "quantity", "amount")
_ORDER = {category: at for at, category in enumerate(WorkCategory)}
SEVERAL = "plot"  # a column that is needed only while the works of several plots are shown


@dataclass(frozen=True, slots=True)
class Around:
    """What the table tells of other rows, by id: codes of plots and unit prices, drawings of a work; and the recipe of a work in words."""

    plots: dict[str, str]
    drawings: dict[str, int]
    codes: dict[str, str]
    recipes: Callable[[WorkItem], str]


class WorksModel(EntityTable):
    """Works as typed, with what each comes to beside; `standing` is by the work's id."""

    def __init__(self) -> None:
        self.standing: dict[str, StandingWork] = {}
        self.plots: dict[str, str] = {}
        self.drawings: dict[str, int] = {}
        self.codes: dict[str, str] = {}
        self.recipe: Callable[[WorkItem], str] = lambda item: item.recipe
        super().__init__(_columns(self), _matches, editable=True)

    def take(self, works: Sequence[StandingWork], around: Around) -> tuple[list[WorkItem], Marks]:
        """Take over works and what stands around them; returns them as entities with their marks, ready to be shown."""
        self._before = {id_: (w, self.drawings.get(id_, 0)) for id_, w in self.standing.items()}
        self.standing = {w.item.id: w for w in works}
        self.plots, self.drawings, self.codes, self.recipe = around.plots, around.drawings, around.codes, around.recipes
        return [w.item for w in works], {id_: mark for id_, w in self.standing.items() if (mark := _mark(w))}

    def show(self, entities: Iterable[Any], marks: Marks | None = None) -> None:
        """Put works into the table; while the same stand in the same order, only those that differ are drawn again."""
        new = list(entities)
        if self.typed or self.sorted_by[0] >= 0 or [e.id for e in new] != [e.id for e in self.everything]:
            super().show(new, marks)
            return
        self.everything, self.rows, self.marks = new, list(new), marks or {}
        for at, one in enumerate(new):
            if self._before.get(one.id) != (self.standing[one.id], self.drawings.get(one.id, 0)):
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns)))

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role == Role.ForegroundRole and index.isValid() and index.column():
            return self._colour(self.rows[index.row()], self.columns[index.column() - 1])
        if role == Role.EditRole and index.column() and self.columns[index.column() - 1].name == "unit_price_id":
            return super().data(index, Role.DisplayRole)  # a unit price is told by its code, not by its id
        return super().data(index, role)

    def _colour(self, item: WorkItem, column: Column) -> Any:
        if self.standing[item.id].faulty and column.name in ("formula", "quantity", "explained"):
            return theme.current().colour("error")
        return theme.current().colour("second") if column.field is None else None


def _columns(model: WorksModel) -> tuple[Column, ...]:
    of = {c.name: c for c in of_fields(WorkItem, TYPED)}
    of["category"] = replace(of["category"], key=lambda item: _ORDER[item.category], heading="类别", text=lambda item: item.category[:2])
    of["unit_price_id"] = replace(of["unit_price_id"], heading="定额编号", text=lambda item: model.codes.get(item.unit_price_id or "", ""),
                                  key=lambda item: text_key(model.codes.get(item.unit_price_id or "", "")))
    of["recipe"] = replace(of["recipe"], field=None, text=lambda item: model.recipe(item))
    of["price"] = replace(of["price"], heading="单价（元）", text=lambda item: _money(model.standing[item.id].price),
                          key=lambda item: ordered(model.standing[item.id].price))
    plot = Column(SEVERAL, "地块", lambda item: model.plots.get(item.plot_id, ""), lambda item: text_key(model.plots.get(item.plot_id, "")), 76)
    return (plot, of["category"], of["name"], of["formula"],
            _reckoned(model, "quantity", "工程量", lambda w: w.line.quantity, 72), of["unit"], of["price"],
            _reckoned(model, "amount", "合价（元）", lambda w: w.amount, 84, summed=True), of["unit_price_id"], of["doer"], of["recipe"],
            Column("drawings", "图", lambda item: str(model.drawings.get(item.id) or ""), lambda item: -model.drawings.get(item.id, 0), 34, True),
            of["note"], Column("explained", "计算过程", lambda item: in_words(model.standing[item.id]), lambda item: item.formula, 260))


def _reckoned(model: WorksModel, name: str, heading: str, value: Callable[[StandingWork], Decimal | None], width: int,
              summed: bool = False) -> Column:
    def of(item: WorkItem) -> Decimal | None:
        return value(model.standing[item.id])
    return Column(name, heading, lambda item: _money(of(item)), lambda item: ordered(of(item)), width, True,
                  of if summed else None, 2, "元" if summed else "")


def _money(value: Decimal | None) -> str:
    return "" if value is None else printed(value, 2)


def in_words(work: StandingWork) -> str:
    """How a work was reckoned, or why it could not be."""
    return work.line.fault or "　".join(filter(None, (work.line.explained, work.line.doubt)))


def _mark(work: StandingWork) -> tuple[Severity, str] | None:
    line = work.line
    if line.fault:
        return Severity.ERROR if work.faulty else Severity.WARNING, line.fault
    if line.doubt:
        return Severity.WARNING, line.doubt
    return (Severity.WARNING, f"合价待补：{work.gap}。") if work.gap else None


def _matches(item: WorkItem, typed: str) -> bool:
    return any(typed.lower() in text.lower() for text in (item.name, item.formula, item.category, item.recipe, item.note))


def _copied(column: Column, item: WorkItem) -> str:
    """A cell as it is pasted again: figures without grouping, terms whole."""
    text = str(item.category) if column.name == "category" else column.text(item)
    return text.replace(",", "") if column.right else text.replace("\t", " ").replace("\n", " ")


class WorksTable(Table):
    """The table of works; its sums stand in a line of their own, by category."""

    def __init__(self, memory: Memory) -> None:
        self.several = False
        super().__init__(WorksModel(), memory, "design/works")
        self.first = FIRST
        self.totals.follow = self.totals.hide

    def show_works(self, works: Sequence[StandingWork], around: Around) -> None:
        """Show works of one plot, or of several."""
        items, found = self.model.take(works, around)
        several = len(around.plots) > 1
        self.show_entities(items, found)
        if several is not self.several:
            self.several = several
            self.fit()

    def copy(self) -> None:
        """The selected rows with headings, whatever columns are shown, so that they can be pasted onto another plot."""
        columns = [c for c in self.model.columns if c.field or (self.several and c.name == SEVERAL)]
        lines = [[c.heading for c in columns], *([_copied(c, item) for c in columns] for item in self.selected())]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def _fitting(self, room: int) -> list[Column]:
        return [c for c in super()._fitting(room + (0 if self.several else self._plot_width())) if self.several or c.name != SEVERAL]

    def _plot_width(self) -> int:
        return self.fitted[SEVERAL]
