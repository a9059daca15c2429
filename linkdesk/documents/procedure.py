"""What the policy packs say of a plan's way up: the chain of approval, the time limits, who has which duty."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from linkdesk.domain.dossier import Dossier
from linkdesk.policy.chains import chains, steps
from linkdesk.policy.parts import Pack
from linkdesk.policy.procedure import Chain
from linkdesk.policy.terms import Act, Actor, Subject

PLAN_SUBJECTS = (Subject.PLAN, Subject.OLD_PLAN, Subject.NEW_PLAN)
_LEVELS = {Actor.CITY: "报市", Actor.CITY_LAND: "报市", Actor.PROVINCE_LAND: "报省"}
_DECIDING = (Act.APPROVE, Act.RATIFY, Act.ESTABLISH)


def plan_chains(dossier: Dossier, packs: Iterable[Pack], ids: Collection[str] = ()) -> tuple[tuple[Pack, Chain], ...]:
    """The chains a plan of this project can take, only those named by `ids` where any are; more than one while facts are open."""
    return tuple((pack, chain) for pack in packs for chain in chains(pack, dossier.project, dossier.on, *PLAN_SUBJECTS)
                 if not ids or chain.id in ids)


def reporting_level(dossier: Dossier, packs: Sequence[Pack]) -> str:
    """报市 or 报省 by who decides on the plan; empty while that is open."""
    deciding = {_LEVELS[step.actor] for _, chain in plan_chains(dossier, packs)
                for step in steps(chain, dossier.project) if step.act in _DECIDING and step.actor in _LEVELS}
    return deciding.pop() if len(deciding) == 1 else ""
