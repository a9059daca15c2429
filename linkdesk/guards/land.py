"""A plot that is told apart by class has the sums of its rows in its own fields, whoever changes either."""

from __future__ import annotations

from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.grouping import grouped
from linkdesk.domain.land_summary import summed, summed_fields
from linkdesk.domain.plot import LandUse, Plot
from linkdesk.domain.plot_area import BASES
from linkdesk.store import Store


def refuse_sums_beside_their_rows(store: Store, change: Change) -> None:
    """Refuse a change after which a sum in a plot is not that of the plot's rows."""
    were = {e.id: e for e in change.before if isinstance(e, Plot)}
    now = {e.id: e for e in change.after if isinstance(e, Plot)}
    told = {e.plot_id for e in (*change.before, *change.after) if isinstance(e, LandUse)}
    changed = {id_ for id_ in now.keys() & were.keys() if now[id_] != were[id_]} | told
    rows = _rows_after(store, change, changed) if changed else {}
    plots = [*now.values(), *store.load(Plot, id=list(rows.keys() - now.keys()))] if rows else []
    for plot in plots:
        mine = rows.get(plot.id, [])
        if wrong := _out_of_step(were.get(plot.id) if plot.id not in told else None, plot, mine):
            raise KnownError(f"地块 {plot.code} 的“{fields_of(Plot)[wrong].label}”按地类面积表合计，与各行之和不符，没有改动。"
                             "请在地块的地类面积表中修改。")


def _out_of_step(was: Plot | None, plot: Plot, rows: list[LandUse]) -> str:
    """The first sum that is not that of the rows; `was` where only the plot changed, of which other fields may."""
    names = [n for n in sorted(summed_fields(plot, rows)) if was is None or getattr(was, n) != getattr(plot, n)]
    right = [summed(plot, rows, basis) for basis in BASES] if names else []
    return next((n for n in names if all(getattr(each, n) != getattr(plot, n) for each in right)), "")


def _rows_after(store: Store, change: Change, plots: set[str]) -> dict[str, list[LandUse]]:
    gone = {e.id for e in change.before if isinstance(e, LandUse)}
    kept = [row for row in store.load(LandUse, plot_id=list(plots)) if row.id not in gone]
    return grouped([*kept, *(e for e in change.after if isinstance(e, LandUse))], lambda row: row.plot_id)
