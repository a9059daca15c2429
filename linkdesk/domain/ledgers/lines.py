"""What a ledger is: columns, lines in the order of village, group and roster, and sums that are those of the lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from linkdesk.domain.fields import Private

Value = str | int | Decimal | date | None


class LedgerKind(StrEnum):
    """The ledgers a township keeps of its agreements, in the order of their numbers L1–L7."""

    SIGNING = "双签协议台账"
    DEMOLITION = "拆除进度和验收台账"
    RECLAMATION = "复垦进度和验收台账"
    PAID = "奖补兑付台账"
    UNSIGNED = "未签原因台账"
    CHANGES = "变更、解除和作废台账"
    STAMPS = "印制和用印登记"

    @property
    def number(self) -> str:
        """L1 to L7."""
        return f"L{list(LedgerKind).index(self) + 1}"


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column: `decimals` makes it one of figures, `summed` adds it up; `under` is the heading above it, if any."""

    name: str
    label: str
    decimals: int | None = None
    summed: bool = False
    private: Private = Private.NO
    wide: bool = False
    under: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line: `id` is its own, `subject_id` the household or collective property it leads to; one value per column."""

    id: str
    subject_id: str
    village: str
    group: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Ledger:
    """A whole ledger."""

    kind: LedgerKind
    columns: tuple[LedgerColumn, ...]
    lines: tuple[LedgerLine, ...]
    notes: tuple[str, ...] = ()

    def at(self, name: str) -> int:
        """The place of a column."""
        return next(at for at, column in enumerate(self.columns) if column.name == name)

    def only(self, lines: Iterable[LedgerLine]) -> Ledger:
        """The same ledger with some of its lines."""
        return Ledger(self.kind, self.columns, tuple(lines), self.notes)


@dataclass(frozen=True, slots=True)
class Sums:
    """What some lines of a ledger come to: how many they are, and the sum of each column that is added up (else None)."""

    village: str
    group: str
    count: int
    values: tuple[Decimal | None, ...]


def sums(ledger: Ledger, village: str = "", group: str = "") -> Sums:
    """The sums of all lines of a ledger, under a name."""
    return Sums(village, group, len(ledger.lines), tuple(_sum(ledger, at) for at in range(len(ledger.columns))))


def sums_by(ledger: Ledger, key: Callable[[LedgerLine], tuple[str, str]]) -> tuple[Sums, ...]:
    """The sums of the lines of each (village, group) that `key` gives, in the order they first appear."""
    parts: dict[tuple[str, str], list[LedgerLine]] = {}
    for line in ledger.lines:
        parts.setdefault(key(line), []).append(line)
    return tuple(sums(ledger.only(lines), *names) for names, lines in parts.items())


def by_village(line: LedgerLine) -> tuple[str, str]:
    """The key of sums by village."""
    return line.village, ""


def by_group(line: LedgerLine) -> tuple[str, str]:
    """The key of sums by village and group."""
    return line.village, line.group


def _sum(ledger: Ledger, at: int) -> Decimal | None:
    if not ledger.columns[at].summed:
        return None
    found = (line.values[at] for line in ledger.lines)
    return sum((Decimal(v) for v in found if isinstance(v, int | Decimal)), Decimal(0))
