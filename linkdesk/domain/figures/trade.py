"""Figures of one trade of surplus quota by name, for texts and tables: what is priced, at which price, what it comes to."""

from __future__ import annotations

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.register import Computed, named
from linkdesk.domain.quantities import FEN, mu, printed
from linkdesk.domain.trade import Trade
from linkdesk.domain.trade_standing import amount_of, priced_area


@named("trade_priced_mu", "计价面积", "亩", 4, of=Trade)
def _(dossier: Dossier, trade: Trade) -> Computed:
    word, area = "耕地指标" if trade.priced_by_farmland else "建设用地指标", priced_area(trade)
    formula = f"{word} × 15"
    return Computed(None, formula, (), word) if area is None else Computed(mu(area), formula, ((word, f"{printed(area, 2)} ㎡"),))


@named("trade_price", "成交单价", "万元/亩", 4, of=Trade)
def _(dossier: Dossier, trade: Trade) -> Computed:
    return Computed(trade.price, "双方协商确定", (), "" if trade.price is not None else "成交单价")


@named("trade_amount", "协议金额", "元", FEN, of=Trade)
def _(dossier: Dossier, trade: Trade) -> Computed:
    found = amount_of(trade)
    return Computed(found.value, found.formula, found.inputs, found.missing)
