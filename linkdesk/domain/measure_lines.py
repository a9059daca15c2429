"""Measurements of quality as people read and type them: the plot by its code, the value with its unit or without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from linkdesk.domain.design import QualityMeasurement
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import about
from linkdesk.domain.quality_verdicts import Verdict, indicator_named, verdicts
from linkdesk.domain.quantities import places, printed


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A row of the table of measurements; unit, target and standing are given by the standard."""

    plot: str = about("地块编号", default="", aliases=("地块", "编号"))
    indicator: str = about("指标", default="", aliases=("检测项目", "检测指标"))
    value: str = about("实测值", default="", help="可带单位，如 0.5m、12g/kg，自动折算", aliases=("检测结果", "检测值", "结果"))
    unit: str = about("单位", default="")
    target: str = about("要求", default="")
    standing: str = about("判定", default="")
    sample_number: str = about("样品编号", default="", aliases=("样品号", "样号"))
    laboratory: str = about("检测单位", default="", aliases=("实验室", "检测机构"))
    sampled_on: date | None = about("检测日期", aliases=("日期",))
    said: str = about("实测说明", default="", help="质地、配套设施等不是数字的指标；判定后在前面写“合格：”或“不合格：”")
    note: str = about("备注", default="")
    id: str = about("标识", default="")


def measure_lines(dossier: Dossier) -> list[MeasureLine]:
    """The measurements of all plots with how each is judged, by plot code and the order entered."""
    found = {v.measurement.id: v for v in verdicts(dossier) if v.measurement}
    codes = {plot.id: plot.code for plot in dossier.plots}
    ordered = sorted(dossier.design.measurements, key=lambda m: (codes.get(m.plot_id, ""), m.position))
    return [_line(dossier, m, codes.get(m.plot_id, ""), found.get(m.id)) for m in ordered]


def _line(dossier: Dossier, m: QualityMeasurement, code: str, verdict: Verdict | None) -> MeasureLine:
    indicator = indicator_named(dossier, m.indicator)
    value = "" if m.value is None else printed(m.value, places(m.value, 0))
    target = verdict.target.text if verdict and verdict.target else ""
    return MeasureLine(code, m.indicator, value, indicator.unit if indicator else "", target, str(verdict.standing) if verdict else "",
                       m.sample_number, m.laboratory, m.sampled_on, m.said, m.note, m.id)
