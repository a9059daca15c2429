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
WIDTH, NAME = D(240), D(52)
HEAD, _ROW, _LEAST_ROW, _MOST_DEPTH = D(6), D(8), D(4), D(120)
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
    dated = [task for task in tasks if _dated(task)]
    scale = Scale(min(t.begins_on for t in dated), max(t.ends_on for t in dated))
    high = max(_LEAST_ROW, min(_ROW, _MOST_DEPTH / len(tasks)))
    height = 2 * HEAD + high * len(tasks)
    shapes = [*grid(scale, height, high, len(tasks), "工作内容")]
    for at, task in enumerate(tasks):
        shapes += _work(scale, task, height - 2 * HEAD - high * (at + 1), high)
    return Drawing(WIDTH, height, tuple(shapes), caption)


class Scale:
    """Days as mm from the left; whole months, or whole quarters where there are more than 24 months."""

    def __init__(self, first: date, last: date) -> None:
        begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month
        self.months = 1 if end - begin <= _MOST_MONTHS else 3
        self.begin = begin // self.months * self.months
        self.end = -(-end // self.months) * self.months
        self.mm = (WIDTH - NAME) / (self.end - self.begin)

    def at(self, day: date, after: int = 0) -> Decimal:
        """The place of a day's beginning (`after` 0) or end (1)."""
        month = day.year * 12 + day.month - 1
        share = D(day.day - 1 + after) / _days_of(month)
        return NAME + (month - self.begin + share) * self.mm

    def month(self, month: int) -> Decimal:
        """The place where a month begins."""
        return NAME + (month - self.begin) * self.mm

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


def grid(scale: Scale, height: Decimal, high: Decimal, rows: int, heading: str) -> Iterator[Shape]:
    """The paper of a Gantt picture: years and months above, a line under each row, `heading` over the names."""
    yield box(D(0), D(0), WIDTH, height, "#FFFFFF")
    yield box(D(0), height - 2 * HEAD, WIDTH, 2 * HEAD, _PALE)
    yield _centred(D(0), NAME, height - HEAD - D(1), heading, D("3.4"))
    for left, right, called in scale.years():
        yield line(left, height, left, D(0), "#8A939C")
        yield _centred(left, right, height - HEAD + D("1.4"), called, D("3.4"))
    for left, right, called in scale.columns():
        yield line(left, height - HEAD, left, D(0), _LINE)
        yield _centred(left, right, height - 2 * HEAD + D("1.6"), called, D(3))
    yield line(NAME, height - HEAD, WIDTH, height - HEAD, _LINE)
    for at in range(rows):
        y = high * at
        yield line(D(0), y, WIDTH, y, _LINE)
    yield line(D(0), height - 2 * HEAD, WIDTH, height - 2 * HEAD, "#8A939C")


def _work(scale: Scale, task: ScheduleTask, y: Decimal, high: Decimal) -> Iterator[Shape]:
    size = min(D("3.4"), high * D("0.55"))
    base = y + (high - size) / 2 + size * D("0.1")
    yield written(D(1), base, fitted(task.name or "（未填）", NAME - D(2), size), size)
    if not _dated(task):
        yield written(NAME + D(2), base, "日期待补" if None in (task.begins_on, task.ends_on) else "完成日期早于开始日期", size, "#8A5A00")
        return
    left, right = scale.at(task.begins_on), scale.at(task.ends_on, 1)
    yield box(left, y + high * D("0.24"), right - left, high * D("0.52"), _BAR, _BAR)


def _width(text: str, size: Decimal) -> Decimal:
    return sum((_HALF if c.isascii() else _WHOLE for c in text), D(0)) * size


def fitted(text: str, room: Decimal, size: Decimal) -> str:
    """A text as far as there is room for it in mm."""
    if _width(text, size) <= room:
        return text
    while text and _width(text + "…", size) > room:
        text = text[:-1]
    return text + "…"


def _centred(left: Decimal, right: Decimal, y: Decimal, text: str, size: Decimal) -> Shape:
    shown = text if _width(text, size) <= right - left else ""
    return written((left + right - _width(shown, size)) / 2, y, shown, size)


def box(x: Decimal, y: Decimal, width: Decimal, height: Decimal, fill: str, stroke: str = "#8A939C") -> Shape:
    """A filled box by its lower left corner, in mm."""
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Shape(ShapeKind.POLYGON, corners, stroke=stroke, fill=fill, size_mm=D("0.15"))


def line(x1: Decimal, y1: Decimal, x2: Decimal, y2: Decimal, colour: str) -> Shape:
    """A thin line."""
    return Shape(ShapeKind.LINE, ((x1, y1), (x2, y2)), stroke=colour, size_mm=D("0.12"))


def written(x: Decimal, y: Decimal, text: str, size: Decimal, colour: str = _INK) -> Shape:
    """A text from its lower left, `size` mm high."""
    return Shape(ShapeKind.TEXT, ((x, y),), text, stroke=colour, size_mm=size)
