"""Each household of a workbook as a case: as read, as it stands, what differs, and what is asked about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from linkdesk.actions.differences import PERSONS, Family, difference, differences, missing, settled_silently
from linkdesk.actions.matching import Match
from linkdesk.actions.questions import Case, Questions, errors, questions, what
from linkdesk.actions.repeats import Comparison
from linkdesk.actions.weights import MEMBERS, Taken, Weight
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import House, Household, Member
from linkdesk.domain.survey import Problem, SourceRow
from linkdesk.survey.reading import ColumnReading, LooseMember

Report = Callable[[int, int], None]

PRINTED = "该户已有定稿或纸质已签的协议：已印的协议不会随之改变，人口和身份的变化请一并核对，必要时作废后重新拟订。"
LIKELY = "村名、姓名和其他资料都相同，按同一户对待；身份证号不足以认定，请核对。"
_EVERY = 2000


@dataclass(frozen=True)
class Cases:
    """All cases of an import."""

    comparison: Comparison
    said: Mapping[str, list[Problem]]
    houses: Mapping[str, list[House]]

    @classmethod
    def of(cls, comparison: Comparison, problems: tuple[Problem, ...]) -> Cases:
        """The cases of a reading with all its problems."""
        reading = comparison.reading
        by_household = grouped((p for p in problems if p.household_id), lambda p: p.household_id or "")
        return cls(comparison, by_household, grouped(reading.houses, lambda h: h.household_id))

    @property
    def seen(self) -> int:
        """The number of the last change that was seen."""
        return self.comparison.standing.seen

    @cached_property
    def matches(self) -> Mapping[str, Match]:
        """The households of the project that were read, by the id as read."""
        return self.comparison.matches

    def weighed(self, report: Report) -> Iterator[Taken]:
        """Every household as it weighs, and those that only get a member from a list of members."""
        households = self.comparison.reading.households
        for at, household in enumerate(households):
            if not at % _EVERY:
                report(at, len(households))
            yield self._weighed(household)
        report(len(households), len(households))
        yield from (self._joined(id_, members) for id_, members in self.comparison.joining.items())

    def _weighed(self, household: Household) -> Taken:
        row = self.comparison.rows[household.id][0]
        key, match = f"{row.sheet}!{row.row}", self.matches.get(household.id)
        if match is None:
            return Taken(key, household)
        case = self.case(household, match)
        settles = self._settles(case, match)
        taken = Taken(key, household, match.household, Weight.CHANGED, case.differences, settles, self._remark(match))
        if case.differences or questions(case, frozenset()).moved:
            return taken
        return Taken(key, household, match.household, Weight.SAME)

    def case(self, household: Household, match: Match) -> Case:
        """One household as read beside the one it stands for."""
        standing, other = self.comparison.standing, match.household
        read = Family(household, self.comparison.members.get(household.id, ()), self.houses.get(household.id, ()))
        stands = Family(other, standing.members.get(other.id, ()), standing.houses.get(other.id, ()))
        had, said = standing.problems.get(other.id, ()), self.said.get(household.id, ())
        found = differences(read, stands, self._emptied(household, other, match.row, had, said))
        if match.row and household.id in self._keyed:
            found = tuple(d for d in found if self._is_changed(household, d.field, match.row))
        return Case(read, stands, had, said, found, self._lasting)

    def _settles(self, case: Case, match: Match) -> frozenset[str]:
        silent = frozenset() if match.likely else settled_silently(case.differences, case.open, case.said, case.read, case.standing)
        return silent - PERSONS if self._is_on_paper(match.household) else silent

    def _remark(self, match: Match) -> str:
        household = match.household
        said = (LIKELY if match.likely else "", PRINTED if self._is_on_paper(household) else "",
                f"该户已列为未列入（{household.left_out}），导入不会重新列入。" if household.left_out else "")
        return "".join(said)

    def _is_on_paper(self, household: Household) -> bool:
        return household.id in self.comparison.standing.signed

    def _emptied(self, read: Household, standing: Household, was: SourceRow | None, had: Sequence[Problem],
                 said: Sequence[Problem]) -> list[str]:
        """The fields that hold nothing now and should: their cell held something before, or holds something new and wrong."""
        lost = missing(read, standing)
        if not lost:
            return lost
        if was is not None:
            return [n for n in lost if self._stood(read, n, was) and self._is_changed(read, n, was)]
        known = set(map(what, had))
        wrong = {p.field for p in said if p.holds and p.value and what(p) not in known}
        return [n for n in lost if n in wrong]

    def _stood(self, read: Household, field: str, was: SourceRow) -> str:
        column = self._column(read, field)
        return dict(was.cells).get(column.column, "") if column else ""

    def _is_changed(self, read: Household, field: str, was: SourceRow) -> bool:
        """Whether a cell says otherwise than in the row taken in earlier, or is read in another unit now."""
        column, row = self._column(read, field), self.comparison.rows[read.id][0]
        if column is None or (row.sheet, row.row, column.column) in self.comparison.reading.corrected:
            return True
        if column.unit_reason and column.unit != self.comparison.standing.units.get((was.batch_id, was.sheet, column.column)):
            return True
        return self._stood(read, field, was) != dict(row.cells).get(column.column, "")

    def _column(self, read: Household, field: str) -> ColumnReading | None:
        return self.comparison.columns.get((self.comparison.rows[read.id][0].sheet, field))

    @cached_property
    def _keyed(self) -> frozenset[str]:
        return frozenset(id_ for id_, _ in self.comparison.reading.keys)

    @cached_property
    def _lasting(self) -> frozenset[str]:
        """The identity numbers that a household which is not in the workbook is still held for as a second one."""
        reread, standing = self.comparison.reread, self.comparison.standing
        return frozenset(p.value for id_, problems in standing.problems.items() if id_ not in reread
                         for p in problems if p.code == "id_duplicate" and p.holds)

    def _joined(self, id_: str, loose: list[LooseMember]) -> Taken:
        """A household of the project that gets members from a list of its own: taken without asking, for nothing is replaced."""
        standing = self.comparison.standing
        household, members = standing.by_id[id_], standing.members.get(id_, [])
        new = new_members(loose, members)
        key = f"{loose[0].sheet}!{loose[0].row}"
        if not new:
            return Taken(key, household, household, Weight.SAME)
        found = difference(MEMBERS, tuple(m for m in members if m.present), (*(m for m in members if m.present), *new))
        settles = frozenset() if self._is_on_paper(household) else frozenset((MEMBERS,))
        return Taken(key, household, household, Weight.CHANGED, (found,), settles, PRINTED if not settles else "")

    def will_hold(self, taken: Taken) -> bool:
        """Whether a household would stand with an unsettled error once everything new is taken."""
        said = self.said.get(taken.household.id, ())
        if taken.standing is None:
            return errors(said)
        had = self.comparison.standing.problems.get(taken.standing.id, ())
        return bool(said or had) and self.questions(taken, frozenset(d.field for d in taken.differences)).holds

    def questions(self, taken: Taken, fields: frozenset[str]) -> Questions:
        """What becomes of the problems of a household when these fields are taken."""
        match = self.matches.get(taken.household.id)
        return questions(self.case(taken.household, match) if match else self._case_of_joined(taken), fields)

    def _case_of_joined(self, taken: Taken) -> Case:
        """A household that nothing but members joined: it is read as it stands."""
        id_, standing = taken.household.id, self.comparison.standing
        stands = Family(taken.household, standing.members.get(id_, ()))
        had, said = standing.problems.get(id_, ()), self.said.get(id_, ())
        return Case(Family(taken.household), stands, had, (*had, *said), taken.differences)


def new_members(loose: list[LooseMember], standing: list[Member]) -> list[Member]:
    """The members of a list that a household has not had."""
    numbers, names = {m.id_number for m in standing}, {m.name for m in standing}
    unnumbered = {m.name for m in standing if m.id_number is None}
    return [m.member for m in loose if (m.member.id_number not in numbers and m.member.name not in unnumbered
                                        if m.member.id_number else m.member.name not in names)]
