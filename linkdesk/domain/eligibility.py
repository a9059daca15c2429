"""Who may have agreements, and why a household is left out, in words short enough for a table."""

from __future__ import annotations

from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household, consents, lacking
from linkdesk.domain.spelling import compact
from linkdesk.domain.subject import Subject
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import AgreementState

HELD = "暂缓"
ON_PAPER = AgreementState.PRINTED, AgreementState.TAKEN_OVER
_WORDS = {
    "missing": "缺{label}",
    "formula_error": "{label}是公式错误值",
    "not_a_number": "{label}不是数字",
    "out_of_range": "{label}超出范围",
    "not_a_date": "{label}不是日期",
    "not_a_choice": "{label}填写不在选项内",
    "id_length": "身份证号位数不符",
    "id_checksum": "身份证号校验位不符",
    "id_birth": "身份证号出生日期不符",
    "id_precision_lost": "身份证号末几位丢失",
    "id_duplicate": "身份证号重复",
    "account_precision_lost": "银行账号末几位丢失",
}


def held_reasons(dossier: Dossier, household: Household) -> tuple[str, ...]:
    """The unsettled errors of a household, each once; empty when it is not held."""
    return tuple(dict.fromkeys(map(_words, dossier.holding.get(household.id, ()))))


def why_left_out(dossier: Dossier, subject: Subject) -> str:
    """Why a household or a collective's property may have no agreement; empty when it may."""
    if subject.left_out is not None:
        return f"未列入：{subject.left_out}"
    return _why_household(dossier, subject) if isinstance(subject, Household) else _why_property(subject)


def _why_household(dossier: Dossier, household: Household) -> str:
    """Held, something required missing, not willing, one of its persons or its homestead in another pair already."""
    if reasons := held_reasons(dossier, household):
        return f"{HELD}：{'、'.join(reasons)}"
    if without := lacking(household):
        return f"缺{'、'.join(without)}"
    unwilling = {None: "未填写是否愿意拆旧复垦", False: "不同意拆旧复垦", True: ""}[consents(household)]
    return unwilling or dossier.doubles.get(household.id, "")


def _why_property(property_: CollectiveProperty) -> str:
    """Something required missing, not agreed to by the villagers."""
    if without := [f.label for f in fields_of(CollectiveProperty).values() if f.required and getattr(property_, f.name) in (None, "")]:
        return f"缺{'、'.join(without)}"
    return {None: "未填写村民会议是否同意", False: "村民会议不同意", True: ""}[property_.agreed]


def account_reason(holder: str | None, head_name: str | None, basis: str | None) -> str:
    """What keeps money from an account: its holder is not the head and no authorisation is named; empty when nothing does."""
    another = compact(holder or "") not in ("", compact(head_name or ""))
    return "账户户名不是户主，缺账户依据（授权委托书等）" if another and not (basis or "").strip() else ""


def on_paper(dossier: Dossier, household: Household) -> bool:
    """Whether a household's whole pair is signed or printed for signature, whatever has become of the household since."""
    signed = {str(a.kind) for a in dossier.agreements if a.household_id == household.id and a.state in ON_PAPER and not a.supplements_id}
    return bool(dossier.pair) and signed >= set(dossier.pair)


def _words(problem: Problem) -> str:
    known = fields_of(Household).get(problem.field)
    label = known.label if known else problem.heading
    return _WORDS.get(problem.code, problem.message.rstrip("。")).format(label=label)
