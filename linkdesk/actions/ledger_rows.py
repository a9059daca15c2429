"""Whose row of a ledger it is: found by identity number, else shown and asked, never guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from linkdesk.actions.numbers import plain_number
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.household import Household, Member
from linkdesk.domain.likeness import similar
from linkdesk.domain.lists import LedgerRow
from linkdesk.domain.words import AgreementKind, AgreementState

_VILLAGE_TAILS = "村民委员会", "居民委员会", "村委会", "居委会", "社区", "村"


def village_key(name: str | None) -> str:
    """A village's name without 村, 村委会 or 社区 behind it, to compare."""
    name = "".join((name or "").split())
    return next((name.removesuffix(tail) for tail in _VILLAGE_TAILS if name.endswith(tail) and name != tail), name)


@dataclass(frozen=True, slots=True)
class Match:
    """Where a row may belong: `household` is certain, `candidates` are to be asked about; `why` in words."""

    household: Household | None = None
    candidates: tuple[Household, ...] = ()
    why: str = ""


@dataclass
class People:
    """The households of a project as a ledger finds them."""

    by_number: dict[str, Household] = field(default_factory=dict)
    by_member: dict[str, Household] = field(default_factory=dict)
    by_name: defaultdict[tuple[str, str], list[Household]] = field(default_factory=lambda: defaultdict(list))
    elsewhere: dict[str, Household] = field(default_factory=dict)

    def match(self, row: LedgerRow) -> Match:
        """Whose row it is: by the head's number; a member's number, or name and village, only suggest."""
        number = row.id_number or ""
        if found := self.by_number.get(number):
            return _of_head(row, found)
        if number in self.by_member:
            return Match(candidates=(self.by_member[number],), why="身份证号是该户成员的，请确认")
        alike = tuple(self.by_name[(row.head_name or "", village_key(row.village))]) if row.head_name and row.village else ()
        if alike:
            return Match(candidates=alike, why="村名和姓名相同，身份证号不同或未填，请确认")
        if number in self.elsewhere:
            return Match(why="该户登记在其他项目")
        return Match(why="没有找到这一户")


def _of_head(row: LedgerRow, found: Household) -> Match:
    """A household found by its head's number; a name that is quite another is asked about."""
    if found.left_out is not None:
        return Match(why=f"该户未列入项目区（{found.left_out}）")
    if row.head_name and found.head_name and not similar(row.head_name, found.head_name):
        return Match(candidates=(found,), why=f"身份证号相同，但摸底的户主是{found.head_name}，请确认")
    return Match(found)


def people_of(desk: Desk, project_id: str) -> People:
    """All households of the workspace, those of the project apart."""
    people, every = People(), {h.id: h for h in desk.store.load(Household)}
    mine = {i for i, h in every.items() if h.project_id == project_id}
    for household in every.values():
        if household.id not in mine:
            people.elsewhere.setdefault(household.id_number or "", household)
            continue
        if household.id_number:
            people.by_number.setdefault(household.id_number, household)
        if household.left_out is None:
            people.by_name[(household.head_name or "", village_key(household.village))].append(household)
    for member in desk.store.load(Member, household_id=list(mine)):
        if member.present and member.id_number and every[member.household_id].left_out is None:
            people.by_member.setdefault(member.id_number, every[member.household_id])
    return people


@dataclass(frozen=True, slots=True)
class Paper:
    """What a ledger says of one agreement."""

    kind: AgreementKind
    number: str
    signed_on: date | None
    amount: Decimal | None
    paid: Decimal | None


def papers(row: LedgerRow, pair: Iterable[str]) -> tuple[Paper, ...]:
    """The agreements a row speaks of; one number or date for all means both of the pair.

    A sum paid that is not told apart is kept with the first agreement, as far as that pays so much, then with the next.
    """
    apart = tuple(p for p in _apart(row) if p.number or p.signed_on)
    if not apart and (row.number or row.signed_on):
        kinds = [AgreementKind(k) for k in pair]
        apart = tuple(replace(p, number=plain_number(row.number), signed_on=row.signed_on) for p in _apart(row) if p.kind in kinds)
    dated = tuple(replace(p, signed_on=p.signed_on or row.signed_on) for p in apart)
    if dated and row.paid is not None and all(p.paid is None for p in dated):
        dated = tuple(_shared(dated, row.paid))
    return dated


def _shared(made: Iterable[Paper], paid: Decimal) -> Iterator[Paper]:
    """A sum put down to agreements in their order; what is more than they pay stays with the first, where it is seen."""
    papers_, parts, left = tuple(made), [], paid
    for paper in papers_:
        parts.append(left if paper.amount is None else min(left, paper.amount))
        left -= parts[-1]
    yield replace(papers_[0], paid=parts[0] + left)
    yield from (replace(paper, paid=part or None) for paper, part in zip(papers_[1:], parts[1:], strict=True))


def _apart(row: LedgerRow) -> Iterator[Paper]:
    yield Paper(AgreementKind.DEMOLISH, plain_number(row.demolish_number), row.demolish_on, row.demolish_amount, row.demolish_paid)
    yield Paper(AgreementKind.RECLAIM, plain_number(row.reclaim_number), row.reclaim_on, row.reclaim_amount, row.reclaim_paid)
    yield Paper(AgreementKind.RESETTLE, plain_number(row.resettle_number), row.resettle_on, None, None)


def agreements_of(row: LedgerRow, made: Iterable[Paper], household: Household, source: str) -> tuple[Agreement, ...]:
    """The agreements as they are taken over."""
    return tuple(Agreement(
        project_id=household.project_id, household_id=household.id, kind=p.kind, number=p.number, state=AgreementState.TAKEN_OVER,
        persons=row.population if row.persons is None else row.persons, amount=p.amount, demolish_by=row.demolish_by,
        reclaim_by=row.reclaim_by, made_on=p.signed_on, signed_on=p.signed_on, paid_before=p.paid, source=source) for p in made)
