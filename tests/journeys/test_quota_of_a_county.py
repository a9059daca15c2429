"""A county under A from plan to money spent: quota issued, surplus sold before acceptance, paid, covered, spent, assessed, closed, told on paper."""

from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import (
    acceptances,
    assessments,
    clocks,
    projects,
    quota_entries,
    quota_exports,
    quota_pending,
    trade_book,
    year_papers,
)
from linkdesk.actions.county_facts import county_facts
from linkdesk.domain.approval import YearTarget
from linkdesk.domain.carrying import Acceptance
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.money_standing import money
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.quota import BookClosing, QuotaEntry
from linkdesk.domain.quota_words import AssessmentKind, PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.domain.trade import TradePayment
from tests.actions.quota_books import balances, county_of
from tests.actions.traded import now
from tests.actions.walked_matters import PASSED, SENT, do, opened, through
from tests.journeys.bookkeeping import Bookkeeper
from tests.journeys.proceeds_of_a import (
    FOR_POVERTY,
    FOR_REVIVAL,
    POVERTY,
    REVIVAL,
    SPENT,
    TO_EACH,
    TO_HOUSEHOLDS,
    households_paid,
    spent,
)
from tests.journeys.quota_of_a import (
    AMOUNT,
    EARLY_2019,
    END_OF_2019,
    FARMED,
    OLD,
    PARTS,
    PLANNED,
    RESERVE,
    SETTLED,
    SOLD,
    SOLD_FARMLAND,
    accepted,
    county,
    designed,
    drafted,
    planned,
)
from tests.journeys.quota_on_paper import exported, progress, quota_on_page, totals_are

ANNUAL, REVOLVING = (Decimal(8), Decimal(6)), (Decimal(10), Decimal(0))
SIGNED, PAID_ON = date(2018, 6, 15), ("2018-06-28", "2018-10-21", "2019-07-30")
TAKEN = {"G1": (Decimal("3.2"), Decimal("2.84")), "G2": (Decimal("4.1"), Decimal("3.6")), "G3": (Decimal(2), Decimal("1.7"))}
GIVEN_BACK = sum(a for a, _ in TAKEN.values()), sum(f for _, f in TAKEN.values())
LEFT = GIVEN_BACK[0] - SETTLED - RESERVE - SOLD, GIVEN_BACK[1] - FARMED - SOLD_FARMLAND
"""What the acceptances found in the end, and what is left once the sale is covered."""



@pytest.fixture
def desk(tmp_path):
    """A county of extended powers; who builds is not of one."""
    opened_, _ = county(tmp_path / "工作区", extended_powers_county=True)
    yield opened_
    opened_.close()


def test_only_counties_of_extended_powers_do_not_ask_the_city(tmp_path):
    desk, project_id = county(tmp_path, new_side_extended_powers=True)
    assert planned(desk, project_id).passed == (1, 2, 3)
    assert planned(desk, project_id, PlanKind.NEW).passed == (1, 3)
    assert balances(desk, project_id) == {}  # the plan of the new side issues nothing to the seller, and no revolving quota is there yet
    desk.close()


def test_a_county_sells_before_acceptance_and_every_figure_follows(desk, open_window, qtbot, tmp_path):
    project_id = projects.projects(desk)[0].id
    officer = Bookkeeper(open_window(desk), project_id, qtbot, tmp_path)
    issued_late(officer)
    trade = sold(officer)
    paid_late_and_corrected(officer, trade)
    land_taken(desk, project_id)
    households_paid(desk, project_id, tmp_path)
    spent(desk, project_id, trade)
    year_ends(officer, tmp_path)
    accepted_in_parts(desk, project_id, trade)
    paid_up(officer, trade)
    told_on_paper(desk, tmp_path)
    told_on_the_county_page(desk, project_id, tmp_path)
    assert desk.store.verify() == []


def issued_late(officer):
    """The plan is approved before the document of the year has come: it waits, and is posted on that document's day."""
    desk, project_id = officer.desk, officer.project_id
    assert planned(desk, project_id).passed == (1, 3)
    assert planned(desk, project_id, PlanKind.NEW).passed == (1, 2, 3)
    designed(desk, project_id)
    assert officer.waiting() == [("拆旧区实施方案第 1 版批准", f"2018-03-03 的“年度周转指标”（建设用地）不够，差 {SETTLED:.4f} 公顷")]
    officer.issue("晋国土资函〔2018〕20号", "2018-03-20", annual=("8", "6"), revolving=("150亩", ""))
    assert balances(desk, project_id) == {"新增建设用地计划指标": ANNUAL, "年度周转指标": REVOLVING}
    officer.post("2018-03-20")
    assert not officer.told, officer.told
    assert officer.waiting() == []
    assert balances(desk, project_id) == {
        "新增建设用地计划指标": ANNUAL, "年度周转指标": (REVOLVING[0] - SETTLED, 0), "项目周转指标": (SETTLED, FARMED), "预计节余指标": PLANNED}
    wrong_issue(officer)


def wrong_issue(officer):
    """A document typed twice is refused; a wrong one is reversed once, and its reversal never."""
    desk, before = officer.desk, balances(officer.desk, officer.project_id)
    officer.issue("晋国土资函〔2018〕20号", "2018-03-21", annual=("8", "6"))
    assert "已经登记过" in officer.told
    officer.page.issue.done()
    officer.issue("晋国土资函〔2018〕21号", "2018-03-22", annual=("2", ""))
    entry, = desk.store.load(QuotaEntry, number="晋国土资函〔2018〕21号")
    officer.reverse(entry, "抄错文号")
    assert balances(desk, officer.project_id) == before
    officer.reverse(entry, "再来一次")
    assert "已经全部冲销过" in officer.told
    back, = desk.store.load(QuotaEntry, reverses_id=entry.id)
    assert officer.reverse(back, "冲销冲销") is False  # the room does not offer it
    with pytest.raises(KnownError, match="不能再冲销"):
        quota_entries.reverse(desk, back, "冲销冲销")
    assert balances(desk, officer.project_id) == before


def sold(officer):
    """Nothing is sold before the talks are over; then what was planned goes to what is to be delivered."""
    desk, project_id = officer.desk, officer.project_id
    trade = drafted(desk, project_id)
    matter = opened(desk, project_id, "A-TRADE")
    through(desk, matter, until=2)
    officer.act(trade, "sign", "2018-05-19")
    assert "晚于签订日期" in officer.told
    officer.act(trade, "sign", str(SIGNED))
    assert now(desk, trade).signed_on == SIGNED, officer.told
    do(desk, matter, SENT, acted_on=SIGNED, actor="两县政府", basis="协议")
    do(desk, matter, PASSED, acted_on=SIGNED, actor="两县政府", basis="协议")
    found = balances(desk, project_id)
    assert (found["预计节余指标"], found["已交易待验收"]) == ((PLANNED[0] - SOLD, PLANNED[1] - SOLD_FARMLAND), (SOLD, SOLD_FARMLAND))
    assert trade_book.standing_of(desk, now(desk, trade)).amount.value == AMOUNT
    assert running(desk, project_id, "A-ACCEPT-2Y").due_on == date(2020, 6, 15)
    return now(desk, trade)


def running(desk, project_id, clock_id):
    return next(c for c in clocks.running_clocks(desk, project_id) if c.id.startswith(clock_id))


def paid_late_and_corrected(officer, trade):
    """The quota does not go over before the first payment is in whole; the second comes twenty days late."""
    desk = officer.desk
    officer.pay(trade, "703.1", PAID_ON[0], "凭证1")
    officer.act(trade, "transfer", "2018-06-28", "划转函1号")
    assert "还差 250.00 元" in officer.told
    officer.correct_payment(trade, desk.store.load(TradePayment)[0], "金额抄错")
    officer.pay(trade, PARTS[0] / 10000, PAID_ON[0], "凭证1")
    officer.act(trade, "transfer", "2018-06-27", "划转函1号")
    assert "首笔价款还没有收齐，还差 7,031,250.00 元" in officer.told  # on that day
    officer.act(trade, "transfer", "2018-06-28", "划转函1号")
    assert now(desk, trade).transferred_on == date(2018, 6, 28), officer.told
    officer.pay(trade, PARTS[1] / 10000, PAID_ON[1], "凭证2")
    standing = trade_book.standing_of(desk, now(desk, trade))
    assert (standing.paid, standing.open) == (PARTS[0] + PARTS[1], PARTS[2])
    late, = standing.late
    assert (late.amount, late.days, late.penalty) == (PARTS[1], 20, PARTS[1] * 20 * Decimal("0.0005"))


def land_taken(desk, project_id):
    """The land of the resettlement is approved: what was issued is used, plot by plot, and nothing of it twice."""
    matter = opened(desk, project_id, "A-NEWLAND")
    through(desk, matter, acted_on=date(2018, 7, 2))
    entry, = desk.store.load(QuotaEntry, kind=PostingKind.USE)
    assert (entry.from_account, entry.to_account, entry.posted_on) == (Account.ISSUED, Account.USED_RESETTLE, date(2018, 7, 2))
    found = balances(desk, project_id)
    assert "项目周转指标" not in found
    assert found["安置使用"] == (SETTLED, FARMED)


def year_ends(officer, folder):
    """The county assesses its year, closes its book, and what comes too late is refused in clear words."""
    desk, body = officer.desk, county_of(officer.desk, officer.project_id)
    desk.do(Change("任务", after=(YearTarget(authority_id=body, from_year=2018, to_year=2019, area=Decimal(1000), document="晋政办发〔2018〕24号"),
                                YearTarget(authority_id=body, from_year=2020, to_year=2020, area=Decimal(600), document="县扶贫办〔2020〕1号"))))
    desk.clock = lambda: EARLY_2019
    assessed(desk, body, folder)
    officer.close_year()
    assert [(c.year, str(c.kind)) for c in desk.store.load(BookClosing)] == [(2018, "年结")]
    before = balances(desk, officer.project_id)
    officer.issue("晋国土资函〔2018〕99号", "2018-12-30", annual=("1", ""))
    assert "2018 年度指标账已年结" in officer.told
    officer.page.issue.done()
    assert balances(desk, officer.project_id) == before


def assessed(desk, body, folder):
    """The self-assessment tells targets and done, the trade, its price, money in and used by purpose, as they were at the end of the year."""
    desk.do(assessments.begin(desk, body, AssessmentKind.TRADE))
    made, = assessments.register(desk)
    found = assessments.standing(desk, made)
    target, = found.targets
    assert (target.area, target.done.total, target.left) == (1000, SOLD * 15, 1000 - SOLD * 15)
    line, = found.sold
    assert (line.area, line.farmland, line.amount, line.paid, line.in_ledger) == (
        SOLD * 15, SOLD_FARMLAND * 15, AMOUNT, PARTS[0] + PARTS[1], True)
    assert found.came == {"交易收益": PARTS[0] + PARTS[1]}
    assert (found.went[f"交易收益：{POVERTY}"], found.went[f"交易收益：{REVIVAL}"]) == (FOR_POVERTY + 2 * TO_EACH, FOR_REVIVAL)
    assert sum(found.went.values()) == SPENT + TO_HOUSEHOLDS
    assert [path.suffix for path in year_papers.write_assessment(desk, made, folder / "自评")] == [".pdf", ".docx", ".xlsx"]


def accepted_in_parts(desk, project_id, trade):
    """A part is accepted, wrongly, corrected and entered anew; by the last plot the sale is covered and the surplus fixed."""
    desk.clock = lambda: END_OF_2019
    before = balances(desk, project_id)
    accepted(desk, project_id, date(2019, 5, 10), "岚阳国土资验〔2019〕1号", G1=(Decimal("3.0"), Decimal("2.5")))
    assert balances(desk, project_id)["验收归还"] == (Decimal("3.0"), Decimal("2.5"))
    desk.do(acceptances.revoke(desk, desk.store.load(Acceptance)[0], "面积抄错"))
    assert balances(desk, project_id) == before
    accepted(desk, project_id, date(2019, 5, 10), "岚阳国土资验〔2019〕1号", G1=TAKEN["G1"])
    found = balances(desk, project_id)
    assert (found["验收归还"], found["已交易待验收"]) == (TAKEN["G1"], (SOLD, SOLD_FARMLAND))
    assert running(desk, project_id, "A-ACCEPT-2Y").ended_on is None
    work = accepted(desk, project_id, date(2019, 6, 20), "岚阳国土资验〔2019〕2号", G2=TAKEN["G2"], G3=TAKEN["G3"])
    do(desk, work, PASSED, acted_on=date(2019, 6, 20), number="岚阳国土资验〔2019〕2号")
    assert balances(desk, project_id) == {
        "新增建设用地计划指标": ANNUAL, "年度周转指标": (REVOLVING[0] - SETTLED, 0), "安置使用": (SETTLED, FARMED),
        "验收归还": (SETTLED, FARMED), "农村发展预留": (RESERVE, 0), "已交易": (SOLD, SOLD_FARMLAND), "节余指标": LEFT}
    assert running(desk, project_id, "A-ACCEPT-2Y").ended_on == date(2019, 6, 20)
    assert trade_book.standing_of(desk, now(desk, trade)).accepted_on == date(2019, 6, 20)
    assert quota_pending.of_project(desk, project_id) == ()


def paid_up(officer, trade):
    """The last payment comes in time, and nothing is open."""
    officer.pay(trade, PARTS[2] / 10000, PAID_ON[2], "凭证3")
    standing = trade_book.standing_of(officer.desk, now(officer.desk, trade))
    assert (standing.paid, standing.open, len(standing.late)) == (AMOUNT, 0, 1)
    assert money(officer.desk.dossier(officer.project_id)).balance == AMOUNT - SPENT - TO_HOUSEHOLDS
    assert {str(y.year): y.proceeds_closing for y in money(officer.desk.dossier(officer.project_id)).years} == {
        "2018": PARTS[0] + PARTS[1] - SPENT, "2019": AMOUNT - SPENT}


TOTALS = {
    "T2": {("周转指标下达", "建设用地"): SETTLED, ("周转指标下达", "耕地"): FARMED, ("拆旧", "面积"): sum(a for a, _, _ in OLD.values())},
    "T3": {("安置", "实际", "建设用地"): SETTLED, ("安置", "实际", "耕地"): FARMED, ("出让", "实际", "建设用地"): 0,
           ("计划归还", "建设用地"): sum(a for a, _, _ in OLD.values()), ("计划归还", "耕地"): sum(f for _, _, f in OLD.values()),
           ("实际归还", "建设用地"): GIVEN_BACK[0], ("实际归还", "耕地"): GIVEN_BACK[1]},
    "T4": {("下达指标", "建设用地"): SETTLED, ("实际使用", "建设用地"): SETTLED, ("实际使用", "耕地"): FARMED},
    "T5": {("实施总面积",): GIVEN_BACK[0], ("归还建设用地",): GIVEN_BACK[0], ("新增耕地",): GIVEN_BACK[1], ("归还耕地",): GIVEN_BACK[1]}}
"""Which totals of the tables must be which figures, in hectares."""


def told_on_paper(desk, folder):
    """Every total of the tables, in both units, is the figure reckoned by hand; the workbook says the same."""
    totals_are(desk, END_OF_2019.date(), TOTALS)
    assert progress(desk, END_OF_2019.date()) == [f"全部验收；验收 3/3 个拆旧地块；归还 {GIVEN_BACK[0]:.4f} 公顷"]
    assert exported(desk, folder / "指标表", "T5 拆旧立项与验收表") >= {*GIVEN_BACK}


def told_on_the_county_page(desk, project_id, folder):
    """The one page tells the same figures, and nothing waits for a decision."""
    body = county_of(desk, project_id)
    facts = county_facts(desk, body)
    assert quota_on_page(facts) == {
        "issued_revolving": REVOLVING, "issued": (SETTLED, FARMED), "used": (SETTLED, FARMED), "returned": GIVEN_BACK, "surplus_made": LEFT,
        "surplus": LEFT, "sold": (SOLD, SOLD_FARMLAND)}
    figures = {f.key: f.value for f in (*facts.trades, *facts.money)}
    assert (figures["trade_seller_area"], figures["trade_seller_amount"], figures["trade_seller_paid"]) == (
        SOLD * 15, AMOUNT / 10000, AMOUNT / 10000)
    assert (figures["proceeds_left"], figures["households"]) == ((AMOUNT - SPENT) / 10000, TO_HOUSEHOLDS / 10000)
    assert [(t.years, t.done) for t in facts.targets] == [("2018—2019", SOLD * 15), ("2020", None)]
    assert facts.decisions == ()
    assert any(path.suffix == ".pdf" for path in quota_exports.report(desk, folder / "县情"))
