"""Who can be paid now under the agreements of one kind, to which account, and why the others cannot yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from linkdesk.domain.agreement_words import AgreementEventKind, AgreementStage, PairTrouble
from linkdesk.domain.bank_account import luhn_ok
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.dues import Due
from linkdesk.domain.household import Household
from linkdesk.domain.progress import Progress
from linkdesk.domain.quantities import printed
from linkdesk.domain.subject import Subject
from linkdesk.domain.words import AgreementKind, Severity


@dataclass(frozen=True, slots=True)
class Account:
    """Where somebody is paid."""

    holder: str = ""
    bank: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One agreement of a kind: whose it is, what is due, the account, why it cannot be paid now, and what to look at."""

    subject: Subject | None
    progress: Progress
    due: Due
    account: Account
    why: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the agreement."""
        return self.due.agreement.id

    @property
    def name(self) -> str:
        """Who is paid: the head of the household or the owner of the collective's property."""
        if isinstance(self.subject, Household):
            return self.subject.head_name or ""
        return (self.subject and (self.subject.owner or self.subject.name)) or self.due.agreement.head_name or ""

    @property
    def severity(self) -> Severity | None:
        """How grave what stands beside it is: it cannot be paid, or is to be looked at."""
        return Severity.NOTE if self.why else Severity.WARNING if self.remarks else None


def all_candidates(dossier: Dossier, kind: AgreementKind) -> tuple[Candidate, ...]:
    """Every agreement of a kind that is in force, in the order of households and collective properties."""
    subjects: dict[str, Subject] = {s.id: s for s in (*dossier.households, *dossier.left_out, *dossier.collective)}
    order = {id_: at for at, id_ in enumerate(subjects)}
    found = sorted(dossier.progress.items(), key=lambda each: order.get(each[0], len(order)))
    weighed = [_candidate(dossier, subjects.get(id_), progress, due) for id_, progress in found
               if (due := progress.due_of(kind)) is not None]
    return tuple(_with_shared_accounts(weighed))


def candidates(dossier: Dossier, kind: AgreementKind) -> tuple[list[Due], list[tuple[Due, str]]]:
    """What is payable now under the agreements of a kind, and what is not, with the reason."""
    every = all_candidates(dossier, kind)
    return [c.due for c in every if not c.why], [(c.due, c.why) for c in every if c.why]


def _candidate(dossier: Dossier, subject: Subject | None, progress: Progress, due: Due) -> Candidate:
    account = account_of(subject, progress, due)
    candidate = Candidate(subject, progress, due, account)
    why = next(filter(None, (look(dossier, candidate) for look in _OBSTACLES)), "")
    return replace(candidate, why=why, remarks=tuple(_remarks(candidate)))


def obstacle(dossier: Dossier, candidate: Candidate) -> str:
    """What holds back also a payment that is already on its way; empty when nothing does."""
    return next(filter(None, (look(dossier, candidate) for look in _STANDING)), "")


def account_of(subject: Subject | None, progress: Progress, due: Due) -> Account:
    """The account of the signed agreement; the household's own where the paper has none, or where a paper (账户依据) says so."""
    signed = progress.trace.in_force(due.agreement)
    stated = Account(signed.account_holder or "", signed.bank_name or "", signed.bank_account or "")
    if not isinstance(subject, Household):
        return stated
    own = Account(subject.account_holder or subject.head_name or "", subject.bank_name or "", subject.bank_account or "")
    if not stated.number or subject.account_basis:
        return own
    return Account(stated.holder or own.holder, stated.bank or own.bank, stated.number)


# -- what stands in the way, in the order it is said

def _not_signed(dossier: Dossier, candidate: Candidate) -> str:
    stage = candidate.progress.trace.stage(candidate.due.agreement)
    if stage is AgreementStage.SIGNED or candidate.due.paid:
        return ""
    return f"协议{stage}，不付款" if candidate.due.ended else f"协议{stage}，签完再付"


def _had(dossier: Dossier, candidate: Candidate) -> str:
    due = candidate.due
    if due.overpaid:
        return f"多付 {printed(due.overpaid, 2)} 元，应退回"
    if due.remaining or not (due.paid or due.on_the_way):
        return ""
    return f"已在付 {printed(due.on_the_way, 2)} 元，等待银行结果" if due.on_the_way else f"已付清 {printed(due.paid, 2)} 元"


def _conditions(dossier: Dossier, candidate: Candidate) -> str:
    due = candidate.due
    if due.remaining:
        return ""
    missed = [m.condition.label for m in due.met if m.met is False]
    open_ = [m.condition.label for m in due.met if m.met is None]
    said = [f"{word}：{'、'.join(labels)}" for word, labels in (("未满足", missed), ("尚未满足", open_)) if labels]
    return "；".join(said) or ("金额未定" if due.agreed is None else "按协议没有应付金额")


def _trouble(dossier: Dossier, candidate: Candidate) -> str:
    troubles = candidate.progress.troubles
    if PairTrouble.DISPUTED in troubles:
        return "有争议，解决后再付"
    return "户主死亡，继承人确定后再付" if PairTrouble.HEAD_DIED in troubles else ""


def _subject(dossier: Dossier, candidate: Candidate) -> str:
    subject = candidate.subject
    if subject is None:
        return "该户已不在本项目区，请移回或登记解除"
    if subject.left_out is not None:
        return f"未列入项目区（{subject.left_out}），不付款"
    return "资料有误暂缓，改正后再付" if subject.id in dossier.held else ""


def _account(dossier: Dossier, candidate: Candidate) -> str:
    if not candidate.account.number:
        return f"没有收款账号，{_where_to_enter(candidate)}"
    if not candidate.account.holder:
        return f"没有收款户名，{_where_to_enter(candidate)}"
    subject = candidate.subject
    if not isinstance(subject, Household) or subject.account_basis:
        return ""
    if (heir := candidate.progress.trace.last(AgreementEventKind.HEIR_CONFIRMED)) and candidate.account.holder != heir.person:
        return f"户主已死亡，继承人是{heir.person}，收款户名仍是{candidate.account.holder}，请签补充协议，或在农户资料里写明账户依据"
    if _changed(candidate):
        return "账号与签字的协议不同，请签补充协议，或在农户资料里写明账户依据"
    return next((f"{said}，请核对后在农户资料里写明账户依据" for said in _doubts(candidate)), "")


def _where_to_enter(candidate: Candidate) -> str:
    return "请在农户资料里补填" if isinstance(candidate.subject, Household) else "请签补充协议写明"


def _changed(candidate: Candidate) -> bool:
    """Whether the household's account is no longer the one that was signed."""
    signed, subject = candidate.progress.trace.in_force(candidate.due.agreement), candidate.subject
    return isinstance(subject, Household) and bool(signed.bank_account) and signed.bank_account != subject.bank_account


def _doubts(candidate: Candidate) -> Iterable[str]:
    if not luhn_ok(candidate.account.number):
        yield "账号未通过银行卡号校验"
    if candidate.account.holder != candidate.name:
        yield f"户名“{candidate.account.holder}”不是户主"


_STANDING = (_not_signed, _trouble, _subject, _account)
_OBSTACLES = (_not_signed, _had, _conditions, *_STANDING[1:])


# -- what does not stand in the way and is to be looked at

def _remarks(candidate: Candidate) -> Iterable[str]:
    if PairTrouble.COMPLAINT in candidate.progress.troubles:
        yield "信访未办结"
    if isinstance(candidate.subject, Household) and candidate.subject.account_basis:
        said = [*(["账号与签字的协议不同"] if _changed(candidate) else []), *_doubts(candidate)]
        yield from (f"{each}（依据：{candidate.subject.account_basis}）" for each in said)


def _with_shared_accounts(found: list[Candidate]) -> Iterable[Candidate]:
    users: defaultdict[str, list[str]] = defaultdict(list)
    for each in found:
        users[each.account.number].append(each.name)
    for each in found:
        others = list(users[each.account.number]) if each.account.number else []
        if len(others) > 1:
            others.remove(each.name)
            said = f"与{'、'.join(others)}同一账号"
            each = replace(each, remarks=(*each.remarks, said))
        yield each
