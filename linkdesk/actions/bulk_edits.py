"""One field of many households at once: what it would do is shown before, and it is one change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from linkdesk.actions.edits import with_typed
from linkdesk.actions.household_changes import settled
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.entry import parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import Field, Private, fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.survey import Problem

# Codes differ from household to household; who is taken in is decided with reason and evidence; forms are files.
_ELSEWHERE = ("code", "left_out", "left_out_evidence", "demolition_will_form", "reclamation_will_form", "resettlement_will_form",
              "as_typed", "id")


@dataclass(frozen=True, slots=True)
class Preview:
    """What putting one value into many households would do."""

    same: int          # have this value already
    filled: int        # had none
    overwritten: int   # have another, which would be lost

    @property
    def differing(self) -> int:
        """How many would change."""
        return self.filled + self.overwritten


def bulk_fields() -> tuple[Field, ...]:
    """The fields that many households may share: nothing that names a person, a number or an account."""
    return tuple(f for f in fields_of(Household).values()
                 if f.private is Private.NO and not f.refers_to and f.name not in _ELSEWHERE)


def preview(households: Sequence[Household], name: str, text: str) -> Preview:
    """What the value typed would do; raises Unreadable when it does not fit the field."""
    value = _value(name, text)
    old = [getattr(h, name) for h in households]
    filled = sum(v in (None, "") and v != value for v in old)
    same = sum(v == value for v in old)
    return Preview(same, filled, len(old) - same - filled)


def bulk(desk: Desk, households: Sequence[Household], name: str, text: str) -> Change:
    """Put one typed value into a field of many households; the open problems about that field are settled with it."""
    value, field = _value(name, text), fields_of(Household)[name]
    before = tuple(h for h in households if getattr(h, name) != value)
    if not before:
        raise KnownError(f"所选农户的“{field.label}”都已是这个值，没有改动。")
    after = tuple(with_typed(replace(h, **{name: value}), field, text) for h in before)
    open_ = [] if value is None else [p for p in desk.store.load(Problem, household_id=[h.id for h in before], field=name)
                                      if p.settled_at is None]
    return Change(f"批量修改{field.label} {len(before)} 户", before=(*before, *open_),
                  after=(*after, *(settled(desk, p, "已批量改正") for p in open_)))


def _value(name: str, text: str) -> Any:
    if name not in {f.name for f in bulk_fields()}:
        raise KnownError("这一项每户各不相同，不能批量修改。请在农户表中逐户修改。")
    return parse(fields_of(Household)[name], text)
