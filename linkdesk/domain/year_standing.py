"""A county's year as its assessments want it told: targets and done, trades, money, time limits, sanctions and rewards, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.approval import YearTarget
from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.corrections import standing
from linkdesk.domain.county_money import Books, by_what, came, went
from linkdesk.domain.directory import Authority
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import mu
from linkdesk.domain.quota_words import TradeSide
from linkdesk.domain.sales import Sale, TargetDone, by_year, target_done, target_years
from linkdesk.domain.special_plan import Assessment
from linkdesk.domain.trade import Trade
from linkdesk.domain.trade_standing import amount_of

NOTHING = Decimal(0)
REWARDS = frozenset({SanctionKind.QUOTA_AWARDED, SanctionKind.PRAISED, SanctionKind.REWARDED, SanctionKind.FAVOURED})


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target that is for the year, alone or with others, and how much of it is done by the end of the year; areas in mu."""

    subject: str
    years: range
    area: Decimal | None
    done: TargetDone
    document: str

    @property
    def left(self) -> Decimal | None:
        """What is still to be done; None while the target's area is not known."""
        return None if self.area is None else max(NOTHING, self.area - (self.done.total or NOTHING))


@dataclass(frozen=True, slots=True)
class TradeLine:
    """A trade signed in the year that was not ended in it: areas in mu, money in yuan; `paid` by the end of the year."""

    trade: Trade
    project: str
    area: Decimal | None
    farmland: Decimal | None
    amount: Decimal | None
    paid: Decimal
    in_ledger: bool


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A time limit that was due or ended in the year: met, missed, or (None) still running."""

    project: str
    label: str
    subject: str
    clause: str
    due_on: date
    ended_on: date | None
    met: bool | None
    consequence: str


@dataclass(frozen=True, slots=True)
class CountyRows:
    """The rows of a county that its year is told from; `sales` as they stand at the end of what is told of."""

    authority: Authority
    projects: tuple[Project, ...] = ()
    targets: tuple[YearTarget, ...] = ()
    sales: tuple[Sale, ...] = ()
    books: Books = Books()
    sanctions: tuple[Sanction, ...] = ()
    limits: tuple[LimitLine, ...] = ()


@dataclass(frozen=True, slots=True)
class YearStanding:
    """A county's year until a day: `came` and `went` in yuan by what the money was; `missing` what has still to be entered, in words."""

    authority: Authority
    year: int
    until: date
    targets: tuple[TargetLine, ...]
    sold: tuple[TradeLine, ...]
    bought: tuple[TradeLine, ...]
    came: Mapping[str, Decimal]
    went: Mapping[str, Decimal]
    limits: tuple[LimitLine, ...]
    sanctions: tuple[Sanction, ...]
    rewards: tuple[Sanction, ...]
    missing: tuple[str, ...]

    @property
    def met(self) -> tuple[LimitLine, ...]:
        """The time limits that were met."""
        return tuple(line for line in self.limits if line.met)

    @property
    def missed(self) -> tuple[LimitLine, ...]:
        """The time limits that were missed."""
        return tuple(line for line in self.limits if line.met is False)


def year_standing(rows: CountyRows, year: int, today: date) -> YearStanding:
    """The year of a county, told until its end, or until today while it is not over."""
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    trades = [t for t in rows.books.trades if _signed_in(t, first, last)]
    sold, bought = (tuple(_trade(rows, t, last) for t in trades if t.side is side) for side in (TradeSide.SELLER, TradeSide.BUYER))
    targets = tuple(_targets(rows, year))
    about = [s for s in standing(rows.sanctions) if s.decided_on and first <= s.decided_on <= last and not s.lifts_id]
    flows = by_what(came(rows.books), first, last), by_what(went(rows.books), first, last)
    limits = tuple(line for line in rows.limits if year in (line.due_on.year, line.ended_on.year if line.ended_on else None))
    return YearStanding(rows.authority, year, last, targets, sold, bought, *flows, limits,
                        tuple(s for s in about if s.kind not in REWARDS), tuple(s for s in about if s.kind in REWARDS),
                        tuple(_missing(targets, sold, flows[0], year)))


def _signed_in(trade: Trade, first: date, last: date) -> bool:
    ended = trade.terminated_on is not None and trade.terminated_on <= last
    return trade.signed_on is not None and first <= trade.signed_on <= last and not ended


def _trade(rows: CountyRows, trade: Trade, last: date) -> TradeLine:
    name = next((p.name for p in rows.projects if p.id == trade.project_id), "")
    paid = sum((p.amount or NOTHING for p in standing(rows.books.trade_payments)
                if p.trade_id == trade.id and p.paid_on and p.paid_on <= last), NOTHING)
    area, farmland = (None if value is None else mu(value, 2) for value in (trade.construction, trade.farmland))
    entered = trade.side is not TradeSide.SELLER or any(sale.trade_id == trade.id for sale in rows.sales)
    return TradeLine(trade, name, area, farmland, amount_of(trade).value, paid, entered)


def _targets(rows: CountyRows, year: int) -> Iterator[TargetLine]:
    """The targets of the year; of those for several years what is done by its end."""
    until = by_year(sale for sale in rows.sales if sale.signed_on.year <= year)
    for target in rows.targets:
        if year in (years := target_years(target)):
            yield TargetLine(target.subject, years, target.area, target_done(target, until), target.document)


def _missing(targets: Iterable[TargetLine], sold: Iterable[TradeLine], money: Mapping[str, Decimal], year: int) -> Iterator[str]:
    targets, sold = tuple(targets), tuple(sold)
    if not targets:
        yield f"{year} 年度的年度任务没有登记"
    yield from (f"任务“{t.subject}”没有填写{'目标面积' if t.area is None else '下达文件'}" for t in targets
                if t.area is None or not t.document.strip())
    for line in sold:
        name = line.trade.title or line.trade.number or "未命名的交易"
        if line.amount is None:
            yield f"交易“{name}”没有填写成交单价或面积"
        if not line.in_ledger:
            yield f"交易“{name}”还没有记入指标台账"
    if sold and not money:
        yield f"{year} 年没有登记任何到账资金"


def lacking(assessment: Assessment) -> tuple[str, ...]:
    """What the county has still to write into an assessment."""
    wanted = ("考核年度", assessment.year), ("考核机关", assessment.assessor.strip()), ("工作情况", assessment.summary.strip()), \
        ("存在问题", assessment.problems.strip()), ("下一步打算", assessment.next_steps.strip()), ("自评日期", assessment.reported_on)
    return tuple(label for label, given in wanted if not given)
