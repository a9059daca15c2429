"""落图: on which old plot each homestead lies – by the code of the survey, by its point, or by hand; sums beside the plots."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import placing
from linkdesk.actions.households import answers
from linkdesk.desk import Desk
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import Severity
from linkdesk.ui import placing_rows as shown
from linkdesk.ui import theme
from linkdesk.ui.look import beside, button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.placing_rows import PlotRow, Row, State
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

EVERYWHERE, EVERYBODY, NOT_PLACED = "全部村", "全部", "未落图"
SHOWS = (NOT_PLACED, State.CONFLICT, State.PLACED, EVERYBODY)
PLOTS_WIDTH, WIDTHS = 270, (520, 366)


class PlacingPage(Page):
    """Households at the left, the old plots of their village at the right; what is selected there goes onto the plot chosen here."""

    key, title = "placing", "落图"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("按地块编号落图", lambda: self._place(self.placing.by_code))
        self.by_point = self.action("按坐标落图", lambda: self._place(self.placing.by_point))
        self.actions_beside = (self.by_point, self.action("返回地块", lambda: self.go.emit("plots", "", "")))
        self.placing, self.everybody, self.plots = placing.Placing(), [], []
        self.households = Table(EntityTable(shown.HOUSEHOLDS, _answers), self.memory, "placing")
        self.table = Table(EntityTable(shown.PLOTS), self.memory, "placing/plots")
        self.village, self.which = QComboBox(), QComboBox()
        self.which.addItems([str(each) for each in SHOWS])
        for box in (self.village, self.which):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(4)
        self.search = QLineEdit(placeholderText="搜索：姓名、村民小组、地块编号", clearButtonEnabled=True)
        self.count, self.told = label("", "small"), label("", "small", wrap=True)
        self.give = button("落到所选地块", self._onto_chosen, "main")
        self.take_off = button("取消落图", self._off)
        self.whole = button("全村落到唯一地块", self._whole_village)
        self.body = QStackedWidget()
        self.body.addWidget(self._both())
        self.body.addWidget(first_step("还没有可以落图的农户。先导入摸底调查表。",
                                       button("导入农户", lambda: self.go.emit("import", "", ""), "main")))
        self.body.addWidget(first_step("还没有拆旧地块。先导入勘测定界的坐标文件，再把农户落到地块上。",
                                       button("地块", lambda: self.go.emit("plots", "", ""), "main")))
        column(self.body, parent=self)
        self._wire()

    def _both(self) -> QWidget:
        left, right, now = QWidget(), QWidget(), theme.current()
        top = row(self.village, self.which, self.search)
        top.setStretch(2, 1)
        column(top, self.households, self.count, parent=left).setContentsMargins(*(now.px(n) for n in (24, 12, 8, 12)))
        buttons = column(row(self.give, self.take_off, 1), row(self.whole, 1))
        column(self.table, self.told, buttons, parent=right).setStretch(0, 1)
        right.layout().setContentsMargins(*(now.px(n) for n in (8, 12, 24, 12)))
        both = beside(left, right, PLOTS_WIDTH)
        both.setSizes([now.px(n) for n in WIDTHS])
        return both

    def _wire(self) -> None:
        self.village.currentTextChanged.connect(lambda _: self._show())
        self.which.currentTextChanged.connect(lambda _: self._show())
        self.search.textChanged.connect(self._find)
        self.households.selected_sums.connect(self.said)
        self.households.view.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        self.households.opened.connect(lambda _: self._onto_chosen())
        self.table.chosen.connect(lambda _: self._tell())
        self.setFocusProxy(self.households.view)

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        self.placing = placing.propose(dossier)
        self.everybody, self.plots = shown.rows(dossier, self.placing), shown.plot_rows(dossier)
        self.body.setCurrentIndex(0 if self.everybody and self.plots else 1 if self.plots or not self.everybody else 2)
        for action, found, text in ((self.main_action, self.placing.by_code, "按地块编号落图"), (self.by_point, self.placing.by_point, "按坐标落图")):
            action.setText(f"{text}（{len(found)} 户）" if found else text)
            action.setEnabled(bool(found))
            action.setVisible(bool(self.everybody and self.plots))
        self._offer_villages()
        self._show()

    def _offer_villages(self) -> None:
        names = [EVERYWHERE, *dict.fromkeys(name for name in (*(r.village for r in self.everybody), *(p.village for p in self.plots)) if name)]
        if names != [self.village.itemText(at) for at in range(self.village.count())]:
            now = self.village.currentText()
            self.village.blockSignals(True)
            self.village.clear()
            self.village.addItems(names)
            self.village.setCurrentText(now if now in names else EVERYWHERE)
            self.village.blockSignals(False)

    def _show(self) -> None:
        here = self.village.currentText()
        listed = [r for r in self.everybody if here in (EVERYWHERE, r.village) and _is_meant(r, self.which.currentText())]
        plots = [p for p in self.plots if here in (EVERYWHERE, p.village) or not p.village]
        self.households.show_entities(listed, shown.marks(listed))
        self.table.show_entities(plots, self._marks())
        if plots and self.plot() is None:
            self.table.select(plots[0].id)
        only = placing.only_plot(self.desk.dossier(self.project_id), here) if here != EVERYWHERE else None
        self.whole.setVisible(only is not None)
        self.whole.setText(f"全村落到 {only.code}" if only else "")
        self._say_count()
        self._tell()

    def _find(self, typed: str) -> None:
        self.households.model.filter(typed)
        self._say_count()

    def _say_count(self) -> None:
        placed = sum(r.plot_id is not None for r in self.everybody)
        self.count.setText(f"{len(self.households.model.rows):,} 户　已落图 {placed:,} / {len(self.everybody):,}")

    def _marks(self) -> Marks:
        """Plots whose homesteads are more than they hold; the finding may hang on a household that lacks its area."""
        found = [f for f in self.desk.findings(self.project_id) if f.rule_id == "R23" and f.severity is not Severity.NOTE]
        on = {r.id: r.plot_id for r in self.everybody}
        return {on.get(f.subject_id) or f.subject_id: (f.severity, f"{f.measured}：{f.message}") for f in found}

    def plot(self) -> PlotRow | None:
        """The plot chosen."""
        return self.table.entity_at(self.table.view.currentIndex().row())

    def _tell(self) -> None:
        """What the plot chosen would hold with the households selected."""
        plot, chosen = self.plot(), [r for r in self.households.selected() if self.plot() and r.plot_id != self.plot().id]
        self.give.setEnabled(bool(plot and chosen))
        self.take_off.setEnabled(any(r.plot_id for r in self.households.selected()))
        self.told.setText(_after(plot, chosen) if plot and chosen else "先在左表选中农户，再选地块；也可按回车落图。")

    def _place(self, proposals: Iterable[placing.Proposal]) -> None:
        pairs = {p.household_id: p.plot_id for p in proposals}
        self._carry(pairs, f"已落图 {len(pairs)} 户，可按 Ctrl+Z 撤销。")

    def _onto_chosen(self) -> None:
        plot, chosen = self.plot(), self.households.selected()
        if plot is None:
            self.wrong.emit("还没有选中地块，没有落图。请先在右表选中拆旧地块。")
        else:
            self._carry(dict.fromkeys((r.id for r in chosen), plot.id), f"已落到地块 {plot.code}，可按 Ctrl+Z 撤销。")

    def _off(self) -> None:
        self._carry(dict.fromkeys((r.id for r in self.households.selected() if r.plot_id), None), "已取消落图，可按 Ctrl+Z 撤销。")

    def _whole_village(self) -> None:
        self.do(lambda: placing.place_in_village(self.desk, self.project_id, self.village.currentText()),
                lambda: self.said.emit("全村已落图，可按 Ctrl+Z 撤销。"))

    def _carry(self, pairs: dict[str, str | None], done: str) -> None:
        self.do(lambda: placing.place(self.desk, self.project_id, pairs), lambda: self.said.emit(done))

    def lead_to(self, entity_id: str, field: str) -> None:
        if not self.households.select(entity_id):
            self.village.setCurrentText(EVERYWHERE)
            self.which.setCurrentText(EVERYBODY)
            self.search.clear()
            self.households.select(entity_id)


def _is_meant(each: Row, which: str) -> bool:
    """Whether a row is shown under one of SHOWS."""
    if which in (NOT_PLACED, State.PLACED):
        return (each.plot_id is None) == (which == NOT_PLACED)
    return which == EVERYBODY or each.state == which


def _answers(each: Row, typed: str) -> bool:
    return answers(typed, each.name, each.group, each.plot, each.said)


def _after(plot: PlotRow, chosen: list[Row]) -> str:
    areas = [r.area for r in chosen if r.area is not None]
    more = sum(areas, Decimal(0))
    whole = (plot.homesteads or Decimal(0)) + more
    share = f"，占地块 {printed(whole * 100 / plot.area, 2)}%" if plot.area else ""
    return f"所选 {len(chosen)} 户 {printed(more, 2)} ㎡，落到 {plot.code} 后合计 {printed(whole, 2)} ㎡{share}。"
