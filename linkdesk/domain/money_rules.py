"""What an entry of money must be before it is added: the same sentences for the officer and for the guard."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.corrections import standing
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.money_lines import MoneyBook, MoneyLine
from linkdesk.domain.planning import FundSource, PlanApproval
from linkdesk.domain.planning_words import FundKind
from linkdesk.domain.proceeds import drawn
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import printed
from linkdesk.domain.quota_words import TradeSide
from linkdesk.domain.trade import Trade, TradePayment
from linkdesk.domain.work_accounts import voucher_key

Entry = FundReceipt | FundUse
NOTHING = Decimal(0)
YUAN_TYPED = Decimal(10000)  # how many times too large 元 is when it was typed where 万元 is asked for
FAR_BEYOND = Decimal(10)
_YEAR = re.compile(r"20\d\d")
_CORRECTED = "这笔记录已经更正过，或者不在本项目，没有更正。请刷新后重新选择。"


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """What stands of a project when an entry is made: its entries so far, sources, trades with payments, ids of its households."""

    project: Project
    today: date
    receipts: tuple[FundReceipt, ...] = ()
    uses: tuple[FundUse, ...] = ()
    sources: tuple[FundSource, ...] = ()
    trades: tuple[Trade, ...] = ()
    trade_payments: tuple[TradePayment, ...] = ()
    approvals: tuple[PlanApproval, ...] = ()
    households: frozenset[str] = frozenset()

    def entries_like(self, made: Entry) -> tuple[Entry, ...]:
        """The entries of the same book."""
        return self.receipts if isinstance(made, FundReceipt) else self.uses


def day_of(entry: Entry) -> date | None:
    """The day money came in or went out."""
    return entry.received_on if isinstance(entry, FundReceipt) else entry.paid_on


def said(amount: Decimal | None) -> str:
    """An amount in a sentence, in yuan to the fen."""
    return "金额待补" if amount is None else f"{printed(amount, 2)} 元"


def why_not_entered(made: Entry, facts: MoneyFacts) -> str:
    """Why an entry cannot be added, in one sentence; empty when it can."""
    if made.revokes_id:
        return _why_not_corrected(made, facts)
    own = _why_not_received if isinstance(made, FundReceipt) else _why_not_spent
    return _why_not_whole(made, facts) or own(made, facts)


def _why_not_whole(made: Entry, facts: MoneyFacts) -> str:
    day, what = day_of(made), "到账" if isinstance(made, FundReceipt) else "支出"
    who = ("拨付单位", made.payer) if isinstance(made, FundReceipt) else ("收款人", made.payee)
    lacking = [label for label, value in (("金额", made.amount is not None), (f"{what}日期", day), ("凭证号", voucher_key(made.voucher)),
                                          (who[0], who[1].strip())) if not value]
    if lacking:
        return f"请填写{'、'.join(lacking)}，再登记{what}。"
    if made.amount <= NOTHING:
        return f"{what}金额要大于零，没有登记。登记有误的请用“更正”，不填负数。"
    if day > facts.today:
        return f"{what}日期 {day} 在今天以后，没有登记。请核对日期。"
    begins = first_day(facts.project, facts.approvals)
    if begins and day < begins:
        return f"{what}日期 {day} 早于本项目区（最早 {begins.year} 年），没有登记。请核对日期；项目资料里的年度有误的，请先改正。"
    return ""


def first_day(project: Project, approvals: Iterable[PlanApproval] = ()) -> date | None:
    """The first day of the earliest year the project names anywhere; None while it names none."""
    days = (project.applied_on, project.approved_on, *(a.approved_on for a in approvals))
    named = (project.survey_year, project.planned_year, project.quota_year, *(d.year for d in days if d), *map(int, _YEAR.findall(project.period)))
    years = [year for year in named if year]
    return date(min(years), 1, 1) if years else None


def _why_not_received(made: FundReceipt, facts: MoneyFacts) -> str:
    source = next((s for s in facts.sources if s.id == made.fund_source_id), None)
    if made.fund_source_id and source is None:
        return "所选的资金来源不在本项目，没有登记。请刷新后重新选择。"
    if source is not None and source.kind is not made.kind:
        return f"资金来源“{source.name}”的类别是{source.kind}，与所填的{made.kind}不一致，没有登记。请重新选择。"
    if made.kind is FundKind.PROCEEDS:
        return "交易价款在“交易流转”按交易登记收款，不在这里另记，没有登记。财政返还的资金请选“财政资金”。"
    return ""


def _why_not_spent(made: FundUse, facts: MoneyFacts) -> str:
    if made.household_id and made.household_id not in facts.households:
        return "所选农户不在本项目，没有登记。请刷新后重新选择。"
    if made.kind is not FundKind.PROCEEDS:
        return "" if not made.trade_id else "写明了交易的支出，资金类别应为“指标收益”，没有登记。请改选资金类别。"
    if made.trade_id and made.trade_id not in {t.id for t in facts.trades if t.side is TradeSide.SELLER}:
        return "所选交易不是本项目转让指标的交易，没有登记。请重新选择。"
    return _why_beyond(made, facts)


def _why_beyond(made: FundUse, facts: MoneyFacts) -> str:
    """Nothing is spent of proceeds that had not come in by then, seen together with what was spent already."""
    payments, before = proceeds_lines(facts), spent_lines(facts.uses)
    owing = {use.id: amount for use, amount in drawn(payments, before).short}
    worse = [(use, amount) for use, amount in drawn(payments, (*before, _line(made))).short if amount > owing.get(use.id, NOTHING)]
    if not worse:
        return ""
    use, short = worse[0]
    when = f"到 {made.paid_on} 到账的交易收益" if use.id == made.id else f"以后（{use.day} 凭证 {use.voucher}）已用去的交易收益"
    return f"{when}不够这一笔 {said(made.amount)}，差 {said(short)}，没有登记。请核对金额、日期和所选交易，或先登记收款。"


def proceeds_lines(facts: MoneyFacts) -> tuple[MoneyLine, ...]:
    """The payments that came in for what was sold."""
    sold = {t.id for t in facts.trades if t.side is TradeSide.SELLER}
    return tuple(MoneyLine(p.id, MoneyBook.TRADES, "trade_payment", p.amount or NOTHING, p.paid_on, "", trade_id=p.trade_id,
                           entered_at=p.entered_at) for p in standing(facts.trade_payments) if p.trade_id in sold)


def spent_lines(entries: Iterable[FundUse]) -> tuple[MoneyLine, ...]:
    """What was spent of proceeds and stands."""
    return tuple(_line(u) for u in standing(entries) if u.kind is FundKind.PROCEEDS)


def _line(use: FundUse) -> MoneyLine:
    return MoneyLine(use.id, MoneyBook.USES, "fund_use", use.amount or NOTHING, use.paid_on, "", trade_id=use.trade_id or "",
                     voucher=use.voucher, entered_at=use.entered_at)


def _why_not_corrected(made: Entry, facts: MoneyFacts) -> str:
    wrong = next((e for e in standing(facts.entries_like(made)) if e.id == made.revokes_id), None)
    if wrong is None:
        return _CORRECTED
    if not made.note.strip():
        return "请写明更正的原因，再更正。"
    if (wrong.amount, day_of(wrong), wrong.voucher) != (made.amount, day_of(made), made.voucher):
        return "更正要与原记录的金额、日期和凭证号一致，没有更正。请刷新后重新选择。"
    return ""


def doubt(made: Entry, facts: MoneyFacts, elsewhere: Iterable[MoneyLine], scale: Decimal | None) -> str:
    """What is doubtful about an entry that could be added, as a question; `scale` is the project's whole investment in yuan."""
    return _doubtful_unit(made, scale) or _doubled(made, facts, elsewhere)


def _doubtful_unit(made: Entry, scale: Decimal | None) -> str:
    if not scale or made.amount <= scale * FAR_BEYOND or made.amount / YUAN_TYPED > scale:
        return ""
    typed = printed(made.amount / YUAN_TYPED, 2)
    return f"金额 {typed} 万元，是项目总投资（{printed(scale / YUAN_TYPED, 2)} 万元）的 10 倍以上，像是把元当成万元填写，还没有登记。"


def _doubled(made: Entry, facts: MoneyFacts, elsewhere: Iterable[MoneyLine]) -> str:
    key, day = voucher_key(made.voucher), day_of(made)
    if any((voucher_key(e.voucher), e.amount) == (key, made.amount) and day_of(e) == day for e in standing(facts.entries_like(made))):
        return f"{day} 已登记过凭证 {made.voucher}、{said(made.amount)} 的一笔，像是重复，还没有登记。"
    other = next((line for line in elsewhere if (voucher_key(line.voucher), line.amount) == (key, made.amount)), None)
    if other:
        return f"凭证 {made.voucher}、{said(made.amount)} 已在“{other.book}”登记过（{other.day}），同一笔钱不重复登记，还没有登记。"
    return ""
