"""The left side of the agreement editor: parties, what was appraised, way of resettlement, terms, account; of one subject."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from linkdesk.actions import attachments, households, terms
from linkdesk.actions.edits import set_value
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.appraisal import Party
from linkdesk.domain.change import Entity
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.eligibility import account_reason
from linkdesk.domain.household import Household
from linkdesk.domain.words import AgreementKind, AgreementState, Severity
from linkdesk.ui import theme
from linkdesk.ui.boxes import SomeFields
from linkdesk.ui.look import column, label
from linkdesk.ui.page import Page
from linkdesk.ui.pair_rows import Pair
from linkdesk.ui.remarks import Remark, of_problems
from linkdesk.ui.section import Section
from linkdesk.ui.subject_tables import SCANS, ItemTable, PartyTable, show_scan

CHOICE = {"resettlement_choice": "安置方式", "resettlement_site": "安置地点"}
ACCOUNT = {"account_holder": "开户人", "account_basis": "账户依据", "bank_name": "开户银行", "bank_account": "银行账号"}
TERMS = {"vacate_by": "腾退期限", "demolish_by": "拆除期限", "reclaim_by": "复垦期限", "settle_by": "交房期限",
         "demolition_way": "拆除方式", "reclamation_way": "复垦方式", "copies": "份数"}
HOUSING = {"housing_area": "安置住房面积", "self_funded": "农户自筹"}
OWN_ACCOUNT = {"account_holder": "账户户名", "bank_name": "开户行", "bank_account": "银行账号"}
FIELDS = frozenset({*CHOICE, *ACCOUNT, *TERMS, *HOUSING})


class SubjectView(QWidget):
    """Everything that is put right here is stored at once; while agreements are on paper nothing can be."""

    reveal = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.desk = page, page.desk
        self.pair: Pair | None = None
        self.parties, self.items = PartyTable(page), ItemTable(page)
        self.choice, self.account = SomeFields(Household, CHOICE, self._store), SomeFields(Household, ACCOUNT, self._store)
        self.terms, self.own_account = SomeFields(Agreement, TERMS, self._agree), SomeFields(Agreement, OWN_ACCOUNT, self._agree)
        self.housing = SomeFields(Agreement, HOUSING, self._agree_housing)
        self.no_terms = label("还没有协议草稿。生成协议后在这里约定期限、方式和份数。", "small", wrap=True)
        self.scan = {"附扫描件": self.choose, "打开": self._open}
        self.sections = {"choice": Section("安置方式", self.choice), "terms": Section("期限、方式和份数", self._terms()),
                         "housing": Section("安置住房和自筹", self.housing),
                         "account": Section("付款账户", self.account, self.scan), "own_account": Section("付款账户", self.own_account)}
        whole = column(self.parties, self.items, *self.sections.values(), 1, gap=16, parent=self)
        whole.setContentsMargins(*(theme.current().px(n) for n in (24, 8, 16, 24)))
        for fields in (self.choice, self.account):
            fields.settled.connect(lambda problem, how: page.do(lambda: households.settle(self.desk, problem, how)))
        for fields in self.groups:
            fields.reveal.connect(self.reveal)

    @property
    def groups(self) -> tuple[SomeFields, ...]:
        """The groups of fields, from above."""
        return self.choice, self.terms, self.housing, self.account, self.own_account

    def _terms(self) -> QWidget:
        both = QWidget()
        column(self.terms, self.no_terms, gap=0, parent=both)
        return both

    def _store(self, household: Household, name: str, text: str) -> None:
        """Store a corrected field of the household; the problems about it are settled with it."""
        self.desk.do(households.correct(self.desk, self.page.newest(household, name), name, text))

    def _agree(self, _: Entity, name: str, text: str) -> None:
        """Put a term into every draft of the subject."""
        self.desk.do(terms.agree_typed(self._drafts(), name, text))

    def _agree_housing(self, agreement: Entity, name: str, text: str) -> None:
        """Put room or own money into the resettlement agreement, which alone states them."""
        self.desk.do(terms.agree_typed([self.page.newest(agreement, name)], name, text))

    def _drafts(self) -> list[Agreement]:
        made = self.pair.progress.trace.mains if self.pair and self.pair.progress else ()
        return [a for a in made if a.state is AgreementState.DRAFT]

    def show_pair(self, pair: Pair, dossier: Dossier, frozen: bool) -> None:
        """Show a subject as it stands."""
        self.pair = pair
        self.parties.show_parties(pair.subject, parties_of(dossier, pair), frozen)
        self.items.show_items(pair.subject, dossier, frozen)
        self._show_terms(frozen)
        household = pair.subject if isinstance(pair.subject, Household) else None
        self.sections["choice"].setVisible(household is not None)
        self.sections["account"].setVisible(household is not None)
        if household is not None:
            self._show_household(household, dossier)
        for fields in self.groups:
            fields.freeze(frozen)
        self.sections["account"].freeze(frozen)

    def _show_household(self, household: Household, dossier: Dossier) -> None:
        problems = tuple(p for p in dossier.problems if p.household_id == household.id and p.field in FIELDS)
        remarks = (*of_problems(problems), *of_account(household), *of_choice(household))
        was = {p.field: p.value for p in problems if p.settled_at is None and p.value}
        self.choice.show_entity(household, remarks, was)
        self.account.show_entity(household, remarks, was)

    def _show_terms(self, frozen: bool) -> None:
        made = self.pair.progress.trace.mains if self.pair.progress else ()
        shown = made if frozen else self._drafts()
        self.terms.setVisible(bool(shown))
        self.no_terms.setVisible(not shown)
        self.sections["own_account"].setVisible(self.pair.is_collective and bool(shown))
        resettlement = next((a for a in shown if a.kind is AgreementKind.RESETTLE), None)
        self.sections["housing"].setVisible(resettlement is not None)
        if resettlement:
            self.housing.show_entity(resettlement)
        if shown:
            self.terms.show_entity(_together(shown))
            self.own_account.show_entity(_together(shown))

    def mask(self, masked: bool) -> None:
        """Hide or show identity numbers and accounts."""
        for fields in self.groups:
            fields.mask(masked)
        self.parties.table.model.masked = masked
        self.parties.table.model.show(self.parties.table.model.everything, self.parties.table.model.marks)

    def lead_to(self, name: str) -> QWidget | None:
        """Put the cursor into a field or a table; what has it now, None when there is no such field here."""
        if name in ("items", "parties"):
            return getattr(self, name).lead()
        for fields in self.groups:
            if name in fields.boxes and fields.isVisibleTo(self):
                fields.lead_to(name)
                return fields.boxes[name]
        return None

    def choose(self) -> None:
        """Ask for the scan of the authorisation and keep it."""
        path, _ = QFileDialog.getOpenFileName(self, "选择账户授权的扫描件", "", SCANS)
        if path:
            self.attach(Path(path))

    def attach(self, path: Path) -> None:
        """Keep a scan as the paper on which the account of another person rests."""
        self.page.do(lambda: set_value(self.pair.subject, "account_paper",
                                       attachments.keep(self.desk, path, attachments.SCAN, "授权委托书的扫描件或照片")))

    def _open(self) -> None:
        if paper := self.pair.subject.account_paper:
            show_scan(self.page, paper, "账户依据")
        else:
            self.page.wrong.emit("还没有附账户授权的扫描件。请用“附扫描件”选择文件。")


def parties_of(dossier: Dossier, pair: Pair) -> tuple[Party, ...]:
    """The further parties of a subject, in order."""
    mine = (p for p in dossier.parties if p.subject_id == pair.id)
    return tuple(sorted(mine, key=lambda p: p.position))


def _together(made: list[Agreement] | tuple[Agreement, ...]) -> Agreement:
    """The first of some agreements, with each term it lacks from one that has it."""
    lacking = {name: next((v for a in made if (v := getattr(a, name)) is not None), None) for name in (*TERMS, *OWN_ACCOUNT)}
    return replace(made[0], **lacking)


def of_account(household: Household) -> Iterator[Remark]:
    """An account in another name than the head's needs an authorisation."""
    if why := account_reason(household.account_holder, household.head_name, household.account_basis):
        yield Remark("account_basis", Severity.ERROR, f"{why}，不能定稿和付款。")


def of_choice(household: Household) -> Iterator[Remark]:
    """The household chooses its way of resettlement."""
    if household.resettlement_choice is None:
        yield Remark("resettlement_choice", Severity.NOTE, "本户还没有选定安置方式。")
