"""附表14 实施进度计划表: the works with their days, and the same as a Gantt picture."""

from __future__ import annotations

from linkdesk.documents.annexes.sheet import Row, field, order_column, remarks_column, sheet
from linkdesk.documents.blocks import Align, Cell, Column, Document, Width
from linkdesk.documents.figure_cells import known
from linkdesk.documents.gantt import gantt
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.planning import ScheduleTask

_COLUMNS = (order_column(), Column("工作内容", width=Width.WIDE, align=Align.LEFT), Column("开始日期"), Column("完成日期"),
            Column("历时（天）", decimals=0), Column("责任单位", width=Width.WIDE, align=Align.LEFT), remarks_column())


def schedule_sheet(dossier: Dossier) -> Document:
    """附表14."""
    tasks = sorted(dossier.schedule, key=lambda task: task.position)
    drawing = gantt(dossier)
    return sheet("附表14", "实施进度计划表", dossier, _COLUMNS, (_row(at, task) for at, task in enumerate(tasks, 1)),
                 unit="时间单位：日", notes=() if tasks else ("实施进度尚未编制。",), below=(drawing,) if drawing else ())


def _row(at: int, task: ScheduleTask) -> Row:
    return (at, known(task.name), field(task, "begins_on"), field(task, "ends_on"), _days(task), task.responsible, task.note)


def _days(task: ScheduleTask) -> Cell:
    return known((task.ends_on - task.begins_on).days + 1 if task.begins_on and task.ends_on else None)
