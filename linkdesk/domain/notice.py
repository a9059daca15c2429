"""Public notices (公示) with the objections to them, and complaints (信访) that hang on a household until settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linkdesk.domain.agreement_words import ComplaintChannel, NameMask, NoticeKind, NumberMask
from linkdesk.domain.fields import OnRemoval, Private, about, identity


@dataclass(frozen=True, slots=True)
class Notice:
    """A list put up in a village for everybody to see; what was put up is kept as a sealed paper."""

    project_id: str = about("项目区", refers_to="project")
    village_id: str | None = about("行政村", refers_to="village")
    kind: NoticeKind = about("公示内容", default=NoticeKind.AGREEMENTS)
    number: str = about("公示编号", default="")
    from_on: date | None = about("公示起始日", required=True)
    until_on: date | None = about("公示截止日", required=True)
    place: str = about("张贴地点", default="")
    contact: str = about("异议受理电话", default="")
    name_mask: NameMask = about("姓名显示", default=NameMask.SURNAME)
    number_mask: NumberMask = about("证件号显示", default=NumberMask.ENDS)
    with_amounts: bool = about("列出金额", default=True)
    issued_on: date | None = about("张贴日期")
    photo: str | None = about("张贴照片", attached=True, help="文件校验值")
    result: str | None = about("公示结果")
    closed_on: date | None = about("结果确认日期")
    withdrawn_on: date | None = about("撤下日期")
    withdrawn_because: str | None = about("撤下原因", help="撤下的公示留存，编号不再使用")
    officer_name: str = about("经办人", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection to a public notice, and its settlement."""

    notice_id: str = about("公示", refers_to="notice", on_removal=OnRemoval.WITH_PARENT)
    household_id: str | None = about("涉及农户", refers_to="household")
    raised_by: str | None = about("异议人", private=Private.NAME)
    raised_on: date | None = about("提出日期", required=True)
    content: str = about("异议内容", default="", required=True)
    settlement: str | None = about("处理结果")
    settled_on: date | None = about("处理日期")
    officer_name: str = about("经办人", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint about a household's case; it hangs on the household until it is settled."""

    household_id: str = about("农户", refers_to="household")
    channel: ComplaintChannel = about("渠道", default=ComplaintChannel.VISIT)
    number: str | None = about("信访编号")
    received_on: date | None = about("收到日期", required=True)
    due_on: date | None = about("应答复日期")
    complainant: str | None = about("信访人", private=Private.NAME)
    content: str = about("诉求", default="", required=True)
    settlement: str | None = about("办理结果")
    settled_on: date | None = about("办结日期")
    paper: str | None = about("材料扫描件", attached=True, help="文件校验值")
    officer_name: str = about("经办人", default="")
    id: str = identity()


class NoticeState(StrEnum):
    """Where a notice stands on a day."""

    DRAFT = "拟订"
    STANDING = "公示中"
    OBJECTED = "有异议"
    OVER = "已期满"
    CERTIFIED = "已出结果"
    WITHDRAWN = "已撤下"


def notice_state(notice: Notice, objections: Iterable[Objection], on: date) -> NoticeState:
    """Where a notice stands on a day, by its entries and those objections to it that are not settled."""
    for state, holds in ((NoticeState.WITHDRAWN, notice.withdrawn_on), (NoticeState.DRAFT, not notice.number),
                         (NoticeState.CERTIFIED, notice.closed_on), (NoticeState.OBJECTED, still_open(notice, objections))):
        if holds:
            return state
    return NoticeState.OVER if notice.until_on and notice.until_on < on else NoticeState.STANDING


def of_notice(notice: Notice, objections: Iterable[Objection]) -> tuple[Objection, ...]:
    """The objections to one notice, in order of their days."""
    return tuple(sorted((o for o in objections if o.notice_id == notice.id), key=lambda o: o.raised_on or date.min))


def still_open(notice: Notice, objections: Iterable[Objection]) -> tuple[Objection, ...]:
    """The objections to one notice that are not settled."""
    return tuple(o for o in of_notice(notice, objections) if o.settled_on is None)


def days_up(notice: Notice) -> int | None:
    """How many whole days a notice stands; the day it goes up is not counted. None while a day is missing."""
    return (notice.until_on - notice.from_on).days if notice.from_on and notice.until_on else None


def overdue(complaint: Complaint, on: date) -> bool:
    """Whether a complaint should have been answered before this day and is not settled."""
    return complaint.settled_on is None and complaint.due_on is not None and complaint.due_on < on
