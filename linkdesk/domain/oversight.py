"""Oversight (考核督查): sanctions and rewards, inspections with rectification, responsible persons (A §二(二), §四; B §三)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from linkdesk.domain.approval_words import DutyRole, InspectionLink, SanctionKind
from linkdesk.domain.declared import area_in_hectares, of_project
from linkdesk.domain.fields import Private, about, identity
from linkdesk.domain.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Sanction:
    """A sanction or reward decided by a higher body about a place, or about one project of it: append-only.

    Its end is a further row that `lifts_id` it; a wrong row is answered by one that `revokes_id` it.
    """

    authority_id: str | None = about("对象", refers_to="authority")
    project_id: str | None = about("项目区", refers_to="project", help="只针对一个项目区的填写")
    kind: SanctionKind = about("种类", default=SanctionKind.SCORE_DEDUCTED)
    decided_by: str = about("决定机关", default="", required=True)
    number: str = about("文号", default="", required=True)
    decided_on: date | None = about("决定日期", required=True)
    score: Decimal | None = about("分数", quantity=Quantity.MEASURED, unit="分", decimals=2, at_least=0)
    area: Decimal | None = area_in_hectares("指标面积")
    year: int | None = about("指标年度", at_least=2000, at_most=2100)
    from_on: date | None = about("起始日期")
    until_on: date | None = about("截止日期")
    reason: str = about("事由", default="")
    lifts_id: str | None = about("解除的处分", refers_to="sanction")
    revokes_id: str | None = about("更正的记录", refers_to="sanction")
    file_name: str = about("文件名", default="")
    file_hash: str = about("文件", default="", attached=True, help="文件校验值")
    officer_name: str = about("登记人", default="")
    entered_at: datetime | None = about("登记时间")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Inspection:
    """An inspection of one link of a project, what it found, and how that was put right (B §三(二))."""

    project_id: str = of_project()
    position: int = about("顺序", default=0)
    link: InspectionLink = about("检查环节", default=InspectionLink.WORKS)
    inspector: str = about("检查单位", default="", required=True)
    inspected_on: date | None = about("检查日期")
    finding: str = about("发现的问题", default="", help="没有问题的不填")
    rectify_by: date | None = about("整改期限")
    measures: str = about("整改情况", default="")
    rectified_on: date | None = about("整改完成日期")
    confirmed_by: str = about("复查单位", default="")
    file_name: str = about("文件名", default="")
    file_hash: str = about("文件", default="", attached=True, help="文件校验值")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class DutyPerson:
    """A responsible person of a place, or of one project, for some time (A §四(一)(二))."""

    authority_id: str | None = about("责任主体", refers_to="authority", help="全县的责任人")
    project_id: str | None = about("项目区", refers_to="project", help="只负责一个项目区的填写")
    position: int = about("顺序", default=0)
    role: DutyRole = about("责任", default=DutyRole.FIRST)
    name: str = about("姓名", default="", required=True)
    unit: str = about("单位", default="")
    post: str = about("职务", default="")
    phone: str = about("联系电话", default="", private=Private.PHONE)
    duty: str = about("职责分工", default="")
    from_on: date | None = about("起始日期")
    until_on: date | None = about("截止日期")
    id: str = identity()
