"""Read a policy pack from the text of its TOML file; anything not understood is refused, naming file and clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from linkdesk.domain.approval_words import LetterKind
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.quota_words import ObligationKind
from linkdesk.domain.subsidies import Subsidy
from linkdesk.domain.trace import FACTS
from linkdesk.domain.words import (
    AgreementKind,
    Certainty,
    PlotUse,
    RelocationType,
    ResettlementChoice,
    Severity,
)
from linkdesk.policy.annexes import read_annex
from linkdesk.policy.consistency import check_pack
from linkdesk.policy.parts import (
    WORDS,
    Bound,
    Pack,
    PackCondition,
    PackPlan,
    PackSubsidy,
    PackValue,
    Row,
    Rule,
)
from linkdesk.policy.procedure import Chain, Clock, Step, Target, Yearly
from linkdesk.policy.table import Table, parsed
from linkdesk.policy.terms import Act, Actor, Comparison, Event, RowScope, RowStatus, Subject

__all__ = ["Pack", "read_pack"]
Part = TypeVar("Part", Row, Rule, PackValue, PackCondition, PackSubsidy, Chain, Clock, PackPlan, Yearly, Target)
_TEMPLATE = re.compile(r"plan_[a-z_]+")
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class _Defaults:
    """What the parts of a pack take from its head."""

    source: str
    cite: str
    number: str
    from_on: date | None
    until_on: date | None


def read_pack(text: str, source: str) -> Pack:
    """The pack written in `text`; `source` is the file's name. Raises KnownError naming file and clause."""
    head = Table(parsed(text, source), source, "开头")
    shared = _Defaults(source, head.text("cite"), head.text("number"), head.day("from"), head.day("until"))
    pack = Pack(
        id=head.text("id"), cite=shared.cite, title=head.text("title"), number=shared.number,
        issuer=head.text("issuer", ""), issued=head.day("issued"), from_on=shared.from_on, until_on=shared.until_on,
        always=bool(head.flag("always")), clauses=head.texts("clauses"), words=head.words("words", WORDS),
        rows=_parts(head, "row", _row, shared), rules=_parts(head, "rule", _rule, shared),
        values=_parts(head, "value", _value, shared), chains=_parts(head, "chain", _chain, shared),
        clocks=_parts(head, "clock", _clock, shared),
        conditions=_parts(head, "condition", _condition, shared),
        subsidies=_parts(head, "subsidy", _subsidy, shared), source=source,
        annexes=tuple(read_annex(data, source) for data in head.tables("annex")),
        plans=_parts(head, "plan", _plan, shared), yearlies=_parts(head, "yearly", _yearly, shared),
        targets=_parts(head, "target", _target, shared))
    head.done()
    check_pack(pack)
    return pack


def _parts(head: Table, key: str, make: Callable[[Table, _Defaults], Part], shared: _Defaults) -> tuple[Part, ...]:
    return tuple(_part(data, key, make, shared) for data in head.tables(key))


def _part(data: Mapping[str, Any], key: str, make: Callable[[Table, _Defaults], Part], shared: _Defaults) -> Part:
    name = data.get("id") or data.get("name") or ""
    table = Table(data, shared.source, f" {shared.cite}{data.get('clause', '（未写条款）')}（{key} {name}）")
    part = make(table, shared)
    table.done()
    return part


def _row(table: Table, shared: _Defaults) -> Row:
    return Row(
        id=table.text("id"), clause=table.text("clause"), actor=table.text("actor"), act=table.text("act"),
        says=table.text("says"), status=table.choice("status", RowStatus),
        scope=table.choice("scope", RowScope, RowScope.PROJECT), number=table.text("number", ""),
        condition=table.text("condition", ""), consequence=table.text("consequence", ""), rules=table.texts("rules"),
        note=table.text("note", ""))


def _rule(table: Table, shared: _Defaults) -> Rule:
    bounds = tuple(_bound(table, comparison) for comparison in Comparison if table.has(comparison))
    if not bounds:
        table.refuse("规则没有界限（at_least、at_most、above、below）")
    return Rule(
        id=table.text("id"), measure=table.text("measure"), bounds=bounds, severity=table.choice("severity", Severity),
        clause=table.text("clause"), says=table.text("says"), fix=table.text("fix"),
        certainty=table.choice("certainty", Certainty, Certainty.STATED), clock=table.text("clock", ""), **_period(table, shared))


def _bound(table: Table, comparison: Comparison) -> Bound:
    stated = table.number_or_table(comparison)
    if isinstance(stated, Decimal):
        return Bound(comparison, number=stated)
    bound = Bound(comparison, value=stated.text("value", ""), figure=stated.text("figure", ""))
    stated.done()
    if bool(bound.value) == bool(bound.figure):
        table.refuse(f"“{comparison}”应写一个数字、一个参数（value）或一个指标（figure）")
    return bound


def _value(table: Table, shared: _Defaults) -> PackValue:
    value = PackValue(
        name=table.text("name"), label=table.text("label"), clause=table.text("clause"),
        certainty=table.choice("certainty", Certainty), value=table.number("value"), text=table.text("text", ""),
        unit=table.text("unit", ""), choices=table.texts("choices"), document=table.text("document", shared.number),
        note=table.text("note", ""), **_period(table, shared))
    if (value.value is not None) > value.is_number or (bool(value.text) and value.is_number):
        table.refuse("数字参数应写 value 和 unit，文字参数应只写 text")
    return value


def _condition(table: Table, shared: _Defaults) -> PackCondition:
    condition = PackCondition(
        id=table.text("id"), agreement=table.choice("agreement", AgreementKind), fact=table.text("fact"), label=table.text("label"),
        clause=table.text("clause"), certainty=table.choice("certainty", Certainty, Certainty.STATED),
        document=table.text("document", shared.number), rewards_only=table.flag("rewards_only") is not False,
        reduced=table.text("reduced", ""), **_period(table, shared))
    if condition.fact not in FACTS:
        table.refuse(f"兑现条件用到没有的事实“{condition.fact}”")
    return condition


def _subsidy(table: Table, shared: _Defaults) -> PackSubsidy:
    subsidy = Subsidy(
        id=table.text("id"), kind=table.choice("agreement", AgreementKind), label=table.text("label"), rate=table.text("rate"),
        poor=table.flag("poor"), relocation_types=table.choices("relocation_types", RelocationType),
        choices=table.choices("choices", ResettlementChoice))
    return PackSubsidy(subsidy, table.text("clause"), **_period(table, shared))


def _chain(table: Table, shared: _Defaults) -> Chain:
    return Chain(
        id=table.text("id"), label=table.text("label"), subject=table.choice("subject", Subject),
        clause=table.text("clause"), steps=tuple(_step(data, table) for data in table.tables("steps")),
        certainty=table.choice("certainty", Certainty, Certainty.STATED), when=table.facts("when"),
        requires=table.texts("requires"), side=table.choice("side", PlotUse, PlotUse.OLD), joins=table.texts("joins"),
        note=table.text("note", ""), **_period(table, shared))


def _plan(table: Table, shared: _Defaults) -> PackPlan:
    plan = PackPlan(
        id=table.text("id"), kind=table.choice("kind", PlanKind), label=table.text("label"),
        zones=table.choices("zones", PlotUse), template=table.text("template"), clause=table.text("clause"),
        chains=table.texts("chains"), when=table.facts("when"), **_period(table, shared))
    if not plan.zones or not _TEMPLATE.fullmatch(plan.template):
        table.refuse("“zones”至少写一个区，“template”应是文本模板的名称，如 plan_a_whole")
    return plan


def _step(data: Mapping[str, Any], chain: Table) -> Step:
    table = Table(data, chain.source, chain.place)
    step = Step(actor=table.choice("actor", Actor), act=table.choice("act", Act), skip_when=table.facts("skip_when"),
                clause=table.text("clause", ""), note=table.text("note", ""), concludes=bool(table.flag("concludes")),
                event=table.choice("event", Event) if table.has("event") else None, packet=table.text("packet", ""),
                letter=table.choice("letter", LetterKind) if table.has("letter") else None,
                reply=table.choice("reply", LetterKind) if table.has("reply") else None,
                requires=table.texts("requires"), optional=bool(table.flag("optional")))
    table.done()
    return step


def _clock(table: Table, shared: _Defaults) -> Clock:
    limit = table.number("limit")
    if limit is None or limit <= 0:
        table.refuse("期限“limit”应是大于零的数字")
    return Clock(
        id=table.text("id"), label=table.text("label"), limit=limit, unit=table.text("unit"),
        start=table.choice("start", Event), end=table.choice("end", Event), clause=table.text("clause"),
        certainty=table.choice("certainty", Certainty, Certainty.STATED),
        start_certainty=table.choice("start_certainty", Certainty, Certainty.STATED),
        extendable=table.flag("extendable"), consequence=table.text("consequence", ""), when=table.facts("when"),
        note=table.text("note", ""), needs=table.choice("needs", Event) if table.has("needs") else None,
        repeats=table.text("repeats", ""), obligations=table.choices("obligations", ObligationKind), **_period(table, shared))


def _yearly(table: Table, shared: _Defaults) -> Yearly:
    yearly = Yearly(
        id=table.text("id"), label=table.text("label"), due=table.text("due"), clause=table.text("clause"),
        certainty=table.choice("certainty", Certainty, Certainty.STATED), actor=table.text("actor", ""),
        consequence=table.text("consequence", ""), when=table.facts("when"), note=table.text("note", ""), **_period(table, shared))
    if not _MONTH_DAY.fullmatch(yearly.due):
        table.refuse("每年的日期“due”应写成月-日，如 03-31")
    return yearly


def _target(table: Table, shared: _Defaults) -> Target:
    area, from_year, to_year = (table.number(name) for name in ("area", "from_year", "to_year"))
    if area is None or area <= 0 or from_year is None or to_year is None or to_year < from_year:
        table.refuse("年度任务应写大于零的面积“area”（亩）和先后相符的“from_year”“to_year”")
    return Target(
        id=table.text("id"), label=table.text("label"), subject=table.text("subject"), area=area, from_year=int(from_year),
        to_year=int(to_year), clause=table.text("clause"), certainty=table.choice("certainty", Certainty, Certainty.STATED),
        of_poor=bool(table.flag("of_poor")), consequence=table.text("consequence", ""), note=table.text("note", ""),
        reading=table.text("reading", ""), **_period(table, shared))


def _period(table: Table, shared: _Defaults) -> dict[str, date | None]:
    from_on, until_on = table.day("from", shared.from_on), table.day("until", shared.until_on)
    if from_on and until_on and until_on < from_on:
        table.refuse("终止日期早于起始日期")
    return {"from_on": from_on, "until_on": until_on}
