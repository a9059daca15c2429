"""The rows of a unit price analysis while it is made: leaves rounded once to the fen, sums of rows above or below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from linkdesk.domain.quantities import FEN, HUNDRED, rounded


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """A row: order, label, unit, quantity, price and subtotal in yuan; None where it cannot be told.

    A leaf is quantity × price. With the unit % the quantity is a rate and the price what it is of. `parts` are the places
    (from 0) of the rows whose subtotals a sum row adds up, or a rate's price; the last row divides one by its quantity.
    `component_id` is the component of the unit price a leaf stands for, `resource_id` the resource whose price it bears.
    """

    order: str
    label: str
    unit: str = ""
    quantity: Decimal | None = None
    price: Decimal | None = None
    subtotal: Decimal | None = None
    parts: tuple[int, ...] = ()
    component_id: str = ""
    resource_id: str = ""


class Sheet:
    """Collects rows and what is missing; a sum stands before its parts when the rows are put in order."""

    def __init__(self) -> None:
        self._rows: list[AnalysisRow] = []
        self.missing: dict[str, None] = {}
        self.unconfirmed: dict[str, None] = {}

    def lack(self, what: str) -> None:
        """Something is missing, in words."""
        self.missing[what] = None

    def doubt(self, what: str) -> None:
        """Something 待核实 was used."""
        self.unconfirmed[what] = None

    def line(self, order: str, label: str, unit: str, quantity: Decimal | None, price: Decimal | None,
             component_id: str = "", resource_id: str = "") -> int:
        """A leaf: quantity × price."""
        subtotal = None if quantity is None or price is None else rounded(quantity * price, FEN)
        return self._add(AnalysisRow(order, label, unit, quantity, price, subtotal, (), component_id, resource_id))

    def rated(self, order: str, label: str, rate: Decimal | None, of: Iterable[int], component_id: str = "") -> int:
        """A leaf: a rate in % of the sum of rows."""
        base = self._sum(parts := tuple(of))
        subtotal = None if rate is None or base is None else rounded(base * rate / HUNDRED, FEN)
        return self._add(AnalysisRow(order, label, "%", rate, base, subtotal, parts, component_id))

    def total(self, order: str, label: str, of: Iterable[int]) -> int:
        """The sum of rows."""
        parts = tuple(of)
        return self._add(AnalysisRow(order, label, subtotal=self._sum(parts), parts=parts))

    def divided(self, label: str, unit: str, whole: int, by: Decimal | None) -> Decimal | None:
        """The last row: a whole by so many units."""
        value = self._rows[whole].subtotal
        price = None if value is None or by is None else rounded(value / by, FEN)
        self._add(AnalysisRow("", label, unit, by, None, price, (whole,)))
        return price

    def in_order(self) -> Iterator[AnalysisRow]:
        """The rows as they are printed: each sum before the rows it adds up, the grand total and the price last."""
        order = self._printed()
        place = {row: at for at, row in enumerate(order)}
        for at in order:
            row = self._rows[at]
            yield replace(row, parts=tuple(place[p] for p in row.parts))

    def _printed(self) -> Sequence[int]:
        whole = len(self._rows) - 2
        return [*(at for part in self._rows[whole].parts for at in self._before_parts(part)), whole, whole + 1]

    def _before_parts(self, at: int) -> Iterator[int]:
        yield at
        if self._rows[at].unit != "%":
            for part in self._rows[at].parts:
                yield from self._before_parts(part)

    def _sum(self, rows: Iterable[int]) -> Decimal | None:
        total = Decimal(0)
        for at in rows:
            if (subtotal := self._rows[at].subtotal) is None:
                return None
            total += subtotal
        return total

    def _add(self, row: AnalysisRow) -> int:
        self._rows.append(row)
        return len(self._rows) - 1
