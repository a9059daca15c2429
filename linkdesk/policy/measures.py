"""What rules can measure, by name: each a pure function of the dossier, built on the figures' register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figure import Figure
from linkdesk.domain.figures import comparison, figure, listed, plot_area
from linkdesk.domain.figures.zones import builds_only
from linkdesk.domain.household import Household, consents
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import hectares
from linkdesk.domain.words import PlotUse, ResettlementChoice
from linkdesk.policy import (
    advance_measures,
    approval_measures,
    balance_measures,
    carrying_measures,
    cost_measures,
    design_measures,
    housing_measures,
    left_out_measures,
    money_measures,
    plan_measures,
    quota_measures,
    spatial_measures,
    special_plan_measures,
    trade_measures,
    year_measures,
)
from linkdesk.policy.measured import Measured, measured, open_once
from linkdesk.policy.totals import areas_of, exact_total, known_total

Measure = Callable[[Dossier], list[Measured]]
MEASURES: dict[str, Measure] = {}


def _measure(name: str) -> Callable[[Measure], Measure]:
    def register(function: Measure) -> Measure:
        assert name not in MEASURES, name
        MEASURES[name] = function
        return function
    return register


def _total(name: str, dossier: Dossier) -> list[Measured]:
    lacking = next((id_ for id_, area in areas_of(name, dossier) if area is None), "")
    return [measured(figure(name, dossier), "plot", lacking, "stated_area" if lacking else "",
                     low=known_total(name, dossier), exact=exact_total(name, dossier))]


@_measure("built_area")
def _(dossier: Dossier) -> list[Measured]:
    """Nothing in the separate project of who only builds: it is measured against its quota."""
    return [] if builds_only(dossier) else _total("built_area", dossier)


@_measure("project_scale")
def _(dossier: Dossier) -> list[Measured]:
    """The extent a policy limits: the old zone, or the whole project area where the county reads it so."""
    if builds_only(dossier):
        return []
    basis = dossier.rate("scale_basis")
    return _total("project_area" if basis and basis.text == "项目区" else "old_area", dossier)


@_measure("act_year")
def _(dossier: Dossier) -> list[Measured]:
    return [Measured(Decimal(dossier.on.year), "project", dossier.project.id, "", "办理年度", "年", 0)]


@_measure("old_townships")
def _(dossier: Dossier) -> list[Measured]:
    old = dossier.plots_of(PlotUse.OLD)
    if builds_only(dossier):
        return []
    where = {p.id: comparison.township_of(dossier, p) for p in old}
    known = {township for township in where.values() if township}
    strange = [p for p in old if where[p.id] is None] or [p for p in old if where[p.id] != _home(dossier, old, where)]
    return [measured(figure("old_townships", dossier), "plot", strange[0].id if strange else "",
                     "village_id" if strange else "", low=Decimal(len(known)))]


def _home(dossier: Dossier, old: tuple[Plot, ...], where: dict[str, str | None]) -> str | None:
    """The township the old zone should lie in: the project's, else that of the first plot."""
    return dossier.project.township_id or where[old[0].id]


@_measure("settlement_per_person")
def _(dossier: Dossier) -> list[Measured]:
    """Each settlement plot by the persons entered for it; all together by the survey where none are entered."""
    plots = dossier.plots_of(PlotUse.SETTLEMENT)
    if not plots and builds_only(dossier):
        return []
    if any(p.settled_persons is not None for p in plots):
        return [_of_settlement(dossier, p) for p in plots]
    whole = figure("settlement_per_person", dossier)
    unknown = [h for h in _settled_together(dossier) if h.population is None]
    if whole.value is None or not unknown:
        first = plots[0].id if plots else ""
        return [measured(whole, "plot", first, "settled_persons" if first else "")]
    # more persons can only lower what is measured on those already known
    short = replace(whole, missing=f"{len(unknown)} 户集中安置农户未填写家庭人口")
    return [measured(short, "household", unknown[0].id, "population", high=whole.value)]


def _of_settlement(dossier: Dossier, plot: Plot) -> Measured:
    """By the persons of one plot; while not all four uses are filled in, at most the whole plot is theirs."""
    unfilled = comparison.uses_unfilled(plot) if plot.settled_persons else ()
    area = plot_area(dossier, plot) if unfilled else None
    whole = None if area is None else hectares(area) * 10000 / plot.settled_persons
    return _per_plot("plot_settlement_per_person", dossier, plot, unfilled[0] if unfilled else "settled_persons", high=whole)


def _settled_together(dossier: Dossier) -> list[Household]:
    return [h for h in listed(dossier, willing_only=True) if h.resettlement_choice is ResettlementChoice.CONCENTRATED]


def _per_plot(name: str, dossier: Dossier, plot: Plot, field: str, high: Decimal | None = None) -> Measured:
    return measured(figure(name, dossier, plot), "plot", plot.id, field, prefix=f"地块 {plot.code} ", high=high)


def _each_plot(name: str) -> Measure:
    def made(dossier: Dossier) -> list[Measured]:
        return open_once([_per_plot(name, dossier, p, "stated_area") for p in dossier.plots]) or [_no_plots(name, dossier)]
    return made


def _no_plots(label: str, dossier: Dossier) -> Measured:
    return Measured(None, "plot", "", "", "地块", "", 0, "尚未录入地块")


MEASURES["plot_difference"] = _each_plot("plot_difference")
MEASURES["plot_difference_share"] = _each_plot("plot_difference_share")


@_measure("consent_ratio")
def _(dossier: Dossier) -> list[Measured]:
    if builds_only(dossier) and not dossier.households:
        return []
    ratio: Figure = figure("consent_ratio", dossier)
    open_, against = ([h for h in dossier.households if consents(h) is will] for will in (None, False))
    place = (open_ or against or [None])[0]
    if open_:
        could_be = Decimal(len(dossier.households) - len(against)) * 100 / len(dossier.households)
        ratio = replace(ratio, missing=f"{len(open_)} 户未填写拆旧复垦意愿")
        return [measured(ratio, "household", place.id, "willing", low=None, high=could_be)]
    return [measured(ratio, "household", place.id if place else "", "willing" if place else "")]


@_measure("homestead_share")
def _(dossier: Dossier) -> list[Measured]:
    """Each old plot with households on it; households that no plot is named for are missing."""
    if builds_only(dossier) and not dossier.households:
        return []
    shares = [_share(dossier, p) for p in dossier.plots_of(PlotUse.OLD) if p.id in dossier.households_by_plot]
    homeless = [h for h in dossier.households if h.plot_id is None]
    if homeless or not shares:
        missing = f"{len(homeless)} 户未注明所在拆旧地块" if homeless else "尚未录入拆旧地块和农户"
        shares.append(Measured(None, "household", homeless[0].id if homeless else "", "plot_id" if homeless else "",
                               "宅基地面积合计占地块面积", "%", 2, missing))
    return shares


def _share(dossier: Dossier, plot: Plot) -> Measured:
    share = figure("homestead_share", dossier, plot)
    blank = next((h for h in dossier.households_by_plot[plot.id] if h.homestead_area is None), None)
    if blank and share.missing:
        return measured(share, "household", blank.id, "homestead_area", prefix=f"地块 {plot.code} ", low=share.value)
    return measured(share, "plot", plot.id, "", prefix=f"地块 {plot.code} ")


for _made in (housing_measures.housing_per_person, housing_measures.self_funding_per_person, housing_measures.self_funding_per_household):
    _measure(_made.__name__)(_made)
for _made in (cost_measures.funds_gap, cost_measures.investment_difference, cost_measures.typed_beside_reckoned, *advance_measures.MEASURES):
    _measure(_made.__name__)(_made)
for _made in (*balance_measures.MEASURES, *carrying_measures.MEASURES, *design_measures.MEASURES, *left_out_measures.MEASURES,
              *money_measures.MEASURES, *plan_measures.MEASURES, *quota_measures.MEASURES, *spatial_measures.MEASURES,
              *special_plan_measures.MEASURES, *year_measures.MEASURES):
    _measure(_made.__name__)(_made)
for _name, _found in (approval_measures.MEASURES | trade_measures.MEASURES).items():
    _measure(_name)(_found)
