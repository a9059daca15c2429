"""Figures of completion acceptance: what was accepted, and what returns as quota by it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from linkdesk.domain.acceptance_standing import accepted_plots, open_plots
from linkdesk.domain.carrying import Acceptance, PlotAcceptance
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.register import Computed, named
from linkdesk.domain.quantities import hectares, printed


def _accepted(label: str, of: Callable[[PlotAcceptance], Decimal | None]) -> Callable[[Dossier], Computed]:
    def made(dossier: Dossier) -> Computed:
        formula = f"Σ 验收合格地块的{label}"
        codes = {p.id: p.code for p in dossier.plots}
        rows = [(codes.get(row.plot_id, row.plot_id), acceptance, of(row)) for acceptance, row in accepted_plots(dossier.carrying).values()]
        if not rows:
            return Computed(None, formula, (), "竣工验收")
        lacking = "、".join(code for code, _, area in rows if area is None)
        inputs = tuple((code, _said(area, acceptance)) for code, acceptance, area in rows if area is not None)
        value = None if lacking else sum((hectares(area) for _, _, area in rows if area is not None), Decimal(0))
        return Computed(value, formula, inputs, f"{label}（{lacking}）" if lacking else "")
    return made


def _said(area: Decimal, acceptance: Acceptance) -> str:
    return f"{printed(hectares(area), 4)} 公顷（{acceptance.number}）"


named("accepted_area", "验收面积", "公顷", 4)(_accepted("验收面积", lambda row: row.accepted_area))
named("accepted_farmland", "验收新增耕地", "公顷", 4)(_accepted("新增耕地", lambda row: row.farmland_area))
named("accepted_paddy", "验收新增水田", "公顷", 4)(_accepted("水田", lambda row: row.paddy_area))
named("returned_construction", "归还建设用地指标", "公顷", 4)(_accepted("验收面积", lambda row: row.accepted_area))
named("returned_farmland", "归还耕地指标", "公顷", 4)(_accepted("新增耕地", lambda row: row.farmland_area))


@named("plots_accepted", "验收合格的拆旧地块", "个", 0)
def _(dossier: Dossier) -> Computed:
    return Computed(Decimal(len(accepted_plots(dossier.carrying))), "验收合格的拆旧地块数")


@named("plots_not_accepted", "未验收合格的拆旧地块", "个", 0)
def _(dossier: Dossier) -> Computed:
    left = open_plots(dossier)
    return Computed(Decimal(len(left)), "拆旧地块数 − 验收合格的地块数", tuple((p.code, "未合格") for p in left))
