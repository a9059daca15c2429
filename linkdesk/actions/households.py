"""Households: correct, settle, add, remove, paste, search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from linkdesk.actions.edits import set_field, with_typed
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.carrying import SettlementHouse
from linkdesk.domain.change import Change
from linkdesk.domain.entry import Unreadable, parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import House, Household, HouseholdEvent, Member
from linkdesk.domain.identity_number import id_problem
from linkdesk.domain.notice import Complaint, Objection
from linkdesk.domain.survey import Problem, SourceRow


def correct(desk: Desk, household: Household, name: str, text: str) -> Change:
    """Put a corrected value into a field; the open problems about that field are settled in the same change."""
    change = set_field(household, name, text)
    value = getattr(change.after[0], name)
    if name == "id_number" and value:
        _refuse_birth(desk, value)
        _refuse_known(desk, household, value)
    open_ = [p for p in desk.store.load(Problem, household_id=household.id)
             if p.field == name and p.settled_at is None and value is not None]
    return replace(change, before=(*change.before, *open_),
                   after=(*change.after, *(_settled(desk, p, "已改正") for p in open_)))


def settle(desk: Desk, problem: Problem, how: str) -> Change:
    """An officer states that what was remarked is right as it is, and why."""
    if not how.strip():
        raise KnownError("请写明核对结果或依据，再确认无误。")
    return Change("确认问题已核对", before=(problem,), after=(_settled(desk, problem, how.strip()),))


def _settled(desk: Desk, problem: Problem, how: str) -> Problem:
    return replace(problem, settled_by=desk.officer_name, settled_at=desk.clock(), settled_how=how)


def _refuse_known(desk: Desk, household: Household, id_number: str) -> None:
    others = [h for h in desk.store.load(Household, id_number=id_number) if h.id != household.id]
    if others:
        raise Unreadable(f"这个身份证号已登记在{others[0].village or ''}另一户名下，原值未改动。请核对户口簿。")


def _refuse_birth(desk: Desk, id_number: str) -> None:
    if id_problem(id_number, desk.clock().date()):
        raise Unreadable("身份证号里的出生日期在今天以后或过早，原值未改动。请核对户口簿。")


def add(desk: Desk, project_id: str) -> Change:
    """A new household, empty but for its project."""
    return Change("新增农户", after=(Household(project_id=project_id),))


def remove(desk: Desk, households: Iterable[Household]) -> Change:
    """Remove households with their members, rows and problems; one with an agreement is refused."""
    households = tuple(households)
    if any(desk.store.load(Agreement, household_id=h.id) for h in households):
        raise KnownError("所选农户已有协议，没有删除。协议（作废的也在内）须随农户留存；不再列入的，请把意愿改为不同意。")
    if any(desk.store.load(kind, household_id=h.id) for h in households for kind in (Complaint, Objection)):
        raise KnownError("所选农户有信访或公示异议的登记，没有删除。登记须随农户留存；不再列入的，请列为未列入并写明原因。")
    if any(desk.store.load(SettlementHouse, household_id=h.id) for h in households):
        raise KnownError("所选农户已分配安置房，没有删除。请先在“安置区建设”中改正分配。")
    children = [c for h in households for kind in (Member, House, HouseholdEvent, Problem, SourceRow)
                for c in desk.store.load(kind, household_id=h.id)]
    return Change(f"删除农户 {len(households)} 户", before=(*households, *children))


def paste(desk: Desk, project_id: str, rows: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New households from pasted spreadsheet rows, column by column; a cell that cannot be read refuses the paste, naming it."""
    seen = desk.as_of()
    pasted = {at: _pasted(project_id, row, names, at) for at, row in enumerate(rows, 1) if any(c.strip() for c in row)}
    if not pasted:
        raise KnownError("剪贴板里没有可以粘贴的农户行。")
    _refuse_twice(desk, pasted)
    return Change(f"粘贴农户 {len(pasted)} 户", after=tuple(pasted.values()), as_of=seen)


def _refuse_twice(desk: Desk, pasted: dict[int, Household]) -> None:
    """One person stands in one household: a number that is there already, or twice in the paste, refuses it."""
    known = {h.id_number for h in desk.store.load(Household)}
    for at, household in pasted.items():
        if not household.id_number:
            continue
        _refuse_birth(desk, household.id_number)
        if household.id_number in known:
            raise Unreadable(f"粘贴的第 {at} 行：这个身份证号已登记在另一户名下，没有粘贴任何农户。请核对户口簿。")
        known.add(household.id_number)


def _pasted(project_id: str, row: Sequence[str], names: Sequence[str], at: int) -> Household:
    household = Household(project_id=project_id)
    for name, text in zip(names, row, strict=False):
        field = fields_of(Household)[name]
        try:
            household = with_typed(replace(household, **{name: parse(field, text)}), field, text)
        except Unreadable as wrong:
            raise Unreadable(f"粘贴的第 {at} 行：{wrong}") from None
    return household


def matches(household: Household, typed: str) -> bool:
    """Whether a household answers to what was typed: characters, pinyin initials (any reading), or digits of the ID."""
    return answers(typed, household.head_name or "", household.village or "", household.group or "", household.id_number or "")


def answers(typed: str, name: str, *others: str) -> bool:
    """Whether a name (by characters or pinyin initials) or one of some other texts (by characters) answers to what was typed."""
    typed = typed.strip().lower()
    return any(typed in text.lower() for text in (name, *others)) or (typed.isascii() and _initials_match(name, typed))


def _initials_match(name: str, typed: str) -> bool:
    sets = _initials(name)
    return any(all(letter in letters for letter, letters in zip(typed, sets[start:], strict=False))
               for start in range(len(sets) - len(typed) + 1))


def _initials(name: str) -> tuple[frozenset[str], ...]:
    return tuple(map(_readings, name))


@lru_cache(maxsize=8192)
def _readings(character: str) -> frozenset[str]:
    """The first letters of all readings of one character; asked one by one, for as a word only its usual reading is given."""
    from pypinyin import Style, pinyin
    return frozenset(r[:1] for readings in pinyin(character, style=Style.FIRST_LETTER, heteronym=True) for r in readings)
