"""Papers of oversight: 考核奖惩登记表, 监督检查整改台账 with its summary by link, 责任分工表 with the work plan (A §四; B §三(二))."""

from __future__ import annotations

from linkdesk.documents.annexes.sheet import (
    SIGNERS,
    field,
    order_column,
    remarks_column,
    responsible,
    wide_column,
)
from linkdesk.documents.blocks import Block, Cell, Column, Document, PageKind, Section, Table, Width
from linkdesk.documents.cells import dated
from linkdesk.documents.figure_cells import known
from linkdesk.domain.approval_words import DutyRole
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.oversight import DutyPerson, Inspection, Sanction
from linkdesk.domain.oversight_standing import begins, by_link, quota_effects, rectification, states
from linkdesk.domain.planning import ScheduleTask
from linkdesk.domain.quantities import hectares

Row = tuple[Cell, ...]
WHOLE, OURS = "全县", "本项目区"
_SANCTIONS = (order_column(), Column("决定日期"), wide_column("决定机关"), Column("文号", width=Width.WIDE), Column("种类", width=Width.WIDE),
              Column("对象"), Column("分数", decimals=2), Column("指标面积（公顷）", decimals=4), Column("指标年度"),
              Column("起始日期"), Column("截止日期"), wide_column("事由"), Column("状态"))
_LINKS = (Column("检查环节"), Column("检查次数", decimals=0), Column("发现问题", decimals=0), Column("尚未整改", decimals=0),
          Column("其中逾期", decimals=0))
_INSPECTIONS = (order_column(), Column("检查环节"), Column("检查日期"), wide_column("检查单位"), wide_column("发现的问题"), Column("整改期限"),
                wide_column("整改情况"), Column("整改完成日期"), Column("复查单位"), Column("状态"))
_DUTIES = (order_column(), Column("责任"), Column("姓名"), wide_column("单位"), Column("职务"), wide_column("职责分工"), Column("范围"),
           Column("任职起止", width=Width.WIDE))
_WORKS = (order_column(), wide_column("工作内容"), Column("开始日期"), Column("完成日期"), wide_column("责任单位"), remarks_column())


def sanctions_register(dossier: Dossier) -> Document | None:
    """Every entry that counts for the project with how it stands today, in the order of the decisions; None while there is none."""
    found = sorted(dossier.approvals.sanctions, key=lambda s: (str(s.decided_on), str(s.entered_at)))
    told = states(found, dossier.on)
    rows = tuple(_sanction(dossier, at, s, str(told[s.id])) for at, s in enumerate(found, 1))
    effects = quota_effects(found)
    notes = tuple(f"注：{e.year} 年度{e.kind} {abs(hectares(e.area))} 公顷（{e.document}）。" for e in effects)
    title = f"{dossier.project.name}考核奖惩登记表"
    table = Table(_SANCTIONS, rows, title=title, filled_by=responsible(dossier), signers=SIGNERS, notes=notes, name="奖惩登记")
    return _paper("sanctions", title, table) if rows else None


def _sanction(dossier: Dossier, at: int, s: Sanction, state: str) -> Row:
    return (at, dated(s.decided_on), s.decided_by, s.number, str(s.kind), _whom(dossier, s), s.score,
            None if s.area is None else hectares(s.area), str(s.year or ""), dated(begins(s)), dated(s.until_on), s.reason, state)


def _whom(dossier: Dossier, s: Sanction) -> str:
    if s.project_id:
        return OURS
    return WHOLE if s.authority_id == dossier.project.responsible_id else next((a.name for a in dossier.authorities if a.id == s.authority_id), "")


def rectification_register(dossier: Dossier) -> Document | None:
    """整改台账: every inspection with what is put right, below it the summary by link; None while there is none."""
    found = sorted(dossier.approvals.inspections, key=lambda i: i.position)
    rows = tuple(_inspection(dossier, at, i) for at, i in enumerate(found, 1))
    title = f"{dossier.project.name}监督检查整改台账"
    table = Table(_INSPECTIONS, rows, title=title, filled_by=responsible(dossier), signers=SIGNERS, name="整改台账")
    return _paper("inspections", title, table, _summary(dossier)) if rows else None


def _inspection(dossier: Dossier, at: int, i: Inspection) -> Row:
    nothing = not i.finding.strip()
    return (at, str(i.link), known(dated(i.inspected_on)), known(i.inspector), "未发现问题" if nothing else i.finding, dated(i.rectify_by),
            i.measures, dated(i.rectified_on), i.confirmed_by, str(rectification(i, dossier.on)))


def _summary(dossier: Dossier) -> Table:
    found = by_link(dossier.approvals.inspections, dossier.on)
    rows = tuple((str(s.link), s.inspected, s.found, s.open, s.overdue) for s in found)
    totals = ("合计", *(sum(row[at] for row in rows) for at in range(1, 5)))
    return Table(_LINKS, rows, totals, title="分环节汇总", name="分环节汇总")


def duty_table(dossier: Dossier) -> Document | None:
    """责任分工表: who answers for what and since when, and the work plan with its bodies; None while neither is there."""
    order = tuple(DutyRole)
    people = sorted(dossier.approvals.duties, key=lambda d: (order.index(d.role), d.project_id is not None, d.position))
    tasks = sorted(dossier.schedule, key=lambda t: t.position)
    title = f"{dossier.project.name}责任分工表"
    tables = [_people(dossier, people, title)] if people else []
    if tasks:
        tables.append(Table(_WORKS, tuple(_work(at, t) for at, t in enumerate(tasks, 1)), title=f"{dossier.project.name}工作计划", name="工作计划"))
    return _paper("duties", title, *tables) if tables else None


def _people(dossier: Dossier, people: list[DutyPerson], title: str) -> Table:
    rows = tuple(_person(at, p) for at, p in enumerate(people, 1))
    return Table(_DUTIES, rows, title=title, filled_by=responsible(dossier), signers=SIGNERS, name="责任分工")


def _person(at: int, p: DutyPerson) -> Row:
    since, until = f"{p.from_on} 起" if p.from_on else "", f"至 {p.until_on}" if p.until_on else ""
    return (at, str(p.role), known(p.name), p.unit, p.post, p.duty, OURS if p.project_id else WHOLE, since + until)


def _work(at: int, task: ScheduleTask) -> Row:
    return (at, known(task.name), field(task, "begins_on"), field(task, "ends_on"), known(task.responsible), task.note)


def _paper(kind: str, title: str, *tables: Block) -> Document:
    return Document(kind, title, (Section(tables, PageKind.TABLE, landscape=True),))
