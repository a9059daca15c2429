"""A made-up trade of the made-up project, sold to a zone; with its plan of payments, what came in, and the guide price."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from linkdesk.documents.trade import TradeCase
from linkdesk.domain.quota import GuidePrice
from linkdesk.domain.quota_words import TransferPoint
from linkdesk.domain.quotas import Quotas
from linkdesk.domain.trade import Trade, TradeInstalment, TradePayment
from linkdesk.domain.words import Certainty, PovertyClass
from tests.documents.dossiers import packs_of, sample

SIGNED = date(2018, 6, 10)
TRADE = Trade(
    authority_id="county", project_id="p", matter_id=None, title="岚川县转让岚山开发区 2018 年第 1 宗", counterpart="岚山经济技术开发区管理委员会",
    seller_class=PovertyClass.POOR, seller_class_document="岚阳市贫困县名录（虚构）", construction=Decimal(12000), agricultural=Decimal(11500),
    farmland=Decimal(11000), grade=Decimal(12), price=Decimal("18.5"), certificates="岚国土挂〔2018〕1号", needs_met=True,
    needs_statement="青石镇安置点用地已先行安排", needs_on=date(2018, 5, 2), number="岚指交〔2018〕1号", transfer_point=TransferPoint.PAID,
    late_rate=Decimal("0.5"), guarantee="以本县后续项目区验收的节余指标保证", id="t1")
PLAN = (TradeInstalment(trade_id="t1", position=0, name="首付款", due_on=date(2018, 6, 12), condition="签订后", amount=Decimal(2000000), id="i1"),
        TradeInstalment(trade_id="t1", position=1, name="尾款", due_on=date(2018, 12, 1), amount=Decimal(1330000), id="i2"))
GUIDE = GuidePrice(pack_id="A", price=Decimal(18), document="岚国土函〔2018〕3号（虚构）", certainty=Certainty.CONFIRMED, id="g")


def paid(at, amount, on, **more):
    return TradePayment(trade_id="t1", instalment_id="i1", amount=Decimal(amount), paid_on=on, voucher=f"缴款书{at}", id=f"p{at}", **more)


def case(*packs, plan=PLAN, payments=(), guide=GUIDE, **changed):
    """The trade with some fields changed, under the packs named (A when none)."""
    trade = replace(TRADE, **changed)
    of = sample(*packs, confirmed=True, quotas=Quotas(trades=(trade,), instalments=plan, trade_payments=tuple(payments),
                                                      guide_prices=(replace(guide, pack_id=""),) if guide else ()))
    of = replace(of, rates=tuple(r for r in of.rates if r.name != "guide_price"))
    return TradeCase(of, trade, packs_of(of.project))
