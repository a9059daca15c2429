"""Land of a plot by class: rows typed, pasted or filled in from the plot; the plot's own sums go with them in the same change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from linkdesk.actions.edits import set_field
from linkdesk.actions.pasting import pasted
from linkdesk.actions.plan_rows import after_last
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of, id_of
from linkdesk.domain.land_class import LandScheme, class_of
from linkdesk.domain.land_conversion import converted
from linkdesk.domain.land_summary import summed, summed_fields
from linkdesk.domain.land_use import COARSE
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import LandUse, Plot

WHAT = "地类面积"


def rows(desk: Desk, plot_id: str) -> list[LandUse]:
    """The rows of a plot, both sides, in their order."""
    return desk.store.load(LandUse, plot_id=plot_id, order="position")


def from_fields(desk: Desk, plot: Plot, side: LandSide) -> Change:
    """Rows for one side as it follows from the plot's own fields, to be told apart further."""
    if any(row.side is side for row in rows(desk, plot.id)):
        raise KnownError(f"{side}已有地类面积，没有填入。请直接修改，或先删除再填入。")
    told = desk.dossier(plot.project_id).land[plot.id, side]
    if not told.uses:
        raise KnownError(f"地块资料还不能推出{side}的地类（缺{told.missing or '面积'}），没有填入。请先补填，或逐行添加。")
    own = [replace(_own(use), id=id_of(plot.id, side, str(at))) for at, use in enumerate(told.uses)]
    return _changed(desk, plot, f"填入{side}{WHAT}", new=own)


def add(desk: Desk, plot: Plot, side: LandSide) -> Change:
    """One more row of a side, empty, behind those that follow from the plot's fields when it is the first."""
    there = any(row.side is side for row in rows(desk, plot.id))
    derived = () if there else desk.dossier(plot.project_id).land[plot.id, side].uses
    first = _next(desk, plot)
    return _changed(desk, plot, f"添加{WHAT}", new=[*map(_own, derived), LandUse(plot.id, first + len(derived), side)])


def paste(desk: Desk, plot: Plot, side: LandSide, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New rows of a side from pasted spreadsheet rows (class, area, grade); one that cannot be read refuses the paste."""
    made = [_sound(plot, LandUse(**({"plot_id": plot.id, "position": _next(desk, plot) + at, "side": side} | row)))
            for at, row in enumerate(pasted(LandUse, cells, names))]
    return _changed(desk, plot, f"粘贴{WHAT} {len(made)} 行", new=made)


def set_row_field(desk: Desk, use: LandUse, name: str, text: str) -> Change:
    """Put what was typed into a row; a class is taken as code or name, and must be one of its scheme."""
    now, plot = desk.store.get(LandUse, use.id), desk.store.get(Plot, use.plot_id)
    if now is None or plot is None:
        raise KnownError("这一行已被删除，没有改动。请重新选择。")
    change = set_field(now, name, text)
    return _changed(desk, plot, change.title, old=[now], new=[_sound(plot, change.after[0])])


def remove(desk: Desk, chosen: Iterable[LandUse]) -> Change:
    """Remove rows of one plot; when none are left the plot's fields are its own again."""
    chosen = [now for use in chosen if (now := desk.store.get(LandUse, use.id))]
    if not chosen:
        raise KnownError("还没有选中要删除的地类面积，没有删除。请先在表中选中。")
    plot = desk.store.get(Plot, chosen[0].plot_id)
    return _changed(desk, plot, f"删除{WHAT} {len(chosen)} 行", old=chosen)


def set_plot_field(desk: Desk, plot: Plot, name: str, text: str) -> Change:
    """Put what was typed into a field of a plot; a sum of its rows is not typed beside them."""
    if name in summed_fields(plot, rows(desk, plot.id)):
        raise KnownError(f"“{fields_of(Plot)[name].label}”按本地块的地类面积合计，不另填写，原值未改动。请在地类面积表中修改。")
    return set_field(plot, name, text)


def conversions(code: str, to: LandScheme, scheme: LandScheme | None = None) -> str:
    """What a class is called in another scheme, in a sentence for the person who must choose."""
    found = converted(code, to, scheme)
    said = "、".join(f"{c.code} {c.name}" for c in found)
    if not found:
        return f"“{code}”在{to}里没有对应的地类，请核对编码。"
    return f"对应{to}的 {said}。" if len(found) == 1 else f"在{to}里可能是 {said}，请按实地选定。"


def _own(use: LandUse) -> LandUse:
    """A derived row as a row of its own; a coarse word stands until somebody tells the class."""
    return LandUse(use.plot_id, use.position, use.side, use.land_class, use.area, use.grade)


def _sound(plot: Plot, use: LandUse) -> LandUse:
    if (plain := use.land_class.strip()) in ("", *COARSE):
        return replace(use, land_class=plain)
    found = class_of(use.land_class, plot.land_scheme)
    if found is None:
        scheme = plot.land_scheme or "土地利用现状分类"
        raise KnownError(f"{scheme}里没有“{use.land_class}”这个地类，没有改动。请填编码或名称，如 0103 或 旱地。")
    return replace(use, land_class=found.code)


def _next(desk: Desk, plot: Plot) -> int:
    return after_last(rows(desk, plot.id))


def _changed(desk: Desk, plot: Plot | None, title: str, old: Sequence[LandUse] = (), new: Sequence[LandUse] = ()) -> Change:
    """The change of some rows with the plot whose sums follow from them."""
    now = plot and desk.store.get(Plot, plot.id)
    if now is None:
        raise KnownError("这个地块已被删除，没有改动。请重新选择。")
    gone = {row.id for row in old}
    after = summed(now, [*(row for row in rows(desk, now.id) if row.id not in gone), *new], desk.dossier(now.project_id).area_basis)
    plots = ((now,), (after,)) if after != now else ((), ())
    return Change(title, before=(*old, *plots[0]), after=(*new, *plots[1]))
