"""Figures of the surplus that an acceptance fixed (核定节余), in both measures, as the quota ledger has it."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.register import Computed, named
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.quota_standing import standing

_MEASURES = {"construction": "建设用地", "farmland": "耕地"}
_FORMULA = "项目全部验收时核定的节余：归还指标 − 抵补使用的指标 − 农村发展预留"


def _settled(dossier: Dossier, name: str) -> Computed:
    stands = standing(dossier)
    inputs = tuple((label, _said(getattr(amounts, name))) for label, amounts in (
        ("验收归还", stands.returned), ("安置和建新使用", stands.used), ("批准方案的预计节余", stands.planned)))
    if stands.settled_on is None:
        return Computed(None, _FORMULA, inputs, "项目还没有全部验收，节余没有核定")
    return Computed(hectares(getattr(stands.accepted, name)), _FORMULA, (("核定日期", str(stands.settled_on)), *inputs))


def _said(area: Decimal) -> str:
    return f"{printed(hectares(area), 4)} 公顷"


for _name, _label in _MEASURES.items():
    named(f"settled_surplus_{_name}", f"核定节余（{_label}）", "公顷", 4)(lambda dossier, name=_name: _settled(dossier, name))
