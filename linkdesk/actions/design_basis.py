"""What a design stands on: the fee schedule and the one compared with it, the day of prices, terrain, region, who made it."""

from __future__ import annotations

from dataclasses import replace

from linkdesk.actions.edits import set_field as set_any_field
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.design import DesignBasis, basis_id
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError

Options = list[tuple[str, str]]


def basis(dossier: Dossier) -> DesignBasis:
    """The basis of a project's design; an empty one as long as nothing was entered."""
    project_id = dossier.project.id
    return dossier.design.basis or DesignBasis(project_id, id=basis_id(project_id))


def schedules(dossier: Dossier) -> Options:
    """The fee schedules that can be chosen, as (id, document number and title): the number tells them apart where the line is short."""
    return [(schedule.id, f"{schedule.number}　{schedule.title}".strip()) for schedule in dossier.schedules]


def regions(dossier: Dossier) -> Options:
    """The regions of quality control that have targets; one that was entered before stays to be chosen."""
    named = dict.fromkeys((*(target.region for target in dossier.targets), basis(dossier).region))
    return [(region, region) for region in named if region]


def set_field(desk: Desk, project_id: str, name: str, text: str) -> Change:
    """Put what was typed or chosen into a field; a schedule is compared with another one only."""
    dossier = desk.dossier(project_id)
    was = basis(dossier)
    change = set_any_field(was, name, text)
    now = change.after[0]
    _refuse_schedules(dossier, now, name)
    return change if dossier.design.basis else replace(change, before=())


def _refuse_schedules(dossier: Dossier, now: DesignBasis, name: str) -> None:
    chosen = getattr(now, name) if name in ("schedule_id", "compared_id") else ""
    if chosen and chosen not in {schedule.id for schedule in dossier.schedules}:
        raise KnownError("程序里没有这个费用标准，原值未改动。请从列表中选择。")
    if chosen and now.schedule_id == now.compared_id:
        raise KnownError("对比的费用标准与所用的是同一个，原值未改动。请另选一个，或留空。")
