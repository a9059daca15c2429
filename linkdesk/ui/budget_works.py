"""The works of a budget by category, each with quantity, price and amount, and where the price is from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from linkdesk.actions.households import answers
from linkdesk.domain.budget import Budget
from linkdesk.domain.design import WorkItem
from linkdesk.domain.design_words import WorkCategory
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import Severity
from linkdesk.domain.work_pricing import CostedWork
from linkdesk.domain.work_quantities import WorkLine
from linkdesk.ui.columns import Column, ordered
from linkdesk.ui.inner_columns import words
from linkdesk.ui.table import Marks

_ORDER = {category: at for at, category in enumerate(WorkCategory)}
BY_HOUSEHOLD = "农户自行，不计入工程施工费，由协议兑付"


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A work as the table shows it; of what households do themselves there is no price and no amount."""

    line: WorkLine
    costed: CostedWork | None

    @property
    def id(self) -> str:
        """The work's id."""
        return self.line.item.id

    @property
    def item(self) -> WorkItem:
        """The work."""
        return self.line.item

    @property
    def price(self) -> Decimal | None:
        """The price of one unit in yuan."""
        return self.costed.price if self.costed else None

    @property
    def amount(self) -> Decimal | None:
        """What it comes to in yuan."""
        return self.costed.amount if self.costed else None

    @property
    def source(self) -> str:
        """Where its price is from, or why it has none."""
        return self.costed.gap or self.costed.price_from if self.costed else BY_HOUSEHOLD


@dataclass(frozen=True, slots=True)
class WholeSum(Column):
    """A column whose sum is unknown as long as one of its rows is."""

    def sum(self, rows: list[WorkRow]) -> str:
        unknown = any(row.costed and row.costed.amount is None for row in rows)
        return "待补" if unknown else Column.sum(self, rows)


def _figure(name: str, heading: str, width: int, value, unit: str = "") -> Column:
    def text(row: WorkRow) -> str:
        return "待补" if (figure := value(row)) is None and row.costed else "" if figure is None else printed(figure, 2)
    kind = WholeSum if unit else Column
    return kind(name, heading, text, lambda row: ordered(value(row)), width, True, value if unit else None, 2, unit)


COLUMNS = (
    Column("category", "工程类别", lambda row: row.item.category, lambda row: _ORDER[row.item.category], 104),
    words("plot", "地块", lambda row: row.line.plot.code, 82), words("name", "项目", lambda row: row.item.name, 150),
    words("unit", "单位", lambda row: row.item.unit, 52), _figure("quantity", "工程量", 84, lambda row: row.line.quantity),
    _figure("price", "综合单价（元）", 96, lambda row: row.price), _figure("amount", "合计（元）", 104, lambda row: row.amount, "元"),
    words("source", "单价来源", lambda row: row.source, 150))


def work_rows(budget: Budget) -> list[WorkRow]:
    """The works in the order of their categories, plots and places; those households do themselves last."""
    paid = sorted((WorkRow(work.line, work) for work in budget.works), key=lambda row: _ORDER[row.item.category])
    return [*paid, *(WorkRow(line, None) for line in budget.by_households)]


def marks(rows: list[WorkRow]) -> Marks:
    """What has no amount, and what is doubtful."""
    doubtful = {row.id: (Severity.WARNING, row.line.doubt) for row in rows if row.line.doubt}
    return doubtful | {row.id: (Severity.ERROR, row.costed.gap) for row in rows if row.costed and row.costed.gap}


def matches(row: WorkRow, typed: str) -> bool:
    """Whether a work answers to what is typed: its name or initials, plot, category, or where its price is from."""
    return answers(typed, row.item.name, row.line.plot.code, row.item.category, row.source)


def how(row: WorkRow) -> str:
    """How quantity and amount of a work were reckoned."""
    quantity = f"工程量：{row.line.explained or row.line.fault}"
    if row.costed is None:
        return f"{quantity}；{BY_HOUSEHOLD}。"
    if row.costed.amount is None or row.line.quantity is None or row.price is None:
        return f"{quantity}；待补：{row.costed.gap}。"
    product = f"{printed(row.line.quantity, 2)} × {printed(row.price, 2)} 元（{row.costed.price_from}）"
    return f"{quantity}；{product} = {printed(row.costed.amount, 2)} 元。"
