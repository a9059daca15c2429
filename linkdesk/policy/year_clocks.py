"""What a whole county owes by the year: assessments on the same day of every year, and targets of some years (A §三(一), §四(三))."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import MAXYEAR, date
from types import MappingProxyType

from linkdesk.domain.approval import YearTarget
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.sales import NOTHING_SOLD, Sold
from linkdesk.domain.validity import in_force
from linkdesk.policy.parts import Pack
from linkdesk.policy.procedure import Yearly
from linkdesk.policy.reminders import reminders
from linkdesk.policy.running_clock import RunningClock, stood
from linkdesk.policy.year_targets import County, own, shipped


def yearly(packs: Iterable[Pack], targets: Iterable[YearTarget], on: date, overrides: Iterable[PolicyOverride] = (),
           names: Mapping[str, str] = MappingProxyType({}), poor: Collection[str] | None = None, sold: Sold = NOTHING_SOLD,
           ) -> tuple[RunningClock, ...]:
    """The next day of every yearly duty of the packs, the counties' targets, and the shipped ones that no rows of them replace.

    `names` of the counties by id; they stand before the targets where these are of more than one. `poor` are the ids of those that
    are poor, None where that is not known: while there is none, a target that binds only such does not run and says so.
    """
    packs, targets, overrides = tuple(packs), tuple(targets), tuple(overrides)
    shown = names if len({t.authority_id for t in targets}) > 1 else {}
    distances, county = reminders(packs, overrides, on), County(names, poor, sold, overrides, on)
    made = [*_duties(packs, on), *(own(packs, t, shown.get(t.authority_id or "", ""), sold) for t in targets),
            *(clock for pack in packs for clock in shipped(pack, targets, county))]
    return tuple(sorted((stood(c, on, distances) for c in made), key=lambda c: (c.due_on or date.max, c.label)))


def _duties(packs: Iterable[Pack], on: date) -> Iterator[RunningClock]:
    for pack, duty in ((p, y) for p in packs for y in p.yearlies):
        due = next((day for year in (on.year, on.year + 1) if (day := _day_of(duty, year)) and day >= on), None)
        if due and in_force(duty, due):
            yield RunningClock(duty.id, duty.label, str(due.year), f"{duty.actor}组织" if duty.actor else "", "每年同一日",
                               pack.label(duty.clause), pack.id, date(due.year, 1, 1), due, consequence=duty.consequence,
                               certainty=duty.certainty, note=duty.note)


def _day_of(duty: Yearly, year: int) -> date | None:
    """The day of a yearly duty in a year; the last of the month where it has no such day."""
    month, day = map(int, duty.due.split("-"))
    return date(year, month, min(day, monthrange(year, month)[1])) if year <= MAXYEAR else None
