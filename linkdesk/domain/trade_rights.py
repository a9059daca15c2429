"""What bought quota gives and how much of it is used: new construction land, planning space, farmland balance, each for itself (A §三(二))."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.quota_words import TradeSide
from linkdesk.domain.trade import QuotaUse, Trade

NOTHING = Decimal(0)


class Right(StrEnum):
    """The three rights that come with bought quota."""

    CONSTRUCTION = "新增建设用地"
    PLAN_SCALE = "规划空间"
    FARMLAND = "占补平衡"


FIELDS = {Right.CONSTRUCTION: "construction", Right.PLAN_SCALE: "plan_scale", Right.FARMLAND: "farmland"}
"""The field of a use that tells how much of each right it takes."""


@dataclass(frozen=True, slots=True)
class RightLeft:
    """One right in m²: what was bought, what was used, what is left (below nothing where more was used)."""

    right: Right
    bought: Decimal
    used: Decimal

    @property
    def left(self) -> Decimal:
        """What can still be used."""
        return self.bought - self.used


def bought(trade: Trade, right: Right) -> Decimal:
    """What a trade gives of a right: planning space goes with the construction quota."""
    area = trade.farmland if right is Right.FARMLAND else trade.construction
    return area or NOTHING


def rights_left(trade: Trade, uses: Iterable[QuotaUse]) -> tuple[RightLeft, ...]:
    """The three rights of a trade after some uses."""
    rows = tuple(uses)
    return tuple(RightLeft(right, bought(trade, right), sum((getattr(u, name) or NOTHING for u in rows), NOTHING))
                 for right, name in FIELDS.items())


def why_beyond(trade: Trade, uses: Iterable[QuotaUse]) -> str:
    """One sentence where more is used of a right than was bought; empty where all fits."""
    over = next((r for r in rights_left(trade, uses) if r.left < 0), None)
    if over is None:
        return ""
    return (f"用于{over.right}的合计 {_said(over.used)} 超过“{trade.title}”购入的 {_said(over.bought)}，多出 {_said(-over.left)}，没有登记。"
            "请核对面积和单位，或记在另一笔交易上。")


def _said(area: Decimal) -> str:
    return f"{printed(hectares(area), 4)} 公顷"


def why_not_used(trade: Trade, use: QuotaUse, today: date) -> str:
    """Why a use cannot be entered, whatever else was used; empty when it can. What is not filled in yet stays open."""
    if trade.side is not TradeSide.BUYER or trade.transferred_on is None or trade.terminated_on:
        return "只有已划转的购入指标可以登记使用，没有登记。请先登记划转。"
    if use.used_on and use.used_on > today:
        return f"使用日期 {use.used_on} 在今天以后，没有登记。请核对日期。"
    if use.used_on and use.used_on < trade.transferred_on:
        return f"使用日期 {use.used_on} 早于指标划转日期 {trade.transferred_on}，没有登记。请核对日期。"
    return ""
