"""实施进度: the works of the schedule, and a first draft of them by the steps of the work and the time limits of the packs."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning import ScheduleTask
from linkdesk.domain.project import Project
from linkdesk.domain.validity import in_force
from linkdesk.policy.procedure import Clock
from linkdesk.policy.terms import Event

WHAT = "进度安排"
_USUAL_MONTHS = 36  # where no pack of the project limits the time
# Each work from one share of the whole time to another, in twelfths.
_SIGNING = "双签协议签订"
_STEPS = (("方案报批立项", 0, 1), (_SIGNING, 0, 2), ("复垦设计", 1, 2), ("安置区建设", 2, 8), ("搬迁入住和旧房腾退", 7, 9),
          ("旧房拆除", 8, 10), ("宅基地复垦", 8, 11), ("竣工验收和指标归还", 11, 12))


def tasks(desk: Desk, project_id: str) -> list[ScheduleTask]:
    """The works in their order."""
    return plan_rows.rows(desk, ScheduleTask, project_id)


def add_task(desk: Desk, project_id: str) -> Change:
    """One more work at the end."""
    return plan_rows.add(desk, ScheduleTask, project_id, f"新增{WHAT}")


def set_task_field(desk: Desk, task: ScheduleTask, name: str, text: str) -> Change:
    """Put what was typed into a work; it cannot end before it begins."""
    change = set_field(plan_rows.newest(desk, task), name, text)
    _refuse_backwards(change.after)
    return change


def paste_tasks(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New works from pasted spreadsheet rows."""
    change = plan_rows.paste(desk, ScheduleTask, project_id, WHAT, cells, names)
    _refuse_backwards(change.after)
    return change


def remove_tasks(desk: Desk, chosen: Sequence[ScheduleTask]) -> Change:
    """Remove works."""
    return plan_rows.remove(desk, chosen, WHAT)


def move_task(desk: Desk, task: ScheduleTask, by: int) -> Change:
    """Move a work up or down."""
    now = plan_rows.newest(desk, task)
    return plan_rows.move(tasks(desk, now.project_id), now, by, WHAT)


def default_schedule(desk: Desk, project_id: str) -> Change:
    """The usual works, shared out over the time the packs leave from the day the plan was compiled; all can be changed."""
    if tasks(desk, project_id):
        raise KnownError("已经有进度安排，没有生成。要重新生成，请先删除原有各行。")
    project = desk.store.get(Project, project_id)
    begin = (project.applied_on if project else None) or desk.clock().date()
    return Change("生成进度安排", after=tuple(_default(desk, project_id, begin, months(desk, project_id))))


def months(desk: Desk, project_id: str) -> int:
    """How many months the packs of a project leave: the shortest limit to the acceptance of its reclamation that applies to it."""
    dossier = desk.dossier(project_id)
    limits = [int(clock.limit) * 12 for pack in desk.project_packs(dossier.project) for clock in pack.clocks
              if in_force(clock, dossier.on) and _applies(clock, dossier.project)]
    return min(limits, default=_USUAL_MONTHS)


def _applies(clock: Clock, project: Project) -> bool:
    facts = all(getattr(project, name) is value for name, value in clock.when)
    return facts and clock.unit == "年" and clock.end is Event.ACCEPTED


def _default(desk: Desk, project_id: str, begin: date, months_: int) -> Iterator[ScheduleTask]:
    dossier = desk.dossier(project_id)
    body = (dossier.responsible.name or "") if dossier.responsible else ""
    for at, (name, first, last) in enumerate(_STEPS):
        ends = later(begin, months_ * last // 12) - timedelta(days=1)
        said = "补偿安置协议签订" if name == _SIGNING and not dossier.pair else name  # no pair of agreements is named here
        yield ScheduleTask(project_id, at, said, later(begin, months_ * first // 12), ends, body)


def later(day: date, months_: int) -> date:
    """The same day so many months later, the last of its month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months_, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _refuse_backwards(made: Sequence[ScheduleTask]) -> None:
    for task in made:
        if task.begins_on and task.ends_on and task.ends_on < task.begins_on:
            raise KnownError(f"“{task.name or '该项工作'}”的完成日期早于开始日期，没有改动。请核对两个日期。")
