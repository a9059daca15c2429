"""The schedule as a Gantt picture: a bar for each work, over months, or quarters where it is longer than two years."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from linkdesk.documents.blocks import Drawing, Shape, ShapeKind
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.planning import ScheduleTask

D = Decimal
WIDTH, _NAME = D(240), D(52)
_HEAD, _ROW, _LEAST_ROW, _MOST_DEPTH = D(6), D(8), D(4), D(120)
_MOST_MONTHS = 24
_INK, _LINE, _BAR, _PALE = "#333333", "#C4CBD2", "#0F6B4F", "#F2F5F3"
_HALF, _WHOLE = D("0.5"), D(1)  # width of a character in its height


def gantt(dossier: Dossier) -> Drawing | None:
    """The schedule as one drawing; None while no work has both its days."""
    tasks = tuple(sorted(dossier.schedule, key=lambda task: task.position))
    dated = [task for task in tasks if _dated(task)]
    return drawing(tasks, f"{dossier.project.name}实施进度横道图") if dated else None


def _dated(task: ScheduleTask) -> bool:
    return task.begins_on is not None and task.ends_on is not None and task.begins_on <= task.ends_on


def drawing(tasks: tuple[ScheduleTask, ...], caption: str) -> Drawing:
    """The picture of works of which at least one has both its days."""
    scale = _Scale(tasks)
    high = max(_LEAST_ROW, min(_ROW, _MOST_DEPTH / len(tasks)))
    height = 2 * _HEAD + high * len(tasks)
    shapes = [*_grid(scale, height, high, len(tasks))]
    for at, task in enumerate(tasks):
        shapes += _work(scale, task, height - 2 * _HEAD - high * (at + 1), high)
    return Drawing(WIDTH, height, tuple(shapes), caption)


class _Scale:
    """Days as mm from the left; whole months, or whole quarters where there are more than 24 months."""

    def __init__(self, tasks: tuple[ScheduleTask, ...]) -> None:
        dated = [task for task in tasks if _dated(task)]
        first, last = min(t.begins_on for t in dated), max(t.ends_on for t in dated)
        begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month
        self.months = 1 if end - begin <= _MOST_MONTHS else 3
        self.begin = begin // self.months * self.months
        self.end = -(-end // self.months) * self.months
        self.mm = (WIDTH - _NAME) / (self.end - self.begin)

    def at(self, day: date, after: int = 0) -> Decimal:
        """The place of a day's beginning (`after` 0) or end (1)."""
        month = day.year * 12 + day.month - 1
        share = D(day.day - 1 + after) / _days_of(month)
        return _NAME + (month - self.begin + share) * self.mm

    def month(self, month: int) -> Decimal:
        """The place where a month begins."""
        return _NAME + (month - self.begin) * self.mm

    def columns(self) -> Iterator[tuple[Decimal, Decimal, str]]:
        """Each month or quarter: from, to, what it is called."""
        for month in range(self.begin, self.end, self.months):
            called = str(month % 12 + 1) if self.months == 1 else "一二三四"[month % 12 // 3]
            yield self.month(month), self.month(month + self.months), called

    def years(self) -> Iterator[tuple[Decimal, Decimal, str]]:
        """Each year: from, to, its number."""
        for year in range(self.begin // 12, (self.end - 1) // 12 + 1):
            yield self.month(max(year * 12, self.begin)), self.month(min(year * 12 + 12, self.end)), f"{year}年"


def _days_of(month: int) -> int:
    return monthrange(month // 12, month % 12 + 1)[1]


def _grid(scale: _Scale, height: Decimal, high: Decimal, rows: int) -> Iterator[Shape]:
    yield _box(D(0), D(0), WIDTH, height, "#FFFFFF")
    yield _box(D(0), height - 2 * _HEAD, WIDTH, 2 * _HEAD, _PALE)
    yield _centred(D(0), _NAME, height - _HEAD - D(1), "工作内容", D("3.4"))
    for left, right, called in scale.years():
        yield _line(left, height, left, D(0), "#8A939C")
        yield _centred(left, right, height - _HEAD + D("1.4"), called, D("3.4"))
    for left, right, called in scale.columns():
        yield _line(left, height - _HEAD, left, D(0), _LINE)
        yield _centred(left, right, height - 2 * _HEAD + D("1.6"), called, D(3))
    yield _line(_NAME, height - _HEAD, WIDTH, height - _HEAD, _LINE)
    for at in range(rows):
        y = high * at
        yield _line(D(0), y, WIDTH, y, _LINE)
    yield _line(D(0), height - 2 * _HEAD, WIDTH, height - 2 * _HEAD, "#8A939C")


def _work(scale: _Scale, task: ScheduleTask, y: Decimal, high: Decimal) -> Iterator[Shape]:
    size = min(D("3.4"), high * D("0.55"))
    base = y + (high - size) / 2 + size * D("0.1")
    yield _text(D(1), base, _fitted(task.name or "（未填）", _NAME - D(2), size), size)
    if not _dated(task):
        yield _text(_NAME + D(2), base, "日期待补" if None in (task.begins_on, task.ends_on) else "完成日期早于开始日期", size, "#8A5A00")
        return
    left, right = scale.at(task.begins_on), scale.at(task.ends_on, 1)
    yield _box(left, y + high * D("0.24"), right - left, high * D("0.52"), _BAR, _BAR)


def _width(text: str, size: Decimal) -> Decimal:
    return sum((_HALF if c.isascii() else _WHOLE for c in text), D(0)) * size


def _fitted(text: str, room: Decimal, size: Decimal) -> str:
    if _width(text, size) <= room:
        return text
    while text and _width(text + "…", size) > room:
        text = text[:-1]
    return text + "…"


def _centred(left: Decimal, right: Decimal, y: Decimal, text: str, size: Decimal) -> Shape:
    shown = text if _width(text, size) <= right - left else ""
    return _text((left + right - _width(shown, size)) / 2, y, shown, size)


def _box(x: Decimal, y: Decimal, width: Decimal, height: Decimal, fill: str, stroke: str = "#8A939C") -> Shape:
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Shape(ShapeKind.POLYGON, corners, stroke=stroke, fill=fill, size_mm=D("0.15"))


def _line(x1: Decimal, y1: Decimal, x2: Decimal, y2: Decimal, colour: str) -> Shape:
    return Shape(ShapeKind.LINE, ((x1, y1), (x2, y2)), stroke=colour, size_mm=D("0.12"))


def _text(x: Decimal, y: Decimal, text: str, size: Decimal, colour: str = _INK) -> Shape:
    return Shape(ShapeKind.TEXT, ((x, y),), text, stroke=colour, size_mm=size)
