"""The one-page report for the meeting: counts, what is overdue with its consequence, whose turn it is, what is due in 30 days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from linkdesk.documents.blocks import (
    Align,
    Cell,
    Column,
    Document,
    FieldGrid,
    PageKind,
    Paragraph,
    Section,
    Style,
    Table,
    Text,
    Width,
)
from linkdesk.documents.cells import dated
from linkdesk.policy.running_clock import RunningClock
from linkdesk.policy.today import SOON, Concern, DueLine, ProjectToday, county_lines, due_lines
from linkdesk.policy.turns import Turn

KIND, TITLE = "today", "增减挂钩项目办理情况"
_NAME, _WORDS = 16, 24  # characters a cell of the one page takes
_NUMBER = Column("序号", width=Width.NARROW)
_PROJECT = Column("项目区", width=Width.WIDE, align=Align.LEFT)
_OVERDUE = (_NUMBER, _PROJECT, Column("期限", align=Align.LEFT), Column("到期"), Column("逾期天数", width=Width.NARROW, decimals=0),
            Column("后果", width=Width.WIDE, align=Align.LEFT), Column("依据"))
_SOON = (_NUMBER, _PROJECT, Column("期限", align=Align.LEFT), Column("到期"), Column("剩余天数", width=Width.NARROW, decimals=0),
         Column("对应事项", width=Width.WIDE, align=Align.LEFT), Column("依据"))
_TURNS = (_NUMBER, _PROJECT, Column("事项", align=Align.LEFT), Column("现在轮到", width=Width.WIDE, align=Align.LEFT),
          Column("第几步", width=Width.NARROW), Column("已等天数", width=Width.NARROW, decimals=0), Column("缺材料", width=Width.NARROW, decimals=0))
_EVERY = (_NUMBER, _PROJECT, Column("办到哪一步", width=Width.WIDE, align=Align.LEFT), Column("轮到谁", width=Width.WIDE, align=Align.LEFT),
          Column("最近到期"), Column("剩余天数", decimals=0), Column("缺材料", width=Width.WIDE, align=Align.LEFT))


def report(on: date, projects: Sequence[ProjectToday], county: Sequence[RunningClock] = (), most: int | None = None) -> Document:
    """All projects on a day; each table holds at most so many rows, the most pressing, and says how many more there are."""
    title = f"{TITLE}（截至{on.year}年{on.month}月{on.day}日）"
    blocks = (_head(title), FieldGrid(_counts(projects, county), pairs_per_row=4), *_tables(on, projects, county, most))
    return Document(KIND, title, (Section(blocks, PageKind.TABLE),))


def workbook(on: date, projects: Sequence[ProjectToday], county: Sequence[RunningClock] = ()) -> Document:
    """The same whole: every project, and every row of the tables, as the sheets of a workbook."""
    rows = tuple((at, p.name, "；".join(s.words for s in p.stages), "；".join(t.words for t in p.turns), dated(p.due[0].due_on) if p.due else "",
                  p.due[0].days_left(on) if p.due else "", "、".join(p.missing)) for at, p in enumerate(projects, 1))
    every = Table(_EVERY, rows, title=f"{TITLE}（截至{on}）", name="项目")
    return Document(KIND, TITLE, (Section((every, *_tables(on, projects, county, None)), PageKind.TABLE, landscape=True),))


def _tables(on: date, projects: Sequence[ProjectToday], county: Sequence[RunningClock], most: int | None) -> tuple[Table, ...]:
    lines = due_lines(projects, county_lines(county, on))
    overdue = sorted((each for each in lines if each.left < 0), key=lambda line: not line.clock.consequence)
    soon = [each for each in lines if 0 <= each.left <= SOON]
    turns = sorted(((p, t) for p in projects for t in p.turns), key=lambda pair: (not pair[1].ours, -(pair[1].days or 0)))
    tables = (_table("逾期", _OVERDUE, [_overdue(each, most) for each in overdue], most),
              _table(f"{SOON} 天内到期", _SOON, [_soon(each, most) for each in soon], most),
              _table("轮到谁办", _TURNS, [_turn(p, t, most) for p, t in turns], most))
    return tuple(table for table in tables if table.rows)


def _head(title: str) -> Paragraph:
    return Paragraph((Text(title),), Style.TABLE_TITLE, Align.CENTRE)


def _counts(projects: Sequence[ProjectToday], county: Sequence[RunningClock]) -> tuple[tuple[str, Cell], ...]:
    # The table of what is overdue also holds what is the county's own, so this figure says what it counts.
    found = [(f"{c}项目" if c is Concern.OVERDUE else str(c), f"{sum(c in p.concerns for p in projects)} 个") for c in Concern]
    return (("项目", f"{len(projects)} 个"), *found, ("进行中的期限", f"{sum(len(p.due) for p in projects) + sum(c.is_open for c in county)} 项"))


def _table(title: str, columns: tuple[Column, ...], rows: list[tuple[Cell, ...]], most: int | None) -> Table:
    shown = rows if most is None else rows[:most]
    more = len(rows) - len(shown)
    notes = (f"另有 {more} 项，见导出的表格。",) if more else ()
    return Table(columns, tuple((at, *row) for at, row in enumerate(shown, 1)), title=f"{title}（{len(rows)} 项）", notes=notes, name=title)


def _overdue(line: DueLine, most: int | None) -> tuple[Cell, ...]:
    return (*_of(line, most), -line.left, _short(line.clock.consequence, most, _WORDS), line.clock.clause)


def _soon(line: DueLine, most: int | None) -> tuple[Cell, ...]:
    return (*_of(line, most), line.left, _short(line.clock.subject, most, _WORDS), line.clock.clause)


def _of(line: DueLine, most: int | None) -> tuple[Cell, ...]:
    return _short(line.project, most, _NAME), _short(line.clock.label, most, _NAME), str(line.clock.due_on)


def _turn(project: ProjectToday, turn: Turn, most: int | None) -> tuple[Cell, ...]:
    return (_short(project.name, most, _NAME), _short(turn.title, most, _NAME), _short(turn.words, most, _WORDS),
            f"{turn.number}/{turn.of}", turn.days, len(turn.missing) or "")


def _short(text: str, most: int | None, room: int) -> str:
    """The text, cut where the page is to stay one page."""
    return text if most is None or len(text) <= room else text[:room - 1] + "…"
