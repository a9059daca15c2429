"""后续利用: every reclaimed plot in one year – who farms it, what is done for its soil, what the yearly check found (B §三(一))."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from linkdesk.actions import after_uses
from linkdesk.desk import Desk
from linkdesk.domain.acceptance_standing import accepted_plots
from linkdesk.domain.carrying import AfterUse, after_use_id
from linkdesk.domain.carrying_words import FarmerKind
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import PlotUse, Severity
from linkdesk.ui.columns import Column, of_fields
from linkdesk.ui.inner_columns import words
from linkdesk.ui.look import Sentence, button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

WIDTHS = {"farmer_kind": 120, "farmer": 120, "crop": 80, "fertility": 150, "checked_on": 90, "checker": 110, "in_use": 70, "finding": 140,
          "rectified_on": 96}
EMPTY = "还没有拆旧地块。复垦验收以后，在这里逐年登记由谁耕种、地力培肥和利用检查。"
HOW = "直接在格里填写；选中多行后改一格，可用“填充所选”把这一格的内容填到所选各行；可整块粘贴，第一列为地块编号。"
YEARS_ON = 6


class AfterUsePage(Page):
    """One year at a time; a plot that lies idle, or was not checked this year, is marked."""

    key, title = "after_use", "后续利用"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("沿用上年", self._take_over)
        self.actions_beside = (self.action("打印利用检查表", lambda: self.go.emit("preview", "after_use", ""), "print"),
                               self.action("返回实施验收", lambda: self.go.emit("carrying", "", "")))
        self.plots: dict[str, Plot] = {}
        self.accepted: dict[str, str] = {}
        self.model = EntityTable(self._columns(), editable=True)
        self.table = Table(self.model, self.memory, "after_use/plots")
        self.years, self.sums, self.how = QComboBox(), label("", "small"), Sentence(HOW)
        self._lay_out()
        self.model.edited.connect(lambda use, name, text: self.do(lambda: after_uses.set_use_field(desk, use.plot_id, self.year, name, text)))
        self.table.pasted.connect(self._paste)
        self.years.currentIndexChanged.connect(lambda _: self._show())
        self.setFocusProxy(self.table.view)

    def _columns(self) -> tuple[Column, ...]:
        return (words("code", "地块编号", lambda use: self.plots[use.plot_id].code, 96),
                words("accepted", "验收日期", lambda use: self.accepted.get(use.plot_id, "未验收"), 90), *of_fields(AfterUse, WIDTHS))

    def _lay_out(self) -> None:
        whole = QWidget()
        head = row(label("年度"), self.years, self.sums, 1, button("填充所选", self._fill))
        column(head, self.table, self.how, margin=16, gap=8, parent=whole).setStretch(1, 1)
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(EMPTY, button("导入地块", lambda: self.go.emit("plots_import", "", ""), "main")))
        column(self.body, parent=self)

    @property
    def year(self) -> int:
        """The year that is shown."""
        return int(self.years.currentData() or self.desk.clock().year)

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        self.plots = {p.id: p for p in dossier.plots_of(PlotUse.OLD)}
        self.accepted = {id_: str(acceptance.accepted_on) for id_, (acceptance, _) in accepted_plots(dossier.carrying).items()}
        self.body.setCurrentIndex(0 if self.plots else 1)
        self._list_years({use.year for use in dossier.carrying.after_uses if use.year})
        self._show()

    def _list_years(self, told: set[int]) -> None:
        this = self.desk.clock().year
        years = sorted({*told, *range(this - 1, this + YEARS_ON)})
        if years != [self.years.itemData(at) for at in range(self.years.count())]:
            here = self.year if self.years.count() else this
            self.years.blockSignals(True)
            self.years.clear()
            for year in years:
                self.years.addItem(f"{year} 年", year)
            self.years.setCurrentIndex(max(self.years.findData(here), 0))
            self.years.blockSignals(False)

    def _show(self) -> None:
        told = {use.plot_id: use for use in self.desk.dossier(self.project_id).carrying.after_uses if use.year == self.year}
        uses = [told.get(id_, AfterUse(plot_id=id_, year=self.year, id=after_use_id(id_, self.year))) for id_ in self.plots]
        self.table.show_entities(uses, self._marks(uses))
        checked = sum(use.checked_on is not None for use in uses)
        idle = sum(_is_idle(use) for use in uses)
        self.sums.setText(f"地块 {len(uses)} 个　已检查 {checked} 个　撂荒或无人耕种 {idle} 个")

    def _marks(self, uses: Sequence[AfterUse]) -> Marks:
        marks = {}
        for use in uses:
            if _is_idle(use) and use.rectified_on is None:
                marks[use.id] = (Severity.WARNING, "撂荒或无人耕种，还没有整改完成的记录。")
            elif use.plot_id in self.accepted and use.checked_on is None and self.year <= self.desk.clock().year:
                marks[use.id] = (Severity.NOTE, f"{self.year} 年还没有利用检查的记录。")
        return marks

    def _fill(self) -> None:
        here, chosen = self.table.view.currentIndex(), [use.plot_id for use in self.table.selected()]
        field = self.model.field_at(here) if here.isValid() and here.column() else None
        if field is None or len(chosen) < 2:
            self.wrong.emit("请先选中多行，再把光标放在要填充的那一格上，没有改动。")
            return
        text = self.model.columns[here.column() - 1].plain(self.table.entity_at(here.row()))
        self.do(lambda: after_uses.set_many(self.desk, chosen, self.year, field.name, text),
                lambda: self.said.emit(f"已填充 {len(chosen)} 行，可按 Ctrl+Z 撤销。"))

    def _take_over(self) -> None:
        self.do(lambda: after_uses.take_over(self.desk, self.project_id, self.year), lambda: self.said.emit("已沿用，可按 Ctrl+Z 撤销。"))

    def _paste(self, rows: Sequence[Sequence[str]], names: Sequence[str]) -> None:
        self.do(lambda: after_uses.paste(self.desk, self.project_id, self.year, rows, tuple(WIDTHS)),
                lambda: self.said.emit("已粘贴，可按 Ctrl+Z 撤销。"))

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.table.select(entity_id):
            self.table.view.setFocus()


def _is_idle(use: AfterUse) -> bool:
    return use.in_use is False or use.farmer_kind is FarmerKind.NOBODY
