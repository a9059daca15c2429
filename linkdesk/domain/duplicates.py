"""One person and one homestead in one pair of agreements: who else has them already."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import Household, Member, consents, lacking
from linkdesk.domain.spelling import compact
from linkdesk.domain.words import AgreementState


def doubled(households: Iterable[Household], members: Iterable[Member], agreements: Iterable[Agreement], holding: Collection[str],
            ended: Collection[str]) -> dict[str, str]:
    """Households that share a person or a homestead with one before them that has agreements, or may have them; and why.

    `holding` are households with an unsettled error, `ended` those whose agreements were withdrawn or terminated.
    """
    made = {a.household_id for a in agreements if a.state is not AgreementState.VOID}.difference(ended)
    persons = grouped((m for m in members if m.present), lambda m: m.household_id)
    able = [h for h in households if h.id in made or (h.id not in holding and not lacking(h) and consents(h))]
    claimed: dict[tuple[str, str], str] = {}
    found: dict[str, str] = {}
    for household in sorted(able, key=lambda h: h.id not in made):
        claims = tuple(claims_of(household, persons.get(household.id, ())))
        why = next((what for what, number in claims if claimed.get((what, number), household.id) != household.id), "")
        if why:
            found[household.id] = f"{why}已在另一户的协议中"
        else:
            claimed.update(dict.fromkeys(claims, household.id))
    return found


def claims_of(household: Household, members: Iterable[Member]) -> Iterator[tuple[str, str]]:
    """What only one pair of agreements may rest on: the identity numbers of a household's persons, its homestead's certificate."""
    for number in (household.id_number, *(m.id_number for m in members)):
        if number:
            yield "身份证号", compact(number).upper()
    if household.certificate_number and (number := compact(household.certificate_number)):
        yield "宅基地权属证号", number
