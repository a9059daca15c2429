"""Figures of households: counts, persons, areas, consent; each for all of a project or for some of its households.

A sum leaves out households that have not filled the field in; `missing` then says how many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.register import Computed, Maker, named
from linkdesk.domain.household import Household, consents
from linkdesk.domain.quantities import rounded
from linkdesk.domain.subject import Subject
from linkdesk.domain.words import PlotUse

Some = tuple[Household, ...] | None  # None: every household of the dossier
Test = Callable[[Dossier, Household], bool]


def listed(dossier: Dossier, willing_only: bool = False) -> tuple[Household, ...]:
    """Households in order of village, group and survey; the held included (documents mark them)."""
    return tuple(h for h in dossier.households if not willing_only or consents(h))


def village_of(dossier: Dossier, subject: Subject) -> str:
    """The administrative village of a household or collective property as printed; empty when neither directory nor survey names it."""
    return dossier.village_names.get(subject.village_id or "") or subject.village or ""


def by_village(dossier: Dossier) -> dict[str, tuple[Household, ...]]:
    """Households by the name of their village, in the order villages first appear."""
    groups: dict[str, list[Household]] = {}
    for household in dossier.households:
        groups.setdefault(village_of(dossier, household), []).append(household)
    return {village: tuple(members) for village, members in groups.items()}


def villages_concerned(dossier: Dossier) -> tuple[str, ...]:
    """The names of the villages that households or old plots lie in, in order of the survey."""
    of_plots = (dossier.village_names.get(p.village_id or "", "") for p in dossier.plots_of(PlotUse.OLD))
    return tuple(dict.fromkeys(name for name in (*by_village(dossier), *of_plots) if name))


def _among(dossier: Dossier, some: Some) -> tuple[Household, ...]:
    return dossier.households if some is None else some


def _sum(label: str, values: Iterable[Decimal | int | None], whole: bool) -> Computed:
    """A sum over households; of nobody it is zero in a part (`whole` False) and unknown in a whole project."""
    given = tuple(values)
    known = [Decimal(v) for v in given if v is not None]
    lacking = len(given) - len(known)
    missing = f"{lacking} 户未填写{label}" if lacking else ""
    if not known and (given or whole):
        return Computed(None, f"Σ {label}", (), missing or label)
    inputs = (("已填写农户", f"{len(known)} 户"), *((("未填写农户", f"{lacking} 户"),) if lacking else ()))
    return Computed(sum(known, Decimal(0)), f"Σ {label}", inputs, missing)


def _count(formula: str, test: Test) -> Maker:
    def made(dossier: Dossier, some: Some = None) -> Computed:
        return Computed(Decimal(sum(1 for h in _among(dossier, some) if test(dossier, h))), formula)
    return made


def _persons(test: Test) -> Maker:
    def made(dossier: Dossier, some: Some = None) -> Computed:
        among = _among(dossier, some)
        return _sum("家庭人口", (h.population for h in among if test(dossier, h)), whole=not among and some is None)
    return made


def _areas(label: str, field: str) -> Maker:
    def made(dossier: Dossier, some: Some = None) -> Computed:
        areas = (getattr(h, field) for h in _among(dossier, some))
        return _sum(label, (None if area is None else rounded(area, 2) for area in areas), whole=some is None)
    return made


def _every(dossier: Dossier, household: Household) -> bool:
    return True


_COUNTS: dict[str, tuple[str, str, Test]] = {  # name → (label, formula, which households)
    "household_count": ("涉及农户", "登记的农户数", _every),
    "held_count": ("暂缓农户", "有未处理错误的农户数", lambda d, h: h.id in d.held),
    "willing_count": ("同意拆旧复垦农户", "同意拆旧复垦的农户数", lambda d, h: consents(h) is True),
    "unwilling_count": ("不同意拆旧复垦农户", "不同意拆旧复垦的农户数", lambda d, h: consents(h) is False),
    "undecided_count": ("意愿未填农户", "未填写拆旧复垦意愿的农户数", lambda d, h: consents(h) is None),
    "poor_count": ("建档立卡户", "登记为建档立卡的农户数", lambda d, h: h.registered_poor is True),
}
for _name, (_label, _formula, _test) in _COUNTS.items():
    named(_name, _label, "户", 0)(_count(_formula, _test))

_AREAS = {  # name → (label, what is summed, field)
    "homestead_total": ("宅基地面积合计", "宅基地面积", "homestead_area"),
    "house_total": ("房屋建筑面积合计", "房屋建筑面积", "house_area"),
    "outbuilding_total": ("附属房面积合计", "附属房面积", "outbuilding_area"),
    "reclaimable_total": ("可复垦耕地面积合计", "可复垦耕地面积", "reclaimable_area"),
}
for _name, (_label, _summed, _field) in _AREAS.items():
    named(_name, _label, "㎡", 2)(_areas(_summed, _field))

named("person_count", "涉及人口", "人", 0)(_persons(_every))
named("poor_persons", "建档立卡人口", "人", 0)(_persons(lambda d, h: h.registered_poor is True))
named("willing_persons", "同意拆旧复垦人口", "人", 0)(_persons(lambda d, h: consents(h) is True))


@named("village_count", "涉及行政村", "个", 0)
def _(dossier: Dossier) -> Computed:
    named_villages = villages_concerned(dossier)
    return Computed(Decimal(len(named_villages)) if named_villages else None, "农户和拆旧地块所在行政村的个数",
                    tuple((v, "") for v in named_villages), "" if named_villages else "涉及行政村")


@named("room_total", "房屋间数合计", "间", 0)
def _(dossier: Dossier, some: Some = None) -> Computed:
    return _sum("房屋间数", (h.rooms for h in _among(dossier, some)), whole=some is None)


@named("consent_ratio", "农户同意率", "%", 2)
def _(dossier: Dossier, some: Some = None) -> Computed:
    among = _among(dossier, some)
    willing = sum(1 for h in among if consents(h))
    return Computed(Decimal(willing) * 100 / len(among) if among else None, "同意户数 ÷ 总户数 × 100%",
                    (("同意户数", f"{willing} 户"), ("总户数", f"{len(among)} 户")), "" if among else "农户摸底调查")
