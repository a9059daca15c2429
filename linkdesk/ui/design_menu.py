"""配方 and 更多 on the design page: recipes for the chosen plots, other rooms of the design, its papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from linkdesk.actions import recipes
from linkdesk.actions.recipes import Filling
from linkdesk.domain.change import Change
from linkdesk.domain.printed import KINDS
from linkdesk.domain.recipe import Recipe
from linkdesk.ui.pages import room

if TYPE_CHECKING:
    from linkdesk.ui.design_page import DesignPage

WITHIN = ("sections", "soil", "quality", "prices", "budget", "standard_values")
PAPERS = ("design", "design_tables", "design_drawings")


class RecipeMenu:
    """套用配方: what suits the chosen plots first, then every recipe, then all plots at once."""

    def __init__(self, page: DesignPage) -> None:
        self.page = page
        self.action: QAction = page.action("套用配方", lambda: None)
        self.menu = QMenu(page, toolTipsVisible=True)
        self.menu.aboutToShow.connect(self.offer)
        self.action.setMenu(self.menu)

    def offer(self) -> None:
        """List the recipes as they suit the plots chosen now."""
        self.menu.clear()
        plots, dossier = self.page.chosen, self.page.dossier
        suited = {r.id: r for plot in plots for r in recipes.suggested(dossier, plot)}
        for words, slot in (("按建议套用到所选地块", self.apply_suggested), ("全部地块按建议套用", self.apply_everywhere)):
            self.menu.addAction(words, slot).setEnabled(bool(plots))
        self.menu.addSeparator()
        for recipe in suited.values():
            self._offer(self.menu, recipe)
        others = self.menu.addMenu("其他配方" if suited else "全部配方")
        for recipe in recipes.recipes(dossier):
            if recipe.id not in suited:
                self._offer(others, recipe)

    def _offer(self, menu: QMenu, recipe: Recipe) -> None:
        made = menu.addAction(recipe.title, lambda: self.apply(recipe.id))
        made.setToolTip(recipe.says)
        made.setEnabled(bool(self.page.chosen))

    def apply(self, recipe_id: str) -> None:
        """Fill the chosen plots from a recipe."""
        self._fill(lambda: recipes.filling(self.page.desk, [p.id for p in self.page.chosen], (recipe_id,)))

    def apply_suggested(self) -> None:
        """Fill the chosen plots from what suits each."""
        chosen = [p.id for p in self.page.chosen]
        self._fill(lambda: recipes.fill_suggested(self.page.desk, self.page.project_id, chosen))

    def apply_everywhere(self) -> None:
        """Fill every plot from what suits it."""
        self._fill(lambda: recipes.fill_suggested(self.page.desk, self.page.project_id))

    def _fill(self, make: Callable[[], Filling]) -> None:
        made: list[Filling] = []

        def change() -> Change:
            made.append(make())
            return made[0].change
        self.page.do(change, lambda: self.page.filled(made[0].says))


def more_menu(page: DesignPage) -> QAction:
    """更多: the other rooms of the design and what of it is printed."""
    action, menu = page.action("更多", lambda: None), QMenu(page)
    for key in WITHIN:
        if found := room(key):
            menu.addAction(found.title, lambda k=key: page.go.emit(k, "", ""))
    menu.addSeparator()
    for kind in PAPERS:
        if kind in KINDS:
            menu.addAction(f"打印{KINDS[kind]}", lambda k=kind: page.go.emit("preview", k, ""))
    action.setMenu(menu)
    return action
