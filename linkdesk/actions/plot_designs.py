"""The design of a plot: what is there and what it becomes, further buildings on it, drawings and photographs attached to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from linkdesk.actions import annexes, attachments, edits, plan_rows
from linkdesk.actions.pasting import pasted
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.design import DesignDrawing, PlotDesign, PresentBuilding, WorkItem, plot_design_id
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import id_of
from linkdesk.domain.plot import Plot
from linkdesk.paths import shown_name

BUILDING, DRAWING = "现状建筑物", "图件"
Row = TypeVar("Row", PresentBuilding, DesignDrawing)


def set_field(desk: Desk, plot_id: str, name: str, text: str) -> Change:
    """Put what was typed into the design of a plot, which begins with it; Unreadable, and then nothing has changed."""
    _plot(desk, plot_id)
    now = desk.store.get(PlotDesign, plot_design_id(plot_id))
    change = edits.set_field(now or blank(plot_id), name, text)
    return change if now else replace(change, before=())


def blank(plot_id: str) -> PlotDesign:
    """The design of a plot of which nothing has been written down yet."""
    return PlotDesign(plot_id, id=plot_design_id(plot_id))


def add_building(desk: Desk, plot_id: str) -> Change:
    """One more building on a plot."""
    _plot(desk, plot_id)
    return Change(f"新增{BUILDING}", after=(PresentBuilding(plot_id, plan_rows.after_last(_rows(desk, PresentBuilding, plot_id))),))


def set_building_field(desk: Desk, building: PresentBuilding, name: str, text: str) -> Change:
    """Put what was typed into a building."""
    return edits.set_field(plan_rows.newest(desk, building), name, text)


def paste_buildings(desk: Desk, plot_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New buildings from pasted spreadsheet rows; one that cannot be read refuses the paste."""
    _plot(desk, plot_id)
    first = plan_rows.after_last(_rows(desk, PresentBuilding, plot_id))
    made = tuple(PresentBuilding(**({"plot_id": plot_id, "position": first + at} | row))
                 for at, row in enumerate(pasted(PresentBuilding, cells, names)))
    return Change(f"粘贴{BUILDING} {len(made)} 行", after=made)


def remove_buildings(desk: Desk, chosen: Sequence[PresentBuilding]) -> Change:
    """Remove buildings that were typed; those of surveyed households are not there to be removed."""
    typed = [building for building in chosen if desk.store.get(PresentBuilding, building.id)]
    if chosen and not typed:
        raise KnownError("所选房屋来自农户摸底资料，不能在这里删除。请在农户页核对。")
    return plan_rows.remove(desk, typed, BUILDING)


def attach(desk: Desk, plot_id: str, paths: Iterable[Path], work_item_id: str | None = None) -> Change:
    """Keep drawings or photographs with a plot, or one of its works; KnownError, and then none is attached."""
    _plot(desk, plot_id)
    there = _rows(desk, DesignDrawing, plot_id)
    known = {d.file_hash for d in there if d.work_item_id == work_item_id}
    made: list[DesignDrawing] = []
    for path in paths:
        digest, name = annexes.keep(desk, path), shown_name(path)
        if digest in known:
            raise KnownError(f"“{name}”已附在这里（内容相同），没有重复附上。")
        known.add(digest)
        made.append(DesignDrawing(plot_id, work_item_id, plan_rows.after_last(there) + len(made), Path(name).stem, name, digest,
                                  id=id_of(plot_id, work_item_id or "", digest)))
    if not made:
        raise KnownError("没有选择文件，图件未改动。")
    return Change(f"附上{DRAWING} {len(made)} 件", after=tuple(made))


def set_drawing_field(desk: Desk, drawing: DesignDrawing, name: str, text: str) -> Change:
    """Put what was typed into a drawing: its title, a note."""
    return edits.set_field(plan_rows.newest(desk, drawing), name, text)


def belong(desk: Desk, drawing: DesignDrawing, work: WorkItem | None) -> Change:
    """Say to which work of its plot a drawing belongs; None for the plot as a whole."""
    now = plan_rows.newest(desk, drawing)
    if work is not None and work.plot_id != now.plot_id:
        raise KnownError("图件和工程项目不在同一个地块，没有改动。")
    return edits.set_value(now, "work_item_id", work.id if work else None)


def move_drawing(desk: Desk, drawing: DesignDrawing, by: int) -> Change:
    """Move a drawing up (−1) or down (1) among those of its plot."""
    return plan_rows.move(_rows(desk, DesignDrawing, drawing.plot_id), drawing, by, DRAWING)


def remove_drawings(desk: Desk, chosen: Sequence[DesignDrawing]) -> Change:
    """Take drawings from their plot; the files themselves stay in the workspace for undo."""
    return plan_rows.remove(desk, chosen, DRAWING)


def content(desk: Desk, drawing: DesignDrawing) -> bytes:
    """The bytes of an attached file; KnownError when it is gone."""
    return desk.store.files.read(drawing.file_hash)


def copy_to_view(desk: Desk, drawing: DesignDrawing) -> Path:
    """A copy of a file for the system's own viewer, under its own name."""
    name = Path(drawing.file_name)
    return attachments.copy_to_view(desk, drawing.file_hash, name.stem, f"查看{DRAWING}", name.suffix)


def _plot(desk: Desk, plot_id: str) -> Plot:
    if (found := desk.store.get(Plot, plot_id)) is None:
        raise KnownError("这个地块已被删除，没有改动。请重新选择。")
    return found


def _rows(desk: Desk, kind: type[Row], plot_id: str) -> list[Row]:
    return desk.store.load(kind, plot_id=plot_id, order="position")
