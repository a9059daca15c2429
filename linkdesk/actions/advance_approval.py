"""What the approval of an advance waits for: an application that says how much, and no more than the share of the surplus allowed."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.desk import Desk
from linkdesk.domain.advance_standing import NOTHING, asked, measures
from linkdesk.domain.approval import MatterEntry
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.docket import docket_of
from linkdesk.domain.errors import KnownError
from linkdesk.domain.quantities import hectares, places, printed
from linkdesk.policy.matter_rules import approved_on
from linkdesk.policy.matters import MatterStanding
from linkdesk.policy.terms import Subject


def refuse_unfit_advance(desk: Desk, now: MatterStanding, entry: MatterEntry) -> None:
    """KnownError when an entry would approve an advance nobody has written down, or more than the policy allows."""
    if now.chain.subject is not Subject.ADVANCE or entry.kind is not EntryKind.PASSED or entry.step != now.chain.concluding:
        return
    dossier = desk.dossier(now.matter.project_id)
    mine = [a for a in dossier.quotas.advances if a.matter_id == now.matter.id]
    if not asked(mine):
        raise KnownError("本事项还没有填写预支多少指标，没有登记通过。请先在“预支和义务”里填写预支面积、用途和符合的条件。")
    approved = approved_on(docket_of(dossier), Subject.PLAN)
    if approved and entry.acted_on and entry.acted_on < approved:
        raise KnownError(f"批准日期 {entry.acted_on} 早于实施方案批准的 {approved}，没有登记通过：立项以后才可预支。请核对两个日期。")
    share = dossier.rate("advance_share_max")
    if share is None or share.value is None:
        return
    for measure in measures(dossier):
        bound = measure.at_most(share.value)
        if bound is not None and measure.asked > bound and measure.asked > NOTHING:
            raise KnownError(
                f"预支{measure.label}合计 {_said(measure.asked)}，超过预计节余指标 {_said(max(measure.planned, NOTHING))}的 "
                f"{printed(share.value, places(share.value, 0))}%（{_said(bound)}），没有登记通过（{now.pack.label(now.chain.clause)}）。"
                "请在“预支和义务”里核减预支面积。")


def _said(area: Decimal) -> str:
    return f"{printed(hectares(area), 4)} 公顷"
