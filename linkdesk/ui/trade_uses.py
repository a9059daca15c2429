"""使用 of bought quota: what it was used for, row by row, and what is left of each of its three rights."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from linkdesk.actions import trade_uses
from linkdesk.domain.quantities import hectares, mu, printed
from linkdesk.domain.quota_words import TradeState
from linkdesk.domain.trade import QuotaUse
from linkdesk.domain.trade_rights import RightLeft
from linkdesk.domain.trade_standing import TradeStanding
from linkdesk.ui import theme
from linkdesk.ui.columns import of_fields
from linkdesk.ui.look import Sentence, column
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs

WIDTHS = {"place": 120, "purpose": 110, "construction": 96, "plan_scale": 96, "farmland": 96, "used_on": 88, "document": 130}
NOT_YET = "指标划转以后再登记使用：购入的指标在划转之日入账。"


class TradeUses(QWidget):
    """The uses, above them what is left."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.now, desk = None, page.desk
        self.rights = Sentence()
        self.rows = RowsPanel(page, "trades/uses", "购入指标的使用", of_fields(QuotaUse, WIDTHS), Verbs(
            lambda row: trade_uses.add(desk, self.now.trade), lambda row, name, text: trade_uses.set_use_field(desk, row, name, text),
            lambda rows: trade_uses.remove(desk, rows), lambda cells, names: trade_uses.paste(desk, self.now.trade, cells, names)))
        self.rows.table.first = ("place", "purpose", "construction", "plan_scale", "farmland")
        column(self.rights, self.rows, gap=6, parent=self).setContentsMargins(0, theme.current().px(6), 0, 0)

    def show_trade(self, now: TradeStanding) -> None:
        """Show what a trade's quota was used for."""
        self.now = now
        self.rows.show_rows(now.uses, (), {}, {})
        self.rights.setText("　".join(map(_said, now.rights)) if now.state is TradeState.TRANSFERRED else NOT_YET)


def _said(right: RightLeft) -> str:
    return (f"{right.right}：购入 {printed(hectares(right.bought), 4)} 公顷，已用 {printed(hectares(right.used), 4)}，"
            f"剩余 {printed(hectares(right.left), 4)}（{printed(mu(right.left), 4)} 亩）。")
