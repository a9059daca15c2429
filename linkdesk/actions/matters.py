"""Matters going up a chain (报批事项): opened by a policy's chain, founded on an earlier approval, sent up together, removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Sealed
from linkdesk.domain.approval import Matter, MatterEntry
from linkdesk.domain.change import Change
from linkdesk.domain.docket import docket_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.frozen import dossier_from_json
from linkdesk.domain.plan_standing import approved, approved_plan
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.words import PlotUse
from linkdesk.policy.chains import chains
from linkdesk.policy.matter_rules import Openable, blocked, openable
from linkdesk.policy.matters import MatterStanding, chain_of, standing, standings
from linkdesk.policy.procedure import Chain
from linkdesk.policy.terms import Subject

_BASIS = {"basis_document": "前置批准文件", "basis_number": "前置批准文号", "basis_on": "前置批准日期"}


def register(desk: Desk, project_id: str) -> tuple[MatterStanding, ...]:
    """The matters of a project as they stand, in the order they were opened."""
    dossier = desk.dossier(project_id)
    return standings(docket_of(dossier), desk.project_packs(dossier.project))


def can_be_opened(desk: Desk, project_id: str) -> tuple[Openable, ...]:
    """The chains of the project's policies for which a matter can be opened, each with why not yet."""
    dossier = desk.dossier(project_id)
    return openable(docket_of(dossier), desk.project_packs(dossier.project))


def standing_of(desk: Desk, matter: Matter) -> MatterStanding:
    """How a matter stands now; KnownError when it is gone or its policy is no longer one of the project's."""
    now = plan_rows.newest(desk, matter)
    dossier = desk.dossier(now.project_id)
    found = standing(docket_of(dossier), desk.project_packs(dossier.project), now)
    if found is None:
        raise KnownError(f"项目的政策依据里已没有“{now.title}”的报批流程，没有改动。请先在项目资料里补上政策依据。")
    return found


def open_matter(desk: Desk, project_id: str, pack_id: str, chain_id: str, title: str = "", *, basis_document: str = "",
                basis_number: str = "", basis_on: date | None = None) -> Change:
    """Open a matter of a chain; KnownError while what must be approved first is not, unless the approval it stands on is named."""
    seen, dossier = desk.as_of(), desk.dossier(project_id)
    chain = _chain(desk, dossier, pack_id, chain_id)
    made = Matter(project_id=project_id, pack_id=pack_id, chain_id=chain_id, title=title.strip() or _title(dossier, chain),
                  opened_on=desk.clock().date(), basis_document=basis_document.strip(), basis_number=basis_number.strip(), basis_on=basis_on)
    _refuse_half_a_basis(desk, made)
    if why := blocked(docket_of(dossier), desk.project_packs(dossier.project), chain, made):
        raise KnownError(why)
    return Change(f"新开事项：{chain.label}", after=(made,), as_of=seen)


def _chain(desk: Desk, dossier: Dossier, pack_id: str, chain_id: str) -> Chain:
    packs = desk.project_packs(dossier.project)
    pack = next((p for p in packs if p.id == pack_id), None)
    chain = next((c for c in chains(pack, dossier.project, dossier.on) if c.id == chain_id), None) if pack else None
    if pack is None or chain is None:
        raise KnownError("按本项目的政策依据和情况，没有这个报批流程，没有新开事项。请核对项目资料，再重新选择。")
    if chain_id not in {o.chain.id for o in openable(docket_of(dossier), (pack,))}:
        raise KnownError(f"“{chain.label}”已有一件正在办理，没有重复新开。请在那一件里继续登记。")
    return chain


def _title(dossier: Dossier, chain: Chain) -> str:
    earlier = sum(m.chain_id == chain.id for m in dossier.approvals.matters)
    return f"{chain.label}（第 {earlier + 1} 次）" if earlier else chain.label


def _refuse_half_a_basis(desk: Desk, matter: Matter) -> None:
    given = {label: getattr(matter, name) for name, label in _BASIS.items()}
    if any(given.values()) and not all(given.values()):
        raise KnownError(f"请补齐{'、'.join(label for label, value in given.items() if not value)}，再保存前置批准。")
    if matter.basis_on and matter.basis_on > desk.clock().date():
        raise KnownError("前置批准日期在今天之后，没有保存。请核对文件上的日期。")


def set_matter_field(desk: Desk, matter: Matter, name: str, text: str) -> Change:
    """Put what was typed into the title or the note of a matter."""
    if name not in ("title", "note"):
        raise KnownError("这一项随办理情况得出，不能直接修改。")
    if name == "title" and not text.strip():
        raise KnownError("事项名称不能为空，没有改动。")
    return set_field(plan_rows.newest(desk, matter), name, text)


def set_basis(desk: Desk, matter: Matter, document: str, number: str, on: date | None) -> Change:
    """Record the approval outside this project that a matter stands on, such as the seller's approved design; all empty takes it away."""
    was = plan_rows.newest(desk, matter)
    made = replace(was, basis_document=document.strip(), basis_number=number.strip(), basis_on=on)
    _refuse_half_a_basis(desk, made)
    return Change("填写前置批准", before=(was,), after=(made,), as_of=desk.as_of())


def join(desk: Desk, matter: Matter, other: Matter) -> Change:
    """Let a matter go up together with another: one packet, two decisions (B §二(七))."""
    seen, mine, its = desk.as_of(), standing_of(desk, matter), standing_of(desk, other)
    _refuse_unfit_pair(mine, its)
    dossier = desk.dossier(mine.matter.project_id)
    if any(m.joined_id in (mine.matter.id, its.matter.id) for m in dossier.approvals.matters) or its.matter.joined_id or mine.matter.joined_id:
        raise KnownError("其中一件已与别的事项同步申报，没有改动。请先解除原来的同步申报。")
    if Subject.NEW_LAND in (mine.chain.subject, its.chain.subject):
        _refuse_new_area_not_fixed(desk, dossier, mine)
    return Change("同步申报", before=(mine.matter,), after=(replace(mine.matter, joined_id=its.matter.id),), as_of=seen)


def _refuse_unfit_pair(mine: MatterStanding, its: MatterStanding) -> None:
    if mine.matter.project_id != its.matter.project_id or mine.matter.id == its.matter.id:
        raise KnownError("同步申报的要是本项目的另一件事项，没有改动。请重新选择。")
    if its.chain.id not in mine.chain.joins and mine.chain.id not in its.chain.joins:
        raise KnownError(f"政策没有写明“{mine.chain.label}”可与“{its.chain.label}”同步申报，没有改动。请分别申报。")
    for each in (mine, its):
        if each.concluded_on or not each.is_open:
            raise KnownError(f"“{each.matter.title}”{each.state}，不能再同步申报，没有改动。")


def _refuse_new_area_not_fixed(desk: Desk, dossier: Dossier, mine: MatterStanding) -> None:
    """B §二(七): a change of the new area goes up with the land taking only where the new area was fixed at 立项."""
    version = approved(dossier, PlanKind.NEW) or approved_plan(dossier)
    clause = mine.pack.label(mine.chain.clause)
    if version is None:
        raise KnownError(f"还没有批准的方案版本，查不到立项时是否已确定建新区，没有同步申报（{clause}）。请先在“版本”里定稿并登记批复。")
    kept = desk.store.get(Sealed, version.sealed_id)
    if kept is None or not dossier_from_json(kept.dossier).plots_of(PlotUse.NEW):
        raise KnownError(f"批准的{version.kind}里没有建新地块，立项时没有确定城镇建新区，不能同步申报建新区变更（{clause}）。请分别申报。")


def goes_with(desk: Desk, matter: Matter) -> Matter | None:
    """The matter that one goes up together with, whichever of the two names the other; None when it goes up alone."""
    others = desk.dossier(matter.project_id).approvals.matters
    now = next((m for m in others if m.id == matter.id), matter)
    return next((m for m in others if m.id == now.joined_id or m.joined_id == now.id), None)


def can_go_together(desk: Desk, matter: Matter) -> tuple[MatterStanding, ...]:
    """The matters a policy lets one go up together with, that are under way and go up alone so far."""
    mine = standing_of(desk, matter)
    found = [s for s in register(desk, matter.project_id) if s.chain.id in mine.chain.joins or mine.chain.id in s.chain.joins]
    return tuple(s for s in found if s.is_open and not s.concluded_on and mine.is_open and not mine.concluded_on
                 and goes_with(desk, s.matter) is None)


def part(desk: Desk, matter: Matter) -> Change:
    """Let a matter go up by itself again."""
    was = plan_rows.newest(desk, matter)
    if not was.joined_id:
        raise KnownError("本事项没有同步申报，没有改动。")
    return Change("解除同步申报", before=(was,), after=(replace(was, joined_id=None),), as_of=desk.as_of())


def remove(desk: Desk, matter: Matter) -> Change:
    """Remove a matter that was opened by mistake; KnownError once anything was entered about it."""
    was = plan_rows.newest(desk, matter)
    if desk.store.load(MatterEntry, matter_id=was.id, limit=1):
        raise KnownError("本事项已有办理记录，不能删除。不再办理的，请登记撤回；登记有误的，请更正。")
    return Change("删除报批事项", before=(was,))


def chain_label(desk: Desk, matter: Matter) -> str:
    """What the chain of a matter is called; its id when no pack knows it any more."""
    found = chain_of(desk.packs.values(), matter)
    return found[1].label if found else matter.chain_id
