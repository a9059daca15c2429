"""Letters that come in: entered with the number, day and sender they bear, each once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from linkdesk.actions.letter_scans import scanned
from linkdesk.actions.matters import standing_of
from linkdesk.desk import Desk
from linkdesk.domain.approval import Matter
from linkdesk.domain.approval_words import LetterKind, LetterWay
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from linkdesk.domain.words import ChangeKind
from linkdesk.policy.actors import body_of

_SEPARATED = re.compile(r"[、，,；;\n]+")


@dataclass(frozen=True, slots=True)
class Incoming:
    """What is entered of a letter that came in."""

    kind: LetterKind
    number: str
    sender: str
    title: str
    dated_on: date | None
    received_on: date | None = None
    answers_title: str = ""
    answers_number: str = ""


def receive(desk: Desk, project_id: str, came: Incoming, matter: Matter | None = None, scan: Path | None = None) -> Change:
    """Enter a letter that came in, with its own number, day and sender; the same one is not entered twice."""
    seen, today = desk.as_of(), desk.clock().date()
    made = Letter(project_id=project_id, matter_id=matter.id if matter else None, kind=came.kind, way=LetterWay.RECEIVED,
                  issuers=tuple(filter(None, map(str.strip, _SEPARATED.split(came.sender)))), number=came.number.strip(),
                  title=came.title.strip(), dated_on=came.dated_on, received_on=came.received_on or today,
                  answers_title=came.answers_title.strip(), answers_number=came.answers_number.strip(), officer_name=desk.officer_name)
    refuse_unreceived(desk, made)
    return Change(f"登记收文：{made.kind}", after=(replace(made, **(scanned(desk, scan) if scan else {})),), kind=ChangeKind.PROGRESS, as_of=seen)


def awaited(desk: Desk, matter_id: str) -> tuple[LetterKind | None, str]:
    """The kind of letter the step in turn of a matter answers with, and by which body; empty where nothing says so."""
    matter = desk.store.get(Matter, matter_id)
    now = standing_of(desk, matter) if matter else None
    if now is None or now.step is None:
        return None, ""
    dossier = desk.dossier(now.matter.project_id)
    return now.step.reply, body_of(dossier, now.chain, now.step.actor, dossier.on)


def refuse_unreceived(desk: Desk, letter: Letter) -> None:
    """Refuse a received letter without what tells it apart, with days that cannot be, or one that is there already."""
    wanted = (("来文机关", letter.issuers), ("来文字号", letter.number.strip()), ("标题", letter.title.strip()), ("成文日期", letter.dated_on))
    if missing := [label for label, value in wanted if not value]:
        raise KnownError(f"收文要写明{'、'.join(missing)}，没有登记。请补齐后再登记。")
    today = desk.clock().date()
    if any(day and day > today for day in (letter.dated_on, letter.received_on)):
        raise KnownError("日期在今天以后，没有登记。请核对来文上的日期。")
    if letter.received_on and letter.received_on < letter.dated_on:
        raise KnownError(f"收文日期 {letter.received_on} 早于来文的成文日期 {letter.dated_on}，没有登记。请核对两个日期。")
