"""落图 in the real window: by the code of the survey, by points, by hand, a whole village; undone in one step."""

from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk.domain.change import Change
from linkdesk.domain.words import PlotUse
from linkdesk.geometry import boundary_of
from linkdesk.ui.placing_page import EVERYBODY, EVERYWHERE


@pytest.fixture
def window(open_window, desk):
    return open_window(desk)


@pytest.fixture
def surveyed(desk, project_id):
    """Three households of the sample: one with a plot's code, one with a point, one whose code nobody knows."""
    dossier = desk.dossier(project_id)
    plot = dossier.plots_of(PlotUse.OLD)[0]
    rings = boundary_of(next(r for r in dossier.rings if r.id == plot.rings_id)).rings
    first, second, third = dossier.households[:3]
    after = (replace(first, plot_code=plot.code.lower()), replace(second, homestead_x=rings[0][0].x, homestead_y=rings[0][0].y),
             replace(third, plot_code="CJ-99"))
    desk.do(Change("改", before=(first, second, third), after=after))
    return plot, after


def page_of(window, project_id):
    window.open("placing", project_id)
    return window.page


def on(desk, project_id, plot):
    return {h.id for h in desk.dossier(project_id).households if h.plot_id == plot.id}


def test_by_code_and_by_point(window, desk, project_id, surveyed):
    plot, (first, second, third) = surveyed
    page = page_of(window, project_id)
    assert page.main_action.text() == "按地块编号落图（1 户）"
    page.main_action.trigger()
    window.refresh()
    assert on(desk, project_id, plot) == {first.id}
    assert not page.main_action.isEnabled()
    page.by_point.trigger()
    window.refresh()
    assert on(desk, project_id, plot) == {first.id, second.id}
    page.which.setCurrentText("有矛盾")
    (row,) = page.households.model.rows
    assert (row.id, row.why) == (third.id, "没有地块“CJ-99”")
    desk.undo()
    desk.undo()
    assert not on(desk, project_id, plot)


def test_a_selection_by_hand_with_its_sum_before(window, desk, project_id, surveyed):
    plot, _ = surveyed
    page = page_of(window, project_id)
    page.table.select(plot.id)
    page.households.view.selectAll()
    everybody = page.households.selected()
    total = sum((r.area for r in everybody if r.area is not None), Decimal(0))
    assert f"{total:,.2f} ㎡，落到 {plot.code} 后合计 {total:,.2f} ㎡" in page.told.text()
    page.give.click()
    window.refresh()
    assert on(desk, project_id, plot) == {r.id for r in everybody}
    assert page.plot().homesteads == total
    assert "宅基地面积之和" in page.table.model.marks[plot.id][1]
    page.which.setCurrentText(EVERYBODY)
    page.households.view.selectAll()
    page.take_off.click()
    window.refresh()
    assert not on(desk, project_id, plot)


def test_a_village_shows_its_own_plots_and_a_household_is_led_to(window, desk, project_id, surveyed):
    page = page_of(window, project_id)
    village = page.village.itemText(1)
    page.village.setCurrentText(village)
    assert {r.village for r in page.households.model.rows} == {village}
    assert {p.village for p in page.table.model.rows} <= {village, ""}
    stranger = next(r for r in page.everybody if r.village != village)
    page.lead_to(stranger.id, "plot_id")
    assert page.village.currentText() == EVERYWHERE
    assert page.households.selected()[0].id == stranger.id


def test_a_village_with_one_old_plot_in_one_step(window, desk, project_id):
    dossier = desk.dossier(project_id)
    village = next(v for v in dossier.villages if any(h.village_id == v.id for h in dossier.households))
    mine = [p for p in dossier.plots_of(PlotUse.OLD) if p.village_id == village.id]
    desk.do(Change("改", before=tuple(mine[1:]), after=tuple(replace(p, village_id=None) for p in mine[1:])))
    page = page_of(window, project_id)
    assert not page.whole.isVisible()
    page.village.setCurrentText(village.name)
    assert page.whole.text() == f"全村落到 {mine[0].code}"
    page.whole.click()
    window.refresh()
    assert on(desk, project_id, mine[0]) == {h.id for h in dossier.households if h.village_id == village.id}


def test_without_households_or_plots_the_page_says_what_comes_first(window, desk, project_id):
    households = desk.dossier(project_id).households
    page = page_of(window, project_id)
    assert page.body.currentIndex() == 0
    assert len(page.everybody) == len(households)
