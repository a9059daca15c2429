"""All tables of a design in the order they are bound: cover of the budget, 表1 to 表7, and the attached tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from linkdesk.documents.blocks import (
    Align,
    Block,
    Document,
    PageKind,
    Paragraph,
    Section,
    Signatures,
    Style,
    Text,
)
from linkdesk.documents.design.budget_tables import categories_sheet, periods_sheet, total_sheet
from linkdesk.documents.design.characteristics import characteristics_sheet
from linkdesk.documents.design.compared import NUMBER as COMPARED
from linkdesk.documents.design.compared import compared_sheet
from linkdesk.documents.design.fee_tables import fees_sheet, unforeseen_sheet
from linkdesk.documents.design.price_tables import analyses_sheet, resource_sheets
from linkdesk.documents.design.quality import TITLE as QUALITY_TITLE
from linkdesk.documents.design.quantity_tables import materials_sheet, quantities_sheet, sums_sheet
from linkdesk.documents.design.schedule_table import schedule_sheet
from linkdesk.documents.design.sheet import KIND, people
from linkdesk.documents.design.soil import farmland_gain_sheet, land_change_sheet, moves_sheet, soil_sheet
from linkdesk.documents.design.works_tables import equipment_sheet, works_sheet
from linkdesk.documents.templates.fill import long_date
from linkdesk.domain.budget import Budget, budget
from linkdesk.domain.dossier import Dossier

_BUDGET: tuple[Callable[[Dossier, Budget], Document | None], ...] = (
    categories_sheet, works_sheet, equipment_sheet, fees_sheet, unforeseen_sheet, periods_sheet)
_OF_LAND = land_change_sheet, farmland_gain_sheet, soil_sheet, moves_sheet


def design_tables(dossier: Dossier) -> tuple[Document, ...]:
    """Every table as a document of its own, the cover of the budget first; what does not apply is left out.

    They are bound as one and use each other's figures, so that none is more final than any other.
    """
    made = _tables(dossier)
    mark = next((table.mark for table in made if table.mark), "")
    return (_cover(dossier, mark), *(replace(table, mark=mark) for table in made))


def titles(dossier: Dossier) -> tuple[str, ...]:
    """What the tables are called, with that of measured soil, which is printed by itself."""
    found = [table.title for table in _tables(dossier)]
    if dossier.design.measurements:
        found.insert(len(found) - any(title.startswith(COMPARED) for title in found), QUALITY_TITLE)
    return tuple(found)


def _tables(dossier: Dossier) -> tuple[Document, ...]:
    return dossier.once("design_tables", lambda: tuple(_made(dossier)))


def _made(dossier: Dossier) -> Iterator[Document]:
    found = budget(dossier)
    yield total_sheet(dossier, found)
    if found:
        yield from filter(None, (make(dossier, found) for make in _BUDGET))
    yield from resource_sheets(dossier)
    if found:
        yield analyses_sheet(dossier, found)
    yield quantities_sheet(dossier)
    yield characteristics_sheet(dossier)
    yield from (make(dossier) for make in _OF_LAND)
    yield sums_sheet(dossier)
    if found:
        yield materials_sheet(dossier, found)
    yield schedule_sheet(dossier)
    if found and (compared := compared_sheet(dossier, found)):
        yield compared


def _cover(dossier: Dossier, mark: str) -> Document:
    """The cover of the budget, with who bears the project, who made the budget, and room for their seals."""
    basis = dossier.design.basis
    title = f"{dossier.project.name}\n复垦预算书"
    day = basis.prepared_on if basis else None
    bearer = dossier.responsible.name or "" if dossier.responsible else ""
    made_by = basis.designer if basis else ""
    boxes = (("项目承担单位（公章）", (bearer,)), ("预算编制单位（公章）", (made_by, *people(dossier, "（签章）"))))
    blank: tuple[Block, ...] = tuple(Paragraph((), Style.PLAIN) for _ in range(5))
    when = Paragraph((Text(f"编制日期：{long_date(day) if day else '　　　　年　　月　　日'}"),), Style.PLAIN, Align.CENTRE)
    section = Section((*blank, Paragraph((Text(title),), Style.TITLE, Align.CENTRE), *blank, Signatures(boxes, height_mm=70), when),
                      PageKind.OFFICIAL)
    return Document(KIND, "复垦预算书封面", (section,), mark, subject_id=dossier.project.id)
