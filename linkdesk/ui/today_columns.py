"""The columns of 今日: projects with whose turn it is and what is due next; and what is due, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from linkdesk.actions.households import answers
from linkdesk.domain.approval_words import ClockState
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.words import Severity
from linkdesk.policy.today import Concern, DueLine, ProjectToday
from linkdesk.policy.turns import Turn
from linkdesk.ui.columns import Column, ordered, text_key
from linkdesk.ui.inner_columns import words
from linkdesk.ui.table import Marks

BAR, NAMED = "stages", 3  # how many lacking papers are named


def first_turn(project: ProjectToday) -> Turn | None:
    """The turn that counts first: one that is ours, the one that waits longest."""
    return min(project.turns, key=lambda t: (not t.ours, -(t.days or 0)), default=None)


def _turn(project: ProjectToday) -> str:
    turn = first_turn(project)
    more = f"（另 {len(project.turns) - 1} 件）" if len(project.turns) > 1 else ""
    return f"{turn.words}{more}" if turn else "没有在办事项"


def turn_words(project: ProjectToday) -> str:
    """Every turn of a project with how long it has been so and the first papers it lacks by name, and what is suspended."""
    turns = (f"{t.title}：{t.words}（第 {t.number} 步，共 {t.of} 步）{_since(t)}{_lacking(t)}" for t in project.turns)
    return "\n".join((*turns, *map(_held, project.suspensions)))


def _held(sanction: Sanction) -> str:
    return f"{sanction.kind}（{sanction.decided_by}，{sanction.number}）"


def _since(turn: Turn) -> str:
    return f"，已 {turn.waited}" if turn.waited else ""


def _lacking(turn: Turn) -> str:
    more = f"等 {len(turn.missing)} 件" if len(turn.missing) > NAMED else ""
    return f"。缺{'、'.join(turn.missing[:NAMED])}{more}" if turn.missing else ""


def _waited(project: ProjectToday) -> int | None:
    turn = first_turn(project)
    return turn.days if turn else None


def _due(project: ProjectToday) -> str:
    return str(project.due[0].due_on) if project.due else ""


def _left(project: ProjectToday) -> int | None:
    return project.due[0].days_left(project.on) if project.due else None


def _number(name: str, heading: str, value: Callable[[ProjectToday], int | None], width: int) -> Column:
    def text(row: ProjectToday) -> str:
        found = value(row)
        return "" if found is None else str(found)
    return Column(name, heading, text, lambda row: ordered(value(row)), width, right=True)


PROJECTS = (
    words("name", "项目区名称", lambda p: p.name, 150),
    Column(BAR, "办到哪一步", lambda p: "；".join(s.words for s in p.stages), lambda p: ordered(sum(s.is_done for s in p.stages)), 204),
    words("turn", "轮到谁", _turn, 150), words("due", "最近到期", _due, 104),
    _number("left", "剩余天数", _left, 78), _number("missing", "缺材料", lambda p: len(p.missing) or None, 66),
    _number("waited", "已等天数", _waited, 78))


def marks(projects: Iterable[ProjectToday]) -> Marks:
    """Error for what is overdue or suspended, warning for what is due within 30 days, each with its reason."""
    return {p.id: found for p in projects if (found := _mark(p))}


def _mark(project: ProjectToday) -> tuple[Severity, str] | None:
    said = [*(f"{c.label}逾期 {-c.days_left(project.on)} 天。{c.consequence}" for c in project.overdue[:3]),
            *map(_held, project.suspensions)]
    if said:
        return Severity.ERROR, "\n".join(said)
    return (Severity.WARNING, f"{project.soon[0].label} {project.soon[0].due_on} 到期") if Concern.SOON in project.concerns else None


def matches(project: ProjectToday, typed: str) -> bool:
    """Whether a project answers to what is typed, by its name (also its initials) or by whose turn it is."""
    return answers(typed, project.name, _turn(project))


DUE = (
    words("due_on", "到期", lambda d: str(d.clock.due_on), 104),
    Column("left", "剩余天数", lambda d: str(d.left), lambda d: ordered(d.left), 78, right=True),
    Column("label", "期限", lambda d: d.clock.label, lambda d: text_key(d.clock.label), 76),
    words("project", "项目区", lambda d: d.project, 110))


def due_marks(lines: Iterable[DueLine]) -> Marks:
    """Error for what is overdue, warning for what is near, each with its consequence."""
    grave = {ClockState.OVERDUE: Severity.ERROR, ClockState.NEAR: Severity.WARNING}
    return {d.id: (grave[d.clock.state], "；".join(filter(None, (d.left_words, d.clock.consequence)))) for d in lines
            if d.clock.state in grave}
