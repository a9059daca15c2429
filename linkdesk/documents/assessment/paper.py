"""考核自评报告: what a county says of its year, with tables and pictures; a 草稿 that names what is missing until nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from linkdesk.documents.assessment import tables
from linkdesk.documents.assessment.pictures import money_picture, targets_picture, trades_picture
from linkdesk.documents.blocks import (
    DRAFT,
    Align,
    Block,
    Closing,
    Document,
    FieldGrid,
    Gap,
    Heading,
    PageKind,
    Paragraph,
    Part,
    Section,
    Style,
    Table,
    Text,
)
from linkdesk.documents.cells import dated
from linkdesk.domain.figure import Figure
from linkdesk.domain.quota_words import AssessmentKind
from linkdesk.domain.special_plan import Assessment
from linkdesk.domain.year_standing import TargetLine, YearStanding, lacking

KIND = "assessment"
_TITLES = {AssessmentKind.TRADE: "节余指标易地交易考核评估自评报告", AssessmentKind.POVERTY: "扶贫考核节余指标交易事项自评报告",
           AssessmentKind.TARGETS: "目标责任制考核节余指标交易事项自评报告", AssessmentKind.YEARLY: "增减挂钩工作督查考核自评报告"}
_NUMBERS = "一二三四五六七八九"
_NONE = "无。"


def self_assessment(assessment: Assessment, found: YearStanding) -> Document:
    """The report: what was to be done and was, trades, money, time limits, sanctions and rewards, next steps, what is missing."""
    title = f"{found.authority.name}{found.year}年度{_TITLES[assessment.kind]}"
    missing = (*lacking(assessment), *found.missing)
    text, attached = Section(tuple(_text(assessment, found, title, missing))), tuple(_tables(found))
    sections = (text, Section(attached, PageKind.TABLE, landscape=True)) if attached else (text,)
    return Document(KIND, title, sections, mark=DRAFT if missing else "", subject_id=assessment.id)


def _text(assessment: Assessment, found: YearStanding, title: str, missing: tuple[str, ...]) -> Iterator[Block]:
    yield Paragraph((Text(title),), Style.TITLE, Align.CENTRE)
    yield Paragraph((_own(assessment.assessor, "考核机关"), Text("："),), Style.PLAIN)
    yield Paragraph((Text(f"按照{assessment.kind}的要求，现将{found.year}年度有关情况自评如下"
                          f"（数据截至{found.until.year}年{found.until.month}月{found.until.day}日）。"),))
    parts = (("工作情况", _written(assessment.summary, "工作情况")), ("任务和完成", _targets(found)), ("指标交易", _trades(found)),
             ("资金到账和使用", _money(found)), ("期限办理", _limits(found)), ("奖惩情况", _decisions(found)),
             ("存在问题", _written(assessment.problems, "存在问题")), ("下一步打算", _written(assessment.next_steps, "下一步打算")))
    for at, (heading, blocks) in enumerate(parts):
        yield Heading(1, f"{_NUMBERS[at]}、{heading}")
        yield from blocks
    if missing:
        yield Heading(1, f"{_NUMBERS[len(parts)]}、尚待补充")
        yield from (Paragraph((Gap(each),)) for each in missing)
    yield from _closing(assessment, found)


def _written(text: str, label: str) -> Iterator[Block]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    yield from (Paragraph((Text(line),)) for line in lines)
    if not lines:
        yield Paragraph((Gap(label),))


def _own(text: str, label: str) -> Part:
    return Text(text.strip()) if text.strip() else Gap(label)


def _figure(label: str, value: Decimal | None, unit: str, decimals: int, formula: str) -> Figure:
    return Figure("year", label, value, unit, decimals, formula, missing="" if value is not None else label)


def _targets(found: YearStanding) -> Iterator[Block]:
    if not found.targets:
        yield Paragraph((Gap(f"{found.year}年度的年度任务"),))
    for line in found.targets:
        years = f"{line.years[0]}—{line.years[-1]}年" if len(line.years) > 1 else f"{line.years[0]}年"
        done = _figure("完成面积", line.done.total or Decimal(0), "亩", 2, "启用前完成面积 ＋ 指标台账的交易面积")
        yield Paragraph((Text(f"{years}{line.subject}任务 "), _figure("目标面积", line.area, "亩", 2, "下达文件"), Text(" 亩，累计完成 "), done,
                         Text(" 亩"), *_left(line)))
    yield from targets_picture(found)


def _left(line: TargetLine) -> tuple[Part, ...]:
    if not line.left:
        return (Text("。" if line.left is None else "，任务已完成。"),)
    return Text("，还差 "), _figure("差额", line.left, "亩", 2, "目标面积 − 完成面积"), Text(" 亩。")


def _trades(found: YearStanding) -> Iterator[Block]:
    sold = found.sold
    if not sold:
        yield Paragraph((Text("本年度没有签订节余指标转让协议。"),))
    else:
        count = _figure("协议宗数", Decimal(len(sold)), "宗", 0, "本年签订且未终止的转让协议")
        yield Paragraph((Text("本年度签订节余指标转让协议 "), count, Text(" 宗，面积 "),
                         _figure("交易面积", tables.area_of(sold), "亩", 2, "Σ 各宗建设用地指标"), Text(" 亩，协议金额 "),
                         _figure("协议金额", tables.amount_of(sold), "万元", 2, "Σ 成交单价 × 面积"), Text(" 万元，已到账 "),
                         _figure("已到账", tables.paid_of(sold), "万元", 2, "Σ 各宗已到账价款"), Text(" 万元。")))
    if found.bought:
        yield Paragraph((Text(f"本年度购入节余指标 {len(found.bought)} 宗，面积 "),
                         _figure("购入面积", tables.area_of(found.bought), "亩", 2, "Σ 各宗建设用地指标"), Text(" 亩。")))
    yield from trades_picture(found)


def _money(found: YearStanding) -> Iterator[Block]:
    if not found.came and not found.went:
        yield Paragraph((Text("本年度没有登记资金收支。"),))
        return
    yield Paragraph((Text("本年度到账资金 "), _figure("到账资金", tables.sum_of(found.came), "万元", 2, "Σ 各来源到账"), Text(" 万元，支出 "),
                     _figure("支出资金", tables.sum_of(found.went), "万元", 2, "Σ 各用途支出"), Text(" 万元，按来源和用途列表如下。")))
    for amounts, heading, title in ((found.came, "来源", "资金到账"), (found.went, "用途", "资金使用")):
        if amounts:
            yield tables.money_table(amounts, heading, title)
            yield from money_picture(amounts, title)


def _limits(found: YearStanding) -> Iterator[Block]:
    if not found.limits:
        yield Paragraph((Text("本年度没有到期或办结的期限。"),))
        return
    yield Paragraph((Text(f"本年度到期或办结的期限 {len(found.limits)} 项，按期 {len(found.met)} 项，逾期 {len(found.missed)} 项。"),))
    yield tables.limits_summary(found.limits)


def _decisions(found: YearStanding) -> Iterator[Block]:
    said = [f"受到处理 {len(found.sanctions)} 件" if found.sanctions else "", f"受到奖励和表扬 {len(found.rewards)} 件" if found.rewards else ""]
    yield Paragraph((Text(f"本年度{'，'.join(filter(None, said))}，见附表。" if any(said) else _NONE),))


def _closing(assessment: Assessment, found: YearStanding) -> Iterator[Block]:
    day = assessment.reported_on
    yield Closing((found.authority.name,), Text(f"{day.year}年{day.month}月{day.day}日") if day else Gap("自评日期"))
    if assessment.result.strip() or assessment.number.strip() or assessment.score is not None:
        yield FieldGrid((("得分", assessment.score), ("考核结果", assessment.result), ("结果文号", assessment.number),
                         ("考核日期", dated(assessment.assessed_on))))


def _tables(found: YearStanding) -> Iterator[Table]:
    if found.targets:
        yield tables.targets_table(found.targets)
    if found.sold:
        yield tables.trades_table(found.sold, "受让方", "转让的节余指标")
    if found.bought:
        yield tables.trades_table(found.bought, "转让方", "购入的节余指标")
    if found.missed:
        yield tables.limits_table(found.missed, "逾期的期限")
    if found.sanctions:
        yield tables.decisions_table(found.sanctions, "受到的处理")
    if found.rewards:
        yield tables.decisions_table(found.rewards, "受到的奖励")
