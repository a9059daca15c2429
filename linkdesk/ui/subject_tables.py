"""Who signs beside the head, and what was appraised: the two tables of the agreement editor, edited in their cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from linkdesk.actions import appraisal, attachments
from linkdesk.actions.edits import set_value
from linkdesk.domain.appraisal import AppraisedItem, Party
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.item_lines import item_lines
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import AgreementKind, Severity
from linkdesk.ui.columns import Column, of_fields, ordered
from linkdesk.ui.look import column
from linkdesk.ui.page import Page
from linkdesk.ui.section import Section, as_high_as_rows
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table

PARTY_WIDTHS = {"role": 92, "name": 84, "relation": 80, "id_number": 156, "basis": 130, "phone": 108}
# In the order in which they give way when room is short.
ITEM_WIDTHS = {"kind": 66, "name": 66, "house_structure": 66, "unit": 47, "measured": 70, "recognised": 70, "unit_price": 82,
               "surveyed": 62, "price_basis": 120, "note": 100}
SHORT = {"house_structure": "结构", "measured": "实测", "recognised": "认定", "surveyed": "摸底", "unit_price": "单价"}
SCANS = "扫描件 (*.pdf *.jpg *.jpeg *.png)"


class SubjectTable(QWidget):
    """A table of what belongs to one subject, with its actions; read-only while the agreements are on paper."""

    def __init__(self, page: Page, columns: tuple[Column, ...], title: str, actions: dict[str, Callable[[], object]]) -> None:
        super().__init__()
        self.page, self.subject = page, None
        self.table = Table(EntityTable(columns, editable=True), page.memory, f"agreement/{title}")
        self.section = Section(title, self.table, actions)
        column(self.section, gap=0, parent=self)
        self.table.model.edited.connect(lambda one, name, text: page.attempt(lambda: page.commit(one, name, text)))
        self.table.pasted.connect(self.paste)

    def show_rows(self, subject: Any, rows: Sequence[Any], marks: Marks, frozen: bool) -> None:
        """Show what belongs to a subject now."""
        self.subject = subject
        self.table.model.editable = not frozen
        self.table.show_entities(rows, marks)
        self.section.freeze(frozen)
        as_high_as_rows(self.table)

    def lead(self) -> QWidget:
        """Put the cursor into the first cell that is wanting; the view that has it now."""
        view, model = self.table.view, self.table.model
        names = [c.name for c in model.columns]
        open_ = next(((at, name) for at, row in enumerate(model.rows) if (name := self.wanting(row))), None)
        view.setFocus()
        if open_:
            view.setCurrentIndex(model.index(open_[0], names.index(open_[1]) + 1))
            view.scrollTo(view.currentIndex())
        return view

    def wanting(self, row: Any) -> str:
        """The column a row has to be filled in at; empty when it lacks nothing."""
        return ""

    def add(self, make: Callable[[], Change]) -> None:
        """Add a row and put the cursor into it."""
        there = {e.id for e in self.table.model.rows}
        if self.page.do(make):
            self.page.reload()
            self.table.select(next((e.id for e in self.table.model.rows if e.id not in there), ""))
            self.table.view.setFocus()

    def remove(self, make: Callable[[tuple[Any, ...]], Change], none: str) -> None:
        """Remove the selected rows."""
        if chosen := tuple(self.table.selected()):
            self.page.do(lambda: make(chosen))
        else:
            self.page.wrong.emit(none)

    def paste(self, rows: Sequence[Sequence[str]], names: Sequence[str]) -> None:
        """Rows pasted from a spreadsheet; nothing here unless a table takes them."""


class PartyTable(SubjectTable):
    """Co-owners, agents, guardians, heirs; each with the paper it rests on."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, of_fields(Party, PARTY_WIDTHS), "其他当事人", {
            "添加": self._add, "删除": lambda: self.remove(appraisal.remove_parties, "还没有选中当事人，没有删除。请先在表中选中要删除的人。"),
            "附扫描件": self.choose, "打开": self._open})

    def show_parties(self, subject: Any, parties: Sequence[Party], frozen: bool) -> None:
        """Show the parties of a subject; one without a paper is marked."""
        marks = {p.id: (Severity.WARNING, f"{p.role}没有写明依据。") for p in parties if not (p.basis or p.paper)}
        marks |= {p.id: (Severity.NOTE, "已附依据扫描件") for p in parties if p.paper}
        self.show_rows(subject, parties, marks, frozen)

    def wanting(self, row: Party) -> str:
        has_paper = bool(row.basis or row.paper)
        return "name" if not row.name else "id_number" if not row.id_number else "" if has_paper else "basis"

    def _add(self) -> None:
        self.add(lambda: appraisal.add_party(self.page.desk, self.subject))

    def _chosen(self) -> Party | None:
        found = self.table.entity_at(self.table.view.currentIndex().row())
        if found is None:
            self.page.wrong.emit("还没有选中当事人。请先在表中选中一人，再附或打开他的扫描件。")
        return found

    def choose(self) -> None:
        """Ask for the scan of the chosen party's paper and keep it."""
        if (party := self._chosen()) is None:
            return
        path, _ = QFileDialog.getOpenFileName(self, "选择依据的扫描件", "", SCANS)
        if path:
            self.attach(party, Path(path))

    def attach(self, party: Party, path: Path) -> None:
        """Keep a scan as the paper a party rests on."""
        self.page.do(lambda: set_value(party, "paper", attachments.keep(self.page.desk, path, attachments.SCAN, "依据的扫描件或照片")))

    def _open(self) -> None:
        if (party := self._chosen()) and party.paper:
            show_scan(self.page, party.paper, f"{party.role}依据")
        elif party:
            self.page.wrong.emit("这个人还没有附依据扫描件。请用“附扫描件”选择文件。")


class ItemTable(SubjectTable):
    """Houses, outbuildings, attachments, homesteads: surveyed, measured and recognised side by side."""

    def __init__(self, page: Page) -> None:
        self.amounts: dict[str, Decimal] = {}
        amount = Column("amount", "金额（元）", lambda i: printed(self.amounts[i.id], 2) if i.id in self.amounts else "",
                        lambda i: ordered(self.amounts.get(i.id)), 96, True, lambda i: self.amounts.get(i.id), 2, "元")
        fields = [replace(c, heading=SHORT.get(c.name, c.heading)) for c in of_fields(AppraisedItem, ITEM_WIDTHS)]
        super().__init__(page, (*fields[:7], amount, *fields[7:]), "房屋和附属物", {
            "由摸底资料填入": self._from_survey, "添加": self._add,
            "删除": lambda: self.remove(appraisal.remove_items, "还没有选中明细，没有删除。请先在表中选中要删除的行。"),
            "粘贴": self.table_paste})

    def show_items(self, subject: Any, dossier: Dossier, frozen: bool) -> None:
        """Show what was appraised of a subject; an item without recognised quantity or basis of its price is marked."""
        items = dossier.items_by_subject.get(subject.id, ())
        self.amounts = _amounts(dossier, subject, items)
        self.show_rows(subject, items, {i.id: (Severity.WARNING, said) for i in items if (said := lacks(i))}, frozen)

    def wanting(self, row: AppraisedItem) -> str:
        return "recognised" if row.recognised is None else "price_basis" if lacks(row) else ""

    def _from_survey(self) -> None:
        self.page.do(lambda: appraisal.items_from_survey(self.page.desk, self.subject))

    def _add(self) -> None:
        self.add(lambda: appraisal.add_item(self.page.desk, self.subject))

    def table_paste(self) -> None:
        """What the clipboard holds as rows."""
        self.table.paste()

    def paste(self, rows: Sequence[Sequence[str]], names: Sequence[str]) -> None:
        self.page.do(lambda: appraisal.paste_items(self.page.desk, self.subject, rows, names))


def lacks(item: AppraisedItem) -> str:
    """What an item still lacks, in a sentence; empty when nothing."""
    if item.recognised is None:
        return "没有认定数量，金额待补。"
    return "单价没有写明依据。" if item.unit_price is not None and not item.price_basis else ""


def _amounts(dossier: Dossier, subject: Any, items: Sequence[AppraisedItem]) -> dict[str, Decimal]:
    """What each item is worth over all agreement kinds, by its id; items whose amount is open are left out."""
    found: dict[str, Decimal] = {}
    for item in items:
        alone = replace(dossier, items=(item,))
        amounts = [line.amount for kind in AgreementKind for line in item_lines(alone, subject, kind) if line.amount is not None]
        if amounts:
            found[item.id] = sum(amounts, Decimal(0))
    return found


def show_scan(page: Page, digest: str, name: str) -> None:
    """Show a copy of a scan in the system's viewer; that it was seen stands in the journal."""
    page.look_at(lambda: attachments.copy_to_view(page.desk, digest, name, f"查看隐私信息：{name}扫描件"))
