"""What of the quota book is shown: whose, until which day, in which unit, which project, account, year and kind."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from linkdesk.actions import quota_typed
from linkdesk.actions.quota_book import Wanted
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.errors import KnownError
from linkdesk.domain.quota_words import PostingKind, QuotaAccount
from linkdesk.ui import theme
from linkdesk.ui.look import label, row

DAY = 92  # px at 100 %


class QuotaFilters(QWidget):
    """One line over the book; a filter left open narrows nothing."""

    changed = Signal()
    wrong = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.bodies, self.units, self.projects, self.accounts, self.years, self.kinds = map(_box, (6, 2, 6, 5, 4, 4))
        self.until = QLineEdit(placeholderText="今天", toolTip="截至哪一天，如 2018-12-31；不填为今天")
        self.until.setFixedWidth(theme.current().px(DAY))
        self.body_label = label("单位", "second")
        for unit in AreaUnit:
            self.units.addItem(str(unit), unit)
        _offer(self.accounts, "全部科目", ((a, str(a)) for a in QuotaAccount if a is not QuotaAccount.OUTSIDE))
        _offer(self.kinds, "全部事项", ((k, str(k)) for k in PostingKind))
        whole = row(self.body_label, self.bodies, label("截至", "second"), self.until, self.units, self.projects, self.accounts, self.years,
                    self.kinds, gap=6, parent=self)
        whole.setStretch(5, 2)
        for box in (self.bodies, self.units, self.projects, self.accounts, self.years, self.kinds):
            box.activated.connect(lambda _: self.changed.emit())
        self.until.editingFinished.connect(self._day_typed)
        self._day = ""

    def offer(self, bodies: Iterable[tuple[str, str]], projects: Iterable[tuple[str, str]], years: Iterable[int]) -> None:
        """The counties, projects and years that can be chosen; what is chosen stays where it is still there."""
        bodies = list(bodies)
        _offer(self.bodies, "", bodies)
        for widget in (self.body_label, self.bodies):
            widget.setVisible(len(bodies) > 1)
        _offer(self.projects, "全部项目区", projects)
        _offer(self.years, "全部年度", ((str(year), str(year)) for year in years))

    @property
    def body(self) -> str:
        """The county chosen; "" while there is none."""
        return self.bodies.currentData() or ""

    @property
    def unit(self) -> AreaUnit:
        """The unit chosen."""
        return AreaUnit(self.units.currentData())

    @property
    def wanted(self) -> Wanted:
        """What is asked for."""
        account, kind, year = self.accounts.currentData(), self.kinds.currentData(), self.years.currentData()
        return Wanted(QuotaAccount(account) if account else None, self.projects.currentData() or None, int(year) if year else None,
                      PostingKind(kind) if kind else None, quota_typed.day(self.until.text()))

    def choose(self, account: QuotaAccount, project_id: str | None) -> None:
        """Ask for the entries of one account, of the county or of a project."""
        self.accounts.setCurrentIndex(self.accounts.findData(account))
        self.projects.setCurrentIndex(max(0, self.projects.findData(project_id or "")))
        for box in (self.years, self.kinds):
            box.setCurrentIndex(0)

    def _day_typed(self) -> None:
        if self.until.text() == self._day:
            return
        try:
            quota_typed.day(self.until.text())
        except KnownError as known:
            self.until.setText(self._day)
            self.wrong.emit(str(known))
            return
        self._day = self.until.text()
        self.changed.emit()


def _box(characters: int) -> QComboBox:
    made = QComboBox()
    made.setMinimumWidth(theme.current().px(60))
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(characters)
    return made


def _offer(box: QComboBox, first: str, options: Iterable[tuple[str, str]]) -> None:
    with QSignalBlocker(box):
        chosen = box.currentData()
        box.clear()
        for data, words in ((("", first),) if first else ()):
            box.addItem(words, data)
        for data, words in options:
            box.addItem(words, data)
        box.setCurrentIndex(max(0, box.findData(chosen)))
