"""交易流转: the trades of the county, each with its card, what it still lacks, and the acts that enter how far it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QWidget

from linkdesk.actions import guide_prices, printing, signed_trades, trade_papers, trades
from linkdesk.desk import Desk
from linkdesk.domain.entry import parse
from linkdesk.domain.fields import fields_of
from linkdesk.domain.printed import KINDS
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import places, printed
from linkdesk.domain.quota_words import TradeSide, TradeState
from linkdesk.domain.trade import QuotaUse, Trade, TradeInstalment, TradePayment
from linkdesk.domain.trade_standing import TradeStanding, is_signed
from linkdesk.ui import theme
from linkdesk.ui.look import beside, button, column, first_step, turn, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.remarks import Remark, of_findings
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.trade_acts import ActLine, NewTradeLine
from linkdesk.ui.trade_card import GUIDE_UNKNOWN, TradeCard
from linkdesk.ui.trade_lacks import TradeLacks
from linkdesk.ui.trade_lines import COLUMNS, FIRST, TradeLine, marks_of
from linkdesk.ui.trade_prices import TradePrices
from linkdesk.ui.work import Work

EMPTY = ("还没有交易。从本县的一个项目区开始：转让节余指标的，先说明本地需要已保障、与开发区对接，再公告、协商、签订；"
         "受让的，登记购入的指标和使用。")
LIST, FEW, CARD, RIGHT, NARROW = 136, 98, 330, 200, 760  # px at 100 %
FIELDS = fields_of(Trade)
ACTS = {"sign": ("登记签订", "签订日期", "协议编号", "signed_on", "number"),
        "transfer": ("登记划转", "划转日期", "划转文件名称和文号", "transferred_on", "transfer_document"),
        "file": ("登记备案", "备案日期", "备案编号", "filed_on", "filing_number"),
        "terminate": ("登记终止", "终止日期", "终止的原因和文件", "terminated_on", "termination")}
DO = {"sign": trades.sign, "transfer": signed_trades.transfer, "file": signed_trades.file, "terminate": signed_trades.terminate}


class TradesPage(Page):
    """The list above, the chosen trade's card below; guide prices on a tab of their own."""

    key, title = "trades", "交易流转"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("新增交易", lambda: self._ask_new())
        self.acts = {name: self.action(words[0], lambda name=name: self._ask(name)) for name, words in ACTS.items()}
        self.down, self.print = self.action("删除", self._remove), self.action("打印", lambda: None, "print")
        self.print.setMenu(self._papers())
        for action in (*self.acts.values(), self.down, self.print):
            action.setVisible(False)  # until a trade is chosen: all together would make the window wider
        self.actions_beside = (*self.acts.values(), self.down, self.print, self.action("返回指标台账", lambda: self.go.emit("quota", "", "")))
        self.table = Table(EntityTable(COLUMNS), self.memory, "trades/rows")
        self.table.first = FIRST
        self.new, self.card, self.lacks, self.prices = NewTradeLine(), TradeCard(self), TradeLacks(), TradePrices(self)
        self.lines = {name: ActLine(words[0], words[1], words[2]) for name, words in ACTS.items()}
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        now, upper, whole = theme.current(), QWidget(), QWidget()
        column(self.new, *self.lines.values(), self.table, gap=6, parent=upper)
        self.below = beside(self.card, self.lacks, RIGHT)
        self.below.setHandleWidth(now.px(12))
        self.below.setOrientation(Qt.Orientation.Vertical)  # until there is width enough, or the page could never be narrow
        column(upper, self.below, gap=8, parent=whole).setStretch(1, 1)
        self.card.setMinimumHeight(now.px(110))
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(EMPTY, button("新增交易", self._ask_new, "main")))
        self.tabs = word_tabs()
        self.tabs.addTab(self.body, "交易")
        self.tabs.addTab(self.prices, "指导价")
        column(self.tabs, parent=self).setContentsMargins(*map(now.px, (16, 4, 16, 8)))
        self.setFocusProxy(self.table.view)

    def _wire(self) -> None:
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.new.given.connect(self._begin)
        self.lacks.lead.connect(self.card.lead_to)
        for name, line in self.lines.items():
            line.given.connect(lambda day, text, name=name: self._enter(name, day, text))

    def _papers(self) -> QMenu:
        menu = QMenu(self)
        for kind in trade_papers.MAKERS:
            menu.addAction(KINDS[kind], lambda kind=kind: self._print(kind))
        menu.addSeparator()
        menu.addAction(KINDS[trade_papers.REGISTER], lambda: self._print(trade_papers.REGISTER))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little width, what is lacking stands under the card."""
        super().resizeEvent(event)
        now, narrow = theme.current(), self.width() < theme.current().px(NARROW)
        turn(self.below, narrow, (CARD * 2, RIGHT), (CARD, 60))
        self.table.setFixedHeight(now.px(FEW if narrow else LIST))

    @property
    def chosen(self) -> TradeStanding | None:
        """The trade the officer is at, as it stands today."""
        line = self.table.entity_at(self.table.view.currentIndex().row())
        return line.now if line else None

    def reload(self) -> None:
        names = {p.id: p.name for p in self.desk.store.load(Project)}
        here = self.desk.store.get(Project, self.project_id) if self.project_id else None
        own = [p for p in self.desk.store.load(Project) if here is None or p.responsible_id == here.responsible_id]
        self.new.offer([(p.id, p.name) for p in own], self.project_id)
        found = trade_papers.standings(self.desk, here.responsible_id if here else None)
        lines = [TradeLine(now, names.get(now.trade.project_id or "", "")) for now in found]
        self.body.setCurrentIndex(0 if lines or self.new.isVisibleTo(self) else 1)
        self.table.show_entities(lines, marks_of(lines))
        if lines and self.chosen is None:
            self.table.select(next((line.id for line in lines if line.now.trade.project_id == self.project_id), lines[0].id))
        self.prices.reload()
        self._show_chosen()

    def _show_chosen(self) -> None:
        now = self.chosen
        self.below.setVisible(now is not None)
        signed = bool(now and is_signed(now.trade))
        going = signed and now.state is not TradeState.ENDED
        for name, offered in (("sign", now is not None and not signed), ("transfer", going and not now.trade.transferred_on),
                              ("file", going and not now.trade.filed_on), ("terminate", going)):
            self.acts[name].setVisible(bool(offered))
        self.down.setVisible(now is not None and not signed)
        self.print.setVisible(now is not None)
        if now:
            self.card.show_trade(now, self._remarks(now.trade), self._guide(now.trade))
            self._show_lacks(now)

    def _remarks(self, trade: Trade) -> tuple[Remark, ...]:
        return of_findings(self.desk.findings(trade.project_id), "trade", trade.id) if trade.project_id else ()

    def _guide(self, trade: Trade) -> str:
        guide = guide_prices.guide_of(self.desk, trade)
        if guide is None:
            return GUIDE_UNKNOWN
        price = "没有公布" if guide.price is None else f"{printed(guide.price, places(guide.price))} 万元/亩"
        return f"适用的省级指导价：{price}（{guide.document or '依据文件待补'}，{guide.certainty}）。"

    def _show_lacks(self, now: TradeStanding) -> None:
        doubts = trades.warnings(self.desk, now.trade)
        if not is_signed(now.trade):
            found = trades.obstacles(self.desk, now.trade)
            open_ = trade_papers.draft_words(self.desk, now.trade)
            self.lacks.show_lacks(f"签订前还缺 {len(found)} 项" if found else "可以签订", found, (*doubts, *open_))
        else:
            self.lacks.show_lacks(_standing_words(now), (), doubts)

    def _ask_new(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.body.setCurrentIndex(0)
        self.new.ask()

    def _begin(self, project_id: str, side: str) -> None:
        if not project_id:
            self.wrong.emit("还没有项目区，没有新增交易。请先新建项目。")
            return
        there = {t.id for t in self.desk.store.load(Trade)}
        if self.do(lambda: trades.draft(self.desk, project_id, TradeSide(side))):
            self.new.hide()
            self.reload()
            self.lead_to(next((t.id for t in self.desk.store.load(Trade) if t.id not in there), ""), "counterpart")

    def _ask(self, name: str) -> None:
        for line in self.lines.values():
            line.hide()
        if now := self.chosen:
            _, _, _, day, text = ACTS[name]
            self.tabs.setCurrentIndex(0)
            self.lines[name].ask(str(getattr(now.trade, day) or ""), getattr(now.trade, text))

    def _enter(self, name: str, day: str, text: str) -> None:
        words, field = ACTS[name][0], FIELDS[ACTS[name][3]]
        if (now := self.chosen) and self.do(lambda: DO[name](self.desk, now.trade, parse(field, day), text)):
            self.lines[name].hide()
            self.said.emit(f"已{words}。")

    def _remove(self) -> None:
        if now := self.chosen:
            self.do(lambda: trades.remove(self.desk, now.trade), lambda: self.said.emit("已删除交易，可按 Ctrl+Z 撤销。"))

    def _print(self, kind: str) -> None:
        """Show it as it prints; where no project is at hand, ask where to keep the files."""
        now = self.chosen
        if now is None:
            return
        asked = kind if kind == trade_papers.REGISTER else f"{kind}:{now.trade.id}"
        if self.project_id:
            self.go.emit("preview", asked, "")
        elif now.trade.project_id is None:
            self.wrong.emit("这笔交易还没有填写项目区，没有打印。请先填写项目区。")
        elif folder := QFileDialog.getExistingDirectory(self, "选择存放的文件夹"):
            self.write_to(asked, now.trade.project_id, Path(folder))

    def write_to(self, asked: str, project_id: str, folder: Path) -> None:
        """Write a paper into that folder."""
        self.attempt(lambda: self.said.emit(f"已写出 {len(printing.write(self.desk, project_id, asked, folder))} 个文件：{folder}"))

    def lead_to(self, entity_id: str, field: str) -> None:
        """A trade and a field of it, or one of its rows; a guide price."""
        store = self.desk.store
        row = next((found for kind in (TradeInstalment, TradePayment, QuotaUse) if (found := store.get(kind, entity_id))), None)
        if self.table.select(row.trade_id if row else entity_id):
            self.tabs.setCurrentIndex(0)
            self._show_chosen()
            self.card.lead_to(field or ("instalments" if row else "title"))
            if row:
                self.card.money.lead_to(row.id)
        elif self.prices.rows.table.select(entity_id):
            self.tabs.setCurrentIndex(1)


def _standing_words(now: TradeStanding) -> str:
    if now.state is TradeState.ENDED:
        return f"已于 {now.trade.terminated_on} 终止"
    if now.trade.transferred_on:
        return f"已于 {now.trade.transferred_on} 划转"
    return f"划转还要等：{now.not_reached}" if now.not_reached else "已到划转时点，可以登记划转"
