"""Values that are possible and yet probably wrong: remarks on a household as a whole, and on a table's homesteads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from linkdesk.domain.household import Household, Member
from linkdesk.domain.identity_number import OLDEST
from linkdesk.domain.words import RelocationType

LARGE_HOMESTEAD, SMALL_HOMESTEAD = Decimal(1000), Decimal(5)
HOUSE_TO_HOMESTEAD = 5
LIKELY_MEDIAN = (Decimal(20), Decimal(2000))
"""Between these m² lies the median homestead of any village, whatever the unit of the table."""

_HIMSELF = frozenset(("本人", "户主", "户主本人", "同户主"))
_MALE = frozenset("13579")


class Doubt(NamedTuple):
    """What is doubted: the field, the code of the problem, the value that stands there, and the reason in words."""

    field: str
    code: str
    value: str
    detail: str = ""


def doubts(household: Household, members: Sequence[Member]) -> Iterator[Doubt]:
    """Each value of a household that does not fit another of its values, or its members."""
    if household.homestead_area is not None:
        yield from _areas(household, household.homestead_area)
    if household.house_demolished and not household.homestead_area:
        yield Doubt("homestead_area", "demolished_without_homestead", _text(household.homestead_area))
    if household.relocation_type is RelocationType.POVERTY and household.registered_poor is False:
        yield Doubt("relocation_type", "relocation_without_poverty", household.relocation_type)
    if household.sex and is_of_other_sex(household):
        yield Doubt("sex", "sex_mismatch", household.sex)
    if household.account_holder and household.head_name and not _holds_account(household, members):
        yield Doubt("account_holder", "holder_differs", household.account_holder)


def _areas(household: Household, homestead: Decimal) -> Iterator[Doubt]:
    if homestead > LARGE_HOMESTEAD:
        yield _unlikely(household, "homestead_area", f"，大于 {LARGE_HOMESTEAD} ㎡")
    if homestead < SMALL_HOMESTEAD and not household.house_demolished:
        yield _unlikely(household, "homestead_area", f"，不足 {SMALL_HOMESTEAD} ㎡")
    if household.house_area and household.house_area > HOUSE_TO_HOMESTEAD * homestead:
        yield _unlikely(household, "house_area", f"，超过宅基地面积的 {HOUSE_TO_HOMESTEAD} 倍")
    if household.reclaimable_area and household.reclaimable_area > homestead:
        yield _unlikely(household, "reclaimable_area", "，大于宅基地面积")


def _unlikely(household: Household, name: str, reason: str) -> Doubt:
    return Doubt(name, "area_unlikely", _text(getattr(household, name)), reason)


def _text(area: Decimal | None) -> str:
    return "" if area is None else str(area)


def is_of_other_sex(person: Household | Member) -> bool:
    """Whether the sex that is written is not the one the identity number tells."""
    number = person.id_number
    return bool(number and person.sex) and (number[16] in _MALE) != (person.sex == "男")


def _holds_account(household: Household, members: Sequence[Member]) -> bool:
    holder = household.account_holder
    return holder == household.head_name or holder in _HIMSELF or any(holder == member.name for member in members)


def birth_doubt(on: date) -> Callable[[str], str]:
    """A function that says why a right number's birth date cannot be, seen from a day; empty where it can."""
    today, first_year = f"{on:%Y%m%d}", f"{on.year - OLDEST:04}"

    def doubt(number: str) -> str:
        born = number[6:14]
        if first_year <= born <= today:
            return ""
        return "，在今天以后" if born > today else f"，距今超过 {OLDEST} 年"
    return doubt


def unlikely_median(households: Iterable[Household]) -> Decimal | None:
    """The median homestead in m² of a table if no village has such, as when the heading names the wrong unit."""
    areas = [h.homestead_area for h in households if h.homestead_area]
    middle = median(areas) if areas else LIKELY_MEDIAN[0]
    return None if LIKELY_MEDIAN[0] <= middle <= LIKELY_MEDIAN[1] else middle
