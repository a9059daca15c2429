"""List against survey: who is in both, only there, only here, or perhaps the same; compared by identity number, members' too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from linkdesk.actions.ledger_rows import village_key
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.domain.identity_number import normalised_id
from linkdesk.domain.likeness import Person, near_pairs
from linkdesk.domain.privacy import on_screen
from linkdesk.domain.relocation import RelocationEntry
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import RelocationType

COMPARED = ("head_name", "village", "population", "registered_poor", "relocation_type", "resettlement_choice", "resettlement_site")
RELOCATED = RelocationType.POVERTY, RelocationType.SYNCHRONOUS


class Found(StrEnum):
    """What comparing gave; the value is the word an officer sees."""

    DIFFERS = "有差异"
    ALIKE = "疑似同一户"
    MEMBER = "是某户成员"
    LISTED = "仅名单有"
    SURVEYED = "仅摸底有"
    LEFT = "摸底未列入"
    ELSEWHERE = "在其他项目"
    TWICE = "名单重复"
    SAME = "一致"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that list and survey do not agree on."""

    field: str
    label: str
    here: Any
    listed: Any

    @property
    def said(self) -> str:
        """Both values in words, private ones masked."""
        about = fields_of(Household)[self.field]
        here, listed = (on_screen(shown(about, v), about.private) or "未填" for v in (self.here, self.listed))
        return f"{self.label}：摸底 {here}，名单 {listed}"


@dataclass(frozen=True, slots=True)
class Line:
    """One household of the list, of the survey, or of both."""

    id: str
    found: Found
    entry: RelocationEntry | None = None
    household: Household | None = None
    differences: tuple[Difference, ...] = ()
    why: str = ""

    @property
    def said(self) -> str:
        """What is to be looked at, in words."""
        listed = (self.why, self.entry.problem or "" if self.entry else "", *(d.said for d in self.differences))
        return "；".join(part.rstrip("。") for part in listed if part)


def reconciled(entries: Sequence[RelocationEntry], households: Sequence[Household], members: Sequence[Member],
               problems: Sequence[Problem], project_id: str, township: Iterable[str], every: bool) -> tuple[Line, ...]:
    """Every entry and every household that should be listed, each in one line; entries of other townships only with `every`."""
    both = _Both(households, members, problems, project_id)
    seen: set[str] = set()
    lines = []
    for entry in entries:
        line = both.line(entry)
        if entry.id_number and entry.id_number in seen:
            line = Line(entry.id, Found.TWICE, entry, why="同一身份证号在名单上已有一行")
        seen.add(entry.id_number or "")
        lines.append(line)
    lines = list(both.liked(lines))
    villages = {village_key(v) for v in township} | {village_key(h.village) for h in both.mine}
    near = [line for line in lines if every or _concerns(line, villages)]
    met = {line.household.id for line in lines if line.household}
    return (*near, *(Line(h.id, Found.SURVEYED, household=h, why="摸底登记为搬迁户，名单上没有")
                     for h in both.mine if h.id not in met and _should_be_listed(h)))


def _concerns(line: Line, villages: set[str]) -> bool:
    """Whether a line is the project's: matched here, of one of its villages, or of a village not said."""
    return line.found not in (Found.LISTED, Found.ELSEWHERE, Found.TWICE) or village_key(line.entry.village) in villages | {""}


def _should_be_listed(household: Household) -> bool:
    """The poverty office lists those it relocates; who leaves for a mine or a landslide is on other lists."""
    return household.relocation_type in RELOCATED or (household.relocation_type is None and household.registered_poor is True)


@dataclass
class _Both:
    households: Sequence[Household]
    members: Sequence[Member]
    problems: Sequence[Problem]
    project_id: str
    by_id: dict[str, Household] = field(init=False)

    def __post_init__(self) -> None:
        self.by_id = {h.id: h for h in self.households}

    @cached_property
    def mine(self) -> list[Household]:
        return [h for h in self.households if h.project_id == self.project_id and h.left_out is None]

    @cached_property
    def heads(self) -> dict[str, Household]:
        """By number; a household of the project itself goes before one left out, that before one of another project."""
        ranked = sorted(self.households, key=lambda h: (h.project_id != self.project_id, h.left_out is not None), reverse=True)
        return {h.id_number: h for h in ranked if h.id_number}

    @cached_property
    def of_members(self) -> dict[str, Household]:
        mine = {h.id for h in self.mine}
        return {m.id_number: self.by_id[m.household_id] for m in self.members if m.household_id in mine}

    def line(self, entry: RelocationEntry) -> Line:
        """One entry by its number."""
        number = entry.id_number if not entry.problem else None
        found = self.heads.get(number or "")
        if found is None and number in self.of_members:
            household = self.of_members[number]
            return Line(entry.id, Found.MEMBER, entry, household, why=f"名单上的户主在摸底中是{household.head_name or '某'}户的成员")
        if found is None:
            return Line(entry.id, Found.LISTED, entry)
        if found.project_id != self.project_id:
            return Line(entry.id, Found.ELSEWHERE, entry, found, why="该户登记在其他项目")
        if found.left_out is not None:
            return Line(entry.id, Found.LEFT, entry, found, why=f"摸底未列入：{found.left_out}")
        differing = differences(entry, found)
        return Line(entry.id, Found.DIFFERS if differing else Found.SAME, entry, found, differing)

    def liked(self, lines: Sequence[Line]) -> Iterator[Line]:
        """The lines, and for those only listed the household that may be the same."""
        taken = {line.household.id for line in lines if line.household}
        open_ = {line.id: line.entry for line in lines if line.found is Found.LISTED}
        free = {h.id: h for h in self.mine if h.id not in taken}
        likely = self._likely(open_, free)
        for line in lines:
            like = free.get(likely.get(line.id, ""))
            if like is None:
                yield line
            else:
                yield replace(line, found=Found.ALIKE, household=like, differences=differences(line.entry, like, number=True),
                              why=f"村名和姓名相近，{_apart(line.entry.id_number, like.id_number)}")

    def _likely(self, entries: dict[str, RelocationEntry], free: dict[str, Household]) -> dict[str, str]:
        """Entry id → household id: same village and name where a number is lacking, or numbers that differ by one slip."""
        written = {p.household_id: normalised_id(p.value) for p in self.problems if p.value and p.household_id}
        numbers = {h.id: h.id_number or written.get(h.id, "") for h in free.values()}
        named: dict[tuple[str, str], str] = {}
        for h in free.values():
            named.setdefault((village_key(h.village), h.head_name or ""), h.id)
        likely = {}
        for entry in entries.values():
            same = named.get((village_key(entry.village), entry.head_name or "")) if entry.head_name and entry.village else None
            if same and (entry.problem or not entry.id_number or not free[same].id_number):
                likely[entry.id] = same
        people = [*(Person(("list", e.id), village_key(e.village), e.head_name or "", e.id_number or "") for e in entries.values()),
                  *(Person(("here", h.id), village_key(h.village), h.head_name or "", numbers[h.id]) for h in free.values())]
        for one, other in near_pairs(people):
            if one[0] != other[0]:
                listed, here = (one, other) if one[0] == "list" else (other, one)
                likely.setdefault(listed[1], here[1])
        return likely


def differences(entry: RelocationEntry, household: Household, number: bool = False) -> tuple[Difference, ...]:
    """Where list and survey do not agree; what the list does not say is no difference."""
    names = (*(("id_number",) if number else ()), *COMPARED)
    return tuple(Difference(n, fields_of(Household)[n].label, getattr(household, n), getattr(entry, n)) for n in names
                 if getattr(entry, n) not in (None, "") and not _agree(n, getattr(household, n), getattr(entry, n)))


def _apart(listed: str | None, here: str | None) -> str:
    """How two numbers differ, without saying them."""
    if not listed or not here:
        return "身份证号一方缺失"
    places = [str(at) for at, (a, b) in enumerate(zip(listed, here, strict=False), 1) if a != b]
    return f"身份证号第 {'、'.join(places)} 位不同" if len(listed) == len(here) else "身份证号位数不同"


def _agree(name: str, here: Any, listed: Any) -> bool:
    return village_key(here) == village_key(listed) if name == "village" else here == listed
