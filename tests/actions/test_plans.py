"""A plan as an officer works on it: its passages, the shipped text to start from, what may be inserted."""

from dataclasses import replace

import pytest

from linkdesk.actions import plans
from linkdesk.documents.templates import Ask
from linkdesk.domain.change import Change
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import Project


def ask_of(desk, project_id, key, kind=None):
    return next(a for p in plans.outline(desk, project_id, kind) for a in p.asks if a.key == key)


def passage(desk, project_id, title):
    return next(p for p in plans.outline(desk, project_id) if p.title.endswith(title))


def packs(desk, project_id):
    return desk.project_packs(desk.dossier(project_id).project)


def test_the_outline_has_every_heading_and_place_to_write(sample):
    desk, project_id = sample
    made = plans.outline(desk, project_id)
    assert next(p.title for p in made if p.level == 1) == "一、总则"
    assert len({a.key for p in made for a in p.asks}) > 20
    assert passage(desk, project_id, "社会经济条件").gaps == ("社会经济条件（人口、收入、产业）",)


def test_own_headings_stay_within_their_passage(sample):
    desk, project_id = sample
    count = len(plans.outline(desk, project_id))
    desk.do(plans.write(desk, project_id, ask_of(desk, project_id, "economy"), "## 人口\n拆旧区{old_area}公顷。"))
    assert len(plans.outline(desk, project_id)) == count
    said = passage(desk, project_id, "社会经济条件")
    assert said.paragraphs[0] == "1．人口"
    assert said.paragraphs[1].startswith("拆旧区6.3664公顷")
    assert said.asks[0].key == "economy"


def test_the_default_text_is_rich_text_that_prints_the_same(sample):
    desk, project_id = sample
    ask = ask_of(desk, project_id, "background")
    shown = passage(desk, project_id, "项目背景").paragraphs
    text = plans.default_text(desk.dossier(project_id), packs(desk, project_id), ask)
    assert "{responsible.name}" in text
    desk.do(plans.write(desk, project_id, ask, text))
    assert passage(desk, project_id, "项目背景").paragraphs == shown
    assert plans.default_text(desk.dossier(project_id), packs(desk, project_id), Ask("economy", "社会经济条件")) == ""


def test_the_default_text_is_that_of_the_policy_named_first(sample):
    desk, project_id = sample
    project = desk.store.get(Project, project_id)
    desk.do(Change("改", before=(project,), after=(replace(project, packs=("B", "A"), city_invested=True),)))
    asks = [ask for p in plans.outline(desk, project_id, PlanKind.NEW) for ask in p.asks]
    assert any(plans.default_text(desk.dossier(project_id), packs(desk, project_id), ask, PlanKind.NEW) for ask in asks)


def test_each_kind_has_its_own_sections(sample):
    desk, project_id = sample
    project = desk.store.get(Project, project_id)
    desk.do(Change("改", before=(project,), after=(replace(project, surplus_trade=True),)))
    ask = ask_of(desk, project_id, "new_background", PlanKind.NEW)
    assert "{new_side.name}" in plans.default_text(desk.dossier(project_id), packs(desk, project_id), ask, PlanKind.NEW)
    assert plans.default_text(desk.dossier(project_id), packs(desk, project_id), ask, PlanKind.OLD) == ""
    assert not any(a.key == "new_background" for p in plans.outline(desk, project_id, PlanKind.OLD) for a in p.asks)


def test_what_may_be_inserted_is_known_and_shown(sample):
    desk, project_id = sample
    found = {each.name: each for each in plans.names(desk.dossier(project_id))}
    assert found["old_area"].shown == "6.3664"
    assert found["old_area_with_mu"].shown == "6.3664公顷（95.50亩）"
    assert found["old_area_mu"].shown == "95.50"
    assert plans.knows("old_area_ha")
    assert found["project.name"].shown == desk.dossier(project_id).project.name
    assert all(map(plans.knows, found))
    assert not plans.knows("old_arena")
    assert "project.responsible_id" not in found


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_text_gives_the_default_back(sample, text):
    desk, project_id = sample
    ask = ask_of(desk, project_id, "background")
    desk.do(plans.write(desk, project_id, ask, "另写。"))
    assert plans.written(desk.dossier(project_id), "background") == "另写。"
    desk.do(plans.write(desk, project_id, ask, text))
    assert plans.written(desk.dossier(project_id), "background") == ""
