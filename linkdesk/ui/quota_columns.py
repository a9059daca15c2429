"""Columns of the quota book: balances, entries, what waits, closed years; areas in the unit that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from linkdesk.actions.quota_book import COUNTY
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.fields import fields_of
from linkdesk.domain.quota import BookClosing, QuotaEntry
from linkdesk.domain.quota_accounts import MEASURES
from linkdesk.domain.quota_words import QuotaAccount
from linkdesk.posting import Pending
from linkdesk.ui.columns import Column, of_fields, ordered, text_key

_ORDER = {account: at for at, account in enumerate(QuotaAccount)}


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits to be posted, as a row."""

    id: str
    project_id: str
    project: str
    pending: Pending


def _words(name: str, heading: str, text: Callable[[Any], str], width: int) -> Column:
    return Column(name, heading, text, lambda one: text_key(text(one)), width)


_WIDTHS = {"construction": 124, "agricultural": 112, "farmland": 98, "paddy": 124}


def _areas(unit: AreaUnit, value: Callable[[Any, str], Decimal]) -> tuple[Column, ...]:
    def column(name: str) -> Column:
        heading = f"{fields_of(QuotaEntry)[name].label}（{unit}）"
        return Column(name, heading, lambda one: unit.text(value(one, name)), lambda one: ordered(value(one, name)), _WIDTHS[name], right=True)
    return tuple(map(column, MEASURES))


def of_balances(unit: AreaUnit) -> tuple[Column, ...]:
    """Whose account, which, and what stands on it."""
    return (_words("owner", "账户所属", lambda b: b.owner, 200),
            Column("account", "科目", lambda b: str(b.account), lambda b: ordered(_ORDER[b.account]), 176),
            *_areas(unit, lambda b, name: getattr(b.amounts, name)))


def of_entries(unit: AreaUnit, projects: Mapping[str, str], plots: Mapping[str, str]) -> tuple[Column, ...]:
    """An entry with its day, way, areas, document and what it is about."""
    return (*of_fields(QuotaEntry, {"posted_on": 88, "kind": 76}), _words("from", "转出科目", lambda e: str(e.from_account), 126),
            _words("to", "转入科目", lambda e: str(e.to_account), 126), *_areas(unit, lambda e, name: getattr(e, name)),
            *of_fields(QuotaEntry, {"number": 150}), _words("plot", "地块", lambda e: plots.get(e.plot_id or "", ""), 70),
            _words("project", "项目区", lambda e: projects.get(e.project_id or "", COUNTY), 150),
            *of_fields(QuotaEntry, {"note": 110, "officer_name": 64}))


WAITING = (_words("title", "事项", lambda w: w.pending.posting.title, 180),
           _words("on", "日期", lambda w: next((str(e.posted_on) for e in w.pending.posting.entries), ""), 92),
           _words("why", "没有过账的原因", lambda w: w.pending.why or "可以过账", 360), _words("project", "项目区", lambda w: w.project, 160))
YEARS = of_fields(BookClosing, {"year": 70, "kind": 70, "decided_on": 92, "reason": 360, "officer_name": 80})
