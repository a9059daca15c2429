"""The parts a household change is entered with: who is concerned, somebody new, the new head, what the new household gets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QGridLayout, QLineEdit, QWidget

from linkdesk.actions.household_changes import Account
from linkdesk.actions.household_parts import DIVIDED, Share
from linkdesk.domain.entry import Unreadable, parse, shown
from linkdesk.domain.fields import Field, fields_of, new_id
from linkdesk.domain.household import House, Household, Member
from linkdesk.ui import theme
from linkdesk.ui.look import column, emptied, label

LINE, WIDE = 240, 300  # px
SOMEBODY_ELSE = "成员名单之外的人（在下面填写）"


def form_of(*rows: tuple[str, QWidget], parent: QWidget | None = None) -> QFormLayout:
    """Labels and entries below each other."""
    made = QFormLayout(parent, horizontalSpacing=theme.current().px(12), verticalSpacing=theme.current().px(8))
    made.setContentsMargins(0, 0, 0, 0)
    for text, widget in rows:
        if isinstance(widget, QLineEdit | QComboBox):
            widget.setFixedWidth(theme.current().px(LINE))
        made.addRow(label(text), widget)
    return made


def called(member: Member) -> str:
    """A person as chosen from a list."""
    return f"{member.name or '姓名未填'}（{member.relation}）" if member.relation else member.name or "姓名未填"


class NewPerson(QWidget):
    """Name, relation and identity number of somebody who is not in the household yet."""

    def __init__(self) -> None:
        super().__init__()
        self.id = new_id()
        self.lines = {name: QLineEdit() for name in ("name", "relation", "id_number")}
        form_of(*((fields_of(Member)[n].label + (" *" if n == "name" else ""), line) for n, line in self.lines.items()), parent=self)

    def person(self) -> Member:
        """Who was typed; raises Unreadable."""
        return Member(**{n: parse(fields_of(Member)[n], line.text()) for n, line in self.lines.items()}, id=self.id)

    def clear(self) -> None:
        """Nobody typed."""
        self.id = new_id()
        for line in self.lines.values():
            line.clear()


class PeopleChoice(QWidget):
    """Check boxes for the people of a household, and one for somebody whom the survey did not list."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[tuple[QCheckBox, Member]] = []
        self.unlisted, self.new = QCheckBox(SOMEBODY_ELSE), NewPerson()
        self.unlisted.toggled.connect(self._ask_new)
        self.listed = column(gap=4)
        column(self.listed, self.unlisted, self.new, parent=self)
        self._ask_new(False)

    def _ask_new(self, wanted: bool) -> None:
        self.new.setVisible(wanted)
        self.changed.emit()

    def show_people(self, people: Sequence[Member], counted: int) -> None:
        """Offer these people; who was checked and is still there stays checked. `counted` may be more than are listed."""
        kept = {m.id for box, m in self.boxes if box.isChecked()}
        emptied(self.listed)
        self.boxes = [(QCheckBox(called(m)), m) for m in people]
        for box, member in self.boxes:
            box.setChecked(member.id in kept)
            box.toggled.connect(lambda _: self.changed.emit())
            self.listed.addWidget(box)
        self.unlisted.setVisible(counted > len(people))

    def chosen(self) -> tuple[Member, ...]:
        """The people checked; raises Unreadable where what was typed of somebody not listed cannot be read."""
        listed = tuple(m for box, m in self.boxes if box.isChecked())
        return (*listed, self.new.person()) if self.unlisted.isChecked() else listed

    def clear(self) -> None:
        """Nobody checked."""
        for box in (*(box for box, _ in self.boxes), self.unlisted):
            box.setChecked(False)
        self.new.clear()


class HeadChoice(QWidget):
    """Who becomes the head, and where the household is paid from then on."""

    def __init__(self) -> None:
        super().__init__()
        self.who = QComboBox()
        self.new = NewPerson()
        self.keep = QCheckBox("原账号和电话照旧使用")
        self.lines = {name: QLineEdit() for name in ("bank_name", "bank_account", "account_holder", "phone")}
        self.account = QWidget()
        form_of(*((fields_of(Household)[n].label, line) for n, line in self.lines.items()), parent=self.account)
        first = QWidget()
        form_of(("新户主 *", self.who), parent=first)
        column(first, self.new, self.keep, self.account, parent=self)
        self.who.currentIndexChanged.connect(lambda _: self.new.setVisible(self._is_new))
        self.keep.toggled.connect(lambda kept: self.account.setVisible(not kept and self.keep.isVisibleTo(self)))
        self.people: tuple[Member, ...] = ()

    @property
    def _is_new(self) -> bool:
        return self.who.currentText() == SOMEBODY_ELSE

    def offer(self, people: Sequence[Member], unlisted: bool, account: bool) -> None:
        """Who can become the head; `unlisted` people may be typed, an account is asked for unless it is not known yet."""
        before = self.who.currentText()
        self.people = tuple(people)
        self.who.clear()
        self.who.addItems([*map(called, people), *((SOMEBODY_ELSE,) if unlisted else ())])
        self.who.setCurrentIndex(max(0, self.who.findText(before)))
        self.who.setFixedWidth(theme.current().px(WIDE))
        self.new.setVisible(self._is_new)
        self.keep.setVisible(account)
        self.account.setVisible(account and not self.keep.isChecked())

    def head(self) -> Member | None:
        """Who was chosen or typed."""
        if self._is_new:
            return self.new.person()
        at = self.who.currentIndex()
        return self.people[at] if 0 <= at < len(self.people) else None

    def new_account(self) -> Account | None:
        """What was typed, None while the old account goes on; raises Unreadable."""
        if self.keep.isChecked():
            return None
        return Account(**{n: parse(fields_of(Household)[n], line.text()) for n, line in self.lines.items()})

    def clear(self) -> None:
        """Nobody chosen, nothing typed."""
        self.new.clear()
        for line in self.lines.values():
            line.clear()


class ShareGrid(QWidget):
    """What the new household gets: a figure beside each total, or whole houses where they are surveyed apart."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = QGridLayout(self, horizontalSpacing=theme.current().px(16), verticalSpacing=theme.current().px(6))
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.of = ""
        self.lines: dict[str, QLineEdit] = {}
        self.houses: list[tuple[QCheckBox, House]] = []

    def show_household(self, household: Household, houses: Sequence[House]) -> None:
        """Offer the houses of a household, or its figures."""
        same = self.of == household.id
        typed, self.of = {n: line.text() for n, line in self.lines.items() if same}, household.id
        emptied(self.grid)
        self.lines, self.houses = {}, [(QCheckBox(_house(h, at)), h) for at, h in enumerate(houses, 1)]
        for at, (box, _) in enumerate(self.houses):
            self.grid.addWidget(box, at, 0)
        if not houses:
            self._offer_figures(household)
        for name in self.lines.keys() & typed.keys():
            self.lines[name].setText(typed[name])
        self.grid.setColumnStretch(3, 1)

    def _offer_figures(self, household: Household) -> None:
        fields = [f for n, f in fields_of(Household).items() if n in DIVIDED and getattr(household, n) is not None]
        for at, text in enumerate(("", "原户", "分给新户", "留在原户") if fields else ("本户没有登记房屋和面积。",)):
            self.grid.addWidget(label(text, "second"), 0, at)
        for at, field in enumerate(fields, 1):
            self._offer_figure(at, field, getattr(household, field.name))

    def _offer_figure(self, at: int, field: Field, total: Decimal | int) -> None:
        line, rest = QLineEdit("0"), label(shown(field, total))
        line.setFixedWidth(theme.current().px(110))
        line.textChanged.connect(lambda text: rest.setText(_rest(field, total, text)))
        self.lines[field.name] = line
        for where, widget in enumerate((label(f"{field.label}（{field.unit}）"), label(shown(field, total)), line, rest)):
            self.grid.addWidget(widget, at, where)

    def share(self) -> Share:
        """What was entered; raises Unreadable."""
        figures = {n: parse(fields_of(Household)[n], line.text()) for n, line in self.lines.items()}
        return Share({n: v for n, v in figures.items() if v is not None}, frozenset(h.id for box, h in self.houses if box.isChecked()))


def _rest(field: Field, total: Decimal | int, text: str) -> str:
    try:
        part = parse(field, text)
    except Unreadable:
        return "—"
    return "—" if part is None or part > total else shown(field, total - part)


def _house(house: House, at: int) -> str:
    said = [f"第 {at} 处", house.address or "", str(house.house_structure or "")]
    said += [f"{f.label} {shown(f, v)} {f.unit}" for n, f in fields_of(House).items()
             if n in ("house_area", "homestead_area") and (v := getattr(house, n)) is not None]
    return "　".join(filter(None, said))
