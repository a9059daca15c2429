"""Public notices: begun, put up (numbered and kept as put up), objected to, certified when their days are over, taken down."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from linkdesk.actions import attachments
from linkdesk.actions.edits import set_field, set_value
from linkdesk.actions.numbers import last_under, prefix_of
from linkdesk.actions.sealing import sealed
from linkdesk.desk import Desk
from linkdesk.documents import notice_tables
from linkdesk.documents import notices as papers
from linkdesk.documents.blocks import Document
from linkdesk.documents.json import from_json
from linkdesk.domain.agreement import Sealed
from linkdesk.domain.agreement_words import NoticeKind
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.notice import Notice, days_up, of_notice, still_open
from linkdesk.domain.privacy import public_name, public_number
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import Certainty, ChangeKind

SHORTEST = "notice_days"
SUBJECT, RESULT = "notice", "notice_result"
DOWN = "已撤下"
USUAL_DAYS = 7  # proposed where no pack of the project says
_NEEDED = {"from_on": "公示起始日", "until_on": "公示截止日", "place": "张贴地点", "contact": "异议受理电话"}



def begin(desk: Desk, project_id: str, kind: NoticeKind, village_id: str | None = None) -> Change:
    """A notice from today for the shortest time the pack allows; place, telephone and masks as in the one before."""
    dossier, today = desk.dossier(project_id), desk.clock().date()
    last = dossier.notices[-1] if dossier.notices else Notice(project_id=project_id, place="村务公开栏")
    return Change(f"拟订{kind}", after=(Notice(
        project_id=project_id, village_id=village_id, kind=kind, from_on=today,
        until_on=today + timedelta(days=_shortest(dossier) or USUAL_DAYS), place=last.place, contact=last.contact, name_mask=last.name_mask,
        number_mask=last.number_mask, with_amounts=last.with_amounts, officer_name=desk.officer_name),))


def _shortest(dossier: Dossier) -> int | None:
    rate = dossier.rate(SHORTEST)
    return int(rate.value) if rate and rate.value is not None and rate.value <= 3650 else None


def discard(notice: Notice) -> Change:
    """Remove a notice that was never put up."""
    if notice.number:
        raise KnownError("这份公示已经张贴，不能删除。张贴有误的，请撤下并写明原因，再另行公示。")
    return Change(f"删除拟订的{notice.kind}", before=(notice,))


def lacking(dossier: Dossier, notice: Notice) -> tuple[str, ...]:
    """What a notice may not be put up without; empty when nothing is missing."""
    missing = tuple(f"缺少{label}" for name, label in _NEEDED.items() if not getattr(notice, name))
    days = days_up(notice)
    backwards = ("公示截止日不晚于起始日",) if days is not None and days < 1 else ()
    return (*missing, *backwards, *(() if notice_tables.lines(dossier, notice) else (_nobody(notice),)))


def _nobody(notice: Notice) -> str:
    return {NoticeKind.HOUSEHOLDS: "所选范围没有农户", NoticeKind.AGREEMENTS: "所选范围没有已定稿的协议",
            NoticeKind.PAYMENTS: "所选范围没有应付或已付的奖补"}[notice.kind]


def doubts(dossier: Dossier, notice: Notice) -> tuple[str, ...]:
    """What speaks against a notice as it is, though it may be put up: too short, told back, people nobody can tell apart."""
    return (*_too_short(dossier, notice), *_alike(dossier, notice))


def _too_short(dossier: Dossier, notice: Notice) -> tuple[str, ...]:
    days, rate = days_up(notice), dossier.rate(SHORTEST)
    if days is None or rate is None or rate.value is None or days >= rate.value:
        return ()
    unsure = "，待核实" if rate.certainty is Certainty.UNVERIFIED else ""
    return (f"公示期 {days} 天，少于{rate.label}的 {printed(rate.value, 0)} 天（{rate.clause}{unsure}）。",)


def _alike(dossier: Dossier, notice: Notice) -> tuple[str, ...]:
    shown = Counter((line.village, line.subject.group, public_name(line.name, notice.name_mask), public_number(line.number, notice.number_mask),
                     line.remark) for line in notice_tables.lines(dossier, notice) if isinstance(line.subject, Household))
    alike = sum(count for count in shown.values() if count > 1)
    return (f"有 {alike} 户在公示中分不清彼此，请改用能区分的姓名或证件号显示方式。",) if alike else ()


def paper(desk: Desk, notice: Notice) -> Document:
    """A notice as it was put up, or a draft of it as things stand today."""
    return _sealed(desk, SUBJECT, notice) or papers.notice(desk.dossier(notice.project_id), notice)


def papers_of(desk: Desk, notice: Notice) -> list[Document]:
    """What there is to print of one notice: its result certificate when it was given, then the list as put up.

    Once taken down both are marked so, lest they be put up again.
    """
    result = _sealed(desk, RESULT, notice)
    made = [*([result] if result else []), paper(desk, notice)]
    return [replace(d, mark=DOWN) for d in made] if notice.withdrawn_on else made


def all_papers(desk: Desk, dossier: Dossier) -> list[Document]:
    """The papers of every notice not taken down; while there is none, a draft that lists the households."""
    standing = [n for n in dossier.notices if not n.withdrawn_on]
    blank = Notice(project_id=dossier.project.id, kind=NoticeKind.HOUSEHOLDS)
    return [made for n in standing for made in papers_of(desk, n)] or [papers.notice(dossier, blank)]


def _sealed(desk: Desk, subject: str, notice: Notice) -> Document | None:
    kept = desk.store.load(Sealed, subject=subject, subject_id=notice.id)
    return from_json(kept[-1].document) if kept else None


def issue(desk: Desk, notice_id: str) -> Change:
    """Put a notice up: it gets a number that is never given again, and is kept as it was put up."""
    seen, notice = desk.as_of(), current(desk, notice_id)
    dossier = desk.dossier(notice.project_id)
    if notice.number:
        raise KnownError("这份公示已经张贴登记，没有改动。名单有变化的，请另行公示。")
    if why := lacking(dossier, notice):
        raise KnownError(f"还不能张贴：{'；'.join(why)}。请先补齐，再登记。")
    up = replace(notice, number=next_number(desk, dossier), issued_on=desk.clock().date(), officer_name=desk.officer_name)
    sealed = _seal(desk, SUBJECT, up, dossier, papers.notice(dossier, up))
    return Change(f"张贴{notice.kind}", before=(notice,), after=(up, sealed), kind=ChangeKind.PRINT, as_of=seen)


def next_number(desk: Desk, dossier: Dossier) -> str:
    """The number after the last one given under the township's name this year."""
    prefix = prefix_of(dossier, "公示")
    return f"{prefix}{last_under(prefix, desk.store.numbers_given()) + 1:03d}"


def _seal(desk: Desk, subject: str, notice: Notice, dossier: Dossier, document: Document) -> Sealed:
    return sealed(desk, subject, notice.id, _cut(dossier, notice), document, number=notice.number)


def _cut(dossier: Dossier, notice: Notice) -> Dossier:
    """What a notice stands on: those it lists with their agreements and payments, and nothing of their families, houses or plots."""
    listed = {line.subject.id for line in notice_tables.lines(dossier, notice)}
    made = {a.id for a in dossier.agreements if a.subject_id in listed}
    bare = dict.fromkeys(("plots", "rings", "members", "houses", "events", "problems", "parties", "items", "complaints", "sections",
                          "judgements", "standards", "standard_rates", "wordings"), ())
    return replace(
        dossier, **bare, notices=(notice,), objections=of_notice(notice, dossier.objections),
        **{name: tuple(e for e in getattr(dossier, name) if e.id in listed) for name in ("households", "left_out", "collective")},
        agreements=tuple(a for a in dossier.agreements if a.id in made),
        agreement_events=tuple(e for e in dossier.agreement_events if e.subject_id in listed),
        lines=tuple(line for line in dossier.lines if line.agreement_id in made),
        payments=tuple(p for p in dossier.payments if p.agreement_id in made))


def correct(desk: Desk, notice: Notice, name: str, text: str) -> Change:
    """Put what was typed into a field of a notice that has not been put up; the result until it is certified. KnownError else."""
    if notice.number and (name != "result" or notice.closed_on):
        raise KnownError("公示已经张贴，内容不能再改。张贴有误的，请撤下并写明原因，再另行公示。")
    if fields_of(Notice)[name].refers_to:
        return set_value(notice, name, text or None)
    return set_field(notice, name, text)


def attach_photo(desk: Desk, notice: Notice, path: Path) -> Change:
    """Keep a photo of a notice as it hangs."""
    if not notice.number:
        raise KnownError("这份公示还没有张贴登记，没有附上照片。请先登记张贴。")
    digest = attachments.keep(desk, path, attachments.PHOTO, "张贴现场的照片")
    return Change("附公示张贴照片", before=(notice,), after=(replace(notice, photo=digest),))


def withdraw(desk: Desk, notice: Notice, reason: str) -> Change:
    """Take a notice down: it stays on file with the reason, and its number is not given again."""
    if not reason.strip():
        raise KnownError("请写明撤下原因，再撤下公示。")
    if not notice.number or notice.withdrawn_on:
        raise KnownError("这份公示没有张贴或早已撤下，没有改动。")
    after = replace(notice, withdrawn_on=desk.clock().date(), withdrawn_because=reason.strip())
    return Change(f"撤下{notice.kind}", before=(notice,), after=(after,))


def uncertified(dossier: Dossier, notice: Notice) -> tuple[str, ...]:
    """What stands against certifying a notice's result; empty when nothing does."""
    if not notice.number or notice.withdrawn_on:
        return ("公示没有张贴登记" if not notice.number else "公示已经撤下",)
    waiting = notice.until_on is not None and notice.until_on >= dossier.on
    still = len(still_open(notice, dossier.objections))
    unsaid = sum(not o.content.strip() for o in of_notice(notice, dossier.objections))
    return (*((f"公示期未满（至 {notice.until_on}）",) if waiting else ()), *((f"有 {still} 件异议未处理",) if still else ()),
            *((f"有 {unsaid} 件异议没有写明内容",) if unsaid else ()))


def certify(desk: Desk, notice_id: str) -> Change:
    """Certify the result of a notice whose days are over and whose objections are all settled; kept as given."""
    seen, notice = desk.as_of(), current(desk, notice_id)
    dossier = desk.dossier(notice.project_id)
    if notice.closed_on:
        raise KnownError("这份公示已出具结果证明，可以直接打印。")
    if why := uncertified(dossier, notice):
        raise KnownError(f"还不能出具结果证明：{'；'.join(why)}。")
    result = (notice.result or "").strip().rstrip("。") or papers.default_result(of_notice(notice, dossier.objections))
    closed = replace(notice, result=result, closed_on=desk.clock().date())
    sealed = _seal(desk, RESULT, closed, dossier, papers.certificate(dossier, closed))
    return Change(f"出具{notice.kind}结果证明", before=(notice,), after=(closed, sealed), kind=ChangeKind.PRINT, as_of=seen)


def current(desk: Desk, notice_id: str) -> Notice:
    """A notice as it stands now; KnownError when it is gone."""
    found = desk.store.get(Notice, notice_id)
    if found is None:
        raise KnownError("找不到这份公示，它可能已被删除。请返回公示列表重新选择。")
    return found
