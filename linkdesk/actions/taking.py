"""The one change of an import: new households, what was chosen for changed ones, problems settled and new, every row kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from linkdesk import survey
from linkdesk.actions import drafts
from linkdesk.actions.cases import new_members
from linkdesk.actions.differences import Family, adds, paired
from linkdesk.actions.plan_rows import after_last
from linkdesk.actions.questions import Questions, errors
from linkdesk.actions.weights import HOUSES, MEMBERS, Choice, Counts, Intake, Taken
from linkdesk.desk import Desk
from linkdesk.domain.change import Change, Entity
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household, Member
from linkdesk.domain.survey import ImportBatch, ImportDraft, Problem, SourceRow
from linkdesk.domain.words import ChangeKind

SETTLED = "已由退回核实的表更正"
_LOOSE = "member_without_household"


def change(desk: Desk, intake: Intake, choices: Mapping[str, Choice], draft: ImportDraft | None) -> Change:
    """The change that takes in what was weighed; everything asked is decided."""
    draft = drafts.standing(desk, draft) if draft else None
    _refuse_empty(intake)
    _refuse_again(desk, intake, draft)
    work = _Work(desk, intake, draft)
    for taken in intake.taken:
        work.take(taken, taken.takes(choices.get(taken.key)) or frozenset())
    return work.change()


def _refuse_empty(intake: Intake) -> None:
    if not intake.taken and not intake.reading.loose_members:
        raise KnownError("这个文件里没有读到农户，项目未改动。请核对是否选对了文件，表头是否有“户主姓名”“身份证号”等列。")


def _refuse_again(desk: Desk, intake: Intake, draft: ImportDraft | None) -> None:
    """The same file with nothing corrected and nothing different would only be kept twice."""
    said = drafts.decided(draft).directions if draft else None
    if intake.counts.new or intake.counts.changed or (said and (said.cells or said.fields or said.units or said.headers)):
        return
    same = desk.store.load(ImportBatch, project_id=intake.project_id, file_hash=intake.reading.file_hash)
    if same:
        raise KnownError(f"这个文件已于 {same[-1].imported_at:%Y-%m-%d %H:%M} 导入过，各户都没有变化，没有重复导入。")


class _Work:
    """The change while it is put together."""

    def __init__(self, desk: Desk, intake: Intake, draft: ImportDraft | None) -> None:
        self.desk, self.intake, self.draft = desk, intake, draft
        self.standing, self.cases = intake.cases.comparison.standing, intake.cases
        self.batch = ImportBatch(
            project_id=intake.project_id, file_name=intake.reading.file_name, file_hash=intake.reading.file_hash,
            imported_at=desk.clock(), officer_name=desk.officer_name, rows_read=intake.reading.rows_read,
            directions=draft.directions if draft else None)
        self.before: list[Entity] = []
        self.after: list[Entity] = []
        self.new: list[Household] = []
        self.ids: dict[str, str] = {}
        self.joined: dict[tuple[str, int], str] = {}
        self.held = 0

    def take(self, taken: Taken, fields: frozenset[str]) -> None:
        """Take one household, of a changed one these fields."""
        if taken.standing is None:
            self._add(taken.household)
        elif taken.household is taken.standing:
            self._join(taken, fields)
        else:
            self._update(taken, taken.standing, fields)

    def _add(self, household: Household) -> None:
        said = self.cases.said.get(household.id, ())
        self.held += errors(said)
        self.new.append(replace(household, project_id=self.intake.project_id,
                                village_id=self.standing.villages.get(household.village or "")))
        self.after += self.cases.comparison.members.get(household.id, ())
        self.after += self.cases.houses.get(household.id, ())
        self._ask(said, household.id)

    def _ask(self, problems: Iterable[Problem], household_id: str | None) -> None:
        self.after += (replace(p, batch_id=self.batch.id, household_id=household_id) for p in problems)

    def _join(self, taken: Taken, fields: frozenset[str]) -> None:
        id_ = taken.household.id
        loose, members = self.cases.comparison.joining[id_], self.standing.members.get(id_, [])
        self.joined.update(((m.sheet, m.row), id_) for m in loose)
        if MEMBERS in fields:
            self.after += _placed(new_members(loose, members), members, id_)
        self._answer(self.cases.questions(taken, fields), taken.household)

    def _update(self, taken: Taken, other: Household, fields: frozenset[str]) -> None:
        self.ids[taken.household.id] = other.id
        if fields:
            self._put(_applied(other, taken.household, fields, self.standing.villages), other)
            case = self.cases.case(taken.household, self.cases.matches[taken.household.id])
            if MEMBERS in fields:
                self._put_members(case.read, case.standing)
            if HOUSES in fields:
                self.before += case.standing.houses
                self.after += (replace(h, household_id=other.id) for h in case.read.houses)
        if self.standing.problems.get(other.id) or self.cases.said.get(taken.household.id):
            self._answer(self.cases.questions(taken, fields), other)

    def _put(self, new: Entity, old: Entity) -> None:
        if new != old:
            self.before.append(old)
            self.after.append(new)

    def _put_members(self, read: Family, stands: Family) -> None:
        pairs, new, gone = paired(read.members, stands.members)
        for member, other in pairs:
            self._put(replace(other, **adds(member, other)), other)
        self.after += _placed(new, stands.members, stands.household.id)
        self.before += gone

    def _answer(self, found: Questions, other: Household) -> None:
        self.before += (*found.settled, *found.replaced)
        self.after += (replace(p, settled_by=self.desk.officer_name, settled_at=self.desk.clock(), settled_how=SETTLED)
                       for p in found.settled)
        self._ask(found.new, other.id)
        self.held += found.holds

    def change(self) -> Change:
        """Everything put together as one change."""
        reading = self.intake.reading
        self._ask((p for p in self.intake.problems if not p.household_id and not self._is_answered(p)), None)
        patterns = drafts.remember(self.desk, reading, self.draft) if self.draft else Change("没有指定表头")
        gone = (self.draft,) if self.draft else ()
        return Change("导入农户", kind=ChangeKind.IMPORT, as_of=self.intake.seen, before=(*self.before, *patterns.before, *gone),
                      after=(*self.new, replace(self.batch, understood=self._understood()), *self._rows(), *self.after, *patterns.after))

    def _is_answered(self, problem: Problem) -> bool:
        return problem.code == _LOOSE and (problem.sheet, problem.row) in self.joined

    def _rows(self) -> Iterable[SourceRow]:
        ids, joined, batch = self.ids, self.joined, self.batch.id
        return (SourceRow(batch, ids.get(r.household_id, r.household_id) if r.household_id else joined.get((r.sheet, r.row)),
                          r.sheet, r.row, r.cells, r.id) for r in self.intake.reading.source_rows)

    def _understood(self) -> str:
        """What was read and what came of it, as JSON: sheets, rows, what was skipped, and the four counts."""
        bare = replace(self.intake.reading, households=(), members=(), houses=(), source_rows=(), problems=())
        said: dict[str, Any] = {name: survey.inspect_json(bare)[name] for name in ("sheets", "skipped")}
        counts = Counts(self.intake.counts.new, self.intake.counts.changed, self.intake.counts.same, self.held)
        return json.dumps({**said, "rows_read": self.batch.rows_read, **asdict(counts)}, ensure_ascii=False)


def _applied(standing: Household, read: Household, fields: frozenset[str], villages: Mapping[str, str]) -> Household:
    """The household with these of its fields as read; what was typed for an area goes with it."""
    own = {name: getattr(read, name) for name in fields - {MEMBERS, HOUSES}}
    typed = (*((n, t) for n, t in standing.as_typed if n not in own), *((n, t) for n, t in read.as_typed if n in own))
    if "village" in own:
        own["village_id"] = villages.get(own["village"] or "")
    return replace(standing, **own, as_typed=typed)


def _placed(new: Iterable[Member], standing: Iterable[Member], household_id: str) -> list[Member]:
    """New members behind those of the household."""
    first = after_last(standing)
    return [replace(m, household_id=household_id, position=at) for at, m in enumerate(new, first)]
