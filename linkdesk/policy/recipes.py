"""Reads the standard recipes from their file."""

from __future__ import annotations

from linkdesk.domain.recipe import RecipeBook


def read_recipes(text: str, source: str) -> RecipeBook:
    """The recipes from TOML text; KnownError names what does not fit."""
    raise NotImplementedError(source)
