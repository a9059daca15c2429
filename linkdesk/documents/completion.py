"""竣工报告: what was done, by whom, at what cost, with the tables and the photographs; a 草稿 while anything stands against it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from linkdesk.documents.blocks import (
    DRAFT,
    Align,
    Block,
    Document,
    FieldGrid,
    Gap,
    Heading,
    PageKind,
    Paragraph,
    Part,
    Section,
    Style,
    Text,
)
from linkdesk.documents.carrying_tables import partners_table, payments_table, stages_table, variations_table
from linkdesk.documents.figure_cells import figure_cell
from linkdesk.documents.site_photos import photos_section
from linkdesk.domain.carrying import Completion
from linkdesk.domain.carrying_standing import in_force, standings, variations
from linkdesk.domain.completion_obstacles import NEEDED, completion, obstacles
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures import figure
from linkdesk.domain.work_accounts import accounts

TITLE = "竣工报告"
_DAYS = ("began_on", "completed_on", "applied_on", "final_cost", "audited_by")
_FIGURES = ("works_contracted", "works_paid", "works_open", "partners_invested")


def completion_report(dossier: Dossier) -> Document | None:
    """The report with its tables and photographs; None while there is no demolition plot."""
    if not standings(dossier):
        return None
    title = f"{dossier.project.name}{TITLE}"
    tables = (stages_table(dossier), partners_table(dossier), payments_table(dossier), variations_table(dossier))
    photos = photos_section(dossier, Heading(1, "施工前、施工中、竣工后影像"))
    sections = (Section(tuple(_text(dossier, title))), *(Section((t,), PageKind.TABLE, landscape=True) for t in tables if t),
                *((photos,) if photos else ()))
    return Document("completion", title, sections, mark=DRAFT if obstacles(dossier) else "", subject_id=dossier.project.id)


def _text(dossier: Dossier, title: str) -> Iterator[Block]:
    report = completion(dossier)
    yield Paragraph((Text(title),), Style.TITLE, Align.CENTRE)
    for at, (heading, parts) in enumerate((
            ("工程概况", _overview(dossier, report)), ("实施主体", _partners(dossier)), ("完成情况", _own(report, "summary")),
            ("设计变更", _varied(dossier)), ("资金使用", _money(dossier)), ("质量自评", _own(report, "quality")),
            ("遗留问题和处理意见", (Text(report.remaining.strip() or "无。"),)))):
        yield Heading(1, f"{'一二三四五六七'[at]}、{heading}")
        yield from (Paragraph(line) for line in _lines(parts))
        if not at:
            yield _grid(dossier, report)


def _lines(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """What an officer wrote in several lines as paragraphs of their own."""
    if len(parts) == 1 and isinstance(parts[0], Text):
        yield from ((Text(line.strip()),) for line in parts[0].text.splitlines() if line.strip())
    else:
        yield parts


def _overview(dossier: Dossier, report: Completion) -> tuple[Part, ...]:
    found = standings(dossier)
    done, area = figure("plots_finished", dossier), figure("old_area", dossier)
    return (Text(f"本项目区共有拆旧地块 {len(found)} 个，面积 "), area, Text(" 公顷；工程于"), _day(report, "began_on"), Text("开工，"),
            _day(report, "completed_on"), Text(f"竣工。截至{_said(dossier.on)}，已竣工地块 "), done, Text(" 个，工程进度 "),
            figure("works_progress", dossier), Text("%（按面积加权）。"), *_rules(dossier, report))


def _day(report: Completion, name: str) -> Part:
    day = getattr(report, name)
    return Text(_said(day)) if day else Gap(fields_of(Completion)[name].label)


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _rules(dossier: Dossier, report: Completion) -> tuple[Part, ...]:
    """The county's own measures the works were carried out by (A §三(四)), as in force when they began."""
    found = in_force(dossier.carrying.measures, report.began_on or dossier.on)
    number = f"（{found.number}）" if found and found.number else ""
    return (Text(f"实施依据：《{found.title.strip('《》')}》{number}。"),) if found else ()


def _grid(dossier: Dossier, report: Completion) -> FieldGrid:
    fields = fields_of(Completion)
    stated = tuple((_with_unit(fields[name].label, fields[name].unit),
                    shown(fields[name], getattr(report, name)) or (Gap("") if name in NEEDED else "")) for name in _DAYS)
    reckoned = tuple((_with_unit(f.label, f.unit), figure_cell(f)) for f in (figure(name, dossier) for name in _FIGURES))
    return FieldGrid((*stated, *reckoned))


def _with_unit(label: str, unit: str) -> str:
    return f"{label}（{unit}）" if unit else label


def _own(report: Completion, name: str) -> tuple[Part, ...]:
    said = getattr(report, name).strip()
    return (Text(said),) if said else (Gap(fields_of(Completion)[name].label),)


def _partners(dossier: Dossier) -> tuple[Part, ...]:
    found = accounts(dossier)
    if not found:
        return (Gap("参与主体"),)
    said = "；".join(f"{a.partner.name or '（未填名称）'}（{a.partner.kind}，{a.partner.role}）" for a in found)
    return (Text(f"参与本项目复垦的单位和个人共 {len(found)} 个：{said}。详见“参与主体和合同”。"),)


def _varied(dossier: Dossier) -> tuple[Part, ...]:
    found = variations(dossier)
    if not found:
        return (Text("实施中没有设计变更。"),)
    return (Text(f"实施中设计变更 {len(found)} 项，增减金额合计 "), figure("variation_cost", dossier), Text(" 万元，详见“设计变更一览表”。"))


def _money(dossier: Dossier) -> tuple[Part, ...]:
    return (Text("合同金额合计 "), figure("works_contracted", dossier), Text(" 万元，已付 "), figure("works_paid", dossier),
            Text(" 万元，未付 "), figure("works_open", dossier), Text(" 万元。逐笔付款见“工程款支付表”。"))
