"""What a whole county owes by the year: assessments on the same day of every year, and targets of some years (A §三(一), §四(三))."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import MAXYEAR, date
from types import MappingProxyType

from linkdesk.domain.approval import YearTarget
from linkdesk.domain.grouping import grouped
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.quantities import printed
from linkdesk.domain.validity import in_force
from linkdesk.domain.words import Certainty
from linkdesk.policy.parts import Pack
from linkdesk.policy.procedure import Target, Yearly
from linkdesk.policy.reminders import reminders
from linkdesk.policy.running_clock import RunningClock, stood

_NOT_POOR = "只对贫困县，名录里的责任主体都不是贫困县，没有起算"


def yearly(packs: Iterable[Pack], targets: Iterable[YearTarget], on: date, overrides: Iterable[PolicyOverride] = (),
           names: Mapping[str, str] = MappingProxyType({}), poor: bool = True) -> tuple[RunningClock, ...]:
    """The next day of every yearly duty of the packs, the counties' targets, and the shipped ones that no rows of them replace.

    `names` of the counties by id; they stand before the targets where these are of more than one. While none of the counties
    is `poor`, a target that binds only such does not run and says so.
    """
    packs, targets = tuple(packs), tuple(targets)
    shown = names if len({t.authority_id for t in targets}) > 1 else {}
    distances = reminders(packs, overrides, on)
    made = [*_duties(packs, on), *(_own(packs, t, shown.get(t.authority_id or "", "")) for t in targets), *_shipped(packs, targets, poor)]
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


def _shipped(packs: Iterable[Pack], targets: tuple[YearTarget, ...], poor: bool) -> Iterator[RunningClock]:
    for pack, target in ((p, t) for p in packs for t in p.targets):
        if not _replaced(target, [t for t in targets if t.subject.strip() == target.subject]):
            binds = poor or not target.of_poor
            first, last = (date(target.from_year, 1, 1), date(target.to_year, 12, 31)) if binds else (None, None)
            yield RunningClock(target.id, target.label, "", _words(printed(target.area, 2), "", target.from_year, target.to_year),
                               "到末年年底完成", pack.label(target.clause), pack.id, first, last, consequence=target.consequence,
                               certainty=target.certainty, note=target.note if binds else f"{_NOT_POOR}；{target.note}")


def _replaced(target: Target, own: Sequence[YearTarget]) -> bool:
    """Whether each county that has rows of the subject has them for all of its years: what one year owes leaves the others owing."""
    wanted = set(range(target.from_year, target.to_year + 1))
    told = grouped(own, lambda row: row.authority_id).values()
    return bool(told) and all(wanted <= {year for row in rows for year in _years(row)} for rows in told)


def _years(row: YearTarget) -> range:
    first, last = row.from_year or row.to_year, row.to_year or row.from_year
    return range(first, last + 1) if first and last else range(0)


def _own(packs: Iterable[Pack], own: YearTarget, county: str) -> RunningClock:
    pack, target = next(((p, t) for p in packs for t in p.targets if t.subject == own.subject.strip()), (None, None))
    first, last = own.from_year or own.to_year, own.to_year or own.from_year
    area, done = ("" if value is None else printed(value, 2) for value in (own.area, own.done))
    return RunningClock(
        "year_target", f"{own.subject}任务", own.id, f"{county} {_words(area, done, first, last)}".strip(), "到末年年底完成",
        pack.label(target.clause) if pack else "", pack.id if pack else "", date(first, 1, 1) if first else None,
        date(last, 12, 31) if last else None, consequence=target.consequence if target else "",
        certainty=Certainty.STATED if own.document.strip() else Certainty.UNVERIFIED,
        note="；".join(filter(None, (own.document.strip() or "还没有填写下达文件", own.note.strip()))),
        fulfilled=own.area is not None and own.done is not None and own.done >= own.area)


def _words(area: str, done: str, first: int | None, last: int | None) -> str:
    years = "年度待补" if not first else f"{first} 年" if first == last else f"{first}—{last} 年"
    return "，".join(filter(None, (years, f"{area} 亩" if area else "面积待补", f"已完成 {done} 亩" if done else "")))
