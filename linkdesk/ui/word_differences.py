"""What came back in a Word copy, beside what was sent: paragraphs, cells, tracked changes, comments; one at a time is taken over."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from linkdesk.actions.word_copies import ReadBack
from linkdesk.documents import blocks
from linkdesk.documents.blocks import Width
from linkdesk.documents.word_changes import LineChange, Piece, WordChanges
from linkdesk.domain.privacy import without_numbers
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, text_key
from linkdesk.ui.look import Sentence, button, column, label, row, scrolled
from linkdesk.ui.memory import Memory
from linkdesk.ui.paper_table import PaperTable
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

SAME = "没有差异。"
READ = "选中一行，在这里左右对照全文：删去的加删除线，增加的加下划线。"
_CELLS = ("表", "行", "栏", "原数", "现数")
_REVISIONS = ("修订", "修订人", "时间", "文字")
_COMMENTS = ("批注人", "时间", "批注", "所在段落")
_KINDS = "段落", "表格", "修订", "批注"
_HIDDEN = "（改动的是屏幕上遮住的号码）"
_READING = 150


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph that differs, as a row of the table; `why` it cannot be taken over, empty when it can."""

    id: str
    change: LineChange
    why: str


def _column(name: str, heading: str, width: int, text) -> Column:
    return Column(name, heading, text, lambda line: text_key(text(line)), width)


COLUMNS = (
    _column("kind", "差异", 48, lambda line: line.change.kind), _column("heading", "所在标题", 92, lambda line: line.change.heading),
    _column("before", "原文", 136, lambda line: without_numbers(line.change.before)),
    _column("after", "现文", 136, lambda line: without_numbers(line.change.after)),
    _column("can", "采用", 72, lambda line: "只供对照" if line.why else "可以采用"))


class WordDifferences(QWidget):
    """Tabs of what differs; below them the chosen paragraph side by side and the button that takes it over."""

    taken = Signal(object)  # LineChange

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.tabs, self.said, self.why = QTabWidget(), label("", "group", wrap=True), Sentence()
        self.lines = Table(EntityTable(COLUMNS), memory, "word_differences")
        self.lines.first = ("kind", "before", "after", "can")
        self.papers = {name: PaperTable() for name in _KINDS[1:]}
        self.before, self.after = (label(READ, "small", wrap=True), label("", "small", wrap=True))
        self.take = button("采用这一处改动", self._take)
        for name, table in zip(_KINDS, (self.lines, *self.papers.values()), strict=True):
            self.tabs.addTab(table, name)
        self.lines.chosen.connect(lambda _: self._show_chosen())
        self.tabs.currentChanged.connect(lambda _: self._show_chosen())
        self._lay_out()

    def _lay_out(self) -> None:
        sides = QWidget()
        for side in (self.before, self.after):
            side.setAlignment(Qt.AlignmentFlag.AlignTop)
            side.setTextFormat(Qt.TextFormat.RichText)
            side.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        both = row(self.before, self.after, gap=16, parent=sides)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.reading = scrolled(sides)
        self.reading.setFixedHeight(theme.current().px(_READING))
        below = row(self.why, self.take, gap=12)
        below.setStretch(0, 1)
        column(self.said, self.tabs, self.reading, below, parent=self).setStretch(1, 1)

    def show_back(self, back: ReadBack, lines: tuple[Line, ...]) -> None:
        """Show what came back; `lines` are its paragraphs that differ."""
        self.said.setText(back.said)
        self.lines.show_entities(lines)
        found = back.changes
        for name, (heads, rows) in _tables(found).items():
            self.papers[name].show_table(_table(heads, rows), SAME)
        for at, count in enumerate((len(lines), len(found.cells), len(found.revisions), len(found.comments))):
            self.tabs.setTabText(at, f"{_KINDS[at]} {count}")
        if lines and self.chosen is None:
            self.lines.select(lines[0].id)
        self._show_chosen()

    @property
    def chosen(self) -> Line | None:
        """The paragraph the officer is at."""
        return self.lines.entity_at(self.lines.view.currentIndex().row())

    def _show_chosen(self) -> None:
        line = self.chosen if self.tabs.currentIndex() == 0 else None
        self.reading.setVisible(self.tabs.currentIndex() == 0)
        self.take.setVisible(line is not None)
        self.take.setEnabled(bool(line and not line.why))
        self.why.setText(line.why if line else "")
        self.before.setText(_marked(line.change, Piece.REMOVED) if line else escape(READ if self.lines.model.rows else SAME))
        self.after.setText(_marked(line.change, Piece.ADDED) if line else "")

    def _take(self) -> None:
        if line := self.chosen:
            self.taken.emit(line.change)


def _marked(change: LineChange, side: Piece) -> str:
    """One side of a paragraph as rich text, what only it has struck through or underlined."""
    tag, colour = ("s", "error") if side is Piece.REMOVED else ("u", "accent")
    masked = LineChange("", without_numbers(change.before), without_numbers(change.after))
    style = f' style="color:{theme.current().colour(colour).name()}"'
    pieces = [(kind, escape(text).replace("\n", "<br>")) for kind, text in masked.pieces if kind in (Piece.KEPT, side)]
    head = "原文" if side is Piece.REMOVED else "现文"
    said = "".join(text if kind is Piece.KEPT else f"<{tag}{style}>{text}</{tag}>" for kind, text in pieces)
    hidden = _HIDDEN if side is Piece.ADDED and masked.before == masked.after else ""
    return f"<b>{head}</b><br>{said or '（无）'}{hidden}"


def _tables(found: WordChanges) -> dict[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    return {
        "表格": (_CELLS, tuple((d.table, d.row, d.column or "（整行）", d.before or "（无）", d.after or "（删去）") for d in found.cells)),
        "修订": (_REVISIONS, tuple((r.kind, r.author, _moment(r.at), r.text) for r in found.revisions)),
        "批注": (_COMMENTS, tuple((c.author, _moment(c.at), c.text, c.about) for c in found.comments))}


def _moment(at: str) -> str:
    return at.replace("T", " ").removesuffix("Z")[:16]


def _table(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> blocks.Table | None:
    columns = tuple(blocks.Column(head, width=Width.WIDE, align=blocks.Align.LEFT) for head in heads)
    shown = tuple(tuple(map(without_numbers, each)) for each in rows)
    return blocks.Table(columns, shown) if rows else None
