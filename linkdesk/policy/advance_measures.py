"""What rules measure of advances and obligations; nothing is measured where nobody has applied, and nothing is owed."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.advance_standing import AdvanceMeasure, measures, standing_advances
from linkdesk.domain.docket import docket_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.obligation_standing import ObligationState, state
from linkdesk.domain.quantities import hectares, printed, rounded
from linkdesk.domain.quota import QuotaAdvance
from linkdesk.policy.matter_rules import approved_on
from linkdesk.policy.measured import Measured
from linkdesk.policy.terms import Subject

Found = list[Measured]


def advance_share(dossier: Dossier) -> Found:
    """How much of the surplus expected is advanced, in %, for each measure something is asked of."""
    first = next((a.id for a in standing_advances(dossier)), "")
    return [_share(measure, first) for measure in measures(dossier) if measure.asked]


def _share(measure: AdvanceMeasure, advance_id: str) -> Measured:
    share, label = measure.share, f"预支占节余指标（{measure.label}）"
    known = share is not None
    planned = f"预计节余 {printed(hectares(measure.planned), 4)} 公顷" if measure.planned is not None else ""
    return Measured(rounded(share, 2) if known else None, "quota_advance", advance_id, measure.name, label, "%", 2, measure.missing, exact=share,
                    detail=f"预支{measure.label} {printed(hectares(measure.asked), 4)} 公顷，{planned}" if known else "")


def advances_before_plan(dossier: Dossier) -> Found:
    """Applications made before the plan was approved."""
    approved = approved_on(docket_of(dossier), Subject.PLAN)
    early = [a for a in standing_advances(dossier) if approved is None or (a.applied_on and a.applied_on < approved)]
    detail = "" if not early else f"实施方案 {approved} 批准" if approved else "实施方案还没有批准"
    return _counted(dossier, early, "立项以前的预支申请", "applied_on", detail)


def advances_without_conditions(dossier: Dossier) -> Found:
    """Applications that do not say which conditions are met, or by which document."""
    lacking = [a for a in standing_advances(dossier) if not (a.conditions.strip() and a.conditions_document.strip())]
    return _counted(dossier, lacking, "没有写明条件和依据文件的预支申请", "conditions")


def _counted(dossier: Dossier, found: list[QuotaAdvance], label: str, field: str, detail: str = "") -> Found:
    if not standing_advances(dossier):
        return []
    return [Measured(Decimal(len(found)), "quota_advance", found[0].id if found else "", field, label, "笔", 0, detail=detail)]


def obligations_overdue(dossier: Dossier) -> Found:
    """Obligations that should have been settled by now."""
    late = [o for o in dossier.quotas.obligations if state(o, dossier.on) is ObligationState.OVERDUE]
    detail = "；".join(f"{o.kind}应在 {o.due_on} 前履行" for o in late)
    if not dossier.quotas.obligations:
        return []
    return [Measured(Decimal(len(late)), "obligation", late[0].id if late else "", "settled_on", "逾期未履行的义务", "项", 0, detail=detail)]


MEASURES = (advance_share, advances_before_plan, advances_without_conditions, obligations_overdue)
