"""What stands already, gathered once for a whole workbook: no query for any one household."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.directory import Authority, Village
from linkdesk.domain.errors import KnownError
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import House, Household, Member
from linkdesk.domain.project import Project
from linkdesk.domain.survey import ImportBatch, Problem, SourceRow
from linkdesk.domain.words import AgreementState
from linkdesk.survey import Reading
from linkdesk.survey.keys import of_row_key

Report = Callable[[int, int], None]
Place = tuple[str, str, int]
"""The beginning of a workbook's hash, a sheet and a row."""

SHOWN_HASH = 16
_ON_PAPER = AgreementState.PRINTED, AgreementState.TAKEN_OVER
_STEPS = 6


@dataclass(frozen=True)
class Standing:
    """The project an import goes into with all its households, what else stands in the workspace, and as of which change.

    `rows` are those of the same workbooks taken in earlier, `units` how their columns were read, by batch, sheet and letter.
    """

    project: Project
    seen: int
    households: tuple[Household, ...]
    elsewhere: tuple[Household, ...]
    members: dict[str, list[Member]]
    houses: dict[str, list[House]]
    problems: dict[str, list[Problem]]
    rows: dict[Place, SourceRow]
    units: dict[tuple[str, str, str], str]
    signed: frozenset[str]
    projects: dict[str, str]
    same_county: frozenset[str | None]
    county_code: str
    villages: dict[str, str]

    @cached_property
    def by_id(self) -> dict[str, Household]:
        """The households of the project by their id."""
        return {h.id: h for h in self.households}

    @cached_property
    def by_number(self) -> dict[str, list[Household]]:
        """The households of the project by their head's identity number."""
        return grouped((h for h in self.households if h.id_number), lambda h: h.id_number)


def stands(desk: Desk, reading: Reading, project_id: str, report: Report) -> Standing:
    """Gather what a reading is weighed against; `report` is called between the steps and may raise Cancelled."""
    seen = desk.as_of()
    with desk.store.reading():
        return _gathered(desk, reading, project_id, seen, lambda step: report(step, _STEPS))


def _gathered(desk: Desk, reading: Reading, project_id: str, seen: int, tick: Callable[[int], None]) -> Standing:
    load = desk.store.load
    projects = {p.id: p for p in load(Project)}
    project = projects.get(project_id)
    if project is None:
        raise KnownError("找不到要导入的项目，请先选择项目。")
    tick(0)
    surveyed = load(Household)
    mine = tuple(h for h in surveyed if h.project_id == project_id)
    tick(1)
    members = grouped(load(Member), lambda m: m.household_id)
    tick(2)
    of_mine = {h.id for h in mine}
    problems = [p for p in load(Problem) if p.household_id in of_mine] if mine else []
    tick(3)
    agreements = load(Agreement, project_id=project_id, state=list(_ON_PAPER))
    authority = desk.store.get(Authority, project.responsible_id) if project.responsible_id else None
    return Standing(
        project, seen, mine, tuple(h for h in surveyed if h.project_id != project_id), members,
        grouped(load(House), lambda h: h.household_id), grouped(problems, lambda p: p.household_id),
        *_taken_earlier(desk, reading, project_id), frozenset(a.household_id for a in agreements),
        {id_: p.name for id_, p in projects.items()},
        frozenset(id_ for id_, p in projects.items() if p.responsible_id == project.responsible_id) | {None},
        authority.code if authority else "",
        {v.name: v.id for v in load(Village, township_id=project.township_id)})


def places(reading: Reading) -> dict[str, list[Place]]:
    """Of which rows taken in earlier a household as read says to be: by its row key, or because it is the same workbook."""
    found = grouped(((id_, of_row_key(key)) for id_, key in reading.keys), lambda pair: pair[0])
    wanted = {id_: [place for _, place in pairs if place] for id_, pairs in found.items()}
    for row in reading.source_rows:
        if row.household_id:
            wanted.setdefault(row.household_id, [(reading.file_hash[:SHOWN_HASH], row.sheet, row.row)])
    return wanted


def _taken_earlier(desk: Desk, reading: Reading, project_id: str) -> tuple[dict[Place, SourceRow], dict[tuple[str, str, str], str]]:
    """The rows taken in earlier that these may be again, and in which unit each of their columns was read."""
    hashes = {place[0] for of_one in places(reading).values() for place in of_one}
    batches = [b for b in desk.store.load(ImportBatch, project_id=project_id) if b.file_hash[:SHOWN_HASH] in hashes]
    short = {b.id: b.file_hash[:SHOWN_HASH] for b in batches}
    rows = desk.store.load(SourceRow, batch_id=list(short)) if short else []
    units = {(b.id, sheet["name"], column["column"]): column["unit"]
             for b in batches for sheet in json.loads(b.understood).get("sheets", ()) for column in sheet["columns"]}
    return {(short[row.batch_id], row.sheet, row.row): row for row in rows if row.household_id}, units
