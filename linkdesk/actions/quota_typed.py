"""What people type into the quota book: areas with or without a unit, days, years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from linkdesk.domain.entry import parse
from linkdesk.domain.fields import fields_of
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import MEASURES, Amounts

_FIELDS = fields_of(QuotaEntry)


def amounts(typed: Mapping[str, str]) -> Amounts:
    """Areas by measure in m²: 公顷 unless a unit stands behind them; agricultural land not given is at least the farmland."""
    read = {name: parse(_FIELDS[name], typed[name]) for name in MEASURES if typed.get(name, "").strip()}
    if "agricultural" not in read and "farmland" in read:
        read["agricultural"] = read["farmland"]
    return Amounts(**read)


def day(text: str) -> date | None:
    """A day; None for nothing; KnownError for what is none."""
    return parse(_FIELDS["posted_on"], text)


def year(text: str) -> int | None:
    """A year of quota; None for nothing."""
    return parse(_FIELDS["year"], text)
