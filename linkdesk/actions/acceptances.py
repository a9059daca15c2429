"""竣工验收: the completion acceptance by the authority, plot by plot; entries are only added, a wrong one is answered by 更正.

A household's own reclamation check is entered with its agreement (登记进度) and opens its reward; neither does the other's work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from linkdesk.desk import Desk
from linkdesk.domain.acceptance_standing import accepted_plots, failed_plots, open_plots, standing_acceptances
from linkdesk.domain.carrying import Acceptance, PlotAcceptance
from linkdesk.domain.carrying_words import AcceptanceResult
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.farmland_gain import gains
from linkdesk.domain.fields import new_id
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_area import printed_area
from linkdesk.domain.quality_verdicts import plot_passes, why_not
from linkdesk.domain.quantities import SQUARE_METRES_PER_HECTARE, hectares, printed
from linkdesk.domain.words import ChangeKind, PlotUse
from linkdesk.policy.chains import chains, steps
from linkdesk.policy.terms import Act, Actor, Subject

_TOLERANCE = Decimal("0.0001")  # hectares, as in cross-checks of printed areas


@dataclass(frozen=True, slots=True)
class AcceptingBody:
    """Who accepts by the policy, with the clause; where it names nobody the county enters who did and on what document."""

    actor: str
    clause: str
    stated: bool


def accepting_body(desk: Desk, dossier: Dossier) -> AcceptingBody:
    """Who accepts the project by the policies it names."""
    for pack in desk.project_packs(dossier.project):
        for chain in chains(pack, dossier.project, dossier.on, Subject.ACCEPTANCE):
            for step in steps(chain, dossier.project):
                if step.act is Act.ACCEPT:
                    return AcceptingBody(str(step.actor), pack.label(step.clause or chain.clause), step.actor is not Actor.UNSTATED)
    return AcceptingBody(str(Actor.UNSTATED), "", stated=False)


def proposed(dossier: Dossier) -> tuple[PlotAcceptance, ...]:
    """A row for each plot not accepted yet, filled from the plan, its farmland net of ridges, roads and ditches where the design tells
    it; one whose quality fails is proposed as not passed.

    Whether one that failed the last time passes now is left to the officer.
    """
    failed, net = failed_plots(dossier.carrying), {gain.plot.id: gain.net for gain in gains(dossier)}
    return tuple(_proposal(dossier, plot, plot.id in failed, net.get(plot.id)) for plot in open_plots(dossier))


def _proposal(dossier: Dossier, plot: Plot, failed: bool, net: Decimal | None) -> PlotAcceptance:
    passes = plot_passes(dossier, plot.id)
    farmland = plot.new_farmland_area if net is None else net * SQUARE_METRES_PER_HECTARE
    passed = passes is not False and (None if failed else True)
    return PlotAcceptance(acceptance_id="", plot_id=plot.id, passed=passed, accepted_area=plot.reclaimed_area,
                          agricultural_area=plot.new_agricultural_area, farmland_area=farmland,
                          paddy_area=plot.new_paddy_area, grade=plot.quality_grade, failing="" if passes is not False else why_not(dossier, plot))


def accept(desk: Desk, project_id: str, authority: str, number: str, accepted_on: date | None, rows: Sequence[PlotAcceptance],
           opinion: str = "") -> Change:
    """Enter an acceptance with what it found on each of its plots; KnownError says what does not fit, and nothing is entered."""
    seen, dossier = desk.as_of(), desk.dossier(project_id)
    _refuse_unfit(desk, dossier, authority, number, accepted_on)
    plots, passed = {p.id: p for p in dossier.plots}, accepted_plots(dossier.carrying)
    if not rows:
        raise KnownError("还没有选中验收的地块，没有登记。请先在表中选中。")
    for row in rows:
        _refuse_unfit_row(dossier, plots.get(row.plot_id), row)
        _refuse_twice(plots[row.plot_id], row, accepted_on, passed.get(row.plot_id))
    made = Acceptance(project_id=project_id, authority=authority.strip(), number=number.strip(), accepted_on=accepted_on,
                      result=_result(dossier, rows), opinion=opinion.strip(), officer_name=desk.officer_name, entered_at=desk.clock())
    entries = tuple(replace(row, acceptance_id=made.id, failing=row.failing.strip(), id=new_id()) for row in rows)
    return Change(f"登记竣工验收 {len(rows)} 个地块", after=(made, *entries), kind=ChangeKind.PROGRESS, as_of=seen)


def revoke(desk: Desk, acceptance: Acceptance, why: str) -> Change:
    """Answer an acceptance that was entered wrongly; both entries stay, and its plots are open again."""
    if not why.strip():
        raise KnownError("请写明更正的原因，再更正。")
    entry = replace(acceptance, id=Acceptance(project_id=acceptance.project_id).id, revokes_id=acceptance.id, note=why.strip(),
                    officer_name=desk.officer_name, entered_at=desk.clock())
    return Change("更正竣工验收", after=(entry,), kind=ChangeKind.PROGRESS, as_of=desk.as_of())


def _refuse_unfit(desk: Desk, dossier: Dossier, authority: str, number: str, accepted_on: date | None) -> None:
    lacking = [label for label, value in (("验收机关", authority.strip()), ("验收文号", number.strip()), ("验收日期", accepted_on)) if not value]
    if lacking or accepted_on is None:
        raise KnownError(f"请填写{'、'.join(lacking)}，再登记验收。")
    if accepted_on > desk.clock().date():
        raise KnownError("验收日期在今天之后，没有登记。请核对验收文件上的日期。")
    completed = dossier.carrying.completion.completed_on if dossier.carrying.completion else None
    if completed and accepted_on < completed:
        raise KnownError(f"验收日期 {accepted_on} 早于竣工日期 {completed}，没有登记。请核对这两个日期。")
    said = authority.strip(), number.strip(), accepted_on.year
    if any((a.authority, a.number, a.accepted_on.year) == said for a in standing_acceptances(dossier.carrying)):
        raise KnownError(f"验收文号 {number.strip()} 已经登记过，没有重复登记。登记有误的，请先更正。")


def _refuse_twice(plot: Plot, row: PlotAcceptance, on: date, passed: tuple[Acceptance, PlotAcceptance] | None) -> None:
    """What passed has passed; only that it failed before that day can still be entered."""
    if passed and (row.passed or on >= passed[0].accepted_on):
        raise KnownError(f"地块 {plot.code} 已经验收合格，没有重复登记。登记有误的，请先更正那次验收。")


def _refuse_unfit_row(dossier: Dossier, plot: Plot | None, row: PlotAcceptance) -> None:
    if plot is None:
        raise KnownError("验收的地块不在本项目里，没有登记。请刷新后重新选择。")
    if plot.use is not PlotUse.OLD:
        raise KnownError(f"地块 {plot.code} 不是拆旧地块，不作复垦验收，没有登记。")
    if row.passed is None:
        raise KnownError(f"地块 {plot.code} 没有写明是否合格，没有登记。")
    if not row.passed and not row.failing.strip():
        raise KnownError(f"地块 {plot.code} 不合格，请写明不合格情况，再登记。")
    if row.passed:
        _refuse_unfit_pass(dossier, plot, row)


def _refuse_unfit_pass(dossier: Dossier, plot: Plot, row: PlotAcceptance) -> None:
    if row.accepted_area is None or row.farmland_area is None:
        raise KnownError(f"地块 {plot.code} 验收合格的，要填验收面积和新增耕地，没有登记：归还的指标按它们计算。")
    if plot_passes(dossier, plot.id) is False and not row.failing.strip():
        raise KnownError(f"地块 {plot.code} 的质量检测不合格（{why_not(dossier, plot)}），没有登记。确属合格的，请写明理由。")
    parts = (("其中水田", row.paddy_area), ("新增耕地", row.farmland_area), ("新增农用地", row.agricultural_area),
             ("验收面积", row.accepted_area), ("地块面积", printed_area(plot, dossier.area_basis)))
    known = [(label, hectares(area)) for label, area in parts if area is not None]
    for (label, area), (whole, larger) in pairwise(known):
        if area > larger + _TOLERANCE:
            raise KnownError(f"地块 {plot.code} 的{label} {printed(area, 4)} 公顷大于{whole} {printed(larger, 4)} 公顷，没有登记。请核对。")


def _result(dossier: Dossier, rows: Sequence[PlotAcceptance]) -> AcceptanceResult:
    if not any(row.passed for row in rows):
        return AcceptanceResult.FAILED
    left = {p.id for p in open_plots(dossier)} - {row.plot_id for row in rows if row.passed}
    return AcceptanceResult.PART if left else AcceptanceResult.PASSED
