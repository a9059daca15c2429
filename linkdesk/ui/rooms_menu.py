"""更多: the rooms that are reached from a step, as the register of pages has them."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from linkdesk.ui.page import Page
from linkdesk.ui.pages import ROOMS


def rooms_within(page: Page, step: str) -> QAction:
    """An action of a page with a menu of every room within a step; those of a project only where one is at hand."""
    action, menu = page.action("更多", lambda: None), QMenu(page)
    for room in (r for r in ROOMS if r.within == step and (page.project_id or not r.of_project)):
        menu.addAction(room.title, lambda key=room.key: page.go.emit(key, "", ""))
    action.setMenu(menu)
    return action
