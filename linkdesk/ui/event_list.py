"""The events of a household as a small table under its form: what happened, when, to whom, and what the household counts since."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView, QWidget

from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import HouseholdEvent
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields, ordered
from linkdesk.ui.dressing import ROW, dress
from linkdesk.ui.look import column, label
from linkdesk.ui.table import MARK, EntityTable

SHOWN = 6
_POPULATION = "population_before", "population_after"


def _counted(event: HouseholdEvent) -> str:
    return "→".join(shown(fields_of(HouseholdEvent)[name], getattr(event, name)) or "—" for name in _POPULATION)


COLUMNS = (*of_fields(HouseholdEvent, {"happened_on": 106, "kind": 80, "person": 78}),
           Column("population", "人口", _counted, lambda e: ordered(e.population_after), 56))  # the evidence stands in the tooltip


class EventList(QWidget):
    """Out of sight while nothing has happened."""

    def __init__(self) -> None:
        super().__init__()
        self.model, self.view = EntityTable(COLUMNS, parent=self), QTableView()
        dress(self.view, self.model)
        self.view.setColumnHidden(MARK, True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.horizontalHeader().setStretchLastSection(True)
        for at, each in enumerate(COLUMNS, 1):
            self.view.setColumnWidth(at, theme.current().px(each.width))
        column(label("变动记录", "group"), self.view, parent=self)

    def show_events(self, events: Iterable[HouseholdEvent]) -> None:
        """Show what happened, the newest first."""
        found = sorted(events, key=lambda e: str(e.happened_on), reverse=True)
        self.model.show(found, {e.id: (Severity.NOTE, f"依据：{e.basis or '未填'}　登记人：{e.officer_name}") for e in found})
        self.setVisible(bool(found))
        self.view.setFixedHeight(theme.current().px(ROW) * (1 + min(len(found), SHOWN)) + 4)
