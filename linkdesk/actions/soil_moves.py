"""土方平衡: soil and rubble moved between plots, or from and to places outside; typed, pasted, or proposed by the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field as set_any_field
from linkdesk.actions.pasting import pasted
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.design import SoilMove
from linkdesk.domain.design_words import SoilMaterial
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.earthwork import soil_balance
from linkdesk.domain.entry import Unreadable
from linkdesk.domain.errors import KnownError
from linkdesk.domain.haulage import PROPOSED, distance, proposals
from linkdesk.domain.plot import Plot
from linkdesk.domain.soil_lines import MoveLine
from linkdesk.domain.spelling import compact

WHAT = "土方调配"
_ENDS = {"source": ("from_plot_id", "from_place"), "target": ("to_plot_id", "to_place")}


def add(desk: Desk, project_id: str, material: SoilMaterial = SoilMaterial.TOPSOIL) -> Change:
    """One more move at the end."""
    return plan_rows.add(desk, SoilMove, project_id, f"新增{WHAT}", material=material)


def set_field(desk: Desk, move_id: str, name: str, text: str) -> Change:
    """Put what was typed into a move; ends are plot codes or places, and between two plots an empty distance is measured."""
    now = plan_rows.stored(desk, SoilMove, move_id)
    dossier = desk.dossier(now.project_id)
    if name in _ENDS:
        after = replace(now, **_end(dossier, name, text))
        change = Change(f"修改{'调出' if name == 'source' else '调入'}", before=(now,), after=(after,))
    else:
        change = set_any_field(now, name, text)
    return replace(change, after=tuple(_taken_over(dossier, now, after) for after in change.after))


def _taken_over(dossier: Dossier, was: SoilMove, now: SoilMove) -> SoilMove:
    """A proposed row that an officer changes is his own from then on; a distance measured for other ends goes."""
    moved = (was.from_plot_id, was.to_plot_id) != (now.from_plot_id, now.to_plot_id)
    if moved and now.distance == was.distance and now.distance in (None, _measured(dossier, was)):
        now = replace(now, distance=_measured(dossier, now))
    return replace(now, note="") if now.note == PROPOSED and now != was else now


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New moves from pasted spreadsheet rows; one that cannot be read refuses the paste."""
    rows, dossier = pasted(MoveLine, cells, names), desk.dossier(project_id)
    first = plan_rows.after_last(dossier.design.soil_moves)
    made = tuple(_move(dossier, row, first + at) for at, row in enumerate(rows))
    return Change(f"粘贴{WHAT} {len(made)} 行", after=made)


def _move(dossier: Dossier, row: dict[str, Any], position: int) -> SoilMove:
    ends = [_end(dossier, name, row.pop(name, "")) for name in _ENDS]
    made = SoilMove(dossier.project.id, position, **(ends[0] | ends[1] | row))
    return made if made.distance is not None else replace(made, distance=_measured(dossier, made))


def remove(desk: Desk, chosen: Sequence[MoveLine]) -> Change:
    """Remove moves."""
    return plan_rows.remove(desk, [plan_rows.stored(desk, SoilMove, line.id) for line in chosen], WHAT)


def shift(desk: Desk, line: MoveLine, by: int) -> Change:
    """Put a row further up or down."""
    now = plan_rows.stored(desk, SoilMove, line.id)
    return plan_rows.move(plan_rows.rows(desk, SoilMove, now.project_id), now, by, WHAT)


def propose(desk: Desk, project_id: str, borrow: str = "", dump: str = "") -> Change:
    """Moves that fill what is short from what is over at least transport, in place of those proposed before; typed ones stay.

    `borrow` and `dump` name the places outside for what plots cannot give or take.
    """
    dossier = desk.dossier(project_id)
    before = tuple(move for move in dossier.design.soil_moves if move.note == PROPOSED)
    after = proposals(dossier, borrow, dump)
    if _said(before) == _said(after):
        raise KnownError(_why_nothing(dossier, bool(before)))
    return Change(f"测算{WHAT} {len(after)} 笔", before=before, after=after)


def _said(moves: Sequence[SoilMove]) -> list[SoilMove]:
    return [replace(move, id="", position=at) for at, move in enumerate(sorted(moves, key=lambda m: m.position))]


def _why_nothing(dossier: Dossier, is_same: bool) -> str:
    if is_same:
        return "测算结果与现有各行相同，没有改动。"
    unknown = list(dict.fromkeys(line.plot.code for line in soil_balance(dossier).lines if line.missing))
    if unknown:
        which = f"{unknown[0]}{'等' if len(unknown) > 1 else ''}"
        return f"没有可以调配的：{len(unknown)} 个地块（{which}）的挖填方、表土或建筑垃圾还没有填写，请先在复垦设计中填写。"
    return "各地块的土方、表土和建筑垃圾都已平衡，不用调配。"


def _measured(dossier: Dossier, move: SoilMove) -> Decimal | None:
    return distance(dossier, move.from_plot_id, move.to_plot_id) if move.from_plot_id and move.to_plot_id else None


def _end(dossier: Dossier, name: str, text: str) -> dict[str, Any]:
    """A plot by its code, else a place; a code that two plots bear is refused."""
    plot_field, place_field = _ENDS[name]
    found = _plots(dossier, text)
    if len(found) > 1:
        raise Unreadable(f"有 {len(found)} 个地块的编号是“{text.strip()}”，没有改动。请先改正地块编号。")
    return {plot_field: found[0].id if found else None, place_field: "" if found else text.strip()}


def _plots(dossier: Dossier, text: str) -> list[Plot]:
    wanted = compact(text)
    return [plot for plot in dossier.plots if wanted and compact(plot.code) == wanted]
