"""The plots of a design in a list: how much is reclaimed, how many works, what they cost, how far each has come."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.design_standing import DesignStanding, standing
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.words import PlotUse, Severity
from linkdesk.ui.columns import Column, ordered, text_key
from linkdesk.ui.memory import Memory
from linkdesk.ui.steps import State
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table

_ORDER = tuple(State)
LACKING = "待补"


@dataclass(frozen=True, slots=True)
class PlotRow:
    """A demolition plot as a row of the list."""

    plot: Plot
    village: str
    standing: DesignStanding

    @property
    def id(self) -> str:
        """The plot's id."""
        return self.plot.id

    @property
    def area(self) -> Decimal | None:
        """What is reclaimed, in hectares."""
        return None if self.plot.reclaimed_area is None else hectares(self.plot.reclaimed_area)

    @property
    def state(self) -> State:
        """How far its design has come, in the words of the rail."""
        if self.standing.faults:
            return State.ERROR
        return State.DONE if self.standing.complete else State.WORK if self.standing.begun else State.NONE


class Sum(Column):
    """A column whose sum is unknown as long as one of its figures is."""

    def sum(self, rows: list[PlotRow]) -> str:
        return LACKING if any(self.figure(row) is None for row in rows) else super().sum(rows)


# In the order in which they give way where room is short.
COLUMNS = (
    Column("code", "地块", lambda r: r.plot.code, lambda r: text_key(r.plot.code), 84),
    Column("works", "工程", lambda r: str(r.standing.works or ""), lambda r: r.standing.works, 48, True,
           lambda r: Decimal(r.standing.works), 0, "项"),
    Sum("cost", "工程费（元）", lambda r: _cost(r), lambda r: ordered(r.standing.cost), 98, True, lambda r: r.standing.cost, 2, "元"),
    Column("area", "复垦（公顷）", lambda r: "" if r.area is None else printed(r.area, 4), lambda r: ordered(r.area), 98, True,
           lambda r: r.area, 4, "公顷"),
    Column("state", "状态", lambda r: str(r.state), lambda r: _ORDER.index(r.state), 66),
    Column("village", "行政村", lambda r: r.village, lambda r: text_key(r.village), 76),
    Column("name", "地块名称", lambda r: r.plot.name, lambda r: text_key(r.plot.name), 110))


def _cost(row: PlotRow) -> str:
    cost = row.standing.cost
    return LACKING if cost is None else printed(cost, 2) if row.standing.works else ""


def plot_table(memory: Memory) -> Table:
    """The list, empty."""
    made = Table(EntityTable(COLUMNS, _matches), memory, "design/plots")
    made.first = ("code", "cost")
    return made


def _matches(row: PlotRow, typed: str) -> bool:
    return any(typed.lower() in text.lower() for text in (row.plot.code, row.plot.name, row.village))


def plot_rows(dossier: Dossier) -> list[PlotRow]:
    """The demolition plots as rows, in the order of their codes."""
    return [PlotRow(plot, dossier.village_names.get(plot.village_id or "", ""), standing(dossier, plot.id))
            for plot in dossier.plots_of(PlotUse.OLD)]


def marks(rows: list[PlotRow]) -> Marks:
    """What is wrong or open on each plot, in a sentence."""
    return {row.id: said for row in rows if (said := _mark(row.standing))}


def _mark(now: DesignStanding) -> tuple[Severity, str] | None:
    if now.faults:
        return Severity.ERROR, f"{now.faults} 项工程的计算式算不出来，请在“工程”里逐项改正。"
    return (Severity.WARNING, f"{now.open} 项工程的工程量或单价待补。") if now.open else None
