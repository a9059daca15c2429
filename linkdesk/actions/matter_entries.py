"""The register of a matter: sent, received, returned, passed, refused, withdrawn; entries are only added, a wrong one is answered by 更正."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from linkdesk.actions import annexes, matter_decisions
from linkdesk.actions.advance_approval import refuse_unfit_advance
from linkdesk.actions.matter_papers import letter_of, spelled, submission_of
from linkdesk.actions.matters import chain_label, standing_of
from linkdesk.desk import Desk
from linkdesk.domain.approval import Matter, MatterEntry, ReturnComment, Submission
from linkdesk.domain.approval_words import EntryKind, MatterState
from linkdesk.domain.change import Change
from linkdesk.domain.docket import Docket, docket_of
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import new_id
from linkdesk.domain.words import ChangeKind
from linkdesk.paths import shown_name
from linkdesk.policy.actors import body_of
from linkdesk.policy.matter_rules import why_not
from linkdesk.policy.matters import SEND, MatterStanding, in_order
from linkdesk.policy.terms import Actor


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is entered about a step; what is left empty is taken from the chain, the directories, the letter and the officer.

    `comments` are the points of a return: where in the papers, and what is wrong.
    """

    acted_on: date | None = None
    number: str = ""
    incoming_number: str = ""
    person: str = ""
    handler: str = ""
    opinion: str = ""
    reason: str = ""
    actor: str = ""
    basis: str = ""
    back_to: int | None = None
    comments: tuple[tuple[str, str], ...] = ()
    submission_id: str | None = None
    version_id: str | None = None
    letter_id: str | None = None
    file: Path | None = None


def send(desk: Desk, matter: Matter, said: Particulars) -> Change:
    """Enter that the papers were sent to the step whose turn it is; a matter that goes up together is sent in the same change."""
    return enter(desk, matter, EntryKind.SENT, said)


def receive(desk: Desk, matter: Matter, said: Particulars) -> Change:
    """Enter that the body received the papers."""
    return enter(desk, matter, EntryKind.RECEIVED, said)


def give_back(desk: Desk, matter: Matter, said: Particulars) -> Change:
    """Enter that the body returned the papers, with its comments item by item and the step they go back to."""
    return enter(desk, matter, EntryKind.RETURNED, said)


def pass_(desk: Desk, matter: Matter, said: Particulars) -> Change:
    """Enter that the step was passed; at the concluding step the version is approved in the same change."""
    return enter(desk, matter, EntryKind.PASSED, said)


def refuse(desk: Desk, matter: Matter, said: Particulars) -> Change:
    """Enter that the body refused the matter."""
    return enter(desk, matter, EntryKind.REFUSED, said)


def withdraw(desk: Desk, matter: Matter, said: Particulars) -> Change:
    """Enter that the matter was withdrawn."""
    return enter(desk, matter, EntryKind.WITHDRAWN, said)


def enter(desk: Desk, matter: Matter, kind: EntryKind, said: Particulars) -> Change:
    """One more entry at the step whose turn it is; KnownError says why it cannot be made, and nothing is entered."""
    seen, now = desk.as_of(), standing_of(desk, matter)
    made = _entry(desk, now, kind, said)
    docket = docket_of(desk.dossier(now.matter.project_id))
    entry = matter_decisions.as_accepted(desk, now, made)
    if why := why_not(docket, desk.project_packs(docket.project), entry):
        raise KnownError(why)
    refuse_unfit_advance(desk, now, entry)
    entry = replace(entry, file_name=shown_name(said.file), file_hash=annexes.keep(desk, said.file)) if said.file else entry
    before, after, entry = matter_decisions.brought_along(desk, now, entry)
    along = (_joined(desk, docket, now, said),) if kind is EntryKind.SENT else ()
    return Change(f"登记{kind}：{now.chain.label}", before=before,
                  after=(*after, entry, *filter(None, along), *_comments(entry, said.comments)), kind=ChangeKind.PROGRESS, as_of=seen)


def _entry(desk: Desk, now: MatterStanding, kind: EntryKind, said: Particulars) -> MatterEntry:
    docket = docket_of(desk.dossier(now.matter.project_id))
    sent = _last_sent(docket, now)
    submission = submission_of(docket, now, kind, said.submission_id)
    letter = letter_of(docket, now, kind, said.letter_id, said.number, said.acted_on)
    actor, basis = _actor(docket, now, said, sent)
    return MatterEntry(
        matter_id=now.matter.id, step=now.at or len(now.chain.steps), kind=kind, acted_on=said.acted_on, actor=actor, basis=basis,
        number=spelled(said.number or (letter.number if letter else "")), incoming_number=spelled(said.incoming_number),
        person=said.person.strip(), handler=said.handler.strip() or desk.officer_name, opinion=said.opinion.strip(),
        reason=said.reason.strip(), back_to=_back_to(now, kind, said), submission_id=submission.id if submission else said.submission_id,
        version_id=said.version_id or _version(desk, now, kind, submission or sent), letter_id=letter.id if letter else None,
        officer_name=desk.officer_name, entered_at=desk.clock())


def _last_sent(docket: Docket, now: MatterStanding) -> MatterEntry | None:
    """How the matter was sent to the step whose turn it is."""
    mine = (e for e in docket.standing_entries if e.matter_id == now.matter.id and e.step == now.at and e.kind is EntryKind.SENT)
    return next(reversed(in_order(mine)), None)


def _actor(docket: Docket, now: MatterStanding, said: Particulars, sent: MatterEntry | None) -> tuple[str, str]:
    """Who acts and by which document; where the text names nobody, what was entered when the papers were sent."""
    if said.actor.strip() or now.step is None:
        return said.actor.strip(), said.basis.strip()
    if now.step.actor is Actor.UNSTATED:
        return (sent.actor, said.basis.strip() or sent.basis) if sent else ("", said.basis.strip())
    return body_of(docket, now.chain, now.step.actor, said.acted_on or docket.on) or (sent.actor if sent else ""), said.basis.strip()


def _back_to(now: MatterStanding, kind: EntryKind, said: Particulars) -> int | None:
    if kind is not EntryKind.RETURNED:
        return None
    return said.back_to or next(at for at in range(1, len(now.chain.steps) + 1) if at not in now.skipped)


def _version(desk: Desk, now: MatterStanding, kind: EntryKind, sent: Submission | MatterEntry | None) -> str | None:
    """The version that goes up, or that a decision is about: the one of the papers that were sent, else the newest."""
    if kind in (EntryKind.RECEIVED, EntryKind.WITHDRAWN) or now.step is None or not matter_decisions.is_of_version(now.chain):
        return None
    if isinstance(sent, Submission) and sent.plan_version_id:
        return sent.plan_version_id
    if isinstance(sent, MatterEntry) and sent.version_id and kind is not EntryKind.SENT:
        return sent.version_id
    newest = matter_decisions.version_at_stake(desk.dossier(now.matter.project_id), now.chain)
    return newest.id if newest else None


def _comments(entry: MatterEntry, comments: Iterable[tuple[str, str]]) -> tuple[ReturnComment, ...]:
    if entry.kind is not EntryKind.RETURNED:
        return ()
    said = [(place.strip(), text.strip()) for place, text in comments if text.strip()]
    return tuple(ReturnComment(entry_id=entry.id, position=at, place=place, text=text) for at, (place, text) in enumerate(said, 1))


def _joined(desk: Desk, docket: Docket, now: MatterStanding, said: Particulars) -> MatterEntry | None:
    """The same sending for the matter that goes up together; None when there is none, or it was sent already."""
    other = next((m for m in docket.matters if now.matter.id == m.joined_id or m.id == now.matter.joined_id), None)
    its = standing_of(desk, other) if other else None
    if its is None or not its.is_open or its.concluded_on:
        return None
    if its.state is MatterState.COMPILING:
        raise KnownError(f"同步申报的“{other.title}”还没有完成{its.step.act}，没有登记报送。请先登记它的第一步，或解除同步申报。")
    if its.waits_for != SEND and its.state is not MatterState.RETURNED:
        return None
    made = _entry(desk, its, EntryKind.SENT, replace(said, version_id=None, file=None))
    if why := why_not(docket, desk.project_packs(docket.project), made):
        raise KnownError(f"同步申报的“{other.title}”：{why}")
    return made


def correct(desk: Desk, entry: MatterEntry, why: str) -> Change:
    """Answer the last entry of a matter that was entered wrongly; both stay, and what its approval brought along goes with it."""
    if not why.strip():
        raise KnownError("请写明更正的原因，再更正。")
    seen, matter = desk.as_of(), desk.store.get(Matter, entry.matter_id)
    if matter is None:
        raise KnownError("这件报批事项已不存在，没有更正。请刷新后重新选择。")
    before, after = matter_decisions.taken_along(desk, matter, entry, why)
    answer = replace(entry, id=new_id(), revokes_id=entry.id, reason=why.strip(), officer_name=desk.officer_name, entered_at=desk.clock())
    return Change(f"更正{entry.kind}：{chain_label(desk, matter)}", before=before, after=(*after, answer), kind=ChangeKind.PROGRESS, as_of=seen)
