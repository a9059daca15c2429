"""Consultation and consent (征求意见): departments' opinions, hearings, resolutions of villagers (B §二(一)(七), §三(一))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from linkdesk.domain.approval_words import Adoption, MeetingKind, OpinionStance
from linkdesk.domain.declared import of_project
from linkdesk.domain.fields import about, identity
from linkdesk.domain.quantities import Quantity


def _people(label: str):
    return about(label, quantity=Quantity.COUNT, unit="人", at_least=0, at_most=100_000)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a department was asked and answered, and what became of it."""

    project_id: str = of_project()
    matter_id: str | None = about("报批事项", refers_to="matter")
    position: int = about("顺序", default=0)
    duty: str = about("职能", default="", help="如“规划”“林业”，与机关名录一致")
    department: str = about("部门", default="", required=True)
    subject: str = about("征求意见的内容", default="")
    asked_on: date | None = about("发出日期")
    asking_number: str = about("征求意见函文号", default="")
    due_on: date | None = about("要求答复日期")
    answered_on: date | None = about("答复日期")
    answer_number: str = about("复函文号", default="")
    stance: OpinionStance | None = about("意见")
    text: str = about("意见内容", default="")
    adopted: Adoption | None = about("采纳情况")
    reason: str = about("处理说明", default="", help="未采纳、部分采纳的写明理由")
    file_name: str = about("文件名", default="")
    file_hash: str = about("文件", default="", attached=True, help="文件校验值")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Hearing:
    """A hearing (听证会) on the plan."""

    project_id: str = of_project()
    position: int = about("顺序", default=0)
    village_id: str | None = about("行政村", refers_to="village")
    subject: str = about("听证事项", default="", required=True)
    announced_on: date | None = about("公告日期")
    held_on: date | None = about("听证日期")
    place: str = about("地点", default="")
    chair: str = about("主持人", default="")
    attended: int | None = _people("到会人数")
    opinions: str = about("主要意见", default="")
    result: str = about("处理结果", default="")
    file_name: str = about("笔录文件名", default="")
    file_hash: str = about("笔录", default="", attached=True, help="文件校验值")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution (决议) of villagers or their representatives: who was entitled, who came, how they voted."""

    project_id: str = of_project()
    position: int = about("顺序", default=0)
    village_id: str | None = about("行政村", refers_to="village")
    kind: MeetingKind = about("会议", default=MeetingKind.REPRESENTATIVES)
    subject: str = about("决议事项", default="", required=True)
    held_on: date | None = about("会议日期")
    entitled: int | None = _people("应到人数")
    present: int | None = _people("实到人数")
    in_favour: int | None = _people("同意人数")
    against: int | None = _people("反对人数")
    abstained: int | None = _people("弃权人数")
    file_name: str = about("决议文件名", default="")
    file_hash: str = about("决议和签到表", default="", attached=True, help="文件校验值")
    id: str = identity()
