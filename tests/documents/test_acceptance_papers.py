"""竣工验收明细表, 住房分配表 and 后续利用检查表 of a real project: what they list, what they add up, what stays blank."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import acceptances, after_uses, printing, settlements
from linkdesk.documents.blocks import Table
from linkdesk.documents.text import as_text
from linkdesk.domain.change import Change
from linkdesk.domain.figures import figure
from linkdesk.domain.words import ResettlementChoice
from tests.actions import desks


@pytest.fixture
def desk_and_project(tmp_path):
    return desks.filled(tmp_path / "w")


def tables(document):
    return [block for section in document.sections for block in section.blocks if isinstance(block, Table)]


def made(desk, project_id, kind):
    return printing.made(desk, desk.dossier(project_id), kind)


def test_nothing_is_printed_before_there_is_something(desk_and_project):
    desk, project_id = desk_and_project
    assert [made(desk, project_id, kind) for kind in ("acceptance", "settlement", "after_use")] == [[], [], []]


def test_the_list_of_acceptance_adds_up_what_returns(desk_and_project):
    desk, project_id = desk_and_project
    first, second, third = (replace(r, accepted_area=Decimal(1000 * at), farmland_area=Decimal(900 * at)) for at, r in
                            enumerate(acceptances.proposed(desk.dossier(project_id))[:3], 1))
    rows = [first, second, replace(third, passed=False, failing="土层不足")]
    desk.do(acceptances.accept(desk, project_id, "示例市国土资源局", "示国土资验〔2018〕3号", date(2018, 6, 28), rows))
    (paper,) = made(desk, project_id, "acceptance")
    (table,) = tables(paper)
    assert [r[5] for r in table.rows] == ["合格", "合格", "不合格"] + ["未验收"] * (len(table.rows) - 3)
    assert (table.rows[2][6], table.rows[2][-1]) == ("", "土层不足")
    dossier = desk.dossier(project_id)
    assert (table.totals[6], table.totals[8]) == (figure("accepted_area", dossier).value, figure("returned_farmland", dossier).value)
    assert table.totals[6] == Decimal("0.3000")
    assert len({len(r) for r in (*table.rows, table.totals)}) == 1


def test_houses_checks_and_use_are_listed(desk_and_project):
    desk, project_id = desk_and_project
    plot = next(p for p in desk.dossier(project_id).plots if p.use == "安置")
    desk.do(settlements.paste_houses(desk, project_id, plot.id, [["1-101", "90.5"], ["1-102", "80"]], ("number", "area")))
    household = desk.dossier(project_id).households[0]
    desk.do(Change("选集中安置", before=(household,), after=(replace(household, resettlement_choice=ResettlementChoice.CONCENTRATED),)))
    house = desk.dossier(project_id).carrying.houses[0]
    desk.do(settlements.allot(desk, house, household.id))
    desk.do(settlements.add_check(desk, plot.id, item="给水"))
    (paper,) = made(desk, project_id, "settlement")
    houses, checks = tables(paper)
    assert houses.rows[0][3] == household.head_name
    assert houses.rows[1][3] == "未分配"
    assert houses.totals[5] == Decimal("170.50")
    assert checks.rows[0][2] == "给水"
    old = next(p for p in desk.dossier(project_id).plots if p.use == "拆旧")
    desk.do(after_uses.set_use_field(desk, old.id, 2018, "farmer", "示例合作社"))
    (paper,) = made(desk, project_id, "after_use")
    assert "示例合作社" in as_text(paper)
    assert paper.title.endswith("2018年复垦土地后续利用检查表")
