"""What is entered into the quota book by hand, as it is typed: an issuing document, land taken, an opening balance or an adjustment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from linkdesk.actions import quota_typed
from linkdesk.domain.fields import fields_of
from linkdesk.domain.plot import Plot
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import MEASURES, OF_COUNTY, Amounts
from linkdesk.domain.quota_words import LandPurpose, QuotaAccount
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, label, row
from linkdesk.ui.sure_line import SureLine

_FIELDS = fields_of(QuotaEntry)
_HINTS = {"number": "如 岚国土资发〔2018〕20号", "document": "依据文件的名称（可不填）", "posted_on": "如 2018-03-20", "year": "不填为日期所在年度"}
UNIT_HINT = "公顷，是亩的写“亩”"
BY_PLAN = "按规划用途"
OPENING, ADJUSTMENT = "期初余额", "跨省域调剂"


class QuotaForm(QWidget):
    """Comes when asked for and goes when it is done or given up; what was typed stays until then."""

    given = Signal(bool)  # whether a doubtful unit was confirmed
    gone = Signal()

    def __init__(self, title: str, act: str, names: Sequence[str]) -> None:
        super().__init__()
        self.title, self.lines = label(title, "group"), {name: QLineEdit(placeholderText=_HINTS[name]) for name in names}
        self.act, self.doubt = button(act, lambda: self.given.emit(False), "main"), SureLine("单位核对无误，登记")
        self.areas: dict[str, dict[str, QLineEdit]] = {}
        self.grid = QGridLayout(horizontalSpacing=theme.current().px(8), verticalSpacing=theme.current().px(6))
        self.doubt.sure.connect(lambda: self.given.emit(True))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.done, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def lay_out(self, *between: QWidget | Any) -> None:
        """The lines of the document, what stands between, the buttons."""
        head = row(gap=8)
        for name, line in self.lines.items():
            head.addWidget(label(_FIELDS[name].label, "second"))
            head.addWidget(line, 2 if name in ("number", "document") else 1)
            line.setMinimumWidth(theme.current().px(60))
        every = [*self.lines.values(), *(line for lines in self.areas.values() for line in lines.values())]
        for line in every:
            line.returnPressed.connect(line.focusNextChild)
        column(self.title, head, *between, self.doubt, row(1, button("取消", self.done), self.act), gap=6, parent=self)

    def add_areas(self, name: str, words: str, measures: Iterable[str] = MEASURES) -> None:
        """A row of the four areas under their headings."""
        at = self.grid.rowCount()
        if not self.areas:
            for place, measure in enumerate(MEASURES, 1):
                self.grid.addWidget(label(_FIELDS[measure].label, "small"), 0, place)
                self.grid.setColumnStretch(place, 1)
        self.areas[name] = {measure: QLineEdit(placeholderText=UNIT_HINT) for measure in measures}
        self.grid.addWidget(label(words, "second"), at, 0)
        for measure, line in self.areas[name].items():
            line.setMinimumWidth(theme.current().px(60))
            self.grid.addWidget(line, at, 1 + MEASURES.index(measure))

    def ask(self) -> None:
        """Come into sight, ready to type."""
        self.doubt.hide()
        self.show()
        next(iter(self.lines.values())).setFocus()

    def done(self) -> None:
        """Go out of sight, empty."""
        for line in (*self.lines.values(), *(each for lines in self.areas.values() for each in lines.values())):
            line.clear()
        self.doubt.hide()
        self.hide()
        self.gone.emit()

    def question(self, sentence: str) -> None:
        """Ask whether an amount is really meant in the unit it was typed in."""
        self.doubt.ask(sentence)

    def amounts(self, name: str) -> Amounts:
        """The areas of a row in m²; KnownError for what is none."""
        return quota_typed.amounts({measure: line.text() for measure, line in self.areas[name].items()})

    @property
    def document(self) -> dict[str, Any]:
        """Day, number and document as the actions take them; KnownError for what is no day."""
        return {"on": quota_typed.day(self.lines["posted_on"].text()), "number": self.lines["number"].text(),
                "document": self.lines["document"].text()}


class IssueForm(QuotaForm):
    """A document that issues annual quota and revolving quota together."""

    def __init__(self) -> None:
        super().__init__("登记下达文件：年度计划指标和周转指标一并登记", "登记下达", ("number", "document", "posted_on", "year"))
        for name, account in (("annual", QuotaAccount.ANNUAL_PLAN), ("revolving", QuotaAccount.REVOLVING)):
            self.add_areas(name, str(account))
        self.add_areas("scale", str(QuotaAccount.PLAN_SCALE), MEASURES[:1])
        self.lay_out(self.grid)

    @property
    def typed(self) -> dict[str, Any]:
        """Everything as the action takes it."""
        return {**self.document, "year": quota_typed.year(self.lines["year"].text()), **{name: self.amounts(name) for name in self.areas}}


class LandForm(QuotaForm):
    """New plots of a project that were taken, and the account they draw on."""

    chosen = Signal(str)  # the project whose plots are to be offered

    def __init__(self) -> None:
        super().__init__("登记用地：按地块登记，面积取地块的新增建设用地和占用面积", "登记用地", ("number", "document", "posted_on"))
        self.projects, self.accounts, self.purposes, self.plots = QComboBox(), QComboBox(), QComboBox(), QListWidget()
        for account in _DRAWN_ON:
            self.accounts.addItem(str(account), account)
        for words in (BY_PLAN, *LandPurpose):
            self.purposes.addItem(str(words))
        for box in (self.projects, self.accounts, self.purposes):
            _narrow(box)
        self.plots.setFixedHeight(theme.current().px(96))
        self.plots.setWrapping(True)
        boxes = row(label("项目区", "second"), self.projects, label("使用指标", "second"), self.accounts, label("用途", "second"), self.purposes)
        boxes.setStretch(1, 2)
        self.lay_out(boxes, self.plots)
        self.projects.currentIndexChanged.connect(lambda _: self.chosen.emit(self.project_id))

    @property
    def project_id(self) -> str:
        """The project chosen."""
        return self.projects.currentData() or ""

    def offer(self, plots: Iterable[Plot], words: Callable[[Plot], str]) -> None:
        """The plots that were not taken yet, to be ticked."""
        self.plots.clear()
        for plot in plots:
            item = QListWidgetItem(words(plot), self.plots)
            item.setData(Qt.ItemDataRole.UserRole, plot.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Unchecked)

    @property
    def typed(self) -> dict[str, Any]:
        """Everything as the action takes it."""
        every = (self.plots.item(at) for at in range(self.plots.count()))
        ticked = [item.data(Qt.ItemDataRole.UserRole) for item in every if item.checkState() is Qt.CheckState.Checked]
        purpose = self.purposes.currentText()
        return {**self.document, "plots": ticked, "from_account": QuotaAccount(self.accounts.currentData()),
                "purpose": None if purpose == BY_PLAN else LandPurpose(purpose)}


class OpeningForm(QuotaForm):
    """What stood on an account when this book began, or surplus that went into the adjustment between provinces."""

    def __init__(self) -> None:
        super().__init__("登记期初余额或跨省域调剂", "登记", ("number", "document", "posted_on"))
        self.kinds, self.accounts, self.projects = QComboBox(), QComboBox(), QComboBox()
        self.kinds.addItems([OPENING, ADJUSTMENT])
        for account in (a for a in QuotaAccount if a is not QuotaAccount.OUTSIDE):
            self.accounts.addItem(str(account), account)
        for box in (self.kinds, self.accounts, self.projects):
            _narrow(box)
            box.currentIndexChanged.connect(lambda _: self._ask_only_what_is_needed())
        self.add_areas("area", "面积")
        boxes = row(label("事项", "second"), self.kinds, label("科目", "second"), self.accounts, label("项目区", "second"), self.projects)
        boxes.setStretch(5, 2)
        self.lay_out(boxes, self.grid)
        self._ask_only_what_is_needed()

    @property
    def is_adjustment(self) -> bool:
        """Whether it is an adjustment between provinces."""
        return self.kinds.currentText() == ADJUSTMENT

    @property
    def account(self) -> QuotaAccount:
        """The account chosen."""
        return QuotaAccount(self.accounts.currentData())

    @property
    def project_id(self) -> str:
        """The project chosen."""
        return self.projects.currentData() or ""

    def _ask_only_what_is_needed(self) -> None:
        self.accounts.setEnabled(not self.is_adjustment)
        self.projects.setEnabled(self.is_adjustment or self.account not in OF_COUNTY)


_DRAWN_ON = (QuotaAccount.ISSUED, QuotaAccount.SURPLUS, QuotaAccount.COUNTY_SHARE, QuotaAccount.CITY_SHARE, QuotaAccount.ANNUAL_PLAN,
             QuotaAccount.AWARDED)


def _narrow(box: QComboBox) -> None:
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setMinimumWidth(theme.current().px(60))
