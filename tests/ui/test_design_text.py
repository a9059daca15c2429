"""The text of the design report stands in the plan's editor once the design has begun: its gaps, an officer's own text, its print."""

import pytest

from linkdesk.actions import demo_design, designs, plans
from linkdesk.domain.planning_words import PlanKind


@pytest.fixture
def page(open_window, desk, project_id):
    demo_design.fill(desk, project_id)
    window = open_window(desk)
    window.open("plan", project_id)
    return window.page


def test_the_design_is_one_of_what_is_written(page, desk, project_id):
    assert page.kinds.findData(PlanKind.DESIGN) == page.kinds.count() - 1
    page.lead_to("", "design_nature")
    assert page.kind is PlanKind.DESIGN
    assert [p.title for p in page.passages if p.level == 1][0] == "一、综述"


def test_an_officers_text_takes_the_place_of_a_gap(desk, project_id):
    demo_design.fill(desk, project_id)
    ask = next(ask for ask in designs.asks() if ask.key == "design_nature")
    before = next(p for p in designs.outline(desk, project_id) if ask in p.asks)
    assert before.gaps == (ask.label,)
    desk.do(designs.write(desk, project_id, ask, "项目区为黄土丘陵，拆旧区总面积{old_area}公顷。"))
    after = next(p for p in designs.outline(desk, project_id) if ask in p.asks)
    assert after.gaps == ()
    assert "黄土丘陵" in after.paragraphs[0]
    assert plans.written(desk.dossier(project_id), "design_nature").startswith("项目区")


def test_a_default_text_of_the_design_is_offered_to_start_from(desk, project_id):
    dossier = desk.dossier(project_id)
    ask = next(ask for ask in designs.asks() if ask.key == "design_upkeep")
    assert plans.default_text(dossier, (), ask, PlanKind.DESIGN).startswith("复垦耕地验收合格后")
