"""The poverty office's relocation list: taken in as received, reconciled with the survey, explained or taken over (A §四(二))."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from linkdesk import survey
from linkdesk.actions.household_changes import settled
from linkdesk.actions.ledger_rows import village_key
from linkdesk.actions.reconciling import Line, reconciled
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.documents import xlsx
from linkdesk.documents.reconciliation import reconciliation
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.domain.identity_number import id_problem, normalised_id
from linkdesk.domain.relocation import RelocationEntry, RelocationList
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import ChangeKind, Severity
from linkdesk.paths import shown_name

Report = Callable[[int, int], None]
_TAKEN = ("village", "group", "head_name", "population", "registered_poor", "relocation_type", "resettlement_choice",
          "resettlement_site")
_OF_IDENTITY = ("id_number", "head_name")
_LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class Received:
    """What an officer says of a list: its name, who gave it, and when."""

    title: str
    office: str = ""
    listed_on: date | None = None


def understand(path: Path, report: Report = quiet, on: date | None = None) -> survey.Reading:
    """What a list says by the day `on`; stores nothing. What only a survey must have (homestead, will) may be missing. Raises KnownError."""
    return replace(survey.read(path, report, on), file_name=shown_name(path))


def take_in(desk: Desk, reading: survey.Reading, received: Received) -> Change:
    """Keep a list as received; an identity number that is wrong stays as written, with what is wrong with it."""
    if not received.title.strip():
        raise KnownError("请填写名单名称，如“2018年易地扶贫搬迁名单”，再导入。")
    if not reading.households:
        raise KnownError("这个文件里没有读到农户，没有导入名单。请核对文件，表头应有“户主姓名”“身份证号”等列。")
    if same := desk.store.load(RelocationList, file_hash=reading.file_hash):
        raise KnownError(f"这个文件已作为“{same[0].title}”导入过，没有重复导入。")
    kept = RelocationList(
        title=received.title.strip(), office=received.office.strip(), listed_on=received.listed_on, file_name=reading.file_name,
        file_hash=reading.file_hash, imported_at=desk.clock(), officer_name=desk.officer_name)
    return Change("导入搬迁名单", kind=ChangeKind.IMPORT, after=(kept, *_entries(reading, kept)))


def _entries(reading: survey.Reading, kept: RelocationList) -> tuple[RelocationEntry, ...]:
    wrong: dict[str, list[Problem]] = {}
    for problem in reading.problems:
        if problem.field in _OF_IDENTITY and problem.severity is Severity.ERROR and problem.household_id:
            wrong.setdefault(problem.household_id, []).append(problem)
    rows: dict[str, int] = {}
    for source in reading.source_rows:
        if source.household_id:
            rows.setdefault(source.household_id, source.row)
    return tuple(_entry(h, rows.get(h.id, 0), wrong.get(h.id, []), kept) for h in reading.households)


def _entry(household: Household, row: int, wrong: list[Problem], kept: RelocationList) -> RelocationEntry:
    written = next((normalised_id(p.value) for p in wrong if p.field == "id_number" and p.value), None)
    number = household.id_number or (written if written and len(written) <= _LONGEST_NUMBER else None)
    return RelocationEntry(list_id=kept.id, row=row, id_number=number, problem="".join(p.message for p in wrong) or None,
                           **{name: getattr(household, name) for name in _TAKEN})


def lists(desk: Desk) -> list[RelocationList]:
    """The lists received, the newest first."""
    return desk.store.load(RelocationList, order="-imported_at")


def remove(desk: Desk, listed: RelocationList) -> Change:
    """Remove a list with its entries and their explanations."""
    return Change("删除搬迁名单", before=(listed, *desk.store.load(RelocationEntry, list_id=listed.id)))


def reconcile(desk: Desk, listed: RelocationList, project_id: str, every: bool = False) -> tuple[Line, ...]:
    """Each household of the list and of the survey, together where they are one; `every` for villages of other townships too."""
    households = desk.store.load(Household)
    dossier = desk.dossier(project_id)
    members = [m for m in desk.store.load(Member) if m.present and m.id_number]
    township = [v.name for v in dossier.villages if v.township_id == dossier.project.township_id]
    problems = [p for p in dossier.problems if p.settled_at is None and p.field == "id_number"]
    entries = desk.store.load(RelocationEntry, list_id=listed.id, order="row")
    return reconciled(entries, households, members, problems, project_id, township, every)


def take_over(desk: Desk, line: Line, names: Collection[str]) -> Change:
    """Put what the list says into the survey, field by field; the open problems about those fields are settled with it."""
    wanted = {d.field: d.listed for d in line.differences if d.field in names}
    if not wanted or line.household is None:
        raise KnownError("还没有选中要采用的内容，没有改动。请先勾选。")
    if "id_number" in wanted:
        _refuse_number(desk, line.household, wanted["id_number"])
    if "village" in wanted:
        wanted["village_id"] = _village_id(desk, line.household, wanted["village"])
    after = replace(line.household, **wanted)
    open_ = [p for p in desk.store.load(Problem, household_id=after.id) if p.settled_at is None and p.field in wanted]
    labels = "、".join(fields_of(Household)[name].label for name in wanted if name in names)
    return Change(f"按搬迁名单修改{labels}", before=(line.household, *open_),
                  after=(after, *(settled(desk, p, "已按搬迁名单改正") for p in open_)))


def _village_id(desk: Desk, household: Household, name: str) -> str | None:
    """The directory's village of that name in the project's township."""
    dossier = desk.dossier(household.project_id)
    return next((v.id for v in dossier.villages
                 if v.township_id == dossier.project.township_id and village_key(v.name) == village_key(name)), None)


def _refuse_number(desk: Desk, household: Household, number: str) -> None:
    if id_problem(number, desk.clock().date()):
        raise KnownError("名单上的身份证号也有误，没有采用。请核对户口簿后在农户表中填写。")
    if any(h.id != household.id for h in desk.store.load(Household, id_number=number)):
        raise KnownError("名单上的身份证号已登记在另一户名下，没有采用。请核对户口簿。")


def explain(desk: Desk, entry: RelocationEntry, how: str) -> Change:
    """An officer's explanation of why list and survey differ; an empty one takes the explanation away."""
    by, at = (desk.officer_name, desk.clock()) if how.strip() else (None, None)
    after = replace(entry, settled_how=how.strip() or None, settled_by=by, settled_at=at)
    return Change("说明搬迁名单的差异", before=(entry,), after=(after,))


def export(desk: Desk, listed: RelocationList, project_id: str, lines: Collection[Line], out: Path) -> Path:
    """Write the reconciliation as a workbook; that it left the house stands in the journal. Raises KnownError."""
    document = reconciliation(desk.dossier(project_id), listed, [
        (str(line.found), line.entry, line.household, line.said) for line in lines])
    desk.do(Change("导出搬迁名单核对表", kind=ChangeKind.EXPORT))
    xlsx.write_xlsx(document, out)
    return out
