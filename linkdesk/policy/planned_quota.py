"""What a plan takes of quota and the surplus it expects: figures of the papers in hectares, as amounts of the ledger in m²."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure
from linkdesk.domain.quantities import SQUARE_METRES_PER_HECTARE
from linkdesk.domain.quota_accounts import Amounts
from linkdesk.domain.words import PlotUse

_TAKES = ("construction", "agricultural_taken", "farmland_taken", "paddy_taken")
_SURPLUS = ("surplus_construction", "surplus_agricultural", "surplus_farmland", "surplus_paddy")


def planned_takes(planned: Dossier) -> tuple[Amounts, str]:
    """What settlement and the county's own new land take by the plan, in m², and what is not known of it."""
    settlement = _figures(planned, [f"settlement_{name}" for name in _TAKES], bool(planned.plots_of(PlotUse.SETTLEMENT)))
    urban = _figures(planned, [f"own_urban_{name}" for name in _TAKES], bool(planned.plots_of(PlotUse.NEW)))
    return settlement[0] + urban[0], settlement[1] or urban[1]


def planned_surplus(planned: Dossier) -> tuple[Amounts, str]:
    """The surplus a plan expects, in m² (also below nothing), and what is not known of it."""
    return _figures(planned, _SURPLUS)


def _figures(dossier: Dossier, names: Sequence[str], there: bool = True) -> tuple[Amounts, str]:
    """Four figures in hectares as amounts in m²; only construction land and farmland must be known."""
    if not there:
        return Amounts(), ""
    made = [figure(name, dossier) for name in names]
    values = [Decimal(0) if f.value is None else f.value * SQUARE_METRES_PER_HECTARE for f in made]
    return Amounts(*values), next((f"{f.label}：{f.missing}" for f in (made[0], made[2]) if f.value is None), "")
