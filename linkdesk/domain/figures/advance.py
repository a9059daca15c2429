"""Figures of advances: how much of the surplus expected may be used before acceptance, and how much is asked for."""

from __future__ import annotations

from linkdesk.domain import advance_standing
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.register import Computed, named
from linkdesk.domain.quantities import hectares, places, printed

_MEASURES = {"construction": ("", "建设用地"), "farmland": ("_farmland", "耕地")}


def _measure(dossier: Dossier, name: str) -> advance_standing.AdvanceMeasure:
    return next(m for m in advance_standing.measures(dossier) if m.name == name)


def _bound(dossier: Dossier, name: str) -> Computed:
    measure, rate = _measure(dossier, name), dossier.rate("advance_share_max")
    formula = "预计节余指标 × 可预支的比例"
    if measure.planned is None or rate is None or rate.value is None:
        return Computed(None, formula, (), measure.missing or "可预支的节余指标比例")
    share = f"{printed(rate.value, places(rate.value, 0))}%"
    inputs = (("预计节余指标", f"{printed(hectares(measure.planned), 4)} 公顷"), (f"可预支的比例（{rate.document}）", share))
    return Computed(hectares(measure.at_most(rate.value)), formula, inputs)


def _asked(dossier: Dossier, name: str) -> Computed:
    rows = advance_standing.standing_advances(dossier)
    inputs = tuple((a.place or "预支申请", f"{printed(hectares(area), 4)} 公顷") for a in rows if (area := getattr(a, name)))
    return Computed(hectares(_measure(dossier, name).asked), "各笔预支申请之和，不含不予批准和撤回的", inputs)


for _name, (_suffix, _label) in _MEASURES.items():
    named(f"advance_bound{_suffix}", f"可预支的{_label}指标", "公顷", 4)(lambda dossier, name=_name: _bound(dossier, name))
    named(f"advance_asked{_suffix}", f"申请和已批准预支的{_label}指标", "公顷", 4)(lambda dossier, name=_name: _asked(dossier, name))
