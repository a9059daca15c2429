"""Figures of agreements: what a household receives by rate and persons, how many agreements are made, what they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.agreement_words import AgreementStage, StandardBasis
from linkdesk.domain.amounts import line_figure, lines_for, open_lines, reward_rate
from linkdesk.domain.county_rates import REWARD_RATES
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.dues import total
from linkdesk.domain.figures.households import Some
from linkdesk.domain.figures.register import Computed, Maker, figure, named
from linkdesk.domain.household import Household
from linkdesk.domain.progress import lines_of
from linkdesk.domain.quantities import printed, rounded
from linkdesk.domain.words import AgreementKind, AgreementState

# The policy values agreements rest on: which two make the pair, and what is paid.
AGREEMENT_VALUES = ("agreement_pair", *REWARD_RATES.values())
_FORMULA = "计补人数 × 奖补标准"


@named("demolition_reward", "旧房拆除奖补", "元", 2, of=Household)
def _(dossier: Dossier, household: Household) -> Computed:
    return _per_person(dossier, household, AgreementKind.DEMOLISH)


@named("reclamation_reward", "宅基地复垦奖补", "元", 2, of=Household)
def _(dossier: Dossier, household: Household) -> Computed:
    return _per_person(dossier, household, AgreementKind.RECLAIM)


def _per_person(dossier: Dossier, household: Household, kind: AgreementKind) -> Computed:
    if dossier.county_rates.of(kind, StandardBasis.PER_PERSON, StandardBasis.PER_HOUSEHOLD):
        return _by_county(tuple(line for line in lines_for(dossier, household, kind) if line.reward))
    rate = reward_rate(dossier, kind)
    if rate is None or rate.value is None:
        return Computed(None, _FORMULA, (), "奖补标准（本县政策参数）")
    if household.population is None:
        return Computed(None, _FORMULA, (), "家庭人口")
    source = f"{rate.document} {rate.clause}，{rate.certainty}"
    return Computed(household.population * rate.value, _FORMULA,
                    (("计补人数", f"{household.population} 人"), (rate.label, f"{printed(rate.value, 2)} {rate.unit}（{source}）")))


def _by_county(rewards: tuple[AgreementLine, ...]) -> Computed:
    """The rewards that a county's standards set for a household, as its agreement has them."""
    figures = [line_figure(line) for line in rewards]
    lacking = "、".join(what.removeprefix("缺") for what in open_lines(rewards))
    return Computed(total(rewards), "＋".join(f.formula for f in figures), tuple(i for f in figures for i in f.inputs),
                    lacking or ("" if rewards else "奖补标准（县级标准）"))


@named("agreement_rate", "奖补标准", "元/人", 2, of=Agreement)
def _(dossier: Dossier, agreement: Agreement) -> Computed:
    return Computed(agreement.rate, "拟订协议时的标准", (), "" if agreement.rate is not None else "奖补标准（本县政策参数）")


@named("agreement_persons", "计补人数", "人", 0, of=Agreement)
def _(dossier: Dossier, agreement: Agreement) -> Computed:
    persons = agreement.persons
    return Computed(None if persons is None else Decimal(persons), "拟订协议时的家庭人口", (),
                    "" if persons is not None else "计补人数")


@named("agreement_amount", "协议金额", "元", 2, of=Agreement)
def _(dossier: Dossier, agreement: Agreement) -> Computed:
    if agreement.state is AgreementState.TAKEN_OVER and agreement.amount is not None:
        return Computed(agreement.amount, "纸质协议台账所载金额", (("台账", agreement.source or ""),))
    lines = lines_of(agreement, dossier.lines_by_agreement)
    return _of_lines(agreement, lines) if agreement.id in dossier.lines_by_agreement else _of_terms(agreement)


def _of_lines(agreement: Agreement, lines: tuple[AgreementLine, ...]) -> Computed:
    """The sum of an agreement's lines, which is what the agreement itself says."""
    figures = [line_figure(line) for line in lines]
    formula, inputs = "＋".join(f.label for f in figures), tuple((f.label, f"{f.text} 元") for f in figures)
    if lacking := open_lines(lines):
        return Computed(None, formula, inputs, "、".join(what.removeprefix("缺") for what in lacking))
    amount = total(lines)
    if agreement.amount != amount:  # never print a sum that does not follow from what stands beside it
        return Computed(None, formula, inputs, "协议金额（与各项之和不符，请重新生成协议）")
    return Computed(amount, formula, figures[0].inputs if len(figures) == 1 else inputs)


def _of_terms(agreement: Agreement) -> Computed:
    """The amount of an agreement made before amounts had lines: its persons by its rate."""
    if agreement.amount is None and (agreement.household_id is None or agreement.kind not in REWARD_RATES):
        return Computed(None, "Σ 各项金额", (), "补助和补偿项目")
    if agreement.persons is None or agreement.rate is None:
        return Computed(None, _FORMULA, (), "计补人数" if agreement.persons is None else "奖补标准（本县政策参数）")
    amount = rounded(agreement.persons * agreement.rate, 2)
    inputs = ("计补人数", f"{agreement.persons} 人"), ("奖补标准", f"{printed(agreement.rate, 2)} 元/人")
    if agreement.amount not in (None, amount):
        return Computed(None, _FORMULA, inputs, "奖补金额（与人数和标准不符，请重新生成协议）")
    return Computed(amount, _FORMULA, inputs)


def standing(dossier: Dossier) -> tuple[Agreement, ...]:
    """The agreements that are not void."""
    return tuple(a for a in dossier.agreements if a.state is not AgreementState.VOID)


@named("agreement_count", "已拟订协议", "份", 0)
def _(dossier: Dossier) -> Computed:
    return Computed(Decimal(len(standing(dossier))), "未作废的协议份数")


@named("paired_count", "双签协议已拟订农户", "户", 0)
def _(dossier: Dossier, some: Some = None) -> Computed:
    made = {(a.household_id, str(a.kind)) for a in standing(dossier)}
    among = dossier.households if some is None else some
    paired = [h for h in among if dossier.pair and all((h.id, kind) in made for kind in dossier.pair)]
    return Computed(Decimal(len(paired)), "两份协议均已拟订的农户数")


@named("dual_signed_count", "双签协议已签订农户", "户", 0)
def _(dossier: Dossier, some: Some = None) -> Computed:
    signed = {id_ for id_, progress in dossier.progress.items() if dossier.pair and progress.trace.dual_signed}
    among = dossier.households if some is None else some
    return Computed(Decimal(sum(1 for h in among if h.id in signed)), "两份协议均已签字的农户数")


def _total(label: str, kinds: Iterable[AgreementKind], counts: Callable[[AgreementLine], bool] = lambda line: True) -> Maker:
    """The sum of those lines that count, of the agreements of some kinds that are in force or may come into force."""
    wanted = frozenset(kinds)

    def made(dossier: Dossier) -> Computed:
        parts = [_part(dossier, a, counts) for a in _owed(dossier) if a.kind in wanted]
        known = [amount for part in parts if part is not None for amount in part]
        lacking = parts.count(None)
        missing = f"{lacking} 份协议未定奖补金额" if lacking else "" if parts else "双签协议（尚未拟订）"
        value = sum(known, Decimal(0)) if known or (parts and not lacking) else None
        return Computed(value, f"Σ {label}", (("协议", f"{len(parts) - lacking} 份"),), missing)
    return made


def _owed(dossier: Dossier) -> Iterator[Agreement]:
    """The agreements that say what is paid: a signed supplement in place of what it supplements, none that has ended."""
    for progress in dossier.progress.values():
        yield from (progress.trace.priced_by(a) for a in progress.trace.mains if progress.trace.stage(a) not in _ENDED)


def _part(dossier: Dossier, agreement: Agreement, counts: Callable[[AgreementLine], bool]) -> list[Decimal] | None:
    """The amounts of an agreement that count; None while what it comes to is open."""
    if _pays_nothing(dossier, agreement):
        return []
    if figure("agreement_amount", dossier, agreement).value is None:
        return None
    return [line.amount for line in lines_of(agreement, dossier.lines_by_agreement) if counts(line) and line.amount is not None]


def _pays_nothing(dossier: Dossier, agreement: Agreement) -> bool:
    """Whether an agreement has nothing to pay: a collective without appraised items, a resettlement without subsidy."""
    without = agreement.amount is None and agreement.id not in dossier.lines_by_agreement
    return without and (agreement.household_id is None or agreement.kind not in REWARD_RATES)


def _reward(line: AgreementLine) -> bool:
    return line.reward


_ENDED = AgreementStage.WITHDRAWN, AgreementStage.TERMINATED
named("demolition_reward_total", "旧房拆除奖补合计", "元", 2)(_total("旧房拆除奖补", (AgreementKind.DEMOLISH,), _reward))
named("reclamation_reward_total", "宅基地复垦奖补合计", "元", 2)(_total("宅基地复垦奖补", (AgreementKind.RECLAIM,), _reward))
named("reward_total", "奖补资金合计", "元", 2)(_total("协议奖补金额", REWARD_RATES, _reward))
named("resettlement_subsidy_total", "搬迁安置补助合计", "元", 2)(_total("搬迁安置补助", (AgreementKind.RESETTLE,), _reward))
named("compensation_total", "房屋附属物补偿合计", "元", 2)(_total("协议补偿金额", AgreementKind, lambda line: not line.reward))
named("agreement_total", "协议金额合计", "元", 2)(_total("协议金额", AgreementKind))
