"""The text of the design report stands in the plan's editor once the design has begun: its gaps, an officer's own text, its print."""

import pytest

from linkdesk.actions import demo_design, plans
from linkdesk.domain.planning_words import PlanKind


@pytest.fixture
def page(open_window, desk, project_id):
    demo_design.fill(desk, project_id)
    window = open_window(desk)
    window.open("plan", project_id)
    return window.page


def passage(desk, project_id, key):
    """The passage of the report that an officer writes under a key, and what asks for it."""
    found = plans.outline(desk, project_id, PlanKind.DESIGN)
    return next((p, ask) for p in found for ask in p.asks if ask.key == key)


def test_the_design_is_one_of_what_is_written(page, desk, project_id):
    assert page.kinds.findData(PlanKind.DESIGN) == page.kinds.count() - 1
    page.lead_to("", "design_nature")
    assert page.kind is PlanKind.DESIGN
    assert next(p.title for p in page.passages if p.level == 1) == "一、综述"


def test_an_officers_text_takes_the_place_of_a_gap(desk, project_id):
    demo_design.fill(desk, project_id)
    before, ask = passage(desk, project_id, "design_nature")
    assert before.gaps == (ask.label,)
    desk.do(plans.write(desk, project_id, ask, "项目区为黄土丘陵，拆旧区总面积{old_area}公顷。"))
    after, _ = passage(desk, project_id, "design_nature")
    assert after.gaps == ()
    assert "黄土丘陵" in after.paragraphs[0]
    assert plans.written(desk.dossier(project_id), "design_nature").startswith("项目区")


def test_a_default_text_of_the_design_is_offered_to_start_from(desk, project_id):
    _, ask = passage(desk, project_id, "design_upkeep")
    assert plans.default_text(desk.dossier(project_id), (), ask, PlanKind.DESIGN).startswith("复垦耕地验收合格后")
