"""A fee schedule (预算编制规定): rates of unit prices, and the fees upon works and equipment, each by its mechanism."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from linkdesk.domain.design_words import TaxPlace, Terrain, WorkKind
from linkdesk.domain.stated import Stated
from linkdesk.domain.validity import in_force
from linkdesk.domain.words import Certainty

WORKS, EQUIPMENT = "works", "equipment"
UNFORESEEN = "不可预见费"   # the group of fees that stands beside the other fees (其他费用) in the total


class Mechanism(StrEnum):
    """How a fee follows from its base."""

    RATE = "费率"
    INTERPOLATED = "内插法"
    PROGRESSIVE = "差额定率累进法"
    ACTUAL = "据实"


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier of a fee. Interpolated: at a base of `limit` 万元 the fee is `value` 万元. Progressive: the part of the base up to
    `limit` bears `value` %. `limit` None: all that is beyond (interpolated: `value` % of the whole base)."""

    limit: Decimal | None
    value: Stated


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee of a schedule; `base` names the sums it is reckoned on: works, equipment, other fees or groups of fees."""

    name: str
    label: str
    group: str                       # 前期工作费, 工程监理费, 拆迁补偿费, 竣工验收费, 业主管理费, 不可预见费
    mechanism: Mechanism
    base: tuple[str, ...] = ()       # WORKS, EQUIPMENT, groups of fees before it
    rate: Stated | None = None       # in %
    tiers: tuple[Tier, ...] = ()
    factors: tuple[tuple[Terrain, Stated], ...] = ()
    upper_limit: bool = False        # the schedule names the most; less may be entered
    source: str = ""


@dataclass(frozen=True, slots=True)
class KindRate:
    """A rate in % of a kind of work; of installation it may be reckoned on labour alone."""

    name: str
    label: str
    kind: WorkKind
    rate: Stated
    on_labour: bool = False
    regions: tuple[str, ...] = ()    # where it stands in place of the rate of that label without regions


@dataclass(frozen=True, slots=True)
class DatedRate:
    """A rate in % from one day until another (tax); `place` where the taxpayer has to be for it, none for everywhere."""

    rate: Stated
    from_on: date | None
    until_on: date | None
    place: TaxPlace | None = None


@dataclass(frozen=True, slots=True)
class FeeSchedule:
    """A schedule as it stands on a day; its numbers are `Stated`, so that each can be the county's own."""

    id: str
    title: str
    number: str
    issuer: str
    from_on: date | None
    until_on: date | None
    certainty: Certainty
    measures: tuple[KindRate, ...] = ()     # 措施费, on direct works cost
    indirect: tuple[KindRate, ...] = ()     # 间接费, on direct cost (installation: on labour)
    profit: Stated | None = None            # 利润, on direct + indirect cost
    tax_label: str = "税金"
    tax: tuple[DatedRate, ...] = ()
    fees: tuple[Fee, ...] = ()

    def called(self, name: str) -> bool:
        """Whether a name means this schedule: its id, the year in it, its number or title."""
        return name.strip() in (self.id, self.id.rpartition("_")[2], self.number, self.title)

    def fee(self, name: str) -> Fee | None:
        """The fee of that name or label."""
        return next((fee for fee in self.fees if name in (fee.name, fee.label)), None)

    def measures_of(self, kind: WorkKind, region: str = "") -> tuple[KindRate, ...]:
        """The measures of a kind of work in their order: of two alike the one of the region."""
        mine = [m for m in self.measures if m.kind is kind and (not m.regions or region in m.regions)]
        regional = {m.label for m in mine if m.regions}
        return tuple(m for m in mine if m.regions or m.label not in regional)

    def indirect_of(self, kind: WorkKind) -> KindRate | None:
        """The rate of indirect cost of a kind of work."""
        return next((rate for rate in self.indirect if rate.kind is kind), None)

    def tax_on(self, day: date, place: TaxPlace | None = None) -> Stated | None:
        """The tax rate of a day and place; without a place the first of the schedule. None when it knows none of that day."""
        of_day = [t for t in self.tax if in_force(t, day)]
        return next((t.rate for t in of_day if place and t.place is place), of_day[0].rate if of_day else None)


@dataclass(frozen=True, slots=True)
class FeeBase:
    """What fees are reckoned on, in 万元, exact; None while it is unknown."""

    works: Decimal | None
    equipment: Decimal | None = Decimal(0)
    terrain: Terrain | None = None


def choose(schedules: Iterable[FeeSchedule], day: date, wanted: str = "") -> FeeSchedule | None:
    """The schedule of a name; without one that which began last before the day, in want of it the first of all."""
    known = sorted(schedules, key=lambda schedule: schedule.from_on or date.min)
    if wanted.strip():
        return next((schedule for schedule in known if schedule.called(wanted)), None)
    begun = [schedule for schedule in known if (schedule.from_on or date.min) <= day]
    return begun[-1] if begun else next(iter(known), None)
