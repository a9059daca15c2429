"""操作记录: what was done, the newest first, and taking any of it back, with what that would do beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from linkdesk.actions import history
from linkdesk.actions.history import ActState, PastAct, TakingBack
from linkdesk.desk import Desk
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, text_key
from linkdesk.ui.icons import icon
from linkdesk.ui.look import beside, button, column, label, row
from linkdesk.ui.page import IN_WORKER, Page
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table
from linkdesk.ui.taking_back_view import TakingBackView
from linkdesk.ui.work import Work

ALL = "全部操作"
AT_ONCE = 500  # acts shown before a person asks for older ones
LIST_WIDTH, VIEW_WIDTH = 300, 360
USUAL = 440, 440  # px of list and view in a window of the usual size
LARGE = "这一步涉及 {:,} 条记录。可以先核对撤销结果，再决定是否撤销。"


@dataclass(frozen=True, slots=True)
class Line:
    """One act as a row of the table."""

    id: str
    act: PastAct

    @property
    def state(self) -> str:
        """How it stands; nothing is said of what only was noted."""
        return "" if self.act.state is ActState.FIXED else str(self.act.state)


@dataclass(frozen=True, slots=True)
class Seen:
    """What taking an act back would do, or did, as of a state of the data."""

    version: int
    taking: TakingBack
    done: bool = False


def _column(name: str, heading: str, width: int, text, key=None) -> Column:
    return Column(name, heading, text, key or (lambda line: text_key(text(line))), width)


COLUMNS = (_column("at", "时间", 122, lambda line: f"{line.act.at:%Y-%m-%d %H:%M}", lambda line: (False, line.act.seq)),
           _column("title", "操作", 126, lambda line: line.act.title), _column("state", "状态", 80, lambda line: line.state),
           _column("officer", "经办人", 68, lambda line: line.act.officer), _column("kind", "种类", 60, lambda line: line.act.kind))


def matches(line: Line, typed: str) -> bool:
    """Whether an act answers to what was typed: any column's text."""
    return any(typed in each.text(line) for each in COLUMNS)


class HistoryPage(Page):
    """The history of one project."""

    key, title = "history", "操作记录"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("撤销这一步", self._take_back, "undo")
        self.actions_beside = (self.action("全部操作记录", lambda: self.go.emit("county_history", "", "")),) if project_id else ()
        self.limit, self.seen = AT_ONCE, None
        self.search = QLineEdit(placeholderText="搜索：操作、经办人、日期", clearButtonEnabled=True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.kind = QComboBox()
        self.kind.addItems([ALL, *map(str, history.KINDS)])
        self.count = label("", "small")
        self.older = button("显示更早的操作", self._show_older, "link")
        self.table = Table(EntityTable(COLUMNS, matches), self.memory, "history")
        self.view = TakingBackView(self.memory, self._look)
        self.search.textChanged.connect(self._find)
        self.kind.currentIndexChanged.connect(lambda _: self.reload())
        self.table.chosen.connect(lambda _: self._show_chosen())
        both = beside(self._left(), self.view, VIEW_WIDTH)
        both.setStretchFactor(1, 1)
        both.setSizes([theme.current().px(width) for width in USUAL])
        column(both, parent=self)
        self.setFocusProxy(self.table.view)

    def _left(self) -> QWidget:
        left = QWidget()
        top = row(self.search, self.kind, self.count, gap=12)
        top.setStretch(0, 1)
        column(top, self.table, row(self.older, 1), margin=16, parent=left).setStretch(1, 1)
        left.setMinimumWidth(theme.current().px(LIST_WIDTH))
        return left

    def reload(self) -> None:
        kind = "" if self.kind.currentText() == ALL else self.kind.currentText()
        acts = history.acts(self.desk, self.project_id or None, self.limit, kind=kind)
        self.table.show_entities([Line(str(act.seq), act) for act in acts])
        self.older.setVisible(len(acts) == self.limit)
        self._keep_chosen()

    def _find(self, typed: str) -> None:
        chosen = self.chosen
        self.table.model.filter(typed)
        if chosen:
            self.table.select(str(chosen.seq))
        self._keep_chosen()

    def _keep_chosen(self) -> None:
        shown = len(self.table.model.rows)
        self.count.setText(f"{shown:,} 条")
        if shown and self.chosen is None:
            self.table.select(self.table.model.rows[0].id)
        self._show_chosen()

    @property
    def chosen(self) -> PastAct | None:
        """The act whose row is the current one."""
        line = self.table.entity_at(self.table.view.currentIndex().row())
        return line.act if line else None

    def _show_chosen(self) -> None:
        act, known = self.chosen, self._known()
        self.main_action.setEnabled(act is not None and act.can)
        if act is None:
            self.view.show_act("", "", "没有符合的操作。" if self.table.model.typed else "还没有操作记录。")
        elif known:
            self._show_fates(known)
        elif not act.can:
            self.view.show_act(act.title, about(act), f"{act.why_not}。")
        elif act.entries > IN_WORKER:
            self.view.show_act(act.title, about(act), LARGE.format(act.entries), can_look=True)
        else:
            self.attempt(lambda: self._show_fates(Seen(self.desk.as_of(), history.look(self.desk, act.seq))))

    def _known(self) -> Seen | None:
        """What was last looked at or done, while it is still the chosen act and nothing has changed since."""
        fits = self.seen and self.chosen and (self.seen.version, self.seen.taking.act.seq) == (self.desk.as_of(), self.chosen.seq)
        return self.seen if fits else None

    def _show_fates(self, seen: Seen) -> None:
        self.main_action.setEnabled(seen.taking.does_something and not seen.done)
        self.view.show_fates(seen.taking, about(seen.taking.act), seen.done)

    def _look(self) -> None:
        self._work("核对撤销结果", history.look, self._looked)

    def _take_back(self) -> None:
        self._work("撤销", history.take_back, self._taken_back)

    def _work(self, title: str, verb: Callable[..., TakingBack], then: Callable[[TakingBack], None]) -> None:
        seq = self.chosen.seq
        self.attempt(lambda: self.work.start(title, lambda report: verb(self.desk, seq, report), then, holds_desk=True))

    def _looked(self, taking: TakingBack) -> None:
        self.seen = Seen(self.desk.as_of(), taking)
        self._show_chosen()

    def _taken_back(self, taking: TakingBack) -> None:
        self.seen = Seen(self.desk.as_of(), taking, done=True)
        self.reload()
        self.said.emit(history.summary(taking))

    def _show_older(self) -> None:
        self.limit += AT_ONCE
        self.reload()

    def lead_to(self, entity_id: str, field: str) -> None:
        self.table.select(entity_id)


class CountyHistoryPage(HistoryPage):
    """The history of the whole desk."""

    key, title = "county_history", "全部操作记录"


def about(act: PastAct) -> str:
    """When, who and how many rows, in a line."""
    return "　".join(filter(None, (f"{act.at:%Y-%m-%d %H:%M}", act.officer, act.kind, f"{act.entries:,} 条" if act.entries else "")))
