"""The papers an entry is about: the submission that was frozen for its step, and the letter it was sent or answered with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from linkdesk.domain.approval import Submission
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.docket import Docket
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from linkdesk.domain.letter_numbers import is_issued, is_received, number_parts, same_number
from linkdesk.policy.matters import HANDLE, MatterStanding
from linkdesk.policy.procedure import Step

_ANSWERED = frozenset({EntryKind.PASSED, EntryKind.RETURNED, EntryKind.REFUSED})
_YEAR = re.compile(r"[\[(〔【（［]\s*(\d{4})\s*[\])〕】）］]")


def spelled(number: str) -> str:
    """A document number in one spelling: its year in 〔〕, whatever brackets were typed, without blanks and leading zeros."""
    parts = number_parts(number)
    return f"{parts.code}〔{parts.year}〕{parts.sequence}号" if parts else _YEAR.sub(r"〔\1〕", "".join(number.split()))


def together(docket: Docket, now: MatterStanding) -> frozenset[str]:
    """The ids of a matter and of the one it goes up together with."""
    mine = now.matter
    return frozenset(m.id for m in docket.matters if mine.id in (m.id, m.joined_id) or m.id == mine.joined_id)


def submission_of(docket: Docket, now: MatterStanding, kind: EntryKind, id_: str | None) -> Submission | None:
    """The submission named, else when papers are sent the newest one frozen for the step that no entry has sent yet."""
    if id_ or kind is not EntryKind.SENT:
        return next((s for s in docket.submissions if s.id == id_), None)
    sent = {e.submission_id for e in docket.standing_entries if e.matter_id == now.matter.id}
    mine = (s for s in docket.submissions if s.matter_id in together(docket, now) and s.step == now.at and s.id not in sent)
    return next(reversed(list(mine)), None)


def letter_of(docket: Docket, now: MatterStanding, kind: EntryKind, id_: str | None, number: str, on: date | None) -> Letter | None:
    """The letter named, else the one of the number typed; without a number the newest of the kind the step asks for, not used yet."""
    if id_:
        return _not_later(_named(docket, id_), kind, on)
    fitting = [x for x in docket.letters if _fits(x, kind) and x.number and x.voided_on is None and x.matter_id in (None, *together(docket, now))]
    if number.strip():
        return _not_later(next((x for x in fitting if same_number(x.number, number)), None), kind, on)
    wanted = now.step and (now.step.letter if kind is EntryKind.SENT else now.step.reply)
    used = {e.letter_id for e in docket.standing_entries}
    return _newest(x for x in fitting if wanted and x.kind is wanted and x.matter_id and x.id not in used and on and (x.dated_on or on) <= on)


def _named(docket: Docket, id_: str) -> Letter:
    letter = next((x for x in docket.letters if x.id == id_), None)
    if letter is None or not letter.number or letter.voided_on:
        raise KnownError("这份公文还没有编号印发，或已经作废，没有登记。请先印发，再登记报送。")
    return letter


def _not_later(letter: Letter | None, kind: EntryKind, on: date | None) -> Letter | None:
    """Papers go up with a letter that was written by then."""
    if letter and letter.dated_on and on and kind is EntryKind.SENT and on < letter.dated_on:
        raise KnownError(f"公文 {letter.number} 的成文日期是 {letter.dated_on}，晚于填写的报送日期，没有登记。请核对这两个日期。")
    return letter


def _fits(letter: Letter, kind: EntryKind) -> bool:
    return is_issued(letter) and not is_received(letter) if kind is EntryKind.SENT else kind in _ANSWERED and is_received(letter)


def _newest(letters: Iterable[Letter]) -> Letter | None:
    return max(letters, key=lambda x: x.dated_on or date.min, default=None)


@dataclass(frozen=True, slots=True)
class Ahead:
    """The step papers go up to next, or that is handling them (`waits`), with what is in hand for it."""

    at: int
    step: Step
    waits: bool
    letter: Letter | None = None
    submission: Submission | None = None
    reply: Letter | None = None


def ahead(docket: Docket, now: MatterStanding) -> Ahead | None:
    """What the step in turn needs; while papers are compiled, what the step after it will; None when nothing is to be done."""
    steps = [at for at in range(1, len(now.chain.steps) + 1) if at not in now.skipped]
    if not now.is_open:
        return None
    at = steps[1] if now.at == steps[0] and len(steps) > 1 else now.at
    there, waits = replace(now, at=at, step=now.chain.steps[at - 1]), now.at != steps[0] and now.waits_for == HANDLE
    sent = letter_of(docket, there, EntryKind.SENT, None, "", docket.on) or _sent_with(docket, there) or _drafted(docket, there)
    return Ahead(at, there.step, waits, sent, submission_of(docket, there, EntryKind.SENT, None),
                 letter_of(docket, there, EntryKind.PASSED, None, "", docket.on))


def _sent_with(docket: Docket, now: MatterStanding) -> Letter | None:
    """The letter the papers being handled went up with."""
    if now.waits_for != HANDLE:
        return None
    ids = [e.letter_id for e in docket.standing_entries if e.matter_id == now.matter.id and e.step == now.at and e.kind is EntryKind.SENT]
    return next((x for x in docket.letters if ids and x.id == ids[-1]), None)


def _drafted(docket: Docket, now: MatterStanding) -> Letter | None:
    """A draft of the kind the step asks for."""
    drafts = (x for x in docket.letters if x.matter_id == now.matter.id and x.kind is now.step.letter and not is_issued(x)
              and not is_received(x))
    return next(drafts, None)
