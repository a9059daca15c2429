"""Whose acceptance counts: under a policy that names the accepting body, only that body's returns quota and ends a time limit."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.domain.carrying import Acceptance
from linkdesk.domain.docket import Docket
from linkdesk.policy.actors import names_of
from linkdesk.policy.chains import chains
from linkdesk.policy.parts import Pack
from linkdesk.policy.terms import Subject


def not_accepted_by(docket: Docket, packs: Iterable[Pack], acceptance: Acceptance) -> str:
    """The body that was to accept, with its clause, where an acceptance is another body's; empty where it counts or nobody can tell."""
    on = acceptance.accepted_on or docket.on
    for pack in packs:
        for chain in chains(pack, docket.project, on, Subject.ACCEPTANCE):
            step = chain.steps[chain.concluding - 1]
            known = names_of(docket, chain, step.actor, on)
            if known and acceptance.authority.strip() not in (*known, str(step.actor)):
                return f"{known[0]}（{pack.label(step.clause or chain.clause)}）"
    return ""


def counting(docket: Docket, packs: Iterable[Pack]) -> tuple[Acceptance, ...]:
    """The acceptances of a docket by the body its policies name; what corrects one stays with it."""
    packs = tuple(packs)
    return tuple(a for a in docket.acceptances if not not_accepted_by(docket, packs, a))
