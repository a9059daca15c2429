"""Checks: what a person decides about them, kept with name, day and basis."""

from __future__ import annotations

from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Rate
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Judgement, PolicyOverride
from linkdesk.domain.words import Certainty, ChangeKind
from linkdesk.policy import values


def judge(desk: Desk, project_id: str, pack_id: str, row_id: str, satisfied: bool, basis: str) -> Change:
    """Record how an officer judged a policy row that no check can answer; an earlier judgement of it is replaced."""
    if not basis.strip():
        raise KnownError("请写明判断依据（文件名称、文号或现场核查记录）。")
    earlier = tuple(desk.store.load(Judgement, project_id=project_id, pack_id=pack_id, row_id=row_id))
    judged = Judgement(project_id=project_id, pack_id=pack_id, row_id=row_id, satisfied=satisfied, basis=basis.strip(),
                       officer_name=desk.officer_name, judged_on=desk.clock().date())
    return Change("记录人工判断", before=earlier, after=(judged,), kind=ChangeKind.JUDGE)


def confirm(desk: Desk, rate: Rate, value: str, document: str, clause: str = "") -> Change:
    """Confirm a shipped value, or put the county's own in its place, on the document it stands on."""
    if rate.standard_id:
        raise KnownError(f"“{rate.label}”现由县级标准{rate.document}规定，参数未改动。请在“县级标准”中核实或修改。")
    if not document.strip():
        raise KnownError("请填写依据文件的名称和文号，再核实这个参数。")
    values.accept(values.pack_value(desk.packs[rate.pack_id], rate.name, desk.clock().date()), value)
    mine = PolicyOverride(pack_id=rate.pack_id, name=rate.name, value=value.strip(), document=document.strip(),
                          clause=clause.strip(), certainty=Certainty.CONFIRMED, officer_name=desk.officer_name,
                          confirmed_on=desk.clock().date())
    earlier = tuple(o for o in desk.store.load(PolicyOverride, pack_id=rate.pack_id, name=rate.name)
                    if o.from_on is None and o.until_on is None)
    return Change(f"核实参数：{rate.label}", before=earlier, after=(mine,), kind=ChangeKind.CONFIRM)
