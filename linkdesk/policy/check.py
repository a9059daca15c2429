"""Rules against a dossier: every rule's outcome, and what is to be put right as findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure
from linkdesk.domain.validity import in_force
from linkdesk.domain.words import Certainty, Severity
from linkdesk.policy.clock_measures import CLOCK_MEASURES
from linkdesk.policy.judging import latest_judgements
from linkdesk.policy.measured import Measured, plain_number, with_unit
from linkdesk.policy.measures import MEASURES
from linkdesk.policy.parts import Bound, Pack, Rule
from linkdesk.policy.terms import COMPARISON_LABEL, Comparison, RowResult
from linkdesk.policy.totals import exact_total

_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to put right or to fill in, with clause, value against bound, and the place it is put right."""

    rule_id: str
    pack_id: str
    clause: str
    severity: Severity
    subject: str
    subject_id: str
    field: str
    label: str
    measured: str
    bound: str
    message: str
    fix: str
    undetermined: bool = False
    certainty: Certainty = Certainty.STATED


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one measured value stands to one rule: MET, NOT_MET or UNDETERMINED."""

    pack: Pack
    rule: Rule
    measured: Measured
    bound: str
    certainty: Certainty
    result: RowResult
    missing: str = ""
    value_name: str = ""


@dataclass(frozen=True, slots=True)
class _Limit:
    """A bound on the dossier's day: its number, the number before rounding, how it reads, what is missing."""

    comparison: Comparison
    number: Decimal | None
    exact: Decimal | None
    text: str
    certainty: Certainty = Certainty.STATED
    missing: str = ""
    value_name: str = ""


def findings(dossier: Dossier, packs: Iterable[Pack]) -> tuple[Finding, ...]:
    """All findings of the packs that apply to the project: errors first, then warnings, then notes."""
    packs = applying(dossier, packs)
    found = [*_absent(dossier, packs), *(f for pack in packs for f in _of_pack(dossier, pack))]
    return tuple(sorted(found, key=lambda f: _ORDER.index(f.severity)))


def applying(dossier: Dossier, packs: Iterable[Pack]) -> tuple[Pack, ...]:
    """The packs that apply to the dossier's project: those it names, then those that apply always."""
    mine = [p for p in packs if p.always or p.id in dossier.project.packs]
    return tuple(sorted(mine, key=lambda p: p.always))


def outcomes(dossier: Dossier, pack: Pack) -> tuple[Outcome, ...]:
    """How the dossier stands to every rule of a pack in force on its day; reckoned once for a dossier."""
    if not in_force(pack, dossier.on):
        return ()
    _, made = dossier.once(("outcomes", id(pack)), lambda: (pack, _all_outcomes(dossier, pack)))  # a pack that is kept keeps its id
    return made


def outcomes_of(dossier: Dossier, pack: Pack, measures: Collection[str]) -> tuple[Outcome, ...]:
    """How the dossier stands to those rules of a pack in force on its day that measure one of these."""
    rules = (rule for rule in pack.rules if rule.measure in measures and in_force(rule, dossier.on))
    return tuple(o for rule in rules for o in _outcomes(dossier, pack, rule)) if in_force(pack, dossier.on) else ()


def _all_outcomes(dossier: Dossier, pack: Pack) -> tuple[Outcome, ...]:
    return tuple(o for rule in pack.rules if in_force(rule, dossier.on) for o in _outcomes(dossier, pack, rule))


def _outcomes(dossier: Dossier, pack: Pack, rule: Rule) -> list[Outcome]:
    limits = [_limit(dossier, pack, bound, rule) for bound in rule.bounds]
    made = CLOCK_MEASURES[rule.measure](dossier, pack, rule.clock) if rule.clock else MEASURES[rule.measure](dossier)
    return [_outcome(pack, rule, measured, limits) for measured in made]


def _limit(dossier: Dossier, pack: Pack, bound: Bound, rule: Rule) -> _Limit:
    if bound.figure:
        made = figure(bound.figure, dossier)
        text = f"{made.label} {with_unit(made.text, made.unit)}"
        return _Limit(bound.comparison, made.value, exact_total(bound.figure, dossier), text, missing=made.missing)
    if bound.value:
        return _limit_of_value(dossier, pack, bound)
    return _Limit(bound.comparison, bound.number, None, plain_number(bound.number))


def _limit_of_value(dossier: Dossier, pack: Pack, bound: Bound) -> _Limit:
    rate = next((r for r in dossier.rates if (r.pack_id, r.name) == (pack.id, bound.value)), None)
    if rate is None or rate.value is None:
        label = rate.label if rate else next(v.label for v in pack.values if v.name == bound.value)
        return _Limit(bound.comparison, None, None, f"{label}（待补）", missing=f"政策参数“{label}”", value_name=bound.value)
    doubt = f"（{rate.certainty}）" if rate.certainty is Certainty.UNVERIFIED else ""
    return _Limit(bound.comparison, rate.value, None, plain_number(rate.value) + doubt, rate.certainty)


def _outcome(pack: Pack, rule: Rule, measured: Measured, limits: list[_Limit]) -> Outcome:
    bound = "，".join(_bound_text(limit, measured.unit) for limit in limits)
    doubtful = Certainty.UNVERIFIED in (rule.certainty, *(limit.certainty for limit in limits))
    certainty = Certainty.UNVERIFIED if doubtful else rule.certainty
    lacking = next((limit for limit in limits if limit.number is None), None)
    if lacking:
        return Outcome(pack, rule, measured, bound, certainty, RowResult.UNDETERMINED, lacking.missing, lacking.value_name)
    return Outcome(pack, rule, measured, bound, certainty, _result(measured, limits), measured.missing)


def _bound_text(limit: _Limit, unit: str) -> str:
    text = limit.text if limit.number is None or not limit.text[0].isdigit() else _numbered(limit, unit)
    return f"{COMPARISON_LABEL[limit.comparison]} {text}"


def _numbered(limit: _Limit, unit: str) -> str:
    number = plain_number(limit.number)
    return with_unit(number, unit) + limit.text.removeprefix(number)


def _result(measured: Measured, limits: list[_Limit]) -> RowResult:
    if any(_broken(measured, limit) for limit in limits):
        return RowResult.NOT_MET
    return RowResult.UNDETERMINED if measured.value is None else RowResult.MET


def _broken(measured: Measured, limit: _Limit) -> bool:
    """Broken by the printed figure and by the exact one; of an unknown value, by all it can still become."""
    printed_limit, exact_limit = limit.number, limit.number if limit.exact is None else limit.exact
    if measured.value is None:
        rising = limit.comparison in (Comparison.AT_MOST, Comparison.BELOW)
        edge = measured.low if rising else measured.high
        return edge is not None and _breaks(edge, limit.comparison, printed_limit)
    exact = measured.value if measured.exact is None else measured.exact
    return (_breaks(measured.value, limit.comparison, printed_limit) and _breaks(exact, limit.comparison, exact_limit))


def _breaks(value: Decimal, comparison: Comparison, limit: Decimal) -> bool:
    return {Comparison.AT_LEAST: value < limit, Comparison.AT_MOST: value > limit,
            Comparison.ABOVE: value <= limit, Comparison.BELOW: value >= limit}[comparison]


def _of_pack(dossier: Dossier, pack: Pack) -> list[Finding]:
    if not in_force(pack, dossier.on):
        return [_not_in_force(dossier, pack)]
    checked = (finding(o) for o in outcomes(dossier, pack) if o.result is not RowResult.MET)
    return [*_once(checked), *_judged_not_met(dossier, pack)]


def _once(found: Iterable[Finding]) -> list[Finding]:
    """Two findings that say the same of the same place are one (a limit in hectares or in percent)."""
    first: dict[tuple[str, ...], Finding] = {}
    for each in found:
        first.setdefault((each.subject, each.subject_id, each.field, each.message), each)
    return list(first.values())


def finding(outcome: Outcome) -> Finding:
    """An outcome that is not MET as a finding; one that cannot be decided is a note saying what is missing."""
    rule, measured, pack = outcome.rule, outcome.measured, outcome.pack
    undetermined = outcome.result is RowResult.UNDETERMINED
    doubt = "（此项要求待核实）" if outcome.certainty is Certainty.UNVERIFIED else ""
    place = (measured.subject, measured.subject_id, measured.field)
    if undetermined and outcome.value_name:
        place = ("policy_override", "", outcome.value_name)
    message = f"{measured.detail}：{rule.says}{doubt}。" if measured.detail else f"{rule.says}{doubt}。"
    if undetermined:
        message = f"资料不足（{outcome.missing}），暂不能核对：{message}"
    return Finding(rule.id, pack.id, pack.label(rule.clause), Severity.NOTE if undetermined else rule.severity, *place,
                   measured.label, measured.text, outcome.bound, message, "请补齐后再看核对结果。" if undetermined else rule.fix,
                   undetermined, outcome.certainty)


def _not_in_force(dossier: Dossier, pack: Pack) -> Finding:
    period = "，".join(text for text in (f"{pack.from_on} 起" if pack.from_on else "",
                                         f"{pack.until_on} 止" if pack.until_on else "") if text)
    return Finding("in_force", pack.id, pack.number, Severity.NOTE, "project", dossier.project.id, "packs", "政策有效期",
                   dossier.on.isoformat(), period, "办理日期不在这个文件的有效期内，没有按它核对。",
                   "请核对办理日期，或在项目概况里更换政策依据。", True)


def _absent(dossier: Dossier, packs: Iterable[Pack]) -> list[Finding]:
    known = {pack.id for pack in packs}
    return [Finding("absent", pack_id, pack_id, Severity.ERROR, "project", dossier.project.id, "packs", "政策依据",
                    "没有这个政策包", "程序带有的政策包", "项目所依据的政策包不在程序里，没有按它核对。",
                    "请在项目概况里重新选择政策依据，或安装带有它的版本。", True)
            for pack_id in dossier.project.packs if pack_id not in known]


def _judged_not_met(dossier: Dossier, pack: Pack) -> list[Finding]:
    judged = latest_judgements(dossier, pack)
    return [Finding(row.id, pack.id, pack.label(row.clause), Severity.WARNING, "judgement", judged[row.id].id, "satisfied",
                    "人工判断", "不符合", "符合", f"{row.says}。", f"判断依据：{judged[row.id].basis or '未写明'}。请处理后重新判断。")
            for row in pack.rows if row.id in judged and judged[row.id].satisfied is False]
