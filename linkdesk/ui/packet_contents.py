"""What a packet will hold: the lines of its list with their state, in the order an officer wants them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from linkdesk.domain.planning_words import AnnexState
from linkdesk.domain.words import Severity
from linkdesk.policy.annexes import AnnexLine
from linkdesk.ui.columns import Column, text_key
from linkdesk.ui.line_drop import LineDrop
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.memory import Memory
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

LACKING = "还没有附上，也没有写明不需要的理由：可以把文件拖到这一行。"


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line of the list as a row of the table; `place` is where it lies in the packet."""

    id: str
    line: AnnexLine
    place: int

    @property
    def told(self) -> str:
        """Its files, why there is none, or what is said of it."""
        line = self.line
        letters = [letter.number for letter in line.letters if letter.number]
        files = [*letters, *(file.file_name for file in line.files)]
        return "、".join(files) or (line.not_needed.not_needed if line.not_needed else line.annex.note)


def _column(name: str, heading: str, width: int, text) -> Column:
    return Column(name, heading, text, lambda r: text_key(text(r)), width)


COLUMNS = (Column("place", "序", lambda r: str(r.place), lambda r: r.place, 40, right=True), _column("code", "代码", 52, lambda r: r.id),
           _column("label", "材料", 230, lambda r: r.line.annex.label), _column("state", "状态", 66, lambda r: str(r.line.state)),
           _column("told", "文件、理由和说明", 230, lambda r: r.told), _column("cites", "依据", 150, lambda r: r.line.annex.cites))


class PacketContents(QWidget):
    """The list with its counts; rows are moved up and down, files are dropped onto them."""

    dropped = Signal(str, list)
    missed = Signal(str)
    moved = Signal()
    opened = Signal(str)

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.memory, self.kept = memory, ""
        self.count = label("", "small")
        self.table = Table(EntityTable(COLUMNS, lambda r, typed: typed in r.id or typed in r.line.annex.label), memory, "packet_contents")
        self.up, self.down = button("上移", lambda: self.move(-1)), button("下移", lambda: self.move(1))
        self.back = button("按代码排", self.reset)
        whole = column(row(self.count, 1, self.up, self.down, self.back), self.table, parent=self)
        whole.setStretch(1, 1)
        self.drops = LineDrop(self.table, self)
        self.drops.dropped.connect(lambda listed, paths: self.dropped.emit(listed.id, paths))
        self.drops.missed.connect(self.missed)
        self.table.opened.connect(lambda listed: listed and self.opened.emit(listed.id))

    def show_lines(self, lines: Sequence[AnnexLine], kept: str) -> None:
        """Show the lines of a list; `kept` is the name its order is remembered by."""
        self.kept = kept
        order = self.order
        there = sorted(lines, key=lambda line: order.index(line.annex.id) if line.annex.id in order else len(order))
        marks = {line.annex.id: (Severity.WARNING, LACKING) for line in lines if line.state is AnnexState.MISSING}
        self.table.show_entities([ListedLine(line.annex.id, line, at) for at, line in enumerate(there, 1)], marks)
        counts = Counter(line.state for line in lines)
        self.count.setText(f"共 {len(lines)} 项：" + "，".join(f"{state} {counts[state]}" for state in AnnexState if counts[state]))
        self.back.setVisible(bool(order))

    @property
    def order(self) -> tuple[str, ...]:
        """The codes as an officer ordered them; empty when they lie as listed."""
        return tuple(self.memory.get(self.kept, []))

    @property
    def shown(self) -> tuple[str, ...]:
        """The codes in the order of the packet, whatever the table is sorted by."""
        return tuple(listed.id for listed in sorted(self.table.model.rows, key=lambda listed: listed.place))

    def move(self, by: int) -> None:
        """Move the current line up (−1) or down (1)."""
        listed = self.table.entity_at(self.table.view.currentIndex().row())
        codes = list(self.shown)
        if listed is None or not 0 <= codes.index(listed.id) + by < len(codes):
            return
        at = codes.index(listed.id)
        codes[at], codes[at + by] = codes[at + by], codes[at]
        self.memory.set(self.kept, codes)
        self.moved.emit()

    def reset(self) -> None:
        """Back to the order of the codes."""
        self.memory.set(self.kept, [])
        self.moved.emit()
