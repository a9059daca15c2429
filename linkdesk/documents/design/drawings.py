"""The drawings of a design: typical cross-sections, and a plan of each demolition plot from its boundary points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from linkdesk.documents.annexes.sheet import named_class
from linkdesk.documents.blocks import (
    DRAFT,
    Document,
    Drawing,
    PageKind,
    Paragraph,
    Picture,
    Section,
    Style,
    Text,
)
from linkdesk.documents.cells import gap_text
from linkdesk.documents.design.plot_cards import Row, card_sections
from linkdesk.documents.maps.contents import OLD, old_plot_maps
from linkdesk.documents.maps.ground import Ground, called, ground
from linkdesk.documents.sections_drawn import section_drawing
from linkdesk.domain.cross_sections import doubtful, faults
from linkdesk.domain.design import DesignDrawing, PlotDesign
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import shown
from linkdesk.domain.farmland_gain import gains
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures import figure
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.words import PlotUse

DRAWING = "design_drawing"
PRESENT, GENERAL = OLD, "复垦设计总平面图"
SECTIONS, PLANS, ATTACHED = "典型断面图", "地块平面图", "地块图纸和照片"
PICTURES = (".png", ".jpg", ".jpeg")
_PICTURE_MM = 140
_A_PAGE = 2
_FACTS = ("slope_before", "slope_after", "level_before", "level_after", "cover_thickness", "cut_volume", "fill_volume", "ridge_length",
          "road_length", "ditch_length", "rubble_distance", "soil_distance")


def design_drawings(dossier: Dossier, mark: str = "") -> tuple[Document, ...]:
    """The plots as they are and as designed, their plans, cross-sections and what is attached; `mark` is that of the report."""
    over_all = (_renamed(each) for each in old_plot_maps(dossier, mark, GENERAL))
    return (*over_all, _plans(dossier, mark), _sections(dossier, mark), *_attached(dossier, mark))


def drawing_titles(dossier: Dossier) -> tuple[str, ...]:
    """What the drawings are called, without drawing them."""
    over_all = (PRESENT, GENERAL) if ground(dossier).only(dossier.plots_of(PlotUse.OLD)).lying else ()
    return (*over_all, PLANS, SECTIONS, *((ATTACHED,) if attached_drawings(dossier) else ()))


def _renamed(document: Document) -> Document:
    return replace(document, kind=DRAWING)


def attached_drawings(dossier: Dossier) -> tuple[tuple[str, DesignDrawing], ...]:
    """The drawings and photographs attached to plots, by plot and place, each with what it is called."""
    codes = {plot.id: plot.code for plot in dossier.plots}
    works = {item.id: item.name for item in dossier.design.items}
    found = sorted((d for d in dossier.design.drawings if d.file_hash and d.plot_id in codes), key=lambda d: (codes[d.plot_id], d.position))
    return tuple((" ".join(filter(None, (codes[d.plot_id], works.get(d.work_item_id or ""), d.title.strip() or d.file_name))), d)
                 for d in found)


def _attached(dossier: Dossier, mark: str) -> Iterator[Document]:
    """The attached pictures, two on a page; none where none is attached."""
    pictures = [Picture(drawing.file_hash, _PICTURE_MM, name) for name, drawing in attached_drawings(dossier)
                if drawing.file_name.lower().endswith(PICTURES)]
    if pictures:
        yield _document(dossier, ATTACHED, [Section(tuple(pictures), PageKind.TABLE)], mark)


def plot_plans(dossier: Dossier, plots: Sequence[Plot]) -> tuple[Drawing, ...]:
    """The plan drawings of some demolition plots; one without boundary points has none."""
    cards = card_sections(dossier, ground(dossier).only(plots).lying, _rows(dossier))
    return tuple(block for section in cards for block in section.blocks if isinstance(block, Drawing))


def _sections(dossier: Dossier, mark: str) -> Document:
    mine = sorted(dossier.design.sections, key=lambda each: each.position)
    drawings = [section_drawing(each) for each in mine]
    pages = [Section(tuple(drawings[at:at + _A_PAGE]), PageKind.MAP) for at in range(0, len(drawings), _A_PAGE)]
    open_ = not mine or any(faults(each) or doubtful(each) for each in mine)
    return _document(dossier, SECTIONS, pages or [_nothing("还没有典型断面。请在“典型断面”中填写尺寸。")], mark or (DRAFT if open_ else ""))


def _plans(dossier: Dossier, mark: str) -> Document:
    mine: Ground = ground(dossier).only(dossier.plots_of(PlotUse.OLD))
    pages = list(card_sections(dossier, mine.lying, _rows(dossier)))
    if mine.without:
        codes = "、".join(called(plot) for plot in mine.without)
        pages.append(_nothing(f"没有界址点、未绘平面图的地块：{codes}。请先在“地块”中导入勘测定界坐标。"))
    return _document(dossier, PLANS, pages or [_nothing("还没有拆旧地块，没有平面图。")], mark or (DRAFT if mine.without or not mine.lying else ""))


def _rows(dossier: Dossier) -> dict[str, tuple[Row, ...]]:
    """What is written beside each plot: area, what it becomes, and what its design says."""
    designs = {design.plot_id: design for design in dossier.design.plots}
    net = {gain.plot.id: gain.net for gain in gains(dossier)}
    return {plot.id: (*_areas(dossier, plot), ("净增耕地", _hectares(net.get(plot.id))), *_facts(designs.get(plot.id)))
            for plot in dossier.plots_of(PlotUse.OLD)}


def _areas(dossier: Dossier, plot: Plot) -> Iterator[Row]:
    area = figure("plot_area", dossier, plot)
    yield "地块面积", gap_text("") if area.value is None else f"{area.text} 公顷"
    yield "现状地类", named_class(plot.land_class, plot.land_scheme) or gap_text("")
    yield "复垦方向", named_class(plot.reclaim_class, plot.land_scheme) or gap_text("")
    yield "复垦面积", _hectares(None if plot.reclaimed_area is None else hectares(plot.reclaimed_area))


def _hectares(value: object) -> str:
    return gap_text("") if value is None else f"{printed(value, 4)} 公顷"


def _facts(design: PlotDesign | None) -> Iterator[Row]:
    """The facts of the plot's design that are filled in."""
    for name in _FACTS if design else ():
        each = fields_of(PlotDesign)[name]
        if (value := getattr(design, name)) is not None:
            yield each.label, f"{shown(each, value)} {each.unit}"


def _nothing(said: str) -> Section:
    return Section((Paragraph((Text(said),), Style.BODY),), PageKind.OFFICIAL)


def _document(dossier: Dossier, title: str, sections: list[Section], mark: str) -> Document:
    return Document(DRAWING, f"{dossier.project.name}{title}", tuple(sections), mark=mark, subject_id=dossier.project.id)
