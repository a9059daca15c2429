"""竣工验收: the demolition plots with what is proposed or was accepted of each; behind them the acceptances entered.

What is typed into an open plot waits in the table until the acceptance is entered; then it is an entry for good.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from PySide6.QtWidgets import QStackedWidget, QWidget

from linkdesk.actions import acceptances
from linkdesk.actions.plan_versions import day
from linkdesk.desk import Desk
from linkdesk.domain.acceptance_standing import Checked, accepted_plots, failed_plots, household_checks
from linkdesk.domain.carrying import Acceptance, PlotAcceptance
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import parse
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures import figure
from linkdesk.domain.plot import Plot
from linkdesk.domain.quality_verdicts import plot_passes, why_not
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.words import PlotUse, Severity
from linkdesk.ui import theme
from linkdesk.ui.acceptance_line import AcceptanceLine
from linkdesk.ui.columns import Column, of_fields
from linkdesk.ui.figure_view import FigureGrid
from linkdesk.ui.inner_columns import words
from linkdesk.ui.look import Sentence, button, column, first_step, row, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.rows_panel import PartlyReckoned
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

ENTERED = {"passed": 66, "accepted_area": 76, "farmland_area": 76, "paddy_area": 76, "grade": 66, "agricultural_area": 84, "failing": 150}
SHORT = {"grade": "等别", "failing": "不合格情况或说明"}
FIGURES = "plots_accepted", "plots_not_accepted", "accepted_area", "returned_construction", "returned_farmland"
EMPTY = "还没有拆旧地块，没有可以验收的。请先导入地块。"
HOW = "选中要登记的地块（Ctrl 或 Shift 多选，Ctrl+A 全选），核对各栏后按“登记验收”；农户的复垦验收在“登记进度”里登记，互不代替。"
ENTERED_ONES = "已登记的验收"
SUMMED = {True: "合格", False: "不合格", None: "未定"}


class AcceptancePage(Page):
    """The plots on one tab, the acceptances on the other; entering and correcting through lines that come when they are asked for."""

    key, title = "acceptance", "竣工验收"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("登记验收", self.ask)
        self.actions_beside = (self.action("打印验收明细", lambda: self.go.emit("preview", "acceptance", ""), "print"),
                               self.action("去审批", lambda: self.go.emit("matters", "", "")),
                               self.action("返回实施验收", lambda: self.go.emit("carrying", "", "")))
        self.typed: dict[str, PlotAcceptance] = {}
        self.plots: dict[str, Plot] = {}
        self.checks: dict[str, Checked] = {}
        self.passes: dict[str, bool | None] = {}
        self.counted: Counter[str] = Counter()
        self.passed: dict[str, Acceptance] = {}
        self.failed: dict[str, tuple[Acceptance, PlotAcceptance]] = {}
        self.model = PartlyReckoned(self._columns(), editable=True)
        self.table = Table(self.model, self.memory, "acceptance/plots")
        self.entries = Table(EntityTable(self._entry_columns()), self.memory, "acceptance/entries")
        self.body_line, self.how = Sentence(), Sentence(HOW)
        self.line, self.correction = AcceptanceLine(), ReasonLine("更正的原因，如“文号抄错”", "更正")
        self.figures = FigureGrid(len(FIGURES) if theme.current().percent <= 125 else 3)
        self._lay_out()
        self.model.edited.connect(self._type)
        self.line.given.connect(self._enter)
        self.correction.given.connect(self._correct)
        self.setFocusProxy(self.table.view)

    def _columns(self) -> tuple[Column, ...]:
        entered = tuple(_of_passed(replace(c, heading=SHORT.get(c.name, c.field.label))) for c in of_fields(PlotAcceptance, ENTERED))
        return (words("code", "地块编号", lambda r: self.plots[r.plot_id].code, 84),
                words("number", "验收文号", self._number, 84),
                replace(words("planned", "计划复垦", self._planned, 76), right=True),
                words("quality", "质量检测", lambda r: SUMMED[self.passes.get(r.plot_id)], 76),
                words("checks", "农户验收", self._checked, 76), *entered)

    def _entry_columns(self) -> tuple[Column, ...]:
        def rows(one: Acceptance) -> int:
            return self.counted[one.id]
        plots = Column("plots", "地块（个）", lambda one: str(rows(one)) if not one.revokes_id else "", rows, 66, right=True)
        stands = Column("stands", "登记", lambda one: "更正" if one.revokes_id else "", lambda one: bool(one.revokes_id), 52)
        return (stands, *of_fields(Acceptance, {"accepted_on": 90, "authority": 150, "number": 150, "result": 76}), plots,
                *of_fields(Acceptance, {"opinion": 130, "note": 130, "officer_name": 72}))

    def _lay_out(self) -> None:
        whole, first, second = QWidget(), QWidget(), QWidget()
        column(self.table, self.how, self.line, gap=4, parent=first).setStretch(0, 1)
        column(self.entries, self.correction, row(1, button("更正所选验收", self._ask_correction)), parent=second).setStretch(0, 1)
        self.tabs = word_tabs()
        for tab, title in ((first, "拆旧地块"), (second, ENTERED_ONES)):
            self.tabs.addTab(tab, title)
        box = column(self.tabs, self.body_line, self.figures, gap=4, parent=whole)
        box.setStretch(0, 1)
        box.setContentsMargins(*map(theme.current().px, (16, 0, 16, 4)))
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(EMPTY, button("导入地块", lambda: self.go.emit("plots_import", "", ""), "main")))
        column(self.body, parent=self)

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        self.plots = {p.id: p for p in dossier.plots}
        self.checks = household_checks(dossier)
        old = dossier.plots_of(PlotUse.OLD)
        self.passes = {p.id: plot_passes(dossier, p.id) for p in old}
        self.counted = Counter(r.acceptance_id for r in dossier.carrying.plot_acceptances)
        self.body.setCurrentIndex(0 if old else 1)
        self._show_plots(dossier, old)
        self.entries.show_entities(reversed(dossier.carrying.acceptances))
        count = len(dossier.carrying.acceptances)
        self.tabs.setTabVisible(1, bool(count))
        self.tabs.setTabText(1, f"{ENTERED_ONES} {count}")
        self.figures.show_figures([figure(name, dossier) for name in FIGURES])
        self.body_line.setText(_who(acceptances.accepting_body(self.desk, dossier)))

    def _show_plots(self, dossier: Dossier, old: tuple[Plot, ...]) -> None:
        accepted = accepted_plots(dossier.carrying)
        self.passed = {id_: acceptance for id_, (acceptance, _) in accepted.items()}
        self.failed = failed_plots(dossier.carrying)
        proposed = {r.plot_id: r for r in acceptances.proposed(dossier)}
        self.typed = {id_: r for id_, r in self.typed.items() if id_ in proposed}
        rows = [replace(accepted[p.id][1] if p.id in accepted else self.typed.get(p.id, proposed[p.id]), id=p.id) for p in old]
        self.model.reckoned = frozenset(accepted)
        self.table.show_entities(rows, {p.id: mark for p in old if (mark := self._mark(dossier, p))})

    def _mark(self, dossier: Dossier, plot: Plot) -> tuple[Severity, str] | None:
        """A warning where a plot failed or falls short; a note where nothing decides yet whether its soil will do."""
        if why := self._why(dossier, plot):
            return Severity.WARNING, why
        undecided = plot.id not in self.passed and self.passes[plot.id] is None
        return (Severity.NOTE, f"质量还不能判定：{why_not(dossier, plot) or '没有检测'}。") if undecided else None

    def _why(self, dossier: Dossier, plot: Plot) -> str:
        """Why a plot is marked: it failed last time, or what was measured falls short; nothing of others."""
        last = self.failed.get(plot.id)
        said = f"上次验收（{last[0].number}）不合格：{last[1].failing}" if last else ""
        return "；".join(filter(None, (said, why_not(dossier, plot) if self.passes[plot.id] is False else "")))

    def _number(self, row: PlotAcceptance) -> str:
        if row.plot_id in self.passed:
            return self.passed[row.plot_id].number
        return "不合格" if row.plot_id in self.failed else "未验收"

    def _planned(self, row: PlotAcceptance) -> str:
        area = self.plots[row.plot_id].reclaimed_area
        return "" if area is None else printed(hectares(area), 4)

    def _checked(self, row: PlotAcceptance) -> str:
        found = self.checks.get(row.plot_id)
        return f"{found.accepted}／{found.of} 户" if found else ""

    def _type(self, typed: PlotAcceptance, name: str, text: str) -> None:
        def put() -> None:
            self.typed[typed.plot_id] = replace(typed, **{name: parse(fields_of(PlotAcceptance)[name], text)})
            self.reload()
        self.attempt(put)

    def ask(self) -> None:
        """Ask for the document of the acceptance of the plots that are selected."""
        chosen = self._chosen()
        if not chosen:
            self.wrong.emit("还没有选中未验收的地块，没有登记。请先在表中选中。")
            return
        self.tabs.setCurrentIndex(0)
        body = acceptances.accepting_body(self.desk, self.desk.dossier(self.project_id))
        self.line.ask(f"登记 {len(chosen)} 个地块的验收。{_who(body)}", "")

    def _chosen(self) -> list[PlotAcceptance]:
        return [r for r in self.table.selected() if r.plot_id not in self.passed]

    def _enter(self, authority: str, number: str, on: str, opinion: str) -> None:
        rows = self._chosen()

        def entered() -> None:
            self.line.done()
            self.said.emit(f"已登记 {len(rows)} 个地块的验收")
        self.do(lambda: acceptances.accept(self.desk, self.project_id, authority, number, day(on), rows, opinion), entered)

    def _ask_correction(self) -> None:
        one = self.entries.entity_at(self.entries.view.currentIndex().row())
        if one is None or one.revokes_id:
            self.wrong.emit("还没有选中要更正的验收，没有更正。请先在“已登记的验收”里选中。")
        else:
            self.correction.ask()

    def _correct(self, why: str) -> None:
        one = self.entries.entity_at(self.entries.view.currentIndex().row())
        self.do(lambda: acceptances.revoke(self.desk, one, why), self.correction.done)

    def lead_to(self, entity_id: str, field: str) -> None:
        """To an acceptance that was entered, or to a plot."""
        entered = self.entries.select(entity_id)
        self.tabs.setCurrentIndex(1 if entered else 0)
        if entered or self.table.select(entity_id):
            (self.entries if entered else self.table).view.setFocus()


def _of_passed(column: Column) -> Column:
    """A column whose sum counts what is, or is about to be, entered as passed: nothing else is accepted."""
    figure_of = column.figure
    return column if figure_of is None else replace(column, figure=lambda row: figure_of(row) if row.passed else None)


def _who(body: acceptances.AcceptingBody) -> str:
    if body.stated:
        return f"验收机关：{body.actor}（{body.clause}）；验收合格即归还指标。面积单位：公顷。"
    clause = f"（{body.clause}）" if body.clause else ""
    return f"验收机关：政策{body.actor}{clause}，按实际验收机关和文件登记。面积单位：公顷。"
