"""Agreements: make the dual-signature pair for every household that may have it, and say who is left out and why."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace

from linkdesk.desk import Desk
from linkdesk.domain import token
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.eligibility import why_left_out
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figures import figure, reward_rate
from linkdesk.domain.household import Household
from linkdesk.domain.words import AgreementKind, AgreementState

_REWARD = {AgreementKind.DEMOLISH: "demolition_reward", AgreementKind.RECLAIM: "reclamation_reward"}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A household that gets no agreement, and why."""

    household: Household
    why: str


def eligible(dossier: Dossier) -> tuple[list[Household], list[LeftOut]]:
    """Who may have the pair (willing, not held, nothing required missing), and who is left out with the reason."""
    able: list[Household] = []
    out: list[LeftOut] = []
    for household in dossier.households:
        why = why_left_out(dossier, household)
        out.append(LeftOut(household, why)) if why else able.append(household)
    return able, out


def missing(desk: Desk, project_id: str) -> list[tuple[Household, AgreementKind]]:
    """The agreements of the pair that eligible households do not have yet; raises KnownError when no pair is named."""
    dossier = desk.dossier(project_id)
    if not dossier.pair:
        raise KnownError("本项目的政策没有写明“双签”是哪两份协议，请先在政策参数中指定，再生成协议。")
    made = {(a.household_id, a.kind) for a in dossier.agreements if a.state is not AgreementState.VOID}
    return [(h, AgreementKind(kind)) for h in eligible(dossier)[0] for kind in dossier.pair if (h.id, kind) not in made]


def outdated(dossier: Dossier) -> list[tuple[Agreement, Agreement]]:
    """Drafts whose persons, rate or amount are no longer those of household and policy, each with what it should be."""
    able = {h.id: h for h in eligible(dossier)[0]}
    pairs = [(a, _reckoned(dossier, able[a.household_id], a)) for a in dossier.agreements
             if a.state is AgreementState.DRAFT and a.household_id in able]
    return [(was, now) for was, now in pairs if was != now]


def draft(desk: Desk, project_id: str) -> Change:
    """Make the missing agreements of the pair for every eligible household, as drafts; drafts that are outdated are made anew."""
    seen, wanted = desk.as_of(), missing(desk, project_id)
    dossier = desk.dossier(project_id)
    old = outdated(dossier)
    if not wanted and not old:
        raise KnownError("没有需要新生成的协议：同意拆旧复垦且资料无误的农户都已有协议。")
    return Change("生成双签协议", as_of=seen, before=tuple(was for was, _ in old),
                  after=(*(now for _, now in old), *(_agreement(desk, dossier, h, kind) for h, kind in wanted)))


def void(made: Iterable[Agreement], reason: str) -> Change:
    """Make agreements void, finalised ones too: they stay on file with the reason, and their numbers are not given again."""
    if not reason.strip():
        raise KnownError("请写明作废原因，再作废协议。")
    standing = tuple(a for a in made if a.state is not AgreementState.VOID)
    if not standing:
        raise KnownError("所选农户没有可以作废的协议。请先在表中选中已拟订协议的农户。")
    after = tuple(replace(a, state=AgreementState.VOID, void_reason=reason.strip()) for a in standing)
    return Change(f"作废协议 {len(standing)} 份", before=standing, after=after)


def _agreement(desk: Desk, dossier: Dossier, household: Household, kind: AgreementKind) -> Agreement:
    blank = Agreement(project_id=dossier.project.id, household_id=household.id, kind=kind, token=new_token(),
                      made_on=desk.clock().date())
    return _reckoned(dossier, household, blank)


def _reckoned(dossier: Dossier, household: Household, agreement: Agreement) -> Agreement:
    rate, reward = reward_rate(dossier, agreement.kind), _REWARD.get(agreement.kind)
    return replace(agreement, persons=household.population, rate=rate.value if rate else None,
                   amount=figure(reward, dossier, household).value if reward else None)


def new_token() -> str:
    """A 12-character token: 11 random letters and a check letter, printed as QR and typed when it cannot be scanned."""
    body = "".join(secrets.choice(token.LETTERS) for _ in range(11))
    return body + token.check_letter(body)
