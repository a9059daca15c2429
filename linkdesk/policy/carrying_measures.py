"""What rules measure of carrying out; nothing is measured of a project whose works have not begun."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from linkdesk.domain.acceptance_standing import standing_acceptances
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plan_standing import first_approved_on, versions
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.settlement_standing import SettlementState, settlement_states
from linkdesk.policy.measured import Measured


def works_before_design(dossier: Dossier) -> list[Measured]:
    """Whether works have begun on no approved design, or on a day before its approval: 1 or 0."""
    stages, report = dossier.carrying.stages, dossier.carrying.completion
    begun = {s.began_on: s.plot_id for s in reversed(stages) if s.began_on}
    if report and report.began_on:
        begun.setdefault(report.began_on, report.id)
    if not begun and not any(s.ended_on or s.share for s in stages):
        return []
    first, approved_on = min(begun, default=None), first_approved_on(dossier, PlanKind.DESIGN)
    early = approved_on is None or (first is not None and first < approved_on)
    place = ("plot_stage", begun[first]) if approved_on and first else ("plan_version", _last_design(dossier))
    return [Measured(Decimal(early), *place, "", "复垦设计批准前开工的工程", "项", 0, detail=_days("最早开工", first, approved_on) if early else "")]


def acceptances_before_design(dossier: Dossier) -> list[Measured]:
    """How many acceptances stand on no approved design, or on a day before its approval; leads to the first."""
    entered, approved_on = standing_acceptances(dossier.carrying), first_approved_on(dossier, PlanKind.DESIGN)
    early = [a for a in entered if approved_on is None or a.accepted_on < approved_on]
    place = ("acceptance", early[0].id) if early and approved_on else ("plan_version", _last_design(dossier))
    detail = _days(f"验收 {early[0].number}", early[0].accepted_on, approved_on) if early else ""
    return [Measured(Decimal(len(early)), *place, "", "复垦设计批准前的竣工验收", "次", 0, detail=detail)] if entered else []


def settlement_troubles(dossier: Dossier) -> list[Measured]:
    """What speaks against each settlement plot that has houses or checks, all of it told in words; leads to its first house or check."""
    return [Measured(Decimal(len(s.troubles)), *_first_row(s), "", f"安置地块 {s.plot.code} 待处理的事项", "项", 0,
                     detail="".join(s.troubles).rstrip("。")) for s in settlement_states(dossier) if s.houses or s.checks]


def _first_row(state: SettlementState) -> tuple[str, str]:
    return ("settlement_house", state.houses[0].id) if state.houses else ("settlement_check", state.checks[0].id)


def _last_design(dossier: Dossier) -> str:
    return next((version.id for version in reversed(versions(dossier, PlanKind.DESIGN))), "")


def _days(what: str, day: date | None, approved_on: date | None) -> str:
    stands = f"复垦设计 {approved_on} 批准" if approved_on else "复垦设计没有登记批复"
    return "，".join(filter(None, (f"{what} {day}" if day else "", stands)))


MEASURES = (works_before_design, acceptances_before_design, settlement_troubles)
