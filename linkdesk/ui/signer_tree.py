"""Whom a batch is for: villages, groups and households as a tree with check boxes; a box above ticks all below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from linkdesk.actions.signing_order import Signer
from linkdesk.domain.grouping import grouped
from linkdesk.ui import theme

_ID = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class SignerTree(QTreeWidget):
    """Everybody is ticked at first; who was unticked stays so when the tree is shown anew."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__(headerHidden=True, uniformRowHeights=True)
        self.setIndentation(theme.current().px(14))
        self._off: set[str] = set()
        self._leaves: list[QTreeWidgetItem] = []
        self.itemChanged.connect(lambda item, _: item.data(0, _ID) is not None and self._changed())

    def show_signers(self, signers: Sequence[Signer]) -> None:
        """Put villages, their groups and households into the tree."""
        opened = {item.text(0).partition("（")[0] for item in self._villages() if item.isExpanded()}
        with QSignalBlocker(self):
            self.clear()
            self._leaves = []
            for village, people in grouped(signers, lambda s: s.village).items():
                item = _branch(self.invisibleRootItem(), village, len(people))
                for group, members in grouped(people, lambda s: s.group).items():
                    above = _branch(item, group, len(members)) if group else item
                    self._leaves += [self._leaf(above, signer) for signer in members]
                item.setExpanded(village in opened)

    def _leaf(self, above: QTreeWidgetItem, signer: Signer) -> QTreeWidgetItem:
        leaf = QTreeWidgetItem(above, [signer.name])
        leaf.setData(0, _ID, signer.id)
        leaf.setCheckState(0, _OFF if signer.id in self._off else _ON)
        return leaf

    def _villages(self) -> Iterator[QTreeWidgetItem]:
        return (self.topLevelItem(at) for at in range(self.topLevelItemCount()))

    def chosen(self) -> set[str]:
        """The ids of the households and collective properties that are ticked."""
        return {leaf.data(0, _ID) for leaf in self._leaves if leaf.checkState(0) is _ON}

    def tick_all(self, on: bool) -> None:
        """Tick everybody, or nobody."""
        with QSignalBlocker(self):
            for leaf in self._leaves:
                leaf.setCheckState(0, _ON if on else _OFF)
        self._changed()

    def tick_only(self, ids: set[str]) -> None:
        """Tick these and nobody else."""
        with QSignalBlocker(self):
            for leaf in self._leaves:
                leaf.setCheckState(0, _ON if leaf.data(0, _ID) in ids else _OFF)
        self._changed()

    def _changed(self) -> None:
        """A village's box ticks its households one by one: told once, when the last of them has changed."""
        off = {leaf.data(0, _ID) for leaf in self._leaves} - self.chosen()
        if off != self._off:
            self._off = off
            self.ticked.emit()


def _branch(above: QTreeWidgetItem, name: str, count: int) -> QTreeWidgetItem:
    item = QTreeWidgetItem(above, [f"{name}（{count}）"])
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
    return item
