"""Versions of a plan or of the design: fixed as they go up, approved by a document, compared with what stands now (B §二(七))."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from linkdesk.actions import plans
from linkdesk.actions.sealing import sealed
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.documents import design, plan
from linkdesk.documents.blocks import Document, Drawing
from linkdesk.documents.comparing import table_differences, text_differences
from linkdesk.documents.json import from_json
from linkdesk.documents.maps.changed import changed_maps
from linkdesk.documents.plan.tables import plan_tables
from linkdesk.documents.plan_changes import Differences, changes_paper, nothing_approved
from linkdesk.domain.agreement import Sealed
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.frozen import dossier_from_json
from linkdesk.domain.plan_standing import (
    OF_OLD_PLOTS,
    approval_of,
    approved,
    awaiting,
    design_begun,
    plan_approved,
    plot_differences,
    versions,
)
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.planning_words import PlanKind, TravelsWith
from linkdesk.domain.project import Project
from linkdesk.domain.validity import in_force
from linkdesk.domain.words import ChangeKind, PlotUse
from linkdesk.policy.design_measures import design_before_plan
from linkdesk.policy.plans import plan_due

Report = Callable[[int, int], None]
SUBJECT = "plan"
_OF_APPROVAL = "approver", "approval_number", "approved_on"  # fields of the project that an approval fills
_OF_DESIGN = ("design", "schedules", "recipes", "targets", "approved_plots")
_DESIGN_TITLE = "拆旧区复垦设计报告"
_OF_PLAN = ("project", "on", "authorities", "agencies", "agency_names", "townships", "villages", "plots", "rings", "land_uses", "estimate",
            "funds", "tenure_changes", "schedule", "annexes", "sections", "judgements", "overrides", "rates", "pair", "words", "area_basis",
            "plan_versions", "plan_approvals")


def kinds(desk: Desk, project_id: str) -> tuple[PlanKind, ...]:
    """What is fixed in versions: the plans due now, and the reclamation design once it has begun."""
    begun = design_begun(desk.dossier(project_id))
    return (*plans.kinds(desk, project_id), *((PlanKind.DESIGN,) if begun else ()))


def paper(desk: Desk, dossier: Dossier, kind: PlanKind) -> Document:
    """The plan or design with its tables as one document, as it is sealed and compared."""
    packs, findings = desk.project_packs(dossier.project), desk.findings(dossier.project.id)
    if kind is PlanKind.DESIGN:
        made, tables = design.design_report(dossier, findings, packs), design.design_tables(dossier)
    else:
        made = plan.implementation_plan(dossier, findings, packs, kind)
        tables = plan_tables(dossier, packs, plan_due(dossier, packs, kind))
    return replace(made, sections=(*made.sections, *(section for table in tables for section in table.sections)))


def fix(desk: Desk, project_id: str, kind: PlanKind, reason: str = "", travels_with: TravelsWith = TravelsWith.ALONE,
        report: Report = quiet) -> Change:
    """Fix the plan as it stands as its next version; what is fixed is never changed or taken back. KnownError without a reason
    for a second version, or when nothing differs from the one before."""
    seen, dossier = desk.as_of(), desk.dossier(project_id)
    if kind is PlanKind.DESIGN:
        refuse_before_plan(desk, dossier)
    earlier = versions(dossier, kind)
    if earlier:
        _refuse_idle(desk, dossier, earlier[-1], reason)
    number = desk.store.last_version(project_id, kind) + 1
    copy = sealed(desk, SUBJECT, project_id, of_plan(dossier, kind), paper(desk, dossier, kind), version=number, report=report)
    version = PlanVersion(project_id=project_id, sealed_id=copy.id, kind=kind, version=number,
                          reason=reason.strip() if earlier else "", travels_with=travels_with if earlier else TravelsWith.ALONE,
                          officer_name=desk.officer_name, made_at=desk.clock())
    return Change(f"{kind}第 {version.version} 版定稿", after=(copy, version), kind=ChangeKind.PRINT, as_of=seen)


def _refuse_idle(desk: Desk, dossier: Dossier, last: PlanVersion, reason: str) -> None:
    if not reason.strip():
        raise KnownError("请先写明变更理由，再定稿新的一版。")
    if not _compared(desk, dossier, last):
        raise KnownError(f"与第 {last.version} 版没有差异，没有定稿新的一版。")


def refuse_before_plan(desk: Desk, dossier: Dossier) -> None:
    """Under a policy that says so the design goes up when the plan is approved, not before."""
    for pack in desk.project_packs(dossier.project):
        for rule in pack.rules:
            if rule.measure == design_before_plan.__name__ and in_force(rule, dossier.on) and not plan_approved(dossier):
                raise KnownError(f"实施方案还没有批复，复垦设计没有定稿（{pack.label(rule.clause)}）。请先登记方案批复，再定稿报批。")


def of_plan(dossier: Dossier, kind: PlanKind) -> Dossier:
    """What a plan or design stands on, without anything of the households: those stand in its text only as sums."""
    names = (*_OF_PLAN, *_OF_DESIGN) if kind is PlanKind.DESIGN else _OF_PLAN
    return Dossier(**{name: getattr(dossier, name) for name in names})


def _kept(desk: Desk, version: PlanVersion) -> Sealed:
    kept = desk.store.get(Sealed, version.sealed_id)
    if kept is None:
        raise KnownError("这一版的封存件找不到，数据可能已损坏。请用“诊断”检查工作区，或从备份恢复。")
    return kept


def differences(desk: Desk, project_id: str, kind: PlanKind, since: PlanVersion | None = None) -> Differences:
    """What the plan as it stands differs in from a version, the approved one (else the last) without one; KnownError when
    there is none."""
    dossier = desk.dossier(project_id)
    since = since or approved(dossier, kind) or next(reversed(versions(dossier, kind)), None)
    if since is None:
        raise KnownError(f"{kind}还没有定稿过，没有可以比较的版本。请先定稿。")
    return _compared(desk, dossier, since)


def _compared(desk: Desk, dossier: Dossier, since: PlanVersion) -> Differences:
    kept = _kept(desk, since)
    old, before = dossier_from_json(kept.dossier), from_json(kept.document)
    made = paper(desk, _approved_as(dossier, old), since.kind)
    zones = (PlotUse.OLD,) if since.kind is PlanKind.DESIGN else plan_due(dossier, desk.project_packs(dossier.project), since.kind).zones
    plots = tuple(d for d in plot_differences(old, dossier) if any(plot and plot.use in zones for plot in (d.before, d.after)))
    return Differences(since, approval_of(dossier, since), old, dossier, text_differences(before, made), table_differences(before, made), plots)


def _approved_as(dossier: Dossier, old: Dossier) -> Dossier:
    """The dossier with the approval as it stood then: that a version was approved is no change of the plan."""
    then = {name: getattr(old.project, name) for name in _OF_APPROVAL}
    return replace(dossier, project=replace(dossier.project, **then))


def changes_papers(desk: Desk, dossier: Dossier) -> list[Document]:
    """变更对照表 of every plan that is due and has an approved version; while nothing was approved one that says so."""
    made = [changes_of(desk, dossier, kind) for kind in kinds(desk, dossier.project.id) if approved(dossier, kind)]
    return made or [nothing_approved(dossier)]


def changes_of(desk: Desk, dossier: Dossier, kind: PlanKind) -> Document:
    """变更对照表 of one plan; KnownError when it was never fixed."""
    called = _DESIGN_TITLE if kind is PlanKind.DESIGN else plan_due(dossier, desk.project_packs(dossier.project), kind).label
    return changes_paper(differences(desk, dossier.project.id, kind), awaiting(dossier, kind), called)


def changes_drawings(found: Differences) -> list[Drawing]:
    """The map of changes by its sheets, for the screen."""
    return [b for section in changed_maps(found.old, found.new, found.plots) for b in section.blocks if isinstance(b, Drawing)]


def day(typed: str) -> date | None:
    """The day of an approval as typed; None when nothing was typed, KnownError when it is no date."""
    return parse(fields_of(PlanApproval)["approved_on"], typed)


def approve(desk: Desk, version: PlanVersion, approver: str, number: str, approved_on: date | None) -> Change:
    """Enter by which document a version was approved; the project's own fields follow."""
    seen, dossier = desk.as_of(), desk.dossier(version.project_id)
    _refuse_wrong(desk, dossier, version, approver, number, approved_on)
    made = PlanApproval(version_id=version.id, approver=approver.strip(), number=number.strip(), approved_on=approved_on,
                        officer_name=desk.officer_name, entered_at=desk.clock())
    project = dossier.project
    told = replace(project, approver=made.approver, approval_number=made.number, approved_on=made.approved_on)
    changed = project != told and version.kind in OF_OLD_PLOTS
    return Change(f"登记{version.kind}批复", before=(project,) if changed else (), after=(*((told,) if changed else ()), made),
                  kind=ChangeKind.PROGRESS, as_of=seen)


def _refuse_wrong(desk: Desk, dossier: Dossier, version: PlanVersion, approver: str, number: str, approved_on: date | None) -> None:
    lacking = [label for label, value in (("批准机关", approver.strip()), ("批复文号", number.strip()), ("批复日期", approved_on)) if not value]
    if lacking:
        raise KnownError(f"请填写{'、'.join(lacking)}，再登记批复。")
    if approved_on > desk.clock().date():
        raise KnownError("批复日期在今天之后，没有登记。请核对批复文件上的日期。")
    if standing := approval_of(dossier, version):
        raise KnownError(f"这一版已登记批复 {standing.number}。登记有误的，请先更正，再重新登记。")
    if where := _borne_elsewhere(desk, approver.strip(), number.strip(), version):
        raise KnownError(f"批复文号 {number.strip()} 已登记在“{where}”，同一机关一个文号只用一次，没有登记。请核对文号。")


def _borne_elsewhere(desk: Desk, approver: str, number: str, version: PlanVersion) -> str:
    """Whose plan bears the number already; the two sides of one project area may be approved in one document."""
    found = desk.store.load(PlanApproval, number=number, approver=approver)
    revoked = {a.revokes_id for a in found}
    for approval in found:
        other = desk.store.get(PlanVersion, approval.version_id)
        if approval.id in revoked or approval.revokes_id or other is None:
            continue
        if (other.project_id, other.kind) != (version.project_id, version.kind):
            if other.project_id == version.project_id:
                continue
            return desk.store.get(Project, other.project_id).name
        return f"第 {other.version} 版"
    return ""


def revoke(desk: Desk, approval: PlanApproval, why: str) -> Change:
    """Answer an approval that was entered wrongly; both entries stay, and the project no longer bears what it was given by it."""
    if not why.strip():
        raise KnownError("请写明更正的原因，再更正。")
    seen, version = desk.as_of(), desk.store.get(PlanVersion, approval.version_id)
    entry = PlanApproval(version_id=approval.version_id, approver=approval.approver, number=approval.number,
                         approved_on=approval.approved_on, revokes_id=approval.id, note=why.strip(), officer_name=desk.officer_name,
                         entered_at=desk.clock())
    project, title = desk.store.get(Project, version.project_id), f"更正{version.kind}批复"
    if version.kind not in OF_OLD_PLOTS or (project.approver, project.approval_number, project.approved_on) != _told_by(approval):
        return Change(title, after=(entry,), kind=ChangeKind.PROGRESS, as_of=seen)
    bare = replace(project, **dict(zip(_OF_APPROVAL, _told_by(_before(desk.dossier(project.id), version, approval)), strict=True)))
    return Change(title, before=(project,), after=(bare, entry), kind=ChangeKind.PROGRESS, as_of=seen)


def _before(dossier: Dossier, version: PlanVersion, wrong: PlanApproval) -> PlanApproval:
    """The approval of a version before that stands, else only who is to approve."""
    earlier = (approval_of(dossier, v) for v in reversed(versions(dossier, version.kind)) if v.version < version.version)
    return next(filter(None, earlier), PlanApproval(version_id=version.id, approver=wrong.approver))


def _told_by(approval: PlanApproval) -> tuple[str, str, date | None]:
    return approval.approver, approval.number, approval.approved_on
