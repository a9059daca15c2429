"""Public notices on the sample township: put up, kept as put up, objected to, certified, taken down."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from linkdesk.actions import agreements, checks, finalising, notices, objections, printing
from linkdesk.actions.edits import set_value
from linkdesk.documents.blocks import Table
from linkdesk.documents.cells import leaves, number
from linkdesk.documents.text import as_text
from linkdesk.domain.agreement import Sealed
from linkdesk.domain.agreement_words import NameMask, NoticeKind, NumberMask
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError, Stale
from linkdesk.domain.notice import Notice, NoticeState, Objection, notice_state
from tests.actions.desks import NOON

HOUSEHOLDS = NoticeKind.HOUSEHOLDS
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def begun(sample):
    """A desk with a notice of all households that lacks nothing."""
    desk, project_id = sample
    desk.do(notices.begin(desk, project_id, HOUSEHOLDS))
    notice = desk.store.load(Notice)[0]
    desk.do(notices.correct(desk, notice, "contact", "0358-1234567"))
    return desk, desk.store.load(Notice)[0]


@pytest.fixture
def up(begun):
    """As `begun`, put up."""
    desk, notice = begun
    desk.do(notices.issue(desk, notice.id))
    return desk, desk.store.load(Notice)[0]


def later(desk, days):
    desk.clock = lambda: NOON + timedelta(days=days)


def test_a_notice_begins_with_the_shortest_time_of_the_pack_and_the_place_of_the_one_before(begun):
    desk, notice = begun
    assert (notice.from_on, notice.until_on) == (date(2018, 7, 2), date(2018, 7, 9))
    desk.do(notices.begin(desk, notice.project_id, NoticeKind.AGREEMENTS))
    second = desk.store.load(Notice)[-1]
    assert (second.contact, second.number, second.officer_name) == ("0358-1234567", "", "演示员")


@pytest.mark.parametrize(("name", "text", "why"), [
    ("contact", "", "缺少异议受理电话"), ("place", "", "缺少张贴地点"), ("until_on", "", "缺少公示截止日"),
    ("until_on", "2018-07-02", "公示截止日不晚于起始日")])
def test_what_is_missing_is_said_before_it_is_put_up(begun, name, text, why):
    desk, notice = begun
    desk.do(notices.correct(desk, notice, name, text))
    with pytest.raises(KnownError, match=why):
        notices.issue(desk, notice.id)


@pytest.mark.parametrize(("kind", "why"), [(NoticeKind.AGREEMENTS, "没有已定稿的协议"), (NoticeKind.PAYMENTS, "没有应付或已付的奖补")])
def test_an_empty_list_is_not_put_up(begun, kind, why):
    desk, notice = begun
    desk.do(set_value(notice, "kind", kind))
    with pytest.raises(KnownError, match=why):
        notices.issue(desk, notice.id)


def test_a_short_notice_is_warned_of_with_clause_and_doubt(begun):
    desk, notice = begun
    assert not any("公示期" in d for d in notices.doubts(desk.dossier(notice.project_id), notice))
    short = replace(notice, until_on=date(2018, 7, 8))
    assert "公示期 6 天，少于公示最短天数的 7 天（A §三(四)，待核实）。" in notices.doubts(desk.dossier(notice.project_id), short)


def test_what_was_put_up_stays_as_it_was_put_up(up):
    desk, notice = up
    assert notice.number == "青石镇公示-2018-001"
    before = as_text(notices.paper(desk, notice))
    household = desk.dossier(notice.project_id).households[0]
    desk.do(set_value(household, "population", 9))
    assert as_text(notices.paper(desk, notice)) == before
    assert before != as_text(notices.papers.notice(desk.dossier(notice.project_id), notice))
    assert "草稿" not in before
    for name, text in (("until_on", "2018-08-01"), ("place", "村口"), ("name_mask", "全名")):
        with pytest.raises(KnownError, match="已经张贴"):
            notices.correct(desk, notice, name, text)


def test_no_change_whoever_makes_it_alters_a_notice_that_was_put_up(up):
    desk, notice = up
    for change in (Change("改", before=(notice,), after=(replace(notice, until_on=date(2018, 8, 1)),)), Change("删", before=(notice,))):
        with pytest.raises(KnownError, match="已张贴"):
            desk.do(change)
    with pytest.raises(KnownError, match="已经张贴"):
        notices.discard(notice)
    assert desk.undo_title != "张贴搬迁对象公示"


def test_numbers_are_never_given_again(up):
    desk, notice = up
    desk.do(notices.withdraw(desk, notice, "名单有误"))
    desk.do(notices.begin(desk, notice.project_id, HOUSEHOLDS))
    desk.do(notices.issue(desk, desk.store.load(Notice)[-1].id))
    assert [n.number[-3:] for n in desk.store.load(Notice)] == ["001", "002"]
    later(desk, 365)
    desk.do(notices.begin(desk, notice.project_id, HOUSEHOLDS))
    desk.do(notices.issue(desk, desk.store.load(Notice)[-1].id))
    assert desk.store.load(Notice)[-1].number == "青石镇公示-2019-001"


def test_two_programs_do_not_give_one_number(begun):
    desk, notice = begun
    change = notices.issue(desk, notice.id)
    desk.do(notices.begin(desk, notice.project_id, HOUSEHOLDS))
    with pytest.raises(Stale):
        desk.do(change)


def test_a_notice_taken_down_stays_with_its_reason(up):
    desk, notice = up
    with pytest.raises(KnownError, match="撤下原因"):
        notices.withdraw(desk, notice, " ")
    desk.do(notices.withdraw(desk, notice, "漏列两户"))
    down = desk.store.load(Notice)[0]
    assert [d.mark for d in notices.papers_of(desk, down)] == ["已撤下"]
    assert (down.withdrawn_on, down.withdrawn_because) == (date(2018, 7, 2), "漏列两户")
    assert notice_state(down, (), date(2018, 7, 3)) is NoticeState.WITHDRAWN
    with pytest.raises(KnownError, match="已经撤下"):
        objections.enter(desk, down)
    with pytest.raises(KnownError, match="已经撤下"):
        notices.certify(desk, down.id)


def test_a_result_waits_for_the_days_and_for_every_objection(up):
    desk, notice = up
    later(desk, 2)
    desk.do(objections.enter(desk, notice, desk.dossier(notice.project_id).households[0].id))
    raised = desk.store.load(Objection)[0]
    desk.do(objections.correct(desk, raised, "content", "人口少一人"))
    with pytest.raises(KnownError, match="公示期未满（至 2018-07-09）；有 1 件异议未处理"):
        notices.certify(desk, notice.id)
    later(desk, 7)
    assert "公示期未满" in notices.uncertified(desk.dossier(notice.project_id), notice)[0]
    later(desk, 8)
    with pytest.raises(KnownError, match="有 1 件异议未处理"):
        notices.certify(desk, notice.id)
    raised = desk.store.load(Objection)[0]
    with pytest.raises(KnownError, match="请先写明处理结果"):
        objections.correct(desk, raised, "settled_on", "2018-07-06")
    desk.do(objections.correct(desk, raised, "settlement", "核对户口簿，登记无误"))
    desk.do(objections.correct(desk, desk.store.load(Objection)[0], "settled_on", "2018-07-06"))
    desk.do(notices.certify(desk, notice.id))
    said = as_text(notices.papers_of(desk, desk.store.load(Notice)[0])[0])
    assert "收到异议 1 件，已处理 1 件" in said
    assert "草稿" not in said


def test_a_certified_result_stays(up):
    desk, notice = up
    desk.do(objections.enter(desk, notice))
    raised = desk.store.load(Objection)[0]
    for name, text in (("content", "面积"), ("settlement", "无误"), ("settled_on", "2018-07-02")):
        desk.do(objections.correct(desk, desk.store.load(Objection)[0], name, text))
    later(desk, 8)
    desk.do(notices.certify(desk, notice.id))
    closed, raised = desk.store.load(Notice)[0], desk.store.load(Objection)[0]
    assert closed.closed_on == date(2018, 7, 10)
    with pytest.raises(KnownError, match="已出具"):
        objections.correct(desk, raised, "content", "另说")
    for change in (Change("改", before=(raised,), after=(replace(raised, content="另说"),)), Change("删", before=(raised,)),
                   Change("加", after=(Objection(notice_id=closed.id),)), Change("改", before=(closed,), after=(replace(closed, closed_on=None),))):
        with pytest.raises(KnownError, match="已出具结果"):
            desk.do(change)
    with pytest.raises(KnownError, match="可以直接打印"):
        notices.certify(desk, closed.id)
    assert len(desk.store.load(Sealed, subject="notice_result")) == 1


def test_an_objection_that_says_something_is_not_removed(up):
    desk, notice = up
    desk.do(objections.enter(desk, notice))
    blank = desk.store.load(Objection)[0]
    desk.do(objections.remove(desk, blank))
    assert desk.store.load(Objection) == []
    desk.do(objections.enter(desk, notice))
    desk.do(objections.correct(desk, desk.store.load(Objection)[0], "content", "面积"))
    with pytest.raises(KnownError, match="不能删除"):
        objections.remove(desk, desk.store.load(Objection)[0])


@pytest.mark.parametrize(("name", "text", "why"), [("raised_on", "2018-07-03", "今天以后"), ("settled_on", "2018-07-01", "早于提出日期")])
def test_days_of_an_objection_are_plausible(up, name, text, why):
    desk, notice = up
    desk.do(objections.enter(desk, notice))
    desk.do(objections.correct(desk, desk.store.load(Objection)[0], "settlement", "无误"))
    with pytest.raises(KnownError, match=why):
        objections.correct(desk, desk.store.load(Objection)[0], name, text)


def test_a_photo_is_kept_and_anything_else_refused(up, tmp_path):
    desk, notice = up
    photo, text = tmp_path / "现场.png", tmp_path / "说明.txt"
    photo.write_bytes(PNG)
    text.write_text("不是照片", "utf-8")
    with pytest.raises(KnownError, match="不是 JPG、PNG 文件"):
        notices.attach_photo(desk, notice, text)
    with pytest.raises(KnownError, match="读不了"):
        notices.attach_photo(desk, notice, tmp_path / "没有.png")
    desk.do(notices.attach_photo(desk, notice, photo))
    assert desk.store.files.read(desk.store.load(Notice)[0].photo) == PNG


def finalised(desk, project_id):
    """Every agreement that can be is numbered and sealed, its rates confirmed."""
    for rate in [r for r in desk.dossier(project_id).rates if r.name in ("demolition_reward_per_person", "reclamation_reward_per_person",
                                                                         "agreement_pair")]:
        value = str(rate.value) if rate.value is not None else rate.text
        desk.do(checks.confirm(desk, rate, value, "岚川县搬迁奖补办法"))
    desk.do(agreements.draft(desk, project_id))
    desk.do(finalising.set_terms(desk, project_id, date(2018, 12, 31), date(2019, 10, 31)))
    desk.do(finalising.finalise(desk, project_id))


@pytest.mark.parametrize("number_mask", NumberMask)
@pytest.mark.parametrize("kind", [HOUSEHOLDS, NoticeKind.AGREEMENTS])
def test_no_notice_shows_a_number_whole_nor_an_account_nor_a_phone(sample, kind, number_mask):
    desk, project_id = sample
    notice = Notice(project_id=project_id, kind=kind, number_mask=number_mask, contact="0358-1234567")
    text = as_text(notices.paper(desk, notice))
    for household in desk.dossier(project_id).households:
        for private in (household.id_number, household.bank_account, household.phone):
            assert not private or private not in text


def test_amounts_agree_with_the_agreements_and_sums_with_their_rows(sample):
    desk, project_id = sample
    finalised(desk, project_id)
    dossier = desk.dossier(project_id)
    notice = Notice(project_id=project_id, kind=NoticeKind.AGREEMENTS, name_mask=NameMask.FULL)
    table = next(b for s in notices.paper(desk, notice).sections for b in s.blocks if isinstance(b, Table))
    at = [c.label for c in leaves(table.columns)].index("金额合计")
    rows = [row for place, row in enumerate(table.rows) if place not in table.subtotal_rows]
    assert sum(number(row[at]) for row in rows) == number(table.totals[at]) == sum(a.amount for a in dossier.agreements)
    assert sum(number(table.rows[place][at]) for place in table.subtotal_rows) == number(table.totals[at])
    assert len(rows) == len({a.household_id for a in dossier.agreements})


def test_one_village_s_notice_lists_that_village_only(sample):
    desk, project_id = sample
    village = desk.dossier(project_id).villages[0]
    text = as_text(notices.paper(desk, Notice(project_id=project_id, village_id=village.id, kind=HOUSEHOLDS)))
    listed = [h for h in desk.dossier(project_id).households if h.village_id == village.id]
    assert f"{len(listed)} 户" in text
    assert "柳树塬村" not in text.replace(village.name, "")


def test_households_of_one_name_are_told_apart_where_no_numbers_stand(sample):
    desk, project_id = sample
    first, second = desk.dossier(project_id).households[:2]
    desk.do(Change("改名", before=(second,), after=(replace(second, head_name=first.head_name, village_id=first.village_id,
                                                       village=first.village, group=first.group),)))
    text = as_text(notices.paper(desk, Notice(project_id=project_id, kind=HOUSEHOLDS, number_mask=NumberMask.NONE)))
    assert f"证件号末四位 {first.id_number[-4:]}" in text
    assert text.count("证件号末四位") == 2


def test_a_draft_is_marked_and_can_be_discarded(begun):
    desk, notice = begun
    assert notices.paper(desk, notice).mark == "草稿"
    desk.do(notices.discard(notice))
    assert desk.store.load(Notice) == []


def test_the_clock_of_the_certificate_is_that_of_the_day_it_is_given(up):
    desk, notice = up
    desk.clock = lambda: datetime(2018, 7, 10, 8, 0)
    desk.do(notices.certify(desk, notice.id))
    assert desk.store.load(Notice)[0].result == "公示内容无异议"
    assert Decimal(len(desk.store.load(Sealed, subject="notice"))) == 1


def test_one_notice_is_written_as_pdf_and_excel_and_the_certificate_goes_before_the_list(up, tmp_path):
    desk, notice = up
    later(desk, 8)
    desk.do(notices.certify(desk, notice.id))
    assert [d.kind for d in printing.documents(desk, notice.project_id, f"notices:{notice.id}")] == ["notice_result", "notice"]
    written = printing.write(desk, notice.project_id, f"notices:{notice.id}", tmp_path / "公示")
    assert [p.suffix for p in written] == [".pdf", ".xlsx"]
    assert all(p.stat().st_size > 5000 for p in written)
    assert printing.printed(f"notices:{notice.id}").title == "打印公示"


def test_all_notices_print_together_and_without_any_a_draft_of_the_households(sample):
    desk, project_id = sample
    (draft,) = printing.documents(desk, project_id, "notices")
    assert (draft.mark, draft.title) == ("草稿", "岚川县青石镇增减挂钩项目区搬迁对象公示")
    for kind in (HOUSEHOLDS, NoticeKind.AGREEMENTS):
        desk.do(notices.begin(desk, project_id, kind))
    assert len(printing.documents(desk, project_id, "notices")) == 2
