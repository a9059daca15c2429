"""The card of one trade: its terms in groups, the payments, the use of what was bought, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QTabWidget, QWidget

from linkdesk.actions import trades
from linkdesk.domain.approval import Matter
from linkdesk.domain.project import Project
from linkdesk.domain.quota_words import TradeSide
from linkdesk.domain.trade import Trade
from linkdesk.domain.trade_rules import AFTER_SIGNING
from linkdesk.domain.trade_standing import TradeStanding, is_signed
from linkdesk.ui import theme
from linkdesk.ui.boxes import SomeFields
from linkdesk.ui.figure_view import FigureGrid
from linkdesk.ui.look import Sentence, column, scrolled, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.remarks import Remark
from linkdesk.ui.trade_groups import GROUPS, group_of
from linkdesk.ui.trade_money import TradeMoney
from linkdesk.ui.trade_uses import TradeUses

TABLES = 230  # px at 100 %: a table lower than this shows nothing
GUIDE_UNKNOWN = "当日当地的省级指导价还没有登记。请在“指导价”里登记价格，或登记没有公布的依据。"


class TradeCard(QWidget):
    """Tabs of fields that store what is entered; what is signed can no longer be typed into."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.now = page, None
        self.fields: dict[str, SomeFields] = {}
        self.money, self.uses = TradeMoney(page), TradeUses(page)
        self.figures, self.guide = FigureGrid(3), Sentence()
        self.tabs: QTabWidget = word_tabs()
        for title, names in GROUPS.items():
            self.tabs.addTab(self._tab(title, names), title)
        column(self.tabs, parent=self)

    def _tab(self, title: str, names: dict[str, str]) -> QWidget:
        if not names:
            tables = self.money if title == "付款" else self.uses
            tables.setMinimumHeight(theme.current().px(TABLES))
            return scrolled(tables)
        self.fields[title] = SomeFields(Trade, names, self._commit)
        below = (self.figures, self.guide) if title == "指标和价款" else ()
        inside = QWidget()
        column(self.fields[title], *below, 1, gap=12, parent=inside).setContentsMargins(*map(theme.current().px, (0, 8, 8, 0)))
        return scrolled(inside)

    def _commit(self, trade: Trade, name: str, text: str) -> None:
        desk = self.page.desk
        if name in ("project_id", "matter_id"):
            desk.do(trades.set_choice(desk, trade, name, text or None))
        else:
            desk.do(trades.set_trade_field(desk, trade, name, text))

    def show_trade(self, now: TradeStanding, remarks: Iterable[Remark], guide: str) -> None:
        """Show a trade as it stands with what is remarked on its fields."""
        self.now, trade, found = now, now.trade, tuple(remarks)
        self._offer(trade)
        for fields in self.fields.values():
            fields.show_entity(trade, found)
            self._freeze(fields, trade)
        self.figures.show_figures([now.amount, now.penalty])
        self.guide.setText(guide)
        self.money.show_trade(now)
        self.uses.show_trade(now)
        self.tabs.setTabVisible(list(GROUPS).index("使用"), trade.side is TradeSide.BUYER)

    def _offer(self, trade: Trade) -> None:
        store, first = self.page.desk.store, self.fields["准备"]
        own = store.load(Project, responsible_id=trade.authority_id) + store.load(Project, new_side_id=trade.authority_id)
        first.offer("project_id", [(p.id, p.name) for p in {p.id: p for p in own}.values()])
        matters = store.load(Matter, project_id=trade.project_id) if trade.project_id else []
        first.offer("matter_id", [(m.id, m.title) for m in matters])

    def _freeze(self, fields: SomeFields, trade: Trade) -> None:
        """A signed trade is open only where something comes after the signing."""
        fields.freeze(False)
        for name, box in fields.boxes.items():
            if is_signed(trade) and name not in AFTER_SIGNING:
                box.widget.setEnabled(False)
            else:
                box.widget.setEnabled(True)

    def lead_to(self, field: str) -> None:
        """Put the cursor into a field, wherever in the groups it stands."""
        self.tabs.setCurrentIndex(list(GROUPS).index(group_of(field)))
        for fields in self.fields.values():
            fields.lead_to(field)
