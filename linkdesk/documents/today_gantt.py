"""A Gantt picture over all projects: for each its time limits as marks, below them its matters as bars with the steps passed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.documents.blocks import (
    Align,
    Document,
    Drawing,
    PageKind,
    Paragraph,
    Section,
    Shape,
    ShapeKind,
    Style,
    Text,
)
from linkdesk.documents.gantt import HEAD, NAME, WIDTH, Scale, box, fitted, grid, line, written
from linkdesk.policy.spans import Span
from linkdesk.policy.today import ProjectToday

D = Decimal
LEGEND = "横条：事项（深色为已批准或者已结束），竖线：通过一步的日期，红色竖线：退回；菱形：到期日（红色为逾期）；通栏红线：今天"
ROWS = 22  # on one picture
_HIGH, _SIZE = D(6), D("3.2")
_DONE, _OPEN, _PASSED, _BACK, _TODAY = "#0F6B4F", "#B9D9CC", "#FFFFFF", "#B42318", "#B42318"
_DUE, _LATE = "#8A5A00", "#B42318"
_FARTHEST = 5 * 365  # days from today; what lies farther off would press all else together


@dataclass(frozen=True, slots=True)
class GanttRow:
    """One row: a project with its open due days (`span` None), or a matter of it."""

    project_id: str
    label: str
    due: tuple[date, ...] = ()
    span: Span | None = None


def gantt_rows(projects: Sequence[tuple[ProjectToday, Sequence[Span]]]) -> tuple[GanttRow, ...]:
    """The rows of projects that have anything to draw: the project, then its matters."""
    return tuple(row for project, spans in projects if spans or project.due for row in (
        GanttRow(project.id, project.name, tuple(c.due_on for c in project.due)),
        *(GanttRow(project.id, f"　{span.title}", span=span) for span in spans)))


def pictures(rows: Sequence[GanttRow], on: date) -> tuple[Drawing, ...]:
    """The rows as pictures of one time scale, so many rows on each."""
    if not rows:
        return ()
    scale, parts = _scale(rows, on), [rows[at:at + ROWS] for at in range(0, len(rows), ROWS)]
    return tuple(_picture(part, scale, on, f"{LEGEND}　第 {at} 张，共 {len(parts)} 张") for at, part in enumerate(parts, 1))


def paper(rows: Sequence[GanttRow], on: date) -> Document:
    """The pictures as a document, one on each page."""
    title = f"项目进度横道图（截至{on.year}年{on.month}月{on.day}日）"
    head = Paragraph((Text(title),), Style.TABLE_TITLE, Align.CENTRE)
    return Document("today_gantt", title, tuple(
        Section((head, drawing), PageKind.TABLE, landscape=True) for drawing in pictures(rows, on)))


def _scale(rows: Sequence[GanttRow], on: date) -> Scale:
    days = [on, *(day for row in rows for day in (*row.due, *((row.span.begins_on, row.span.ends_on) if row.span else ())))]
    near = [day for day in days if abs((day - on).days) <= _FARTHEST]
    return Scale(min(near), max(near))


def _picture(rows: Sequence[GanttRow], scale: Scale, on: date, caption: str) -> Drawing:
    height = 2 * HEAD + _HIGH * len(rows)
    shapes = [*grid(scale, height, _HIGH, len(rows), "项目区、事项")]
    for at, row in enumerate(rows):
        shapes += _row(scale, row, on, height - 2 * HEAD - _HIGH * (at + 1))
    now = scale.at(on)
    return Drawing(WIDTH, height, (*shapes, line(now, D(0), now, height - 2 * HEAD, _TODAY)), caption)


def _row(scale: Scale, row: GanttRow, on: date, y: Decimal) -> Iterator[Shape]:
    base = y + (_HIGH - _SIZE) / 2 + _SIZE / 10
    yield written(D(1), base, fitted(row.label, NAME - D(2), _SIZE), _SIZE)
    if row.span is not None:
        yield from _bar(scale, row.span, y)
    for day in sorted(set(row.due)):
        yield _diamond(_within(scale, day), y + _HIGH / 2, D("1.4"), _LATE if day < on else _DUE)


def _bar(scale: Scale, span: Span, y: Decimal) -> Iterator[Shape]:
    left, right = _within(scale, span.begins_on), _within(scale, span.ends_on, 1)
    yield box(left, y + D("1.6"), max(right - left, D("0.6")), _HIGH - D("3.2"), _OPEN if span.is_open else _DONE, _DONE)
    for days, colour in ((span.passed_on, _PASSED if not span.is_open else _DONE), (span.returned_on, _BACK)):
        for day in days:
            at = _within(scale, day)
            yield line(at, y + D("1.6"), at, y + _HIGH - D("1.6"), colour)


def _within(scale: Scale, day: date, after: int = 0) -> Decimal:
    return min(max(scale.at(day, after), NAME), WIDTH)


def _diamond(x: Decimal, y: Decimal, half: Decimal, colour: str) -> Shape:
    corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    return Shape(ShapeKind.POLYGON, corners, stroke=colour, fill=colour, size_mm=D("0.1"))
