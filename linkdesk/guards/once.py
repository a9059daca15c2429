"""What there is once: a household has one house, a number or code stands for one row, whoever brings another back or beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from linkdesk.domain.carrying import SettlementHouse, Variation
from linkdesk.domain.change import Change
from linkdesk.domain.design import Resource, UnitPrice
from linkdesk.domain.errors import KnownError
from linkdesk.domain.special_plan import Assessment, PlannedProject
from linkdesk.store import Store

_HOUSED = "这一户已分配了别的住房，一户一套，没有改动。确需调整的，先把原来的改为未分配。"
_ONCE: tuple[tuple[type, tuple[str, ...], str], ...] = (  # the last field is the one that may be empty
    (SettlementHouse, ("household_id",), _HOUSED),
    (SettlementHouse, ("plot_id", "number"), "房号 {} 在这个地块已经有了，没有改动。请另编一个房号。"),
    (PlannedProject, ("special_plan_id", "project_id"), "这个项目区在专项规划里已对应一行，没有改动。请先取消那一行的对应。"),
    (Variation, ("project_id", "number"), "变更编号“{}”已经用过，没有改动。请另编一个号。"),
    (UnitPrice, ("project_id", "code"), "定额编号“{}”已有一个单价分析，没有改动。请直接修改它，或另编一个号。"),
    (Resource, ("project_id", "code"), "编号“{}”已有一项人材机价格，没有改动。请直接修改它，或另编一个号。"),
    (Assessment, ("authority_id", "kind", "year"), "{} 年度的这种考核已经有一份自评，没有改动。请直接填写那一份。"))


def refuse_what_there_is_once(store: Store, change: Change) -> None:
    """Refuse a change after which two rows bear what only one may; rows that bore it before are left alone."""
    for kind, names, says in _ONCE:
        new = dict(_newly(change, kind, names))
        if not new:
            continue
        replaced = {e.id for e in (*change.before, *change.after) if isinstance(e, kind)}
        stored = store.load(kind, **{names[-1]: sorted({key[-1] for key in new.values()})})
        taken = {_key(row, names) for row in stored if row.id not in replaced}
        after = Counter(_key(row, names) for row in change.after if isinstance(row, kind))
        if double := next((key for key in new.values() if key in taken or after[key] > 1), None):
            raise KnownError(says.format(double[-1]))


def _newly(change: Change, kind: type, names: tuple[str, ...]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The rows of a kind that bear something they did not bear before: id and what."""
    were = {row.id: _key(row, names) for row in change.before if isinstance(row, kind)}
    for row in change.after:
        if isinstance(row, kind) and (key := _key(row, names))[-1] and were.get(row.id) != key:
            yield row.id, key


def _key(row: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)
