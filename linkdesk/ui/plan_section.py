"""One section of a plan: as it prints, or the officer's own text in the editor, kept a few seconds after the last key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QFileDialog, QSplitter, QWidget

from linkdesk.actions import plan_reading, plans
from linkdesk.actions.plans import Insertable, Passage
from linkdesk.documents.templates import Ask
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.rich_text import parse
from linkdesk.policy.parts import Pack
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.plan_conflict import Conflict
from linkdesk.ui.plan_figures import Figures
from linkdesk.ui.plan_reading import Reading
from linkdesk.ui.rich_tools import PictureLine, RichTools

PAUSE, LONGEST = 2000, 4000  # ms after the last key, and after the first that is not yet kept
RETRY = 10_000               # ms after a text could not be kept
EMPTY = "本节还没有内容。点“改写本节”写自己的文字；不写的，印成待补。"
FROM_DATA = "本节由有关页面的数据生成，在那里修改后这里自动更新。"


class SectionView(QWidget):
    """Shows a passage; `kept` asks to store a text: the place, what stood there when writing began, what stands now."""

    kept = Signal(object, str, str)       # Ask, before, now
    picture_given = Signal(object)        # Path or QImage
    find_wanted = Signal(bool)
    said = Signal(str)

    def __init__(self, picture: Callable[[str], QImage]) -> None:
        super().__init__()
        self.dossier: Dossier | None = None
        self.passage: Passage | None = None
        self.ask: Ask | None = None
        self.kind: PlanKind | None = None
        self.packs: tuple[Pack, ...] = ()
        self.unkept: dict[str, str] = {}  # what the store refused, by the key of its place
        self.base, self.writing, self.putting = "", False, False
        self.figures = Figures(self, picture)
        self.editor, self.picker, self.offer = self.figures.editor, self.figures.picker, self.figures.offer
        self.reading, self.others = Reading(picture), Reading(picture)
        self.tools, self.picture_line = RichTools(self.editor), PictureLine(self.editor)
        self.conflict = Conflict(picture)
        self.pause, self.since, self.wait = QTimer(self, singleShot=True), QElapsedTimer(), PAUSE
        self._build()
        self._wire()
        self.setFocusProxy(self.reading)

    def _build(self) -> None:
        self.title = label("", "lead", wrap=True)
        self.which = QComboBox(toolTip="本节有几处可以自己写")
        self.rewrite = button("改写本节", self.begin)
        head = row(self.title, self.which, self.rewrite)
        head.setStretch(0, 1)
        self.about = label("", "small", wrap=True)
        self.beside = label("本节另有由数据生成的内容（只读）：", "small")
        below = QWidget()
        column(self.beside, self.others, gap=4, parent=below).setStretch(1, 1)
        writing = QWidget()
        column(self.tools, self.offer, self.conflict, self.editor, self.picture_line, gap=4, parent=writing).setStretch(3, 1)
        self.split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        for part in (writing, below):
            self.split.addWidget(part)
        self.split.setSizes([400, 160])
        self.below = below
        body = column(head, self.about, self.reading, self.split, gap=6, parent=self)
        body.setStretch(2, 1)
        body.setStretch(3, 1)

    def _wire(self) -> None:
        editor = self.editor
        self.which.activated.connect(lambda _: self._turn_to(self.passage.asks[self.which.currentIndex()]))
        editor.document().contentsChanged.connect(self._typed)
        self.pause.timeout.connect(self.flush)
        editor.left.connect(self.flush)
        editor.picture_given.connect(self.picture_given)
        editor.find_wanted.connect(self.find_wanted)
        editor.said.connect(self.said)
        self.tools.picture_wanted.connect(self._choose_picture)
        self.conflict.mine.connect(self._keep_mine)
        self.conflict.theirs.connect(self._take_theirs)

    def show_passage(self, passage: Passage, dossier: Dossier, offered: Iterable[Insertable], key: str = "") -> None:
        """Show a section as it stands now; what is being written stays. `key` chooses the place to write."""
        self.figures.take(dossier, offered)
        asks = {ask.key: ask for ask in passage.asks}
        standing = asks.get(key) or (asks.get(self.ask.key) if self.ask else None)
        wanted = standing or next(iter(passage.asks), None)
        if wanted != self.ask:
            self.leave()
        self.passage, self.dossier = passage, dossier
        self.title.setText(passage.title)
        self._list_asks(passage, wanted)
        self._turn_to(wanted)

    def _list_asks(self, passage: Passage, wanted: Ask | None) -> None:
        self.which.clear()
        self.which.addItems([ask.label for ask in passage.asks])
        self.which.setVisible(len(passage.asks) > 1)
        if wanted:
            self.which.setCurrentIndex(passage.asks.index(wanted))

    def _turn_to(self, ask: Ask | None) -> None:
        """Take a place to write to hand: from the store, unless it is being written here and nothing has come between."""
        stored = plans.written(self.dossier, ask.key).strip() if ask else ""
        if ask != self.ask:
            self.leave()
            self.ask, self.writing = ask, bool(stored)
            self._load(stored)
            self._take_up()
        elif stored != self.base:
            self._overtaken(stored)
        self._show_side()

    def _load(self, stored: str) -> None:
        self.base = stored
        self.conflict.hide()
        self.offer.offer("", "")
        place = self.editor.textCursor().position()
        self._put(stored)
        cursor = self.editor.textCursor()
        cursor.setPosition(min(place, self.editor.document().characterCount() - 1))
        self.editor.setTextCursor(cursor)

    def _take_up(self) -> None:
        """What was typed here and could not be kept comes back, and is tried again."""
        if self.ask and self.ask.key in self.unkept:
            self.writing = True
            self._put(self.unkept[self.ask.key])
            self.pause.start(RETRY)

    def _put(self, text: str) -> None:
        """Put a text into the editor; nobody has typed it."""
        self.putting = True
        self.editor.show_blocks(parse(text))
        self.putting = False
        self.pause.stop()

    def _overtaken(self, stored: str) -> None:
        """The stored text is another now: shown at once when nothing was typed here, else both are shown."""
        typed = self.editor.text()
        if typed in (self.base, stored):
            self.writing = self.writing and bool(stored or self.editor.hasFocus())
            self._load(stored)
        else:
            self.pause.stop()
            self.conflict.show_other(parse(stored), self.editor.chips.value)

    def _show_side(self) -> None:
        others = plan_reading.beside_own(self.dossier, self.packs, self.passage, self.ask, self.kind) if self.writing else ()
        self.reading.setVisible(not self.writing)
        self.split.setVisible(self.writing)
        self.rewrite.setVisible(self.ask is not None and not self.writing)
        self.below.setVisible(bool(others))
        self.others.show_document(others)
        if not self.writing:
            self.reading.show_document(self.passage.blocks, EMPTY if self.ask else FROM_DATA)
        self.about.setText(self._said())
        self.setFocusProxy(self.editor if self.writing else self.reading)

    def _said(self) -> str:
        if self.ask is None:
            return FROM_DATA
        return f"本节文字：{self.ask.label}" if self.writing else "下面是印出的样子，由程序文字和数据组成。"

    def begin(self) -> None:
        """Write one's own text, beginning with the default."""
        if self.ask is None or self.writing:
            return
        self.writing = True
        default = plans.default_text(self.dossier, self.packs, self.ask, self.kind)
        self._put(default)
        self._show_side()
        self.editor.setFocus()
        if default:
            self.said.emit("已从默认文字开始改写，不改动就仍用默认文字。")

    def restore(self) -> None:
        """Give the default text back: what was written here goes, undo brings it back."""
        if self.ask and self.writing:
            self._put("")
            self.writing = False
            self.flush()
            self._show_side()

    def write_at(self, key: str) -> None:
        """Begin to write, or go on, at a place of this section."""
        if self.ask and self.ask.key == key:
            self.begin()
            self.editor.setFocus()

    def _typed(self) -> None:
        if not self.writing or self.putting:
            return
        if not self.pause.isActive():
            self.since.start()
        self.pause.start(max(0, min(self.wait, LONGEST - self.since.elapsed())))
        self.figures.look()

    def flush(self) -> None:
        """Ask to keep what was typed, when it differs from what is stored."""
        self.pause.stop()
        if self.ask is None or self.conflict.isVisibleTo(self):
            return
        now = self.editor.text()
        if now != self.base and not self._is_untouched_default(now):
            self.kept.emit(self.ask, self.base, now)

    def leave(self) -> None:
        """Keep what was typed before something else comes in its place; of two texts nobody has chosen from, the one typed here."""
        if self.conflict.isVisibleTo(self):
            self._keep_mine()
            self.said.emit("已保存您写的文字；另一处写的可在“操作记录”里找回。")
        self.flush()

    def _is_untouched_default(self, now: str) -> bool:
        return not self.base and now == plans.default_text(self.dossier, self.packs, self.ask, self.kind)

    def stored(self, text: str, ask: Ask) -> None:
        """The text of a place has been kept."""
        self.unkept.pop(ask.key, None)
        if ask == self.ask:
            self.base = text.strip()

    def try_again(self) -> None:
        """The text could not be kept: it stays in the editor and is asked for again in a while."""
        self.unkept[self.ask.key] = self.editor.text()
        self.since.start()
        self.pause.start(RETRY)

    def hold(self, held: bool) -> None:
        """The worker has the desk: what is typed waits for it."""
        if held:
            self.pause.stop()
        elif self.ask and self.writing and self.editor.document().isModified():
            self.pause.start(self.wait)

    def _keep_mine(self) -> None:
        self.conflict.hide()
        self.base = plans.written(self.dossier, self.ask.key).strip()
        self.flush()

    def _take_theirs(self) -> None:
        stored = plans.written(self.dossier, self.ask.key).strip()
        self.writing = bool(stored)
        self._load(stored)
        self._show_side()

    def _choose_picture(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "选择图片", "", "图片 (*.png *.jpg *.jpeg)")
        if chosen:
            self.picture_given.emit(Path(chosen))
