"""Whose turn it is in an open matter: what is to be done, by whom, since when, and what the packet for it still lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from linkdesk.domain.approval_words import MatterState
from linkdesk.domain.docket import Docket
from linkdesk.domain.grouping import grouped
from linkdesk.domain.packet_steps import STEPS
from linkdesk.domain.workdays import Counted, working_days
from linkdesk.policy.actors import body_of
from linkdesk.policy.matters import SEND, MatterStanding, entries_of
from linkdesk.policy.parts import Pack, PackAnnex
from linkdesk.policy.procedure import Step
from linkdesk.policy.terms import Act, Actor

_LOCAL = frozenset({Actor.COUNTY, Actor.OLD_COUNTY, Actor.NEW_COUNTY, Actor.COUNTY_LAND, Actor.SELLER, Actor.BUYER, Actor.BOTH_PARTIES})
_OWN_WORK = frozenset({Act.COMPILE, Act.CONSULT, Act.JOINT_REVIEW, Act.IMPLEMENT, Act.APPLY, Act.CONTACT, Act.ANNOUNCE, Act.NEGOTIATE,
                       Act.SIGN, Act.PAY})


@dataclass(frozen=True, slots=True)
class Turn:
    """An open matter and the step whose turn it is: the `number`th of `of` (skipped steps not counted).

    `ours` says that the county has to move: to compile, to answer comments, to send. `packet` is the word of what goes to the
    next body (see `packet_steps`), `missing` names the papers it lacks that the program does not make itself.
    """

    matter_id: str
    title: str
    cite: str
    number: int
    of: int
    act: str
    actor: str
    waits_for: str
    ours: bool
    state: MatterState
    since: date | None
    days: int | None
    packet: str = ""
    missing: tuple[str, ...] = ()
    comments: int = 0

    @property
    def id(self) -> str:
        """The matter's id."""
        return self.matter_id

    @property
    def words(self) -> str:
        """Who is to do what, in one line."""
        if self.comments:
            return f"待答复退回意见 {self.comments} 条"
        return f"待报送{self.actor}" if self.waits_for == SEND else f"{self.actor}{self.act}"

    @property
    def working(self) -> Counted | None:
        """How many working days it has been so."""
        return None if self.days is None else working_days(self.since, self.since + timedelta(self.days))

    @property
    def waited(self) -> str:
        """How long it has been so."""
        if self.days is None:
            return ""
        doubt = f"，{self.working.doubt}" if self.working.doubt else ""
        return f"{self.days} 天（{self.working.number} 个工作日{doubt}）" if self.days > 0 else "今天"


def turn(docket: Docket, packs: Iterable[Pack], now: MatterStanding) -> Turn:
    """Whose turn it is in a matter that is open."""
    counted = [at for at in range(1, len(now.chain.steps) + 1) if at not in now.skipped]
    packet = _packet(now, counted)
    since = now.since if now.since and now.since <= docket.on else None  # a clock set back counts nothing
    return Turn(
        now.matter.id, now.matter.title.strip() or now.chain.label, now.pack.label(now.step.clause or now.chain.clause),
        counted.index(now.at) + 1, len(counted), str(now.step.act), _actor(docket, now), now.waits_for, _ours(now, counted[0]), now.state,
        since, (docket.on - since).days if since else None, packet,
        missing(docket, packs, packet, now.matter.id) if packet and _ours(now, counted[0]) else (), len(now.comments))


def _ours(now: MatterStanding, first: int) -> bool:
    return now.waits_for == SEND or now.at == first or bool(now.comments) or (now.step.actor in _LOCAL and now.step.act in _OWN_WORK)


def _actor(docket: Docket, now: MatterStanding) -> str:
    """The body by its name of the day; one that the register names, else the word of the policy."""
    if now.step.actor is not Actor.UNSTATED:
        return body_of(docket, now.chain, now.step.actor, docket.on) or str(now.step.actor)
    entered = (e.actor for e in reversed(entries_of(docket, now.matter.id)) if e.step == now.at and e.actor.strip())
    return next(entered, str(now.step.actor))


def _packet(now: MatterStanding, counted: list[int]) -> str:
    """The packet of the step whose turn it is; while the county compiles, that of the first step it goes up to."""
    ahead: list[Step] = [now.chain.steps[at - 1] for at in counted if at >= now.at]
    return ahead[0].packet or (next((s.packet for s in ahead if s.packet), "") if now.at == counted[0] else "")


def missing(docket: Docket, packs: Iterable[Pack], packet: str, matter_id: str) -> tuple[str, ...]:
    """The papers of a packet that are to be attached and are neither there nor waived with a reason, by their names."""
    step, mine = STEPS.get(packet), grouped(docket.annexes, lambda annex: annex.code)
    wanted = {a.id: a for pack in packs for a in pack.annexes if a.step is step and _is_wanted(a, docket)}
    return tuple(annex.label for code, annex in sorted(wanted.items()) if not _is_there(docket, annex, matter_id)
                 and not any(row.file_hash or row.not_needed.strip() for row in mine.get(code, ())))


def _is_wanted(annex: PackAnnex, docket: Docket) -> bool:
    named = not annex.packs or bool(set(annex.packs) & set(docket.project.packs))
    return named and not any(getattr(docket.project, fact) is (not value) for fact, value in annex.when)


def _is_there(docket: Docket, annex: PackAnnex, matter_id: str) -> bool:
    """What the program prints, what may follow later, and a letter of its kind that was issued for the matter."""
    return annex.made or annex.later or any(
        letter.kind is annex.letter and letter.matter_id == matter_id and letter.issued_at and not letter.voided_on
        for letter in docket.letters)
