"""Equipment bought for the project (设备购置): rows typed, pasted, moved and removed."""

from __future__ import annotations

from collections.abc import Sequence

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field as set_any_field
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.design import Equipment
from linkdesk.domain.errors import KnownError

WHAT = "设备"


def add(desk: Desk, project_id: str) -> Change:
    """One more row."""
    return plan_rows.add(desk, Equipment, project_id, f"新增{WHAT}")


def set_field(desk: Desk, row: Equipment, name: str, text: str) -> Change:
    """Put what was typed into a row; nothing is bought at a price of 0."""
    change = set_any_field(plan_rows.newest(desk, row), name, text)
    _refuse_free(change.after)
    return change


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New rows from pasted spreadsheet rows; one that cannot be read, or costs nothing, refuses the paste."""
    change = plan_rows.paste(desk, Equipment, project_id, WHAT, cells, names)
    _refuse_free(change.after)
    return change


def remove(desk: Desk, chosen: Sequence[Equipment]) -> Change:
    """Remove chosen rows."""
    return plan_rows.remove(desk, chosen, WHAT)


def move(desk: Desk, row: Equipment, by: int) -> Change:
    """Move a row up or down."""
    return plan_rows.move(plan_rows.rows(desk, Equipment, row.project_id), row, by, WHAT)


def _refuse_free(rows: Sequence[Equipment]) -> None:
    if free := next((row for row in rows if row.price == 0), None):
        raise KnownError(f"设备“{free.name or '未命名'}”的原价是 0，没有改动。请填写实际单价；还没有价格的留空，预算会列为待补。")
