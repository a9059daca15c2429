"""What each row is called for a person: the household by its head and place, everything else with the household it belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.change import Entity
from linkdesk.domain.entities import ENTITIES
from linkdesk.domain.household import House, Household, HouseholdEvent, Member
from linkdesk.domain.plot import Plot
from linkdesk.domain.privacy import without_numbers
from linkdesk.domain.project import PlanSection, PolicyOverride
from linkdesk.domain.survey import ImportBatch, Problem, SourceRow
from linkdesk.store import term

Key = tuple[str, str]  # entity name, id
_PLAIN = "name", "title", "head_name", "file_name"  # the first of these that a row has and has filled in


class RowNames:
    """Names of rows by key; `rows` are those at hand, others are read from the store, those that are gone have only their kind."""

    def __init__(self, desk: Desk, rows: Mapping[Key, Entity]) -> None:
        self._store, self._rows = desk.store, dict(rows)
        self._need(_household_of(row) for row in rows.values())

    def name(self, key: Key) -> str:
        """What the row is called, its kind first, e.g. 家庭成员 王小明（户主 王秀英，上沟村二组）."""
        household = self._rows.get(_household_of(self._rows.get(key)))
        return f"{self.own_name(key)}（{_head(household)}）" if household else self.own_name(key)

    def own_name(self, key: Key) -> str:
        """What the row is called among the rows of its household, e.g. 家庭成员 王小明."""
        row = self._rows.get(key)
        if row is None:
            return term(key[0])
        if isinstance(row, Agreement):
            return f"{row.kind}{f' {row.number}' if row.number else ''}（{row.state}）"
        return f"{term(key[0])} {_OWN.get(type(row), _plain)(row)}".rstrip()

    def need(self, keys: Iterable[Key]) -> None:
        """Have rows at hand that will be named, and the households they belong to."""
        self._need(keys)
        self._need(_household_of(row) for row in list(self._rows.values()))

    def _need(self, keys: Iterable[Key | None]) -> None:
        wanted: defaultdict[str, set[str]] = defaultdict(set)
        for key in keys:
            if key and key not in self._rows:
                wanted[key[0]].add(key[1])
        for name, ids in wanted.items():
            self._rows |= {(name, row.id): row for row in self._store.load(ENTITIES[name], id=ids)}


def _household_of(row: Entity | None) -> Key | None:
    id_ = getattr(row, "household_id", None)
    return ("household", id_) if id_ else None


def _household(row: Household) -> str:
    place = f"{row.village or ''}{row.group or ''}"
    return f"{row.head_name or '户主未填'}{f'（{place}）' if place else ''}"


def _head(row: Household) -> str:
    return "，".join(filter(None, (f"户主 {row.head_name or '未填'}", f"{row.village or ''}{row.group or ''}")))


def _plain(row: Any) -> str:
    said = next((value for value in (getattr(row, name, None) for name in _PLAIN) if value), "")
    return without_numbers(str(said))


_OWN: dict[type, Callable[[Any], str]] = {
    Household: _household,
    Member: lambda row: row.name or "姓名未填",
    House: lambda row: f"第 {row.position + 1} 处",
    HouseholdEvent: lambda row: f"{row.kind} {row.person or ''}".strip(),
    Plot: lambda row: f"{row.code or row.name or ''}（{row.use}）",
    PlanSection: lambda row: "",
    PolicyOverride: lambda row: row.document,
    SourceRow: lambda row: f"“{row.sheet}”第 {row.row} 行",
    Problem: lambda row: "、".join(filter(None, (row.heading or row.field, f"第 {row.row} 行" if row.row else ""))),
    ImportBatch: lambda row: f"“{without_numbers(row.file_name)}”",
}
