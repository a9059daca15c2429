"""指标台账: a county's quota book: balances on any day, the entries behind each, what waits, and what is entered by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from linkdesk.actions import quota_book, quota_entries, quota_land, quota_papers, quota_pending
from linkdesk.actions.quota_book import Balance
from linkdesk.actions.quota_sizes import UnitDoubt
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.words import Severity
from linkdesk.posting import Pending
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, first_step, scrolled, word_tabs
from linkdesk.ui.page import Page
from linkdesk.ui.quota_columns import of_balances
from linkdesk.ui.quota_entries_tab import EntriesTab
from linkdesk.ui.quota_filters import QuotaFilters
from linkdesk.ui.quota_forms import IssueForm, LandForm, OpeningForm, QuotaForm
from linkdesk.ui.quota_waiting_tab import WaitingTab
from linkdesk.ui.quota_years_tab import YearsTab
from linkdesk.ui.rooms_menu import rooms_within
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.work import Work

EMPTY = ("指标台账按县记账：指标从哪个科目转到哪个科目、多少面积、依据哪个文号，只增不改，错了用冲销更正。\n"
         "方案批准、用地批准、验收、预支、交易都自动记入；记不进的列在“待过账”，写明原因，不会遗漏。\n"
         "先登记上级的下达文件（年度计划指标和周转指标一并登记）；以前已有台账的，先登记期初余额。")
BALANCES, ENTRIES, WAITING, YEARS = range(4)
BOOK, FIRST, FORM = range(3)


class QuotaPage(Page):
    """Double click or Enter on a balance shows its entries; an entry shows its voucher and leads to where it came from."""

    key, title = "quota", "指标台账"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.filters, self.issue, self.land, self.opening = QuotaFilters(), IssueForm(), LandForm(), OpeningForm()
        self.main_action = self.action("登记下达文件", lambda: self._ask(self.issue))
        self.actions_beside = (self.action("登记用地", lambda: self._ask(self.land)), self.action("期初和调剂", lambda: self._ask(self.opening)),
                               self.action("存为文件", self.save), rooms_within(self, "quota"))
        self.balances = Table(EntityTable(of_balances(self.filters.unit)), self.memory, "quota/balances")
        self.entries, self.waiting, self.years = EntriesTab(self), WaitingTab(self), YearsTab(self)
        self.tabs, self.body = word_tabs(), QStackedWidget()
        self.chose_county = False
        self.waits: list[tuple[Project | None, Pending]] = []
        self._waits_as_of: tuple[object, ...] = ()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        for words, part in (("余额", self.balances), ("分录", self.entries), ("待过账", self.waiting), ("年结", self.years)):
            self.tabs.addTab(part, words)
        self.balances.first = ("owner", "account", "construction", "farmland")
        inside, whole = QWidget(), QWidget()
        column(self.filters, self.tabs, gap=4, parent=inside).setStretch(1, 1)
        self.body.addWidget(inside)
        self.body.addWidget(first_step(EMPTY, button("登记下达文件", lambda: self._ask(self.issue), "main"),
                                       button("登记期初余额", lambda: self._ask(self.opening))))
        self.forms = QWidget()
        column(self.issue, self.land, self.opening, 1, parent=self.forms)
        self.body.addWidget(scrolled(self.forms))
        column(self.body, parent=whole).setContentsMargins(*map(theme.current().px, (16, 8, 16, 8)))
        column(whole, parent=self)
        self.setFocusProxy(self.balances.view)

    def _wire(self) -> None:
        self.filters.changed.connect(self._show)
        self.filters.bodies.activated.connect(lambda _: self.reload())
        self.filters.wrong.connect(self.wrong)
        self.tabs.currentChanged.connect(lambda _: self._show_tab())
        self.balances.opened.connect(lambda chosen: chosen and self._drill(chosen))
        self.entries.table.selected_sums.connect(self.said)
        self.entries.printing.connect(self._print_voucher)
        self.land.chosen.connect(lambda _: self._offer_plots())
        for form, make in ((self.issue, self._issued), (self.land, self._taken), (self.opening, self._opened)):
            form.gone.connect(self._show_body)
            form.given.connect(lambda confirmed, form=form, make=make: self._enter(form, lambda: make(confirmed)))

    def reload(self) -> None:
        bodies = quota_book.counties(self.desk)
        mine = self.filters.body if self.chose_county else _body_of(self, [b.id for b in bodies])
        names = quota_book.project_names(self.desk, mine) if mine else {}
        self.filters.offer([(b.id, b.name) for b in bodies], names.items(), quota_book.years(self.desk, mine) if mine else ())
        if mine:
            self.filters.bodies.setCurrentIndex(max(0, self.filters.bodies.findData(mine)))
            self.chose_county = True
        for box in (self.land.projects, self.opening.projects):
            _fill(box, names, self.project_id)
        self._look_what_waits(mine)
        self.tabs.setTabText(WAITING, f"待过账（{len(self.waits)}）" if self.waits else "待过账")
        self._show_body()
        self._show()

    def _look_what_waits(self, body: str) -> None:
        """Looked for once between two changes: all projects of the county are asked."""
        state = body, self.desk.as_of(), self.desk.clock().date()
        if state != self._waits_as_of:
            self.waits = quota_pending.of_county(self.desk, body, quota_pending.AT_ONCE) if body else []
            self._waits_as_of = state

    def _show_body(self) -> None:
        """The form that was asked for, else the book, else what to do first."""
        asked = any(not form.isHidden() for form in (self.issue, self.land, self.opening))
        begun = bool(self.waits) or self.desk.store.count(QuotaEntry) > 0
        self.body.setCurrentIndex(FORM if asked else BOOK if begun else FIRST)

    def _show(self) -> None:
        wanted = self.filters.wanted
        found = quota_book.balances(self.desk, self.filters.body, wanted.until, wanted.project_id) if self.filters.body else []
        found = [b for b in found if wanted.account in (None, b.account)]
        self.balances.model.columns = of_balances(self.filters.unit)
        self.balances.show_entities(found, {b.id: (Severity.WARNING, "余额为负：政策放开了周转指标的规模（A §三(一)）。")
                                            for b in found if b.amounts.is_below_zero})
        self._show_tab()

    def _show_tab(self) -> None:
        """Only what is in front is read."""
        at = self.tabs.currentIndex()
        if at == ENTRIES:
            self.entries.show_entries(self.filters.body, self.filters.wanted, self.filters.unit)
        elif at == WAITING:
            self.waiting.show_waiting(self.waits)
        elif at == YEARS:
            self.years.show_years(self.filters.body)

    def _drill(self, balance: Balance) -> None:
        self.filters.choose(balance.account, balance.project_id)
        self.tabs.setCurrentIndex(ENTRIES)
        self._show()

    def _ask(self, form: QuotaForm) -> None:
        for other in (self.issue, self.land, self.opening):
            if other is not form:
                other.hide()
        if form is self.land:
            self._offer_plots()
        self.body.setCurrentIndex(FORM)
        form.ask()

    def _offer_plots(self) -> None:
        plots = quota_land.open_plots(self.desk, self.land.project_id) if self.land.project_id else ()
        self.land.offer(plots, _plot_words)

    def _issued(self, confirmed: bool) -> Change:
        return quota_entries.issue(self.desk, self.filters.body, **self.issue.typed, confirmed=confirmed)

    def _taken(self, _: bool) -> Change:
        return quota_land.take_land(self.desk, self.land.project_id, **self.land.typed)

    def _opened(self, confirmed: bool) -> Change:
        form = self.opening
        said = {**form.document, "amounts": form.amounts("area"), "confirmed": confirmed}
        if form.is_adjustment:
            return quota_entries.inter_provincial(self.desk, form.project_id, **said)
        return quota_entries.opening(self.desk, self.filters.body, form.project_id or None, form.account, **said)

    def _enter(self, form: QuotaForm, make: Callable[[], Change]) -> None:
        def entered() -> None:
            try:
                self.desk.do(make())
            except UnitDoubt as doubt:
                form.question(str(doubt))
                return
            form.done()
            self.said.emit("已登记。登记有误的，在分录里选中后冲销。")
        self.attempt(entered)

    def _print_voucher(self, entries: tuple[QuotaEntry, ...]) -> None:
        if folder := QFileDialog.getExistingDirectory(self, "选择存放的文件夹"):
            self._write(lambda: quota_papers.write_voucher(self.desk, list(entries), Path(folder), self.filters.unit), folder)

    def save(self) -> None:
        """Ask for a folder, then write balances and accounts as they are asked for into it."""
        if folder := QFileDialog.getExistingDirectory(self, "选择存放的文件夹"):
            self.save_to(Path(folder))

    def save_to(self, folder: Path) -> None:
        """Write balances and accounts into a folder."""
        body, wanted, unit = self.filters.body, self.filters.wanted, self.filters.unit
        self._write(lambda: quota_papers.write(self.desk, body, folder, wanted, unit), folder)

    def _write(self, write: Callable[[], list[Path]], folder: object) -> None:
        self.work.start("写出文件", lambda report: write(), lambda paths: self.said.emit(f"已写出 {len(paths)} 个文件：{folder}"), holds_desk=True)

    def lead_to(self, entity_id: str, field: str) -> None:
        """Show an entry with its voucher, or a tab by its name."""
        if entity_id in (names := ("balances", "entries", "waiting", "years")):
            self.tabs.setCurrentIndex(names.index(entity_id))
            return
        self.tabs.setCurrentIndex(ENTRIES)
        self.entries.table.select(entity_id)


def _body_of(page: QuotaPage, known: list[str]) -> str:
    """The county of the project at hand, else the first."""
    project = page.desk.store.get(Project, page.project_id) if page.project_id else None
    return project.responsible_id if project and project.responsible_id in known else next(iter(known), "")


def _fill(box, names: dict[str, str], chosen: str) -> None:
    kept = box.currentData() or chosen
    box.blockSignals(True)
    box.clear()
    for id_, name in names.items():
        box.addItem(name, id_)
    box.setCurrentIndex(max(0, box.findData(kept)))
    box.blockSignals(False)


def _plot_words(plot: Plot) -> str:
    area = shown(fields_of(Plot)["new_construction_area"], plot.new_construction_area)
    return f"{plot.code}　{plot.use}　{f'{area} 公顷' if area else '面积待补'}　{plot.planned_use}".rstrip("　")
