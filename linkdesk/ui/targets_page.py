"""年度任务: what the counties are to achieve by the year, each with its document; behind it the duties that come every year."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from linkdesk.actions import targets
from linkdesk.desk import Desk
from linkdesk.domain.approval import YearTarget
from linkdesk.domain.days import local_day
from linkdesk.domain.quantities import printed
from linkdesk.domain.sales import TargetDone
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.clock_columns import OF_YEAR, doubt_of, marks_of, rows_of
from linkdesk.ui.columns import Column, of_fields, ordered, text_key
from linkdesk.ui.look import Sentence, button, column, first_step, label, row, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

WIDTHS = {"subject": 130, "from_year": 72, "to_year": 72, "area": 98, "done": 132, "document": 160, "note": 110}
TWICE = "合计完成是启用前 {} 亩与指标台账 {} 亩之和，请核对没有重复。"
EMPTY = "还没有年度任务。上级下达交易任务的，按年登记面积和下达文件；没有登记以前，按政策文件里的任务提示（待核实）。"
NO_YEARS = "还没有按年的事项：项目所依据的政策里没有按年考核、督查的要求。"


class TargetsPage(Page):
    """What is due by the year on the first tab, the county's own rows on the second."""

    key, title = "targets", "年度任务"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("新增年度任务", self._add)
        self.names: dict[str, str] = {}
        self.done: dict[str, TargetDone] = {}
        self.years = Table(EntityTable(OF_YEAR), self.memory, "targets/years")
        self.years.first = ("label", "due_on", "left", "state", "clause", "subject")
        self.doubt, self.nothing = Sentence(look="warning"), Sentence(NO_YEARS)
        self.rows = RowsPanel(self, "targets/rows", "下达的任务", self._columns(), Verbs(
            lambda row: targets.add(desk, row), lambda row, name, text: targets.set_target_field(desk, row, name, text),
            lambda rows: targets.remove(desk, rows), lambda cells, names: targets.paste(desk, cells, names)))
        self.rows.table.first = ("body", "from_year", "to_year", "area", "done", "total", "document")
        self.bodies = QComboBox()
        self.body = QStackedWidget()
        self.body.addWidget(self._typed())
        self.body.addWidget(first_step(EMPTY, button("新增年度任务", self._add, "main"), button("粘贴", self.rows.table.paste)))
        self._lay_out()

    def _columns(self) -> tuple[Column, ...]:
        fields = of_fields(YearTarget, WIDTHS)
        at = list(WIDTHS).index("done") + 1
        return (self._body_column(), *fields[:at], self._reckoned("ledger", "台账完成（亩）"), self._reckoned("total", "合计完成（亩）"),
                *fields[at:])

    def _reckoned(self, name: str, heading: str) -> Column:
        def value(one: YearTarget) -> Decimal | None:
            return getattr(self.done.get(one.id), name, None)
        return Column(name, heading, lambda one: "" if value(one) is None else printed(value(one), 2), lambda one: ordered(value(one)), 104,
                      right=True, figure=value, decimals=2, unit="亩")

    def _body_column(self) -> Column:
        def text(one: YearTarget) -> str:
            return self.names.get(one.authority_id or "", "（未填）")
        return Column("body", "责任主体", text, lambda one: text_key(text(one)), 130)

    def _typed(self) -> QWidget:
        whole = QWidget()
        chosen = row(label("责任主体", "small"), self.bodies, 1)
        column(self.rows, chosen, parent=whole).setStretch(0, 1)
        return whole

    def _lay_out(self) -> None:
        first, now = QWidget(), theme.current()
        column(self.nothing, self.years, self.doubt, gap=4, parent=first).setStretch(1, 1)
        self.tabs = word_tabs()
        self.tabs.addTab(first, "按年的任务和考核")
        self.tabs.addTab(self.body, "下达的任务")
        column(self.tabs, parent=self).setContentsMargins(*map(now.px, (16, 4, 16, 8)))
        self.bodies.setMinimumWidth(now.px(180))
        self.bodies.activated.connect(lambda _: self._set_body())
        self.rows.table.chosen.connect(lambda _: self._show_chosen())
        self.setFocusProxy(self.years.view)

    def reload(self) -> None:
        bodies, found = targets.counties(self.desk), targets.targets(self.desk)
        self.names, self.done = {a.id: a.name for a in bodies}, targets.done(self.desk)
        self._show_years()
        with QSignalBlocker(self.bodies):
            self.bodies.clear()
            for id_, name in (("", "（未填）"), *self.names.items()):
                self.bodies.addItem(name, id_)
        lacking = {t.id: (Severity.WARNING, words) for t in found if (words := _lacking(t) + _twice(self.done[t.id]))}
        self.rows.show_rows(found, (), lacking, {t.id: _lacking(t) + (_twice(self.done[t.id]) or _by_ledger(self.done[t.id])) for t in found})
        self.body.setCurrentIndex(0 if found else 1)
        if found and self.rows.current is None:
            self.rows.table.select(found[0].id)
        self._show_chosen()

    def _show_years(self) -> None:
        lines = rows_of(targets.year_clocks(self.desk), local_day(self.desk.clock()))
        self.years.show_entities(lines, marks_of(lines))
        self.doubt.setText(doubt_of(lines))
        self.doubt.setVisible(bool(self.doubt.text()))
        self.nothing.setVisible(not lines)

    def _show_chosen(self) -> None:
        chosen = self.rows.current
        self.bodies.setEnabled(chosen is not None)
        with QSignalBlocker(self.bodies):
            self.bodies.setCurrentIndex(max(0, self.bodies.findData(chosen.authority_id or "")) if chosen else 0)

    def _set_body(self) -> None:
        if chosen := self.rows.current:
            self.do(lambda: targets.set_body(self.desk, chosen, self.bodies.currentData() or None))

    def _add(self) -> None:
        self.tabs.setCurrentIndex(1)
        self.rows.add()

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.rows.table.select(entity_id, 2 + list(WIDTHS).index(field) if field in WIDTHS else 1):
            self.tabs.setCurrentIndex(1)
            self.rows.table.view.setFocus()


def _by_ledger(done: TargetDone) -> str:
    return "" if done.ledger is None else f"指标台账按签订年度计，已完成 {printed(done.ledger, 2)} 亩。"


def _twice(done: TargetDone) -> str:
    return TWICE.format(printed(done.before, 2), printed(done.ledger, 2)) if done.before and done.ledger else ""


def _lacking(target: YearTarget) -> str:
    wanted = (("责任主体", target.authority_id), ("年度", target.from_year), ("目标面积", target.area is not None),
              ("下达文件", target.document.strip()))
    lacking = "、".join(words for words, there in wanted if not there)
    return f"待补：{lacking}。" if lacking else ""
