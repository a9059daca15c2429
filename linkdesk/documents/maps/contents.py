"""The maps of a plan (附图): where the project area lies, its old, settlement and new plots, and what is reclaimed to what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from linkdesk.documents.blocks import DRAFT, Document, Drawing, PageKind, Paragraph, Section, Style, Text
from linkdesk.documents.maps.ground import Ground, Lying, all_bounds, called, ground
from linkdesk.documents.maps.groups import LEAST_SCALE, groups
from linkdesk.documents.maps.index import index_section, index_table
from linkdesk.documents.maps.looks import Look, look_of
from linkdesk.documents.maps.sheet import Content, drawn
from linkdesk.documents.maps.surround import heading, summed, words
from linkdesk.documents.maps.view import SHEETS, View, fitted
from linkdesk.documents.wording import word
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.land import plot_area
from linkdesk.domain.grouping import grouped
from linkdesk.domain.outlines import Bounds, middle
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import hectares
from linkdesk.domain.words import PlotUse

LOCATION, OLD, RECLAIM = "项目区位置图", "拆旧区现状图", "拆旧区复垦规划图"
_LOCATION_ENOUGH = 10000


@dataclass(frozen=True)
class _Kind:
    """A map in sheets: its title, its plots, and whether it tells what they are reclaimed to."""

    title: str
    plots: tuple[Plot, ...]
    reclaimed: bool = False


def plan_maps(dossier: Dossier, mark: str = "") -> tuple[Document, ...]:
    """The maps of a plan as documents of the kind "map"; with no plot to draw one that says so.

    `mark` is that of the plan; plots without boundary points make it 草稿. A map of plots that the project does not have
    is left out.
    """
    whole = ground(dossier)
    mark = mark or (DRAFT if whole.without or not whole.lying else "")
    made = [_location(dossier, whole, mark)]
    made += [_in_sheets(dossier, whole, kind, mark) for kind in _kinds(dossier) if kind.plots]
    return tuple(made)


def old_plot_maps(dossier: Dossier, mark: str, reclaimed: str) -> tuple[Document, ...]:
    """The demolition plots as they are, and under the title `reclaimed` as what they become; none while no boundary point is there."""
    old, whole = dossier.plots_of(PlotUse.OLD), ground(dossier)
    mine = whole.only(old)
    mark = mark or (DRAFT if mine.without else "")
    kinds = (_Kind(OLD, old), _Kind(reclaimed, old, reclaimed=True)) if mine.lying else ()
    return tuple(_in_sheets(dossier, whole, kind, mark) for kind in kinds)


def titles(dossier: Dossier) -> tuple[str, ...]:
    """The titles of `plan_maps`, without drawing them."""
    return (LOCATION, *(kind.title for kind in _kinds(dossier) if kind.plots))


def map_drawing(dossier: Dossier, plots: Sequence[Plot], title: str, paper: str = "", *, reclaimed: bool = False) -> Drawing | None:
    """Some plots of one zone on one sheet at a round scale; None when none of them has boundary points.

    `paper` is A4 or A3, else A4 as long as 1:2000 fits it. Plots in another zone than the first are left to a drawing of
    their own.
    """
    whole = ground(dossier)
    zones = whole.only(plots).zones
    if not zones:
        return None
    shown = next(iter(zones.values()))
    view = fitted(all_bounds(shown), LEAST_SCALE, [s for s in SHEETS if paper in ("", s.paper)])
    return drawn(view, _content(dossier, whole, shown, reclaimed), words(dossier, view, title, notes=()))


def _kinds(dossier: Dossier) -> tuple[_Kind, ...]:
    old, settlement, new = (dossier.plots_of(use) for use in (PlotUse.OLD, PlotUse.SETTLEMENT, PlotUse.NEW))
    built = (word(dossier, "settlement_zone", "安置区"),) if settlement else ()
    built = (*built, "建新区") if new else built
    return (_Kind(OLD, old), _Kind(f"{'、'.join(built)}现状图", (*settlement, *new)), _Kind(RECLAIM, old, reclaimed=True))


def _location(dossier: Dossier, whole: Ground, mark: str) -> Document:
    sections = [_sheet(_located(dossier, plots, zone if len(whole.zones) > 1 else None, _without(whole)))
                for zone, plots in whole.zones.items()]
    return _document(dossier, LOCATION, sections or [_nothing(LOCATION)], mark)


def _located(dossier: Dossier, plots: Sequence[Lying], zone: int | None, notes: tuple[str, ...]) -> tuple[View, Drawing]:
    view = fitted(all_bounds(plots), _LOCATION_ENOUGH)
    title = LOCATION if zone is None else f"{LOCATION}（第{zone}带）"
    content = Content(plots, lambda each: look_of(dossier, each.plot, False), lambda each: (called(each.plot),),
                      names=_villages(plots), pictures=dossier.base_maps, entry=_counted(dossier))
    return view, drawn(view, content, words(dossier, view, heading(dossier, title), notes=notes, says="注记：地块编号"))


def _villages(plots: Sequence[Lying]) -> tuple[tuple[str, Bounds], ...]:
    """The villages, each with the place of the plot nearest to the middle of all of its plots."""
    villages = grouped((each for each in plots if each.village), lambda each: each.village)
    return tuple((f"{name}（{len(mine)} 块）", _central(mine).bounds) for name, mine in villages.items())


def _central(plots: Sequence[Lying]) -> Lying:
    x, y = middle(all_bounds(plots))
    return min(plots, key=lambda each: abs(middle(each.bounds)[0] - x) + abs(middle(each.bounds)[1] - y))


def _counted(dossier: Dossier) -> Callable[[Look, Sequence[Lying]], str]:
    return lambda look, plots: f"{look.label} {len(plots)} 块{summed(dossier, plots)}"


def _in_sheets(dossier: Dossier, whole: Ground, kind: _Kind, mark: str) -> Document:
    mine = whole.only(kind.plots)
    sheets = [group for plots in mine.zones.values() for group in groups(plots)]
    if not sheets:
        return _document(dossier, kind.title, [_nothing(kind.title)], mark)
    made = [_numbered(dossier, whole, kind, group, at, len(sheets), _without(mine)) for at, group in enumerate(sheets, 1)]
    sections = [_sheet(each) for each in made]
    if len(sheets) > 1:
        views = [view for view, _ in made]
        index = (index_section(dossier, kind.title, zone, plots, sheets) for zone, plots in mine.zones.items())
        sections = [*(_sheet(each) for each in index), index_table(kind.title, sheets, views), *sections]
    return _document(dossier, kind.title, sections, mark)


def _numbered(dossier: Dossier, whole: Ground, kind: _Kind, group: Sequence[Lying], at: int, of: int,
              notes: tuple[str, ...]) -> tuple[View, Drawing]:
    view = fitted(all_bounds(group), LEAST_SCALE)
    villages = "、".join(dict.fromkeys(each.village for each in group if each.village))
    above = "　".join(filter(None, (f"第 {at} 幅 共 {of} 幅" if of > 1 else "", villages)))
    around = words(dossier, view, heading(dossier, kind.title), above, notes=notes if of == 1 else ())
    return view, _named(drawn(view, _content(dossier, whole, group, kind.reclaimed), around), kind.title, at, of)


def _named(drawing: Drawing, title: str, at: int, of: int) -> Drawing:
    name = f"{title}（{at}／{of}）" if of > 1 else title
    return Drawing(drawing.width_mm, drawing.height_mm, drawing.shapes, name=name)


def _content(dossier: Dossier, whole: Ground, group: Sequence[Lying], reclaimed: bool) -> Content:
    ids = {each.plot.id for each in group}
    near = all_bounds(group)
    view = fitted(near, LEAST_SCALE)
    others = tuple(each for each in whole.zones[group[0].zone] if each.plot.id not in ids and view.shows(each.bounds))
    return Content(group, lambda each: look_of(dossier, each.plot, reclaimed), lambda each: _fraction(dossier, each.plot),
                   others=others, pictures=dossier.base_maps)


def _fraction(dossier: Dossier, plot: Plot) -> tuple[str, ...]:
    size = plot_area(dossier, plot)
    return (called(plot),) if size is None else (called(plot), f"{hectares(size):.4f}")


def _without(some: Ground) -> tuple[str, ...]:
    codes = [called(plot) for plot in some.without]
    more = f"等 {len(codes)} 块" if len(codes) > 8 else ""
    return (f"没有界址点、未上图的地块：{'、'.join(codes[:8])}{more}。",) if codes else ()


def _nothing(title: str) -> Section:
    said = f"{title}还不能绘制：有关地块都没有界址点坐标。请先在“地块”中导入勘测定界坐标。"
    return Section((Paragraph((Text(said),), Style.BODY),), PageKind.OFFICIAL)


def _sheet(made: tuple[View, Drawing]) -> Section:
    view, drawing = made
    return Section((drawing,), PageKind.MAP, view.sheet.landscape, view.sheet.paper)


def _document(dossier: Dossier, title: str, sections: Sequence[Section], mark: str) -> Document:
    return Document("map", heading(dossier, title), tuple(sections), mark=mark, subject_id=dossier.project.id)


def sheets_of(document: Document) -> Iterator[Drawing]:
    """The drawings of a map document, in order."""
    return (block for section in document.sections for block in section.blocks if isinstance(block, Drawing))
