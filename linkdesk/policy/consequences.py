"""What is owed once a limit was missed, or land that counts on quota is not covered: the obligations that follow, each told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from linkdesk.domain.advance_standing import owed, standing_advances
from linkdesk.domain.approval_words import ClockState
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import id_of
from linkdesk.domain.quota import Obligation, QuotaAdvance, QuotaEntry
from linkdesk.domain.quota_accounts import Amounts, amounts_of, moved, standing_entries
from linkdesk.domain.quota_words import ObligationKind, PostingKind, QuotaAccount
from linkdesk.policy.running_clock import RunningClock
from linkdesk.policy.terms import Event

LATE = frozenset({ClockState.OVERDUE, ClockState.DONE_LATE})
_USED = frozenset({QuotaAccount.USED_RESETTLE, QuotaAccount.USED_URBAN})
_OF_AREA = frozenset({ObligationKind.ANNUAL_CUT, ObligationKind.BALANCE, ObligationKind.RETURN})


def following(dossier: Dossier, clocks: Iterable[RunningClock]) -> tuple[Obligation, ...]:
    """Every obligation that follows from limits missed and from quota not covered at acceptance, in the order they arose.

    The id of each tells what it is of: reckoned again it is the same row.
    """
    clocks = tuple(clocks)
    found: dict[str, Obligation] = {}
    for each in (*(o for clock in clocks for o in of_clock(dossier, clock)), *_to_deliver(dossier), *_to_return(dossier, clocks)):
        found.setdefault(each.id, each)
    return tuple(sorted(found.values(), key=lambda o: o.arisen_on or date.max))


def of_clock(dossier: Dossier, clock: RunningClock) -> tuple[Obligation, ...]:
    """What the clause of a limit imposes once it was missed; nothing while it can still be kept, or where nothing is short."""
    if clock.state not in LATE or clock.due_on is None:
        return ()
    short = shortfall(dossier, clock)
    made = (_imposed(dossier, clock, kind, short) for kind in clock.obligations)
    return tuple(o for o in made if o.kind is not ObligationKind.RETURN or o.construction or o.farmland)


def shortfall(dossier: Dossier, clock: RunningClock) -> Amounts:
    """The land a limit was about that was not returned when it was due: of an advance, else of the quota issued."""
    on = clock.due_on or dossier.on
    if clock.start_event is Event.ADVANCE_APPROVED:
        return owed(dossier, advances_of(dossier, clock), on)
    if clock.start_event is Event.QUOTA_ISSUED:
        return issued_by(dossier, on) - returned_by(dossier, on).at_most(issued_by(dossier, on))
    return Amounts()


def advances_of(dossier: Dossier, clock: RunningClock) -> tuple[QuotaAdvance, ...]:
    """The advances a limit is about: of its matter, or all of them where no matter tells of it."""
    return tuple(a for a in standing_advances(dossier) if clock.subject_id in ("", a.matter_id))


def issued_by(dossier: Dossier, on: date) -> Amounts:
    """The revolving quota that had come into the project by a day."""
    return Amounts.total(amounts_of(e) for e in _until(dossier, on) if e.to_account is QuotaAccount.ISSUED)


def returned_by(dossier: Dossier, on: date) -> Amounts:
    """The land that acceptances had returned by a day."""
    kinds = PostingKind.ACCEPTANCE, PostingKind.OPENING
    return Amounts.total(amounts_of(e) for e in _until(dossier, on) if e.to_account is QuotaAccount.RETURNED and e.kind in kinds)


def _until(dossier: Dossier, on: date) -> Iterator[QuotaEntry]:
    return (e for e in standing_entries(dossier.quotas.entries) if e.posted_on and e.posted_on <= on)


def _imposed(dossier: Dossier, clock: RunningClock, kind: ObligationKind, short: Amounts) -> Obligation:
    made = Obligation(dossier.project.id, kind=kind, clock_id=clock.id, source_id=clock.subject_id, clause=clock.clause,
                      arisen_on=clock.due_on + timedelta(days=1), id=_id(dossier, clock, kind))
    return _with_areas(made, short, farmland_only=kind is ObligationKind.BALANCE) if kind in _OF_AREA else made


def _id(dossier: Dossier, clock: RunningClock, kind: ObligationKind) -> str:
    """An acceptance that is late is late once, whichever limits of one clause wait for it; what was not returned is owed once."""
    if kind is ObligationKind.RETURN:
        return id_of("obligation", dossier.project.id, kind)
    of = f"{clock.clause}/{clock.end_event}" if clock.end_event is Event.ACCEPTED else clock.key
    return id_of("obligation", dossier.project.id, of, kind)


def _with_areas(made: Obligation, short: Amounts, farmland_only: bool = False) -> Obligation:
    construction = None if farmland_only else short.construction
    return replace(made, construction=construction or None, farmland=short.farmland or None)


def _settled(dossier: Dossier) -> QuotaEntry | None:
    """The entry by which the ledger settled the project after its acceptance; None before that."""
    settled = (e for e in standing_entries(dossier.quotas.entries) if e.kind is PostingKind.SETTLEMENT)
    return min(settled, key=lambda e: e.posted_on, default=None)


def _to_deliver(dossier: Dossier) -> Iterator[Obligation]:
    """What was sold before acceptance and is not covered by it, trade by trade."""
    settled, stands = _settled(dossier), standing_entries(dossier.quotas.entries)
    for trade in dossier.quotas.trades if settled else ():
        mine = moved(e for e in stands if e.trade_id == trade.id)
        short = mine.get((dossier.project.id, QuotaAccount.SOLD_TO_DELIVER), Amounts())
        if short:
            yield _with_areas(Obligation(
                dossier.project.id, kind=ObligationKind.DELIVERY, source_id=trade.id, arisen_on=settled.posted_on, note=trade.title,
                id=id_of("obligation", dossier.project.id, trade.id, ObligationKind.DELIVERY)), short)


def _to_return(dossier: Dossier, clocks: tuple[RunningClock, ...]) -> Iterator[Obligation]:
    """Quota used or advanced that the acceptance of the whole project does not cover."""
    if (settled := _settled(dossier)) is None:
        return
    stands = standing_entries(dossier.quotas.entries)
    balances, project_id = moved(stands), dossier.project.id
    used = Amounts.total(amounts_of(e) for e in stands if e.from_account is QuotaAccount.ISSUED and e.to_account in _USED)
    uncovered = (used - balances.get((project_id, QuotaAccount.RETURNED), Amounts())).at_least_nothing()
    advanced = balances.get((project_id, QuotaAccount.ADVANCED), Amounts())
    if uncovered.construction or uncovered.farmland:
        yield _with_areas(Obligation(project_id, kind=ObligationKind.RETURN, arisen_on=settled.posted_on, note="已使用的周转指标，验收没有补足",
                                     id=id_of("obligation", project_id, ObligationKind.RETURN)), uncovered)
    if advanced.construction or advanced.farmland:
        due = [c for c in clocks if c.start_event is Event.ADVANCE_APPROVED and c.due_on]
        last = max(due, key=lambda c: c.due_on, default=None)
        yield _with_areas(Obligation(project_id, kind=ObligationKind.RETURN, arisen_on=settled.posted_on, note="预支的指标，验收没有补足",
                                     clause=last.clause if last else "", due_on=last.due_on if last else None,
                                     id=id_of("obligation", project_id, "预支", ObligationKind.RETURN)), advanced)

