"""交易流转 in the window: begun, filled in, led to what is lacking, signed, paid, corrected, transferred, ended, printed."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, Qt

from linkdesk.actions import guide_prices
from linkdesk.domain.quota import GuidePrice
from linkdesk.domain.quota_words import TradeSide, TransferPoint
from linkdesk.domain.trade import QuotaUse, Trade, TradeInstalment, TradePayment
from linkdesk.domain.words import Certainty, Severity
from linkdesk.ui import theme, trade_lines
from linkdesk.ui.trade_card import GUIDE_UNKNOWN
from linkdesk.ui.trade_groups import GROUPS, group_of
from tests.actions.traded import buying, drafted, paid, selling, signed
from tests.ui.panels import typed
from tests.ui.typing import enter


@pytest.fixture
def room(open_window, tmp_path):
    """Opens the room on a desk and gives its page; `room.said()` is what stands under the title."""
    opened = {}

    def go(made, with_project=True):
        desk, project_id = made
        window = opened.setdefault("window", open_window(desk))
        window.open("trades", project_id if with_project else "")
        return window.page

    def said():
        return opened["window"].notice.sentence.text() if opened["window"].notice.isVisible() else ""
    go.said, go.opened = said, opened
    return go


@pytest.fixture
def seller(tmp_path):
    made = selling(tmp_path / "工作区")
    yield made
    made[0].close()


@pytest.fixture
def buyer(tmp_path):
    made = buying(tmp_path / "工作区")
    yield made
    made[0].close()


def act(page, name, day, text=""):
    page.acts[name].trigger()
    page.lines[name].day.setText(day)
    if text:
        page.lines[name].text.setText(text)
    page.lines[name].enter.click()
    page.reload()


def test_an_empty_room_begins_a_trade_of_the_project_at_hand(room, seller):
    page = room(seller)
    assert page.body.currentIndex() == 1
    assert not any(action.isVisible() for action in page.acts.values())
    page.main_action.trigger()
    assert page.new.projects.currentData() == seller[1]
    page.new.enter.click()
    made = seller[0].store.load(Trade)[0]
    assert (made.side, made.project_id) == (TradeSide.SELLER, seller[1])
    assert page.body.currentIndex() == 0
    assert page.card.tabs.currentIndex() == 0
    assert not page.new.isVisible()


def test_terms_are_stored_as_typed_and_a_refusal_stands_under_its_field(room, seller, qtbot):
    desk, trade = seller[0], drafted(*seller, construction=None)
    page = room(seller)
    page.lead_to(trade.id, "construction")
    assert page.card.tabs.tabText(page.card.tabs.currentIndex()) == "指标和价款"
    box = page.card.fields["指标和价款"].boxes["construction"]
    enter(qtbot, box.widget, "90")
    assert "像是把亩当成公顷" in box.below.text()
    assert desk.store.get(Trade, trade.id).construction is None
    enter(qtbot, box.widget, "90亩")
    page.reload()
    assert str(desk.store.get(Trade, trade.id).construction) == "60000.0000"
    assert page.card.figures.views["trade_amount"].how.text() == "27,000,000.00"
    assert "30.00 万元/亩（省指导价〔2018〕1号（虚构），已核实）" in page.card.guide.text()


def test_what_is_lacking_is_listed_and_leads_to_its_field(room, seller):
    trade = drafted(*seller, number="", transfer_point=None, parts=())
    page = room(seller)
    assert page.lacks.heading.text() == "签订前还缺 3 项"
    fields = [lack.field for lack, _ in page.lacks.shown]
    assert set(fields) == {"number", "transfer_point", "instalments", "guarantee"}
    assert page.lacks.shown[-1][0].why.startswith("协议文本还待补：指标划转时点、复垦保证")
    page.lacks.lead.emit("instalments")
    assert page.card.tabs.tabText(page.card.tabs.currentIndex()) == "付款"
    page.lacks.lead.emit("number")
    assert page.card.fields["协议条款"].boxes["number"].widget.hasFocus()
    act(page, "sign", "2018-05-04")
    assert room.said().startswith("还不能签订，没有登记。")
    assert page.lines["sign"].isVisible()
    assert seller[0].store.get(Trade, trade.id).signed_on is None


def test_every_term_has_its_place_in_one_group():
    held = [name for fields in GROUPS.values() for name in fields]
    assert len(held) == len(set(held))
    assert set(held) == {f.name for f in Trade.__dataclass_fields__.values()} - {"id", "authority_id", "side"}
    assert group_of("instalments") == "付款"


def test_findings_stand_beside_their_fields(room, seller):
    trade = drafted(*seller, price=29, guarantee="以其他项目区的节余指标保证")
    page = room(seller)
    page.lead_to(trade.id, "price")
    remarks = page.card.fields["指标和价款"].boxes["price"].remarks
    assert "29.0000" in remarks.itemAt(0).widget().sentence.text()
    assert [look for _, look in page.lacks.shown] == ["warning"]


def test_a_trade_is_signed_paid_corrected_and_transferred(room, seller):
    desk, trade = seller[0], drafted(*seller, parts=(1, 2), late_rate=Decimal("0.5"))
    page = room(seller)
    assert page.lacks.heading.text() == "可以签订"
    act(page, "sign", "2018-05-04", "岚交〔2018〕7号")
    assert room.said() == ""
    now = desk.store.get(Trade, trade.id)
    assert (str(now.signed_on), now.number) == ("2018-05-04", "岚交〔2018〕7号")
    assert not page.card.fields["指标和价款"].boxes["price"].widget.isEnabled()
    assert page.card.fields["划转和备案"].boxes["note"].widget.isEnabled()
    assert page.lacks.heading.text().startswith("划转还要等：全部价款还没有收齐")
    act(page, "transfer", "2018-05-20", "划转函1号")
    assert "还差 27,000,000.00 元" in room.said()
    entry = page.card.money.paid.entry
    for text, line in zip(("2700", "2018-05-20", "凭证1", ""), entry.lines, strict=True):
        line.setText(text)
    entry.enter.click()
    page.reload()
    assert page.card.money.paid.standing.text() == "已到账 2,700.00 万元，未到账 0.00 万元。"
    payment = desk.store.load(TradePayment)[0]
    page.card.money.paid.table.select(payment.id)
    page.card.money.paid.correct.click()
    page.card.money.paid.correction.given.emit("凭证号抄错")
    page.reload()
    assert len(desk.store.load(TradePayment)) == 2
    assert "已到账 0.00 万元" in page.card.money.paid.standing.text()
    assert not page.card.money.paid.correct.isEnabled()
    paid(desk, now, 27_000_000, voucher="凭证2")
    page.reload()
    assert page.lacks.heading.text() == "已到划转时点，可以登记划转"
    act(page, "transfer", "2018-05-21", "划转函1号")
    assert page.lacks.heading.text() == "已于 2018-05-21 划转"
    assert not page.acts["transfer"].isVisible()


def test_the_plan_of_payments_closes_with_the_signing(room, seller):
    desk, trade = seller[0], drafted(*seller, parts=())
    page = room(seller)
    page.lead_to(trade.id, "instalments")
    page.card.money.plan.add()
    page.reload()
    assert [str(i.amount) for i in desk.store.load(TradeInstalment)] == ["27000000.00"]
    typed(page.card.money.plan, 0, "due_on", "2018-06-01")
    page.reload()
    signed(desk, desk.store.get(Trade, trade.id))
    page.reload()
    flags = page.card.money.plan.model.flags(page.card.money.plan.model.index(0, 1))
    assert not flags & Qt.ItemFlag.ItemIsEditable
    page.card.money.plan.add()
    assert "付款计划不能再改" in room.said()


def test_an_ended_trade_stays_in_the_list_and_takes_no_more(room, seller, qtbot):
    trade = signed(seller[0], drafted(*seller))
    page = room(seller)
    act(page, "terminate", "2018-05-30")
    assert "终止的原因和文件" in room.said()
    act(page, "terminate", "2018-05-30", "双方协商终止（岚交终〔2018〕1号）")
    line = page.table.model.rows[0]
    assert str(line.now.state) == "已终止"
    assert page.table.model.marks[trade.id][0] is Severity.NOTE
    assert not any(action.isVisible() for action in page.acts.values())
    page.lead_to(trade.id, "terminated_on")
    box = page.card.fields["划转和备案"].boxes["terminated_on"]
    enter(qtbot, box.widget, "")
    assert "不能撤回" in box.below.text()


def test_a_draft_is_removed_and_comes_back(room, seller):
    drafted(*seller)
    page = room(seller)
    page.down.trigger()
    page.reload()
    assert page.body.currentIndex() == 1
    seller[0].undo()
    page.reload()
    assert len(page.table.model.rows) == 1


def test_bought_quota_is_used_right_by_right(room, buyer):
    desk = buyer[0]
    trade = drafted(*buyer, side=TradeSide.BUYER, transfer_point=TransferPoint.SIGNED)
    page = room(buyer)
    assert page.card.tabs.isTabVisible(list(GROUPS).index("使用"))
    page.card.uses.rows.add()
    assert room.said()
    assert "划转之日入账" in page.card.uses.rights.text()
    act(page, "sign", "2018-05-04", "岚购〔2018〕1号")
    act(page, "transfer", "2018-05-05", "划转函2号")
    assert room.said() == ""
    page.card.uses.rows.add()
    page.reload()
    typed(page.card.uses.rows, 0, "construction", "2")
    page.reload()
    assert str(desk.store.load(QuotaUse)[0].construction) == "20000.0000"
    assert "新增建设用地：购入 6.0000 公顷，已用 2.0000，剩余 4.0000（60.0000 亩）。" in page.card.uses.rights.text()
    typed(page.card.uses.rows, 0, "construction", "7")
    assert "超过" in room.said()
    page.lead_to(trade.id, "title")


def test_guide_prices_are_typed_and_confirmed(room, tmp_path):
    desk, project_id = made = selling(tmp_path / "工作区", guide="")
    drafted(desk, project_id)
    page = room(made)
    assert page.card.guide.text() == GUIDE_UNKNOWN
    page.tabs.setCurrentIndex(1)
    page.prices.rows.add()
    page.reload()
    typed(page.prices.rows, 0, "price", "28")
    page.reload()
    page.prices.confirm.click()
    assert "请先填写依据文件" in room.said()
    typed(page.prices.rows, 0, "document", "省厅函〔2018〕2号")
    page.reload()
    page.prices.confirm.click()
    row = desk.store.load(GuidePrice)[0]
    assert (row.certainty, row.officer_name) == (Certainty.CONFIRMED, desk.officer_name)
    page.reload()
    assert not page.prices.confirm.isEnabled()
    assert "28.00 万元/亩（省厅函〔2018〕2号，已核实）" in page.card.guide.text()
    page.lead_to(row.id, "")
    assert page.tabs.currentIndex() == 1
    assert guide_prices.guide_prices(desk) == [row]


def test_papers_open_in_the_preview_and_without_a_project_are_written(room, seller, tmp_path, qtbot):
    trade = drafted(*seller)
    page = room(seller, with_project=False)
    page.write_to(f"trade_facts:{trade.id}", seller[1], tmp_path / "纸")
    assert [p.suffix for p in (tmp_path / "纸").iterdir()] == [".pdf"]
    page.write_to("trade_register", seller[1], tmp_path / "册")
    assert sorted(p.suffix for p in (tmp_path / "册").iterdir()) == [".pdf", ".xlsx"]
    page = room(seller)
    asked = []
    page.go.connect(lambda *where: asked.append(where))
    page._print("trade_agreements")
    assert asked == [("preview", f"trade_agreements:{trade.id}", "")]
    window = room.opened["window"]
    qtbot.waitUntil(lambda: window.page.key == "preview" and not window.work.running and bool(window.page.made.sizes))


def test_the_list_tells_limits_and_lateness(room, seller):
    signed(seller[0], drafted(*seller, parts=(1, 2)))
    page = room(seller)
    line = page.table.model.rows[0]
    assert trade_lines.clock_words(line).startswith("2020-05-04 剩")
    texts = [page.table.model.data(page.table.model.index(0, at)) for at in range(1, page.table.model.columnCount(QModelIndex()))]
    assert {"转让", "90.0000", "2,700.00"} <= set(texts)


def test_it_stays_narrow_enough_at_150_percent(qapp, room, seller):
    drafted(*seller)
    theme.wear(qapp, theme.Theme(theme.DARK, 150))
    try:
        page = room(seller)
        page.reload()
        assert page.minimumSizeHint().width() <= 1030
    finally:
        theme.wear(qapp, theme.Theme())
