"""The transport problem: who gives to whom so that as much as possible is moved and Σ amount × cost is least.

Successive shortest augmenting paths with dual prices (as in Jonker and Volgenant, Computing 38, 1987, with amounts in place of
ones). Whole numbers only, so the answer is exact; of equal ways the first is taken, so it is always the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Costs = Sequence[Sequence[int]]


def least_transport(supply: Sequence[int], demand: Sequence[int], costs: Costs) -> list[tuple[int, int, int]]:
    """(giver, taker, amount) of every move, in order; the smaller of both sums is moved whole. Costs are whole and not negative."""
    if sum(supply) > sum(demand):
        turned = [list(row) for row in zip(*costs, strict=True)] if costs else []
        return sorted((i, j, amount) for j, i, amount in least_transport(demand, supply, turned))
    flow = _Flow(costs, list(demand))
    for row, amount in enumerate(supply):
        while amount:
            amount -= flow.send(row, amount)
    return sorted((i, j, amount) for j, rows in enumerate(flow.to) for i, amount in rows.items() if amount)


@dataclass
class _Search:
    """A shortest-path search: distance of every column, by which row it is reached, and by which column each row."""

    reach: list[int]
    by: list[int]
    left: set[int]
    rows: dict[int, int] = field(default_factory=dict)   # row scanned → its distance
    over: dict[int, int] = field(default_factory=dict)   # row scanned → the column it was reached by


class _Flow:
    """What has been sent so far; `u` and `v` are prices with cost − u − v ≥ 0 everywhere, = 0 where something flows."""

    def __init__(self, costs: Costs, free: list[int]) -> None:
        self.costs, self.free = costs, free
        self.to: list[dict[int, int]] = [{} for _ in free]
        self.u, self.v = [0] * len(costs), [0] * len(free)

    def send(self, row: int, amount: int) -> int:
        """Send as much of an amount as one cheapest path takes; what was sent."""
        found = _Search([0] * len(self.free), [row] * len(self.free), set(range(len(self.free))))
        self._scan(found, row, 0, True)
        end = self._nearest(found)
        while not self.free[end]:
            found.left.discard(end)
            for other, sent in self.to[end].items():
                if sent and other not in found.rows:
                    found.over[other] = end
                    self._scan(found, other, found.reach[end])
            end = self._nearest(found)
        self._reprice(found, found.reach[end])
        return self._push(found, row, end, amount)

    def _scan(self, found: _Search, row: int, base: int, first: bool = False) -> None:
        found.rows[row] = base
        costs, v, reach, by, base = self.costs[row], self.v, found.reach, found.by, base - self.u[row]
        for j in found.left:
            way = base + costs[j] - v[j]
            if first or way < reach[j]:
                reach[j], by[j] = way, row

    def _nearest(self, found: _Search) -> int:
        reach = found.reach
        return min(found.left, key=lambda j: (reach[j], j))

    def _reprice(self, found: _Search, far: int) -> None:
        for row, reach in found.rows.items():
            self.u[row] += far - reach
        for j in set(range(len(self.free))) - found.left:
            self.v[j] += found.reach[j] - far

    def _push(self, found: _Search, row: int, end: int, amount: int) -> int:
        path = self._path(found, row, end)
        sent = min(amount, self.free[end], *(self.to[back][by] for by, _, back in path if back is not None))
        self.free[end] -= sent
        for by, column, back in path:
            self.to[column][by] = self.to[column].get(by, 0) + sent
            if back is not None:
                self.to[back][by] -= sent
        return sent

    @staticmethod
    def _path(found: _Search, row: int, end: int) -> list[tuple[int, int, int | None]]:
        """From the end backwards: a row sends to a column, and the less to the column it was reached by."""
        path, column = [], end
        while True:
            by = found.by[column]
            back = found.over.get(by)
            path.append((by, column, back))
            if by == row:
                return path
            column = back
