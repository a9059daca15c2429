"""What has changed about a household or a collective property since its agreement was printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.agreement_words import StandardBasis
from linkdesk.domain.amounts import lines_for, subject_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.privacy import on_screen
from linkdesk.domain.quantities import printed
from linkdesk.domain.subject import Subject
from linkdesk.domain.words import HouseholdEventKind

GONE = "已不列入本项目区"
_PARTY = ("head_name", "id_number", "account_holder", "bank_name", "bank_account")


def differences(dossier: Dossier, agreement: Agreement, on: date | None = None) -> tuple[str, ...]:
    """What differs between an agreement as printed and its subject as it stood `on` a day (today when not given), in words.

    What the paper does not state is not compared; a birth or a new head after that day makes no difference.
    """
    return differences_of(dossier, agreement, subject_of(dossier, agreement), on or dossier.on)


def differences_of(dossier: Dossier, agreement: Agreement, subject: Subject | None, day: date) -> tuple[str, ...]:
    """The same for a subject already found."""
    if subject is None or subject.left_out is not None:
        return (GONE,)
    if agreement.supplements_id:
        return ()
    now = lines_for(dossier, subject, agreement.kind)
    lines = () if _of_later_standards(dossier, now, day) else _of_lines(dossier.lines_by_agreement.get(agreement.id, []), now)
    if not isinstance(subject, Household):
        return tuple(lines)
    return (*_of_party(dossier, agreement, subject, day), *_of_persons(dossier, agreement, subject, day), *lines)


def _of_party(dossier: Dossier, agreement: Agreement, household: Household, day: date) -> Iterator[str]:
    """Name, number and account; nothing when another head came after the day."""
    if any(e.household_id == household.id and e.kind is HouseholdEventKind.NEW_HEAD and e.happened_on and e.happened_on > day
           for e in dossier.events):
        return
    for name in _PARTY:
        was, now = getattr(agreement, name), getattr(household, name)
        if was and now and was != now:
            field = fields_of(Household)[name]
            old, new = (on_screen(value, field.private) for value in (was, now))
            yield f"{field.label}由{old}变为{new}" if old != new else f"{field.label}已更改"


def _of_persons(dossier: Dossier, agreement: Agreement, household: Household, day: date) -> Iterator[str]:
    now = persons_on(dossier, household, day)
    if agreement.persons is not None and now is not None and agreement.persons != now:
        yield f"人口由{agreement.persons}人变为{now}人"


def persons_on(dossier: Dossier, household: Household, day: date) -> int | None:
    """How many persons a household counted on a day: what it counts now, without what happened later."""
    later = [e for e in dossier.events if e.household_id == household.id and e.happened_on and e.happened_on > day
             and e.population_before is not None]
    return min(later, key=lambda e: e.happened_on).population_before if later else household.population


def _of_later_standards(dossier: Dossier, now: tuple[AgreementLine, ...], day: date) -> bool:
    """Whether today's amounts rest on a standard that began after a day: who signed that day signed what was in force."""
    begun = {s.id: s.begins for s in dossier.standards}
    rates = [dossier.county_rates.by_id.get(line.rate) for line in now]
    named = [r.standard_id for line in now if (r := dossier.rate(line.rate))]
    return any(begun.get(id_, day) > day for id_ in (*(r.standard.id for r in rates if r), *named))


def _of_lines(was: list[AgreementLine], now: tuple[AgreementLine, ...]) -> Iterator[str]:
    """Rates and recognised quantities; persons are told apart from them."""
    was = sorted(was, key=lambda line: line.position)
    if not was:
        return
    if [line.label for line in was] != [line.label for line in now]:
        yield "协议分项有增减"
        return
    for old, new in zip(was, now, strict=True):
        if old.price != new.price and new.price is not None:
            yield f"{old.label}标准由{_figure(old.price)}变为{_figure(new.price)}{new.unit}"
        if old.quantity != new.quantity and old.basis is not StandardBasis.PER_PERSON:
            yield f"{old.label}数量由{_figure(old.quantity)}变为{_figure(new.quantity)}"


def _figure(value: object) -> str:
    return "未定" if value is None else printed(value, 2)
