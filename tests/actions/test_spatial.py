"""The desk's dossier tells how plots lie, among all projects of the workspace, and makes it anew only where it must."""

from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk import paths
from linkdesk.actions import plots, projects
from linkdesk.actions.demo import PLOTS, SAMPLE
from linkdesk.domain.change import Change
from linkdesk.domain.household import Household
from linkdesk.geometry import boundary_of
from tests.actions.desks import filled


@pytest.fixture
def desk_and_project(tmp_path):
    desk, project_id = filled(tmp_path)
    yield desk, project_id
    desk.close()


def changed(desk, entity, **fields):
    desk.do(Change("改", before=(entity,), after=(replace(entity, **fields),)))


def test_plots_used_again_by_another_project_are_named_with_its_year(desk_and_project):
    desk, project_id = desk_and_project
    assert desk.dossier(project_id).spatial.overlaps == ()
    desk.do(projects.new_project(desk, replace(SAMPLE, name="青石二期")))
    again = projects.find(desk, "青石二期")
    changed(desk, again, planned_year=2020)
    desk.do(plots.import_plots(desk, plots.understand(paths.SAMPLES / PLOTS), again.id))
    found = desk.dossier(project_id).spatial
    mine = desk.dossier(project_id).plots
    assert [(o.other_project, o.other_year) for o in found.overlaps] == [("青石二期", 2020)] * len(mine)
    assert {o.plot_id: o.area for o in found.overlaps} == {p.id: p.plane_area for p in mine}
    assert len(found.codes) == len(mine)
    back = {o.other_project for o in desk.dossier(again.id).spatial.overlaps}
    assert back == {SAMPLE.name}


def test_an_edit_of_a_household_makes_no_overlap_anew(desk_and_project):
    desk, project_id = desk_and_project
    before = desk.dossier(project_id)
    changed(desk, before.households[0], note="改")
    assert desk.dossier(project_id).spatial.widths is before.spatial.widths


def test_a_household_lies_where_its_point_is(desk_and_project):
    desk, project_id = desk_and_project
    first, second = desk.dossier(project_id).households[:2]
    plot = next(p for p in desk.dossier(project_id).plots if p.rings_id)
    rings = next(r for r in desk.dossier(project_id).rings if r.id == plot.rings_id)
    corner = boundary_of(rings).rings[0][0]
    changed(desk, first, homestead_x=corner.x, homestead_y=corner.y)
    changed(desk, second, homestead_x=corner.y % 1_000_000, homestead_y=corner.x)
    assert desk.dossier(project_id).spatial.lying == ((first.id, plot.id), (second.id, plot.id))
    changed(desk, desk.store.get(Household, first.id), homestead_x=Decimal(5_000_000))
    assert desk.dossier(project_id).spatial.astray == (first.id,)
