"""Directories (名录): responsible bodies, their agencies with dated names, townships, villages and natural villages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from linkdesk.domain.fields import OnRemoval, Private, about, identity
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.words import AuthorityKind, Certainty, PovertyClass


def _count(label: str, unit: str, **more: object):
    return about(label, quantity=Quantity.COUNT, unit=unit, at_least=0, at_most=100_000, **more)


@dataclass(frozen=True, slots=True)
class Authority:
    """A government or zone committee: the responsible body of projects, or the city or province above it."""

    name: str = about("名称", required=True, help="全称，如“岚川县人民政府”")
    kind: AuthorityKind = about("类别", default=AuthorityKind.COUNTY)
    place: str = about("地名", default="", help="简称，如“岚川县”，用于文件标题")
    code: str = about("行政区划代码", default="", help="6 位")
    parent_id: str | None = about("上级", refers_to="authority")
    poverty_class: PovertyClass = about("贫困县类别", default=PovertyClass.NONE)
    key_county: bool | None = about("国家扶贫开发工作重点县", help="项目优先入库的条件之一，B §二(二)")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Agency:
    """A department of an authority by what it does (职能), whatever its name of the day."""

    authority_id: str = about("所属", refers_to="authority", on_removal=OnRemoval.WITH_PARENT)
    duty: str = about("职能", default="", help="如“国土资源”“财政”“扶贫”")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class AgencyName:
    """What an agency is called from one day until another, with its document code (机关代字)."""

    agency_id: str = about("机关", refers_to="agency", on_removal=OnRemoval.WITH_PARENT)
    name: str = about("名称", default="", required=True)
    document_code: str = about("机关代字", default="", help="发文字号里的代字，如“岚国土资”")
    from_on: date | None = about("启用日期")
    until_on: date | None = about("停用日期")
    certainty: Certainty | None = about("核实状态", help="程序补上的名称核对过文件后改为已核实")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Township:
    """A township or town (乡镇) of an authority."""

    authority_id: str = about("所属县", refers_to="authority")
    name: str = about("乡镇", default="", required=True)
    code: str = about("区划代码", default="", help="9 位统计用区划代码")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Village:
    """An administrative village (行政村)."""

    township_id: str = about("乡镇", refers_to="township")
    name: str = about("行政村", default="", required=True)
    code: str = about("区划代码", default="", help="12 位统计用区划代码")
    is_poor: bool | None = about("贫困村")
    has_relocation: bool | None = about("实施易地扶贫搬迁", aliases=("易地扶贫搬迁村", "是否实施易地扶贫搬迁"))
    in_special_plan: bool | None = about("列入专项规划", aliases=("是否列入专项规划",), help="B §二(一)")
    households_known: int | None = _count("户数", "户", aliases=("总户数", "全村户数", "村户数"))
    population_known: int | None = _count("人口", "人", aliases=("总人口", "全村人口", "村人口"))
    whole_move: bool | None = about("整村搬迁", aliases=("是否整村搬迁", "是否整体搬迁"))
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Hamlet:
    """A natural village (自然村) of an administrative village."""

    village_id: str = about("行政村", refers_to="village", on_removal=OnRemoval.WITH_PARENT)
    name: str = about("自然村", default="", required=True)
    households_known: int | None = _count("户数", "户", aliases=("总户数", "自然村户数"))
    population_known: int | None = _count("人口", "人", aliases=("总人口", "自然村人口"))
    whole_move: bool | None = about("整村搬迁", aliases=("是否整村搬迁", "是否整体搬迁", "是否整自然村搬迁"))
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Officer:
    """A person who works at this desk; chosen at start, named in the journal."""

    name: str = about("姓名", default="", required=True)
    office: str = about("单位", default="", required=True)
    secret: str | None = about("口令校验值", private=Private.ACCOUNT, help="口令本身不保存")
    id: str = identity()


def committee(village: str) -> str:
    """The committee that acts for a village collective; a community (社区) has one of residents."""
    return f"{village}{'居民委员会' if village.endswith('社区') else '村民委员会'}"
