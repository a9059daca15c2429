"""Land taken for building, entered by hand: plot by plot, with what each plot's own figures say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from linkdesk import ledger
from linkdesk.actions.quota_entries import body_of, change_of, entry_of
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plan_standing import approval_of, approved_plan
from linkdesk.domain.plot import Plot
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import FLOWS, standing_entries
from linkdesk.domain.quota_leaves import taken_by
from linkdesk.domain.quota_words import LandPurpose, PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.domain.spelling import brief
from linkdesk.domain.validity import in_force
from linkdesk.domain.words import PlotUse
from linkdesk.policy.land_purposes import COMMERCIAL, purpose_of

_USED = {PlotUse.SETTLEMENT: Account.USED_RESETTLE, PlotUse.NEW: Account.USED_URBAN}
_ANNUAL = frozenset({Account.ANNUAL_PLAN, Account.AWARDED})
_ON_SURPLUS_ONLY = "commercial_on_annual"  # what a pack measures whose commercial land no longer goes with annual quota


def sources(plot: Plot) -> tuple[Account, ...]:
    """The accounts a new plot can draw on, as they are shown."""
    return tuple(a for a in Account if (a, _USED.get(plot.use)) in FLOWS[PostingKind.USE] and a is not Account.BOUGHT)


def open_plots(desk: Desk, project_id: str) -> tuple[Plot, ...]:
    """The new plots of a project for which nothing was posted yet, by their codes."""
    dossier = desk.dossier(project_id)
    taken = _taken(dossier)
    return tuple(sorted((p for p in dossier.plots if p.use in _USED and p.id not in taken), key=lambda p: p.code))


def take_land(desk: Desk, project_id: str, plots: Sequence[Plot | str], from_account: Account, on: date | None, number: str, document: str,
              purpose: LandPurpose | None = None) -> Change:
    """Enter that plots were taken (their ids or themselves), drawing on one account; purpose of each as planned unless one is given.

    KnownError says what does not fit: a plot of another kind or project, one taken before, an unapproved plan, commercial land on
    annual quota under B.
    """
    seen, authority_id, dossier = desk.as_of(), body_of(desk, project_id), desk.dossier(project_id)
    wanted = _chosen(dossier, plots)
    _refuse_before_approval(dossier, on)
    taken = _taken(dossier)
    made = []
    for plot in wanted:
        if plot.id in taken:
            raise KnownError(f"地块 {plot.code} 已经登记过用地，没有重复登记。原来登记有误的，请先冲销。")
        used_for = purpose or purpose_of(plot)
        _refuse_unfit(plot, used_for)
        _refuse_commerce(desk, dossier, plot, from_account, used_for, on)
        made.append(entry_of(desk, authority_id, project_id, PostingKind.USE, (from_account, _USED[plot.use]), taken_by(plot), posted_on=on,
                             number=number, document=document, plot_id=plot.id, grade=plot.quality_grade, purpose=used_for))
    return change_of(f"登记用地 {len(wanted)} 个地块", ledger.drawn(desk.store, made), seen)


def _chosen(dossier: Dossier, plots: Sequence[Plot | str]) -> list[Plot]:
    known = {p.id: p for p in dossier.plots} | {p.code: p for p in dossier.plots}
    wanted = list(dict.fromkeys(p.id if isinstance(p, Plot) else p.strip() for p in plots))
    if not wanted:
        raise KnownError("还没有选中地块，没有登记。请先选中用地的安置地块或建新地块。")
    if strange := [w for w in wanted if w not in known]:
        raise KnownError(f"地块“{brief(strange[0])}”不在本项目区里，没有登记。指标在项目区内封闭运行，请核对地块编号。")
    return list({known[w].id: known[w] for w in wanted}.values())


def _taken(dossier: Dossier) -> set[str]:
    return {e.plot_id for e in standing_entries(dossier.quotas.entries) if e.kind is PostingKind.USE and e.plot_id}


def _refuse_before_approval(dossier: Dossier, on: date | None) -> None:
    """Nothing is built before the plan is approved; where the desk holds no version, the approval stands in the project."""
    version = approved_plan(dossier)
    approval = approval_of(dossier, version) if version else None
    approved = approval.approved_on if approval else dossier.project.approved_on
    if approved is None and not _has_opening(dossier.quotas.entries):
        raise KnownError("项目区方案还没有批准，没有登记用地。请先登记方案的批复。")
    if approved and on and on < approved:
        raise KnownError(f"用地日期 {on} 早于方案批准日期 {approved}，没有登记。请核对日期。")


def _has_opening(entries: Sequence[QuotaEntry]) -> bool:
    return any(e.kind is PostingKind.OPENING for e in standing_entries(entries))


def _refuse_unfit(plot: Plot, purpose: LandPurpose | None) -> None:
    if plot.use not in _USED:
        raise KnownError(f"地块 {plot.code} 是拆旧地块，不是新用地，没有登记。请选择安置地块或建新地块。")
    if plot.new_construction_area is None:
        raise KnownError(f"地块 {plot.code} 没有填写新增建设用地，没有登记。请先在“地块”里填写，用地面积按它登记。")
    if purpose is None:
        raise KnownError(f"地块 {plot.code} 没有填写规划用途，没有登记。请先在“地块”里填写，或在这里选择用途。")


def _refuse_commerce(desk: Desk, dossier: Dossier, plot: Plot, from_account: Account, purpose: LandPurpose | None, on: date | None) -> None:
    """Where a policy of the project says so, commercial land draws on surplus only (R36)."""
    if purpose not in COMMERCIAL or from_account not in _ANNUAL:
        return
    for pack in desk.project_packs(dossier.project):
        for rule in pack.rules:
            if rule.measure == _ON_SURPLUS_ONLY and in_force(rule, on or dossier.on):
                raise KnownError(f"地块 {plot.code} 用于{purpose}，不能使用“{from_account}”，没有登记。"
                                 f"经营性用地只使用节余指标（{pack.label(rule.clause)}）。")
