"""Fields of the completion report (竣工报告) of a project, stored as they are typed."""

from __future__ import annotations

from dataclasses import replace

from linkdesk.actions.edits import set_field
from linkdesk.desk import Desk
from linkdesk.domain.carrying import Completion, completion_id
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of

_IN_ORDER = (("began_on", "completed_on"), ("completed_on", "applied_on"))


def set_completion_field(desk: Desk, project_id: str, name: str, text: str) -> Change:
    """Put what was typed into a field of the report; its days follow one another."""
    stored = desk.store.get(Completion, completion_id(project_id))
    change = set_field(stored or Completion(project_id=project_id, id=completion_id(project_id)), name, text)
    now, fields = change.after[0], fields_of(Completion)
    for first, then in _IN_ORDER:
        if getattr(now, first) and getattr(now, then) and getattr(now, then) < getattr(now, first):
            raise KnownError(f"{fields[then].label}早于{fields[first].label}，原值未改动。请核对两个日期。")
    if name in ("began_on", "completed_on") and (day := getattr(now, name)) and day > desk.clock().date():
        raise KnownError(f"{fields[name].label}在今天以后，原值未改动。请核对日期。")
    return replace(change, before=(stored,) if stored else ())
