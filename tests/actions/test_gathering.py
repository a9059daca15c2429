"""What is kept between changes is what would be read anew."""

from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.design import WorkItem
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from tests.actions import desks


@pytest.fixture
def desk_and_project(tmp_path):
    return desks.filled(tmp_path / "w")


def anew(desk: Desk, project_id: str):
    """The dossier with nothing kept."""
    desk._forget()
    return desk.dossier(project_id)


def edited(desk: Desk, before, **values):
    desk.do(Change("修改", before=(before,), after=(replace(before, **values),)))


def test_rows_edited_stand_in_their_places_and_the_others_are_not_read_again(desk_and_project):
    desk, project_id = desk_and_project
    plot = desk.dossier(project_id).plots[0]
    desk.do(Change("新增", after=tuple(WorkItem(plot.id, at, name=f"第{at}项", formula="1") for at in range(5))))
    before = desk.dossier(project_id).design.items
    edited(desk, before[2], formula="2")
    now = desk.dossier(project_id).design.items
    assert [i.formula for i in now] == ["1", "1", "2", "1", "1"]
    assert all(a is b for a, b in zip(before[:2] + before[3:], now[:2] + now[3:], strict=True))
    assert now == anew(desk, project_id).design.items


def test_a_row_that_goes_to_another_owner_is_looked_for_again(desk_and_project):
    desk, project_id = desk_and_project
    first, second = desk.dossier(project_id).plots[:2]
    desk.do(Change("新增", after=(WorkItem(first.id, 0, name="平整", formula="1"),)))
    edited(desk, desk.dossier(project_id).design.items[0], plot_id=second.id)
    kept = desk.dossier(project_id)
    assert kept.design.items[0].plot_id == second.id
    assert kept == anew(desk, project_id)


def test_whatever_was_done_the_dossier_is_the_one_read_anew(desk_and_project):
    desk, project_id = desk_and_project
    dossier = desk.dossier(project_id)
    plot, household = dossier.plots[0], dossier.households[0]
    item = WorkItem(plot.id, 0, name="平整", formula="1")
    for change in (
            Change("新增", after=(item,)),
            Change("修改", before=(item, plot), after=(replace(item, formula="3"), replace(plot, reclaimed_area=Decimal("12.5")))),
            Change("改一户", before=(household,), after=(replace(household, plot_id=plot.id, population=3),)),
            Change("删除", before=(replace(item, formula="3"),))):
        desk.do(change)
        assert desk.dossier(project_id) == anew(desk, project_id), change.title
    desk.undo()
    desk.dossier(project_id)
    desk.undo()
    assert desk.dossier(project_id) == anew(desk, project_id)
    assert desk.store.get(Household, household.id).population == household.population
    assert desk.store.get(Plot, plot.id).reclaimed_area == Decimal("12.5")


def test_rows_that_come_stand_last_and_those_that_go_leave_the_others_unread(desk_and_project):
    desk, project_id = desk_and_project
    first, second = (plot.id for plot in desk.dossier(project_id).plots[:2])
    works = tuple(WorkItem(first, at, name=f"第{at}项", formula="1") for at in range(6))
    desk.do(Change("新增", after=works[:4]))
    there = desk.dossier(project_id).design.items
    edited_one = replace(works[2], formula="2", plot_id=first)
    desk.do(Change("改", before=(works[1], works[2]), after=(edited_one, replace(works[4], plot_id=second), works[5])))
    kept = desk.dossier(project_id).design.items
    assert [i.name for i in kept] == ["第0项", "第2项", "第3项", "第4项", "第5项"]
    assert kept[0] is there[0]
    assert kept == anew(desk, project_id).design.items
    desk.undo()
    assert [i.name for i in desk.dossier(project_id).design.items] == ["第0项", "第2项", "第3项", "第1项"]  # come back, so entered last
    assert desk.dossier(project_id) == anew(desk, project_id)


def test_rows_of_another_project_do_not_come_in(desk_and_project):
    desk, project_id = desk_and_project
    there = desk.dossier(project_id)
    desk.do(Change("新建", after=(other := Project("另一个项目"),)))
    desk.dossier(project_id)
    desk.do(Change("新增", after=(Plot(other.id, "CJ-9"), Plot(project_id, "CJ-8"))))
    assert [p.code for p in desk.dossier(project_id).plots] == [*(p.code for p in there.plots), "CJ-8"]
    assert desk.dossier(project_id) == anew(desk, project_id)
