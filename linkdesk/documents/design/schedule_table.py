"""附表13 施工进度计划表: the works of the schedule with their days, and the same as a Gantt picture."""

from __future__ import annotations

from linkdesk.documents.annexes.sheet import field
from linkdesk.documents.blocks import Align, Column, Document, Width
from linkdesk.documents.design.sheet import Row, sheet
from linkdesk.documents.figure_cells import known
from linkdesk.documents.gantt import gantt
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.planning import ScheduleTask

NUMBER = "附表13"
_COLUMNS = (Column("序号", width=Width.NARROW), Column("工作内容", width=Width.WIDE, align=Align.LEFT), Column("开始日期"), Column("完成日期"),
            Column("历时（天）", decimals=0), Column("责任单位", width=Width.WIDE, align=Align.LEFT))


def schedule_sheet(dossier: Dossier) -> Document:
    """附表13."""
    tasks = sorted(dossier.schedule, key=lambda task: task.position)
    drawing = gantt(dossier)
    return sheet(NUMBER, "施工进度计划表", dossier, _COLUMNS, (_row(at, task) for at, task in enumerate(tasks, 1)),
                 notes=() if tasks else ("实施进度尚未编制。",), below=(drawing,) if drawing else (), doubtful=not tasks,
                 landscape=bool(drawing))


def _row(at: int, task: ScheduleTask) -> Row:
    days = (task.ends_on - task.begins_on).days + 1 if task.begins_on and task.ends_on else None
    return at, known(task.name), field(task, "begins_on"), field(task, "ends_on"), known(days), task.responsible
