"""Budgets as they are said outside the window: of a works cost by a fee schedule, or of a project's design."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from linkdesk import shipped
from linkdesk.desk import Desk
from linkdesk.domain.budget import Budget, budget
from linkdesk.domain.costs import YUAN
from linkdesk.domain.design_words import Terrain
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fee_mechanisms import plain
from linkdesk.domain.fee_schedule import FeeBase, FeeSchedule, choose
from linkdesk.domain.fees import DECIMALS, FeeLine, other_fees, reckon, summed, unforeseen
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.quantities import printed, rounded
from linkdesk.policy import standards


def schedules(desk: Desk | None, day: date) -> tuple[FeeSchedule, ...]:
    """The fee schedules of a day: as shipped, or with the county's own values of a workspace."""
    own = desk.store.load(PolicyOverride) if desk else ()
    return standards.resolve(shipped.standards(), own, day).schedules


def of_works(known: Sequence[FeeSchedule], day: date, wanted: str, works: Decimal, equipment: Decimal, terrain: Terrain | None) -> dict[str, Any]:
    """The fees upon a works cost (in 万元) by a schedule, with the total; KnownError when there is no such schedule."""
    schedule = choose(known, day, wanted) or _refuse(wanted, known)
    if works + equipment <= 0:
        raise KnownError("工程施工费和设备购置费合计是 0，没有计算。请填写工程施工费（万元）。")
    lines = reckon(schedule, FeeBase(works, equipment, terrain))
    leaves = (rounded(works, DECIMALS), rounded(equipment, DECIMALS), *(line.amount for line in lines))
    return _said(schedule, works, equipment, lines) | {
        "works": _money(leaves[0]), "equipment": _money(leaves[1]), "total": _money(summed(leaves)),
        "exact_total": _exact(summed((works, equipment, *(line.exact for line in lines)))),
        "gaps": [line.gap for line in lines if line.gap and line.base is not None], "doubts": [line.doubt for line in lines if line.doubt]}


def of_project(dossier: Dossier, wanted: str = "") -> dict[str, Any]:
    """The budget of a project's design by a schedule, its own when none is named; KnownError when there is no such schedule."""
    found = budget(dossier, wanted) or _refuse(wanted, dossier.schedules)
    lines = (*found.fees, *found.unforeseen)
    works, equipment = (None if yuan is None else yuan / YUAN for yuan in (found.works_cost, found.equipment_cost))
    return _said(found.schedule, works, equipment, lines) | _works(found) | {
        "works": _money(found.works_printed), "equipment": _money(found.equipment_printed), "total": _money(found.total),
        "exact_total": _exact(found.exact_total), "gaps": list(found.gaps), "doubts": list(found.doubts)}


def _refuse(wanted: str, known: Iterable[FeeSchedule]) -> Any:
    choice = "、".join(schedule.id for schedule in known)
    raise KnownError(f"没有“{wanted}”这个费用标准，没有计算。可用：{choice or '（没有）'}。")


def _said(schedule: FeeSchedule, works: Decimal | None, equipment: Decimal | None, lines: Sequence[FeeLine]) -> dict[str, Any]:
    return {
        "schedule": {"id": schedule.id, "title": schedule.title, "number": schedule.number, "certainty": schedule.certainty},
        "works_exact": _exact(works), "equipment_exact": _exact(equipment), "fees": [_fee(line) for line in lines],
        "other_fees": _money(summed(line.amount for line in other_fees(lines))),
        "unforeseen": _money(summed(line.amount for line in unforeseen(lines)))}


def _fee(line: FeeLine) -> dict[str, Any]:
    return {"name": line.fee.name, "label": line.fee.label, "group": line.fee.group, "mechanism": line.fee.mechanism,
            "base_names": line.fee.base, "base": _exact(line.base), "tier": line.tier, "formula": line.formula,
            "exact": _exact(line.exact), "amount": _money(line.amount), "source": line.source, "certainty": line.certainty,
            "gap": line.gap, "doubt": line.doubt}


def _works(found: Budget) -> dict[str, Any]:
    return {
        "items": [{"plot": w.line.plot.code, "category": w.line.item.category, "name": w.line.item.name, "unit": w.line.item.unit,
                   "quantity": _exact(w.line.quantity), "price": _money(w.price), "amount": _money(w.amount),
                   "price_from": w.price_from, "gap": w.gap} for w in found.works],
        "by_households": [{"plot": line.plot.code, "name": line.item.name} for line in found.by_households],
        "categories": {category: _money(leaf) for category, leaf in found.categories.items()},
        "unconfirmed": list(found.unconfirmed)}


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _money(value: Decimal | None) -> str | None:
    return None if value is None else printed(value, DECIMALS, grouping=False)
