"""地块数据: the numbers of a plot that formulas may name, each with what it is made of."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from linkdesk.actions.households import answers
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_numbers import PlotNumber, number_names, plot_numbers
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, ordered
from linkdesk.ui.design_pick import value_words
from linkdesk.ui.icons import icon
from linkdesk.ui.inner_columns import words
from linkdesk.ui.look import Sentence, column
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

HOW = "这些名称可以写进工程量计算式，算式里按 F3 插入。名称前没有“全部”的，不含农户自行拆除、自行复垦的部分。"


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number of a plot as a row."""

    number: PlotNumber

    @property
    def id(self) -> str:
        """Its name."""
        return self.number.name

    @property
    def told(self) -> str:
        """What it is made of, else what has to be filled in, else what it means."""
        number = self.number
        return number.source or number.missing or next((says for name, _, says in number_names() if name == number.name), "")


COLUMNS = (words("name", "名称", lambda r: r.number.name, 134),
           Column("value", "数值", lambda r: value_words(r.number), lambda r: ordered(r.number.value), 84, True),
           words("unit", "单位", lambda r: r.number.unit, 44), words("source", "怎么来的", lambda r: r.told, 210))


class NumbersTab(QWidget):
    """A table to look things up in."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.search = QLineEdit(placeholderText="搜索：名称、拼音首字母", clearButtonEnabled=True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.table = Table(EntityTable(COLUMNS, lambda r, typed: answers(typed, r.number.name)), page.memory, "design/numbers")
        self.table.first = ("name", "value", "unit", "source")
        self.search.textChanged.connect(self.table.model.filter)
        inside = column(self.search, self.table, Sentence(HOW), gap=6, parent=self)
        inside.setStretch(1, 1)
        inside.setContentsMargins(0, theme.current().px(8), 0, 0)
        self.setFocusProxy(self.table.view)

    def show_plot(self, dossier: Dossier, plot: Plot) -> None:
        """Show the numbers of a plot."""
        found = [NumberRow(number) for number in plot_numbers(dossier, plot).values()]
        self.table.show_entities(found, {r.id: (Severity.NOTE, f"待补：{r.number.missing}") for r in found if r.number.value is None})
