"""县情一页: one A4 page on which a leader reads a county in a minute, and the workbook with the rows behind each of its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from linkdesk.documents.blocks import (
    Align,
    Block,
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
from linkdesk.documents.county_facts import CountyFacts, LeaderFigure, QuotaFigure
from linkdesk.domain.area_units import OF_TABLES
from linkdesk.domain.quantities import printed

KIND, TITLE, BASIS = "county_page", "增减挂钩县情一页", "县情一页依据"
QUIET = "没有逾期和 30 天内到期的期限，没有等待办理的义务、退回和入账。"
_NUMBER = Column("序号", width=Width.NARROW)
_MEASURES = (("建设用地", "construction"), ("耕地", "farmland"))
_UNITS = OF_TABLES
_NAME, _WORDS = 15, 26  # characters a cell of the one page takes
_PAIRS = 3


def page(facts: CountyFacts, most: int | None = None) -> Document:
    """The page; its lists hold at most so many rows, the most pressing, and say how many more there are."""
    on = facts.on
    title = f"{facts.place or '未填责任主体'}{TITLE}"
    blocks: list[Block] = [Paragraph((Text(title),), Style.TABLE_TITLE, Align.CENTRE),
                           Paragraph((Text(f"截至{on.year}年{on.month}月{on.day}日"),), Style.SMALL, Align.CENTRE),
                           _grid(facts.states), quota_table(facts), *_grids(facts), *_tables(facts, most)]
    if not (facts.risks or facts.decisions):
        blocks.append(Paragraph((Text(QUIET),), Style.SMALL, Align.LEFT))
    return Document(KIND, title, (Section(tuple(blocks), PageKind.TABLE),))


def _grids(facts: CountyFacts) -> Iterator[FieldGrid]:
    if facts.trades or facts.money:
        yield _grid((*facts.trades, *facts.money))


def _grid(figures: Sequence[LeaderFigure]) -> FieldGrid:
    return FieldGrid(tuple((f.label, f"{printed(Decimal(f.value), f.decimals)} {f.unit}") for f in figures), pairs_per_row=_PAIRS)


def quota_table(facts: CountyFacts) -> Table:
    """The quota in construction land and farmland, in both units; the last column says where its entries stand."""
    columns = (Column("指标", align=Align.LEFT), *(Column(word, tuple(Column(str(unit), decimals=4) for unit in _UNITS)) for word, _ in _MEASURES),
               Column("分录所在", width=Width.WIDE, align=Align.LEFT))
    rows = tuple((figure.label, *_areas(figure), figure.reading.where) for figure in facts.quota)
    return Table(columns, rows, title="指标", name="指标")


def _areas(figure: QuotaFigure) -> tuple[Decimal, ...]:
    return tuple(figure.total(unit, measure) for _, measure in _MEASURES for unit in _UNITS)


def _tables(facts: CountyFacts, most: int | None) -> tuple[Table, ...]:
    made = (_table("年度任务", _TARGETS, [_target(facts, at, most) for at in range(len(facts.targets))], most),
            _table("逾期和临近的期限", _RISKS, [_risk(facts, at, most) for at in range(len(facts.risks))], most),
            _table("需要决定和办理", _DECISIONS, [_decision(facts, at, most) for at in range(len(facts.decisions))], most))
    return tuple(table for table in made if table.rows)


_TARGETS = (_NUMBER, Column("任务", width=Width.WIDE, align=Align.LEFT), Column("年度"), Column("目标（亩）", decimals=2),
            Column("完成（亩）", decimals=2), Column("完成（%）", decimals=1), Column("下达文件", width=Width.WIDE, align=Align.LEFT))
_RISKS = (_NUMBER, Column("项目区", width=Width.WIDE, align=Align.LEFT), Column("期限", align=Align.LEFT), Column("到期"),
          Column("剩余天数", width=Width.NARROW, decimals=0), Column("逾期后果", width=Width.WIDE, align=Align.LEFT), Column("依据"))
_DECISIONS = (_NUMBER, Column("项目区", width=Width.WIDE, align=Align.LEFT), Column("事项", width=Width.WIDE, align=Align.LEFT), Column("到期"))


def _table(title: str, columns: tuple[Column, ...], rows: list[tuple[Cell, ...]], most: int | None) -> Table:
    shown = rows if most is None else rows[:most]
    notes = (f"另有 {len(rows) - len(shown)} 项，见“{BASIS}”。",) if len(rows) > len(shown) else ()
    return Table(columns, tuple((at, *row) for at, row in enumerate(shown, 1)), title=f"{title}（{len(rows)} 项）", notes=notes, name=title)


def _target(facts: CountyFacts, at: int, most: int | None) -> tuple[Cell, ...]:
    one = facts.targets[at]
    return (_short(one.subject, most, _NAME), one.years, *("" if v is None else v for v in (one.area, one.done, one.share)),
            _short(one.document, most, _NAME))


def _risk(facts: CountyFacts, at: int, most: int | None) -> tuple[Cell, ...]:
    one = facts.risks[at]
    return (_short(one.project, most, _NAME), _short(one.label, most, _NAME), str(one.due_on), one.left,
            _short(one.consequence, most, _WORDS), one.clause)


def _decision(facts: CountyFacts, at: int, most: int | None) -> tuple[Cell, ...]:
    one = facts.decisions[at]
    return _short(one.project, most, _NAME), _short(one.words, most, _WORDS), str(one.due_on or "")


def _short(text: str, most: int | None, room: int) -> str:
    """The text, cut where the page is to stay one page."""
    return text if most is None or len(text) <= room else text[:room - 1] + "…"


def basis(facts: CountyFacts) -> Document:
    """What stands behind the page: each quota figure project by project, every project with its state, all rows of its lists."""
    tables = (_by_owner(facts), _projects(facts), _figures(facts), *_tables(facts, None))
    return Document(KIND, f"{facts.county}{BASIS}",
                    tuple(Section((table,), PageKind.TABLE, landscape=True) for table in tables if table.rows))


def _by_owner(facts: CountyFacts) -> Table:
    """Each figure of the ledger by project: what the figure on the page is the sum of."""
    names = {None: "县级科目"} | {line.project.id: line.project.name for line in facts.lines}
    owners = dict.fromkeys(owner for figure in facts.quota for owner in figure.owners)
    order = [owner for owner in (*names, *(o for o in owners if o not in names)) if owner in owners]
    columns = (_NUMBER, Column("项目区", width=Width.WIDE, align=Align.LEFT), *(Column(figure.label, tuple(
        Column(f"{word}（{unit}）", decimals=4) for word, _ in _MEASURES for unit in _UNITS)) for figure in facts.quota))
    rows = tuple((at, names.get(owner, "不在本县的项目"), *(cell for figure in facts.quota for cell in _of_owner(figure, owner)))
                 for at, owner in enumerate(order, 1))
    totals = ("", "合计", *(cell for figure in facts.quota for cell in _areas(figure)))
    return Table(columns, rows, totals, title=f"指标按项目区（截至 {facts.on}）", name="指标按项目区")


def _of_owner(figure: QuotaFigure, owner: str | None) -> tuple[Decimal, ...]:
    amounts = figure.owners.get(owner)
    return tuple(unit.of(getattr(amounts, measure)) if amounts else Decimal("0.0000") for _, measure in _MEASURES for unit in _UNITS)


def _projects(facts: CountyFacts) -> Table:
    columns = (_NUMBER, Column("项目区", width=Width.WIDE, align=Align.LEFT), Column("项目编号"), Column("状态"))
    rows = tuple((at, line.project.name, line.project.number, str(line.state)) for at, line in enumerate(facts.lines, 1))
    return Table(columns, rows, title=f"项目区状态（截至 {facts.on}）", name="项目区状态")


def _figures(facts: CountyFacts) -> Table:
    columns = (_NUMBER, Column("数字", width=Width.WIDE, align=Align.LEFT), Column("数值", align=Align.RIGHT), Column("单位"),
               Column("登记笔数", decimals=0))
    figures = (*facts.states, *facts.trades, *facts.money)
    rows = tuple((at, f.label, printed(Decimal(f.value), f.decimals), f.unit, f.rows) for at, f in enumerate(figures, 1))
    return Table(columns, rows, title=f"数字和登记笔数（截至 {facts.on}）", name="数字和登记")
