"""Advances on real desks: applied for, bounded by the surplus expected, approved, and then fixed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import advances, matter_entries, matters
from linkdesk.actions.advances import Typed
from linkdesk.domain.advance_standing import measures
from linkdesk.domain.approval import Matter
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaAdvance, QuotaEntry
from linkdesk.domain.quota_words import LandPurpose
from tests.actions.advanced import BY, FARMLAND, applied, approve, planned, table
from tests.actions.quota_books import HECTARE, balances, book
from tests.actions.walked_matters import PASSED, REFUSED, SENT, do, last


@pytest.fixture
def desk_and_project(tmp_path):
    desk, project_id = planned(tmp_path)
    yield desk, project_id
    desk.close()


def rules(desk, project_id):
    return {f.rule_id: f for f in desk.findings(project_id) if not f.undetermined}


def refused(make):
    with pytest.raises(KnownError) as said:
        make()
    return str(said.value)


def test_the_first_application_opens_its_matter_and_the_next_goes_with_it(desk_and_project):
    desk, project_id = desk_and_project
    first = applied(desk, project_id, construction="1", farmland="0.8", purpose="本地搬迁安置", place="安置区道路", conditions="资金已落实",
                    conditions_document="达市府办〔2018〕1号")
    second = applied(desk, project_id, construction="0.5公顷")
    (matter,) = desk.store.load(Matter)
    assert (matter.chain_id, first.matter_id, second.matter_id) == ("B-ADVANCE", matter.id, matter.id)
    assert (first.purpose, first.construction, second.construction) == (LandPurpose.RELOCATION, HECTARE, HECTARE / 2)
    assert [a.position for a in advances.advances(desk, project_id)] == [0, 1]
    assert first.applied_on == date(2019, 12, 2)


@pytest.mark.parametrize(("typed", "word"), [
    ({"construction": "7"}, "大于预计节余指标 6.5000 公顷，没有登记。面积按公顷填写；按亩算的，请写成“7亩”，合 0.4667 公顷"),
    ({"construction": "900"}, "请核对面积和批准的实施方案"), ({"farmland": "22.5"}, "请写成“22.5亩”，合 1.5000 公顷"),
    ({"construction": "-1"}, "不小于 0"), ({"construction": "一些"}, "请填数字"),
    ({"paddy": "2", "farmland": "1"}, "其中水田 2.0000 公顷 大于预支耕地"),
    ({"farmland": "2", "agricultural": "1"}, "大于预支农用地"), ({"purpose": "别的"}, "没有“别的”这一项"), ({"applied_on": "明天"}, "请填日期")])
def test_what_cannot_be_asked_for_is_refused_in_words_and_nothing_is_entered(desk_and_project, typed, word):
    desk, project_id = desk_and_project
    assert word in refused(lambda: advances.apply(desk, project_id, Typed(**typed)))
    assert not desk.store.load(QuotaAdvance)
    assert not desk.store.load(Matter)


def test_an_area_typed_in_mu_says_so_and_is_kept_in_square_metres(desk_and_project):
    assert applied(*desk_and_project, construction="15亩").construction == HECTARE


def test_several_applications_share_one_surplus(desk_and_project):
    desk, project_id = desk_and_project
    applied(desk, project_id, construction="4")
    assert "合计 7.0000 公顷" in refused(lambda: applied(desk, project_id, construction="3"))


def test_nobody_advances_before_the_plan_or_where_no_policy_knows_it(tmp_path):
    desk, project_id = book(tmp_path / "B", "B")
    assert "节余指标预支要在项目区实施规划批准之后进行" in refused(lambda: applied(desk, project_id, construction="1"))
    other, other_id = planned(tmp_path / "A", "A")
    assert "没有预支节余指标的规定" in refused(lambda: applied(other, other_id, construction="1"))
    desk.close()
    other.close()


def test_more_than_three_tenths_is_an_error_and_is_not_approved(desk_and_project):
    desk, project_id = desk_and_project
    made = applied(desk, project_id, construction="1.96", farmland="1")
    found = rules(desk, project_id)["R09"]
    assert (found.severity, found.measured, found.field) == ("error", "30.15%", "construction")
    assert "预支建设用地 1.9600 公顷，预计节余 6.5000 公顷" in found.message
    assert found.clause.startswith("B §二(四)")
    assert "超过预计节余指标 6.5000 公顷的 30%（1.9500 公顷），没有登记通过" in refused(lambda: approve(desk, project_id))
    desk.do(advances.set_advance_field(desk, made, "construction", "1.95"))
    assert "R09" not in rules(desk, project_id)
    approve(desk, project_id)
    assert balances(desk, project_id)["预支未归还"] == (Decimal("1.95"), 1)
    assert balances(desk, project_id)["节余指标"] == (Decimal("1.95"), 1)


def test_the_share_is_the_countys_where_it_has_its_own(desk_and_project):
    from linkdesk.domain.project import PolicyOverride
    desk, project_id = desk_and_project
    applied(desk, project_id, construction="1.9")
    desk.do(Change("参数", after=(PolicyOverride("B", "advance_share_max", "20", document="达市〔2018〕2号"),)))
    assert "R09" in rules(desk, project_id)
    assert "的 20%（1.3000 公顷）" in refused(lambda: approve(desk, project_id))


def test_an_approval_without_an_application_is_refused_also_by_the_guard(desk_and_project):
    desk, project_id = desk_and_project
    desk.do(matters.open_matter(desk, project_id, "B", "B-ADVANCE"))
    (matter,) = desk.store.load(Matter)
    do(desk, matter, PASSED, **BY)
    do(desk, matter, SENT, **BY)
    assert "还没有填写预支多少指标" in refused(lambda: do(desk, matter, PASSED, **BY))
    entry = replace(last(desk, matter), id="f" * 32, kind=PASSED)
    assert "还没有填写预支多少指标" in refused(lambda: desk.do(Change("绕过", after=(entry,))))
    applied(desk, project_id)  # an empty row says nothing
    assert "还没有填写预支多少指标" in refused(lambda: do(desk, matter, PASSED, **BY))


def test_an_approval_from_before_the_plans_own_is_refused(desk_and_project):
    desk, project_id = desk_and_project
    applied(desk, project_id, construction="1")
    assert "早于实施方案批准的 2018-03-05" in refused(lambda: approve(desk, project_id, date(2018, 3, 4)))


def test_what_was_approved_stays_until_its_approval_is_corrected(desk_and_project):
    desk, project_id = desk_and_project
    made = applied(desk, project_id, construction="1", farmland=FARMLAND)
    matter = approve(desk, project_id)
    for act in (lambda: advances.set_advance_field(desk, made, "construction", "0.5"), lambda: advances.remove(desk, [made])):
        assert "批准" in refused(act)
    assert "不能再增减、修改" in refused(lambda: desk.do(Change("绕过", before=(made,))))
    assert "不能再增减、修改" in refused(lambda: desk.do(Change("绕过", after=(replace(made, id="e" * 32),))))
    desk.do(advances.set_advance_field(desk, made, "note", "已通知"))
    desk.do(matter_entries.correct(desk, last(desk, matter), "日期抄错"))
    assert "预支未归还" not in balances(desk, project_id)
    desk.do(advances.set_advance_field(desk, made, "construction", "0.5"))
    approve(desk, project_id, date(2018, 6, 9))
    assert balances(desk, project_id)["预支未归还"][0] == Decimal("0.5")


def test_a_refused_application_counts_no_more(desk_and_project):
    desk, project_id = desk_and_project
    applied(desk, project_id, construction="1.9")
    (matter,) = desk.store.load(Matter)
    do(desk, matter, PASSED, **BY)
    do(desk, matter, SENT, **BY)
    do(desk, matter, REFUSED, **BY)
    assert not any(m.asked for m in measures(desk.dossier(project_id)))
    again = applied(desk, project_id, construction="1.9")
    assert again.matter_id != matter.id
    approve(desk, project_id)


def test_what_is_missing_of_an_application_is_found(desk_and_project):
    desk, project_id = desk_and_project
    made = applied(desk, project_id, construction="1", applied_on="2018-01-01")
    found = rules(desk, project_id)
    assert found["R09-conditions"].field == "conditions"
    assert "实施方案 2018-03-05 批准" in found["R09-plan"].message
    for name, text in (("conditions", "资金已落实"), ("conditions_document", "达市府办〔2018〕1号"), ("applied_on", "2018-03-06")):
        made = desk.store.get(QuotaAdvance, made.id)
        desk.do(advances.set_advance_field(desk, made, name, text))
    assert not {"R09", "R09-conditions", "R09-plan"} & set(rules(desk, project_id))


def test_every_verb_is_taken_back_and_done_again(desk_and_project):
    desk, project_id = desk_and_project
    seq = desk.do(advances.apply(desk, project_id, Typed(construction="1")))
    made = advances.advances(desk, project_id)[0]
    desk.do(advances.set_advance_field(desk, made, "construction", "15亩"))
    desk.do(advances.set_advance_field(desk, desk.store.get(QuotaAdvance, made.id), "place", "东区"))
    desk.undo()
    desk.redo()
    assert advances.advances(desk, project_id)[0].place == "东区"
    desk.do(advances.remove(desk, [made]))
    assert not advances.advances(desk, project_id)
    for _ in range(2):
        desk.undo()
    assert advances.advances(desk, project_id)[0].place == ""
    desk.take_back(seq)
    assert not advances.advances(desk, project_id)
    assert not desk.store.load(Matter)


def test_pasted_rows_are_read_like_typed_ones(desk_and_project):
    desk, project_id = desk_and_project
    desk.do(advances.paste(desk, project_id, [["0.5", "0.4", "东区"], ["3亩", "", "西区"]], ["construction", "farmland", "place"]))
    assert table(desk, project_id) == [("0.5000", "0.4000", "东区"), ("0.2000", "", "西区")]
    assert "大于预计节余指标" in refused(lambda: advances.paste(desk, project_id, [["1"], ["20"]], ["construction"]))
    assert len(table(desk, project_id)) == 2


def test_the_bound_stands_on_the_approved_plan_not_on_later_edits(desk_and_project):
    desk, project_id = desk_and_project
    applied(desk, project_id, construction="1.9")
    project = desk.store.get(Project, project_id)
    desk.do(Change("改预留", before=(project,), after=(replace(project, reserve_area=HECTARE * 5),)))
    assert [m.planned / HECTARE for m in measures(desk.dossier(project_id))][:3] == [Decimal("6.5")] * 3
    assert desk.store.count(QuotaEntry)
    assert "R09" not in rules(desk, project_id)
