"""Reads the quality targets from their file: indicators, and for each region and land class what is wanted of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from linkdesk.domain.quality import Indicator, QualityComparison, QualityTarget
from linkdesk.domain.stated import Stated
from linkdesk.domain.words import Certainty
from linkdesk.policy.table import Table, parsed

_NO_UNIT = "无量纲"  # a limit with a unit is a number, one without is words


@dataclass(frozen=True, slots=True)
class _Place:
    """What the limits of one table have in common."""

    region: str
    land_class: str
    stated: Stated


def read_targets(text: str, source: str) -> tuple[QualityTarget, ...]:
    """The targets from TOML text; KnownError names what does not fit."""
    head = Table(parsed(text, source), source, "开头")
    standard, document, certainty = head.text("id"), head.text("document"), head.choice("certainty", Certainty, Certainty.UNVERIFIED)
    shared = Stated(standard, "", "", None, "", "", certainty, document, head.day("from"), head.day("until"))
    indicators = {i.name: i for i in (_indicator(data, source) for data in head.tables("indicator"))}
    made = tuple(target for data in head.tables("table") for target in _table(data, source, shared, indicators))
    head.done()
    return made


def _indicator(data: Mapping[str, Any], source: str) -> Indicator:
    table = Table(data, source, f"指标“{data.get('name', '')}”")
    units = tuple(_unit(each, table) for each in table.tables("units"))
    made = Indicator(table.text("name"), table.text("unit", ""), table.texts("aliases"), units, table.number("lowest"), table.number("highest"))
    table.done()
    return made


def _unit(data: Mapping[str, Any], of: Table) -> tuple[str, Decimal]:
    table = Table(data, of.source, of.place)
    name, factor = table.text("unit"), table.number("is")
    table.done()
    if not factor:
        of.refuse(f"单位“{name}”没有写明折算数")
    return name, factor


def _table(data: Mapping[str, Any], source: str, shared: Stated, indicators: Mapping[str, Indicator]) -> list[QualityTarget]:
    table = Table(data, source, f"“{data.get('region', '')}{data.get('land_class', '')}”的指标表")
    region, land_class, document = table.text("region"), table.text("land_class"), table.text("document", shared.source)
    at = _Place(region, land_class, replace(shared, source=document, from_on=table.day("from", shared.from_on),
                                            until_on=table.day("until", shared.until_on)))
    made = [_target(each, table, at, indicators) for each in table.tables("targets")]
    table.done()
    if len({target.indicator for target in made}) < len(made):
        table.refuse("同一指标写了两次")
    return made


def _target(data: Mapping[str, Any], of: Table, at: _Place, indicators: Mapping[str, Indicator]) -> QualityTarget:
    table = Table(data, of.source, f"{of.place}（{data.get('indicator', '')}）")
    name, later, note = table.text("indicator"), bool(table.flag("later")), table.text("note", "")
    if name not in indicators:
        table.refuse(f"没有登记“{name}”这个指标")
    comparison, values, words = _wanted(table)
    table.done()
    limits = tuple(_limit(at, indicators[name], end, value, words) for end, value in zip(_ends(comparison), values, strict=True))
    return QualityTarget(at.region, at.land_class, name, comparison, limits, indicators[name].unit, indicators[name], later, note)


def _wanted(table: Table) -> tuple[QualityComparison, list[Decimal | None], str | None]:
    """How a target compares, its numbers, or its words; `open` names the comparison of limits that the county has to state."""
    if table.has("said"):
        return QualityComparison.SAID, [None], table.text("said")
    if table.has("open"):
        comparison = table.choice("open", QualityComparison)
        return comparison, [None] * len(_ends(comparison)), "" if comparison is QualityComparison.SAID else None
    least, most, within = table.number("at_least"), table.number("at_most"), table.number("within")
    given = [value for value in (least, most, within) if value is not None]
    if not given or len(given) == 3 or (within is not None and len(given) > 1) or given != sorted(given):
        table.refuse("要求应写 at_least、at_most（可同时写，下限在前）、within、said 或 open 之一")
    if len(given) == 2:
        return QualityComparison.BETWEEN, list(given), None
    single = QualityComparison.WITHIN if within is not None else QualityComparison.AT_MOST if least is None else QualityComparison.AT_LEAST
    return single, list(given), None


def _ends(comparison: QualityComparison) -> tuple[str, ...]:
    return ("下限", "上限") if comparison is QualityComparison.BETWEEN else ("",)


def _limit(at: _Place, indicator: Indicator, end: str, value: Decimal | None, words: str | None) -> Stated:
    name = "/".join(filter(None, (at.region, at.land_class, indicator.name, end)))
    label = f"{at.region}{at.land_class} {indicator.name}{end}"
    if words is not None:
        return replace(at.stated, name=name, label=label, text=words)
    return replace(at.stated, name=name, label=label, value=value, unit=indicator.unit or _NO_UNIT)
