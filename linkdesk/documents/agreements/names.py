"""Named texts and facts that agreement texts may use, all of one case: the sides, ways, terms, copies, what is supplemented."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from linkdesk.documents.agreements.case import Case
from linkdesk.documents.agreements.supplement import changed_terms
from linkdesk.documents.templates.fill import long_date
from linkdesk.documents.templates.numbering import numeral
from linkdesk.documents.templates.vocabulary import fact, named_text
from linkdesk.documents.wording import place, township_government
from linkdesk.domain.agreement_words import PartyA, StandardBasis, WorkWay
from linkdesk.domain.capitals import capitals
from linkdesk.domain.directory import committee
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure
from linkdesk.domain.words import AgreementState

USUAL_COPIES = 4  # where the project names no other number: 甲方、乙方、丙方 and the county's land office
_DEMOLITION = {WorkWay.SELF: "自行拆除", WorkWay.ENTRUSTED: "委托拆除", WorkWay.ORGANISED: "由甲方统一组织拆除"}
_RECLAMATION = {WorkWay.SELF: "自行复垦", WorkWay.ENTRUSTED: "委托复垦", WorkWay.ORGANISED: "由甲方统一组织复垦"}


def village_committee(case: Case) -> str:
    """The committee of the subject's village with its place before it; empty while either is unknown."""
    return f"{place(case.dossier)}{committee(case.village)}" if case.village and place(case.dossier) else ""


@named_text("agreement_party_a", "甲方名称", of=Case)
def _(dossier: Dossier, case: Case) -> str:
    return village_committee(case) if case.party_a is PartyA.VILLAGE else township_government(dossier)


@named_text("agreement_party_b", "乙方名称", of=Case)
def _(dossier: Dossier, case: Case) -> str:
    return case.party_b


@named_text("agreement_witness", "丙方（见证方）名称", of=Case)
def _(dossier: Dossier, case: Case) -> str:
    if case.party_a is PartyA.VILLAGE:
        return township_government(dossier)
    if case.is_collective:  # the committee acts for party B and cannot bear witness to its own agreement
        return f"{place(dossier)}{case.village}村务监督委员会" if case.village and place(dossier) else ""
    return village_committee(case)


@named_text("amount_in_capitals", "协议金额大写", of=Case)
def _(dossier: Dossier, case: Case) -> str:
    amount = figure("agreement_amount", dossier, case.agreement).value
    return "" if amount is None else capitals(amount)


def _boxes(ways: dict[WorkWay, str], chosen: WorkWay | None) -> str:
    return "  ".join(f"{'☑' if way is chosen else '☐'}{text}" for way, text in ways.items())


@named_text("demolition_ways", "拆除方式选项", of=Case)
def _(dossier: Dossier, case: Case) -> str:
    return _boxes(_DEMOLITION, case.agreement.demolition_way)


@named_text("reclamation_ways", "复垦方式选项", of=Case)
def _(dossier: Dossier, case: Case) -> str:
    return _boxes(_RECLAMATION, case.agreement.reclamation_way)


@named_text("vacate_term", "腾空房屋的期限", of=Case)
def _(dossier: Dossier, case: Case) -> str:
    day = case.agreement.vacate_by
    return f"于{long_date(day)}前" if day else "在拆除前"


@named_text("settle_term", "交付安置住房的期限", of=Case)
def _(dossier: Dossier, case: Case) -> str:
    day = case.agreement.settle_by
    return f"最迟于{long_date(day)}" if day else "按照安置住房建设进度"


def copies_of(case: Case) -> int:
    """How many originals are signed."""
    return case.agreement.copies or case.dossier.project.agreement_copies or USUAL_COPIES


@named_text("copies", "协议份数（中文数字）", of=Case)
def _(dossier: Dossier, case: Case) -> str:
    return {2: "两"}.get(copies_of(case)) or numeral(copies_of(case))


@named_text("copies_held", "协议各份由谁持有", of=Case)
def _(dossier: Dossier, case: Case) -> str:
    count = copies_of(case)
    if count < USUAL_COPIES:
        return {1: "由乙方持有，甲方、丙方留存复印件", 2: "甲方、乙方各执一份"}.get(count, "甲方、乙方、丙方各执一份")
    return "甲方、乙方、丙方和县级自然资源（国土资源）主管部门各执一份" + ("，其余由甲方存档" if count > USUAL_COPIES else "")


@named_text("supplemented_kind", "原协议名称", of=Case)
def _(dossier: Dossier, case: Case) -> str:
    return str(case.main.kind) if case.main else ""


@named_text("supplemented_number", "原协议编号", of=Case)
def _(dossier: Dossier, case: Case) -> str:
    return case.main.number if case.main else ""


@named_text("supplemented_on", "原协议签订日期", of=Case)
def _(dossier: Dossier, case: Case) -> str:
    if case.main is None:
        return ""
    day: date | None = case.trace.signed_on(case.main) if case.trace else case.main.signed_on
    if day is None and case.main.state is AgreementState.TAKEN_OVER:
        return "以原件所载为准"
    return long_date(day) if day else ""


@named_text("changed_terms", "变更内容", of=Case)
def _(dossier: Dossier, case: Case) -> str:
    return "、".join(label for label, _, _ in changed_terms(case)) or case.agreement.changes or ""


def _facts(pairs: Iterable[tuple[str, str, object]]) -> None:
    for name, label, holds in pairs:
        fact(name, label, of=Case)(holds)


def _by_persons_only(dossier: Dossier, case: Case) -> bool:
    """Whether the amount is one reward of so much a person at the agreement's own rate, which a sentence says; still open counts too."""
    if not case.has_lines:
        return len(case.lines) < 2
    first, agreed = case.lines[0], (case.agreement.persons, case.agreement.rate)
    return len(case.lines) == 1 and first.reward and first.basis is StandardBasis.PER_PERSON and (first.quantity, first.price) == agreed


_facts((
    ("one_amount", "金额只有按人奖补一项", _by_persons_only),
    ("several_amounts", "金额有多项或有补偿", lambda dossier, case: not _by_persons_only(dossier, case)),
    ("no_amounts", "没有金额", lambda dossier, case: not case.lines),
    ("has_amounts", "有金额", lambda dossier, case: bool(case.lines)),
    ("terms_changed", "补充协议变更了约定", lambda dossier, case: bool(changed_terms(case))),
    ("nothing_changed", "补充协议还没有写明变更", lambda dossier, case: not changed_terms(case) and not case.agreement.changes),
    ("amounts_changed", "补充协议列有金额分项", lambda dossier, case: case.has_lines),
    ("changes_in_words", "补充协议有文字约定", lambda dossier, case: bool(case.agreement.changes)),
))
