"""Rows of the page 落图: who is to be placed, and the old plots with what lies on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from linkdesk.actions.placing import Placing
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure, measure, plot_area, village_of
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import printed
from linkdesk.domain.subject import Subject, name_of
from linkdesk.domain.words import PlotUse, Severity
from linkdesk.ui.columns import Column, ordered, text_key
from linkdesk.ui.table import Marks


class State(StrEnum):
    """How far the placing of a household or collective property is."""

    BY_CODE = "可按编号"
    BY_POINT = "可按坐标"
    CONFLICT = "有矛盾"
    OPEN = "待指定"
    PLACED = "已落图"


@dataclass(frozen=True, slots=True)
class Row:
    """A household or collective property, and on which plot it lies or may lie."""

    id: str
    name: str
    village: str
    group: str
    area: Decimal | None
    said: str    # the code in the survey
    plot: str    # the code of the plot it is on, or would be
    plot_id: str | None
    state: State
    why: str = ""


@dataclass(frozen=True, slots=True)
class PlotRow:
    """An old plot with the households on it; areas in m²."""

    id: str
    code: str
    village: str
    area: Decimal | None
    households: int
    homesteads: Decimal | None
    share: Decimal | None


def rows(dossier: Dossier, placing: Placing) -> list[Row]:
    """Everybody taken in, and the collective properties."""
    codes = {p.id: p.code or p.name for p in dossier.plots}
    proposed = {p.household_id: (State.BY_CODE, p.plot_id) for p in placing.by_code}
    proposed |= {p.household_id: (State.BY_POINT, p.plot_id) for p in placing.by_point}
    why = {c.household_id: c.why for c in placing.conflicts}
    subjects: tuple[Subject, ...] = (*dossier.households, *(c for c in dossier.collective if c.left_out is None))
    return [_row(dossier, s, codes, proposed, why.get(s.id, "")) for s in subjects]


def _row(dossier: Dossier, subject: Subject, codes: dict[str, str], proposed: dict[str, tuple[State, str]], why: str) -> Row:
    is_household = isinstance(subject, Household)
    state, plot_id = proposed.get(subject.id, (State.PLACED if subject.plot_id else State.OPEN, subject.plot_id or ""))
    return Row(subject.id, name_of(subject), village_of(dossier, subject), subject.group or "",
               subject.homestead_area if is_household else subject.land_area, (subject.plot_code or "") if is_household else "",
               codes.get(plot_id, ""), subject.plot_id, State.CONFLICT if why else state, why)


def plot_rows(dossier: Dossier) -> list[PlotRow]:
    """The old plots, in order of their codes."""
    names = dossier.village_names
    return [PlotRow(p.id, p.code or p.name, names.get(p.village_id or "", ""), plot_area(dossier, p),
                    len(dossier.households_by_plot.get(p.id, ())), *_homesteads(dossier, p)) for p in dossier.plots_of(PlotUse.OLD)]


def _homesteads(dossier: Dossier, plot: Plot) -> tuple[Decimal | None, Decimal | None]:
    return figure("homestead_on_plot", dossier, plot).value, figure("homestead_share", dossier, plot).value


def marks(found: Iterable[Row]) -> Marks:
    """What a person must decide."""
    return {row.id: (Severity.WARNING, row.why) for row in found if row.why}


def _text(name: str, heading: str, width: int) -> Column:
    return Column(name, heading, lambda row: getattr(row, name), lambda row: text_key(getattr(row, name)), width)


def _figure(name: str, heading: str, width: int, decimals: int = 2, summed: bool = True) -> Column:
    def value(row: Row | PlotRow) -> Decimal | None:
        found = getattr(row, name)
        return None if found is None else Decimal(found)

    def shown(row: Row | PlotRow) -> str:
        return "" if value(row) is None else printed(value(row), decimals)
    return Column(name, heading, shown, lambda row: ordered(value(row)), width, right=True, figure=value if summed else None,
                  decimals=decimals)


def where(row: Row) -> str:
    """The plot a row is on or may be put on, and on what ground; else why it is not."""
    if row.why or not row.plot:
        return row.why or str(row.state)
    return row.plot if row.state is State.PLACED else f"{row.plot}（{row.state}）"


HOUSEHOLDS = (
    _text("name", "户主、名称", 84), _figure("area", "宅基地（㎡）", 98),
    Column("plot", "地块", where, lambda row: text_key(where(row)), 176),
    _text("group", "村民小组", 72), _text("said", "调查的编号", 90), _text("village", "行政村", 84))

PLOTS = (
    _text("code", "拆旧地块", 84), _figure("households", "户数", 50, 0), _figure("homesteads", "宅基地（㎡）", 98),
    _figure("share", f"占比（{measure('homestead_share').unit}）", 82, summed=False), _figure("area", "地块（㎡）", 90),
    _text("village", "行政村", 84))
