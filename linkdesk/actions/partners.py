"""Partners (A §三(四)): who invests in reclamation or carries it out, with contract and scan, money and return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from linkdesk.actions import kept_scans, plan_rows
from linkdesk.actions.edits import set_field
from linkdesk.desk import Desk
from linkdesk.domain.carrying import Partner, PlotStage, WorkPayment
from linkdesk.domain.carrying_words import PartnerKind, PartnerRole
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError

WHAT, SCAN = "参与主体", "合同扫描件"
_USUAL = {PartnerKind.CAPITAL: PartnerRole.INVESTS, PartnerKind.SUPERVISOR: PartnerRole.SUPERVISES}


def partners(desk: Desk, project_id: str) -> list[Partner]:
    """The partners of a project in their order."""
    return plan_rows.rows(desk, Partner, project_id)


def add(desk: Desk, project_id: str, kind: PartnerKind = PartnerKind.CONTRACTOR) -> Change:
    """One more partner of a kind, in the role that kind usually has."""
    return plan_rows.add(desk, Partner, project_id, f"新增{WHAT}", kind=kind, role=_USUAL.get(kind, PartnerRole.CARRIES_OUT))


def set_partner_field(desk: Desk, partner: Partner, name: str, text: str) -> Change:
    """Put what was typed into a field; another kind brings its usual role, as long as the role was the usual one."""
    was = plan_rows.newest(desk, partner)
    change = set_field(was, name, text)
    now = change.after[0]
    if now.kind is not was.kind and was.role is _USUAL.get(was.kind, PartnerRole.CARRIES_OUT):
        now = replace(now, role=_USUAL.get(now.kind, PartnerRole.CARRIES_OUT))
    return replace(change, after=(now,))


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New partners from pasted spreadsheet rows."""
    return plan_rows.paste(desk, Partner, project_id, WHAT, cells, names)


def remove(desk: Desk, chosen: Sequence[Partner]) -> Change:
    """Remove partners; one that was paid stays, and stages lose the one that carried them out."""
    for partner in chosen:
        if desk.store.count(WorkPayment, partner_id=partner.id):
            raise KnownError(f"“{partner.name}”已登记付款，不能删除，没有改动。付款登记有误的，请先更正付款；单位仍保留备查。")
    ids = [partner.id for partner in chosen]
    stages = desk.store.load(PlotStage, partner_id=ids) if ids else []
    change = plan_rows.remove(desk, chosen, WHAT)
    return replace(change, before=(*change.before, *stages), after=tuple(replace(stage, partner_id=None) for stage in stages))


def move(desk: Desk, partner: Partner, by: int) -> Change:
    """Move a partner up or down."""
    return plan_rows.move(partners(desk, partner.project_id), partner, by, WHAT)


def attach(desk: Desk, partner: Partner, path: Path) -> Change:
    """Keep the scan of a partner's contract."""
    return kept_scans.attach(desk, partner, path, SCAN)


def detach(desk: Desk, partner: Partner) -> Change:
    """Take the scan of the contract away."""
    return kept_scans.detach(desk, partner, SCAN)


def copy_to_view(desk: Desk, partner: Partner) -> Path:
    """A copy of the contract for the system's own viewer."""
    return kept_scans.copy_to_view(desk, partner, SCAN)
