"""Approvals (报批): matters going up a chain, what happened to them, what was sent, what came back, and their time limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.archive import ArchiveItem
from linkdesk.domain.consultation import Hearing, Opinion, Resolution
from linkdesk.domain.declared import of_project
from linkdesk.domain.fields import about, identity
from linkdesk.domain.letter import Letter, WordCopy
from linkdesk.domain.oversight import DutyPerson, Inspection, Sanction
from linkdesk.domain.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that goes up a chain of a pack (报批事项); `joined_id` is the matter it goes up together with (B §二(七))."""

    project_id: str = about("项目区", refers_to="project")
    pack_id: str = about("政策", default="")
    chain_id: str = about("报批流程", default="", help="政策包里流程的编号")
    title: str = about("事项名称", default="", required=True)
    opened_on: date | None = about("开始日期")
    joined_id: str | None = about("同步申报的事项", refers_to="matter")
    basis_document: str = about("前置批准文件", default="", help="本项目里没有的前置批准，如转让方的复垦设计批复")
    basis_number: str = about("前置批准文号", default="")
    basis_on: date | None = about("前置批准日期")
    note: str = about("说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class MatterEntry:
    """What happened to a matter at a step: append-only; a wrong entry is answered by one that `revokes_id` it.

    `step` is the place (from 1) in the pack's chain, skipped steps counted; `back_to` is where a returned matter goes on from.
    """

    matter_id: str = about("报批事项", refers_to="matter")
    step: int = about("步骤", default=1)
    kind: EntryKind = about("办理情况", default=EntryKind.SENT)
    acted_on: date | None = about("日期", required=True)
    actor: str = about("办理机关", default="", help="当日的机关名称")
    basis: str = about("确定办理机关的文件", default="", help="原文未明确办理机关的，填写县里依据的文件和文号")
    number: str = about("文号", default="")
    incoming_number: str = about("来文文号", default="")
    person: str = about("负责人", default="")
    handler: str = about("经办人", default="")
    opinion: str = about("意见", default="")
    reason: str = about("理由", default="", help="退回、不予通过、撤回和更正必填")
    back_to: int | None = about("退回到")
    submission_id: str | None = about("报送件", refers_to="submission")
    version_id: str | None = about("方案版本", refers_to="plan_version")
    letter_id: str | None = about("公文", refers_to="letter")
    file_name: str = about("扫描件名", default="")
    file_hash: str = about("扫描件", default="", attached=True, help="文件校验值")
    revokes_id: str | None = about("更正的记录", refers_to="matter_entry")
    officer_name: str = about("登记人", default="")
    entered_at: datetime | None = about("登记时间")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class ReturnComment:
    """One point of what a returning body found wrong: append-only, part of a 退回."""

    entry_id: str = about("办理记录", refers_to="matter_entry")
    position: int = about("顺序", default=0)
    place: str = about("所在材料", default="", help="如“第三章”“附表5”")
    text: str = about("意见内容", default="", required=True)
    id: str = identity()


@dataclass(frozen=True, slots=True)
class CommentAnswer:
    """How a point of a return was answered: append-only; the newest answer of a comment is the one that goes up."""

    comment_id: str = about("退回意见", refers_to="return_comment")
    text: str = about("答复", default="", required=True)
    officer_name: str = about("答复人", default="")
    entered_at: datetime | None = about("登记时间")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Submission:
    """A packet as it was sent, frozen with all its files: append-only. `version` counts those of a matter at one packet step."""

    matter_id: str = about("报批事项", refers_to="matter")
    step: int = about("步骤", default=1)
    packet: str = about("材料", default="", help="材料的步骤名，如 plan")
    version: int = about("次数", default=1)
    title: str = about("标题", default="")
    pages: int | None = about("页数", quantity=Quantity.COUNT, unit="页")
    plan_version_id: str | None = about("方案版本", refers_to="plan_version")
    joined_id: str | None = about("同步申报的事项", refers_to="matter")
    content_hash: str = about("清单校验值", default="", help="全部文件名和校验值的校验值")
    officer_name: str = about("经办人", default="")
    made_at: datetime | None = about("生成时间")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """One file of a submission: append-only. `document_hash` is the document it was printed from, for comparing."""

    submission_id: str = about("报送件", refers_to="submission")
    position: int = about("顺序", default=0)
    name: str = about("文件名", default="")
    size: int | None = about("字节数", quantity=Quantity.COUNT, unit="字节")
    file_hash: str = about("文件", default="", attached=True, help="文件校验值")
    document_hash: str = about("文稿", default="", attached=True, help="文件校验值")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What an officer says of a time limit of a project: when it starts, ended or was put off to, and why.

    `subject_id` tells apart limits that run more than once, by the matter, agreement day or row they are about.
    """

    project_id: str = of_project()
    clock_id: str = about("期限", default="")
    subject_id: str = about("对应事项", default="")
    started_on: date | None = about("起算日期")
    ended_on: date | None = about("完成日期")
    extended_to: date | None = about("延期至", help="批准延期的文件写明的日期")
    document: str = about("依据文件", default="", help="文件名称及文号")
    note: str = about("说明", default="")
    officer_name: str = about("登记人", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class YearTarget:
    """What a county is to achieve in a year or some years, by a document (A §三(一))."""

    authority_id: str | None = about("责任主体", refers_to="authority")
    subject: str = about("任务", default="节余指标易地交易", required=True)
    from_year: int | None = about("起始年度", at_least=2000, at_most=2100)
    to_year: int | None = about("截止年度", at_least=2000, at_most=2100)
    area: Decimal | None = about("目标面积", quantity=Quantity.MEASURED, unit="亩", decimals=2, at_least=0)
    done: Decimal | None = about("启用前完成面积", quantity=Quantity.MEASURED, unit="亩", decimals=2, at_least=0,
                                 help="启用本系统以前完成的；启用以后的由指标台账的交易计算")
    document: str = about("下达文件", default="", help="文件名称及文号")
    note: str = about("说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Approvals:
    """Everything of the approvals of one project, as part of its dossier; `targets` and `duties` also of its responsible body."""

    matters: tuple[Matter, ...] = ()
    entries: tuple[MatterEntry, ...] = ()
    comments: tuple[ReturnComment, ...] = ()
    answers: tuple[CommentAnswer, ...] = ()
    submissions: tuple[Submission, ...] = ()
    submitted_files: tuple[SubmittedFile, ...] = ()
    letters: tuple[Letter, ...] = ()
    readings: tuple[ClockReading, ...] = ()
    targets: tuple[YearTarget, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    duties: tuple[DutyPerson, ...] = ()
    archive: tuple[ArchiveItem, ...] = ()
    word_copies: tuple[WordCopy, ...] = ()
