"""参与主体: who invests in reclamation or carries it out, contracts and payments; the county's own measures on a tab of their own."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from linkdesk.actions import county_measures, partners
from linkdesk.desk import Desk
from linkdesk.domain.carrying import CountyMeasure, Partner, WorkPayment
from linkdesk.domain.carrying_words import PartnerKind
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import Severity
from linkdesk.domain.work_accounts import WorkAccount, accounts, partner_doubt
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields, ordered
from linkdesk.ui.look import Sentence, beside, column, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.payments_of_partner import PaymentsOfPartner
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.scan_line import ScanLine
from linkdesk.ui.work import Work

WIDTHS = {"name": 120, "kind": 80, "role": 82, "contract_number": 96, "signed_on": 92, "ends_on": 92, "amount": 114, "invested": 114,
          "return_terms": 120, "phone": 96, "note": 100}
MEASURES = {"title": 240, "number": 130, "issued_on": 96, "begins": 96, "until_on": 96, "note": 140}
LEFT, RIGHT, USUAL = 330, 288, (720, 288)
NO_PARTNERS = ("还没有参与主体。新增一行，登记投资或者实施复垦的单位：社会资本、农村集体经济组织、农民群众、新型农业经营主体、"
               "建设用地单位，以及施工、监理单位。")
NO_MEASURES = "还没有登记县级实施办法。新增一行，填写文件名称、文号和施行日期，并附上文件。"
RULES = "县级人民政府可以结合实际制定拆旧区复垦的实施办法（A §三(四)）。竣工报告按开工时有效的一份引用。"


class PartnersPage(Page):
    """Partners at the left, the payments of the chosen one at the right."""

    key, title = "partners", "参与主体"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("新增参与主体", lambda: (self.tabs.setCurrentIndex(0), self.partners.add()))
        self.actions_beside = (self.action("返回实施验收", lambda: self.go.emit("carrying", "", "")),)
        self.accounts: dict[str, WorkAccount] = {}
        self.partners = RowsPanel(self, "partners/rows", "参与主体", self._columns(), Verbs(
            lambda row: partners.add(desk, project_id, row.kind if row else PartnerKind.CONTRACTOR),
            lambda row, name, text: partners.set_partner_field(desk, row, name, text),
            lambda rows: partners.remove(desk, rows),
            lambda cells, names: partners.paste(desk, project_id, cells, names),
            lambda row, by: partners.move(desk, row, by)))
        self.partners.table.first = ("name", "kind", "amount", "paid", "open")
        self.contract = ScanLine(self, partners.SCAN, lambda row, path: partners.attach(desk, row, path),
                                 lambda row: partners.detach(desk, row), lambda row: partners.copy_to_view(desk, row))
        self.payments = PaymentsOfPartner(self)
        self.measures = RowsPanel(self, "partners/measures", "县级实施办法", of_fields(CountyMeasure, MEASURES), Verbs(
            lambda row: county_measures.add(desk, project_id),
            lambda row, name, text: county_measures.set_measure_field(desk, row, name, text),
            lambda rows: county_measures.remove(desk, rows),
            lambda cells, names: county_measures.paste(desk, project_id, cells, names)))
        self.document = ScanLine(self, county_measures.SCAN, lambda row, path: county_measures.attach(desk, row, path),
                                 lambda row: county_measures.detach(desk, row), lambda row: county_measures.copy_to_view(desk, row))
        self._lay_out()

    def _columns(self) -> tuple[Column, ...]:
        fields = of_fields(Partner, WIDTHS)
        at = list(WIDTHS).index("invested")
        return (*fields[:at], self._reckoned("paid", "已付（万元）"), self._reckoned("open", "未付（万元）"), *fields[at:])

    def _reckoned(self, name: str, heading: str) -> Column:
        def value(row: Partner):
            account = self.accounts.get(row.id)
            return getattr(account, name) if account else None
        return Column(name, heading, lambda row: "" if value(row) is None else printed(value(row), 2), lambda row: ordered(value(row)), 92,
                      right=True, figure=value, decimals=2, unit="万元")

    def _lay_out(self) -> None:
        now, left, whole, rules = theme.current(), QWidget(), QWidget(), QWidget()
        side = column(self.partners, self.contract, parent=left)
        side.setStretch(0, 1)
        side.setContentsMargins(0, 0, now.px(8), 0)
        left.setMinimumWidth(now.px(LEFT))
        both = beside(left, self.payments, RIGHT)
        both.setHandleWidth(now.px(12))
        both.setSizes([now.px(width) for width in USUAL])
        column(both, parent=whole).setContentsMargins(*map(now.px, (16, 8, 16, 8)))
        column(self.measures, self.document, Sentence(RULES), margin=16, parent=rules).setStretch(0, 1)
        self.tabs = word_tabs()
        self.tabs.addTab(whole, "参与主体和付款")
        self.tabs.addTab(rules, "县级实施办法")
        column(self.tabs, parent=self)
        self.partners.table.chosen.connect(lambda _: self._show_chosen())
        self.measures.table.chosen.connect(lambda now: self.document.show_row(now))
        self.setFocusProxy(self.partners)

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        self.accounts = {account.partner.id: account for account in accounts(dossier)}
        doubts = {id_: partner_doubt(account) for id_, account in self.accounts.items()}
        rows = [account.partner for account in self.accounts.values()]
        self.partners.show_rows(rows, (), {id_: (Severity.WARNING, words) for id_, words in doubts.items() if words}, doubts)
        if rows and self.partners.current is None:
            self.partners.table.select(rows[0].id)
        if not rows:
            self.partners.how.setText(NO_PARTNERS)
        self._show_chosen()
        self._show_measures()

    def _show_measures(self) -> None:
        found, now = county_measures.measures(self.desk, self.project_id), county_measures.in_force(self.desk, self.project_id)
        marks = {m.id: (Severity.NOTE, "今天不在有效期内，或者施行日期待补") for m in found if m != now}
        self.measures.show_rows(found, (), marks, {now.id: "现行有效。"} if now else {})
        self.document.show_row(self.measures.current)
        if not found:
            self.measures.how.setText(NO_MEASURES)

    def _show_chosen(self) -> None:
        chosen = self.partners.current
        self.contract.show_row(chosen)
        self.payments.show_account(self.accounts.get(chosen.id) if chosen else None)

    def lead_to(self, entity_id: str, field: str) -> None:
        """A partner, one of its payments, or a document of the county."""
        if self.desk.store.get(CountyMeasure, entity_id):
            self.tabs.setCurrentIndex(1)
            self.measures.table.select(entity_id)
            return
        payment = self.desk.store.get(WorkPayment, entity_id)
        self.partners.table.select(payment.partner_id if payment else entity_id)
        self._show_chosen()
        if payment:
            self.payments.lead_to(payment.id)
