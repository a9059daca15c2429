"""The survey of potential by village (潜力调查): a village as the room shows it, and what the households surveyed propose for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from linkdesk.domain.coverage import total
from linkdesk.domain.directory import Hamlet, Township, Village
from linkdesk.domain.fields import about, fields_of, identity
from linkdesk.domain.special_plan import VillagePotential
from linkdesk.domain.words import RelocationType


def _as(entity: type, name: str, *aliases: str) -> Any:
    """The same field as another entity declares it."""
    of = fields_of(entity)[name]
    return about(of.label, quantity=of.quantity, unit=of.unit, decimals=of.decimals, at_least=of.at_least, at_most=of.at_most,
                 aliases=(*of.aliases, *aliases), help=of.help)


@dataclass(frozen=True, slots=True)
class PotentialRow:
    """A village with what it is and what its survey of potential told; its id is the village's. Also a row of a workbook or a paste."""

    township: str | None = _as(Township, "name", "乡镇名称", "所在乡镇", "所属乡镇", "镇", "乡")
    village: str | None = about("行政村", required=True, aliases=("村", "村名", "村庄", "行政村名称", "所在村", "村（社区）"))
    is_poor: bool | None = _as(Village, "is_poor", "是否贫困村")
    has_relocation: bool | None = _as(Village, "has_relocation", "易地扶贫搬迁")
    in_special_plan: bool | None = _as(Village, "in_special_plan", "是否列入规划", "列入规划")
    households: int | None = _as(VillagePotential, "households", "户数", "总户数", "农户数")
    population: int | None = _as(VillagePotential, "population", "总人口", "人口数")
    construction_area: Decimal | None = _as(VillagePotential, "construction_area", "农村建设用地面积", "村庄建设用地", "建设用地面积")
    idle_area: Decimal | None = _as(VillagePotential, "idle_area", "闲置建设用地", "闲置用地面积")
    reclaimable_area: Decimal | None = _as(VillagePotential, "reclaimable_area", "可复垦", "复垦潜力", "整治潜力")
    farmland_area: Decimal | None = _as(VillagePotential, "farmland_area", "新增耕地", "可新增耕地面积", "新增耕地潜力")
    willing: int | None = _as(VillagePotential, "willing", "愿意拆旧户数", "同意户数", "愿意户数")
    surveyed_on: date | None = _as(VillagePotential, "surveyed_on", "调查时间")
    reason: str | None = _as(VillagePotential, "reason", "备注", "未列入理由")
    id: str = identity()


MARKS = ("is_poor", "has_relocation", "in_special_plan")
MEASURED = ("households", "population", "construction_area", "idle_area", "reclaimable_area", "farmland_area", "willing", "surveyed_on",
            "reason")


def potential_row(village: Village, township: str, potential: VillagePotential | None) -> PotentialRow:
    """A village as a row, with its survey where there is one."""
    told = {name: getattr(potential, name) for name in MEASURED} if potential else {}
    return PotentialRow(township, village.name, **{name: getattr(village, name) for name in MARKS}, **told, id=village.id)


@dataclass(frozen=True, slots=True)
class Surveyed:
    """The little of a household that the potential of its village follows from; areas in m²."""

    population: int | None
    relocation_type: RelocationType | None
    homestead_area: Decimal | None
    reclaimable_area: Decimal | None
    willing: bool | None
    surveyed_on: date | None
    left_out: bool


def proposed(village: Village, hamlets: Iterable[Hamlet], surveyed: Iterable[Surveyed]) -> dict[str, Any]:
    """What directory and survey tell of a village, by field; only what is known.

    Households and persons by the directory, else as many as were surveyed; areas of those taken in, the idle ones of idle homesteads.
    """
    found, hamlets = tuple(surveyed), tuple(hamlets)
    taken_in = [s for s in found if not s.left_out]
    values = {
        "households": _first(total(village.households_known, hamlets, "households_known"), len(found) or None),
        "population": _first(total(village.population_known, hamlets, "population_known"), _sum(s.population for s in found)),
        "idle_area": _sum(s.homestead_area for s in taken_in if s.relocation_type is RelocationType.IDLE),
        "reclaimable_area": _sum(s.reclaimable_area for s in taken_in),
        "willing": sum(s.willing is True for s in taken_in) if any(s.willing is not None for s in taken_in) else None,
        "surveyed_on": max((s.surveyed_on for s in found if s.surveyed_on), default=None)}
    return {name: value for name, value in values.items() if value is not None}


def _first(known: int | None, counted: int | None) -> int | None:
    return counted if known is None else known


def _sum(leaves: Iterable[Any]) -> Any:
    """The sum of what is known; None where nothing is, and where nothing is there."""
    known = [leaf for leaf in leaves if leaf is not None]
    return sum(known[1:], known[0]) if known else None


def filled(potential: VillagePotential, values: dict[str, Any]) -> VillagePotential:
    """A survey with proposed values in its empty fields: what somebody wrote stays."""
    return replace(potential, **{name: value for name, value in values.items() if getattr(potential, name) is None})
