"""What a workbook repeats or contradicts of what stands, in this project and in all others: found without a query per row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from linkdesk.actions.matching import Match
from linkdesk.actions.standing import Standing
from linkdesk.domain.fields import fields_of
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import Household, Member
from linkdesk.domain.region_code import region_problem
from linkdesk.domain.spelling import compact
from linkdesk.domain.survey import Problem, SourceRow
from linkdesk.survey import Reading
from linkdesk.survey.problems import sentences
from linkdesk.survey.reading import MEMBER_PREFIX, ColumnReading, LooseMember

_STROKES, _DIGIT, _FEWEST = re.compile(r"[\W_]+"), re.compile(r"\d"), 5
MEMBER_ID = MEMBER_PREFIX + "id_number"
_SAME_PERSON = "请核对是否为同一户；一个人只能列入一个项目区的一户。"
_LABELS = {name: field.label for name, field in fields_of(Household).items()} | {MEMBER_ID: "家庭成员身份证号"}


@dataclass(frozen=True)
class Comparison:
    """A reading beside what stands, with who is who; it makes problems that name the cell they are about."""

    reading: Reading
    matches: Mapping[str, Match]
    standing: Standing

    @cached_property
    def members(self) -> dict[str, list[Member]]:
        """The members as read, by household."""
        return grouped(self.reading.members, lambda m: m.household_id)

    @cached_property
    def rows(self) -> dict[str, list[SourceRow]]:
        """The rows of the workbook by household."""
        return grouped((r for r in self.reading.source_rows if r.household_id), lambda r: r.household_id or "")

    @cached_property
    def columns(self) -> dict[tuple[str, str], ColumnReading]:
        """The columns of the workbook by sheet and field."""
        return {(s.name, c.field): c for s in self.reading.sheets for c in reversed(s.columns)}

    @cached_property
    def reread(self) -> dict[str, Household]:
        """The households as read, by the id of the one of the project that they are."""
        return {self.matches[h.id].household.id: h for h in self.reading.households if h.id in self.matches}

    @cached_property
    def joining(self) -> dict[str, list[LooseMember]]:
        """Members of a sheet of their own by the one household of the project whose head they name."""
        found: dict[str, list[LooseMember]] = {}
        for loose in self.reading.loose_members:
            heads = [h for h in self.standing.by_number.get(loose.head_number, ()) if h.left_out is None and h.id not in self.reread]
            if len(heads) == 1:
                found.setdefault(heads[0].id, []).append(loose)
        return found

    def standing_of(self, household: Household) -> Household | None:
        """The household of the project that one as read is."""
        match = self.matches.get(household.id)
        return match.household if match else None

    def problem(self, household: Household, field: str, code: str, value: str, detail: str, at: int = 0, fix: str = "") -> Problem:
        """A problem with a field of a household as read; `at` is the place of the member it is about."""
        rows = self.rows[household.id]
        row = rows[at if at < len(rows) else 0]
        return self.problem_at((row.sheet, row.row), household.id, field, code, value, detail, fix)

    def problem_at(self, place: tuple[str, int], id_: str, field: str, code: str, value: str, detail: str, fix: str = "") -> Problem:
        """A problem with a field in a row of the workbook."""
        sheet, row = place
        column = self.columns.get((sheet, field)) or (self.columns.get((sheet, "id_number")) if field == MEMBER_ID else None)
        severity, message, usual = sentences(code, _LABELS[field], value, detail)
        return Problem(household_id=id_, sheet=sheet, row=row, column=column.column if column else "",
                       heading=column.heading if column else _LABELS[field], field=field, code=code, severity=severity,
                       value=value, message=message, fix=fix or usual)

    def named(self, other: Household) -> str:
        """A household that stands, in words: project, village, group and head."""
        where = "本项目" if other.project_id == self.standing.project.id else "未列入项目的"
        if other.project_id and other.project_id != self.standing.project.id:
            where = f"其他项目“{self.standing.projects.get(other.project_id, '')}”"
        return f"{where}{other.village or ''}{other.group or ''}{other.head_name or '未填姓名'}户"


def against(comparison: Comparison) -> list[Problem]:
    """Every problem of a workbook that only shows beside what stands already."""
    return [*_persons(comparison), *_twice(comparison, "certificate_number", "homestead_repeated"),
            *_twice(comparison, "bank_account", "account_repeated"), *_villages(comparison), *_regions(comparison)]


def _persons(comparison: Comparison) -> Iterator[Problem]:
    """One person stands in one household taken in, whatever the project and year."""
    reading, standing = comparison.reading, comparison.standing
    wanted = {h.id_number for h in reading.households} | {m.id_number for m in reading.members}
    wanted |= {loose.member.id_number for loose in reading.loose_members}
    known = _holders(standing, wanted - {None}, comparison)
    if not known:
        return
    yield from _loose_persons(comparison, known)
    for household in reading.households:
        if household.left_out is None:
            for number, field, at in _numbers(household, comparison.members.get(household.id, ())):
                yield from _person(comparison, household, number, field, at, known.get(number, ()))


def _loose_persons(comparison: Comparison, known: Mapping[str, list[tuple[Household, str]]]) -> Iterator[Problem]:
    """Members of a list of their own, asked about at the household of the project that they join."""
    for id_, members in comparison.joining.items():
        for loose in members:
            others = [o for o in known.get(loose.member.id_number or "", ()) if o[0].id != id_]
            if others:
                yield comparison.problem_at((loose.sheet, loose.row), id_, MEMBER_ID, "id_duplicate", loose.member.id_number or "",
                                            f"{comparison.named(others[0][0])}的{others[0][1]}", _SAME_PERSON)


def _numbers(household: Household, members: Iterable[Member]) -> Iterator[tuple[str, str, int]]:
    if household.id_number:
        yield household.id_number, "id_number", 0
    for at, member in enumerate(members):
        if member.id_number and member.id_number != household.id_number:
            yield member.id_number, MEMBER_ID, at


def _person(comparison: Comparison, household: Household, number: str, field: str, at: int,
            holders: Iterable[tuple[Household, str]]) -> Iterator[Problem]:
    own = comparison.standing_of(household)
    for other, role in holders:
        if own is None or other.id != own.id:
            yield comparison.problem(household, field, "id_duplicate", number, f"{comparison.named(other)}的{role}", at, _SAME_PERSON)
            return


def _holders(standing: Standing, wanted: set[str], comparison: Comparison) -> dict[str, list[tuple[Household, str]]]:
    """Who of those taken in holds each wanted number; what the workbook itself says anew of a household is not asked here."""
    found: dict[str, list[tuple[Household, str]]] = {}
    reread, members = comparison.reread, comparison.members
    for household in (*standing.households, *standing.elsewhere):
        if household.left_out is not None:
            continue
        anew = reread.get(household.id)
        if household.id_number in wanted and (anew is None or anew.id_number is None):
            found.setdefault(household.id_number, []).append((household, "户主"))
        if anew is None or anew.id not in members:
            for member in standing.members.get(household.id, ()):
                if member.id_number in wanted and member.id_number != household.id_number and member.present:
                    found.setdefault(member.id_number, []).append((household, "家庭成员"))
    return found


def _twice(comparison: Comparison, field: str, code: str) -> Iterator[Problem]:
    """What belongs to one household of a county (a homestead, an account) and stands with another, of whatever project and year."""
    wanted = {_plain(getattr(h, field)) for h in comparison.reading.households if getattr(h, field)} - {""}
    known = _owners(comparison, field, wanted) if wanted else {}
    for household in comparison.reading.households if known else ():
        own, value = comparison.standing_of(household), _plain(getattr(household, field))
        others = [o for o in known.get(value, ()) if own is None or o.id != own.id]
        if others and household.left_out is None:
            yield comparison.problem(household, field, code, getattr(household, field), comparison.named(others[0]))


def _owners(comparison: Comparison, field: str, wanted: set[str]) -> dict[str, list[Household]]:
    standing, found = comparison.standing, {}
    for household in (*standing.households, *standing.elsewhere):
        anew = comparison.reread.get(household.id)
        if household.project_id in standing.same_county and household.left_out is None and not (anew and getattr(anew, field)):
            own = {getattr(household, field), *(getattr(h, field, None) for h in standing.houses.get(household.id, ()))}
            for value in {_plain(text) for text in own} & wanted:
                found.setdefault(value, []).append(household)
    return found


def _plain(text: str | None) -> str:
    """A certificate or account without brackets and strokes; empty for 有, 无, 1 and the like."""
    bare = _STROKES.sub("", compact(text)).upper() if text else ""
    return bare if len(bare) >= _FEWEST and _DIGIT.search(bare) else ""


def _villages(comparison: Comparison) -> Iterator[Problem]:
    """Each village that the directory does not know, once in a project."""
    standing = comparison.standing
    asked = {p.value: p.household_id for of_one in standing.problems.values() for p in of_one if p.code == "village_unknown"}
    first: dict[str, Household] = {}
    for household in comparison.reading.households:
        name = household.village
        if name and name not in standing.villages:
            own = comparison.standing_of(household)
            if name not in asked or (own is not None and own.id == asked[name]):
                first.setdefault(name, household)
    for name, household in first.items():
        yield comparison.problem(household, "village", "village_unknown", name, "")


def _regions(comparison: Comparison) -> Iterator[Problem]:
    """A head whose number begins with another county's code: people move, so it is a remark and no more."""
    code = comparison.standing.county_code
    if not re.fullmatch(r"\d{6}", code):
        return
    for household in comparison.reading.households:
        if household.id_number and region_problem(household.id_number, code):
            yield comparison.problem(household, "id_number", "region_differs", household.id_number[:6], f"（{code}）")
