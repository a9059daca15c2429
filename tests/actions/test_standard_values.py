"""The county's own values of standards: changed on a document, confirmed, given back; a budget follows at once and says whose they are."""

from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import standard_values
from linkdesk.domain.budget import budget
from linkdesk.domain.change import Change
from linkdesk.domain.design import WorkItem
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.words import Certainty, ChangeKind, PlotUse

D = Decimal
PAPER = "岚县自然资源〔2018〕9号"


@pytest.fixture
def designed(desk, project_id):
    plot = desk.dossier(project_id).plots_of(PlotUse.OLD)[0]
    desk.do(Change("测试", after=(WorkItem(plot.id, 0, name="平整", unit="m³", formula="800000", price=D(10)),)))
    return desk


def value(desk, project_id, name, standard="fees_2017"):
    return next(s for _, s in standard_values.listed(desk.dossier(project_id)) if (s.standard, s.name) == (standard, name))


def line(desk, project_id, name):
    return next(line for line in budget(desk.dossier(project_id)).fees if line.fee.name == name)


def test_every_value_is_listed_once_with_its_standard(desk, project_id):
    listed = standard_values.listed(desk.dossier(project_id))
    names = [(s.standard, s.name) for _, s in listed]
    assert len(names) == len(set(names)) > 300
    assert {s.standard for _, s in listed} == {"fees_2011", "fees_2017", "recipes", "quality"}
    assert all(title and s.label for title, s in listed)


def test_a_changed_value_changes_the_budget_at_once_and_says_whose_it_is(designed, project_id):
    assert line(designed, project_id, "land_inventory").exact == 4
    change = standard_values.set_value(designed, value(designed, project_id, "land_inventory"), "0.4", PAPER, "第三条", confirmed=True)
    assert change.kind is ChangeKind.CONFIRM
    designed.do(change)
    now = line(designed, project_id, "land_inventory")
    assert now.exact == D("3.2")
    assert now.source == f"{PAPER} 第三条"
    assert now.certainty is Certainty.CONFIRMED
    assert "土地清查费" not in budget(designed.dossier(project_id)).unconfirmed
    designed.do(standard_values.give_back(designed, value(designed, project_id, "land_inventory")))
    assert line(designed, project_id, "land_inventory").exact == 4
    assert designed.store.load(PolicyOverride, name="land_inventory") == []


def test_it_can_be_taken_back_like_any_change(designed, project_id):
    designed.do(standard_values.set_value(designed, value(designed, project_id, "land_inventory"), "0.4%", PAPER))
    assert line(designed, project_id, "land_inventory").certainty is Certainty.UNVERIFIED
    designed.undo()
    assert line(designed, project_id, "land_inventory").exact == 4


def test_a_value_holds_from_its_day(designed, project_id):
    stated = value(designed, project_id, "land_inventory")
    designed.do(standard_values.set_value(designed, stated, "0.1", PAPER, from_on=date(2030, 1, 1)))
    assert line(designed, project_id, "land_inventory").exact == 4
    designed.do(standard_values.set_value(designed, stated, "0.3", PAPER, from_on=date(2018, 1, 1)))
    assert line(designed, project_id, "land_inventory").exact == D("2.4")


def test_a_tier_is_changed_alone(designed, project_id):
    designed.do(standard_values.set_value(designed, value(designed, project_id, "supervision.500"), "17", PAPER))
    assert line(designed, project_id, "supervision").exact == 17 + (22 - 17) * D("0.6")
    assert PAPER in line(designed, project_id, "supervision").source


@pytest.mark.parametrize(("text", "document", "says"), [
    ("", PAPER, "不能为空"), ("很多", PAPER, "应填数字"), ("-1", PAPER, "不小于零"), ("NaN", PAPER, "不小于零"), ("1e12", PAPER, "不过大"),
    ("101", PAPER, "不能大于 100"), ("0.12345678", PAPER, "小数"), ("0.4", "  ", "依据文件")])
def test_nonsense_is_refused_in_words(desk, project_id, text, document, says):
    with pytest.raises(KnownError, match=says):
        standard_values.set_value(desk, value(desk, project_id, "land_inventory"), text, document)


def test_a_tier_that_makes_larger_works_cheaper_is_refused(desk, project_id):
    with pytest.raises(KnownError, match="反而少"):
        standard_values.set_value(desk, value(desk, project_id, "supervision.500"), "23", PAPER)
    desk.do(standard_values.set_value(desk, value(desk, project_id, "supervision.1000"), "30", PAPER))
    desk.do(standard_values.set_value(desk, value(desk, project_id, "supervision.500"), "23", PAPER))


def test_the_same_again_is_refused_and_nothing_of_ones_own_cannot_be_given_back(desk, project_id):
    stated = value(desk, project_id, "land_inventory")
    with pytest.raises(KnownError, match="没有本县的取值"):
        standard_values.give_back(desk, stated)
    desk.do(standard_values.set_value(desk, stated, "0.4", PAPER))
    with pytest.raises(KnownError, match="已经是这样"):
        standard_values.set_value(desk, stated, "0.40", PAPER)
