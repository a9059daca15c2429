"""The bank's answer in every form it comes in: what is found is entered, what is not plain is shown, and nothing twice."""

import openpyxl
import pytest

from linkdesk.actions import bank_lists, payment_papers, payments
from linkdesk.actions.bank_lists import Finding
from linkdesk.domain.agreement_words import PaymentEventKind as Kind
from linkdesk.domain.book import PaymentState
from linkdesk.domain.capitals import capitals
from linkdesk.domain.errors import KnownError
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from tests.actions.signed_pairs import SECRETS, pairs, second_officer

HEADER = ["序号", "收款人", "收款账号", "交易金额(元)", "附言", "交易状态", "失败原因", "流水号", "交易日期"]


@pytest.fixture
def office(sample, tmp_path):
    """A desk with a batch of four payments that went to the bank; its list and its payments."""
    desk, project_id = sample
    pairs(desk, project_id)
    other = second_officer(desk)
    path = another_batch(desk, project_id, other, tmp_path)
    return desk, project_id, other, path


def another_batch(desk, project_id, other, folder, **more):
    desk.do(payments.make_batch(desk, project_id, "旧房拆除协议", **more))
    batch = desk.store.load(PaymentBatch, order="-number")[0]
    desk.do(payments.confirm(desk, batch.id, other.id, SECRETS[other.name]))
    return payment_papers.send(desk, batch.id, folder)


def paid(desk):
    return desk.store.load(Payment, order="batch_id,position")


def line(desk, payment, outcome="成功", why="", key=True, **more):
    batch = desk.store.get(PaymentBatch, payment.batch_id)
    cells = dict(zip(HEADER, [payment.position, payment.account_holder, payment.bank_account, payment.amount,
                              f"{batch.number}-{payment.position:04d}" if key else "", outcome, why, f"LS{payment.position}",
                              "2018-07-02"], strict=True))
    return list((cells | more).values())


def write(path, rows, header=HEADER):
    book = openpyxl.Workbook()
    for row in [["某银行代发结果"], header, *rows]:
        book.active.append(row)
    book.save(path)
    return path


def read(office, path):
    return bank_lists.results(office[0], path, office[1])


def findings(office, path):
    return [row.finding for row in read(office, path).rows]


def test_the_list_has_accounts_as_text_and_the_total_in_figures_and_capitals(office):
    desk, _, _, path = office
    sheet = openpyxl.load_workbook(path).active
    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    at = next(i for i, row in enumerate(rows) if row[0] == "序号")
    assert rows[at] == ["序号", "户名", "账号", "开户行", "金额", "用途", "附言"]
    first = paid(desk)[0]
    assert rows[at + 1] == [1, first.account_holder, first.bank_account, first.bank_name, float(first.amount), "旧房拆除奖补",
                            "青石镇兑付-2018-001-0001"]
    total = sum(p.amount for p in paid(desk))
    text = "".join(str(c) for row in rows for c in row if c)
    assert f"4 笔，人民币 {total:,.2f} 元（大写：{capitals(total)}）" in text


def test_paid_and_failed_are_entered_with_voucher_and_the_same_file_again_changes_nothing(office, tmp_path):
    desk, project_id, *_ = office
    first, second, *rest = paid(desk)
    path = write(tmp_path / "回盘.xlsx", [line(desk, first), line(desk, second, "失败", "账号户名不符"), *(line(desk, p) for p in rest),
                                          ["合计", "", "", 1]])
    weighed = read(office, path)
    assert [r.finding for r in weighed.rows] == [Finding.PAID, Finding.FAILED, Finding.PAID, Finding.PAID]
    desk.do(bank_lists.take_results(desk, weighed))
    states = desk.dossier(project_id).book.states()
    assert [states[p.id] for p in paid(desk)] == [PaymentState.PAID, PaymentState.FAILED, PaymentState.PAID, PaymentState.PAID]
    assert {(e.voucher, e.reason) for e in desk.store.load(PaymentEvent, payment_id=second.id)} == {("LS2", "账号户名不符")}
    assert set(findings(office, path)) == {Finding.KNOWN}
    with pytest.raises(KnownError, match="没有可以登记"):
        bank_lists.take_results(desk, weighed)


def test_without_a_key_account_amount_and_name_must_agree_and_be_one(office, tmp_path):
    desk, _, _, _ = office
    first, second, third, fourth = paid(desk)
    rows = [line(desk, first, key=False), line(desk, second, key=False, 收款人="别人"), line(desk, third, key=False, 收款账号="6217"),
            line(desk, fourth, key=False, **{"交易金额(元)": 1})]
    assert findings(office, write(tmp_path / "回盘.xlsx", rows)) == [Finding.PAID, *[Finding.UNMATCHED] * 3]


def test_what_differs_is_unclear_or_comes_twice_is_not_entered(office, tmp_path):
    desk, _, _, _ = office
    first, second, third, fourth = paid(desk)
    rows = [line(desk, first, **{"交易金额(元)": first.amount + 1}), line(desk, second, "处理中"), line(desk, third),
            line(desk, third, 流水号="LS99"), line(desk, fourth), line(desk, fourth), line(desk, first, 附言="青石镇兑付-2018-077-0001")]
    weighed = read(office, write(tmp_path / "回盘.xlsx", rows))
    assert [r.finding for r in weighed.rows] == [Finding.DIFFERS, Finding.UNCLEAR, Finding.DOUBLED, Finding.DOUBLED, Finding.PAID,
                                                 Finding.DOUBLED, Finding.UNMATCHED]
    assert "应为" in weighed.rows[0].why
    assert not weighed.missing


def test_payments_the_bank_says_nothing_of_are_named(office, tmp_path):
    desk, _, _, _ = office
    first, *rest = paid(desk)
    assert read(office, write(tmp_path / "回盘.xlsx", [line(desk, first)])).missing == tuple(rest)


def test_the_other_way_round_is_shown_and_not_entered(office, tmp_path):
    desk, *_ = office
    first, second, *_ = paid(desk)
    desk.do(payments.record(desk, [first.id], Kind.PAID, desk.clock().date()))
    desk.do(payments.record(desk, [second.id], Kind.FAILED, desk.clock().date(), reason="退票"))
    path = write(tmp_path / "回盘.xlsx", [line(desk, first, "失败"), line(desk, second)])
    assert findings(office, path) == [Finding.DIFFERS, Finding.DIFFERS]
    assert "登记退回" in read(office, path).rows[0].why


def test_an_old_answer_without_keys_is_not_taken_for_a_later_payment(office, tmp_path):
    desk, project_id, other, _ = office
    first, *_ = paid(desk)
    old = write(tmp_path / "旧回盘.xlsx", [line(desk, first, "失败", key=False)])
    desk.do(bank_lists.take_results(desk, read(office, old)))
    another_batch(desk, project_id, other, tmp_path, agreement_ids=[first.agreement_id])
    assert findings(office, old) == [Finding.KNOWN]
    unnumbered = write(tmp_path / "无号.xlsx", [line(desk, first, key=False, 流水号="")])
    row, = read(office, unnumbered).rows
    assert (row.finding, "2 笔" in row.why) == (Finding.UNMATCHED, True)


def test_masked_names_and_accounts_are_compared_as_far_as_they_show(office, tmp_path):
    desk, *_ = office
    first, second, *_ = paid(desk)
    shown = f"{first.bank_account[:4]}****{first.bank_account[-4:]}"
    rows = [line(desk, first, 收款账号=shown, 收款人=f"{first.account_holder[0]}*"), line(desk, second, 收款账号="6228****0000")]
    assert findings(office, write(tmp_path / "回盘.xlsx", rows)) == [Finding.PAID, Finding.DIFFERS]


@pytest.mark.parametrize(("name", "by", "encoding"), [("回盘.txt", "|", "gb18030"), ("回盘.txt", "\t", "utf-8-sig"), ("回盘.csv", ",", "gb18030")])
def test_text_files(office, tmp_path, name, by, encoding):
    desk, *_ = office
    rows = [HEADER, *(line(desk, p) for p in paid(desk))]
    (tmp_path / name).write_text("\n".join(by.join(map(str, row)) for row in rows), encoding)
    assert findings(office, tmp_path / name) == [Finding.PAID] * 4


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\x81\x30", "只是一句话".encode()])
def test_a_file_that_is_no_answer_is_said_to_be_none(office, tmp_path, content):
    (tmp_path / "回盘.txt").write_bytes(content)
    with pytest.raises(KnownError):
        read(office, tmp_path / "回盘.txt")
