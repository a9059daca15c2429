"""Rows that stand in an order of their own (of the plan, the design, carrying out): add, move, remove and paste them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from linkdesk.actions.pasting import pasted
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError

Row = TypeVar("Row", bound=Any)


def rows(desk: Desk, kind: type[Row], project_id: str) -> list[Row]:
    """The rows of a kind in their order."""
    return desk.store.load(kind, project_id=project_id, order="position")


def newest(desk: Desk, row: Row) -> Row:
    """A row as it is stored now; KnownError when it is not there any more."""
    return stored(desk, type(row), row.id)


def stored(desk: Desk, kind: type[Row], id_: str) -> Row:
    """The row of an id as it is stored now; KnownError when it is not there any more."""
    if (now := desk.store.get(kind, id_)) is None:
        raise KnownError("这一行已被删除，没有改动。请重新选择。")
    return now


def add(desk: Desk, kind: type[Row], project_id: str, title: str, /, **values: Any) -> Change:
    """One more row at the end."""
    return Change(title, after=(kind(project_id=project_id, position=after_last(rows(desk, kind, project_id)), **values),))


def remove(desk: Desk, chosen: Collection[Row], what: str) -> Change:
    """Remove chosen rows."""
    if not chosen:
        raise KnownError("还没有选中要删除的行，没有删除。请先在表中选中。")
    return Change(f"删除{what} {len(chosen)} 行", before=tuple(newest(desk, row) for row in chosen))


def move(among: Sequence[Row], row: Row, by: int, what: str) -> Change:
    """Move a row up (−1) or down (1) among its neighbours; KnownError at either end."""
    at = next((at for at, each in enumerate(among) if each.id == row.id), None)
    if at is None or not 0 <= at + by < len(among):
        raise KnownError(f"已经是{'第一' if by < 0 else '最后一'}行，没有移动。")
    order = list(among)
    order[at], order[at + by] = order[at + by], order[at]
    places = sorted(each.position for each in among)
    if len(set(places)) < len(places):  # two of one place: number them anew
        places = list(range(len(places)))
    moved = [(each, replace(each, position=place)) for each, place in zip(order, places, strict=True) if each.position != place]
    return Change(f"移动{what}", before=tuple(old for old, _ in moved), after=tuple(new for _, new in moved))


def paste(desk: Desk, kind: type[Row], project_id: str, what: str, cells: Sequence[Sequence[str]], names: Sequence[str], /,
          **values: Any) -> Change:
    """New rows from pasted spreadsheet rows; one that cannot be read refuses the paste. `values` fill what is not pasted."""
    first = after_last(rows(desk, kind, project_id))
    made = tuple(kind(project_id=project_id, position=first + at, **(values | row)) for at, row in enumerate(pasted(kind, cells, names)))
    return Change(f"粘贴{what} {len(made)} 行", after=made)


def refuse_unfit(pasted_rows: Iterable[Row], why_not: Callable[[Row], str]) -> None:
    """KnownError for the first pasted row of which `why_not` tells why it cannot be."""
    for at, row in enumerate(pasted_rows, 1):
        if why := why_not(row):
            raise KnownError(f"粘贴的第 {at} 行：{why}，没有粘贴。请核对。")


def after_last(there: Iterable[Any]) -> int:
    """The position behind all of some rows."""
    return 1 + max((row.position for row in there), default=-1)
