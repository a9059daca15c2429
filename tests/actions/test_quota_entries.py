"""Entries of the quota ledger by hand: issued, taken, opened, reversed, posted later; what does not fit is refused in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk import ledger
from linkdesk.actions import quota_entries, quota_land, quota_pending, quota_years
from linkdesk.actions.quota_sizes import UnitDoubt
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.quota import BookClosing, QuotaEntry
from linkdesk.domain.quota_accounts import Amounts, moved
from linkdesk.domain.quota_words import LandPurpose, PostingKind, QuotaAccount
from linkdesk.domain.words import PlotUse
from tests.actions import ledgered
from tests.actions.ledgered import APPROVED, ISSUED, county, ha

A = QuotaAccount


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ledger") / "工作区"
    desk, _ = ledgered.planned(folder)
    desk.close()
    return folder


@pytest.fixture
def book(workspace, tmp_path):
    import shutil

    from linkdesk.desk import Desk
    from tests.actions import desks
    shutil.copytree(workspace, tmp_path / "工作区")
    with_desk = Desk.open(tmp_path / "工作区", lambda: desks.NOON)
    with_desk.sign_in(with_desk.officers()[0])
    yield with_desk, with_desk.store.load(Project)[0].id
    with_desk.close()


ANNUAL, REVOLVING = ha(6, 5), ha(8, 7)


def issue(desk, project_id, annual=ANNUAL, revolving=REVOLVING, **other):
    said = {"on": ISSUED, "number": "岚市国土资发〔2018〕20号", "document": "关于下达2018年度计划指标的通知", "year": 2018} | other
    return quota_entries.issue(desk, county(desk, project_id), annual=annual, revolving=revolving, **said)


def balance(desk, project_id, account, on=None):
    whose = None if account in (A.ANNUAL_PLAN, A.REVOLVING, A.PLAN_SCALE) else project_id
    return ledger.balances(desk.store, county(desk, project_id), on).get((whose, account), Amounts())


def refused(desk, make, said):
    before = desk.store.count(QuotaEntry)
    with pytest.raises(KnownError) as known:
        desk.do(make())
    assert said in str(known.value)
    assert desk.store.count(QuotaEntry) == before


def new_plots(desk, project_id, use=PlotUse.NEW):
    return [p for p in desk.dossier(project_id).plots if p.use is use]


def test_one_document_issues_annual_and_revolving_quota_in_one_posting(book):
    desk, project_id = book
    desk.do(issue(desk, project_id))
    entries = desk.store.load(QuotaEntry)
    assert [(e.kind, e.to_account, e.construction) for e in entries] == [
        (PostingKind.ISSUE, A.ANNUAL_PLAN, Decimal(60000)), (PostingKind.ISSUE, A.REVOLVING, Decimal(80000))]
    assert len({e.posting_id for e in entries}) == 1
    assert {(e.number, e.year, e.officer_name) for e in entries} == {("岚市国土资发〔2018〕20号", 2018, "演示员")}
    assert quota_entries.voucher(desk, entries[0].posting_id) == tuple(entries)
    assert balance(desk, project_id, A.REVOLVING, date(2018, 3, 19)) == Amounts()
    assert balance(desk, project_id, A.REVOLVING, ISSUED) == ha(8, 7)


@pytest.mark.parametrize(("other", "said"), [
    ({"annual": Amounts(), "revolving": Amounts()}, "下达的指标面积都没有填"),
    ({"number": " "}, "请填写文号"),
    ({"on": None}, "请填写日期"),
    ({"on": date(2018, 7, 3)}, "在今天（2018-07-02）以后"),
    ({"revolving": ha(-1)}, "指标面积要大于 0"),
    ({"revolving": ha(8, 7, paddy=9)}, "其中水田 9.0000 公顷大于耕地 7.0000 公顷"),
    ({"revolving": ha(120)}, "像是把亩当成了公顷"),
])
def test_a_document_that_does_not_fit_is_refused_in_words(book, other, said):
    desk, project_id = book
    refused(desk, lambda: issue(desk, project_id, **other), said)


def test_a_size_that_is_asked_about_is_taken_once_confirmed(book):
    desk, project_id = book
    with pytest.raises(UnitDoubt):
        issue(desk, project_id, revolving=ha(120))
    desk.do(issue(desk, project_id, revolving=ha(120), confirmed=True))
    assert balance(desk, project_id, A.REVOLVING).construction == Decimal(1_200_000)


def test_a_number_issues_the_quota_of_a_year_once_however_it_is_written(book):
    desk, project_id = book
    desk.do(issue(desk, project_id))
    refused(desk, lambda: issue(desk, project_id, number="岚市国土资发〔２０１８〕 20 号"), "已经登记过")
    desk.do(issue(desk, project_id, year=2019))
    first = desk.store.load(QuotaEntry)[0]
    desk.do(quota_entries.reverse(desk, quota_entries.voucher(desk, first.posting_id), "文号抄错"))
    desk.do(issue(desk, project_id))


def test_two_officers_who_enter_the_same_document_are_told(book):
    desk, project_id = book
    both = issue(desk, project_id), issue(desk, project_id)
    desk.do(both[0])
    with pytest.raises(KnownError):
        desk.do(both[1])
    assert desk.store.count(QuotaEntry) == 2


def test_land_is_taken_plot_by_plot_with_the_plots_own_figures(book):
    desk, project_id = book
    desk.do(issue(desk, project_id))
    ledgered.approve(desk, project_id)
    plot = new_plots(desk, project_id)[0]
    desk.do(quota_land.take_land(desk, project_id, [plot.code], A.ANNUAL_PLAN, date(2018, 6, 1), "晋政地字〔2018〕7号", "用地批复"))
    made = desk.store.load(QuotaEntry, kind=PostingKind.USE)
    assert [(e.plot_id, e.to_account, e.purpose) for e in made] == [(plot.id, A.USED_URBAN, LandPurpose.INDUSTRY)]
    assert made[0].construction == plot.new_construction_area.quantize(Decimal(1))  # 公顷 with four decimals are whole m²
    assert plot.id not in {p.id for p in quota_land.open_plots(desk, project_id)}
    refused(desk, lambda: quota_land.take_land(desk, project_id, [plot], A.ISSUED, date(2018, 6, 2), "晋政地字〔2018〕8号", ""), "已经登记过用地")


@pytest.mark.parametrize(("change", "said"), [
    ({"plots": []}, "还没有选中地块"),
    ({"plots": ["ZZ-9"]}, "地块“ZZ-9”不在本项目区里"),
    ({"on": date(2018, 5, 6)}, "早于方案批准日期 2018-05-07"),
    ({"on": date(2018, 7, 9)}, "在今天（2018-07-02）以后"),
    ({"number": ""}, "请填写文号"),
    ({"from_account": A.SURPLUS}, "“节余指标”（建设用地）不够"),
    ({"from_account": A.REVOLVING}, "不能从“年度周转指标”转入“建新使用”"),
])
def test_land_that_cannot_be_taken_is_refused_in_words(book, change, said):
    desk, project_id = book
    desk.do(issue(desk, project_id))
    ledgered.approve(desk, project_id)
    given = {"plots": new_plots(desk, project_id)[:1], "from_account": A.ISSUED, "on": date(2018, 6, 1), "number": "7号", "document": ""} | change
    refused(desk, lambda: quota_land.take_land(desk, project_id, **given), said)


def test_land_waits_for_the_plans_approval_and_for_the_plots_figures(book):
    desk, project_id = book
    desk.do(issue(desk, project_id))
    old, new = (new_plots(desk, project_id, use)[0] for use in (PlotUse.OLD, PlotUse.NEW))

    def take(plot):
        return quota_land.take_land(desk, project_id, [plot.id], A.ANNUAL_PLAN, date(2018, 6, 1), "7号", "")
    refused(desk, lambda: take(new), "方案还没有批准")
    ledgered.approve(desk, project_id)
    refused(desk, lambda: take(old), "是拆旧地块")
    now = desk.store.get(Plot, new.id)
    desk.do(Change("清空", before=(now,), after=(replace(now, planned_use=""),)))
    refused(desk, lambda: take(new), "没有填写规划用途")


@pytest.mark.parametrize("use", ["商业", "旅游服务", "娱乐", "商品住宅"])
def test_commercial_land_takes_no_annual_quota_under_b(book, use):
    desk, project_id = book
    desk.do(issue(desk, project_id))
    ledgered.approve(desk, project_id)
    project, plot = desk.store.get(Project, project_id), new_plots(desk, project_id)[0]
    desk.do(Change("改", before=(project, plot), after=(replace(project, packs=("B",)), replace(plot, planned_use=use))))

    def take(account):
        return quota_land.take_land(desk, project_id, [plot.id], account, date(2018, 6, 1), "7号", "")
    refused(desk, lambda: take(A.ANNUAL_PLAN), "经营性用地只使用节余指标（B §二(五)）")
    refused(desk, lambda: take(A.AWARDED), "经营性用地只使用节余指标")


def test_an_opening_balance_stands_once_and_before_all_else(book):
    desk, project_id = book

    def opened(account=A.REVOLVING, on=date(2017, 12, 31), whose=project_id, **other):
        return quota_entries.opening(desk, county(desk, project_id), whose, account, on, "旧账结转", "2017年指标台账", ha(2, 1), **other)
    desk.do(opened())
    assert desk.store.load(QuotaEntry)[0].project_id is None  # the county's own account, whatever project was chosen
    refused(desk, opened, "期初余额已经登记过")
    refused(desk, lambda: opened(A.OUTSIDE), "不能记在“账外”")
    refused(desk, lambda: opened(A.SURPLUS, whose=None), "是项目区的科目")
    desk.do(opened(A.SURPLUS))
    desk.do(issue(desk, project_id))
    refused(desk, lambda: opened(A.ANNUAL_PLAN, date(2018, 4, 1)), "已有分录，再登记期初会重复计入")
    desk.do(opened(A.ANNUAL_PLAN))


def test_surplus_goes_to_the_adjustment_between_provinces_as_far_as_there_is_any(book):
    desk, project_id = book
    desk.do(quota_entries.opening(desk, county(desk, project_id), project_id, A.SURPLUS, date(2017, 12, 31), "旧账", "", ha(2, 1)))
    said = date(2018, 6, 1), "自然资函〔2018〕3号", "跨省域调剂任务"
    refused(desk, lambda: quota_entries.inter_provincial(desk, project_id, *said, ha(2.5, 1)), "不够，差 0.5000 公顷")
    desk.do(quota_entries.inter_provincial(desk, project_id, *said, ha(2, 1)))
    assert balance(desk, project_id, A.SURPLUS) == Amounts()
    assert balance(desk, project_id, A.INTER_PROVINCIAL) == ha(2, 1)


def test_a_posting_is_reversed_whole_or_by_entry_and_once(book):
    desk, project_id = book
    desk.do(issue(desk, project_id))
    annual, revolving = desk.store.load(QuotaEntry)
    refused(desk, lambda: quota_entries.reverse(desk, annual, " "), "请写明冲销的原因")
    refused(desk, lambda: quota_entries.reverse(desk, annual, "错", date(2018, 3, 19)), "早于原分录的日期")
    desk.do(quota_entries.reverse(desk, annual, "面积抄错"))
    refused(desk, lambda: quota_entries.reverse(desk, annual, "再来"), "已经全部冲销过")
    desk.do(quota_entries.reverse(desk, quota_entries.voucher(desk, annual.posting_id), "整张作废"))
    back = [e for e in desk.store.load(QuotaEntry) if e.reverses_id]
    assert [e.reverses_id for e in back] == [annual.id, revolving.id]
    refused(desk, lambda: quota_entries.reverse(desk, back[0], "冲错了"), "是冲销分录，不能再冲销")
    assert not any(moved(desk.store.load(QuotaEntry)).values())


def test_what_the_program_posted_is_put_right_at_its_source(book):
    desk, project_id = book
    desk.do(issue(desk, project_id))
    ledgered.approve(desk, project_id)
    automatic = desk.store.load(QuotaEntry, kind=PostingKind.PLAN)[0]
    refused(desk, lambda: quota_entries.reverse(desk, automatic, "不对"), "请到“版本和变更”里更正来源")


def test_what_has_been_used_cannot_be_reversed_from_under_it(book):
    desk, project_id = book
    desk.do(issue(desk, project_id))
    ledgered.approve(desk, project_id)
    revolving = desk.store.load(QuotaEntry, to_account=A.REVOLVING)[0]
    refused(desk, lambda: quota_entries.reverse(desk, revolving, "抄错"), "“年度周转指标”（建设用地）不够")


def test_an_approval_before_the_quota_waits_and_is_posted_on_a_later_day(book):
    desk, project_id = book
    ledgered.approve(desk, project_id)
    assert desk.store.count(QuotaEntry) == 0
    told = quota_pending.of_county(desk, county(desk, project_id))
    assert [(p.id, waiting.posting.kind) for p, waiting in told] == [(project_id, PostingKind.PLAN)]
    waiting = told[0][1]
    assert "“年度周转指标”（建设用地）不够" in waiting.why
    refused(desk, lambda: quota_entries.post_pending(desk, waiting), "“年度周转指标”（建设用地）不够")
    desk.do(issue(desk, project_id, on=date(2018, 6, 11)))
    refused(desk, lambda: quota_entries.post_pending(desk, waiting), "2018-05-07 的“年度周转指标”")
    refused(desk, lambda: quota_entries.post_pending(desk, waiting, date(2018, 5, 6)), "早于事项的日期 2018-05-07")
    desk.do(quota_entries.post_pending(desk, waiting, date(2018, 6, 11)))
    assert quota_pending.of_county(desk, county(desk, project_id)) == []
    assert quota_pending.of_project(desk, project_id) == ()
    refused(desk, lambda: quota_entries.post_pending(desk, waiting), "已经过账或不再需要过账")
    assert {e.note for e in desk.store.load(QuotaEntry, kind=PostingKind.PLAN)} == {"事项日期 2018-05-07"}


def test_a_year_is_closed_when_nothing_waits_and_opened_again_with_a_reason(book):
    desk, project_id = book
    body = county(desk, project_id)
    with pytest.raises(KnownError, match="2018 年度还没有结束"):
        quota_years.close_year(desk, body, 2018)
    ledgered.approve(desk, project_id, date(2017, 12, 20))
    with pytest.raises(KnownError, match="2017 年度还有待过账事项"):
        quota_years.close_year(desk, body, 2017)
    desk.do(issue(desk, project_id, on=date(2017, 12, 1), year=2017))
    desk.do(quota_entries.post_pending(desk, quota_pending.of_project(desk, project_id)[0]))
    desk.do(quota_years.close_year(desk, body, 2017))
    refused(desk, lambda: issue(desk, project_id, on=date(2017, 12, 30), number="补1号", year=2017), "2017 年度指标账已年结")
    with pytest.raises(KnownError, match="请写明重开的理由"):
        quota_years.reopen_year(desk, body, 2017, "")
    desk.do(quota_years.reopen_year(desk, body, 2017, "省厅要求补记，局长批准"))
    desk.do(issue(desk, project_id, on=date(2017, 12, 30), number="补1号", year=2017))
    assert [c.kind for c in desk.store.load(BookClosing)] == ["年结", "重开"]


def test_nothing_of_the_ledger_is_on_the_undo_stack(book):
    desk, project_id = book
    desk.do(issue(desk, project_id))
    ledgered.approve(desk, project_id)
    title = desk.undo_title
    plot = new_plots(desk, project_id)[0]
    desk.do(quota_land.take_land(desk, project_id, [plot], A.ISSUED, date(2018, 6, 1), "7号", ""))
    desk.do(quota_entries.reverse(desk, desk.store.load(QuotaEntry, kind=PostingKind.USE), "测试"))
    desk.do(quota_entries.opening(desk, county(desk, project_id), project_id, A.COUNTY_SHARE, APPROVED, "旧账", "", ha(1)))
    desk.do(quota_years.close_year(desk, county(desk, project_id), 2017))
    assert desk.undo_title == title
    before = desk.store.count(QuotaEntry)
    for _ in range(60):
        try:
            desk.undo()
        except KnownError:
            if not desk.undo_title:
                break
    assert desk.store.count(QuotaEntry) >= before  # an entry is never taken away; undoing an event adds its reversal


@pytest.mark.parametrize("text", ["=1+1", "<b>文</b>", "文\u202e号", "x" * 5000, "一\n二", "🌾〔2018〕1号"])
def test_hostile_words_are_kept_as_they_are(book, text):
    desk, project_id = book
    desk.do(issue(desk, project_id, number=text, document=text))
    assert {e.number for e in desk.store.load(QuotaEntry)} == {text}
    assert desk.store.verify() == []
