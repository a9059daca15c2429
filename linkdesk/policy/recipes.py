"""Reads the standard recipes and their coefficients from their file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from linkdesk.domain.design_words import WorkCategory
from linkdesk.domain.recipe import Recipe, RecipeBook, RecipeLine
from linkdesk.domain.stated import Stated
from linkdesk.domain.words import Certainty
from linkdesk.policy.table import Table, parsed, refuse


def read_recipes(text: str, source: str) -> RecipeBook:
    """The recipes from TOML text; KnownError names what does not fit."""
    head = Table(parsed(text, source), source, "开头")
    standard = head.text("id")
    head.text("title")
    from_on = head.day("from")
    coefficients = tuple(_coefficient(data, standard, from_on, source) for data in head.tables("coefficient"))
    recipes = tuple(_recipe(data, source) for data in head.tables("recipe"))
    head.done()
    _refuse_doubles(source, "系数名称", (c.name for c in coefficients))
    _refuse_doubles(source, "系数", (c.label for c in coefficients))
    _refuse_doubles(source, "配方", (r.id for r in recipes))
    return RecipeBook(recipes, coefficients)


def _coefficient(data: Mapping[str, Any], standard: str, from_on: date | None, source: str) -> Stated:
    table = Table(data, source, f"系数 {data.get('name', '')}")
    stated = Stated(
        standard=standard, name=table.text("name"), label=table.text("label"), value=table.number("value"), unit=table.text("unit"),
        certainty=table.choice("certainty", Certainty, Certainty.UNVERIFIED), source=table.text("source"),
        from_on=table.day("from", from_on), until_on=table.day("until"))
    if stated.value is None or stated.value < 0:
        table.refuse("“value”应是不小于 0 的数字")
    table.done()
    return stated


def _recipe(data: Mapping[str, Any], source: str) -> Recipe:
    table = Table(data, source, f"配方 {data.get('id', '')}")
    lines = tuple(_line(line, source, table.place) for line in table.tables("line"))
    id_ = table.text("id")
    recipe = Recipe(id=id_, title=table.text("title", id_), says=table.text("says"), lines=lines,
                    when=table.texts("when"), land=table.texts("land"), group=table.text("group", ""))
    if not lines:
        table.refuse("没有一项工程")
    table.done()
    _refuse_doubles(source, f"{table.place}的工程", (line.name for line in lines))
    return recipe


def _line(data: Mapping[str, Any], source: str, place: str) -> RecipeLine:
    table = Table(data, source, f"{place}工程 {data.get('name', '')}")
    line = RecipeLine(
        category=table.choice("category", WorkCategory), name=table.text("name"), unit=table.text("unit"),
        formula=table.text("formula"), price_code=table.text("price", ""),
        when=table.texts("when"), given=table.texts("given"), unless=table.texts("unless"))
    table.done()
    return line


def _refuse_doubles(source: str, what: str, names: Iterable[str]) -> None:
    if double := next((name for name, times in Counter(names).items() if times > 1), ""):
        refuse(source, what, f"“{double}”出现了不止一次")
