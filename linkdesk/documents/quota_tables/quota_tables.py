"""T1–T5: the project areas, what they are made of, quota used and returned, land taken for new plots, reclamation and acceptance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from linkdesk.documents.blocks import Table
from linkdesk.documents.quota_tables.columns import Field, area, count, tables, text
from linkdesk.documents.quota_tables.lines import ProjectLine, ProjectState
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.quantities import hectares
from linkdesk.domain.quota_readings import ISSUED, RETURNED, USED_RESETTLE, USED_URBAN, QuotaReading
from linkdesk.domain.words import PlotUse

Area = Callable[[ProjectLine, AreaUnit], Decimal | None]
LAND = (("建设用地", "construction"), ("耕地", "farmland"))
_TAKEN = {"construction": "new_construction_area", "farmland": "farmland_taken"}
_GIVEN = {"construction": "reclaimed_area", "farmland": "new_farmland_area"}
_OLD, _RESETTLE, _URBAN = PlotUse.OLD, PlotUse.SETTLEMENT, PlotUse.NEW
_BUILT = _RESETTLE, _URBAN


def _planned(field: str, *uses: PlotUse) -> Area:
    return lambda line, unit: line.planned(unit, field, *uses)


def _entered(reading: QuotaReading, measure: str) -> Area:
    return lambda line, unit: line.moved(unit, reading, measure)


def _used(measure: str) -> Area:
    """Both uses, each as it is printed beside."""
    return lambda line, unit: line.moved(unit, USED_RESETTLE, measure) + line.moved(unit, USED_URBAN, measure)


def _accepted(field: str) -> Area:
    return lambda line, unit: line.returned(unit, field)


COUNTY = text("区（县）", lambda line: line.county, "责任主体所在的县（市、区）", "名录·责任主体")
NAME = text("项目名称", lambda line: line.project.name, "项目区名称", "项目·项目区名称", is_wide=True)
NUMBER = text("项目编号", lambda line: line.project.number, "监管系统 14 位编号", "项目·项目区编号")
APPROVED_ON = text("批复时间", lambda line: line.approval.approved_on, "实施方案批复日期", "版本和变更·批复")
PERIOD = text("实施期限", lambda line: line.project.period, "批准的实施期限", "项目·实施期限")
CODES = text("地块编号", lambda line: "、".join(plot.code for plot in line.of(_OLD)), "全部拆旧地块，多个用顿号隔开", "地块·地块编号", is_wide=True)
NEW_CODES = text("地块编号", lambda line: "、".join(plot.code for plot in line.of(*_BUILT)), "全部安置和出让地块，多个用顿号隔开",
                 "地块·地块编号", is_wide=True)
_WHICH = COUNTY, NAME, NUMBER


def progress(line: ProjectLine) -> str:
    """How far a project is, in one line."""
    old, accepted = len(line.of(_OLD)), len(line.accepted)
    given_back = hectares(RETURNED.of(line.flows).construction)
    told = (f"验收 {accepted}/{old} 个拆旧地块" if accepted else "", f"归还 {given_back} 公顷" if given_back else "")
    state = str(line.state) if line.state is not ProjectState.PLANNING else "方案未批准"
    return "；".join(filter(None, (state, *told)))


T1 = (*_WHICH, APPROVED_ON, PERIOD,
      text("进度概况", progress, "方案、复垦、验收和归还的情况", "批复、实施验收、指标台账", is_wide=True))


def _plots(label: str, what: str, *uses: PlotUse) -> tuple[Field, Field]:
    return (count("地块数", lambda line: len(line.of(*uses)), f"{what}个数", "地块", "个", label),
            area("面积", _planned("area", *uses), f"{what}面积", "地块·面积", label))


T2 = (*_WHICH, *_plots("安置", "安置地块", _RESETTLE), *_plots("出让", "出让地块", _URBAN),
      area("出让指标", _planned("new_construction_area", _URBAN), "出让地块计划使用的建设用地指标", "地块·新增建设用地", "出让"),
      *_plots("拆旧", "拆旧地块", _OLD),
      count("涉及农户", lambda line: line.households, "项目区的农户，未列入的不计", "农户", "户"),
      text("批复下达时间", lambda line: line.approval.approved_on, "周转指标随方案批复下达的日期", "版本和变更·批复", "周转指标下达"),
      text("批复文号", lambda line: line.approval.number, "方案批复文号", "版本和变更·批复", "周转指标下达"),
      text("期限", lambda line: line.project.period, "批准的实施期限", "项目·实施期限", "周转指标下达"),
      *(area(word, _entered(ISSUED, measure), f"下达的{word}指标", f"指标台账：{ISSUED.where}", "周转指标下达") for word, measure in LAND))


def _both(head: tuple[str, ...], what: str, source: str, made: Callable[[str], Area]) -> tuple[Field, ...]:
    return tuple(area(word, made(measure), f"{what}的{word}指标", source, *head) for word, measure in LAND)


def _of_use(head: str, what: str, use: PlotUse, reading: QuotaReading) -> tuple[Field, ...]:
    planned = _both((head, "计划"), f"计划{what}", "地块·新增建设用地、占用耕地", lambda m: _planned(_TAKEN[m], use))
    return (*planned, *_both((head, "实际"), f"实际{what}", f"指标台账：{reading.where}", lambda m: _entered(reading, m)))


T3 = (text("县", lambda line: line.county, "责任主体所在的县（市、区）", "名录·责任主体"),
      text("编号", lambda line: line.project.number or line.project.name, "项目编号，未取得的写项目名称", "项目·项目区编号"),
      text("涉及镇", lambda line: "、".join(line.townships), "拆旧地块所在乡镇", "地块·行政村、项目·所在乡镇"),
      *_both(("计划使用",), "计划使用", "地块；等于安置和出让之和", lambda m: _planned(_TAKEN[m], *_BUILT)),
      *_both(("实际使用",), "实际使用", "指标台账；等于安置和出让之和", _used),
      *_of_use("安置", "安置使用", _RESETTLE, USED_RESETTLE), *_of_use("出让", "出让使用", _URBAN, USED_URBAN),
      *_both(("计划归还",), "计划归还", "地块·复垦面积、新增耕地", lambda m: _planned(_GIVEN[m], _OLD)),
      *_both(("实际归还",), "验收归还", f"指标台账：{RETURNED.where}", lambda m: _entered(RETURNED, m)))

T4 = (*_WHICH, count("地块数", lambda line: len(line.of(*_BUILT)), "安置和出让地块个数", "地块", "个"),
      *(area(label, _planned(field, *_BUILT), f"建新区{label}", f"地块·{label}") for label, field in (
          ("面积", "area"), ("新增建设用地", "new_construction_area"), ("农用地", "agricultural_taken"), ("耕地", "farmland_taken"),
          ("未利用地", "unused_taken"))),
      *_both(("下达指标",), "下达", f"指标台账：{ISSUED.where}", lambda m: _entered(ISSUED, m)),
      *_both(("实际使用",), "实际使用", "指标台账：转入“安置使用”、“建新使用”", _used), NEW_CODES)

T5 = (*_WHICH, count("复垦立项数", lambda line: int(bool(line.approval.approved_on)), "方案已批准的项目", "版本和变更·批复", "个"),
      count("地块数", lambda line: len(line.of(_OLD)), "拆旧地块个数", "地块", "个"),
      area("面积", _planned("area", _OLD), "拆旧地块面积", "地块·面积"),
      count("验收项目数", lambda line: int(bool(line.accepted)), "有地块通过验收的项目", "竣工验收", "个"),
      count("验收地块数", lambda line: len(line.accepted), "通过验收的拆旧地块", "竣工验收·地块", "个"),
      area("实施总面积", _accepted("area"), "通过验收地块的验收面积", "竣工验收·验收面积"),
      area("归还建设用地", _entered(RETURNED, "construction"), "验收归还的建设用地指标", f"指标台账：{RETURNED.where}"),
      area("新增耕地", _accepted("farmland"), "验收确认的新增耕地", "竣工验收·新增耕地"),
      area("归还耕地", _entered(RETURNED, "farmland"), "验收归还的耕地指标", f"指标台账：{RETURNED.where}"), CODES)

TABLES: dict[str, tuple[str, tuple[Field, ...]]] = {
    "T1": ("项目区一览表", T1), "T2": ("项目区构成表", T2), "T3": ("指标使用归还表", T3), "T4": ("建新区农转用及占补台账", T4),
    "T5": ("拆旧立项与验收表", T5)}
"""The tables by the word they are asked for by: title and columns."""


def quota_table(key: str, lines: Sequence[ProjectLine], unit: AreaUnit, as_of: str) -> Table:
    """One of T1–T5 over some projects, in one unit; `as_of` stands in its title."""
    return quota_tables(key, lines, (unit,), as_of)[0]


def quota_tables(key: str, lines: Sequence[ProjectLine], units: Sequence[AreaUnit], as_of: str) -> list[Table]:
    """The same in each unit; in the first alone where nothing is an area."""
    title, fields = TABLES[key]
    return tables(fields, lines, units, f"{title}（{as_of}）", f"{key} {title}")
