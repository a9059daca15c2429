"""The signed forms of the three wills in a household's form: a button behind each answer attaches, opens and removes one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from linkdesk.actions import wills
from linkdesk.domain.household import WILL_FIELDS, Household
from linkdesk.domain.wills import date_field, form_field, lacks
from linkdesk.domain.words import Severity, WillKind
from linkdesk.ui.form import Form
from linkdesk.ui.page import Page
from linkdesk.ui.remarks import Remark

FILES = "意愿书扫描件 (*.pdf *.jpg *.jpeg *.png)"
ATTACH, ATTACHED = "附意愿书…", "已附意愿书"
KINDS = {f"{WILL_FIELDS[kind]}_form": kind for kind in WillKind}
"""The buttons of the form, by what they ask for."""


class WillForms:
    """Wires the three buttons; what they do is stored at once, as every entry of the form."""

    def __init__(self, page: Page, form: Form) -> None:
        self.page, self.form = page, form
        self.household: Household | None = None
        form.asked.connect(lambda name: self.ask(KINDS[name]) if name in KINDS else None)

    def button(self, kind: WillKind) -> QPushButton:
        """The button of one will."""
        return self.form.buttons[form_field(kind)]

    def show_household(self, household: Household) -> None:
        """Say on each button whether the form is there."""
        self.household = household
        for kind in WillKind:
            attached = bool(getattr(household, form_field(kind)))
            self.button(kind).setText(ATTACHED if attached else ATTACH)
            self.button(kind).setToolTip(f"{kind}意愿书：{'打开、更换或移除' if attached else '选择签字件的扫描件或照片'}")

    def ask(self, kind: WillKind) -> None:
        """Choose a file, or what to do with the one that is there."""
        if getattr(self.household, form_field(kind)):
            below = self.button(kind).mapToGlobal(QPoint(0, self.button(kind).height()))
            self.menu(kind).popup(below)
        else:
            self.choose(kind)

    def menu(self, kind: WillKind) -> QMenu:
        """What can be done with a form that is attached."""
        menu = QMenu(self.button(kind))
        menu.addAction("打开", lambda: self.open(kind))
        menu.addAction("更换…", lambda: self.choose(kind))
        menu.addAction("移除", lambda: self.page.do(lambda: wills.detach(self.household, kind)))
        return menu

    def choose(self, kind: WillKind) -> None:
        """Ask for the scan and attach it."""
        path, _ = QFileDialog.getOpenFileName(self.page, f"选择{kind}意愿书", "", FILES)
        if path:
            self.page.do(lambda: wills.attach(self.page.desk, self.household, kind, Path(path)))

    def open(self, kind: WillKind) -> None:
        """Show a copy of the form in the system's viewer."""
        self.page.look_at(lambda: wills.copy_to_view(self.page.desk, self.household, kind))


def of_wills(household: Household) -> Iterator[Remark]:
    """What the wills that were answered are still without."""
    for kind in WillKind:
        if wanted := lacks(household, kind):
            yield Remark(date_field(kind), Severity.NOTE, f"{kind}意愿已答复，尚缺{'、'.join(wanted)}。")
