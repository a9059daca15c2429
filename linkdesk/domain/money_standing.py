"""The money of a project as it stands: what came in against the sources, what was spent against the estimate, proceeds, years, households."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.costs import YUAN, cost_lines
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.cost import fund_amount, sources
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import Household
from linkdesk.domain.money_lines import MoneyBook, MoneyLine, receipts, uses
from linkdesk.domain.planning_words import CostCategory, FundKind
from linkdesk.domain.proceeds import Drawn, Lot, drawn, lots
from linkdesk.domain.words import RelocationType

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What one source was to give and gave, in yuan; `planned` None while it is not known, or where no source is planned (`is_planned`)."""

    kind: FundKind
    name: str
    received: Decimal
    planned: Decimal | None = None
    is_planned: bool = True
    missing: str = ""
    source_id: str = ""

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return self.source_id or str(self.kind)

    @property
    def open(self) -> Decimal | None:
        """What is still to come; below nothing where more came than planned."""
        return None if self.planned is None else self.planned - self.received


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """What a category of the estimate was to cost and has cost, in yuan."""

    category: CostCategory
    spent: Decimal
    planned: Decimal | None = None
    missing: str = ""

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return str(self.category)

    @property
    def left(self) -> Decimal | None:
        """What may still be spent; below nothing where more was spent than planned."""
        return None if self.planned is None else self.planned - self.spent


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year's money, and of it the proceeds of trades; `year` None for what bears no day, told before all years.

    closing = opening + received − spent, for all money and for proceeds.
    """

    year: int | None
    opening: Decimal
    received: Decimal
    spent: Decimal
    proceeds_opening: Decimal = NOTHING
    proceeds_received: Decimal = NOTHING
    proceeds_spent: Decimal = NOTHING

    @property
    def id(self) -> str:
        """What tells it from the others."""
        return str(self.year or "")

    @property
    def closing(self) -> Decimal:
        """What is left at the end of the year."""
        return self.opening + self.received - self.spent

    @property
    def proceeds_closing(self) -> Decimal:
        """What of the proceeds is left at the end of the year."""
        return self.proceeds_opening + self.proceeds_received - self.proceeds_spent


@dataclass(frozen=True, slots=True)
class Benefit:
    """What a household was agreed and received, in yuan: under its agreements, and otherwise; `agreed` None while an amount is open."""

    household: Household
    agreed: Decimal | None
    by_agreements: Decimal
    otherwise: Decimal

    @property
    def id(self) -> str:
        """That of the household."""
        return self.household.id

    @property
    def received(self) -> Decimal:
        """All it received."""
        return self.by_agreements + self.otherwise

    @property
    def is_poor(self) -> bool:
        """Whether it is a registered poor household."""
        return self.household.registered_poor is True

    @property
    def must_benefit(self) -> bool:
        """Whether A §三(三) names it: poor, or moved for poverty relief."""
        return self.is_poor or self.household.relocation_type is RelocationType.POVERTY


@dataclass(frozen=True)
class MoneyStanding:
    """Receipts and uses of a project with everything reckoned from them; every total is the sum of its rows."""

    receipts: tuple[MoneyLine, ...]
    uses: tuple[MoneyLine, ...]
    sources: tuple[SourceRow, ...]
    categories: tuple[CategoryRow, ...]
    lots: tuple[Lot, ...]
    drawn: Drawn
    years: tuple[YearRow, ...]
    benefits: tuple[Benefit, ...]
    gaps: tuple[str, ...]

    @property
    def received(self) -> Decimal:
        """All that came in."""
        return total(self.receipts)

    @property
    def spent(self) -> Decimal:
        """All that was spent."""
        return total(self.uses)

    @property
    def balance(self) -> Decimal:
        """What is there; below nothing while receipts are not all entered."""
        return self.received - self.spent

    @property
    def of_proceeds(self) -> tuple[MoneyLine, ...]:
        """What was spent from proceeds of trades."""
        return tuple(line for line in self.uses if line.of_proceeds)

    @property
    def is_kept(self) -> bool:
        """Whether anything was entered of money that came in or went out otherwise than to households and partners."""
        return bool(self.receipts) or any(line.book in (MoneyBook.USES, MoneyBook.TRADES) for line in self.uses)

    def paid_by(self, book: MoneyBook) -> Decimal:
        """What was spent by one book."""
        return total(line for line in self.uses if line.book is book)


def total(lines: Iterable[MoneyLine]) -> Decimal:
    """The sum of some amounts."""
    return sum((line.amount for line in lines), NOTHING)


def money(dossier: Dossier) -> MoneyStanding:
    """The money of a project, reckoned once for a dossier."""
    return dossier.once("money_standing", lambda: _money(dossier))


def _money(dossier: Dossier) -> MoneyStanding:
    came, went = receipts(dossier), uses(dossier)
    proceeds = tuple(line for line in came if line.of_proceeds)
    found = drawn(proceeds, (line for line in went if line.of_proceeds))
    from_, by_category = tuple(_sources(dossier, came)), tuple(_categories(dossier, went))
    return MoneyStanding(came, went, from_, by_category, lots(proceeds, found), found, years(came, went), tuple(_benefits(dossier, went)),
                         tuple(_gaps(came, went, from_, by_category, found)))


def _sources(dossier: Dossier, came: tuple[MoneyLine, ...]) -> Iterator[SourceRow]:
    """Every planned source, then what came in of a kind and names none of them; proceeds go to the only source planned of them."""
    planned = sources(dossier)
    alone = {kind: of[0].id for kind, of in grouped(planned, lambda s: s.kind).items() if len(of) == 1}
    by_source = grouped(came, lambda line: line.source_id or (alone.get(line.kind, "") if line.of_proceeds else ""))
    for kind in FundKind:
        for source in (s for s in planned if s.kind is kind):
            amount = fund_amount(dossier, source)
            yield SourceRow(kind, source.name or str(kind), total(by_source.get(source.id, ())),
                            None if amount.value is None else amount.value * YUAN, missing=amount.missing, source_id=source.id)
        if loose := [line for line in by_source.get("", ()) if line.kind is kind]:
            yield SourceRow(kind, "未列入计划的来源", total(loose), is_planned=False)


def _categories(dossier: Dossier, went: tuple[MoneyLine, ...]) -> Iterator[CategoryRow]:
    planned, spent = grouped(cost_lines(dossier), lambda line: line.category), {}
    for category, amount in (part for line in went for part in line.parts):
        spent[category] = spent.get(category, NOTHING) + amount
    for category in CostCategory:
        lines = planned.get(category, [])
        lacking = "、".join(line.amount.missing or line.name for line in lines if line.amount.value is None)
        if lines or category in spent:
            known = sum((line.amount.value * YUAN for line in lines if line.amount.value is not None), NOTHING)
            yield CategoryRow(category, spent.get(category, NOTHING), known if lines and not lacking else None, lacking)


def years(came: Iterable[MoneyLine], went: Iterable[MoneyLine]) -> tuple[YearRow, ...]:
    """The balance year by year, years without any money between two with some included."""
    taken, given = grouped(came, _year), grouped(went, _year)
    known = sorted({year for year in (*taken, *given) if year is not None})
    spans = range(known[0], known[-1] + 1) if known else ()
    rows: list[YearRow] = []
    for year in (*((None,) if None in taken or None in given else ()), *spans):
        before = rows[-1] if rows else YearRow(None, NOTHING, NOTHING, NOTHING)
        came_in, went_out = taken.get(year, []), given.get(year, [])
        rows.append(YearRow(year, before.closing, total(came_in), total(went_out), before.proceeds_closing,
                            total(line for line in came_in if line.of_proceeds), total(line for line in went_out if line.of_proceeds)))
    return tuple(rows)


def _year(line: MoneyLine) -> int | None:
    return line.day.year if line.day else None


def _benefits(dossier: Dossier, went: tuple[MoneyLine, ...]) -> Iterator[Benefit]:
    """Every household taken in, and whoever else received something, in the order of the roster."""
    paid = grouped((line for line in went if line.subject_id), lambda line: line.subject_id)
    there = [*dossier.households, *(h for h in dossier.left_out if h.id in paid)]
    for household in there:
        mine = paid.get(household.id, [])
        under = total(line for line in mine if line.book is MoneyBook.HOUSEHOLDS)
        yield Benefit(household, _agreed(dossier, household.id), under, total(mine) - under)


def _agreed(dossier: Dossier, subject_id: str) -> Decimal | None:
    """What the agreements of a subject that have not ended come to; nothing where there is none."""
    progress = dossier.progress.get(subject_id)
    amounts = [d.agreed for d in progress.dues if not d.ended] if progress else []
    return None if None in amounts else sum(amounts, NOTHING)


def _gaps(came: tuple[MoneyLine, ...], went: tuple[MoneyLine, ...], from_: tuple[SourceRow, ...], by_category: tuple[CategoryRow, ...],
          found: Drawn) -> Iterator[str]:
    """What is not known or does not fit, in words."""
    yield from (f"资金来源“{row.name}”的计划金额待补" for row in from_ if row.is_planned and row.planned is None)
    yield from (f"{row.category}的投资估算待补（{row.missing}）" for row in by_category if row.missing)
    if undated := sum(line.day is None for line in (*came, *went)):
        yield f"{undated} 笔没有付款日期，列在各年以前"
    if total(came) < total(went):
        yield "支出多于已登记的到账，到账记录可能还不全"
    yield from (f"用交易收益支出的凭证 {use.voucher}，到支出当日到账的收益不够" for use, _ in found.short)
