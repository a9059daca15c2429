"""双签协议: every household with the state of its pair, what it gets, and why it is left out when it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from linkdesk.actions import agreements, finalising, households
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.eligibility import ON_PAPER
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures import AGREEMENT_VALUES, REWARD_RATES
from linkdesk.domain.household import Household
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import AgreementState, Certainty, Severity
from linkdesk.ui.columns import Column, of_fields, ordered, text_key
from linkdesk.ui.icons import icon
from linkdesk.ui.look import button, column, first_step, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table
from linkdesk.ui.terms_line import TermsLine
from linkdesk.ui.work import Work

ALL, MADE, OPEN, LEFT_OUT = "全部", "已拟订", "待生成", "不出协议"


@dataclass(frozen=True, slots=True)
class Pair:
    """One household with its agreements of the pair, in the pair's order; `why` says why it is left out."""

    id: str
    household: Household
    made: tuple[Agreement | None, ...]
    why: str

    @property
    def state(self) -> str:
        """Where this household stands."""
        if self.made and all(a and a.state in ON_PAPER for a in self.made):
            return MADE  # signed is signed, whatever has become of the household since
        return LEFT_OUT if self.why else MADE if all(self.made) else OPEN

    @property
    def amount(self) -> Decimal | None:
        """What those of its agreements that grant a reward come to; None while any of it is unknown."""
        amounts = [a.amount for a in self.made if a and a.kind in REWARD_RATES]
        return None if not amounts or None in amounts else sum(amounts, Decimal(0))


def pairs(dossier: Dossier) -> list[Pair]:
    """All households of a project with their pairs."""
    made = {(a.household_id, str(a.kind)): a for a in dossier.agreements if a.state is not AgreementState.VOID}
    why = {out.household.id: out.why for out in agreements.eligible(dossier)[1]}
    return [Pair(h.id, h, tuple(made.get((h.id, kind)) for kind in dossier.pair), why.get(h.id, "")) for h in dossier.households]


def _of_household(name: str, width: int) -> Column:
    field = fields_of(Household)[name]
    plain = of_fields(Household, {name: width})[0]
    return Column(name, plain.heading, lambda p: shown(field, getattr(p.household, name)), lambda p: plain.key(p.household), width,
                  plain.right, plain.figure and (lambda p: plain.figure(p.household)), plain.decimals, plain.unit)


def _of_pair(at: int, kind: str) -> Column:
    def text(pair: Pair) -> str:
        made = pair.made[at] if at < len(pair.made) else None
        return str(made.state) if made else ""
    return Column(f"pair_{at}", kind, text, lambda p: text_key(text(p)), 107)


def columns(kinds: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns for the kinds of the pair."""
    amount = Column("amount", "奖补金额（元）", lambda p: "" if p.amount is None else printed(p.amount, 2),
                    lambda p: ordered(p.amount), 116, True, lambda p: p.amount, 2, "元")
    return (_of_household("village", 78), _of_household("group", 72), _of_household("head_name", 72), _of_household("population", 72),
            *(_of_pair(at, kind) for at, kind in enumerate(kinds)), amount,
            Column("why", "不出协议的原因", lambda p: p.why, lambda p: text_key(p.why), 160))


class AgreementsPage(Page):
    """Make what is missing, print what is made."""

    key, title = "agreements", "双签协议"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("生成协议", self._draft)
        self.print = self.action("打印", lambda: self.go.emit("preview", "agreements", ""), "print")
        self.actions_beside = (self.action("作废", lambda: self.voiding.ask()), self.print)
        self.kinds = desk.dossier(project_id).pair
        self.search = QLineEdit(placeholderText="搜索：姓名、拼音首字母、村组", clearButtonEnabled=True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(lambda typed: self.table.model.filter(typed))
        self.which = QComboBox()
        self.which.addItems([ALL, MADE, OPEN, LEFT_OUT])
        self.which.currentIndexChanged.connect(lambda _: self.reload())
        self.rates = label("", "warning", wrap=True)
        self.confirm = button("去核实", lambda: self.go.emit("values", "", "demolition_reward_per_person"), "link")
        self.count = label("", "small")
        self.table = self._table()
        self.body = QStackedWidget()
        self.body.addWidget(self._list())
        self.body.addWidget(first_step("还没有农户，请先导入摸底调查表，再生成双签协议。",
                                       button("导入农户", lambda: self.go.emit("import", "", ""), "main")))
        self.body.addWidget(first_step("本项目的政策没有写明“双签”是哪两份协议，请先在政策参数中指定。",
                                       button("去指定", lambda: self.go.emit("values", "", "agreement_pair"), "main")))
        column(self.body, parent=self)

    def _table(self) -> Table:
        model = EntityTable(columns(self.kinds), lambda pair, typed: households.matches(pair.household, typed))
        table = Table(model, self.memory, f"agreements{len(self.kinds)}")
        table.opened.connect(lambda pair: pair and self.go.emit("households", pair.id, "willing"))
        table.selected_sums.connect(self.said)
        return table

    def _list(self) -> QWidget:
        page = QWidget()
        top = row(self.search, self.which, self.count, gap=12)
        top.setStretch(0, 1)
        rates = row(self.rates, self.confirm)
        rates.setStretch(0, 1)
        self.terms = TermsLine()
        self.terms.agreed.connect(self._agree)
        self.terms.finalise.connect(self._finalise)
        self.terms.wrong.connect(self.wrong)
        self.voiding = ReasonLine("作废原因，如“户主变更”；作废的协议留存，编号不再使用", "作废所选农户的协议")
        self.voiding.given.connect(self._void)
        column(rates, top, self.voiding, self.table, self.terms, margin=24, gap=8, parent=page).setStretch(3, 1)
        return page

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        if dossier.pair != self.kinds:
            self._change_kinds(dossier.pair)
        found = pairs(dossier)
        wanted = self.which.currentText()
        self.body.setCurrentIndex(2 if not dossier.pair else 0 if found else 1)
        self.table.show_entities([p for p in found if wanted in (ALL, p.state)], _marks(found, dossier))
        self._say(found, dossier)
        self.terms.show_dossier(dossier)

    def _void(self, reason: str) -> None:
        made = [a for pair in self.table.selected() for a in pair.made if a]
        if self.do(lambda: agreements.void(made, reason)):
            self.voiding.done()

    def _agree(self, demolish_by: date, reclaim_by: date) -> None:
        self.do(lambda: finalising.set_terms(self.desk, self.project_id, demolish_by, reclaim_by))

    def _finalise(self) -> None:
        def finalising_all(report):
            change = finalising.finalise(self.desk, self.project_id, report)
            self.desk.do(change, report)
            return len(change.before)
        self.attempt(lambda: self.work.start("定稿编号", finalising_all, self._finalised, holds_desk=True))

    def _finalised(self, count: int) -> None:
        self.said.emit(f"已定稿编号 {count} 份，可以打印签字；定稿不能撤销，只能作废。")

    def _change_kinds(self, kinds: tuple[str, ...]) -> None:
        self.kinds, old = kinds, self.table
        self.table = self._table()
        old.parentWidget().layout().replaceWidget(old, self.table)
        old.deleteLater()

    def _say(self, found: list[Pair], dossier: Dossier) -> None:
        states = [p.state for p in found]
        self.count.setText(f"已拟订 {states.count(MADE)} 户，待生成 {states.count(OPEN)} 户，不出协议 {states.count(LEFT_OUT)} 户")
        self.main_action.setEnabled(OPEN in states or bool(agreements.outdated(dossier)))
        self.print.setEnabled(MADE in states)
        rates = [r for r in dossier.rates if r.name in AGREEMENT_VALUES and r.certainty is Certainty.UNVERIFIED]
        self.rates.setText("、".join(r.label for r in rates) + "待核实，协议都标“草稿”，核实后才能定稿。" if rates else "")
        self.rates.setVisible(bool(rates))
        self.confirm.setVisible(bool(rates))

    def _draft(self) -> None:
        self.do(lambda: agreements.draft(self.desk, self.project_id), lambda: self.said.emit("已生成协议草稿，可用 Ctrl+Z 撤销"))

    def lead_to(self, entity_id: str, field: str) -> None:
        agreement = self.desk.store.get(Agreement, entity_id)
        self.table.select(agreement.household_id if agreement else entity_id)


def _marks(found: list[Pair], dossier: Dossier) -> Marks:
    return {p.id: (Severity.ERROR if p.id in dossier.held else Severity.NOTE, p.why) for p in found if p.why}
