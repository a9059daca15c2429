"""Each finding of the design and its carrying out leads to the room, and to the row, in which it is put right."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import design_basis, plan_versions
from linkdesk.domain.carrying import Acceptance, PlotStage
from linkdesk.domain.change import Change
from linkdesk.domain.design import PlotDesign, QualityMeasurement, WorkItem, plot_design_id
from linkdesk.domain.plan_standing import versions
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.words import PlotUse
from linkdesk.ui.attention import items

DAY = date(2018, 6, 1)


@pytest.fixture
def at_work(desk, project_id):
    """A plan approved, then a design with everything wrong that a rule looks at, and works begun and accepted without its approval."""
    project = desk.dossier(project_id).project
    desk.do(Change("不交易", before=(project,), after=(replace(project, surplus_trade=False),)))
    plot = desk.dossier(project_id).plots_of(PlotUse.OLD)[0]
    desk.do(Change("方向", before=(plot,), after=(replace(plot, reclaim_class="0103", reclaimed_area=Decimal(2000)),)))
    desk.do(plan_versions.fix(desk, project_id, PlanKind.WHOLE))
    (version,) = versions(desk.dossier(project_id), PlanKind.WHOLE)
    desk.do(plan_versions.approve(desk, version, "示例市人民政府", "示政函〔2018〕5号", DAY))
    plot = desk.dossier(project_id).plots_of(PlotUse.OLD)[0]
    measures = {"slope_after": 30, "soil_thickness": 0, "topsoil_area": 0, "topsoil_thickness": 0, "cover_thickness": "0.5"}
    wrong = (PlotDesign(plot.id, **{name: Decimal(value) for name, value in measures.items()}, id=plot_design_id(plot.id)),
             WorkItem(plot.id, name="覆土", unit="m³", formula="复垦面积 ÷ 0", id="work"),
             QualityMeasurement(plot_id=plot.id, indicator="有效土层厚度", value=Decimal(30)),
             PlotStage(plot_id=plot.id, began_on=DAY), Acceptance(project_id, "示例市国土资源局", "示国土资验〔2018〕3号", DAY, id="accepted"))
    desk.do(Change("改面积", before=(plot,), after=(replace(plot, reclaimed_area=Decimal(2500)),)))
    desk.do(Change("设计", after=wrong))
    desk.do(design_basis.set_field(desk, project_id, "region", "黄土高原区"))
    return plot


def approved_later(desk, project_id):
    desk.do(plan_versions.fix(desk, project_id, PlanKind.DESIGN))
    (version,) = versions(desk.dossier(project_id), PlanKind.DESIGN)
    desk.do(plan_versions.approve(desk, version, "示例市国土资源局", "示国土资函〔2018〕9号", date(2018, 6, 2)))


def test_findings_lead_to_their_rooms_and_rows(open_window, desk, project_id, at_work):
    window = open_window(desk)
    window.open("overview", project_id)

    def led(rule_id):
        found = next(f for f in desk.findings(project_id) if f.rule_id == rule_id)
        window.lead_to_item(next(i for i in items(desk.dossier(project_id), [found], ()) if i.about == found.label))
        return window.page
    for rule_id, room in (("design-area", "plots"), ("design-slope", "design"), ("design-soil", "soil"), ("design-works", "design"),
                          ("design-quality", "quality"), ("design-cost", "budget"), ("R19-works", "versions"), ("R19-acceptance", "versions")):
        assert led(rule_id).key == room, rule_id
    assert [e.id for e in led("design-area").table.selected()] == [at_work.id]
    approved_later(desk, project_id)
    assert led("R19-works").key == "carrying"
    page = led("R19-acceptance")
    assert (page.key, page.tabs.currentIndex()) == ("acceptance", 1)
    assert page.entries.entity_at(page.entries.view.currentIndex().row()).id == "accepted"
