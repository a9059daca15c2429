"""Matters go their chain in order whoever asks: entries in turn, corrections of the last one, one matter of a chain under way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from linkdesk import shipped
from linkdesk.domain.approval import CommentAnswer, Matter, MatterEntry, ReturnComment, Submission
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.carrying import Acceptance
from linkdesk.domain.carrying_words import AcceptanceResult
from linkdesk.domain.change import Change
from linkdesk.domain.corrections import standing as entries_that_stand
from linkdesk.domain.directory import Agency, AgencyName, Authority
from linkdesk.domain.docket import Docket
from linkdesk.domain.errors import KnownError
from linkdesk.domain.grouping import grouped
from linkdesk.domain.letter import Letter
from linkdesk.domain.letter_numbers import same_number
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.project import Project
from linkdesk.domain.special_plan import PlannedProject, SpecialPlan
from linkdesk.domain.trade import Trade
from linkdesk.guards.matter_numbers import refuse_number_of_another
from linkdesk.policy.matter_rules import blocked, why_not
from linkdesk.policy.matters import OPEN_STATES, chain_of, in_order, standings
from linkdesk.policy.parts import Pack, applying
from linkdesk.policy.procedure import Chain
from linkdesk.policy.terms import Subject
from linkdesk.store import Store

E = TypeVar("E")


def refuse_wrong_matters(store: Store, change: Change) -> None:
    """Refuse entries out of turn or of another project, second corrections, numbers of another matter, and a chain begun twice."""
    matters, entries = _of(change, Matter), _of(change, MatterEntry)
    of_entries = store.load(Matter, id=sorted({e.matter_id for e in entries})) if entries else []
    for project_id in {m.project_id for m in (*matters, *of_entries)}:
        _Court(store, change, project_id).judge(matters, entries)
    _refuse_loose_comments(store, change, {e.id: e for e in entries})
    corrected = {e.revokes_id for e in entries}
    _refuse_approval_alone(store, change, corrected)
    _refuse_acceptance_alone(store, change, corrected)


def _of(change: Change, kind: type[E]) -> list[E]:
    return [e for e in change.after if isinstance(e, kind)]


class _Court:
    """What a change says of the matters of one project, judged on what is stored, entry by entry."""

    def __init__(self, store: Store, change: Change, project_id: str) -> None:
        self.store, self.change, self.project_id = store, change, project_id
        project = store.get(Project, project_id) or next((p for p in _of(change, Project) if p.id == project_id), None)
        if project is None:
            raise KnownError("报批事项所属的项目区已不存在，没有登记。请刷新后重新选择。")
        self.packs: tuple[Pack, ...] = applying(shipped.packs(), project)
        self.docket = _docket(store, project)

    def judge(self, matters: Iterable[Matter], entries: Iterable[MatterEntry]) -> None:
        """Refuse what does not fit, in the order it is to be written."""
        for matter in (m for m in matters if m.project_id == self.project_id):
            self._look_at_matter(matter)
        known = {m.id for m in self.docket.matters}
        for entry in (e for e in entries if e.matter_id in known):
            self._look_at_entry(entry)
            self.docket = replace(self.docket, entries=(*self.docket.entries, entry))

    def _look_at_matter(self, matter: Matter) -> None:
        was = next((m for m in self.docket.matters if m.id == matter.id), None)
        self.docket = replace(self.docket, matters=(*(m for m in self.docket.matters if m.id != matter.id), matter))
        begun = any(e.matter_id == matter.id for e in self.docket.entries)
        if was and begun and (was.project_id, was.pack_id, was.chain_id) != (matter.project_id, matter.pack_id, matter.chain_id):
            raise KnownError("本事项已有办理记录，不能改换项目或报批流程，没有改动。")
        if was is None:
            self._refuse_second(matter)
        if matter.joined_id and (was is None or was.joined_id != matter.joined_id):
            self._refuse_strange_pair(matter)
        if was and begun and _basis(was) != _basis(matter):
            self._refuse_baseless(matter)

    def _refuse_second(self, matter: Matter) -> None:
        found = chain_of(self.packs, matter)
        if found is None:
            raise KnownError("项目的政策依据里没有这个报批流程，没有新开事项。请刷新后重新选择。")
        running = [s for s in standings(self.docket, self.packs) if s.chain.id == matter.chain_id and s.state in OPEN_STATES]
        if any(s.matter.id != matter.id for s in running):
            raise KnownError(f"“{found[1].label}”已有一件正在办理，没有重复新开。请在那一件里继续登记。")

    def _refuse_strange_pair(self, matter: Matter) -> None:
        other = next((m for m in self.docket.matters if m.id == matter.joined_id and m.id != matter.id), None)
        mine, its = (chain_of(self.packs, m) if m else None for m in (matter, other))
        if not mine or not its or (its[1].id not in mine[1].joins and mine[1].id not in its[1].joins):
            raise KnownError("政策没有写明这两件事项可以同步申报，没有改动。请分别申报。")

    def _refuse_baseless(self, matter: Matter) -> None:
        found = chain_of(self.packs, matter)
        stands = [e for e in self.docket.standing_entries if e.matter_id == matter.id and (e.step > 1 or e.kind is EntryKind.SENT)]
        if found and stands and (why := blocked(self.docket, self.packs, found[1], matter)):
            raise KnownError(f"本事项已经报送，前置批准不能去掉，没有改动。{why}")

    def _look_at_entry(self, entry: MatterEntry) -> None:
        if entry.revokes_id:
            self._refuse_wrong_correction(entry)
            return
        if why := why_not(self.docket, self.packs, entry):
            raise KnownError(why)
        self._refuse_strange_papers(entry)
        refuse_number_of_another(self.store, self.docket, self.packs, entry)

    def _refuse_wrong_correction(self, answer: MatterEntry) -> None:
        mine = in_order(e for e in self.docket.standing_entries if e.matter_id == answer.matter_id)
        wrong = next((e for e in mine if e.id == answer.revokes_id), None)
        if wrong is None:
            raise KnownError("这条记录已经更正过，或者不在本事项里，没有更正。请刷新后查看。")
        if wrong.id != mine[-1].id:
            raise KnownError(f"这条“{wrong.kind}”之后还有 {len(mine) - 1 - mine.index(wrong)} 条记录，没有更正。请从最后一条起逐条更正。")
        if not answer.reason.strip():
            raise KnownError("请写明更正的原因，再更正。")

    def _refuse_strange_papers(self, entry: MatterEntry) -> None:
        """What an entry names is of its own matter and project."""
        matter = next(m for m in self.docket.matters if m.id == entry.matter_id)
        together = {matter.id, matter.joined_id, *(m.id for m in self.docket.matters if m.joined_id == matter.id)}
        named = ((Submission, entry.submission_id, lambda s: s.matter_id in together), (PlanVersion, entry.version_id, self._is_mine),
                 (Letter, entry.letter_id, self._is_mine))
        for kind, id_, fits in named:
            paper = (self.store.get(kind, id_) or next((e for e in _of(self.change, kind) if e.id == id_), None)) if id_ else None
            if id_ and (paper is None or not fits(paper)):
                raise KnownError("所选的报送件、版本或公文不是本事项的，没有登记。请刷新后重新选择。")

    def _is_mine(self, row: Any) -> bool:
        return row.project_id == self.project_id


def _basis(matter: Matter) -> tuple[Any, ...]:
    return matter.basis_document, matter.basis_number, matter.basis_on


def _docket(store: Store, project: Project) -> Docket:
    """What the rules of matters look at, as it is stored."""
    matters = store.load(Matter, project_id=project.id)
    entries = store.load(MatterEntry, matter_id=[m.id for m in matters])
    comments = store.load(ReturnComment, entry_id=[e.id for e in entries])
    versions = store.load(PlanVersion, project_id=project.id)
    return Docket(project, store.clock().date(), tuple(store.load(Authority)), tuple(store.load(Agency)), tuple(store.load(AgencyName)),
                  tuple(matters), tuple(entries), tuple(comments), tuple(store.load(CommentAnswer, comment_id=[c.id for c in comments])),
                  versions=tuple(versions), approvals=tuple(store.load(PlanApproval, version_id=[v.id for v in versions])),
                  acceptances=tuple(store.load(Acceptance, project_id=project.id)), trades=tuple(store.load(Trade, project_id=project.id)),
                  special_plans=tuple(store.load(SpecialPlan, authority_id=project.responsible_id) if project.responsible_id else ()),
                  planned_projects=tuple(store.load(PlannedProject, project_id=project.id)))


def _refuse_loose_comments(store: Store, change: Change, entered: dict[str, MatterEntry]) -> None:
    """Comments come with the return they are part of; an answer is of a comment whose papers did not go up again since."""
    for comment in _of(change, ReturnComment):
        entry = entered.get(comment.entry_id)
        if entry is None or entry.kind is not EntryKind.RETURNED or not comment.text.strip():
            raise KnownError("退回意见要随退回一起登记，没有登记。")
    answers = _of(change, CommentAnswer)
    comments = {c.id: c for c in store.load(ReturnComment, id=sorted({a.comment_id for a in answers}))} if answers else {}
    for answer in answers:
        comment = comments.get(answer.comment_id)
        if comment is None or not answer.text.strip() or _went_up_since(store, comment):
            raise KnownError("这次退回已更正，或材料已重新报送，答复没有登记。请刷新后查看。")


def _went_up_since(store: Store, comment: ReturnComment) -> bool:
    entry = store.get(MatterEntry, comment.entry_id)
    mine = in_order(entries_that_stand(store.load(MatterEntry, matter_id=entry.matter_id)))
    last = next((e for e in reversed(mine) if e.kind is not EntryKind.PASSED), None)
    return last is None or last.id != entry.id


def _refuse_approval_alone(store: Store, change: Change, corrected: set[str | None]) -> None:
    """An approval that a matter brought along is corrected with the matter's entry, so that both tell the same."""
    gone = {a.version_id: a for a in _of(change, PlanApproval) if a.revokes_id}
    mine = store.load(MatterEntry, version_id=sorted(gone)) if gone else []
    stands = entries_that_stand((*mine, *store.load(MatterEntry, revokes_id=[e.id for e in mine]))) if mine else ()
    for version_id, passed in grouped(stands, lambda e: e.version_id).items():
        approval = gone[version_id]
        if any(e.kind is EntryKind.PASSED and same_number(e.number, approval.number) and e.actor == approval.approver and e.id not in corrected
               for e in passed):
            raise KnownError(f"批复 {approval.number} 是随报批事项登记的，没有更正。请在“审批”里更正那条“通过”记录。")


def _refuse_acceptance_alone(store: Store, change: Change, corrected: set[str | None]) -> None:
    """An acceptance by which a matter was passed, or a plot before it, stays while that entry stands."""
    for acceptance in (a for a in _of(change, Acceptance) if a.revokes_id):
        for matter in store.load(Matter, project_id=acceptance.project_id):
            found = chain_of(shipped.packs().values(), matter)
            stands = entries_that_stand(store.load(MatterEntry, matter_id=matter.id))
            if found and found[1].subject is Subject.ACCEPTANCE and any(
                    _stands_on(found[1], e, acceptance) for e in stands if e.id not in corrected):
                raise KnownError(f"“{matter.title}”已登记通过，凭的是全部地块验收合格，{acceptance.number} 在内，没有更正。"
                                 "请先在“审批”里更正那条记录。")


def _stands_on(chain: Chain, entry: MatterEntry, acceptance: Acceptance) -> bool:
    """Whether an entry passed by an acceptance, or by the plots that passed in it."""
    whole = entry.step == chain.concluding and acceptance.result is not AcceptanceResult.FAILED
    return entry.kind is EntryKind.PASSED and (whole or same_number(entry.number, acceptance.number))
