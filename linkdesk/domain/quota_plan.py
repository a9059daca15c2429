"""When the revolving quota is to be used and returned: the plots by their planned period, what each period takes and gives back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.periods import Period, period
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import hectares
from linkdesk.domain.words import PlotUse

USES = PlotUse.SETTLEMENT, PlotUse.NEW
_TAKEN, _RETURNED = ("new_construction_area", "farmland_taken"), ("reclaimed_area", "new_farmland_area")
Pair = tuple[Decimal | None, Decimal | None]  # construction land and farmland in hectares; None: not known


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """One period with its plots; `period` None where the one plot's text names none.

    `balance` is what has been used up to then less what has been returned, None once either is not known.
    """

    period: Period | None
    plots: tuple[Plot, ...]
    balance: Pair = (None, None)

    def of(self, *uses: PlotUse) -> tuple[Plot, ...]:
        """The plots of these uses."""
        return tuple(p for p in self.plots if p.use in uses)

    def taken(self, use: PlotUse) -> Pair:
        """What the plots of a use take."""
        return _pair(self.of(use), _TAKEN)

    @property
    def returned(self) -> Pair:
        """What the old plots give back."""
        return _pair(self.of(PlotUse.OLD), _RETURNED)


def _pair(plots: Iterable[Plot], fields: tuple[str, str]) -> Pair:
    plots = tuple(plots)
    first, second = (sum_known(_leaf(getattr(p, name)) for p in plots) for name in fields)
    return first, second


def _leaf(area: Decimal | None) -> Decimal | None:
    return None if area is None else hectares(area)


def sum_known(leaves: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of leaves; None when one of them is not known."""
    given = tuple(leaves)
    return None if None in given else sum((leaf for leaf in given if leaf is not None), Decimal(0))


def quota_rows(dossier: Dossier) -> tuple[QuotaRow, ...]:
    """The periods in order of their ends, then the plots whose period cannot be told, one by one."""
    found: dict[Period, list[Plot]] = {}
    without: list[Plot] = []
    for plot in (p for use in (*USES, PlotUse.OLD) for p in dossier.plots_of(use)):
        told = period(plot.planned_period)
        (without if told is None else found.setdefault(told, [])).append(plot)
    told_rows = (QuotaRow(p, tuple(plots)) for p, plots in sorted(found.items(), key=lambda item: (item[0].last, item[0].first)))
    return (*_balanced(told_rows), *(QuotaRow(None, (plot,)) for plot in without))


def _balanced(rows: Iterable[QuotaRow]) -> Iterator[QuotaRow]:
    now: Pair = (Decimal(0), Decimal(0))
    for row in rows:
        now = _moved(now, row, 0), _moved(now, row, 1)
        yield replace(row, balance=now)


def _moved(now: Pair, row: QuotaRow, at: int) -> Decimal | None:
    used = sum_known((now[at], *(row.taken(use)[at] for use in USES)))
    returned = row.returned[at]
    return None if used is None or returned is None else used - returned
