"""What the tables of the approval room show: matters, the steps of one, its register, the comments of a return, what was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from linkdesk.actions.return_comments import Answered
from linkdesk.domain.approval import CommentAnswer, MatterEntry, ReturnComment, Submission
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.docket import Docket
from linkdesk.domain.fields import fields_of
from linkdesk.domain.words import Severity
from linkdesk.policy.actors import body_of
from linkdesk.policy.matters import MatterStanding, in_order
from linkdesk.policy.procedure import Step
from linkdesk.policy.terms import Actor
from linkdesk.ui.columns import Column, of_fields, ordered, text_key
from linkdesk.ui.table import Marks

UNNAMED = "原文未明确"


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter as a row of the list."""

    id: str
    standing: MatterStanding
    turn: str
    number: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of a chain as it stands: who, what, how far, when, under which number."""

    id: str
    place: int
    actor: str
    act: str
    state: str
    on: str
    number: str
    now: bool = False
    note: str = ""


def _column(name: str, heading: str, width: int, text: Callable[[Any], str]) -> Column:
    return Column(name, heading, text, lambda line: text_key(text(line)), width)


def _place(width: int) -> Column:
    return Column("place", "步", lambda line: str(line.place), lambda line: ordered(line.place), width, right=True)


MATTERS = (_column("title", "事项", 130, lambda m: m.standing.matter.title), _column("state", "状态", 68, lambda m: str(m.standing.state)),
           _column("turn", "轮到", 150, lambda m: m.turn), _column("since", "最近办理", 92, lambda m: str(m.standing.since or "")),
           _column("number", "批准文号", 110, lambda m: m.number))
STEPS = (_place(36), _column("actor", "办理机关", 140, lambda s: s.actor), _column("act", "事项", 84, lambda s: s.act),
         _column("state", "情况", 66, lambda s: s.state), _column("on", "日期", 96, lambda s: s.on),
         _column("number", "文号", 90, lambda s: s.number))


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A comment of a return as a row, with the answer that counts."""

    id: str
    comment: ReturnComment
    answer: str


COMMENTS = (_column("place", "所在材料", 96, lambda a: a.comment.place), _column("text", "退回意见", 190, lambda a: a.comment.text),
            Column("answer", "答复（点此填写）", lambda a: a.answer, lambda a: text_key(a.answer), 190, field=fields_of(CommentAnswer)["text"]))
SUBMISSIONS = of_fields(Submission, {"title": 170, "version": 50, "pages": 60, "made_at": 120, "officer_name": 70})


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry of the register as a row; one that was answered by a correction stays and says so."""

    id: str
    entry: MatterEntry
    act: str
    gone: bool


def _of_entry(name: str, width: int) -> Column:
    (plain,) = of_fields(MatterEntry, {name: width})
    return Column(name, plain.heading, lambda line: plain.text(line.entry), lambda line: plain.key(line.entry), width)


ENTRIES = (_of_entry("acted_on", 104), _column("kind", "办理情况", 124, lambda e: e.act), _of_entry("actor", 130), _of_entry("number", 116),
           _of_entry("person", 64), _of_entry("handler", 64), _of_entry("opinion", 120), _of_entry("reason", 110), _of_entry("file_name", 90),
           _of_entry("officer_name", 64))


def matter_line(docket: Docket, now: MatterStanding) -> MatterLine:
    """A matter with whose turn it is, by the name of today, and the number it was approved under."""
    turn = f"{actor_of(docket, now, now.step)}{now.waits_for}" if now.is_open and now.waits_for != "报送" else f"报送{_next(docket, now)}"
    return MatterLine(now.matter.id, now, turn if now.is_open else "", now.concluding.number if now.concluding else "")


def _next(docket: Docket, now: MatterStanding) -> str:
    return actor_of(docket, now, now.step) if now.step else ""


def turn_of(line: MatterLine) -> str:
    """Whose turn it is and since when, in words; empty when nothing is to be done."""
    return f"轮到：{line.turn}（{line.standing.since} 起）" if line.turn else ""


def actor_of(docket: Docket, now: MatterStanding, step: Step) -> str:
    """Who acts at a step: the body by its name of today, else the word of the policy, and what the text leaves open as such."""
    if step.actor is Actor.UNSTATED:
        told = next((e.actor for e in reversed(in_order(docket.standing_entries)) if e.matter_id == now.matter.id and e.actor
                     and now.chain.steps[e.step - 1] is step), "")
        return told or UNNAMED
    return body_of(docket, now.chain, step.actor, docket.on) or str(step.actor)


def step_lines(docket: Docket, now: MatterStanding) -> list[StepLine]:
    """The steps of a matter's chain in order, skipped ones with why."""
    mine = in_order(e for e in docket.standing_entries if e.matter_id == now.matter.id)
    return [_step(docket, now, at, step, mine) for at, step in enumerate(now.chain.steps, 1)]


def _step(docket: Docket, now: MatterStanding, at: int, step: Step, entries: list[MatterEntry]) -> StepLine:
    last = next((e for e in reversed(entries) if e.step == at), None)
    passed = last if last and last.kind is EntryKind.PASSED and at in now.passed else None
    if at in now.skipped:
        state = step.note or "不经此步"
    elif passed:
        state = "已完成"
    elif at == now.at:
        state = f"待{now.waits_for}"
    else:
        state = str(last.kind) if last else ""
    on, number = (str(last.acted_on or ""), last.number) if last else ("", "")
    actor = last.actor if last and last.actor else actor_of(docket, now, step)
    return StepLine(str(at), at, actor, str(step.act), state, on, number, at == now.at, step.note)


def step_marks(lines: list[StepLine]) -> Marks:
    """The step whose turn it is bears a mark; a note of the policy stands in the tip."""
    return {line.id: (Severity.NOTE, "轮到这一步" + (f"。{line.note}" if line.note else "")) for line in lines if line.now}


def entry_lines(docket: Docket, now: MatterStanding) -> list[EntryLine]:
    """The register of a matter, the newest first, corrections and corrected ones too."""
    mine = [e for e in docket.entries if e.matter_id == now.matter.id]
    gone = {e.revokes_id for e in mine if e.revokes_id}
    order = {e.id: at for at, e in enumerate(mine)}
    mine.sort(key=lambda e: (e.acted_on, order[e.id]), reverse=True)
    return [EntryLine(e.id, e, _act(now, e), e.id in gone or bool(e.revokes_id)) for e in mine]


def _act(now: MatterStanding, entry: MatterEntry) -> str:
    act = now.chain.steps[entry.step - 1].act if entry.step <= len(now.chain.steps) else ""
    word = str(act) if entry.kind is EntryKind.PASSED else f"{entry.kind}（{act}）"
    return f"更正：{word}" if entry.revokes_id else word


def entry_marks(lines: list[EntryLine]) -> Marks:
    """Entries that no longer count."""
    return {line.id: (Severity.WARNING, "这是更正记录" if line.entry.revokes_id else "已更正，不再有效") for line in lines if line.gone}


def comment_lines(answered: Iterable[Answered]) -> list[CommentLine]:
    """The comments of a return in their order."""
    return [CommentLine(a.comment.id, a.comment, a.answer.text if a.answer else "") for a in answered]


def comment_marks(lines: list[CommentLine]) -> Marks:
    """Comments without an answer."""
    return {line.id: (Severity.ERROR, "还没有答复") for line in lines if not line.answer}
