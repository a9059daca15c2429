"""安置区建设: the houses of a settlement plot and whose they are at the left, its checks at the right, what is open above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from linkdesk.actions import settlements
from linkdesk.actions.named_households import called
from linkdesk.desk import Desk
from linkdesk.domain.carrying import SettlementCheck, SettlementHouse
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.settlement_standing import SettlementState, settlement_states, without_house
from linkdesk.ui import theme
from linkdesk.ui.columns import of_field, of_fields
from linkdesk.ui.look import Sentence, beside, button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.work import Work

HOUSES = {"number": 72, "area": 112, "allotted_on": 90, "handed_over_on": 90, "moved_in_on": 90, "note": 100}
CHECKS = {"kind": 84, "item": 130, "passed": 66, "checked_on": 90, "checker": 100, "finding": 130, "rectify_by": 90, "rectified_on": 96,
          "document": 110}
LEFT, RIGHT, USUAL, GAP = 330, 270, (640, 420), 12
EMPTY = "还没有安置地块。安置地块导入以后，在这里登记住房分配、基础设施和质量、消防检查、入住。"
NO_HOUSES = "还没有住房。新增一行，或从表格软件粘贴（房号、农户、建筑面积……，首行为列名时按列名对应）。"
NO_CHECKS = "还没有检查记录。基础设施、工程质量和消防各检查一次，合格后入住。"


class SettlementPage(Page):
    """One settlement plot at a time, chosen above; both tables are edited in their cells."""

    key, title = "settlement", "安置区建设"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("分配空房", self._allot)
        self.actions_beside = (self.action("打印住房分配表", lambda: self.go.emit("preview", "settlement", ""), "print"),
                               self.action("返回实施验收", lambda: self.go.emit("carrying", "", "")))
        who = replace(of_field(fields_of(SettlementHouse)["household_id"], 124), heading="农户")
        self.houses = RowsPanel(self, "settlement/houses", "住房", (*of_fields(SettlementHouse, {"number": 72}), who,
                                                                  *of_fields(SettlementHouse, dict(list(HOUSES.items())[1:]))), Verbs(
            lambda _: settlements.add_house(desk, self.plot_id), self._put,
            lambda rows: settlements.remove(desk, self._stored(rows)),
            lambda cells, names: settlements.paste_houses(desk, project_id, self.plot_id, cells, names)))
        self.checks = RowsPanel(self, "settlement/checks", "检查", of_fields(SettlementCheck, CHECKS), Verbs(
            lambda chosen: settlements.add_check(desk, self.plot_id, **({"kind": chosen.kind} if chosen else {})),
            lambda check, name, text: settlements.set_check_field(desk, check, name, text),
            lambda rows: settlements.remove(desk, rows),
            lambda cells, names: settlements.paste_checks(desk, self.plot_id, cells, names)))
        self.plots, self.sums, self.troubles = QComboBox(), label("", "small"), Sentence(look="warning")
        self.states: dict[str, SettlementState] = {}
        self._lay_out()
        self.plots.currentIndexChanged.connect(lambda _: self._show())
        self.setFocusProxy(self.houses)

    def _lay_out(self) -> None:
        whole, now = QWidget(), theme.current()
        self.houses.setMinimumWidth(now.px(LEFT))
        both = beside(self.houses, self.checks, RIGHT)
        both.setHandleWidth(now.px(GAP))
        both.setSizes([now.px(width) for width in USUAL])
        head = row(label("安置地块"), self.plots, self.sums, 1)
        column(head, self.troubles, both, margin=16, gap=8, parent=whole).setStretch(2, 1)
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(EMPTY, button("导入地块", lambda: self.go.emit("plots_import", "", ""), "main")))
        column(self.body, parent=self)

    @property
    def plot_id(self) -> str:
        """The settlement plot that is shown."""
        return self.plots.currentData() or ""

    def reload(self) -> None:
        self.states = {s.plot.id: s for s in settlement_states(self.desk.dossier(self.project_id))}
        self.body.setCurrentIndex(0 if self.states else 1)
        listed = [(s.plot.code, s.plot.id) for s in self.states.values()]
        if listed != [(self.plots.itemText(at), self.plots.itemData(at)) for at in range(self.plots.count())]:
            self._list(listed)
        self._show()

    def _list(self, listed: Sequence[tuple[str, str]]) -> None:
        here = self.plot_id
        self.plots.blockSignals(True)
        self.plots.clear()
        for code, id_ in listed:
            self.plots.addItem(code, id_)
        self.plots.setCurrentIndex(max(self.plots.findData(here), 0))
        self.plots.blockSignals(False)

    def _show(self) -> None:
        state = self.states.get(self.plot_id)
        if state is None:
            return
        dossier = self.desk.dossier(self.project_id)
        people = {h.id: h for h in (*dossier.households, *dossier.left_out)}
        self.houses.show_rows([replace(h, household_id=called(dossier, people.get(h.household_id or "")) or None) for h in state.houses], (), {}, {})
        self.checks.show_rows(state.checks, (), {}, {})
        planned = f"　方案安置 {state.plot.settled_households} 户" if state.plot.settled_households is not None else ""
        self.sums.setText(f"住房 {len(state.houses)} 套　已分配 {state.allotted}　已入住 {state.moved_in}{planned}"
                          f"　全项目待分配 {len(without_house(dossier))} 户")
        self.troubles.setText("　".join(state.troubles))
        self.troubles.setVisible(bool(state.troubles))
        self.houses.how.setText("" if state.houses else NO_HOUSES)
        self.checks.how.setText("" if state.checks else NO_CHECKS)

    def _put(self, shown: SettlementHouse, name: str, text: str) -> Change:
        house, = self._stored([shown])
        if name == "household_id":
            return settlements.allot_named(self.desk, self.project_id, house, text)
        return settlements.set_house_field(self.desk, house, name, text)

    def _stored(self, shown: Sequence[SettlementHouse]) -> list[SettlementHouse]:
        """The rows as they are stored: what is shown bears the household's name."""
        there = {h.id: h for h in self.desk.dossier(self.project_id).carrying.houses}
        if any(h.id not in there for h in shown):
            raise KnownError("这一行已被删除，没有改动。请重新选择。")
        return [there[h.id] for h in shown]

    def _allot(self) -> None:
        self.do(lambda: settlements.allot_open(self.desk, self.project_id, self.plot_id),
                lambda: self.said.emit("已按顺序分配，可按 Ctrl+Z 撤销。"))

    def lead_to(self, entity_id: str, field: str) -> None:
        for id_, state in self.states.items():
            if any(each.id == entity_id for each in (*state.houses, *state.checks)) or id_ == entity_id:
                self.plots.setCurrentIndex(self.plots.findData(id_))
        for panel in (self.houses, self.checks):
            if panel.table.select(entity_id):
                panel.table.view.setFocus()
