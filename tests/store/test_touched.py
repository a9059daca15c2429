"""Whose rows were changed after something else came in: entered, edited and removed rows tell, others do not."""

from dataclasses import replace

import pytest

from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project

ONE, TWO, MARK = Project(name="一"), Project(name="二"), Project(name="三")
PLOT, OTHER = Plot(project_id=ONE.id, code="A"), Plot(project_id=TWO.id, code="B")


@pytest.fixture
def after(opened, do):
    """The place at which something else came in, when there were plots already."""
    do(after=(ONE, TWO, PLOT, OTHER))
    do(after=(MARK,))
    return opened.came_in(Project, [MARK.id, "none"])[MARK.id]


def test_what_was_there_before_and_stayed_is_not_touched(opened, do, after):
    do(before=(ONE,), after=(replace(ONE, name="改名"),))
    assert opened.touched(Plot, "project_id", after) == {}


@pytest.mark.parametrize("change", [
    {"before": (PLOT,), "after": (replace(PLOT, name="改"),)}, {"before": (PLOT,)}, {"after": (Plot(project_id=ONE.id, code="C"),)}],
    ids=["edited", "removed", "entered"])
def test_owners_of_changed_rows_are_told(opened, do, after, change):
    do(**change)
    assert set(opened.touched(Plot, "project_id", after)) == {ONE.id}


def test_the_last_place_of_an_owner_counts(opened, do, after):
    do(before=(PLOT,), after=(newer := replace(PLOT, name="改"),))
    first = opened.touched(Plot, "project_id", after)[ONE.id]
    do(before=(newer,))
    assert opened.touched(Plot, "project_id", after)[ONE.id] > first > after
