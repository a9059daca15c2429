"""资金: every amount of a project from whichever book it stands in, proceeds and their use, households' benefits, balances."""

from __future__ import annotations

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QStackedWidget, QWidget

from linkdesk.actions import funds_book, households
from linkdesk.actions.funds_book import Doubtful, Received, Spent
from linkdesk.desk import Desk
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.money_standing import MoneyStanding, money
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.look import (
    Sentence,
    beside,
    button,
    column,
    first_step,
    label,
    row,
    scrolled,
    turn,
    word_tabs,
)
from linkdesk.ui.money_columns import (
    AMOUNTS,
    BENEFITS,
    CATEGORIES,
    LOTS,
    PURPOSES,
    SOURCES,
    YEARS,
    Amount,
    amounts,
    answers,
)
from linkdesk.ui.money_entry import ReceiptEntry, UseEntry
from linkdesk.ui.page import Page
from linkdesk.ui.pages import room
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.sure_line import SureLine
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

EMPTY = "还没有资金记录。登记到账和支出；协议兑付、工程款和交易价款在各自的账册登记，这里自动列出，不重复登记。"
PAPERS = {"money": "资金台账", "benefits": "农户受益表", "audit": "审计清单"}
OWN = {"fund_receipt": FundReceipt, "fund_use": FundUse}
SIDE, TABLE, NARROW = 260, 360, 700
ACROSS, DOWN = (590, 270), (300, 140)
NO_LOTS = "还没有到账的交易收益。收益在“交易流转”里按交易登记收款，先到账的先用。"


class MoneyPage(Page):
    """Four tabs: the amounts with what is entered beside them, proceeds, households, comparison and balances."""

    key, title = "money", "资金"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("登记支出", lambda: self.ask(1))
        self.actions_beside = (self.action("登记到账", lambda: self.ask(0)), self._printing(), *self._back())
        self.table = Table(EntityTable(AMOUNTS), self.memory, "money/amounts")
        self.benefits = Table(EntityTable(BENEFITS, lambda b, typed: answers(b, typed, households.matches)), self.memory, "money/benefits")
        self.lots, self.purposes, self.sources, self.categories, self.years = (
            Table(EntityTable(columns), self.memory, f"money/{name}")
            for columns, name in ((LOTS, "lots"), (PURPOSES, "purposes"), (SOURCES, "sources"), (CATEGORIES, "categories"), (YEARS, "years")))
        self.table.first, self.lots.first = ("day", "spent", "received", "party", "book"), ("day", "voucher", "amount", "left")
        self.benefits.first, self.years.first = ("name", "poor", "all", "agreed"), ("year", "closing", "proceeds_closing")
        self.receipt, self.use = ReceiptEntry(), UseEntry()
        self.sure, self.correction = SureLine("仍要登记"), ReasonLine("更正的原因，如“金额抄错”", "更正")
        self.correct, self.source = button("更正所选", self._ask_correction, "link"), button("去登记的账册", self._go_to_source, "link")
        self.balance, self.gaps, self.poor, self.kept = Sentence(look="second"), Sentence(look="warning"), Sentence(), Sentence()
        self.search = QLineEdit(placeholderText="搜索：姓名、拼音首字母、村组", clearButtonEnabled=True)
        self._doubted: Received | Spent | None = None
        self._lay_out()
        self._wire()

    def _printing(self) -> QAction:
        action, menu = self.action("打印", lambda: None, "print"), QMenu(self)
        for key, words in PAPERS.items():
            menu.addAction(words, lambda key=key: self.go.emit("preview", key, ""))
        action.setMenu(menu)
        return action

    def _back(self) -> tuple[QAction, ...]:
        return (self.action("返回指标台账", lambda: self.go.emit("quota", "", "")),) if room("quota") else ()

    def _lay_out(self) -> None:
        self.tabs, self.forms = word_tabs(), word_tabs()
        self.forms.addTab(scrolled(self.receipt), "登记到账")
        self.forms.addTab(scrolled(self.use), "登记支出")
        self.tabs.addTab(self._book(), "收支")
        self.tabs.addTab(_tab(label("到账的收益和去向", "group"), self.lots, self.kept,
                              label("逐笔用途", "group"), self.purposes), "收益使用")
        self.tabs.addTab(_tab(self.search, self.benefits, self.poor), "农户受益")
        compared = _tab(label("资金来源和到账", "group"), self.sources, label("支出和投资估算", "group"), self.categories,
                        label("各年结余", "group"), self.years)
        self.tabs.addTab(scrolled(compared), "对照和结余")
        self.purposes.first = ("day", "purpose", "spent", "voucher")
        column(self.tabs, parent=self)

    def _book(self) -> QWidget:
        there, left, whole = QWidget(), QWidget(), QWidget()
        tools = row(self.correct, self.source, 1, gap=16)
        column(self.balance, self.table, self.gaps, tools, self.correction, gap=6, parent=there).setStretch(1, 1)
        self.body = QStackedWidget()
        self.body.addWidget(there)
        self.body.addWidget(first_step(EMPTY, button("登记到账", lambda: self.ask(0), "main"), button("登记支出", lambda: self.ask(1))))
        column(self.sure, self.body, parent=left).setContentsMargins(0, 0, theme.current().px(8), 0)
        left.setMinimumWidth(theme.current().px(TABLE))
        self.both = beside(left, self.forms, SIDE)
        column(self.both, parent=whole).setContentsMargins(*map(theme.current().px, (16, 8, 16, 8)))
        return whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little width, the forms stand below the table: its amounts are what it is there for."""
        super().resizeEvent(event)
        turn(self.both, self.width() < theme.current().px(NARROW), ACROSS, DOWN)

    def _wire(self) -> None:
        for entry in (self.receipt, self.use):
            entry.given.connect(self._enter)
        self.sure.sure.connect(lambda: self._enter(self._doubted, sure=True))
        self.correction.given.connect(self._revoke)
        self.table.chosen.connect(lambda _: self._enable())
        self.table.selected_sums.connect(self.said)
        self.benefits.opened.connect(lambda b: self.go.emit("households", b.household.id, ""))
        self.search.textChanged.connect(self.benefits.model.filter)
        self.setFocusProxy(self.table.view)

    def ask(self, which: int) -> None:
        """Bring the form for a receipt (0) or a use (1) to the front, ready to type."""
        self.tabs.setCurrentIndex(0)
        self.forms.setCurrentIndex(which)
        (self.receipt.source, self.use.kind)[which].setFocus()

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        now, found = money(dossier), amounts(dossier)
        self.receipt.offer(dossier.funds)
        self.use.offer(dossier.quotas.trades, dossier.households)
        self.table.show_entities(found, self._marks(found))
        self.body.setCurrentIndex(0 if found else 1)
        self.balance.setText(f"到账 {printed(now.received, 2)} 元，支出 {printed(now.spent, 2)} 元，结余 {printed(now.balance, 2)} 元")
        self.gaps.setText("；".join(now.gaps))
        self._show_rest(dossier, now)
        self._enable()

    def _marks(self, found: list[Amount]) -> dict[str, tuple[Severity, str]]:
        """Errors of the checks at their entries, and what does not count."""
        marks = {f.subject_id: (f.severity, f"{f.message}{f.fix}") for f in reversed(self.desk.findings(self.project_id)) if f.subject in OWN}
        return marks | {a.id: (Severity.NOTE, "不计入收支：这一笔已更正，或者是更正的记录。") for a in found if a.state}

    def _show_rest(self, dossier: Dossier, now: MoneyStanding) -> None:
        self.lots.show_entities(now.lots)
        self.purposes.show_entities([Amount(use, False) for use in now.of_proceeds], self.table.model.marks)
        left = sum((lot.left for lot in now.lots), 0)
        self.kept.setText(f"收益未支出 {printed(left, 2)} 元。先用先到账的收益。" if now.lots else NO_LOTS)
        without = {b.id: (Severity.WARNING, "还没有领到协议款项，也没有其他受益。") for b in now.benefits if b.must_benefit and b.received <= 0}
        self.benefits.show_entities(now.benefits, without)
        poor = [b for b in now.benefits if b.is_poor]
        self.poor.setText(f"共 {len(now.benefits)} 户，受益 {printed(sum(b.received for b in now.benefits), 2)} 元；其中建档立卡 {len(poor)} 户，"
                          f"受益 {printed(sum(b.received for b in poor), 2)} 元。")
        self.sources.show_entities(now.sources, {r.id: (Severity.NOTE, f"待补：{r.missing}") for r in now.sources if r.missing})
        over = {r.id: (Severity.WARNING, "支出超过投资估算。") for r in now.categories if r.left is not None and r.left < 0}
        self.categories.show_entities(now.categories, over | {r.id: (Severity.NOTE, f"待补：{r.missing}") for r in now.categories if r.missing})
        self.years.show_entities(now.years, {y.id: (Severity.WARNING, "支出超过到账。") for y in now.years if y.closing < 0})

    def _enter(self, typed: Received | Spent | None, sure: bool = False) -> None:
        if typed is not None and self.attempt(lambda: self._add(typed, sure)):
            self.said.emit("已登记。登记有误的，选中后更正。")

    def _add(self, typed: Received | Spent, sure: bool) -> None:
        entry, make = (self.receipt, funds_book.receive) if isinstance(typed, Received) else (self.use, funds_book.spend)
        self.sure.hide()
        try:
            self.desk.do(make(self.desk, self.project_id, typed, sure))
        except Doubtful as doubtful:
            self._doubted = typed
            self.sure.ask(str(doubtful))
            raise
        self._doubted = None
        entry.done()

    def _chosen(self) -> Amount | None:
        return self.table.entity_at(self.table.view.currentIndex().row())

    def _enable(self) -> None:
        chosen = self._chosen()
        own = chosen is not None and chosen.line.entity in OWN
        self.correct.setEnabled(own and not chosen.state)
        self.source.setEnabled(chosen is not None and not own)

    def _ask_correction(self) -> None:
        if self._chosen():
            self.correction.ask()

    def _revoke(self, why: str) -> None:
        chosen = self._chosen()
        entry = self.desk.store.get(OWN[chosen.line.entity], chosen.id) if chosen and chosen.line.entity in OWN else None
        if entry:
            self.do(lambda: funds_book.revoke(self.desk, entry, why), self.correction.done)

    def _go_to_source(self) -> None:
        """Where an amount of another book is entered and corrected."""
        where = {"trade_payment": "trades", "work_payment": "partners", "agreement": "agreements"}
        if (chosen := self._chosen()) and room(key := where.get(chosen.line.entity, "payments")):
            self.go.emit(key, chosen.line.trade_id or chosen.line.subject_id if key != "partners" else chosen.id, "")

    def lead_to(self, entity_id: str, field: str) -> None:
        self.tabs.setCurrentIndex(0)
        if self.table.select(entity_id):
            self.table.view.setFocus()


def _tab(*items: QWidget) -> QWidget:
    """Items below each other; tables share what room there is."""
    whole = QWidget()
    box = column(*items, gap=6, parent=whole)
    box.setContentsMargins(*map(theme.current().px, (16, 8, 16, 8)))
    for at, item in enumerate(items):
        box.setStretch(at, int(isinstance(item, Table)))
    return whole
