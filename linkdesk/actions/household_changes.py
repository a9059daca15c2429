"""What happens to a household after the survey: birth, marriage, death, moving, another head. Each is one change with its events."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from linkdesk.actions.plan_rows import after_last
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.change import Change, Entity
from linkdesk.domain.eligibility import ON_PAPER
from linkdesk.domain.errors import KnownError
from linkdesk.domain.family import named_after, people, persons, under
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household, HouseholdEvent, Member
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import HouseholdEventKind, Severity
from linkdesk.survey.problems import sentences

COMING = HouseholdEventKind.BORN, HouseholdEventKind.MARRIED_IN, HouseholdEventKind.MOVED_IN
GOING = HouseholdEventKind.DIED, HouseholdEventKind.MARRIED_OUT, HouseholdEventKind.MOVED_OUT
_OF_HEAD = ("head_name", "id_number", "sex")


@dataclass(frozen=True, slots=True)
class Occasion:
    """When something happened, and on what evidence it is entered."""

    on: date | None
    basis: str


@dataclass(frozen=True, slots=True)
class Account:
    """Where a household is paid, and reached, under another head."""

    bank_name: str | None = None
    bank_account: str | None = None
    account_holder: str | None = None
    phone: str | None = None


def family(desk: Desk, household: Household) -> tuple[Member, ...]:
    """All who belong to a household now, the head first."""
    return people(household, desk.store.load(Member, household_id=household.id))


def papers(desk: Desk, household: Household) -> list[Agreement]:
    """The agreements of a household that are signed or printed for signature."""
    return desk.store.load(Agreement, household_id=household.id, state=ON_PAPER)


def told(desk: Desk, household: Household) -> str:
    """What an officer must know before a change is entered: an agreement stays as signed; empty when there is none."""
    numbers = "、".join(a.number or "无编号" for a in papers(desk, household))
    return (f"本户已有定稿或签订的协议（{numbers}）。变动照登，协议仍按签订时的户主和计补人数执行；"
            "需要变更的，已签完的签补充协议，未签完的作废后重新拟订。"
            if numbers else "")


def join(desk: Desk, household: Household, kind: HouseholdEventKind, newcomers: Sequence[Member], occasion: Occasion) -> Change:
    """Birth, marriage into the household, moving in: the newcomers become members and are counted."""
    checked(desk, occasion)
    if not newcomers or any(not (m.name or "").strip() for m in newcomers):
        raise KnownError(f"请填写{kind}人员的姓名，再登记。")
    for newcomer in newcomers:
        refuse_elsewhere(desk, newcomer)
    here = family(desk, household)
    first = 1 + max(m.position for m in here)
    added = tuple(replace(m, household_id=household.id, position=first + at) for at, m in enumerate(newcomers))
    before = persons(household, here)
    after = replace(household, population=before + len(added))
    return changed(f"登记{kind}", (household,), (after, *added, event(desk, kind, household, occasion, added, before, after.population)))


def leave(desk: Desk, household: Household, kind: HouseholdEventKind, leaving: Sequence[Member], occasion: Occasion,
          head: Member | None = None, account: Account | None = None) -> Change:
    """Death, marriage out of the household, moving away; when the head leaves, `head` is named in the same step."""
    checked(desk, occasion)
    here = family(desk, household)
    leaving = belonging(desk, household, here, leaving)
    gone = {m.id for m in leaving}
    _refuse_leaving(household, here, gone, kind, head)
    before = persons(household, here)
    after = replace(household, population=before - len(gone))
    events = [event(desk, kind, household, occasion, leaving, before, after.population)]
    rest: tuple[Entity, ...] = ()
    if here[0].id in gone and head is not None:
        after, rest = _headed(desk, after, [m for m in here if m.id not in gone], head, account)
        events.append(event(desk, HouseholdEventKind.NEW_HEAD, household, occasion, (head,), after.population, after.population))
    left = tuple(replace(m, left_on=occasion.on, left_why=kind) for m in leaving)
    return changed(f"登记{kind}", (household, *_standing(desk, household)), (after, *left, *rest, *events))


def _refuse_leaving(household: Household, here: Sequence[Member], gone: set[str], kind: HouseholdEventKind,
                    head: Member | None) -> None:
    if not gone:
        raise KnownError(f"还没有选中{kind}的人员，没有登记。请先勾选。")
    if persons(household, here) - len(gone) < 1:
        raise KnownError("全户都离开的，不作人员变动登记。请在“摸底覆盖”中把该户列为未列入，写明原因和依据。")
    if here[0].id in gone and (head is None or head.id in gone):
        raise KnownError(f"户主{kind}，须同时指定留在户内的一人为新户主，没有登记。")


def new_head(desk: Desk, household: Household, head: Member, occasion: Occasion, account: Account | None = None) -> Change:
    """Another member becomes the head; name, identity number and, where given, the account follow."""
    checked(desk, occasion)
    here = family(desk, household)
    if head.id == here[0].id:
        raise KnownError("所选的人已是户主，没有改动。")
    after, rest = _headed(desk, household, here, head, account)
    count = persons(household, here)
    note = event(desk, HouseholdEventKind.NEW_HEAD, household, occasion, (head,), count, count)
    return changed("登记户主变更", (household, *_standing(desk, household)), (after, *rest, note))


def _headed(desk: Desk, household: Household, here: Sequence[Member], head: Member,
            account: Account | None) -> tuple[Household, tuple[Entity, ...]]:
    after = named_after(household, head)
    if account is not None:
        after = replace(after, bank_name=account.bank_name, bank_account=account.bank_account,
                        account_holder=account.account_holder, phone=account.phone)
    here, (head,) = tuple(here), belonging(desk, household, here, (head,))
    if all(m.id != head.id for m in here):
        here = (*here, head)
    old = [p for p in open_problems(desk, household) if p.field in _OF_HEAD]
    return after, (*under(head, here), *(settled(desk, p, "户主已变更") for p in old), *lacks(after, _OF_HEAD))


def belonging(desk: Desk, household: Household, here: Sequence[Member], some: Iterable[Member]) -> tuple[Member, ...]:
    """People of a household; somebody counted whom the survey did not list is entered by name now. Raises KnownError."""
    listed, first = {m.id for m in here}, after_last(here)
    some = tuple(replace(m, household_id=household.id, position=m.position if m.id in listed else first + at)
                 for at, m in enumerate(some))
    for unlisted in (m for m in some if m.id not in listed):
        if not (unlisted.name or "").strip():
            raise KnownError("请填写名单之外成员的姓名，再登记。")
        refuse_elsewhere(desk, unlisted)
    return some


def checked(desk: Desk, occasion: Occasion) -> None:
    """Raise KnownError when an occasion has no date, no evidence, or lies in the future."""
    if occasion.on is None or not occasion.basis.strip():
        raise KnownError("请填写变动日期和依据（户口簿、证明或村委会说明），再登记。")
    if occasion.on > desk.clock().date():
        raise KnownError("变动日期在今天以后，没有登记。请核对日期。")


def refuse_elsewhere(desk: Desk, newcomer: Member) -> None:
    """Raise KnownError when somebody new belongs to an active household already: one person stands in one household."""
    if not newcomer.id_number:
        return
    heads = desk.store.load(Household, id_number=newcomer.id_number, left_out=None)
    rows = [m for m in desk.store.load(Member, id_number=newcomer.id_number) if m.present]
    living = heads or desk.store.load(Household, id=[m.household_id for m in rows], left_out=None)
    if living:
        raise KnownError(f"这个身份证号已登记在{living[0].village or ''}一户名下，没有登记。请先在那一户办理婚出、迁出或分户。")


def event(desk: Desk, kind: HouseholdEventKind, household: Household, occasion: Occasion, who: Iterable[Member], before: int | None,
          after: int | None, other: Household | None = None) -> HouseholdEvent:
    """The event as it is kept with the household."""
    return HouseholdEvent(household_id=household.id, kind=kind, happened_on=occasion.on, basis=occasion.basis.strip(),
                          person="、".join(m.name or "姓名未填" for m in who) or None, other_id=other.id if other else None,
                          population_before=before, population_after=after, officer_name=desk.officer_name)


def changed(title: str, standing: Iterable[Entity], now: Iterable[Entity], gone: Iterable[Entity] = ()) -> Change:
    """The change from what stands to what is wanted, what stays the same left out; `gone` are removed."""
    was, wanted = {e.id: e for e in standing}, {e.id: e for e in now}
    return Change(title, before=(*(was[i] for i, e in wanted.items() if i in was and was[i] != e), *gone),
                  after=tuple(e for i, e in wanted.items() if was.get(i) != e))


def _standing(desk: Desk, household: Household) -> tuple[Entity, ...]:
    return (*desk.store.load(Member, household_id=household.id), *open_problems(desk, household))


def open_problems(desk: Desk, household: Household) -> list[Problem]:
    """What is wrong with a household and nobody has put right yet."""
    return [p for p in desk.store.load(Problem, household_id=household.id) if p.settled_at is None]


def settled(desk: Desk, problem: Problem, how: str) -> Problem:
    """The problem as put right now."""
    return replace(problem, settled_by=desk.officer_name, settled_at=desk.clock(), settled_how=how)


def lacks(household: Household, names: Collection[str] = tuple(fields_of(Household))) -> tuple[Problem, ...]:
    """What a household may not be without and lacks, as problems: it was not surveyed as it stands now, and is held."""
    return tuple(_missing(household, f.name, f.label) for f in fields_of(Household).values()
                 if f.required and f.name in names and getattr(household, f.name) in (None, ""))


def _missing(household: Household, name: str, label: str) -> Problem:
    _, message, fix = sentences("missing", label, "", "")
    return Problem(household_id=household.id, field=name, heading=label, code="missing", severity=Severity.ERROR,
                   message=message, fix=fix)
