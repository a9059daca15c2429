"""Whatever is told of a plot is of the plot's own project, and a plot stays in the project it was taken into."""

from __future__ import annotations

from linkdesk.domain.change import Change
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.planning import ProgrammeLink, TenureAdjustment
from linkdesk.domain.plot import Plot
from linkdesk.store import Store

_OF_A_PLOT = Household | CollectiveProperty | TenureAdjustment | ProgrammeLink


def refuse_plots_of_another_project(store: Store, change: Change) -> None:
    """Refuse to place or enter something on a plot of another project, and to move a plot to another project."""
    were = {e.id: e for e in change.before if isinstance(e, Plot)}
    now = {e.id: e for e in change.after if isinstance(e, Plot)}
    if moved := next((p for id_, p in now.items() if id_ in were and were[id_].project_id != p.project_id), None):
        raise KnownError(f"地块 {moved.code} 属于原来的项目区，不能改到其他项目区，没有改动。请在那个项目区里另行导入。")
    told = [e for e in change.after if isinstance(e, _OF_A_PLOT) and e.plot_id]
    unseen = {e.plot_id for e in told} - now.keys()
    plots = now | {p.id: p for p in (store.load(Plot, id=list(unseen)) if unseen else ())}
    if astray := next((e for e in told if e.plot_id in plots and plots[e.plot_id].project_id != e.project_id), None):
        raise KnownError(f"地块 {plots[astray.plot_id].code} 不在这个项目区，没有改动。请先取消落图，或改选本项目区的地块。")
