"""Subsidies for resettlement as rules: which rate a person is paid at, by what kind of household it is and what it chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linkdesk.domain.household import Household
from linkdesk.domain.words import AgreementKind, RelocationType, ResettlementChoice


@dataclass(frozen=True, slots=True)
class Subsidy:
    """A rule of a policy pack: households of these kinds are paid the rate `rate` a person; empty means any.

    Of the rules of one agreement kind the first that fits a household is the one by which it is paid.
    """

    id: str
    kind: AgreementKind
    label: str
    rate: str
    poor: bool | None = None
    relocation_types: tuple[RelocationType, ...] = ()
    choices: tuple[ResettlementChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class Fits:
    """Whether a rule fits a household: None while the household lacks what is named in `missing`."""

    subsidy: Subsidy
    fits: bool | None
    missing: tuple[str, ...] = ()


def subsidy_for(subsidies: Iterable[Subsidy], kind: AgreementKind, household: Household) -> Fits | None:
    """The first rule that fits, or that cannot be told from fitting; None when no rule does."""
    return next((made for s in subsidies if s.kind is kind and (made := _fits(s, household)).fits is not False), None)


def _fits(subsidy: Subsidy, household: Household) -> Fits:
    asked = ((subsidy.poor is not None, household.registered_poor, (subsidy.poor,), "是否建档立卡"),
             (bool(subsidy.relocation_types), household.relocation_type, subsidy.relocation_types, "搬迁类型"),
             (bool(subsidy.choices), household.resettlement_choice, subsidy.choices, "安置方式"))
    if any(is_asked and has is not None and has not in wanted for is_asked, has, wanted, _ in asked):
        return Fits(subsidy, False)
    missing = tuple(label for is_asked, has, _, label in asked if is_asked and has is None)
    return Fits(subsidy, None if missing else True, missing)
