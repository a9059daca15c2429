"""双签协议: every household and collective property with its pair, how far it has come, and why it is left out when it is."""

from __future__ import annotations

from collections import Counter
from datetime import date

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from linkdesk.actions import agreements, finalising, terms
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import AGREEMENT_VALUES
from linkdesk.domain.words import AgreementState, Certainty
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.pages import room
from linkdesk.ui.pair_columns import columns, marks
from linkdesk.ui.pair_filter import PairFilter
from linkdesk.ui.pair_rows import LEFT_OUT, MADE, OPEN, Pair, matches, pairs
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.stage_bar import StageBar
from linkdesk.ui.sure_line import SureLine
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.terms_line import TermsLine
from linkdesk.ui.work import Work

__all__ = ["LEFT_OUT", "MADE", "OPEN", "AgreementsPage", "Pair", "pairs"]
# What is reached from here, in the order of the work, as far as it is built.
WITHIN = ("agreement", "batch_print", "progress", "scans", "notices", "payments", "complaints", "ledgers", "standards", "wordings")
CHECKED_AT_ONCE = 1000  # drafts
NO_PAIR = "本项目的政策没有写明“双签”是哪两份协议，请先在政策参数中指定。"


class AgreementsPage(Page):
    """Make what is missing, see how far all have come, and go from here to every step that follows."""

    key, title = "agreements", "双签协议"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.found: list[Pair] = []
        self.main_action = self.action("生成协议", self._draft)
        self.print = self.action("打印", lambda: self.go.emit("preview", "agreements", ""), "print")
        self.more = self.action("更多", lambda: None)
        self.more.setMenu(self._menu())
        self.end = self.action("定稿编号", self._ask_finalise)
        self.actions_beside = (self.action("作废", lambda: self.voiding.ask()), self.end, self.print, self.more)
        self.kinds = desk.dossier(project_id).pair
        self.rates = label("", "warning", wrap=True)
        self.confirm = button("去核实", lambda: self.go.emit("values", "", "demolition_reward_per_person"), "link")
        self.bar, self.filter, self.count = StageBar(), PairFilter(), label("", "small")
        self.search, self.which = self.filter.search, self.filter.stage
        self.table = self._table()
        self.body = QStackedWidget()
        self.body.addWidget(self._list())
        self.body.addWidget(first_step("还没有农户，请先导入摸底调查表，再生成双签协议。",
                                       button("导入农户", lambda: self.go.emit("import", "", ""), "main")))
        self.body.addWidget(first_step(NO_PAIR, button("去指定", lambda: self.go.emit("values", "", "agreement_pair"), "main")))
        column(self.body, parent=self)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for key in WITHIN:
            if found := room(key):
                menu.addAction(found.title, lambda k=key: self._lead(k))
        return menu

    def _lead(self, key: str) -> None:
        """To another room; the editor opens with the row chosen here."""
        chosen = self.table.entity_at(self.table.view.currentIndex().row())
        self.go.emit(key, chosen.id if chosen and key == "agreement" else "", "")

    def _table(self) -> Table:
        table = Table(EntityTable(columns(self.kinds), matches), self.memory, f"pairs{len(self.kinds)}")
        table.opened.connect(lambda pair: pair and self.go.emit("agreement", pair.id, ""))
        table.selected_sums.connect(self.said)
        self.setFocusProxy(table.view)
        return table

    def _list(self) -> QWidget:
        page = QWidget()
        rates = row(self.rates, self.confirm)
        rates.setStretch(0, 1)
        top = row(self.filter, self.count, gap=12)
        top.setStretch(0, 1)
        self._wire()
        whole = column(rates, self.bar, top, self.voiding, self.sure, self.table, self.terms, gap=6, parent=page)
        whole.setContentsMargins(*(theme.current().px(n) for n in (24, 8, 24, 8)))
        whole.setStretch(5, 1)
        return page

    def _wire(self) -> None:
        self.filter.typed.connect(self._find)
        self.filter.changed.connect(self._show_rows)
        self.filter.entered.connect(lambda: self.table.view.setFocus())
        self.bar.chosen.connect(self.filter.choose_stage)
        self.terms = TermsLine()
        self.terms.agreed.connect(self._agree)
        self.terms.wrong.connect(self.wrong)
        self.voiding = ReasonLine("作废原因，如“户主变更”；作废的协议留存，编号不再使用", "作废所选各户的协议")
        self.voiding.given.connect(self._void)
        self.sure = SureLine("确认定稿编号")
        self.sure.sure.connect(self._finalise)

    def _dossier(self) -> Dossier:
        return self.desk.dossier(self.project_id)

    def reload(self) -> None:
        dossier = self._dossier()
        if dossier.pair != self.kinds:
            self._change_kinds(dossier.pair)
        self.found = pairs(dossier)
        self.body.setCurrentIndex(2 if not dossier.pair else 0 if self.found else 1)
        self.filter.offer(self.found)
        self._show_rows()
        self._say(dossier)
        self.terms.show_dossier(dossier)

    def _show_rows(self) -> None:
        kept = [p for p in self.found if self.filter.keeps(p)]
        self.table.show_entities(kept, marks(kept, self._dossier()))
        if self.table.model.rows and not self.table.view.currentIndex().isValid():
            self.table.select(self.table.model.rows[0].id)
        self._count()

    def _find(self, typed: str) -> None:
        self.table.model.filter(typed)
        self._count()

    def _count(self) -> None:
        shown, every = len(self.table.model.rows), len(self.found)
        self.count.setText(f"共 {every:,} 户（处）" if shown == every else f"{shown:,} / {every:,} 户（处）")

    def _void(self, reason: str) -> None:
        made = [a for pair in self.table.selected() for a in pair.made if a]
        if self.do(lambda: agreements.void(self.desk, agreements.with_supplements(self._dossier(), made), reason)):
            self.voiding.done()

    def _agree(self, given: dict[str, date]) -> None:
        drafts = _drafts(self._dossier())
        self.do(lambda: terms.agree(drafts, given),
                lambda: self.said.emit(f"已填入 {len(drafts):,} 份草稿；下一步核对后“定稿编号”，再到“更多”中“批量打印”"))

    def _ask_finalise(self) -> None:
        able, why = finalising.ready(self._dossier())
        left = f"另有 {len(why):,} 份缺资料，仍为草稿；" if why else ""
        if able:
            self.sure.ask(f"将为 {len(able):,} 份协议编号封存，{left}编号后不能撤销，只能作废。请先核对草稿。")
        else:
            self._finalise()  # its refusal says what is missing

    def _finalise(self) -> None:
        def finalising_all(report):
            change = finalising.finalise(self.desk, self.project_id, report)
            self.desk.do(change, report)
            return len(finalising.numbers(change))
        self.attempt(lambda: self.work.start("定稿编号", finalising_all, self._finalised, holds_desk=True))

    def _finalised(self, count: int) -> None:
        left = len(_drafts(self._dossier()))
        rest = f"{left} 份缺资料未定稿，原因见“更多”中的“批量打印”" if left else "可以打印签字"
        self.said.emit(f"已定稿编号 {count} 份，{rest}；定稿不能撤销，只能作废。")

    def _change_kinds(self, kinds: tuple[str, ...]) -> None:
        self.kinds, old = kinds, self.table
        self.table = self._table()
        old.parentWidget().layout().replaceWidget(old, self.table)
        old.deleteLater()

    def _say(self, dossier: Dossier) -> None:
        states = Counter(p.state for p in self.found)
        self.bar.show_counts(Counter(p.stage for p in self.found))
        self.main_action.setEnabled(bool(states[OPEN]) or _may_be_outdated(dossier))
        self.print.setEnabled(bool(states[MADE]))
        self.end.setVisible(bool(_drafts(dossier)))
        rates = [r for r in dossier.rates if r.name in AGREEMENT_VALUES and r.certainty is Certainty.UNVERIFIED]
        self.rates.setText("、".join(r.label for r in rates) + "待核实，协议都标“草稿”，核实后才能定稿。" if rates else "")
        self.rates.setVisible(bool(rates))
        self.confirm.setVisible(bool(rates))

    def _draft(self) -> None:
        self.do(lambda: agreements.draft(self.desk, self.project_id), lambda: self.said.emit("已生成协议草稿，可用 Ctrl+Z 撤销"))

    def lead_to(self, entity_id: str, field: str) -> None:
        agreement = self.desk.store.get(Agreement, entity_id)
        self.table.select(agreement.subject_id if agreement else entity_id)


def _drafts(dossier: Dossier) -> list[Agreement]:
    return [a for a in dossier.agreements if a.state is AgreementState.DRAFT]


def _may_be_outdated(dossier: Dossier) -> bool:
    """Whether drafts should be made anew; of very many this is only found out when it is asked for."""
    count = len(_drafts(dossier))
    return count > CHECKED_AT_ONCE or (count > 0 and bool(agreements.outdated(dossier)))
