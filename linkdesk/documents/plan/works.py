"""What the plan says of money, tenure and time: estimate and sources by kind, tenure before and after, works, public notices."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from linkdesk.documents.annexes.sheet import area, named_class, order_column, whole
from linkdesk.documents.blocks import Align, Block, Cell, Column, Table, Width
from linkdesk.documents.cells import dated
from linkdesk.documents.figure_cells import known
from linkdesk.documents.gantt import gantt
from linkdesk.documents.templates.vocabulary import fact
from linkdesk.domain.costs import cost_lines
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.cost import CATEGORY_FIGURES, KIND_FIGURES
from linkdesk.domain.notice import Notice, of_notice, still_open
from linkdesk.domain.planning import ScheduleTask, TenureAdjustment
from linkdesk.domain.plot import Plot

Blocks = tuple[Block, ...]
_MONEY = "金额单位：万元"
_TENURE = (order_column(), Column("地块编号"),
           Column("调整前", (Column("权利人"), Column("面积", decimals=4), Column("地类"))),
           Column("调整后", (Column("权利人"), Column("面积", decimals=4), Column("地类"))),
           Column("依据", width=Width.WIDE, align=Align.LEFT))
_SCHEDULE = (order_column(), Column("工作内容", width=Width.WIDE), Column("开始"), Column("完成"), Column("责任单位", width=Width.WIDE))
_NOTICES = (order_column(), Column("公示编号"), Column("公示内容"), Column("行政村"), Column("起止日期", width=Width.WIDE),
            Column("异议", width=Width.WIDE), Column("结果", width=Width.WIDE, align=Align.LEFT))

for _name in ("estimate", "funds", "tenure_changes", "schedule"):
    fact(f"has_{_name}")(lambda dossier, name=_name: bool(getattr(dossier, name)))
    fact(f"no_{_name}")(lambda dossier, name=_name: not getattr(dossier, name))
fact("agreements_drafted")(lambda dossier: bool(dossier.pair and dossier.agreements))
fact("has_notices")(lambda dossier: any(_put_up(dossier)))
fact("no_notices")(lambda dossier: not any(_put_up(dossier)))


def estimate(dossier: Dossier) -> Blocks:
    """The estimate by category; its lines stand in 附表11."""
    return _by_kind(dossier, "费用类别", CATEGORY_FIGURES, {line.category for line in cost_lines(dossier)}, "investment_total", "投资估算")


def funds(dossier: Dossier) -> Blocks:
    """The sources by kind; each source stands in 附表12."""
    return _by_kind(dossier, "资金来源", KIND_FIGURES, {source.kind for source in dossier.funds}, "funds_total", "资金来源")


def _by_kind(dossier: Dossier, heading: str, names: Mapping[StrEnum, str], used: Collection[StrEnum], total: str, name: str) -> Blocks:
    rows = tuple((str(kind), whole(dossier, figure_name)) for kind, figure_name in names.items() if kind in used)
    columns = (Column(heading, width=Width.WIDE), Column("金额", decimals=2))
    return (Table(columns, rows, ("合计", whole(dossier, total)), unit=_MONEY, name=name),)


def tenure(dossier: Dossier) -> Blocks:
    """Who owned and used the land before, and who will."""
    plots = {plot.id: plot for plot in dossier.plots}
    changes = sorted(dossier.tenure_changes, key=lambda change: change.position)
    return (Table(_TENURE, tuple(_adjusted(at, plots.get(c.plot_id or ""), c) for at, c in enumerate(changes, 1)),
                  unit="面积单位：公顷", name="权属调整"),)


def _adjusted(at: int, plot: Plot | None, change: TenureAdjustment) -> tuple[Cell, ...]:
    before, after = (known(named_class(text, plot.land_scheme if plot else None)) for text in (change.class_before, change.class_after))
    return (at, known(plot and plot.code), known(change.holder_before or None), area(change.area_before), before,
            known(change.holder_after or None), area(change.area_after), after, known(change.basis or None))


def schedule(dossier: Dossier) -> Blocks:
    """The works from day to day, and their picture."""
    tasks = sorted(dossier.schedule, key=lambda task: task.position)
    table = Table(_SCHEDULE, tuple(_task(at, task) for at, task in enumerate(tasks, 1)), name="实施进度")
    picture = gantt(dossier)
    return (table, picture) if picture else (table,)


def _task(at: int, task: ScheduleTask) -> tuple[Cell, ...]:
    return at, task.name, known(dated(task.begins_on)), known(dated(task.ends_on)), known(task.responsible or None)


def _put_up(dossier: Dossier) -> tuple[Notice, ...]:
    return tuple(n for n in dossier.notices if n.number and n.withdrawn_on is None)


def notices(dossier: Dossier) -> Blocks:
    """The public notices put up so far, with objections and results."""
    return (Table(_NOTICES, tuple(_notice(dossier, at, n) for at, n in enumerate(_put_up(dossier), 1)), name="公示情况"),)


def _notice(dossier: Dossier, at: int, notice: Notice) -> tuple[Cell, ...]:
    raised, left = of_notice(notice, dossier.objections), still_open(notice, dossier.objections)
    objections = f"{len(raised)} 件，{f'{len(left)} 件未处理' if left else '均已处理'}" if raised else "无"
    village = dossier.village_names.get(notice.village_id or "", "")
    return (at, notice.number, str(notice.kind), known(village or None), f"{notice.from_on} 至 {notice.until_on}", objections,
            known(notice.result or None))


BLOCKS = {"estimate": estimate, "funds": funds, "tenure": tenure, "schedule": schedule, "notices": notices}
