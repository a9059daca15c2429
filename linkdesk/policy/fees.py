"""Reads a fee schedule from its TOML file; anything not understood is refused, naming file and fee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from linkdesk.domain.design_words import TaxPlace, Terrain, WorkKind
from linkdesk.domain.fee_schedule import (
    EQUIPMENT,
    WORKS,
    DatedRate,
    Fee,
    FeeSchedule,
    KindRate,
    Mechanism,
    Tier,
)
from linkdesk.domain.stated import Stated
from linkdesk.domain.words import Certainty
from linkdesk.policy.table import Table, parsed


@dataclass(frozen=True, slots=True)
class _Head:
    """What the values of a schedule take from its head: whose they are, how sure, on which document."""

    id: str
    source: str              # the file
    certainty: Certainty
    number: str              # of the document of rates
    fees_number: str         # of the document of fees, where that is another

    def table(self, data: Mapping[str, Any], key: str) -> Table:
        return Table(data, self.source, f" {key} {data.get('name', '')}".rstrip())

    def stated(self, table: Table, name: str, label: str, value: Decimal | None, unit: str = "%") -> Stated:
        if value is not None and value < 0:
            table.refuse(f"“{label}”不能小于零")
        return Stated(self.id, name, label, value, unit, certainty=self.certainty, source=f"{self.number} {label.partition('（')[0]}")


def read_schedule(text: str, source: str) -> FeeSchedule:
    """A schedule from TOML text; KnownError names what does not fit."""
    table = Table(parsed(text, source), source, "开头")
    number = table.text("number")
    head = _Head(table.text("id"), source, table.choice("certainty", Certainty), number, table.text("fees_number", number))
    from_on, until_on = table.day("from"), table.day("until")
    made = FeeSchedule(
        head.id, table.text("title"), number, table.text("issuer"), from_on, until_on, head.certainty,
        measures=tuple(rate for data in table.tables("measure") for rate in _measure(head, data)),
        indirect=_indirect(head, table), profit=head.stated(table, "profit", "利润", table.number("profit")),
        tax_label=table.text("tax_label", "税金"), tax=tuple(_tax(head, data) for data in table.tables("tax")),
        fees=tuple(_fee(head, data) for data in table.tables("fee")))
    table.done()
    _check(table, made)
    return made


def _check(table: Table, made: FeeSchedule) -> None:
    """What only shows in the whole: names twice, a base that does not come before."""
    names = [fee.name for fee in made.fees]
    if twice := {name for name in names if names.count(name) > 1}:
        table.refuse(f"费用“{'、'.join(sorted(twice))}”重复")
    known = {WORKS, EQUIPMENT}
    for fee in made.fees:
        if unknown := [name for name in fee.base if name not in known or name == fee.group]:
            table.refuse(f"“{fee.label}”的计费基数“{'、'.join(unknown)}”不在它之前")
        known.add(fee.group)


def _by_kind(table: Table) -> dict[WorkKind, Decimal]:
    """Rates by kind of work."""
    rates = Table(table.mapping("rates"), table.source, table.place)
    found = {kind: value for kind in WorkKind if (value := rates.number(kind)) is not None}
    rates.done()
    if len(found) < len(WorkKind):
        table.refuse(f"“rates”应写明每种工程性质的费率：{'、'.join(WorkKind)}")
    return found


def _measure(head: _Head, data: Mapping[str, Any]) -> Iterator[KindRate]:
    table = head.table(data, "measure")
    name, label, regions = table.text("name"), table.text("label"), table.texts("regions")
    where = f"，{regions[0]}等" if regions else ""
    for kind, rate in _by_kind(table).items():
        stated = head.stated(table, f"{name}.{kind.name.lower()}", f"{label}（{kind}{where}）", rate)
        yield KindRate(name, label, kind, stated, regions=regions)
    table.done()


def _indirect(head: _Head, schedule: Table) -> tuple[KindRate, ...]:
    table = head.table(schedule.mapping("indirect"), "indirect")
    on_labour = table.choices("on_labour", WorkKind)
    rates = tuple(KindRate("indirect", "间接费", kind, head.stated(table, f"indirect.{kind.name.lower()}", f"间接费（{kind}）", rate),
                           on_labour=kind in on_labour) for kind, rate in _by_kind(table).items())
    table.done()
    return rates


def _tax(head: _Head, data: Mapping[str, Any]) -> DatedRate:
    table = head.table(data, "tax")
    rate, (from_on, until_on) = _needed(table, "rate"), _days(table)
    made = DatedRate(head.stated(table, table.text("name"), table.text("label"), rate), from_on, until_on, _place(table))
    table.done()
    return made


def _place(table: Table) -> TaxPlace | None:
    return table.choice("place", TaxPlace) if table.has("place") else None


def _days(table: Table) -> tuple[date | None, date | None]:
    from_on, until_on = table.day("from"), table.day("until")
    if from_on and until_on and until_on < from_on:
        table.refuse("终止日期早于起始日期")
    return from_on, until_on


def _fee(head: _Head, data: Mapping[str, Any]) -> Fee:
    table = head.table(data, "fee")
    sure = _Head(head.id, head.source, table.choice("certainty", Certainty, head.certainty), head.fees_number, head.fees_number)
    name, label, mechanism = table.text("name"), table.text("label"), table.choice("mechanism", Mechanism)
    rate = sure.stated(table, name, label, _needed(table, "rate")) if mechanism is Mechanism.RATE else None
    made = Fee(
        name, label, table.text("group"), mechanism, table.texts("base"), rate, _tiers(sure, table, mechanism, name, label),
        _factors(sure, table, name, label), bool(table.flag("upper_limit")), f"{head.fees_number} {label}")
    if bool(made.base) is (mechanism is Mechanism.ACTUAL):
        table.refuse("据实的费用不写计费基数，其他费用要写计费基数（base）")
    table.done()
    return made


def _needed(table: Table, key: str) -> Decimal:
    value = table.number(key)
    if value is None:
        table.refuse(f"缺少“{key}”")
    return value


def _factors(head: _Head, table: Table, name: str, label: str) -> tuple[tuple[Terrain, Stated], ...]:
    factors = Table(table.mapping("factors"), table.source, table.place)
    found = tuple((terrain, head.stated(table, f"{name}.{terrain.name.lower()}", f"{label}（{terrain}系数）", value, "倍"))
                  for terrain in Terrain if (value := factors.number(terrain)) is not None)
    factors.done()
    return found


def _tiers(head: _Head, table: Table, mechanism: Mechanism, name: str, label: str) -> tuple[Tier, ...]:
    """The tiers in rising order; what is beyond them last."""
    pairs = table.pairs("tiers")
    beyond = table.number("beyond")
    tiered = mechanism in (Mechanism.INTERPOLATED, Mechanism.PROGRESSIVE)
    if bool(pairs) is not tiered or (beyond is not None and not tiered):
        table.refuse("只有内插法和差额定率累进法的费用写档次（tiers），并且要写")
    limits = [limit for limit, _ in pairs]
    if limits != sorted(set(limits)) or any(limit <= 0 for limit in limits):
        table.refuse("档次“tiers”应从小到大，不能重复")
    unit = "万元" if mechanism is Mechanism.INTERPOLATED else "%"
    found = [Tier(limit, head.stated(table, f"{name}.{limit}", f"{label}（{limit} 万元档）", value, unit)) for limit, value in pairs]
    if beyond is not None:
        last = head.stated(table, f"{name}.beyond", f"{label}（{limits[-1]} 万元以上）", beyond)
        found.append(Tier(None, last))
    return tuple(found)
