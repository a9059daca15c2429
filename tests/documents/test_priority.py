"""The grounds for being taken into the city's pool first are counted from what the project holds, and gaps are named."""

from dataclasses import replace
from datetime import date

from linkdesk import shipped
from linkdesk.documents.blocks import Gap
from linkdesk.documents.priority import priority_paper
from linkdesk.domain.directory import Authority, Village
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.words import PlotUse, RelocationType

COUNTY = Authority(name="阆山县人民政府", place="阆山县", key_county=True)
POOR, OTHER = (Village(township_id="t", name=name, is_poor=poor, has_relocation=True) for name, poor in (("柏树村", True), ("白岩村", False)))
PROJECT = Project(name="双河", packs=("B",), responsible_id=COUNTY.id)
OLD = Plot(PROJECT.id, code="CJ-1", use=PlotUse.OLD, village_id=POOR.id)


def household(village, plot=None, kind=None):
    return Household(project_id=PROJECT.id, village_id=village.id, plot_id=plot, relocation_type=kind)


def dossier(**more):
    households = (household(POOR, OLD.id, RelocationType.POVERTY), household(POOR, None, RelocationType.POVERTY), household(OTHER),
                  household(OTHER))
    return Dossier(PROJECT, date(2018, 3, 1), authorities=(COUNTY,), villages=(POOR, OTHER), households=households, plots=(OLD,), **more)


def rows(of, pack="B"):
    return {row[1]: row[2:4] for row in priority_paper(of, (shipped.packs()[pack],)).sections[0].blocks[0].rows}


def test_each_ground_bears_its_figure():
    found = rows(dossier())
    assert found["国家扶贫开发工作重点县"] == ("是", "阆山县人民政府")
    assert found["涉及贫困村"] == ("1 个", "柏树村")
    assert [found[name][0] for name in ("易地扶贫搬迁户", "已落到拆旧地块的易地扶贫搬迁户", "易地扶贫搬迁户占比")] == ["2 户", "1 户", "50.00 %"]


def test_a_village_nobody_was_asked_about_is_said_and_nothing_known_is_a_gap():
    unknown = replace(dossier(), villages=(replace(POOR, is_poor=None), OTHER), authorities=(replace(COUNTY, key_county=None),))
    found = rows(unknown)
    assert isinstance(found["涉及贫困村"][0], Gap)
    assert isinstance(found["国家扶贫开发工作重点县"][0], Gap)
    assert "1 个村在名录里没有填写" in found["涉及贫困村"][1]


def test_a_policy_without_a_pool_has_no_such_paper():
    assert priority_paper(dossier(), (shipped.packs()["A"],)) is None
