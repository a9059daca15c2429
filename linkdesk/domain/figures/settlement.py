"""Figures of resettlement: persons settled together and the land for each of them."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.comparison import settlement_land
from linkdesk.domain.figures.households import listed
from linkdesk.domain.figures.register import Computed, figure, named
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import PlotUse, ResettlementChoice

_PERSONS = "Σ 同意拆旧复垦并选择集中安置农户的人口"
_PER_PERSON = "安置综合用地面积 × 10000 ÷ 集中安置人数"


@named("settled_persons", "集中安置人数", "人", 0)
def _(dossier: Dossier) -> Computed:
    typed = [p.settled_persons for p in dossier.plots_of(PlotUse.SETTLEMENT)]
    if typed and None not in typed:
        return Computed(Decimal(sum(typed)), "Σ 安置地块安置人数")
    chosen = [h.population for h in listed(dossier, willing_only=True)
              if h.resettlement_choice is ResettlementChoice.CONCENTRATED]
    known = [population for population in chosen if population is not None]
    if not known:
        return Computed(None, _PERSONS, (), "安置人数")
    lacking = len(chosen) - len(known)
    return Computed(Decimal(sum(known)), _PERSONS, (("选择集中安置且人口已填写的农户", f"{len(known)} 户"),),
                    f"{lacking} 户未填写家庭人口" if lacking else "")


@named("settlement_households", "集中安置户数", "户", 0)
def _(dossier: Dossier) -> Computed:
    typed = [p.settled_households for p in dossier.plots_of(PlotUse.SETTLEMENT)]
    if typed and None not in typed:
        return Computed(Decimal(sum(typed)), "Σ 安置地块安置户数")
    chosen = [h for h in listed(dossier, willing_only=True) if h.resettlement_choice is ResettlementChoice.CONCENTRATED]
    return Computed(Decimal(len(chosen)) if chosen else None, "选择集中安置的农户数", (), "" if chosen else "安置户数")


@named("settlement_per_person", "人均综合用地面积", "㎡/人", 2)
def _(dossier: Dossier) -> Computed:
    area, persons = figure("settlement_land", dossier), figure("settled_persons", dossier)
    if area.value is None or not persons.value:
        return Computed(None, _PER_PERSON, (), area.missing or persons.missing or "安置人数")
    return Computed(area.value * 10000 / persons.value, _PER_PERSON,
                    ((area.label, f"{area.text} 公顷"), (persons.label, f"{persons.text} 人")))


@named("settlement_land", "安置综合用地面积", "公顷", 4)
def _(dossier: Dossier) -> Computed:
    """The four uses of every settlement plot, the whole plot where none is filled in (B §二(一))."""
    plots = dossier.plots_of(PlotUse.SETTLEMENT)
    leaves = [(p.code, settlement_land(dossier, p)[1]) for p in plots]
    lacking = [code for code, area in leaves if area is None]
    formula = "Σ 安置地块的新居、基础设施、公益设施和非农产业用地（未分列的按地块面积）"
    if lacking or not leaves:
        unfilled = f"安置地块的四类用地（{'、'.join(lacking)}）" if lacking else "安置地块面积"
        return Computed(None, formula, (), figure("settlement_area", dossier).missing or unfilled)
    return Computed(sum((area for _, area in leaves), Decimal(0)) / 10000, formula,
                    tuple((code, f"{printed(area / 10000, 4)} 公顷") for code, area in leaves))
