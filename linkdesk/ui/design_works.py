"""工程: the works of the chosen plots, typed, pasted, moved, copied and filled from recipes; formula and sums below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QStyledItemDelegate, QWidget

from linkdesk.actions import plot_designs, work_items
from linkdesk.actions.plans import Insertable
from linkdesk.actions.recipes import changed_by_hand
from linkdesk.domain.change import Change
from linkdesk.domain.design import WorkItem
from linkdesk.domain.design_standing import StandingWork, cost, works
from linkdesk.domain.design_words import WorkCategory
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.grouping import grouped
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_numbers import plot_numbers
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import PlotUse
from linkdesk.ui import theme
from linkdesk.ui.design_copy import PlotSlip
from linkdesk.ui.design_drop import FileDrop
from linkdesk.ui.design_formula import FormulaLine
from linkdesk.ui.design_pick import insertables
from linkdesk.ui.design_works_table import Around, WorksTable
from linkdesk.ui.look import Sentence, button, column, first_step, row
from linkdesk.ui.page import Page

EMPTY = "所选地块还没有工程。可以按现状建筑物和复垦方向套用标准配方，再逐项修改；也可以新增一行，或者从表格软件粘贴。"
NO_ROW = "还没有选中工程，没有改动。请先在表中选中。"


class WorksTab(QWidget):
    """The table, or what to begin with; all that is done here is a change."""

    def __init__(self, page: Page, suggest: Callable[[], None]) -> None:
        super().__init__()
        self.page, self.plots, self.dossier = page, (), None
        self.table = WorksTable(page.memory)
        self.formula, self.sums = FormulaLine(self._offers), Sentence()
        self.slip = PlotSlip(self)
        self.body = QStackedWidget()
        self.body.addWidget(self._table())
        self.body.addWidget(first_step(EMPTY, button("按建议套用配方", suggest, "main"), button("新增一行", self.add),
                                       button("粘贴", self.table.paste)))
        column(self.body, parent=self)
        self._wire()

    def _table(self) -> QWidget:
        whole = QWidget()
        does = {"新增一行": self.add, "粘贴": self.table.paste, "复制到其他地块": self.copy, "附图": self.attach,
                "上移": lambda: self._move(-1), "下移": lambda: self._move(1), "删除": self.remove}
        self.links = {text: button(text, slot, "link") for text, slot in does.items()}
        tools = row(*self.links.values(), 1, gap=12)
        inside = column(tools, self.table, self.sums, self.formula, gap=4, parent=whole)
        inside.setStretch(1, 1)
        inside.setContentsMargins(0, theme.current().px(4), 0, 0)
        return whole

    def _wire(self) -> None:
        view, within = self.table.view, Qt.ShortcutContext.WidgetShortcut
        self.table.model.edited.connect(lambda one, name, text: self._do(lambda: work_items.set_field(self.page.desk, one, name, text)))
        self.table.pasted.connect(self._paste)
        self.table.chosen.connect(lambda _: self._show_formula())
        self.table.selected_sums.connect(self.page.said)
        self.formula.entered.connect(lambda one, text: self._do(lambda: work_items.set_field(self.page.desk, one, "formula", text)))
        self.slip.given.connect(self.copy_to)
        FileDrop(view.viewport(), self._dropped)
        for keys, slot in (("Del", self.remove), ("Alt+Up", lambda: self._move(-1)), ("Alt+Down", lambda: self._move(1)), ("Ins", self.add)):
            QShortcut(QKeySequence(keys), view, slot, context=within)
        QShortcut(QKeySequence(Qt.Key.Key_F3), self, self.pick, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(view)

    def show_plots(self, dossier: Dossier, plots: Sequence[Plot]) -> None:
        """Show the works of the chosen plots."""
        self.dossier, self.plots = dossier, tuple(plots)
        found = [w for plot in plots for w in works(dossier).get(plot.id, ())]
        self.table.show_works(found, _around(dossier, plots))
        self.body.setCurrentIndex(0 if found else 1)
        self.sums.setText(subtotals(found))
        if found and self.current is None:
            self.table.select(self.table.model.rows[0].id)
        self._show_formula()

    @property
    def current(self) -> WorkItem | None:
        """The work that has the cursor."""
        return self.table.entity_at(self.table.view.currentIndex().row())

    def _show_formula(self) -> None:
        self.formula.show_work(self.table.model.standing.get(self.current.id) if self.current else None)

    def _offers(self) -> tuple[Insertable, ...]:
        item = self.current
        plot = next((p for p in self.plots if item and p.id == item.plot_id), None)
        if plot is None:
            return ()
        others = [(w.item.name, _quantity(w)) for w in works(self.dossier)[plot.id] if w.item.id != item.id and w.item.name]
        return insertables(plot_numbers(self.dossier, plot).values(), others)

    def pick(self) -> None:
        """Offer the numbers of the plot; a formula that is being typed in its cell is gone on with in the line."""
        typing = self.table.view.viewport().findChild(QLineEdit)
        if typing is not None and self._in_formula():
            text, at = typing.text(), typing.cursorPosition()
            self.table.view.closeEditor(typing, QStyledItemDelegate.EndEditHint.RevertModelCache)
            self.formula.take(text, at)
        self.formula.open_picker()

    def _in_formula(self) -> bool:
        at = self.table.view.currentIndex().column()
        return at > 0 and self.table.model.columns[at - 1].name == "formula"

    def _do(self, make: Callable[[], Change]) -> None:
        if not self.page.do(make):
            self._show_formula()

    def _plot_id(self) -> str:
        return self.current.plot_id if self.current else self.plots[0].id if self.plots else ""

    def add(self) -> None:
        """One more work behind the chosen one's category, the cursor in it."""
        there = {item.id for item in self.table.model.rows}
        category = self.current.category if self.current else WorkCategory.CLEARING
        self.page.do(lambda: work_items.add(self.page.desk, self._plot_id(), category),
                     lambda: QTimer.singleShot(0, self, lambda: self._begin(there)))

    def _begin(self, there: set[str]) -> None:
        self.page.reload()
        if made := next((item for item in self.table.model.rows if item.id not in there), None):
            self.lead_to(made.id, "name")

    def lead_to(self, item_id: str, field: str) -> None:
        """Put the cursor into a field of a work."""
        names = [c.name for c in self.table.model.columns]
        if self.table.select(item_id, 1 + names.index(field if field in names else "name")):
            self.table.view.setFocus()

    def remove(self) -> None:
        """Remove the selected works."""
        self.page.do(lambda: work_items.remove(self.page.desk, tuple(self.table.selected())))

    def _move(self, by: int) -> None:
        if (one := self.current) is None:
            self.page.wrong.emit(NO_ROW)
            return
        self.page.do(lambda: work_items.move(self.page.desk, one, by))

    def _paste(self, cells: Sequence[Sequence[str]], names: Sequence[str]) -> None:
        self.page.do(lambda: work_items.paste(self.page.desk, self._plot_id(), cells, names),
                     lambda: self.page.said.emit("已粘贴，可按 Ctrl+Z 撤销。"))

    def copy(self) -> None:
        """Ask for the plots the works are copied to: those selected, or all of the current plot where only one is."""
        mine = self._plot_id()
        others = [p for p in self.dossier.plots_of(PlotUse.OLD) if p.id != mine]
        self.slip.ask(others, self.links["复制到其他地块"])

    def copy_to(self, plot_ids: tuple[str, ...]) -> None:
        """Copy works to other plots."""
        chosen = self.table.selected()
        wanted = chosen if len(chosen) > 1 else [item for item in self.table.model.rows if item.plot_id == self._plot_id()]
        self.page.do(lambda: work_items.copy(self.page.desk, wanted, plot_ids),
                     lambda: self.page.said.emit("已复制，目标地块里已有同名工程的不重复。可按 Ctrl+Z 撤销。"))

    def attach(self) -> None:
        """Ask for drawings or photographs of the chosen work."""
        from linkdesk.ui.design_drawings import ask_for_files
        if (item := self.current) is None:
            self.page.wrong.emit(NO_ROW)
        elif paths := ask_for_files(self):
            self.attach_to(item, paths)

    def attach_to(self, item: WorkItem, paths: Sequence[Path]) -> None:
        """Keep drawings or photographs with a work."""
        self.page.do(lambda: plot_designs.attach(self.page.desk, item.plot_id, paths, item.id),
                     lambda: self.page.said.emit(f"已附上 {len(paths)} 件图件，可按 Ctrl+Z 撤销。"))

    def _dropped(self, at: int, paths: Sequence[Path]) -> None:
        aimed = self.table.entity_at(self.table.view.rowAt(at))
        if aimed is None:
            self.page.wrong.emit("没有拖到某一项工程上，文件没有附上。请拖到对应工程的那一行，整个地块的图件拖到“图件”里。")
        else:
            self.attach_to(aimed, paths)


def _around(dossier: Dossier, plots: Sequence[Plot]) -> Around:
    return Around({p.id: p.code for p in plots}, Counter(d.work_item_id for d in dossier.design.drawings if d.work_item_id),
                  {price.id: price.code for price in dossier.design.unit_prices}, partial(_recipe, dossier))


def _recipe(dossier: Dossier, item: WorkItem) -> str:
    """The recipe a work came from, and whether it was changed by hand since."""
    found = dossier.recipes.recipe(item.recipe) if item.recipe else None
    return f"{found.title if found else item.recipe}{'（已改）' if changed_by_hand(dossier, item) else ''}"


def _quantity(work: StandingWork) -> str:
    quantity = work.line.quantity
    return "待补" if quantity is None else f"{printed(quantity, 2)} {work.item.unit}"


def subtotals(found: Sequence[StandingWork]) -> str:
    """What the works come to, whole and by category, in a line; a sum with an open work says so."""
    by_category = grouped(found, lambda work: work.item.category)
    parts = [f"{category.removesuffix('工程')} {_sum(by_category[category])}" for category in WorkCategory if category in by_category]
    return "　".join((f"合计（元） {_sum(found)}", *parts)) if parts else ""


def _sum(own: Sequence[StandingWork]) -> str:
    total: Decimal | None = cost(own)
    return "待补" if total is None else printed(total, 2)
