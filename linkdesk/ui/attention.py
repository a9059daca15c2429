"""What needs attention in a project, in the order of the findings panel: errors, 提示, 需人工核对, then what is lacking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import Severity
from linkdesk.policy.terms import RowResult, RowScope

if TYPE_CHECKING:
    from linkdesk.policy.check import Finding
    from linkdesk.policy.compliance import RowState


class Group(StrEnum):
    """The groups of the panel; the value is the word a person sees."""

    ERROR = "错误"
    WARNING = "提示"
    JUDGE = "需人工核对"
    LACKING = "资料待补"


MARKS = {Group.ERROR: "error", Group.WARNING: "warning", Group.JUDGE: "person", Group.LACKING: "note"}
ROLES = {Group.ERROR: "error", Group.WARNING: "warning", Group.JUDGE: "note", Group.LACKING: "second"}
_OF_SEVERITY = {Severity.ERROR: Group.ERROR, Severity.WARNING: Group.WARNING, Severity.NOTE: Group.LACKING}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at: clause, what it is about, value against bound, and where it is put right."""

    group: Group
    clause: str
    about: str
    value: str
    sentence: str
    subject: str
    subject_id: str
    field: str


def items(dossier: Dossier, findings: Iterable[Finding], rows: Iterable[RowState]) -> tuple[Item, ...]:
    """Everything that needs attention, group by group."""
    found = [*_of_findings(findings), *_of_problems(dossier), *_of_rows(rows)]
    return tuple(item for group in Group for item in found if item.group is group)


def _of_findings(findings: Iterable[Finding]) -> Iterator[Item]:
    for f in findings:
        value = f"{f.measured}　应{f.bound}" if f.bound else f.measured
        yield Item(_group(f), f.clause, f.label, value, f.message + f.fix, f.subject, f.subject_id, f.field)


def _group(found: Finding) -> Group:
    """A note that something stands so is for a person; one that something is not known is to be filled in."""
    return Group.JUDGE if found.severity is Severity.NOTE and not found.undetermined else _OF_SEVERITY[found.severity]


def _of_problems(dossier: Dossier) -> Iterator[Item]:
    households = {h.id: h for h in dossier.households}
    for p in (p for p in dossier.problems if p.settled_at is None):
        yield Item(_OF_SEVERITY[p.severity], "", _whose(households.get(p.household_id), p), "", p.message + p.fix,
                   "household", p.household_id or "", p.field)


def _whose(household: object, problem: Problem) -> str:
    name = getattr(household, "head_name", None) or "姓名未填写"
    return f"{getattr(household, 'village', None) or ''} {name} · {_what(problem)}".strip()


def _what(problem: Problem) -> str:
    field = fields_of(Household).get(problem.field)
    return field.label if field else problem.heading or "资料"


def _of_rows(rows: Iterable[RowState]) -> Iterator[Item]:
    for state in rows:
        if state.state is RowResult.TO_JUDGE and state.row.scope is RowScope.PROJECT:
            yield Item(Group.JUDGE, state.clause, state.row.act, "", f"{state.row.says}。", "judgement", state.row.id, "basis")
