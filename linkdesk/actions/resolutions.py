"""Resolutions of villagers (村民决议): who was entitled, who came, how they voted; votes that cannot be are refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from linkdesk.actions import kept_scans, plan_rows
from linkdesk.actions.edits import set_field, set_value
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.consultation import Resolution
from linkdesk.domain.consultation_standing import votes_fault
from linkdesk.domain.errors import KnownError

WHAT, SCAN = "村民决议", "决议和签到表"


def resolutions(desk: Desk, project_id: str) -> list[Resolution]:
    """The resolutions of a project in their order."""
    return plan_rows.rows(desk, Resolution, project_id)


def add(desk: Desk, project_id: str, village_id: str | None = None) -> Change:
    """One more resolution, of the first village of the project that has none unless one is named."""
    return plan_rows.add(desk, Resolution, project_id, f"新增{WHAT}", village_id=village_id or _next_village(desk, project_id),
                         subject="同意实施增减挂钩项目")


def _next_village(desk: Desk, project_id: str) -> str | None:
    there = {r.village_id for r in resolutions(desk, project_id)}
    wanted = dict.fromkeys(p.village_id for p in desk.dossier(project_id).plots if p.village_id)
    return next((id_ for id_ in wanted if id_ not in there), None)


def set_resolution_field(desk: Desk, resolution: Resolution, name: str, text: str) -> Change:
    """Put what was typed into a field; numbers that cannot be are refused in words."""
    change = set_field(plan_rows.newest(desk, resolution), name, text)
    if why := _too_late(desk, change.after[0]):
        raise KnownError(f"{why}，原值未改动。请核对日期。")
    if why := votes_fault(change.after[0]):
        raise KnownError(f"{why}，原值未改动。请核对决议和签到表；要改几个数的，先清空其中一个。")
    return change


def _too_late(desk: Desk, now: Resolution) -> str:
    return f"会议日期 {now.held_on} 在今天以后" if now.held_on and now.held_on > desk.clock().date() else ""


def set_village(desk: Desk, resolution: Resolution, village_id: str | None) -> Change:
    """Say which village resolved."""
    return set_value(plan_rows.newest(desk, resolution), "village_id", village_id)


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New resolutions from pasted spreadsheet rows; votes that do not add up refuse the paste."""
    change = plan_rows.paste(desk, Resolution, project_id, WHAT, cells, names)
    plan_rows.refuse_unfit(change.after, lambda made: _too_late(desk, made) or votes_fault(made))
    return change


def remove(desk: Desk, chosen: Sequence[Resolution]) -> Change:
    """Remove resolutions entered by mistake."""
    return plan_rows.remove(desk, chosen, WHAT)


def move(desk: Desk, resolution: Resolution, by: int) -> Change:
    """Move a resolution up or down."""
    return plan_rows.move(resolutions(desk, resolution.project_id), resolution, by, WHAT)


def attach(desk: Desk, resolution: Resolution, path: Path) -> Change:
    """Keep the signed resolution with its list of those present."""
    return kept_scans.attach(desk, resolution, path, SCAN)


def detach(desk: Desk, resolution: Resolution) -> Change:
    """Take the signed resolution away."""
    return kept_scans.detach(desk, resolution, SCAN)


def copy_to_view(desk: Desk, resolution: Resolution) -> Path:
    """A copy of the resolution for the system's own viewer."""
    return kept_scans.copy_to_view(desk, resolution, SCAN)
