"""Official letters (公文) written here or received, and the Word copies that leave the house to be changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from linkdesk.domain.approval_words import LetterKind, LetterWay, Secrecy, Urgency
from linkdesk.domain.fields import Private, about, identity
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Letter:
    """An official letter: a draft until it is issued with its number, then sealed; a received one bears the number it came with.

    `issuers` are the names of the bodies that issue it jointly, the host first, as they stood on its day.
    """

    project_id: str = about("项目区", refers_to="project")
    matter_id: str | None = about("报批事项", refers_to="matter")
    kind: LetterKind = about("文种", default=LetterKind.REQUEST)
    way: LetterWay = about("行文方向", default=LetterWay.UP)
    issuers: tuple[str, ...] = about("发文机关", default=(), help="联合行文的主办机关排在最前")
    document_code: str = about("机关代字", default="", help="如“岚政”")
    year: int | None = about("年份", at_least=1990, at_most=2100)
    sequence: int | None = about("序号", quantity=Quantity.COUNT, at_least=1)
    number: str = about("发文字号", default="", help="印发时按机关代字、年份和序号编出；收文填来文字号")
    title: str = about("标题", default="", required=True)
    recipients: str = about("主送机关", default="")
    copies_to: str = about("抄送机关", default="")
    body: str = about("正文", default="")
    attachments: tuple[str, ...] = about("附件", default=(), help="附件名称，按顺序")
    signers: tuple[str, ...] = about("签发人", default=(), help="上行文必填，联合行文的每个机关一人")
    dated_on: date | None = about("成文日期")
    contact: str = about("联系人", default="", help="请示的附注写联系人和电话")
    phone: str = about("联系电话", default="", private=Private.PHONE)
    annotation: str = about("附注", default="", help="如“此件公开发布”")
    secrecy: Secrecy = about("密级", default=Secrecy.NONE)
    urgency: Urgency = about("紧急程度", default=Urgency.NONE)
    copy_number: str = about("份号", default="", help="6 位")
    print_office: str = about("印发机关", default="")
    printed_on: date | None = about("印发日期")
    copies: int | None = about("份数", quantity=Quantity.COUNT, unit="份", at_least=1)
    answers_title: str = about("来文标题", default="")
    answers_number: str = about("来文字号", default="")
    received_on: date | None = about("收文日期")
    sealed_id: str | None = about("封存件", refers_to="sealed")
    issued_at: datetime | None = about("印发时间")
    file_name: str = about("扫描件名", default="", help="盖章件的扫描件")
    file_hash: str = about("扫描件", default="", attached=True, help="文件校验值")
    void_reason: str = about("作废理由", default="")
    voided_on: date | None = about("作废日期")
    officer_name: str = about("拟稿人", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class WordCopy:
    """A Word copy that left the house: append-only; what comes back is compared with the document it was written from."""

    project_id: str = about("项目区", refers_to="project")
    letter_id: str | None = about("公文", refers_to="letter")
    plan: PlanKind | None = about("方案")
    title: str = about("标题", default="")
    document_hash: str = about("文稿", default="", attached=True, help="文件校验值")
    file_hash: str = about("Word 文件", default="", attached=True, help="文件校验值")
    officer_name: str = about("经办人", default="")
    made_at: datetime | None = about("导出时间")
    id: str = identity()
