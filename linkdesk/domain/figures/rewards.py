"""Figures of agreements: what a household receives by rate and persons, how many agreements are made, what they come to."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.dossier import Dossier, Rate
from linkdesk.domain.figures.households import Some
from linkdesk.domain.figures.register import Computed, Maker, figure, named
from linkdesk.domain.household import Household
from linkdesk.domain.quantities import printed, rounded
from linkdesk.domain.words import AgreementKind, AgreementState

# The rate of the policy packs that an agreement's reward is paid by; 搬迁安置协议 has none.
REWARD_RATES = {AgreementKind.DEMOLISH: "demolition_reward_per_person",
                AgreementKind.RECLAIM: "reclamation_reward_per_person"}
# The policy values agreements rest on: which two make the pair, and what is paid.
AGREEMENT_VALUES = ("agreement_pair", *REWARD_RATES.values())
_FORMULA = "计补人数 × 奖补标准"


def reward_rate(dossier: Dossier, kind: AgreementKind) -> Rate | None:
    """The rate of an agreement kind on the dossier's day; None when no pack of the project knows it."""
    return dossier.rate(REWARD_RATES[kind]) if kind in REWARD_RATES else None


@named("demolition_reward", "旧房拆除奖补", "元", 2, of=Household)
def _(dossier: Dossier, household: Household) -> Computed:
    return _per_person(dossier, household, AgreementKind.DEMOLISH)


@named("reclamation_reward", "宅基地复垦奖补", "元", 2, of=Household)
def _(dossier: Dossier, household: Household) -> Computed:
    return _per_person(dossier, household, AgreementKind.RECLAIM)


def _per_person(dossier: Dossier, household: Household, kind: AgreementKind) -> Computed:
    rate = reward_rate(dossier, kind)
    if rate is None or rate.value is None:
        return Computed(None, _FORMULA, (), "奖补标准（本县政策参数）")
    if household.population is None:
        return Computed(None, _FORMULA, (), "家庭人口")
    source = f"{rate.document} {rate.clause}，{rate.certainty}"
    return Computed(household.population * rate.value, _FORMULA,
                    (("计补人数", f"{household.population} 人"), (rate.label, f"{printed(rate.value, 2)} {rate.unit}（{source}）")))


@named("agreement_rate", "奖补标准", "元/人", 2, of=Agreement)
def _(dossier: Dossier, agreement: Agreement) -> Computed:
    return Computed(agreement.rate, "拟订协议时的标准", (), "" if agreement.rate is not None else "奖补标准（本县政策参数）")


@named("agreement_persons", "计补人数", "人", 0, of=Agreement)
def _(dossier: Dossier, agreement: Agreement) -> Computed:
    persons = agreement.persons
    return Computed(None if persons is None else Decimal(persons), "拟订协议时的家庭人口", (),
                    "" if persons is not None else "计补人数")


@named("agreement_amount", "奖补金额", "元", 2, of=Agreement)
def _(dossier: Dossier, agreement: Agreement) -> Computed:
    if agreement.state is AgreementState.TAKEN_OVER and agreement.amount is not None:
        return Computed(agreement.amount, "纸质协议台账所载金额", (("台账", agreement.source or ""),))
    if agreement.persons is None or agreement.rate is None:
        return Computed(None, _FORMULA, (), "计补人数" if agreement.persons is None else "奖补标准（本县政策参数）")
    amount = rounded(agreement.persons * agreement.rate, 2)
    inputs = ("计补人数", f"{agreement.persons} 人"), ("奖补标准", f"{printed(agreement.rate, 2)} 元/人")
    if agreement.amount not in (None, amount):  # never print a sum that does not follow from what stands beside it
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


def _total(label: str, kinds: Iterable[AgreementKind]) -> Maker:
    wanted = frozenset(kinds)

    def made(dossier: Dossier) -> Computed:
        amounts = [figure("agreement_amount", dossier, a).value for a in standing(dossier) if a.kind in wanted]
        known = [amount for amount in amounts if amount is not None]
        lacking = len(amounts) - len(known)
        missing = f"{lacking} 份协议未定奖补金额" if lacking else "" if amounts else "双签协议（尚未拟订）"
        return Computed(sum(known, Decimal(0)) if known else None, f"Σ {label}", (("协议", f"{len(known)} 份"),), missing)
    return made


named("demolition_reward_total", "旧房拆除奖补合计", "元", 2)(_total("旧房拆除奖补", (AgreementKind.DEMOLISH,)))
named("reclamation_reward_total", "宅基地复垦奖补合计", "元", 2)(_total("宅基地复垦奖补", (AgreementKind.RECLAIM,)))
named("reward_total", "奖补资金合计", "元", 2)(_total("协议奖补金额", REWARD_RATES))
