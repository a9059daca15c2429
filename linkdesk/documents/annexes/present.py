"""附表2 拆旧区土地利用现状表: the old zone as it is, by village and land class in the project's scheme."""

from __future__ import annotations

from linkdesk.documents.annexes.sheet import Row, location, sheet, whole
from linkdesk.documents.blocks import Cell, Column, Document, Width
from linkdesk.documents.figure_cells import known
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import structure
from linkdesk.domain.figures.structure import Land
from linkdesk.domain.grouping import grouped
from linkdesk.domain.land_class import FARMLAND_NAMES, ThreeClass
from linkdesk.domain.land_groups import UNDIVIDED_FARMLAND, Group, groups, scheme_of_project
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import PlotUse

_FARMLAND = (*FARMLAND_NAMES.values(), UNDIVIDED_FARMLAND)


def present_sheet(dossier: Dossier) -> Document:
    """附表2."""
    scheme = scheme_of_project(dossier)
    shown = groups(scheme, structure.parts(dossier, ("old",), (LandSide.BEFORE,)))
    rows = [_row(dossier, shown, plots) for plots in _places(dossier)]
    totals = ("合计", "", "", *_areas(dossier, shown)) if rows else None
    columns = (Column("乡镇"), Column("村"), Column("权属单位", width=Width.WIDE), Column("总面积", decimals=4), *_columns(shown))
    built = next(at for at, group in enumerate(shown) if group.three is ThreeClass.CONSTRUCTION)
    return sheet("附表2", "拆旧区土地利用现状表", dossier, columns, rows, totals, band_starts=(5 + built,), band_keys=3,
                 notes=(_note(dossier, scheme) if rows else "本项目未登记拆旧地块。",))


def _note(dossier: Dossier, scheme: str) -> str:
    year = dossier.project.survey_year
    return f"地类按{scheme}分列" + (f"，现状为 {year} 年度土地变更调查成果。" if year else "。")


def _places(dossier: Dossier) -> list[list[Plot]]:
    """The old plots of each village and owner, in the order of their codes."""
    return list(grouped(dossier.plots_of(PlotUse.OLD), lambda plot: (plot.village_id, plot.owner_unit)).values())


def _columns(shown: tuple[Group, ...]) -> tuple[Column, ...]:
    of = {three: [g for g in shown if g.three is three] for three in ThreeClass}
    ploughed = tuple(_column(g) for g in of[ThreeClass.AGRICULTURAL] if g.label in _FARMLAND)
    rest = tuple(_column(g) for g in of[ThreeClass.AGRICULTURAL] if g.label not in _FARMLAND)
    return (Column("农用地", (Column("小计", decimals=4), Column("耕地", ploughed), *rest)),
            Column("建设用地", (Column("小计", decimals=4), *map(_column, of[ThreeClass.CONSTRUCTION]))), Column("未利用地小计", decimals=4))


def _column(group: Group) -> Column:
    return Column(group.heading, decimals=4)


def _row(dossier: Dossier, shown: tuple[Group, ...], plots: list[Plot]) -> Row:
    township, village, _ = location(dossier, plots[0])
    return township, village, known(plots[0].owner_unit), *_areas(dossier, shown, frozenset(p.id for p in plots))


def _areas(dossier: Dossier, shown: tuple[Group, ...], only: frozenset[str] | None = None) -> list[Cell]:
    """The total, then each of the three classes with its columns; unused land has but one."""
    def cell(holds: structure.Share, word: str) -> Cell:
        return whole(dossier, "land_before", Land("old", holds, word, only))
    cells = [cell(lambda part: True, "总面积")]
    for three in ThreeClass:
        if three is not ThreeClass.UNUSED:
            cells.append(cell(lambda part, three=three: part.three is three, str(three)))
        cells += [cell(g.holds, g.label) for g in shown if g.three is three]
    return cells
