"""Leaving households out of the project, with reason and evidence, and taking them in again."""

import pytest

from linkdesk import paths
from linkdesk.actions import agreements, collective, coverage
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.words import LeftOutReason
from tests.survey.workbooks import sheet

WHY = LeftOutReason.LIVED_IN, "村委会证明 2018-05-02"


def test_what_is_left_out_leaves_the_project_and_comes_back(sample):
    desk, project_id = sample
    chosen = desk.dossier(project_id).households[:2]
    desk.do(coverage.leave_out(desk, chosen, *WHY))
    dossier = desk.dossier(project_id)
    assert [(h.id, h.left_out, h.left_out_evidence) for h in dossier.left_out] == [(h.id, *WHY) for h in chosen]
    assert not {h.id for h in chosen} & {h.id for h in dossier.households}
    assert desk.undo_title == "列为未列入 2 户"
    desk.do(coverage.take_in(dossier.left_out))
    assert desk.dossier(project_id).left_out == ()
    desk.undo()
    assert len(desk.dossier(project_id).left_out) == 2


@pytest.mark.parametrize(("reason", "evidence"), [(None, "证明"), (LeftOutReason.OTHER, "  ")])
def test_reason_and_evidence_are_asked_for(sample, reason, evidence):
    desk, project_id = sample
    with pytest.raises(KnownError, match="写明依据"):
        coverage.leave_out(desk, desk.dossier(project_id).households[:1], reason, evidence)


def test_nobody_chosen_is_said(sample):
    desk, project_id = sample
    with pytest.raises(KnownError, match="还没有选中"):
        coverage.leave_out(desk, (), *WHY)
    with pytest.raises(KnownError, match="还没有选中"):
        coverage.take_in(desk.dossier(project_id).households[:3])


def test_a_household_with_an_agreement_is_not_left_out(sample):
    desk, project_id = sample
    desk.do(agreements.draft(desk, project_id))
    dossier = desk.dossier(project_id)
    having = {a.household_id for a in dossier.agreements}
    chosen = [h for h in dossier.households if h.id in having][:1] + [h for h in dossier.households if h.id not in having][:1]
    with pytest.raises(KnownError, match="1 户已有协议"):
        coverage.leave_out(desk, chosen, *WHY)
    desk.do(coverage.leave_out(desk, chosen[1:], *WHY))


def test_a_merged_household_comes_back_only_by_undoing_the_merger():
    with pytest.raises(KnownError, match="撤销那次并户"):
        coverage.take_in([Household(left_out=LeftOutReason.MERGED)])


def test_collective_buildings_come_from_a_workbook_once(sample, tmp_path):
    desk, project_id = sample
    village = desk.dossier(project_id).villages[0]
    path = sheet(tmp_path / "集体.xlsx", ["行政村", "名称", "类别", "占地面积（亩）"], [village.name, "小学", "学校", 1.5],
                 [village.name, "戏台", "戏台", 0.3], ["别处村", "晒场", "", ""])
    listing = collective.understand(path)
    desk.do(collective.take_in(desk, listing, project_id))
    taken = desk.store.load(CollectiveProperty, project_id=project_id)
    assert [(b.name, b.village_id) for b in taken] == [("小学", village.id), ("戏台", village.id), ("晒场", None)]
    assert [b.note for b in taken] == [None, "类别原填“戏台”", None]
    assert [p.code for p in listing.problems] == ["not_a_choice", "missing"]
    with pytest.raises(KnownError, match="都已登记"):
        collective.take_in(desk, listing, project_id)
    desk.do(collective.correct(desk, taken[2], "village", village.name))
    assert desk.store.get(CollectiveProperty, taken[2].id).village_id == village.id
    desk.do(coverage.leave_out(desk, taken[:1], LeftOutReason.PROTECTED, "文物名录"))
    assert desk.undo_title == "列为未列入 1 处"
    desk.undo()
    desk.undo()
    desk.undo()
    assert desk.store.load(CollectiveProperty) == []


def test_a_survey_of_households_is_no_list_of_collective_buildings():
    with pytest.raises(KnownError, match="像是农户调查表"):
        collective.understand(paths.SAMPLES / "survey_qingshi.xlsx")


def test_collective_buildings_are_pasted_and_removed(sample):
    desk, project_id = sample
    desk.do(collective.paste(desk, project_id, [["村部", "0.5亩"], ["", ""]], ["name", "land_area"]))
    made = desk.store.load(CollectiveProperty)
    assert [(b.name, f"{b.land_area:.2f}") for b in made] == [("村部", "333.33")]
    with pytest.raises(KnownError, match="粘贴的第 1 行"):
        collective.paste(desk, project_id, [["村部", "约5"]], ["name", "land_area"])
    desk.do(collective.remove(made))
    with pytest.raises(KnownError, match="没有选中"):
        collective.remove(())
