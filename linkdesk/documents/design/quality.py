"""附表14 土壤检测表: each indicator of each plot against its standard, with what was measured, by whom and when."""

from __future__ import annotations

from linkdesk.documents.annexes.sheet import NONE, Row, order_column
from linkdesk.documents.blocks import Align, Cell, Column, Document, Gap, Width
from linkdesk.documents.design.sheet import sheet
from linkdesk.domain.design import region_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.grouping import grouped
from linkdesk.domain.quality_verdicts import (
    QualityStanding,
    Verdict,
    class_name_of,
    no_targets,
    plot_passes,
    targets_of,
    verdicts,
)
from linkdesk.domain.words import PlotUse

_COLUMNS = (order_column(), Column("地块编号", width=Width.WIDE), Column("地类"), Column("指标", width=Width.WIDE),
            Column("要求", width=Width.WIDE, align=Align.LEFT), Column("实测", width=Width.WIDE, align=Align.LEFT), Column("判定"),
            Column("样品编号"), Column("检测单位", width=Width.WIDE), Column("检测日期", width=Width.WIDE), Column("依据"))

NUMBER, NAME = "附表14", "土壤检测表"
TITLE = f"{NUMBER} {NAME}"


def quality_sheet(dossier: Dossier) -> Document:
    """附表14; what is not measured is a gap, what no standard covers is shown all the same."""
    sources = tuple(dict.fromkeys(verdict.source for verdict in verdicts(dossier) if verdict.source))
    rows = [_row(dossier, at, verdict, sources) for at, verdict in enumerate(verdicts(dossier), 1)]
    return sheet(NUMBER, NAME, dossier, _COLUMNS, rows,
                 notes=(*_notes(dossier), *(f"依据{at}：{source}。" for at, source in enumerate(sources, 1))),
                 doubtful=any("待核实" in verdict.source for verdict in verdicts(dossier)))


def _row(dossier: Dossier, at: int, verdict: Verdict, sources: tuple[str, ...]) -> Row:
    measured, target = verdict.measurement, verdict.target
    said = _said(verdict)
    given = (measured.sample_number, measured.laboratory, measured.sampled_on.isoformat() if measured.sampled_on else "") if measured else ("",) * 3
    return (at, verdict.plot.code, class_name_of(dossier, verdict.plot), verdict.indicator, target.text if target else NONE, said,
            str(verdict.standing), *given, f"依据{sources.index(verdict.source) + 1}" if verdict.source else NONE)


def _said(verdict: Verdict) -> Cell:
    measured, target = verdict.measurement, verdict.target
    if measured is None:
        return NONE if target and target.later else Gap("")
    return verdict.measured or Gap("")


def _notes(dossier: Dossier) -> tuple[str, ...]:
    plots = dossier.plots_of(PlotUse.OLD)
    if not plots:
        return ("没有拆旧地块。",)
    groups = grouped(plots, lambda plot: plot_passes(dossier, plot.id))
    counted = "，".join(f"{word} {len(groups[key])} 个" for key, word in ((True, "合格"), (False, "不合格"), (None, "尚不能判定")) if key in groups)
    bare = [no_targets(dossier, plot) for plot in plots if not targets_of(dossier, plot)]
    return (f"质量控制区：{region_of(dossier.design) or '未选'}。地块 {len(plots)} 个：{counted}。",
            f"同一指标有几个样品的逐个判定，一个{QualityStanding.FAILED}则地块不合格。",
            *(dict.fromkeys(f"{why}。" for why in bare)))
