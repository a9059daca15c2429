"""Reading by values, lists and other entities' ids, in the order asked for and otherwise as entered."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk import store
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household, Member
from linkdesk.domain.project import Project
from linkdesk.domain.words import HouseStructure
from tests.store.conftest import OFFICER
from tests.store.people import household, member

PROJECT = Project(name="青石项目区")
HOUSEHOLDS = [
    household(PROJECT, village="石桥", group="2组", population=3, homestead_area=Decimal("80.5")),
    household(PROJECT, village="上坪", group="10组", population=5, house_structure=HouseStructure.EARTH_TIMBER),
    household(None, village="石桥", group="1组", registered_poor=True),
    household(PROJECT, village=None, population=3),
]


@pytest.fixture
def told(opened, do):
    """The store with these households in it, and each one's name by id."""
    do(after=(PROJECT,))
    do(after=tuple(HOUSEHOLDS))
    number = {h.id: i for i, h in enumerate(HOUSEHOLDS)}
    return lambda **asked: [number[h.id] for h in opened.load(Household, **asked)]


@pytest.mark.parametrize(("asked", "expected"), [
    ({}, [0, 1, 2, 3]),
    ({"village": "\ud800"}, []), ({"village": "石桥\0"}, []), ({"village": ["石桥", "\ud800"]}, [0, 2]),
    ({"project_id": PROJECT.id}, [0, 1, 3]),
    ({"project_id": None}, [2]),
    ({"project_id": PROJECT.id, "population": 3}, [0, 3]),
    ({"population": [5, 3]}, [0, 1, 3]),
    ({"population": ()}, []),
    ({"house_structure": HouseStructure.EARTH_TIMBER}, [1]),
    ({"registered_poor": True}, [2]),
    ({"homestead_area": Decimal("80.5")}, [0]),
    ({"project_id": store.ids(Project, name="青石项目区")}, [0, 1, 3]),
    ({"order": "village, group"}, [3, 1, 2, 0]),
    ({"order": "-village"}, [0, 2, 1, 3]),
    ({"order": "-population, village"}, [1, 3, 0, 2]),
    ({"limit": 2, "offset": 1}, [1, 2]),
])
def test_load(asked, expected, told):
    assert told(**asked) == expected


def test_a_list_of_values_may_be_of_any_length(opened, do):
    households = [household() for _ in range(40_000 // 20)]
    members = tuple(member(h, position=i) for h in households for i in range(2))
    do(after=(*households, *members))
    ids = [h.id for h in households] + [f"{i:032d}" for i in range(40_000)]
    assert len(opened.load(Member, household_id=ids)) == len(members)


def test_get_and_count(opened, do):
    do(after=(PROJECT,))
    assert opened.get(Project, PROJECT.id) == PROJECT
    assert opened.get(Project, "0" * 32) is None
    assert (opened.count(Project), opened.count(Project, name="又")) == (1, 0)


def test_reads_inside_reading_see_one_state(opened, folder):
    with store.connect(folder) as other, opened.reading():
        assert opened.count(Project) == 0
        other.apply(Change("新建项目", after=(PROJECT,)), officer=OFFICER)
        assert opened.count(Project) == 0
    assert opened.count(Project) == 1


def test_what_another_program_writes_is_seen_and_makes_ours_stale(opened, do, folder):
    do(after=(PROJECT,))
    with store.connect(folder) as other:
        other.apply(Change("改名", (PROJECT,), (replace(PROJECT, name="双河"),)), officer=OFFICER)
    assert opened.data_version == 2
    with pytest.raises(KnownError, match="“项目区”在此期间已被改动"):
        opened.apply(Change("改名", (PROJECT,), (replace(PROJECT, name="青河"),)), officer=OFFICER)


def test_two_programs_that_write_at_once_wait_for_each_other(folder):
    def write() -> None:
        with store.connect(folder) as mine:
            for _ in range(25):
                mine.apply(Change("新建", after=(household(),)), officer=OFFICER)

    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(write), both.submit(write)]:
            done.result()
    with store.connect(folder) as opened:
        assert (opened.count(Household), opened.data_version, opened.verify()) == (50, 50, [])


def test_another_thread_may_own_the_store_but_never_two_at_once(opened):
    entered, leave = threading.Event(), threading.Event()

    def work() -> None:
        def report(done: int, total: int) -> None:
            entered.set()
            leave.wait(5)
        opened.apply(Change("新建项目", after=(PROJECT,)), officer=OFFICER, report=report)

    worker = threading.Thread(target=work)
    worker.start()
    entered.wait(5)
    try:
        with pytest.raises(RuntimeError, match="two threads"):
            opened.count(Project)
    finally:
        leave.set()
        worker.join()
    assert opened.load(Project) == [PROJECT]
