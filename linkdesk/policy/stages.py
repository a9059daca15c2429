"""The bar of a project: how far each thing that needs approval has come, in the order of the work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from linkdesk.domain.approval_words import MatterState
from linkdesk.domain.docket import Docket
from linkdesk.policy.chains import chains, open_facts
from linkdesk.policy.matter_rules import approved_on
from linkdesk.policy.matters import MatterStanding
from linkdesk.policy.parts import Pack
from linkdesk.policy.procedure import Chain
from linkdesk.policy.terms import Subject

ORDER = {Subject.SPECIAL_PLAN: "专规", Subject.PLAN: "方案", Subject.OLD_PLAN: "拆旧", Subject.NEW_PLAN: "建新", Subject.AMENDMENT: "变更",
         Subject.DESIGN: "设计", Subject.NEW_LAND: "用地", Subject.ACCEPTANCE: "验收", Subject.ADVANCE: "预支", Subject.TRADE: "交易"}
"""What goes up, in the order of the work, by short words."""
_PLACES = {subject: at for at, subject in enumerate(ORDER)}
_PLANS = frozenset({Subject.PLAN, Subject.OLD_PLAN, Subject.NEW_PLAN})
_IF_ANY = frozenset({Subject.AMENDMENT, Subject.ADVANCE})
NOT_BEGUN, APPROVED = "未开始", MatterState.CONCLUDED
_ENDED = frozenset({MatterState.REFUSED, MatterState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of the bar: what it is about, its state in words, how many of its steps are passed, since when it stands."""

    subject: Subject
    word: str
    state: str
    passed: int = 0
    of: int = 0
    on: date | None = None
    matter_id: str = ""

    @property
    def is_done(self) -> bool:
        """Whether the decision is there; filing may still follow."""
        return self.state in (MatterState.CONCLUDED, MatterState.DONE)

    @property
    def words(self) -> str:
        """The stage in one line."""
        how_far = f"，已过 {self.passed} 步，共 {self.of} 步" if self.of else ""
        return f"{self.subject}：{self.state}{how_far}{f'（{self.on}）' if self.on else ''}"


def stages(docket: Docket, packs: Iterable[Pack], found: Sequence[MatterStanding]) -> tuple[Stage, ...]:
    """The parts of a project's bar; of what may or may not come, only what has begun."""
    made = [_stage(docket, chain, found) for pack in packs for chain in chains(pack, docket.project, docket.on)
            if _belongs(docket, chain, found)]
    shown = {id(stage) for stage in _plans([s for s in made if s.subject in _PLANS], _undecided(docket, packs))}
    return tuple(sorted((s for s in made if s.subject not in _PLANS or id(s) in shown), key=lambda s: _PLACES[s.subject]))


def _plans(plans: list[Stage], undecided: bool) -> list[Stage]:
    """Which plans stand in the bar; while it is open which go up, those that have begun, else the first."""
    if not undecided:
        return plans
    return [s for s in plans if s.state != NOT_BEGUN] or plans[:1]


def _belongs(docket: Docket, chain: Chain, found: Sequence[MatterStanding]) -> bool:
    return chain.subject not in _IF_ANY or any(s.chain.id == chain.id for s in found)


def _undecided(docket: Docket, packs: Iterable[Pack]) -> bool:
    """Whether it is open which plans the project goes up with."""
    return bool(open_facts((c for p in packs for c in p.chains if c.subject in _PLANS), docket.project))


def _stage(docket: Docket, chain: Chain, found: Sequence[MatterStanding]) -> Stage:
    mine = [s for s in found if s.chain.id == chain.id]
    if mine:
        latest = next((s for s in reversed(mine) if s.state not in _ENDED), mine[-1])
        of = len(chain.steps) - len(latest.skipped)
        return Stage(chain.subject, ORDER[chain.subject], str(latest.state), len(latest.passed), of, latest.concluded_on or latest.since,
                     latest.matter.id)
    on = approved_on(docket, chain.subject)
    return Stage(chain.subject, ORDER[chain.subject], str(APPROVED) if on else NOT_BEGUN, on=on)
