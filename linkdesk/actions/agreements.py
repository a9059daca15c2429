"""Agreements: make the dual-signature pair for every household that may have it, and say who is left out and why."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from linkdesk.desk import Desk
from linkdesk.documents.agreements.names import USUAL_COPIES
from linkdesk.domain import token
from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.agreement_words import PartyRole, StandardBasis, WorkWay
from linkdesk.domain.amounts import lines_for, same_amounts
from linkdesk.domain.change import Change
from linkdesk.domain.county_rates import REWARD_RATES
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.dues import total
from linkdesk.domain.eligibility import why_left_out
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import new_id
from linkdesk.domain.figures import village_of
from linkdesk.domain.household import Household
from linkdesk.domain.subject import Subject, belonging_to, party_b
from linkdesk.domain.words import AgreementKind, AgreementState

Lines = tuple[AgreementLine, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A household that gets no agreement, and why."""

    household: Household
    why: str


@dataclass(frozen=True, slots=True)
class Redrafted:
    """A draft as it stands and as it should be, each with its lines."""

    was: Agreement
    now: Agreement
    lines_were: Lines
    lines_now: Lines


def eligible(dossier: Dossier) -> tuple[list[Household], list[LeftOut]]:
    """Who may have the pair (willing, not held, nothing required missing), and who is left out with the reason."""
    able: list[Household] = []
    out: list[LeftOut] = []
    for household in dossier.households:
        why = why_left_out(dossier, household)
        out.append(LeftOut(household, why)) if why else able.append(household)
    return able, out


def eligible_subjects(dossier: Dossier) -> dict[str, Subject]:
    """Everybody who may have the pair, by id: eligible households, and collective properties the villagers agreed to give up."""
    properties = [p for p in dossier.collective if not why_left_out(dossier, p)]
    return {subject.id: subject for subject in (*eligible(dossier)[0], *properties)}


def missing(desk: Desk, project_id: str, subjects: Collection[str] | None = None,
            kinds: Collection[AgreementKind] = ()) -> list[tuple[Subject, AgreementKind]]:
    """The agreements that eligible subjects (all, or those of these ids) do not have yet: of the pair, and of further kinds on request.

    Raises KnownError when no pair is named.
    """
    dossier = desk.dossier(project_id)
    if not dossier.pair:
        raise KnownError("本项目的政策没有写明“双签”是哪两份协议，请先在政策参数中指定，再生成协议。")
    wanted = dict.fromkeys((*map(AgreementKind, dossier.pair), *kinds))
    made = {(a.subject_id, a.kind) for a in dossier.agreements if a.state is not AgreementState.VOID and not a.supplements_id}
    return [(s, kind) for s in eligible_subjects(dossier).values() if subjects is None or s.id in subjects
            for kind in wanted if (s.id, kind) not in made]


def outdated(dossier: Dossier) -> list[tuple[Agreement, Agreement]]:
    """Drafts that no longer say what household and policy do, each with what it should be."""
    return [(each.was, each.now) for each in redrafted(dossier)]


def redrafted(dossier: Dossier) -> list[Redrafted]:
    """Drafts whose lines, persons, party or account are no longer those of subject and rates; supplements say what was agreed."""
    able = eligible_subjects(dossier)
    drafts = (a for a in dossier.agreements if a.state is AgreementState.DRAFT and not a.supplements_id and a.subject_id in able)
    made = (_redrafted(dossier, able[a.subject_id], a) for a in drafts)
    return [each for each in made if (each.was, each.lines_were) != (each.now, each.lines_now)]


def draft(desk: Desk, project_id: str, subjects: Collection[str] | None = None, kinds: Collection[AgreementKind] = ()) -> Change:
    """Make the missing agreements of the pair (and of `kinds`) for everybody eligible, or for `subjects` only, as drafts.

    Drafts that are outdated are made anew, in the same change as their lines.
    """
    seen, wanted = desk.as_of(), missing(desk, project_id, subjects, kinds)
    dossier = desk.dossier(project_id)
    old = [each for each in redrafted(dossier) if subjects is None or each.was.subject_id in subjects]
    if not wanted and not old:
        raise KnownError("没有需要新生成的协议：同意拆旧复垦且资料无误的农户都已有协议。")
    new = [_agreement(desk, dossier, subject, kind) for subject, kind in wanted]
    return Change("生成双签协议", as_of=seen, before=(*(each.was for each in old), *(line for each in old for line in each.lines_were)),
                  after=(*(each.now for each in old), *(a for a, _ in new),
                         *(line for each in old for line in each.lines_now), *(line for _, lines in new for line in lines)))


def with_lines(desk: Desk, drafts: Collection[Agreement]) -> tuple[Agreement | AgreementLine, ...]:
    """Drafts and their lines: what is removed when a draft gives way."""
    return (*drafts, *desk.store.load(AgreementLine, agreement_id=[a.id for a in drafts])) if drafts else ()


def with_supplements(dossier: Dossier, made: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """Agreements and what supplements them: a supplement does not outlive what it supplements."""
    chosen = tuple(made)
    ids = {a.id for a in chosen}
    return (*chosen, *(a for a in dossier.agreements if a.supplements_id in ids and a.id not in ids))


def void(desk: Desk, made: Iterable[Agreement], reason: str) -> Change:
    """Make agreements void, finalised ones too: they stay on file with the reason, and their numbers are not given again."""
    if not reason.strip():
        raise KnownError("请写明作废原因，再作废协议。")
    standing = tuple(a for a in made if a.state is not AgreementState.VOID)
    if not standing:
        raise KnownError("所选农户没有可以作废的协议。请先在表中选中已拟订协议的农户。")
    gone = {"state": AgreementState.VOID, "void_reason": reason.strip(), "voided_on": desk.clock().date()}
    after = tuple(replace(a, **gone) for a in standing)
    return Change(f"作废协议 {len(standing)} 份", before=standing, after=after)


def _agreement(desk: Desk, dossier: Dossier, subject: Subject, kind: AgreementKind) -> tuple[Agreement, Lines]:
    blank = Agreement(project_id=dossier.project.id, kind=kind, token=new_token(), made_on=desk.clock().date(),
                      copies=dossier.project.agreement_copies or USUAL_COPIES, **_ways(subject, kind), **belonging_to(subject))
    made = _redrafted(dossier, subject, blank)
    return made.now, made.lines_now


def _ways(subject: Subject, kind: AgreementKind) -> dict[str, WorkWay]:
    """Who demolishes or reclaims as long as nothing else is agreed: the household itself, as the reward asks (A §三(四))."""
    way = WorkWay.SELF if isinstance(subject, Household) else WorkWay.ORGANISED
    return {AgreementKind.DEMOLISH: {"demolition_way": way}, AgreementKind.RECLAIM: {"reclamation_way": way}}.get(kind, {})


def _redrafted(dossier: Dossier, subject: Subject, agreement: Agreement) -> Redrafted:
    """A draft as subject and rates now have it; lines that say the same stay, others are written anew."""
    stood = tuple(sorted(dossier.lines_by_agreement.get(agreement.id, ()), key=lambda line: line.position))
    lines = lines_for(dossier, subject, agreement.kind)
    kept = stood if same_amounts(stood, lines) else tuple(_of(agreement, line) for line in lines)
    now = replace(agreement, amount=total(kept), **{"rate": _rate(agreement.kind, kept), **dict(_party(dossier, subject))})
    return Redrafted(agreement, now, stood, kept)


def _rate(kind: AgreementKind, lines: Lines) -> Decimal | None:
    """What is paid a person under an agreement of a reward: what its lines say, of whatever document."""
    return next((x.price for x in lines if x.reward and x.basis is StandardBasis.PER_PERSON), None) if kind in REWARD_RATES else None


def _of(agreement: Agreement, line: AgreementLine) -> AgreementLine:
    return replace(line, agreement_id=agreement.id, id=new_id())


def _party(dossier: Dossier, subject: Subject) -> Iterator[tuple[str, object]]:
    """Who signs as 乙方, and into which account is paid; a collective's account is entered on its agreement."""
    if isinstance(subject, Household):
        yield "persons", subject.population
        yield from ((name, getattr(subject, name)) for name in ("head_name", "id_number", "bank_name", "bank_account"))
        yield "account_holder", subject.account_holder or (subject.head_name if subject.bank_account else None)
        return
    yield "persons", None
    yield "rate", None
    yield "head_name", party_b(subject, village_of(dossier, subject)) or None
    yield "id_number", next((p.id_number for p in dossier.parties
                             if p.collective_id == subject.id and p.role is PartyRole.REPRESENTATIVE), None)


def new_token() -> str:
    """A 12-character token: 11 random letters and a check letter, printed as QR and typed when it cannot be scanned."""
    body = "".join(secrets.choice(token.LETTERS) for _ in range(11))
    return body + token.check_letter(body)
