"""Why a payment of a trade cannot be entered: asked by whoever enters it, and by the guard."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from linkdesk.domain.corrections import standing
from linkdesk.domain.quantities import printed
from linkdesk.domain.trade import Trade, TradeInstalment, TradePayment
from linkdesk.domain.trade_standing import amount_of
from linkdesk.domain.work_accounts import voucher_key

NOTHING = Decimal(0)


def why_not_paid(made: TradePayment, trade: Trade | None, instalments: Iterable[TradeInstalment], known: Iterable[TradePayment],
                 today: date) -> str:
    """One sentence why a payment, or the correction of one, cannot stand beside those known of its trade; empty when it can."""
    if trade is None:
        return "这笔交易已不存在，没有登记付款。请刷新后重新选择。"
    stands = standing(known)
    if made.revokes_id:
        return _of_correction(made, stands)
    return _of_content(made, trade, today) or _of_double(made, stands) or _of_plan(made, instalments) or _of_amount(made, trade, stands)


def _of_content(made: TradePayment, trade: Trade, today: date) -> str:
    told = (("金额", made.amount), ("到账日期", made.paid_on), ("凭证号", voucher_key(made.voucher)))
    if lacking := "、".join(label for label, value in told if not value):
        return f"请填写{lacking}，再登记付款。"
    if made.amount < NOTHING:
        return "付款金额要大于 0，没有登记。退回的款项请更正原记录。"
    if made.paid_on > today:
        return f"到账日期 {made.paid_on} 在今天以后，没有登记。请核对日期。"
    if trade.signed_on is None:
        return "交易还没有签订，没有登记付款。请先登记签订。"
    if made.paid_on < trade.signed_on:
        return f"到账日期 {made.paid_on} 早于签订日期 {trade.signed_on}，没有登记。请核对日期。"
    return ""


def _of_double(made: TradePayment, stands: Iterable[TradePayment]) -> str:
    same = next((p for p in stands if voucher_key(p.voucher) == voucher_key(made.voucher)), None)
    if same is None:
        return ""
    return (f"凭证号 {made.voucher} 在 {same.paid_on} 已登记过 {_said(same.amount)}，没有重复登记。请核对凭证号；"
            "原来登记有误的，请先更正。")


def _of_plan(made: TradePayment, instalments: Iterable[TradeInstalment]) -> str:
    if made.instalment_id and made.instalment_id not in {i.id for i in instalments}:
        return "所选的款项不是这笔交易的，没有登记。请刷新后重新选择。"
    return ""


def _of_amount(made: TradePayment, trade: Trade, stands: Iterable[TradePayment]) -> str:
    amount, paid = amount_of(trade).value, sum((p.amount for p in stands if p.amount), NOTHING)
    if amount is None or paid + made.amount <= amount:
        return ""
    return (f"协议金额 {_said(amount)}，已到账 {_said(paid)}，加上这一笔 {_said(made.amount)} 多出 {_said(paid + made.amount - amount)}，"
            "没有登记。请核对金额和单位；违约金不在这里登记。")


def _of_correction(made: TradePayment, stands: Iterable[TradePayment]) -> str:
    wrong = next((p for p in stands if p.id == made.revokes_id), None)
    if wrong is None:
        return "这笔付款已经更正过，或者不在这笔交易里，没有更正。请刷新后重新选择。"
    if wrong.amount != made.amount or not made.note.strip():
        return "请写明更正的原因，再更正；更正的金额与原记录一致。"
    return ""


def _said(amount: Decimal | None) -> str:
    return f"{printed(amount or NOTHING, 2)} 元"
