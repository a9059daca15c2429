"""单价分析: the unit prices at the left, the analysis of the chosen one at the right; the prices they stand on in a tab of their own."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import price_library, unit_prices
from linkdesk.desk import Desk
from linkdesk.domain.budget import schedule_of
from linkdesk.domain.change import Entity
from linkdesk.domain.design import Resource, UnitPrice, WorkItem
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fee_schedule import FeeSchedule
from linkdesk.domain.grouping import grouped
from linkdesk.domain.quantities import printed
from linkdesk.domain.unit_prices import Analysis, analyses
from linkdesk.domain.words import Certainty, Severity
from linkdesk.ui import theme
from linkdesk.ui.boxes import SomeFields
from linkdesk.ui.columns import Column, of_fields, ordered
from linkdesk.ui.look import Sentence, beside, button, column, first_step, label, row, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.price_analysis import AnalysisPanel
from linkdesk.ui.resource_panel import WIDTHS as RESOURCE_WIDTHS
from linkdesk.ui.resource_panel import ResourcePanel
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.table import Marks
from linkdesk.ui.work import Work

LIST, TOLD = {"code": 72, "name": 152, "unit": 52}, ("base", "work_kind")
LEFT, RIGHT, USUAL = 240, 400, (330, 560)
LIBRARY, MOST_NAMED = "引入价库", 5
EMPTY = "还没有单价分析。可以引入程序自带的参考单价和人材机价格（全部待核实），再按本县的定额和信息价修改；也可以逐个新增。"
NO_SCHEDULE = "没有可用的费用标准，措施费、间接费、利润和税金算不出来。请在“复垦预算”里选择费用标准。"
_NONE = FeeSchedule("", "未选择", "", "", None, None, Certainty.UNVERIFIED)


class PricesPage(Page):
    """Every edit is a change; what follows from it is reckoned anew at once."""

    key, title = "prices", "单价分析"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.actions_beside = (self.action(LIBRARY, self._take_over), self.action("复垦预算", lambda: self.go.emit("budget", "", "")),
                               self.action("返回复垦设计", lambda: self.go.emit("design", "", "")))
        self.schedule: FeeSchedule | None = None
        self.analyses: dict[str, Analysis] = {}
        self.uses: dict[str | None, list[WorkItem]] = {}
        self.prices = RowsPanel(self, "prices/list", "单价", self._columns(), Verbs(
            lambda _: unit_prices.add(desk, project_id),
            lambda price, name, text: unit_prices.set_price_field(desk, price, name, text),
            lambda prices: unit_prices.remove(desk, prices),
            lambda cells, names: unit_prices.paste(desk, project_id, cells, names)))
        self.prices.table.first = ("name", "price")
        self.analysis, self.resources = AnalysisPanel(self), ResourcePanel(self)
        self.fields = SomeFields(UnitPrice, dict.fromkeys(TOLD, ""), self._commit)
        self.state, self.basis = Sentence(), QLineEdit(placeholderText="手中的定额和编号，如 预算定额 10018")
        self._lay_out()
        self.prices.table.chosen.connect(lambda _: self._show())
        self.basis.returnPressed.connect(self._confirm)
        self.setFocusProxy(self.prices)

    def _columns(self) -> tuple[Column, ...]:
        return (*of_fields(UnitPrice, LIST),
                Column("price", "单价（元）", self._price_text, lambda p: ordered(self._price(p)), 84, True),
                Column("uses", "使用", lambda p: str(self._count(p) or ""), self._count, 44, True))

    def _lay_out(self) -> None:
        right = QWidget()
        sure = row(label("核实依据", "second"), self.basis, button("核实", self._confirm, "main"))
        sure.setStretch(1, 1)
        column(self.fields, self.analysis, self.state, sure, margin=16, gap=8, parent=right).setStretch(1, 1)
        left = QWidget()
        column(self.prices, margin=16, parent=left)
        left.setMinimumWidth(theme.current().px(LEFT))
        both = beside(left, right, RIGHT)
        both.setSizes([theme.current().px(width) for width in USUAL])
        self.body = QStackedWidget()
        self.body.addWidget(both)
        self.body.addWidget(first_step(EMPTY, button(LIBRARY, self._take_over, "main"), button("新增单价分析", self.prices.add)))
        self.tabs = word_tabs()
        self.tabs.addTab(self.body, "单价分析")
        self.tabs.addTab(self.resources, "人材机价格")
        column(self.tabs, parent=self)

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        self.schedule = schedule_of(dossier)
        self.uses = grouped(dossier.design.items, lambda item: item.unit_price_id)
        self.analyses = analyses(dossier, self.schedule or _NONE)
        found = sorted(dossier.design.unit_prices, key=lambda price: price.position)
        self.body.setCurrentIndex(0 if found else 1)
        codes = {plot.id: plot.code for plot in dossier.plots}
        self.prices.show_rows(found, (), self._marks(found), {p.id: self._said(p, codes) for p in found})
        if found and self.prices.current is None:
            self.prices.table.select(found[0].id)
        self.resources.show_prices(dossier)
        self._show(dossier)

    def _show(self, dossier: Dossier | None = None) -> None:
        price = self.prices.current
        if price is None:
            return
        design, analysis = (dossier or self.desk.dossier(self.project_id)).design, self.analyses[price.id]
        self.fields.show_entity(price)
        mine = [part for part in design.components if part.unit_price_id == price.id]
        self.analysis.show_analysis(analysis, mine, sorted(design.resources, key=lambda r: r.position))
        self.state.setText(_state(analysis, self.schedule))
        if not self.basis.isModified():
            self.basis.setText(price.basis if price.certainty is not Certainty.UNVERIFIED else "")

    def _price(self, price: UnitPrice) -> Decimal | None:
        analysis = self.analyses.get(price.id)
        return analysis.price if analysis else None

    def _price_text(self, price: UnitPrice) -> str:
        value = self._price(price)
        return "待补" if value is None else printed(value, 2)

    def _marks(self, found: list[UnitPrice]) -> Marks:
        doubtful = {p.id: (Severity.WARNING, "待核实") for p in found if p.certainty is Certainty.UNVERIFIED or self.analyses[p.id].unconfirmed}
        return doubtful | {p.id: (Severity.ERROR, self.analyses[p.id].missing[0]) for p in found if self.analyses[p.id].missing}

    def _count(self, price: UnitPrice) -> int:
        return len(self.uses.get(price.id, ()))

    def _said(self, price: UnitPrice, codes: dict[str, str]) -> str:
        works = self.uses.get(price.id)
        if not works:
            return "还没有工程使用。"
        return f"用于{unit_prices.where(works, lambda plot_id: codes.get(plot_id, ''))}。"

    def _commit(self, price: Entity, name: str, text: str) -> None:
        self.desk.do(unit_prices.set_price_field(self.desk, self.newest(price, name), name, text))

    def _take_over(self) -> None:
        self.do(lambda: price_library.take_over(self.desk, self.project_id),
                lambda: self.said.emit("已引入参考单价和人材机价格，全部待核实，可按 Ctrl+Z 撤销。"))

    def _confirm(self) -> None:
        if price := self.prices.current:
            self.do(lambda: unit_prices.confirm(self.desk, price, self.basis.text()), lambda: self.basis.setModified(False))

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.desk.store.get(Resource, entity_id):
            self.tabs.setCurrentWidget(self.resources)
            self.resources.rows.table.select(entity_id, 1 + list(RESOURCE_WIDTHS).index(field) if field in RESOURCE_WIDTHS else 1)
        elif self.prices.table.select(entity_id):
            self.tabs.setCurrentWidget(self.body)
            self.fields.lead_to(field)


def _state(analysis: Analysis, schedule: FeeSchedule | None) -> str:
    """What is missing, and what the price rests on that nobody has confirmed."""
    if schedule is None:
        return NO_SCHEDULE
    if analysis.missing:
        return f"待补：{'；'.join(analysis.missing)}。"
    doubtful = analysis.unconfirmed
    some = "、".join(doubtful[:MOST_NAMED]) + (f"等 {len(doubtful)} 项" if len(doubtful) > MOST_NAMED else "")
    by = f"按“{schedule.title}”计算"
    return f"{by}；待核实：{some}。" if doubtful else f"{by}；所用的定额、价格和费率都已核实。"
