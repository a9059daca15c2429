"""权属调整: who holds the land of a plot before and after; a plot nothing is entered for keeps its owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field, set_value
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figures import plot_area
from linkdesk.domain.planning import TenureAdjustment
from linkdesk.domain.plot import Plot
from linkdesk.domain.tenure import TenureLine, tenure_lines

WHAT = "权属调整"


def shown(dossier: Dossier, line: TenureLine) -> TenureAdjustment:
    """A line as the table shows it, the plot by its code: the change, or what the plot itself says, under the plot's id."""
    row = line.change or replace(of_plot(dossier, line.plot), id=line.plot.id)
    return replace(row, plot_id=line.plot.code if line.plot else "")


def of_plot(dossier: Dossier, plot: Plot) -> TenureAdjustment:
    """A change of a plot before anything is changed: its owner, area and classes before and after."""
    size = plot_area(dossier, plot)
    return TenureAdjustment(dossier.project.id, plot.id, 0, plot.owner_unit, size, plot.land_class, plot.owner_unit, size,
                            plot.reclaim_class or plot.planned_use)


def add_change(desk: Desk, project_id: str, plot_id: str | None) -> Change:
    """One more change, of a plot when one is chosen."""
    dossier = desk.dossier(project_id)
    plot = next((p for p in dossier.plots if p.id == plot_id), None)
    if plot is None:
        raise KnownError("还没有选中地块，没有新增。请先在表中选中一个地块。")
    last = max((c.position for c in dossier.tenure_changes), default=-1)
    return Change(f"新增{WHAT}", after=(replace(of_plot(dossier, plot), position=last + 1),))


def set_change_field(desk: Desk, project_id: str, row: TenureAdjustment, name: str, text: str) -> Change:
    """Put what was typed into a line, a plot by its code; for a plot without a change of its own this makes one."""
    entered = desk.store.get(TenureAdjustment, row.id)
    if entered is None and name == "plot_id":
        raise KnownError("这个地块还没有填写权属调整，地块编号没有改动。请先填写调整后的权利人、面积或者地类。")
    if entered is not None:
        return set_value(entered, name, _plot(desk, project_id, text)) if name == "plot_id" else set_field(entered, name, text)
    made = add_change(desk, project_id, row.id).after[0]
    return Change(f"新增{WHAT}", after=set_field(made, name, text).after)


def paste_changes(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New changes from pasted spreadsheet rows, each plot by its code."""
    change = plan_rows.paste(desk, TenureAdjustment, project_id, WHAT, cells, names)
    return replace(change, after=tuple(replace(row, plot_id=_plot(desk, project_id, row.plot_id or "")) for row in change.after))


def _plot(desk: Desk, project_id: str, code: str) -> str:
    found = next((p.id for p in desk.dossier(project_id).plots if p.code == code.strip()), None)
    if found is None:
        raise KnownError(f"本项目没有编号为“{code}”的地块，没有改动。请核对地块编号。" if code.strip() else "没有写明地块编号，没有改动。请先填写。")
    return found


def remove_changes(desk: Desk, chosen: Sequence[TenureAdjustment]) -> Change:
    """Remove changes: their plots keep their owner again."""
    entered = [row for row in chosen if desk.store.get(TenureAdjustment, row.id)]
    if chosen and not entered:
        raise KnownError("所选地块没有填写权属调整，本来就是不变，没有删除。")
    return plan_rows.remove(desk, entered, WHAT)


def lines(desk: Desk, project_id: str) -> tuple[TenureLine, ...]:
    """Every plot with its changes or none."""
    return tenure_lines(desk.dossier(project_id))
