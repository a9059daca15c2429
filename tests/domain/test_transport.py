"""The transport problem: whatever the amounts, no way of moving as much costs less; checked against every possible way."""

from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.domain.transport import least_transport

AMOUNTS = st.lists(st.integers(1, 4), min_size=1, max_size=4)


def cheapest(supply, demand, costs):
    """The least cost of moving all of the smaller side, by trying everything."""
    if sum(supply) > sum(demand):
        return cheapest(demand, supply, tuple(zip(*costs, strict=True)))

    @cache
    def rest(at, free):
        if at == len(supply):
            return 0
        return min(sum(n * cost for n, cost in zip(split, costs[at], strict=True))
                    + rest(at + 1, tuple(f - n for f, n in zip(free, split, strict=True))) for split in splits(supply[at], free))
    return rest(0, tuple(demand))


def splits(amount, free):
    """Every way to give an amount to takers with so much room."""
    return [way for way in product(*(range(min(amount, room) + 1) for room in free)) if sum(way) == amount]


@given(AMOUNTS, AMOUNTS, st.data())
def test_nothing_is_cheaper(supply, demand, data):
    costs = [[data.draw(st.integers(0, 9)) for _ in demand] for _ in supply]
    moved = least_transport(supply, demand, costs)
    assert sum(amount for _, _, amount in moved) == min(sum(supply), sum(demand))
    assert all(sum(a for i, _, a in moved if i == at) <= there for at, there in enumerate(supply))
    assert all(sum(a for _, j, a in moved if j == at) <= wanted for at, wanted in enumerate(demand))
    assert sum(a * costs[i][j] for i, j, a in moved) == cheapest(tuple(supply), tuple(demand), tuple(map(tuple, costs)))


def test_what_is_near_at_hand_is_not_always_best():
    """The giver nearest to both takers must leave the near one to a giver that has nowhere else to go."""
    assert least_transport([5, 5], [5, 5], [[1, 2], [1, 100]]) == [(0, 1, 5), (1, 0, 5)]


@pytest.mark.parametrize(("supply", "demand"), [([], []), ([3], []), ([], [3])])
def test_nobody_to_give_or_to_take(supply, demand):
    assert least_transport(supply, demand, [[] for _ in supply]) == []


def test_the_same_every_time_and_no_more_moves_than_needed():
    places = [(at * 7919 % 1000, at * 104729 % 1000) for at in range(200)]
    costs = [[(a - x) ** 2 + (b - y) ** 2 for x, y in places[100:]] for a, b in places[:100]]
    supply, demand = [1 + at * 37 % 50 for at in range(100)], [1 + at * 53 % 50 for at in range(100)]
    first = least_transport(supply, demand, costs)
    assert first == least_transport(supply, demand, costs)
    assert len(first) < 200
