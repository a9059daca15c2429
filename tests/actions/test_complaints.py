"""Complaints hang on a household until they are settled."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from linkdesk.actions import checks, complaints, households, printing
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import PairTrouble
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.notice import Complaint
from linkdesk.domain.words import AgreementKind
from tests.actions.desks import NOON


@pytest.fixture
def heard(sample):
    """A desk with one complaint about the first household, entered today."""
    desk, project_id = sample
    household = desk.dossier(project_id).households[0]
    desk.do(complaints.enter(desk, household))
    return desk, project_id, household


def only(desk):
    return desk.store.load(Complaint)[0]


def test_a_complaint_is_answered_within_the_term_of_the_pack(heard):
    desk, _, household = heard
    made = only(desk)
    assert (made.household_id, made.received_on, made.due_on, made.officer_name) == (household.id, date(2018, 7, 2), date(2018, 8, 31), "演示员")


def test_the_answering_day_follows_the_receiving_day_and_the_county_s_own_term(heard):
    desk, project_id, household = heard
    desk.do(complaints.correct(desk, only(desk), "received_on", "2018-06-01"))
    assert only(desk).due_on == date(2018, 7, 31)
    desk.do(complaints.correct(desk, only(desk), "due_on", "2018-07-15"))
    desk.do(complaints.correct(desk, only(desk), "received_on", "2018-06-02"))
    assert only(desk).due_on == date(2018, 7, 15)
    desk.do(checks.confirm(desk, desk.dossier(project_id).rate("complaint_days"), "30", "岚川县信访办法"))
    desk.do(complaints.enter(desk, household))
    assert desk.store.load(Complaint)[-1].due_on == date(2018, 8, 1)


def test_a_household_is_marked_until_all_its_complaints_are_settled(heard):
    desk, project_id, household = heard
    desk.do(Change("拟订", after=(Agreement(project_id=project_id, household_id=household.id, kind=AgreementKind.DEMOLISH),)))
    assert PairTrouble.COMPLAINT in desk.dossier(project_id).progress[household.id].troubles
    assert complaints.told(desk.dossier(project_id), household.id) == "有 1 件信访未办结。"
    desk.clock = lambda: NOON + timedelta(days=90)
    assert complaints.told(desk.dossier(project_id), household.id) == "有 1 件信访未办结，其中 1 件逾期。"
    desk.do(complaints.correct(desk, only(desk), "settlement", "已当面答复"))
    with pytest.raises(KnownError, match="请先写明诉求"):
        complaints.correct(desk, only(desk), "settled_on", "2018-07-20")
    desk.do(complaints.correct(desk, only(desk), "content", "面积"))
    desk.do(complaints.correct(desk, only(desk), "settled_on", "2018-07-20"))
    assert PairTrouble.COMPLAINT not in desk.dossier(project_id).progress[household.id].troubles
    assert complaints.told(desk.dossier(project_id), household.id) == ""


@pytest.mark.parametrize(("name", "text", "why"), [
    ("settled_on", "2018-07-02", "请先写明办理结果"), ("received_on", "2018-07-03", "今天以后"), ("received_on", "", "必须填写收到日期")])
def test_what_cannot_be_is_refused(heard, name, text, why):
    desk, _, _ = heard
    with pytest.raises(KnownError, match=why):
        complaints.correct(desk, only(desk), name, text)


def test_it_is_not_settled_before_it_came_in_nor_without_a_result(heard):
    desk, _, _ = heard
    for name, text in (("content", "面积"), ("settlement", "已答复")):
        desk.do(complaints.correct(desk, only(desk), name, text))
    with pytest.raises(KnownError, match="早于收到日期"):
        complaints.correct(desk, only(desk), "settled_on", "2018-07-01")
    desk.do(complaints.correct(desk, only(desk), "settled_on", "2018-07-02"))
    with pytest.raises(KnownError, match="已办结"):
        complaints.correct(desk, only(desk), "settlement", "")


def test_nobody_chosen_is_said(sample):
    with pytest.raises(KnownError, match="还没有选中农户"):
        complaints.enter(sample[0], None)


def test_a_paper_is_attached_and_seeing_it_stands_in_the_journal(heard, tmp_path):
    desk, _, _ = heard
    scan = tmp_path / "来信.pdf"
    scan.write_bytes(b"%PDF-1.4\n" + bytes(32))
    desk.do(complaints.attach(desk, only(desk), scan))
    copy = complaints.copy_to_view(desk, only(desk))
    assert copy.read_bytes() == scan.read_bytes()
    assert desk.store.history(1)[0].title == "查看隐私信息：信访材料"


def test_the_register_is_written_as_pdf_and_excel(heard, tmp_path):
    desk, project_id, _ = heard
    desk.do(Change("改", before=(only(desk),), after=(replace(only(desk), content="面积 13900001234"),)))
    written = printing.write(desk, project_id, "complaints", tmp_path / "台账")
    assert [p.name for p in written] == ["信访台账.pdf", "信访台账.xlsx"]


def test_a_household_with_a_complaint_is_not_deleted(heard):
    desk, _, household = heard
    with pytest.raises(KnownError, match="信访或公示异议"):
        households.remove(desk, (household,))
