"""The payments page: a batch made, confirmed by a second officer at the same desk, sent, answered, and money that came back."""

from decimal import Decimal

import pytest

from linkdesk.actions.bank_lists import Finding
from linkdesk.domain.book import PaymentState
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.ui.payments_page import BATCHES, DUE, RESULTS
from tests.actions.signed_pairs import SECRETS, pairs, second_officer
from tests.actions.test_bank_lists import line, write


@pytest.fixture
def window(open_window, desk, project_id):
    pairs(desk, project_id)
    window = open_window(desk)
    window.open("payments", project_id)
    return window


def state(desk, project_id):
    return desk.dossier(project_id).book.state_of_batch(desk.store.load(PaymentBatch)[0].id)


def batch_sent(window, desk, tmp_path):
    other = second_officer(desk)
    page = window.page
    page.main_action.trigger()
    window.refresh()
    page.batches.view.confirm.typed.setText(SECRETS[other.name])
    page.batches.view.confirm.give.click()
    window.refresh()
    page.batches.view.write_list(tmp_path / "代发.xlsx")
    page.tabs.setCurrentIndex(RESULTS)
    return page


def test_sums_of_the_table_are_those_of_the_candidates(window):
    page = window.page
    ready = page.due.ready()
    assert len(ready) == 4
    total = f"{sum(c.due.remaining for c in ready):,.2f}"
    assert f"可付 4 户 {total} 元" in page.due.counts.text()
    assert page.due.table.totals.model().sums[3] == total
    page.due.which.setCurrentText("不能付")
    page.due.which.activated.emit(page.due.which.currentIndex())
    assert page.due.table.model.rows == []


def test_the_conditions_of_the_chosen_agreement_stand_beside_with_their_clause(window):
    page = window.page
    page.due.kind.setCurrentText("宅基地复垦协议")
    page.due.kind.activated.emit(page.due.kind.currentIndex())
    texts = [page.due.side.conditions.itemAt(at).widget().text() for at in range(page.due.side.conditions.count())]
    assert "✓ 两份协议均已签订（A §三(四)）" in texts
    assert any(text.startswith("○ 尚未满足：复垦验收合格") for text in texts)
    assert not page.main_action.isEnabled()


def test_a_batch_is_made_of_those_chosen(window, desk):
    page = window.page
    chosen = page.due.table.model.rows[1]
    page.due.table.select(chosen.id)
    page.due.chosen.click()
    assert [p.agreement_id for p in desk.store.load(Payment)] == [chosen.id]
    assert page.tabs.currentIndex() == BATCHES


def test_without_a_second_officer_the_page_says_what_to_do(window, desk):
    window.page.main_action.trigger()
    window.refresh()
    confirm = window.page.batches.view.confirm
    assert "还没有第二位经办人" in confirm.none.text()
    assert not confirm.give.isEnabled()


def test_a_wrong_secret_confirms_nothing_and_the_right_one_does(window, desk, project_id):
    other = second_officer(desk)
    page = window.page
    page.main_action.trigger()
    window.refresh()
    confirm = page.batches.view.confirm
    confirm.typed.setText("不是这个")
    confirm.give.click()
    assert "口令不对" in window.notice.sentence.text()
    assert (state(desk, project_id), confirm.typed.text()) == (PaymentState.MADE, "")
    confirm.typed.setText(SECRETS[other.name])
    confirm.give.click()
    assert state(desk, project_id) is PaymentState.CONFIRMED
    window.refresh()
    assert page.batches.view.send.isVisible()
    assert not confirm.isVisible()


def test_a_batch_is_refused_and_cancelled_with_a_reason(window, desk, project_id):
    window.page.main_action.trigger()
    window.refresh()
    view = window.page.batches.view
    view.refuse.click()
    view.refusing.act.click()
    assert "原因" in window.notice.sentence.text()
    view.refusing.reason.setText("金额请核对")
    view.refusing.act.click()
    assert state(desk, project_id) is PaymentState.CANCELLED


def test_the_banks_file_is_reviewed_then_entered(window, desk, project_id, tmp_path, qtbot):
    page = batch_sent(window, desk, tmp_path)
    payments = desk.store.load(Payment, order="position")
    today = {"交易日期": desk.clock().date().isoformat()}
    path = write(tmp_path / "回盘.xlsx", [line(desk, payments[0], **today), line(desk, payments[1], "失败", "销户", **today),
                                          line(desk, payments[2], "处理中", **today)])
    page.results.read(path)
    qtbot.waitUntil(lambda: page.results.body.currentIndex() == 2)
    review = page.results.review
    assert review.table.model.rows[0].finding is Finding.UNCLEAR
    assert payments[3].account_holder in review.missing.text()
    assert desk.store.count(PaymentEvent) == 2
    review.take.click()
    states = desk.dossier(project_id).book.states()
    assert [states[p.id] for p in payments] == [PaymentState.PAID, PaymentState.FAILED, PaymentState.SENT, PaymentState.SENT]
    assert page.results.body.currentIndex() == 0


def test_by_hand_and_back_again(window, desk, project_id, tmp_path):
    page = batch_sent(window, desk, tmp_path)
    first = page.results.table.model.rows[0]
    page.results.table.select(first.id)
    entry = page.results.entry
    entry.paid.click()
    window.refresh()
    assert desk.dossier(project_id).book.states()[first.id] is PaymentState.PAID
    entry.back.click()
    assert "请填写金额" in window.notice.sentence.text()
    entry.fields["amount"].setText("3,000")
    entry.fields["reason"].setText("多填")
    entry.back.click()
    assert desk.dossier(project_id).book.refunded()[first.id] == Decimal(3000)
    window.refresh()
    page.tabs.setCurrentIndex(DUE)
    assert [c.due.remaining for c in page.due.ready()] == [Decimal(3000)]


def test_a_project_without_agreements_says_what_comes_first(open_window, desk, project_id):
    window = open_window(desk)
    window.open("payments", project_id)
    assert window.page.body.currentIndex() == (0 if desk.dossier(project_id).agreements else 1)
