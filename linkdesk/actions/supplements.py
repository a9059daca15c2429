"""Supplementary agreements (补充协议): terms of a signed agreement changed by a further paper, drafted, printed and signed like any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from linkdesk.actions.agreements import new_token
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.agreement_words import AgreementStage, StandardBasis
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.dues import total
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import Field, fields_of, new_id
from linkdesk.domain.household import Household
from linkdesk.domain.progress import Progress, lines_of
from linkdesk.domain.quantities import printed, rounded
from linkdesk.domain.words import AgreementState

TERMS = ("persons", "vacate_by", "demolish_by", "reclaim_by", "settle_by", "demolition_way", "reclamation_way", "head_name",
         "id_number", "account_holder", "bank_name", "bank_account", "changes")
"""What a supplement may state anew: terms, party, account, or words; a new number of persons brings new amounts."""


def supplement(desk: Desk, agreement_id: str, changes: Mapping[str, Any]) -> Change:
    """Draft a supplement to a signed agreement that states these terms (of `TERMS`, by field name) and nothing else.

    Raises KnownError when the agreement cannot be supplemented, or when nothing would change.
    """
    seen, main = desk.as_of(), desk.store.get(Agreement, agreement_id)
    if main is None:
        raise KnownError("找不到要补充的协议，没有改动。请刷新后重新选择。")
    dossier = desk.dossier(main.project_id)
    found = dossier.progress.get(main.subject_id)
    if why := _refusal(found, main):
        raise KnownError(f"没有拟订补充协议：{why}。")
    stated = _stated(found.trace.in_force(main), changes)
    blank = Agreement(project_id=main.project_id, household_id=main.household_id, collective_id=main.collective_id, kind=main.kind,
                      supplements_id=main.id, token=new_token(), made_on=desk.clock().date(), copies=main.copies, **stated)
    lines = _lines(dossier, found, main, blank) if "persons" in stated else ()
    made = replace(blank, amount=total(lines)) if lines else blank
    return Change(f"拟订{main.kind}的补充协议", after=(made, *lines), as_of=seen)


def _refusal(found: Progress | None, main: Agreement) -> str:
    if main.supplements_id:
        return "补充协议不能再补充，请在原协议上拟订"
    if found is None or main.state is AgreementState.VOID:
        return "原协议已作废"
    if (stage := found.trace.stage(main)) is not AgreementStage.SIGNED:
        return f"原协议{stage}；未签完的请作废后重新拟订，已结束的不再补充"
    open_ = [a for a in found.trace.agreements if a.supplements_id == main.id and not found.trace.is_signed(a)]
    return "已有一份补充协议尚未签完，请先签完或作废" if open_ else ""


def _stated(in_force: Agreement, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The terms that differ from those in force; raises KnownError where one cannot be changed so, or none differs."""
    if unknown := [name for name in changes if name not in TERMS]:
        labels = "、".join(fields_of(Agreement)[n].label for n in unknown if n in fields_of(Agreement))
        raise KnownError(f"补充协议不能变更“{labels or '所选内容'}”，没有改动。")
    stated = {n: v for n, v in changes.items() if v not in (None, "") and (n == "changes" or v != getattr(in_force, n))}
    if wrong := [fields_of(Agreement)[n] for n, v in stated.items() if not _is_possible(fields_of(Agreement)[n], v)]:
        raise KnownError(f"“{wrong[0].label}”应为不小于 1、不过大的整数，没有拟订。全户不再搬迁的，请登记解除。")
    if not stated:
        raise KnownError("补充协议没有变更任何约定，没有拟订。请填写要变更的内容。")
    return stated


def _is_possible(field: Field, value: Any) -> bool:
    """Whether a term can be agreed; nobody is paid for less than one person, nor for more than a household can have."""
    return field.name != "persons" or (type(value) is int and 1 <= value <= fields_of(Household)["population"].at_most)


def _lines(dossier: Dossier, found: Progress, main: Agreement, supplement: Agreement) -> tuple[AgreementLine, ...]:
    """The lines in force with the new number of persons; what is not paid by persons stays as it is."""
    standing = lines_of(found.trace.priced_by(main), dossier.lines_by_agreement)
    persons = Decimal(supplement.persons)
    return tuple(replace(_for_persons(line, persons), agreement_id=supplement.id, id=new_id()) for line in standing)


def _for_persons(line: AgreementLine, persons: Decimal) -> AgreementLine:
    if line.basis is not StandardBasis.PER_PERSON:
        return line
    if line.price is None:
        raise KnownError(f"原协议没有写明{line.label}的标准，算不出新的金额，没有拟订补充协议。请作废后重新拟订。")
    return replace(line, quantity=persons, amount=rounded(persons * line.price, 2))


def told(dossier: Dossier, drafted: Iterable[Agreement]) -> tuple[str, ...]:
    """What an officer must know of drafted supplements: an amount below what was paid already has to come back."""
    return tuple(f"补充后{printed(a.amount, 2)}元，少于已付的{printed(due.paid, 2)}元，签订后差额须退回。"
                 for a in drafted if a.amount is not None and (found := dossier.progress.get(a.subject_id))
                 for due in found.dues if due.agreement.id == a.supplements_id and due.paid + due.on_the_way > a.amount)
