"""What the command line says of the quota book, and the terms of the book as they are typed there."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from linkdesk.actions.quota_typed import amounts
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import MEASURES, Amounts
from linkdesk.domain.quota_accounts import amounts_of as moved_by
from linkdesk.domain.quota_words import LandPurpose, PostingKind, QuotaAccount
from linkdesk.domain.spelling import brief

if TYPE_CHECKING:
    from linkdesk.actions.quota_book import Balance

Term = TypeVar("Term", bound=StrEnum)
LABELS = {name: fields_of(QuotaEntry)[name].label for name in MEASURES}


def account_named(said: str) -> QuotaAccount:
    """An account by its term or its code."""
    return _named(QuotaAccount, said, "科目")


def kind_named(said: str) -> PostingKind:
    """A kind of entry by its term or its code."""
    return _named(PostingKind, said, "事项")


def purpose_named(said: str) -> LandPurpose:
    """A purpose by its term or its code."""
    return _named(LandPurpose, said, "用途")


def _named(terms: type[Term], said: str, what: str) -> Term:
    found = next((term for term in terms if said.strip().upper() in (term.name, term.value)), None)
    if found is None:
        raise KnownError(f"没有名为“{brief(said)}”的{what}，可选：{'、'.join(terms)}。")
    return found


def amounts_of(wanted: argparse.Namespace, name: str) -> Amounts:
    """The four areas typed behind the options of one name, in m²; what is not given is nothing."""
    return amounts({measure: getattr(wanted, name if at == 0 else f"{name}_{measure}") for at, measure in enumerate(MEASURES)})


def as_json(said: Any) -> str:
    """A result as JSON."""
    return json.dumps(said, ensure_ascii=False, indent=1, default=str)


def said_balance(balance: Balance, unit: AreaUnit) -> dict[str, Any]:
    """A balance with its code, in a unit."""
    return {"project": "" if balance.project_id is None else balance.owner, "project_id": balance.project_id, "account": balance.account,
            "code": balance.account.name, **_areas(balance.amounts, unit)}


def balance_line(balance: Balance, unit: AreaUnit) -> str:
    """A balance in one line."""
    return f"{balance.owner}　{balance.account}：{_in_words(balance.amounts, unit)}"


def said_entry(entry: QuotaEntry, names: Mapping[str, str], codes: Mapping[str, str], unit: AreaUnit = AreaUnit.HECTARE) -> dict[str, Any]:
    """An entry with everything it says, its areas in a unit."""
    return {"id": entry.id, "voucher": entry.posting_id, "on": entry.posted_on, "year": entry.year, "kind": entry.kind,
            "from": entry.from_account, "to": entry.to_account, "project": names.get(entry.project_id or "", ""),
            "project_id": entry.project_id, "plot": codes.get(entry.plot_id or "", ""), "trade_id": entry.trade_id,
            **_areas(moved_by(entry), unit), "grade": entry.grade, "purpose": entry.purpose, "number": entry.number,
            "document": entry.document, "source_id": entry.source_id, "reverses": entry.reverses_id, "note": entry.note,
            "officer": entry.officer_name}


def entry_line(entry: QuotaEntry, names: Mapping[str, str], codes: Mapping[str, str], unit: AreaUnit) -> str:
    """An entry in one line."""
    about = "，".join(filter(None, (names.get(entry.project_id or "", ""), codes.get(entry.plot_id or "", ""), entry.number, entry.note)))
    return f"{entry.posted_on}　{entry.kind}：{entry.from_account} → {entry.to_account}，{_in_words(moved_by(entry), unit)}（{about}）"


def _areas(amounts: Amounts, unit: AreaUnit) -> dict[str, str]:
    return {name: f"{unit.of(value):f}" for name, value in zip(MEASURES, amounts.values, strict=True)}


def _in_words(amounts: Amounts, unit: AreaUnit) -> str:
    pairs = zip(LABELS.values(), amounts.values, strict=True)
    return "，".join(f"{label} {unit.text(value)} {unit}" for label, value in pairs if value or label == LABELS["construction"])
