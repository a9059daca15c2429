"""What stands on public notices, their certificates and the register of complaints."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk.documents import complaints, notice_tables, notices
from linkdesk.documents.blocks import Signatures
from linkdesk.documents.cells import leaves, number
from linkdesk.documents.text import as_text
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import ComplaintChannel, NameMask, NoticeKind, NumberMask
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.notice import Complaint, Notice, Objection
from linkdesk.domain.words import AgreementKind, AgreementState
from tests.documents.dossiers import HOUSEHOLDS, sample

UP = Notice(project_id="p", village_id="sg", kind=NoticeKind.HOUSEHOLDS, number="青石镇公示-2018-001", from_on=date(2018, 7, 2),
            until_on=date(2018, 7, 9), place="上沟村村务公开栏", contact="0358-1234567", closed_on=date(2018, 7, 10), id="n")
RAISED = Objection(notice_id="n", household_id="h01", raised_by="白有田", raised_on=date(2018, 7, 4), id="o",
                   content="房屋面积少量，请打 13900001234 联系", settlement="复测为 98.20㎡，已更正", settled_on=date(2018, 7, 6))


def printed(**changed):
    """The sample with every agreement printed."""
    dossier = sample(confirmed=True)
    return replace(dossier, agreements=tuple(replace(a, state=AgreementState.PRINTED) for a in dossier.agreements), **changed)


@pytest.mark.parametrize(("name", "notice"), [
    ("notice_households", UP), ("notice_agreements", replace(UP, kind=NoticeKind.AGREEMENTS, village_id=None))])
def test_a_notice_as_text(golden, name, notice):
    golden(name, as_text(notices.notice(printed(), notice)))


def test_a_notice_of_payments_as_text(golden):
    taken_over = tuple(replace(a, state=AgreementState.TAKEN_OVER, paid_before=a.amount if a.kind is AgreementKind.DEMOLISH else None)
                       for a in sample(confirmed=True).agreements[:6])
    golden("notice_payments", as_text(notices.notice(sample(confirmed=True, agreements=taken_over), replace(UP, kind=NoticeKind.PAYMENTS))))


def test_a_certificate_as_text(golden):
    golden("notice_result", as_text(notices.certificate(printed(objections=(RAISED,)), UP)))


def test_a_certificate_without_objections_says_so():
    text = as_text(notices.certificate(printed(), UP))
    assert "公示期间未收到异议。公示结果：公示内容无异议。" in text


def test_a_certificate_is_signed_by_village_and_township():
    for village, committee in (("sg", "上沟村村民委员会（盖章）"), (None, "各村民委员会（盖章）")):
        made = notices.certificate(printed(), replace(UP, village_id=village))
        boxes = next(b for s in made.sections for b in s.blocks if isinstance(b, Signatures)).boxes
        assert [box[0] for box in boxes] == [committee, "岚川县青石镇人民政府（盖章）"]


def test_who_objected_is_masked_on_the_certificate():
    text = as_text(notices.certificate(printed(objections=(RAISED,)), UP))
    assert "白○○" in text
    assert "白有田" not in text
    assert "13900001234" not in text


@pytest.mark.parametrize(("mask", "shown"), [(NameMask.SURNAME, "白○○"), (NameMask.LAST, "白有○"), (NameMask.FULL, "白有田")])
def test_names_follow_the_notice_s_rule(mask, shown):
    text = as_text(notices.notice(printed(), replace(UP, name_mask=mask)))
    assert shown in text
    assert ("白有田" in text) is (mask is NameMask.FULL)


@pytest.mark.parametrize(("mask", "shown"), [
    (NumberMask.ENDS, "149923********0014"), (NumberMask.LAST_FOUR, "**************0014"), (NumberMask.NONE, "")])
def test_numbers_follow_the_notice_s_rule(mask, shown):
    table = notice_tables.table(printed(), replace(UP, number_mask=mask))
    assert ("证件号" in [c.label for c in leaves(table.columns)]) is bool(shown)
    assert ("0014" in as_text(notices.notice(printed(), replace(UP, number_mask=mask)))) is bool(shown)
    assert not shown or any(shown in row for row in table.rows)


def test_without_amounts_the_numbers_of_the_papers_stand():
    text = as_text(notices.notice(printed(), replace(UP, kind=NoticeKind.AGREEMENTS, with_amounts=False)))
    assert "岚青协〔2018〕01号" in text
    assert "40,000.00" not in text


def test_drafts_and_void_agreements_are_not_put_up():
    states = [AgreementState.DRAFT, AgreementState.VOID]
    for state in states:
        dossier = sample(agreements=tuple(replace(a, state=state) for a in printed().agreements))
        assert notice_tables.lines(dossier, replace(UP, kind=NoticeKind.AGREEMENTS)) == ()


def test_a_village_collective_stands_behind_the_households_under_its_own_name():
    school = CollectiveProperty(project_id="p", village_id="sg", name="上沟小学", group="一组", id="c")
    theirs = Agreement(project_id="p", collective_id="c", kind=AgreementKind.DEMOLISH, state=AgreementState.PRINTED, number="岚青协〔2018〕99号",
                       amount=Decimal("8000.00"), id="a99")
    dossier = printed()
    dossier = replace(dossier, collective=(school,), agreements=(theirs, *dossier.agreements))
    table = notice_tables.table(dossier, replace(UP, kind=NoticeKind.AGREEMENTS))
    assert table.rows[-1][3:5] == ("上沟小学", "")
    assert table.totals[3] == "4 户、集体 1 处"


def test_a_household_left_out_after_it_had_an_agreement_is_still_listed():
    dossier = printed()
    left = replace(dossier, households=dossier.households[1:], left_out=dossier.households[:1])
    for one in (dossier, left):
        assert len(notice_tables.lines(one, replace(UP, kind=NoticeKind.AGREEMENTS))) == 4


@given(st.lists(st.tuples(st.sampled_from(["sg", "ls", "hg"]), st.none() | st.decimals("0", "9999", places=4)), min_size=1, max_size=20))
def test_sums_equal_the_printed_rows_whatever_the_survey_says(rows):
    households = tuple(replace(HOUSEHOLDS[0], id=f"x{at}", village_id=village, homestead_area=area) for at, (village, area) in enumerate(rows))
    table = notice_tables.table(replace(sample(), households=households), replace(UP, village_id=None))
    at = [c.label for c in leaves(table.columns)].index("宅基地面积")
    known = [number(row[at]) or Decimal(0) for place, row in enumerate(table.rows) if place not in table.subtotal_rows]
    if all(area is not None for _, area in rows):
        assert number(table.totals[at]) == sum(known)
    else:
        assert str(table.totals[at]) == f"{sum(known):,.2f}＊"
        assert any("部分合计" in note for note in table.notes)


def test_the_register_of_complaints_as_text(golden):
    heard = (Complaint(household_id="h01", channel=ComplaintChannel.VISIT, number="信〔2018〕3号", received_on=date(2018, 4, 2),
                       due_on=date(2018, 6, 1), complainant="白有田", content="人口少计一人，电话 13900001234", id="c1"),
             Complaint(household_id="h06", channel=ComplaintChannel.LETTER, received_on=date(2018, 5, 2), due_on=date(2018, 7, 1),
                       content="补助标准", settlement="已当面解释", settled_on=date(2018, 5, 20), id="c2"),
             Complaint(household_id="h09", received_on=date(2018, 6, 18), due_on=date(2018, 8, 17), content="安置房位置", id="c3"))
    text = as_text(complaints.register(replace(sample(), complaints=heard)))
    assert "13900001234" not in text
    golden("complaints", text)
