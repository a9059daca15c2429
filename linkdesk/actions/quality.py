"""质量控制: what was measured on the plots, typed or pasted, beside the standard it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field as set_any_field
from linkdesk.actions.pasting import pasted
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.design import QualityMeasurement
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import Unreadable, parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.measure_lines import MeasureLine
from linkdesk.domain.notation.numbers import written
from linkdesk.domain.notation.remark import Remark
from linkdesk.domain.plot import Plot
from linkdesk.domain.quality import Indicator
from linkdesk.domain.quality_verdicts import indicator_named, verdicts
from linkdesk.domain.quantities import SCALE, Quantity, rounded
from linkdesk.domain.spelling import brief, compact
from linkdesk.domain.words import PlotUse

WHAT = "检测记录"
_VALUE = fields_of(QualityMeasurement)["value"]
_OWN = ("sample_number", "laboratory", "sampled_on", "said", "note")


def add(desk: Desk, plot_id: str, indicator: str = "") -> Change:
    """One more measurement of a plot."""
    return Change(f"新增{WHAT}", after=(QualityMeasurement(plot_id, _next(desk, plot_id), indicator),))


def set_field(desk: Desk, measurement_id: str, name: str, text: str) -> Change:
    """Put what was typed into a measurement; a value in another unit is converted into the indicator's."""
    now = plan_rows.stored(desk, QualityMeasurement, measurement_id)
    if name in _OWN:
        return set_any_field(now, name, text)
    dossier = _dossier_of(desk, now.plot_id)
    if name == "plot":
        moved = _plot(dossier, text).id
        return Change("修改地块", before=(now,), after=(now if moved == now.plot_id else replace(now, plot_id=moved, position=_next(desk, moved)),))
    if name == "indicator":
        return Change("修改指标", before=(now,), after=(replace(now, indicator=_indicator(dossier, text)),))
    if name == "value" and _is_said(indicator_named(dossier, now.indicator)):
        return set_any_field(now, "said", text)
    if name == "value":
        return Change("修改实测值", before=(now,), after=(replace(now, value=_value(dossier, now.indicator, text)),))
    raise KnownError(f"“{fields_of(MeasureLine)[name].label}”由程序按标准判定，不能直接填写。")


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """Measurements from pasted spreadsheet rows, each into an empty one of its plot and indicator, else a new one.

    One that cannot be read refuses the paste, naming its row.
    """
    rows, dossier = pasted(MeasureLine, cells, names), desk.dossier(project_id)
    there = list(dossier.design.measurements)
    before: list[QualityMeasurement] = []
    after: list[QualityMeasurement] = []
    for at, row in enumerate(rows, 1):
        try:
            made = _measurement(dossier, row)
        except KnownError as wrong:
            raise Unreadable(f"粘贴的第 {at} 行：{str(wrong).replace('，原值未改动', '，没有粘贴')}") from None
        empty = next((m for m in there if _is_empty(m) and (m.plot_id, m.indicator) == (made.plot_id, made.indicator)), None)
        if empty:
            there.remove(empty)
            before.append(empty)
        position = empty.position if empty else plan_rows.after_last([m for m in there if m.plot_id == made.plot_id])
        after.append(replace(made, position=position, id=empty.id if empty else made.id))
        there.append(after[-1])
    return Change(f"粘贴{WHAT} {len(after)} 行", before=tuple(before), after=tuple(after))


def _is_empty(m: QualityMeasurement) -> bool:
    return m == QualityMeasurement(m.plot_id, m.position, m.indicator, id=m.id)


def _measurement(dossier: Dossier, row: dict[str, Any]) -> QualityMeasurement:
    plot, name, text = _plot(dossier, row.get("plot", "")), _indicator(dossier, row.get("indicator", "")), row.get("value", "")
    own = {key: row[key] for key in _OWN if key in row}
    if _is_said(indicator_named(dossier, name)):
        return QualityMeasurement(plot.id, indicator=name, **({"said": text} | own))
    typed = f"{text}{row['unit']}" if row.get("unit") and _bare(text) else text
    return QualityMeasurement(plot.id, indicator=name, value=_value(dossier, name, typed), **own)


def _is_said(indicator: Indicator | None) -> bool:
    """Whether an indicator is told in words (质地, 配套设施)."""
    return indicator is not None and not indicator.unit and indicator.lowest is None


def remove(desk: Desk, chosen: Sequence[MeasureLine]) -> Change:
    """Remove measurements."""
    return plan_rows.remove(desk, [plan_rows.stored(desk, QualityMeasurement, line.id) for line in chosen], WHAT)


def measure_list(desk: Desk, project_id: str, plot_ids: Sequence[str] = ()) -> Change:
    """An empty measurement for every indicator that has none yet, of these plots or of all: what a laboratory is given to fill in."""
    wanted, made = frozenset(plot_ids), []
    positions: dict[str, int] = {}
    for verdict in verdicts(desk.dossier(project_id)):
        if verdict.target and verdict.measurement is None and not verdict.target.later and (not wanted or verdict.plot.id in wanted):
            id_ = verdict.plot.id
            positions[id_] = positions[id_] + 1 if id_ in positions else _next(desk, id_)
            made.append(QualityMeasurement(id_, positions[id_], verdict.indicator))
    if not made:
        raise KnownError("没有缺检测记录的指标，没有新增。没有选质量控制区的，请先选择；地块复垦方向不是耕地的，没有质量指标。")
    return Change(f"按标准新增{WHAT} {len(made)} 行", after=tuple(made))


def _value(dossier: Dossier, name: str, text: str) -> Decimal | None:
    """A value in the unit of its indicator; a unit that does not fit is refused with those that do."""
    indicator, plain = indicator_named(dossier, name), compact(text)
    if indicator and indicator.unit == "%":
        plain = plain.removesuffix("%")
    found = written(plain) if plain else None
    if found is None or isinstance(found, Remark) or not found[1]:
        return parse(_VALUE, plain)
    factor = _factor(indicator, found[1]) if indicator else None
    if factor is None:
        known = "、".join(filter(None, (indicator.unit, *(unit for unit, _ in indicator.units)))) if indicator else ""
        raise Unreadable(f"“{name or '实测值'}”的单位不应是“{found[1]}”{f'，应为 {known}' if known else ''}，原值未改动。")
    return parse(_VALUE, f"{rounded(found[0] * factor, SCALE[Quantity.MEASURED]):f}")


def _factor(indicator: Indicator, unit: str) -> Decimal | None:
    units = {compact(name).lower(): factor for name, factor in ((indicator.unit, Decimal(1)), *indicator.units) if name}
    return units.get(unit.lower())


def _bare(text: str) -> bool:
    found = written(compact(text))
    return not isinstance(found, Remark) and not found[1]


def _indicator(dossier: Dossier, text: str) -> str:
    """The name of the standard for what people write; a name no standard has stays as it is."""
    found = indicator_named(dossier, text)
    return found.name if found else text.strip()


def _plot(dossier: Dossier, text: str) -> Plot:
    wanted = compact(text)
    found = [plot for plot in dossier.plots_of(PlotUse.OLD) if wanted and compact(plot.code) == wanted]
    if len(found) != 1:
        none = f"没有编号为“{brief(text.strip())}”的拆旧地块" if wanted else "没有填地块编号"
        why = f"有 {len(found)} 个拆旧地块的编号是“{text.strip()}”" if found else none
        raise Unreadable(f"{why}，原值未改动。请核对地块编号。")
    return found[0]


def _dossier_of(desk: Desk, plot_id: str) -> Dossier:
    if (plot := desk.store.get(Plot, plot_id)) is None:
        raise KnownError("这个地块已被删除，没有改动。请重新选择。")
    return desk.dossier(plot.project_id)


def _next(desk: Desk, plot_id: str) -> int:
    return plan_rows.after_last(desk.store.load(QualityMeasurement, plot_id=plot_id))
