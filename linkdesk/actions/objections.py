"""Objections to a public notice: entered while its result is not certified, settled with what was done and when."""

from __future__ import annotations

from linkdesk.actions.edits import set_field, set_value
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.notice import Notice, Objection

_CLOSED = "公示已出具结果证明，没有改动。之后的诉求请在“信访”中登记。"


def enter(desk: Desk, notice: Notice, household_id: str | None = None) -> Change:
    """An objection raised today; who raised it and what it says is filled in its form."""
    if not notice.number:
        raise KnownError("这份公示还没有张贴登记，没有登记异议。请先登记张贴。")
    if notice.withdrawn_on:
        raise KnownError("这份公示已经撤下，没有登记异议。请登记在另行张贴的公示上。")
    _refuse_closed(notice)
    return Change("登记公示异议", after=(Objection(
        notice_id=notice.id, household_id=household_id, raised_on=desk.clock().date(), officer_name=desk.officer_name),))


def _refuse_closed(notice: Notice | None) -> None:
    if notice and notice.closed_on:
        raise KnownError(_CLOSED)


def correct(desk: Desk, objection: Objection, name: str, text: str) -> Change:
    """Put what was typed into a field; an objection is settled on a day with what was done. Raises KnownError."""
    _refuse_closed(desk.store.get(Notice, objection.notice_id))
    referring = fields_of(Objection)[name].refers_to
    change = set_value(objection, name, text or None) if referring else set_field(objection, name, text)
    after: Objection = change.after[0]
    _refuse_unlikely(desk, after, name)
    return change


def _refuse_unlikely(desk: Desk, after: Objection, name: str) -> None:
    today = desk.clock().date()
    if after.raised_on is None:
        raise KnownError("必须填写提出日期，原值未改动。")
    if after.settled_on and not (after.settlement or "").strip():
        raise KnownError("请先写明处理结果，再填处理日期，没有改动。" if name == "settled_on"
                         else "这件异议已处理，处理结果不能为空，没有改动。未处理的请先清空处理日期。")
    if any(day and day > today for day in (after.raised_on, after.settled_on)):
        raise KnownError("日期在今天以后，没有改动。请核对日期。")
    if after.settled_on and after.settled_on < after.raised_on:
        raise KnownError("处理日期早于提出日期，没有改动。请核对两个日期。")


def remove(desk: Desk, objection: Objection) -> Change:
    """Take back an objection that says nothing yet; one that does is settled, never removed."""
    _refuse_closed(desk.store.get(Notice, objection.notice_id))
    if objection.content.strip() or objection.settled_on:
        raise KnownError("这件异议已写明内容，不能删除。登记有误的，请在处理结果中写明。")
    return Change("删除空白的异议登记", before=(objection,))
