"""The right half of the letters page: one letter with its text and fields, and beside them the page as it prints."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget

from linkdesk.actions import letter_checks, letter_editing, letter_scans, letter_texts, letters, printing
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.letter import Letter
from linkdesk.domain.letter_numbers import is_issued, is_received
from linkdesk.domain.words import ChangeKind
from linkdesk.ui import theme
from linkdesk.ui.letter_columns import state_of
from linkdesk.ui.letter_fields import LetterFields
from linkdesk.ui.letter_sheet import Sheet
from linkdesk.ui.letter_text import LetterText
from linkdesk.ui.look import Sentence, beside, button, column, label, row, scrolled
from linkdesk.ui.page import Page

TEXT, FIELDS = range(2)
SHEET_WIDTH, EDITING_WIDTH = 130, 240
PAUSE = 250  # ms: several changes in a row are set once
READY = "资料齐全，可以印发。印发后正文和字号不再改动。"
NONE = "在左边选择一份公文，在这里拟写和查看。"


class LetterView(QStackedWidget):
    """Shows one letter, or says that none is chosen."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.desk = page, page.desk
        self.letter: Letter | None = None
        self._set_for = ""  # the letter whose page is in sight
        self.state, self.said = label("", "lead", wrap=True), Sentence(look="second")
        self.rename = button("改用当日机关名称", self._rename, "link")
        self.onward = button("去审批登记", lambda: self.page.go.emit("matters", self.letter.matter_id, ""), "link")
        self.text, self.sheet = LetterText(), Sheet()
        self.fields = LetterFields(self._commit, page.attempt)
        self.tabs, self.setting = QTabWidget(), QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self.text.kept.connect(self._keep)
        self.text.said.connect(page.said)
        self.fields.reveal.connect(self._reveal)
        self.setting.timeout.connect(self._set_page)

    def _build(self) -> None:
        body, empty, fields, editing = QWidget(), QWidget(), QWidget(), QWidget()
        column(self.fields, 1, margin=8, parent=fields)
        self.tabs.addTab(self.text, "正文")
        self.tabs.addTab(scrolled(fields), "版头、主送和版记")
        column(self.tabs, parent=editing).setContentsMargins(0, 0, 8, 0)
        editing.setMinimumWidth(theme.current().px(EDITING_WIDTH))
        both = beside(editing, self.sheet, SHEET_WIDTH)
        both.setStretchFactor(1, 1)
        both.setSizes([420, 280])
        column(label(NONE, "second", wrap=True), 1, margin=24, parent=empty)
        column(row(self.state, self.rename, self.onward), self.said, both, margin=12, gap=6, parent=body).setStretch(2, 1)
        self.addWidget(empty)
        self.addWidget(body)

    def show_letter(self, letter: Letter | None, dossier: Dossier) -> None:
        """Show a letter as it stands."""
        self.setCurrentIndex(0 if letter is None else 1)
        if letter is None:
            self.text.leave()
            self.letter = None
            return
        self.letter = letter
        self._say(letter, dossier)
        case = letters.case_of(self.desk, letter)
        self.text.show_letter(letter, dossier, letter_texts.names(dossier, case))
        self.fields.show_letter(letter, [(m.id, m.title) for m in dossier.approvals.matters])
        self.setting.start()

    def _say(self, letter: Letter, dossier: Dossier) -> None:
        number = letter.number or letters.next_number(self.desk, letter)
        told = number if letter.number else f"将编为 {number}" if number else "尚未编号"
        self.state.setText(f"{letter.kind}　{told}　【{state_of(letter)}】")
        self.rename.setVisible(not is_issued(letter) and not is_received(letter) and bool(letter_checks.renamed(dossier, letter)))
        there = is_issued(letter) or is_received(letter)
        self.onward.setVisible(there and bool(letter.matter_id) and not letter.voided_on)
        self.said.setText(self._next(letter, dossier))

    def _next(self, letter: Letter, dossier: Dossier) -> str:
        """What stands and what comes next, in one sentence."""
        if letter.voided_on:
            return f"{letter.voided_on} 作废，理由：{letter.void_reason}。公文留存，字号不再使用。"
        scan = f"扫描件：{letter.file_name}。" if letter.file_name else "还没有附扫描件。"
        if is_received(letter):
            return f"{letter.received_on} 收到，来文机关：{'、'.join(letter.issuers)}。{scan}"
        if is_issued(letter):
            return f"{letter.issued_at:%Y-%m-%d %H:%M} 印发，经办人 {letter.officer_name}。{scan}"
        why = letters.lacking(self.desk, letter)
        return f"还不能印发：{'；'.join(why)}。" if why else "".join((READY, *letter_checks.doubts(dossier, letter)))

    def _commit(self, letter: Letter, name: str, text: str) -> None:
        self.desk.do(letter_editing.correct(self.desk, self.page.newest(letter, name), name, text))

    def _keep(self, letter_id: str, text: str) -> None:
        """Store a text; the letter may be another than the one in sight by now."""
        if self.page.work.holds_desk:  # the worker has the desk: what is typed waits for it
            self.text.pause.start(PAUSE)
            return
        before = self.text.base, self.text.loaded
        self.text.stored(text)
        if not self.page.do(lambda: letter_editing.write(letters.current(self.desk, letter_id), text)):
            self.text.base, self.text.loaded = before  # asked for again with the next key, or when the room is left

    def flush(self) -> None:
        """Keep what is being typed."""
        self.text.flush()
        self.fields.flush()

    def _rename(self) -> None:
        letter = self.letter
        if letter is not None:
            self.page.do(lambda: letter_editing.use_names_of_day(self.desk, letter))

    def _reveal(self) -> None:
        if self.page.do(lambda: Change("查看隐私信息：公文联系电话", kind=ChangeKind.REVEAL)):
            self.fields.mask(False)

    def _set_page(self) -> None:
        letter = self.letter
        if self.page.work.holds_desk:
            self.setting.start()
        elif letter is not None and self.isVisible():
            self.page.attempt(lambda: self._show_page(letter))

    def _show_page(self, letter: Letter) -> None:
        known_by_scan = is_received(letter) or (is_issued(letter) and letter.sealed_id is None)
        made = letter_scans.pages(self.desk, letter) if known_by_scan else \
            printing.pdf_bytes([letters.paper(self.desk, letter)], pictures=self.desk.store.files.read)
        self.sheet.show_pdf(made, self._set_for == letter.id)
        self._set_for = letter.id

    def lead_to(self, field: str) -> None:
        """Put the cursor into the text or a field."""
        self.tabs.setCurrentIndex(TEXT if field in ("", "body") else FIELDS)
        if field in ("", "body"):
            self.text.setFocus()
        else:
            self.fields.lead_to(field)
