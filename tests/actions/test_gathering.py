"""What is kept between changes is what would be read anew."""

from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.design import WorkItem
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
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
