"""What taking back an act would do, or did: how much of it, and each row that stays with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from linkdesk.actions.history import RowFate, TakingBack
from linkdesk.domain.words import Severity
from linkdesk.store import Outcome
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, text_key
from linkdesk.ui.look import button, column, emptied, label
from linkdesk.ui.memory import Memory
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

GONE = "之后已删除"
_GRAVITY = {Outcome.KEPT: Severity.WARNING, Outcome.NOT_REVERSIBLE: Severity.ERROR}
_WHOLE = {False: "这一步可以全部撤销。撤销本身也记入操作记录，可以再撤销回来。", True: "已全部撤销。要恢复，请选中上面新的一条“撤销：”再撤销。"}
_PART = {False: "撤销时下列各条不动，其余撤销。农户整户处理，不会只撤一半。", True: "已撤销，下列各条没有动。需要时请逐条处理。"}
_NOTHING = "这一步的内容都已改动、删除或被引用，没有可以撤销的。"
_TIMES = {False: "将撤销", True: "已撤销"}


@dataclass(frozen=True, slots=True)
class _Fate:
    """A row of the table of what stays."""

    id: str
    fate: RowFate

    @property
    def end(self) -> str:
        """In one word what becomes of it."""
        return GONE if self.fate.gone else str(self.fate.outcome)


def _column(name: str, heading: str, width: int, text) -> Column:
    return Column(name, heading, text, lambda line: text_key(text(line)), width)


COLUMNS = (_column("name", "不动的内容", 170, lambda line: line.fate.name), _column("reason", "原因", 180, lambda line: line.fate.reason))


class TakingBackView(QWidget):
    """The right side of the history: the chosen act, counts, and the rows that stay."""

    def __init__(self, memory: Memory, look: object) -> None:
        super().__init__()
        self.title, self.about = label("", "group", wrap=True), label("", "small", wrap=True)
        self.sentence = label("", wrap=True)
        self.look = button("核对撤销结果", look)
        self.counts = QGridLayout()
        self.counts.setColumnStretch(1, 1)
        self.table = Table(EntityTable(COLUMNS), memory, "taking_back")
        self.table.chosen.connect(self._explain)
        self.detail = label("", "small", wrap=True)
        column(self.title, self.about, self.sentence, self.look, self.counts, self.table, self.detail, 1, margin=16, gap=8,
               parent=self).setStretch(5, 100)

    def show_act(self, title: str, about: str, sentence: str, can_look: bool = False) -> None:
        """An act of which nothing more is known, or can be done."""
        self._head(title, about, sentence)
        self.look.setVisible(can_look)
        self._fill([], {})

    def show_fates(self, taking: TakingBack, about: str, done: bool) -> None:
        """What would become of the rows of an act, or (`done`) became of them."""
        staying = taking.staying
        said = (_PART if staying else _WHOLE)[done] if taking.does_something else _NOTHING
        self._head(taking.act.title, about, said)
        self.look.hide()
        self._fill([_Fate(f"{f.entity}/{f.id}", f) for f in staying], {
            _TIMES[done]: taking.tally(Outcome.REVERSED), "保留": taking.tally(Outcome.KEPT),
            "不能撤销": taking.tally(Outcome.NOT_REVERSIBLE), GONE: taking.tally(Outcome.KEPT, gone=True)})

    def _head(self, title: str, about: str, sentence: str) -> None:
        self.title.setText(title)
        self.about.setText(about)
        self.sentence.setText(sentence)

    def _fill(self, fates: list[_Fate], counts: dict[str, str]) -> None:
        emptied(self.counts)
        for at, (word, tally) in enumerate((word, tally) for word, tally in counts.items() if tally):
            self.counts.addWidget(label(word, "second"), at, 0)
            self.counts.addWidget(self._tally(tally), at, 1)
        self.table.show_entities(fates, {f.id: (self._gravity(f), f"{f.end}：{f.fate.reason}") for f in fates})
        self.table.setVisible(bool(fates))
        self._explain(None)

    @staticmethod
    def _tally(text: str) -> QLabel:
        made = label(text, wrap=True)
        made.setMinimumWidth(theme.current().px(120))
        return made

    @staticmethod
    def _gravity(line: _Fate) -> Severity:
        return Severity.NOTE if line.fate.gone else _GRAVITY[line.fate.outcome]

    def _explain(self, line: _Fate | None) -> None:
        """The whole of what a narrow column may cut."""
        self.detail.setVisible(line is not None)
        if line:
            parts = f"（连同{line.fate.parts}）" if line.fate.parts else ""
            self.detail.setText(f"{line.fate.name}：{line.end}{parts}。{line.fate.reason}。")
