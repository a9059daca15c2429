"""Standard recipes (标准配方): a plot's works filled in by what stands on it and what it becomes, each visible as the recipe's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from linkdesk.actions import price_library
from linkdesk.actions.plan_rows import after_last
from linkdesk.actions.work_items import old_plot
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.design import PlotDesign, UnitPrice, WorkItem
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of, new_id
from linkdesk.domain.plot import Plot
from linkdesk.domain.recipe import Recipe, RecipeLine
from linkdesk.domain.recipe_fit import (
    as_line,
    changed_by_hand,
    content,
    lacking,
    lines_taken,
    suggested,
    work_of,
    works_on,
)
from linkdesk.domain.words import PlotUse

__all__ = ["Filling", "changed_by_hand", "fill", "fill_suggested", "filling", "recipes", "suggested"]
_Wanted = Sequence[tuple[Plot, Sequence[Recipe]]]


@dataclass(frozen=True, slots=True)
class Filling:
    """A change that fills recipes in; `kept` are works of theirs changed by hand, `empty` plots that took nothing; all in a sentence."""

    change: Change
    kept: tuple[WorkItem, ...] = ()
    empty: tuple[Plot, ...] = ()
    says: str = ""


@dataclass(slots=True)
class _Filled:
    """What becomes of the works of one plot."""

    plot: Plot
    lines: list[tuple[Recipe, RecipeLine]] = field(default_factory=list)  # to be made
    gone: list[WorkItem] = field(default_factory=list)
    kept: list[WorkItem] = field(default_factory=list)
    fits: bool = False


def recipes(dossier: Dossier) -> tuple[Recipe, ...]:
    """All recipes, in the order of their file."""
    return dossier.recipes.recipes


def fill(desk: Desk, plot_ids: Collection[str], recipe_id: str) -> Change:
    """Fill a recipe into plots; KnownError when it fits none of them."""
    return filling(desk, plot_ids, (recipe_id,)).change


def fill_suggested(desk: Desk, project_id: str, plot_ids: Collection[str] = ()) -> Filling:
    """Fill demolition plots (all, or some) each with the recipes that suit it."""
    seen = desk.as_of()
    dossier = desk.dossier(project_id)
    plots = [p for p in dossier.plots_of(PlotUse.OLD) if not plot_ids or p.id in plot_ids]
    if not plots:
        raise KnownError("还没有拆旧地块，没有填入。请先导入地块。")
    made = _filling(dossier, [(plot, _due(dossier, plot)) for plot in plots], "按建议套用配方", seen)
    return replace(made, says=made.says + _asks(dossier, plots))


def filling(desk: Desk, plot_ids: Collection[str], recipe_ids: Sequence[str]) -> Filling:
    """Fill recipes into demolition plots of one project: works of the same recipes that nobody touched follow the recipe again."""
    seen, plots = desk.as_of(), [old_plot(desk, id_) for id_ in dict.fromkeys(plot_ids)]
    if not plots:
        raise KnownError("还没有选中地块，没有填入。请先选中拆旧地块。")
    if len({plot.project_id for plot in plots}) > 1:
        raise KnownError("所选地块不在同一个项目里，没有填入。请逐个项目套用配方。")
    dossier = desk.dossier(plots[0].project_id)
    chosen = [_recipe(dossier, id_) for id_ in recipe_ids]
    return _filling(dossier, [(plot, chosen) for plot in plots], f"套用配方“{'、'.join(r.title for r in chosen)}”", seen)


def _recipe(dossier: Dossier, recipe_id: str) -> Recipe:
    if (found := dossier.recipes.recipe(recipe_id)) is None:
        raise KnownError(f"没有名为“{recipe_id}”的配方，没有填入。请从配方中选择。")
    return found


def _filling(dossier: Dossier, wanted: _Wanted, title: str, seen: int) -> Filling:
    filled = [_filled(dossier, plot, chosen) for plot, chosen in wanted]
    if not any(one.fits for one in filled):
        raise KnownError(_nothing(dossier, wanted))
    codes = {line.price_code: None for one in filled for _, line in one.lines if line.price_code}
    taken = price_library.taken_over(dossier.project.id, dossier.design, codes)
    new = [item for one in filled for item in _made(one, after_last(works_on(dossier, one.plot.id)), taken.by_code)]
    gone, kept = ([item for one in filled for item in getattr(one, name)] for name in ("gone", "kept"))
    empty = tuple(one.plot for one in filled if not one.fits)
    drawings = tuple(d for d in dossier.design.drawings if d.work_item_id in {item.id for item in gone})
    loose = (replace(drawing, work_item_id=None) for drawing in drawings)  # they stay with the plot
    change = Change(f"{title}：{len(filled) - len(empty)} 个地块，新增 {len(new)} 项" + (f"，删除 {len(gone)} 项" if gone else ""),
                    before=(*drawings, *gone), after=(*taken.new, *new, *loose), as_of=seen)
    return Filling(change, tuple(kept), empty, _says(dossier, len(new), len(gone), kept, empty))


def _filled(dossier: Dossier, plot: Plot, chosen: Sequence[Recipe]) -> _Filled:
    """What becomes of the works of a plot once recipes are filled in; a work that is as its recipe has it stays where it is."""
    filled = _Filled(plot)
    for recipe in chosen:
        if lacking(dossier, plot, recipe):
            continue
        lines, there = lines_taken(dossier, plot, recipe), _there(dossier, plot, recipe)
        stand = {line.name for line in lines if line.name in there and not _is_outdated(dossier, there[line.name], line)}
        filled.lines += ((recipe, line) for line in lines if line.name not in stand)
        _settle(dossier, filled, there, stand)
        if lines:
            _settle(dossier, filled, _of_group(dossier, plot, recipe), set())
        filled.fits = filled.fits or bool(lines or there)
    return filled


def _is_outdated(dossier: Dossier, item: WorkItem, line: RecipeLine) -> bool:
    """Whether nobody touched a work and its recipe says something else since: then it is filled in anew."""
    return not changed_by_hand(dossier, item) and not as_line(dossier, item, line)


def _due(dossier: Dossier, plot: Plot) -> tuple[Recipe, ...]:
    """The recipes that suit a plot, and those that filled it once and ask for what does not stand there any more."""
    chosen = suggested(dossier, plot)
    named = dict.fromkeys(item.recipe for item in works_on(dossier, plot.id) if item.recipe)
    found = filter(None, map(dossier.recipes.recipe, named))
    return *chosen, *(recipe for recipe in found if recipe.when and recipe not in chosen and not lines_taken(dossier, plot, recipe))


def _settle(dossier: Dossier, filled: _Filled, there: Mapping[str, WorkItem], wanted: set[str]) -> None:
    """Works changed by hand are kept; untouched ones that are not wanted any more go."""
    for name, item in there.items():
        if changed_by_hand(dossier, item):
            filled.kept.append(item)
        elif name not in wanted:
            filled.gone.append(item)


def _there(dossier: Dossier, plot: Plot, recipe: Recipe) -> dict[str, WorkItem]:
    """The works of a recipe on a plot by the line each stands for; one renamed by hand is known by its formula."""
    mine = [item for item in works_on(dossier, plot.id) if item.recipe == recipe.id]
    named = {item.name: item for item in mine if recipe.line(item.name)}
    for item in mine:
        if item.name not in named:
            line = next((ln for ln in recipe.lines if ln.formula == item.formula and ln.category is item.category and ln.name not in named), None)
            named[line.name if line else f"{item.name} {item.id}"] = item
    return named


def _of_group(dossier: Dossier, plot: Plot, recipe: Recipe) -> dict[str, WorkItem]:
    """The works of other recipes of the same group, which this one takes the place of."""
    others = {r.id for r in recipes(dossier) if recipe.group and r.group == recipe.group and r.id != recipe.id}
    return {f"{item.name} {item.id}": item for item in works_on(dossier, plot.id) if item.recipe in others}


def _made(filled: _Filled, first: int, prices: Mapping[str, UnitPrice]) -> list[WorkItem]:
    """The new works of a plot, behind those that are there."""
    return [replace(work_of(line), plot_id=filled.plot.id, position=at, recipe=recipe.id, id=new_id(),
                    unit_price_id=prices[line.price_code].id if line.price_code in prices else None,
                    filled=content(work_of(line), line.price_code if line.price_code in prices else ""))
            for at, (recipe, line) in enumerate(filled.lines, first)]


def _nothing(dossier: Dossier, wanted: _Wanted) -> str:
    """Why no plot took anything: what nobody has filled in yet, else that nothing of the kind stands there."""
    plot, chosen = wanted[0]
    missing = next((number for recipe in chosen for number in lacking(dossier, plot, recipe)), None)
    if missing:
        return f"地块 {plot.code} 的“{missing.name}”还不知道，没有填入。{missing.missing}"
    if not chosen:
        return f"地块 {plot.code} 等没有合适的配方，没有填入。请先把农户落到地块上，或填写现状建筑物和复垦方向。"
    return f"地块 {plot.code} 上没有“{'、'.join(r.title for r in chosen)}”所指的建筑物或地面，没有填入。请核对现状，或另选配方。"


def _says(dossier: Dossier, new: int, gone: int, kept: Sequence[WorkItem], empty: Sequence[Plot]) -> str:
    code = {plot.id: plot.code for plot in dossier.plots}
    parts = [f"填入 {new} 项" + (f"，删除不再适用的 {gone} 项" if gone else "") if new or gone else "各项都已填入，没有需要改动的"]
    if kept:
        parts.append(f"改动过的 {len(kept)} 项保留原样（{_some(f'{code[i.plot_id]} {i.name}' for i in kept)}）")
    if empty:
        parts.append(f"{len(empty)} 个地块没有填入（{_some(p.code for p in empty)}），请核对现状和复垦方向")
    return "；".join(parts) + "。"


def _asks(dossier: Dossier, plots: Sequence[Plot]) -> str:
    """What is not known yet and may bring further recipes: a house without structure must not stay out unsaid."""
    facts = {f.label for f in fields_of(PlotDesign).values()}
    names, codes, others = {}, {}, {}  # in order, each once
    for plot in plots:
        for number in (n for recipe in recipes(dossier) for n in lacking(dossier, plot, recipe)):
            if number.name in facts:
                names[number.name] = codes[plot.code] = None
            else:
                others[f"{number.missing.rstrip('。')}（{plot.code}）"] = None
    told = [_some(others, "；")] if others else []
    told += [f"“现状与设计”中的{'、'.join(names)}（{_some(codes)}，没有的填 0）"] if names else []
    return f"还有拿不准的没有填入，填好后再套用一次：{'；'.join(told)}。" if told else ""


def _some(words: Iterable[str], between: str = "、") -> str:
    listed = list(words)
    return between.join(listed[:3]) + ("等" if len(listed) > 3 else "")
