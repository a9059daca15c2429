"""What must hold between the parts of one pack; each breach is refused, naming file and clause."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NoReturn

from linkdesk.domain import figures
from linkdesk.domain.days import UNITS, is_whole
from linkdesk.policy.clock_measures import CLOCK_MEASURES
from linkdesk.policy.measures import MEASURES
from linkdesk.policy.parts import (
    Pack,
    PackCondition,
    PackPlan,
    PackSubsidy,
    PackValue,
    Row,
    Rule,
    split_terms,
)
from linkdesk.policy.procedure import Chain, Clock, Target, Yearly
from linkdesk.policy.table import refuse
from linkdesk.policy.terms import RowStatus

Part = Row | Rule | PackValue | PackCondition | PackSubsidy | Chain | Clock | Yearly | Target | PackPlan


def check_pack(pack: Pack) -> None:
    """Refuse a pack whose parts do not fit together."""
    for parts in (pack.rows, pack.rules, pack.values, pack.chains, pack.clocks, pack.conditions, pack.subsidies,
                  pack.yearlies, pack.targets, pack.plans):
        _check_clauses(pack, parts)
        _check_doubles(pack, parts)
    _check_every_clause_has_a_row(pack)
    _check_rows(pack)
    _check_rules(pack)
    _check_values(pack)
    _check_chains(pack)
    _check_clocks(pack)
    _check_targets(pack)
    _check_plans(pack)
    _check_conditions(pack)


def _name(part: Part) -> str:
    return part.name if isinstance(part, PackValue) else part.id


def _refuse(pack: Pack, part: Part, why: str) -> NoReturn:
    refuse(pack.source, f" {pack.label(part.clause)}（{_name(part)}）", why)


def _check_clauses(pack: Pack, parts: Iterable[Part]) -> None:
    for part in parts:
        if part.clause not in pack.clauses:
            _refuse(pack, part, f"条款“{part.clause}”不在 clauses 里")


def _check_doubles(pack: Pack, parts: Iterable[Part]) -> None:
    """A name may stand twice only for periods that do not meet."""
    seen: dict[str, list[Part]] = {}
    for part in parts:
        if any(_meet(part, other) for other in seen.get(_name(part), [])):
            _refuse(pack, part, f"“{_name(part)}”重复")
        seen.setdefault(_name(part), []).append(part)


def _meet(one: Part, other: Part) -> bool:
    if isinstance(one, Row) or isinstance(other, Row):
        return True
    return _first(one) <= _last(other) and _first(other) <= _last(one)


def _first(part: Part) -> date:
    return part.from_on or date.min


def _last(part: Part) -> date:
    return part.until_on or date.max


def _check_every_clause_has_a_row(pack: Pack) -> None:
    for clause in pack.clauses:
        if not any(row.clause == clause for row in pack.rows):
            refuse(pack.source, f" {pack.label(clause)}", "这一条没有任何条款行")


def _check_rows(pack: Pack) -> None:
    rules = {rule.id for rule in pack.rules}
    for row in pack.rows:
        if (row.status is RowStatus.CHECKED) != bool(row.rules):
            _refuse(pack, row, "标为 checked 的条款行要写规则，其他条款行不写规则")
        for missing in sorted(set(row.rules) - rules):
            _refuse(pack, row, f"没有“{missing}”这条规则")


def _check_rules(pack: Pack) -> None:
    used = {rule_id for row in pack.rows for rule_id in row.rules}
    numbers = {value.name for value in pack.values if value.is_number}
    for rule in pack.rules:
        if rule.measure not in (CLOCK_MEASURES if rule.clock else MEASURES):
            _refuse(pack, rule, f"没有“{rule.measure}”这个度量")
        if rule.clock and rule.clock not in {clock.id for clock in pack.clocks}:
            _refuse(pack, rule, f"没有“{rule.clock}”这个期限")
        if rule.id not in used:
            _refuse(pack, rule, "没有条款行引用这条规则")
        for bound in rule.bounds:
            if bound.value and bound.value not in numbers:
                _refuse(pack, rule, f"没有“{bound.value}”这个数字参数")
            if bound.figure and bound.figure not in figures.names():
                _refuse(pack, rule, f"没有“{bound.figure}”这个指标")


def _check_values(pack: Pack) -> None:
    for value in pack.values:
        if value.text and value.choices and not set(split_terms(value.text)) <= set(value.choices):
            _refuse(pack, value, f"“{value.text}”不在可选项里")


def _check_chains(pack: Pack) -> None:
    known = {chain.id for chain in pack.chains}
    for chain in pack.chains:
        if not chain.steps:
            _refuse(pack, chain, "报批流程没有步骤")
        for missing in sorted({*chain.requires, *chain.joins, *(id_ for step in chain.steps for id_ in step.requires)} - known):
            _refuse(pack, chain, f"没有“{missing}”这个流程")
        if sum(step.concludes for step in chain.steps) > 1:
            _refuse(pack, chain, "报批流程只能有一个步骤标为 concludes")


def _check_clocks(pack: Pack) -> None:
    names = {value.name for value in pack.values}
    for clock in pack.clocks:
        if not is_whole(clock.limit, clock.unit):
            _refuse(pack, clock, f"期限的单位应是{'、'.join(UNITS)}之一，并合整月或整日")
        if clock.repeats and clock.repeats not in names:
            _refuse(pack, clock, f"没有“{clock.repeats}”这个参数")


def _check_targets(pack: Pack) -> None:
    names = {value.name for value in pack.values}
    for target in pack.targets:
        if target.reading and target.reading not in names:
            _refuse(pack, target, f"没有“{target.reading}”这个参数")


def _check_plans(pack: Pack) -> None:
    known = {chain.id for chain in pack.chains}
    for plan in pack.plans:
        for missing in sorted(set(plan.chains) - known):
            _refuse(pack, plan, f"没有“{missing}”这个流程")


def _check_conditions(pack: Pack) -> None:
    rates = {value.name for value in pack.values if value.unit == "元/人"}
    for condition in pack.conditions:
        if condition.reduced and condition.reduced not in rates:
            _refuse(pack, condition, f"没有“{condition.reduced}”这个按人口的标准")
    for rule in pack.subsidies:
        if rule.subsidy.rate not in rates:
            _refuse(pack, rule, f"没有“{rule.subsidy.rate}”这个按人口的标准")
