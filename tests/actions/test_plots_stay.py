"""Plots stay in their project with everything that is told of them, however a change comes about."""

from dataclasses import replace
from datetime import date

import pytest

from linkdesk.actions import (
    history,
    households,
    land_uses,
    placing,
    plot_removal,
    plots,
    programme_links,
    tenure,
)
from linkdesk.domain.carrying import SettlementHouse, Variation
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.planning import ProgrammeLink, TenureAdjustment
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import LandUse, Plot, PlotSource
from linkdesk.domain.project import Project
from linkdesk.paths import SAMPLES

TOLD = Plot, PlotSource, LandUse, ProgrammeLink, TenureAdjustment


@pytest.fixture
def worked(sample):
    """A desk with five households, land by class, a link and a change of tenure on the plot CJ-SG-01; that plot; the project."""
    desk, project_id = sample
    plot, = desk.store.load(Plot, project_id=project_id, code="CJ-SG-01")
    homes = desk.dossier(project_id).households[:5]
    desk.do(placing.place(desk, project_id, {h.id: plot.id for h in homes}))
    desk.do(land_uses.paste(desk, plot, LandSide.AFTER, [("0103", "0.2", "12")], ("land_class", "area", "grade")))
    desk.do(programme_links.paste(desk, project_id, [("CJ-SG-01", "100")], ("household_id", "subsidy")))
    desk.do(tenure.add_change(desk, project_id, plot.id))
    return desk, desk.store.get(Plot, plot.id), project_id


def counted(desk):
    return {kind.__name__: desk.store.count(kind) for kind in TOLD}


def test_an_import_is_taken_back_without_the_plot_somebody_worked_on(worked):
    desk, plot, project_id = worked
    before = counted(desk)
    seq = next(act.seq for act in history.acts(desk, project_id) if act.title == "导入地块")
    history.take_back(desk, seq)
    assert desk.store.load(Plot) == [plot]
    assert counted(desk) == before | {"Plot": 1, "PlotSource": 1}
    desk.redo()
    assert counted(desk) == before
    assert desk.store.verify() == []


def test_an_import_that_nobody_touched_is_taken_back_whole(sample):
    desk, project_id = sample
    seq = next(act.seq for act in history.acts(desk, project_id) if act.title == "导入地块")
    said = history.summary(history.take_back(desk, seq))
    assert said == "已撤销“导入地块”：地块 12 条、坐标文件记录 12 条。"
    assert next(act for act in history.acts(desk, project_id) if act.seq == seq).state is history.ActState.TAKEN_BACK
    desk.redo()
    assert next(act for act in history.acts(desk, project_id) if act.seq == seq).state is history.ActState.OPEN
    assert desk.store.count(Plot) == 12


def test_a_plot_goes_with_all_that_is_told_of_it_and_comes_back_with_it(worked):
    desk, plot, project_id = worked
    with pytest.raises(KnownError, match="落有农户 5 户"):
        plot_removal.remove(desk, [plot])
    desk.do(placing.place(desk, project_id, dict.fromkeys(h.id for h in desk.store.load(Household, plot_id=plot.id))))
    before = counted(desk)
    removed = desk.do(plot_removal.remove(desk, [plot]))
    assert counted(desk) == {"Plot": 11, "PlotSource": 11, "LandUse": 0, "ProgrammeLink": 0, "TenureAdjustment": 0}
    history.take_back(desk, removed)
    assert counted(desk) == before
    assert desk.store.verify() == []


@pytest.mark.parametrize(("row", "why"), [
    (lambda plot, home: Variation(plot.project_id, plot.id, approved_on=date(2018, 5, 1)), "已批准的设计变更"),
    (lambda plot, home: SettlementHouse(plot.id, home.id, number="1-1"), "已分给农户的安置房")])
def test_a_plot_with_what_stays_on_record_is_not_removed(sample, row, why):
    desk, project_id = sample
    plot, home = desk.store.load(Plot, project_id=project_id)[0], desk.dossier(project_id).households[0]
    desk.do(Change("登记", after=(row(plot, home),)))
    with pytest.raises(KnownError, match=rf"地块 {plot.code} 有{why}"):
        plot_removal.remove(desk, [plot])


def test_a_household_that_was_allotted_a_house_is_not_removed(sample):
    desk, project_id = sample
    home = desk.dossier(project_id).households[0]
    desk.do(Change("分配", after=(SettlementHouse(desk.store.load(Plot)[0].id, home.id, number="1-1"),)))
    with pytest.raises(KnownError, match="已分配安置房，没有删除"):
        households.remove(desk, [home])


def test_a_renewed_boundary_keeps_households_and_land(worked, tmp_path):
    desk, plot, project_id = worked
    before = counted(desk)
    moved = (SAMPLES / "plots_qingshi.txt").read_bytes().replace(b"4203557.219,37412330.466", b"4203558.219,37412330.466")
    (tmp_path / "复测.txt").write_bytes(moved)
    desk.do(plots.import_plots(desk, plots.understand(tmp_path / "复测.txt"), project_id, plots.REPLACE))
    now = desk.store.get(Plot, plot.id)
    assert now == replace(plot, rings_id=now.rings_id, plane_area=now.plane_area, ellipsoid_area=now.ellipsoid_area)
    assert now.rings_id != plot.rings_id
    assert desk.store.count(Household, plot_id=plot.id) == 5
    desk.undo()
    assert (desk.store.get(Plot, plot.id), counted(desk)) == (plot, before)


def test_nothing_lies_on_a_plot_of_another_project(worked):
    desk, plot, _ = worked
    other = Project(name="邻乡项目区", packs=("A",))
    desk.do(Change("新建项目", after=(other,)))
    home, link = desk.store.load(Household, plot_id=plot.id)[0], desk.store.load(ProgrammeLink)[0]
    for wrong in (home, link, plot):
        with pytest.raises(KnownError, match="CJ-SG-01"):
            desk.do(Change("改项目区", before=(wrong,), after=(replace(wrong, project_id=other.id),)))
    desk.do(Change("改项目区", before=(home,), after=(replace(home, project_id=other.id, plot_id=None),)))
    assert desk.store.count(Household, project_id=other.id) == 1
