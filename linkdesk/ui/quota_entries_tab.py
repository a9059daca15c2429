"""分录: the entries of the book page by page, and beside them the voucher of the chosen one with its document and where it came from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QWidget

from linkdesk.actions import quota_book, quota_entries
from linkdesk.actions.quota_book import PAGE, Wanted
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_sources import LEDGER, source_room
from linkdesk.domain.words import Severity
from linkdesk.ui.look import Sentence, button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.pages import ROOMS
from linkdesk.ui.quota_columns import of_entries
from linkdesk.ui.reason_line import ReasonLine
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

_FIELDS = fields_of(QuotaEntry)
_SAID = "document", "number", "year", "grade", "purpose", "officer_name", "note"


class EntriesTab(QWidget):
    """Only the rows of one page are ever read; sorting by a heading sorts these."""

    printing = Signal(object)  # the entries of the voucher chosen

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.offset, self.many, self.wanted, self.body = page, 0, 0, Wanted(), ""
        self.unit, self.voucher = AreaUnit.HECTARE, ()
        columns = of_entries(self.unit, {}, {})
        self.table, self.parts = (Table(EntityTable(columns), page.memory, f"quota/{name}") for name in ("entries", "voucher"))
        self.table.first = ("posted_on", "kind", "from", "to", "construction", "farmland", "number")
        self.parts.first = ("from", "to", "construction", "agricultural", "farmland", "paddy", "plot", "project")
        self.counted, self.heading, self.basis = label("", "second"), label("记账凭证", "group"), Sentence()
        self.back, self.on = button("上一页", lambda: self.turn(-1), "link"), button("下一页", lambda: self.turn(1), "link")
        self.source = button("去来源", self._lead_to_source, "link")
        self.one, self.all = button("冲销所选", lambda: self._ask(whole=False), "link"), button("冲销整张", lambda: self._ask(whole=True), "link")
        self.paper = button("打印凭证", lambda: self.printing.emit(self.voucher), "link")
        self.reason = ReasonLine("冲销的原因，如“面积抄错”", "冲销")
        self.whole = False
        self._lay_out()
        self.table.chosen.connect(lambda _: self._show_voucher())
        self.reason.given.connect(self._reverse)
        self.setFocusProxy(self.table.view)

    def _lay_out(self) -> None:
        above, below, both = QWidget(), QWidget(), QSplitter(childrenCollapsible=False)
        both.setOrientation(both.orientation().Vertical)
        column(self.table, row(self.counted, 1, self.back, self.on, gap=16), gap=4, parent=above).setStretch(0, 1)
        head = row(self.heading, self.source, self.one, self.all, self.paper, gap=16)
        head.setStretch(0, 1)
        column(head, self.basis, self.parts, self.reason, gap=4, parent=below).setStretch(2, 1)
        for part, share in ((above, 5), (below, 2)):
            both.addWidget(part)
            both.setStretchFactor(both.count() - 1, share)
        column(both, parent=self)

    def show_entries(self, body: str, wanted: Wanted, unit: AreaUnit) -> None:
        """Show the first page of what is asked for; the page stays where the same is asked again."""
        if (body, wanted) != (self.body, self.wanted):
            self.offset = 0
        self.body, self.wanted, self.unit = body, wanted, unit
        self._read()

    def turn(self, by: int) -> None:
        """Go a page on or back."""
        self.offset = min(max(0, self.offset + by * PAGE), max(0, self.many - 1) // PAGE * PAGE)
        self._read()
        self.table.view.scrollToTop()

    def _read(self) -> None:
        desk = self.page.desk
        self.many = quota_book.count(desk, self.body, self.wanted) if self.body else 0
        self.offset = min(self.offset, max(0, self.many - 1) // PAGE * PAGE)
        found = quota_book.entries(desk, self.body, self.wanted, PAGE, self.offset) if self.many else []
        self.names = quota_book.project_names(desk, self.body)
        self._dress(self.table, found)
        gone = self._reversed(found)
        self.table.show_entities(found, {e.id: (Severity.NOTE, "冲销分录。" if e.reverses_id else "已冲销。")
                                         for e in found if e.reverses_id or e.id in gone})
        last = self.offset + len(found)
        self.counted.setText(f"第 {self.offset + 1:,}–{last:,} 条，共 {self.many:,} 条" if found else "没有符合条件的分录")
        self.back.setEnabled(self.offset > 0)
        self.on.setEnabled(last < self.many)
        if found and not self.table.view.currentIndex().isValid():
            self.table.select(self.table.model.rows[0].id)
        self._show_voucher()

    def _dress(self, table: Table, found: list[QuotaEntry]) -> None:
        table.model.columns = of_entries(self.unit, self.names, quota_book.plot_codes(self.page.desk, found))

    def _reversed(self, found: list[QuotaEntry]) -> set[str | None]:
        ids = [e.id for e in found]
        return {id_ for id_, in self.page.desk.store.columns(QuotaEntry, ("reverses_id",), reverses_id=ids)} if ids else set()

    @property
    def chosen(self) -> QuotaEntry | None:
        """The entry the officer is at."""
        return self.table.entity_at(self.table.view.currentIndex().row())

    def _show_voucher(self) -> None:
        chosen, desk = self.chosen, self.page.desk
        self.voucher = (quota_entries.voucher(desk, chosen.posting_id) or (chosen,)) if chosen else ()
        self._dress(self.parts, list(self.voucher))
        self.parts.show_entities(self.voucher)
        self.basis.setText(_basis(chosen) if chosen else "")
        room = source_room(chosen) if chosen else LEDGER
        self.source.setText(f"去“{room}”")
        self.source.setVisible(room != LEDGER and any(r.title == room for r in ROOMS))
        by_hand = chosen is not None and not chosen.source_id and not chosen.reverses_id
        for link in (self.one, self.all):
            link.setEnabled(by_hand)
        self.paper.setEnabled(chosen is not None)
        self.reason.done()

    def _ask(self, whole: bool) -> None:
        self.whole = whole
        self.reason.ask()

    def _reverse(self, why: str) -> None:
        if chosen := self.chosen:
            entries = self.voucher if self.whole else (chosen,)
            self.page.do(lambda: quota_entries.reverse(self.page.desk, entries, why), self._reversed_now)

    def _reversed_now(self) -> None:
        self.reason.done()
        self.page.said.emit("已冲销，原分录和冲销分录都保留。")

    def _lead_to_source(self) -> None:
        if chosen := self.chosen:
            room = next(r for r in ROOMS if r.title == source_room(chosen))
            self.page.go.emit(room.key, (chosen.project_id or "") if room.of_project and not self.page.project_id else "", "")


def _basis(entry: QuotaEntry) -> str:
    said = ((_FIELDS[name].label, shown(_FIELDS[name], getattr(entry, name))) for name in _SAID)
    return "　".join(f"{label}：{value}" for label, value in said if value)
