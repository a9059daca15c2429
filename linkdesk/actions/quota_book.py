"""What is read of a county's quota book: whose books there are, balances on a day, and entries a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkdesk import ledger
from linkdesk.desk import Desk
from linkdesk.domain.directory import Authority
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import OF_COUNTY, Amounts, Key
from linkdesk.domain.quota_words import PostingKind, QuotaAccount
from linkdesk.domain.spelling import brief

COUNTY = "全县"
PAGE = 200  # entries read at once


@dataclass(frozen=True, slots=True)
class Balance:
    """What stands on one account, of the county (without a project) or of a project; amounts are m²."""

    project_id: str | None
    owner: str
    account: QuotaAccount
    amounts: Amounts

    @property
    def id(self) -> str:
        """Tells the lines of one table apart."""
        return f"{self.project_id or ''}/{self.account}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries of a book are asked for; what is None does not narrow. A year is that of the entries' days."""

    account: QuotaAccount | None = None
    project_id: str | None = None
    year: int | None = None
    kind: PostingKind | None = None
    until: date | None = None

    def narrowed(self, authority_id: str) -> dict[str, Any]:
        """The same as the store takes it."""
        found: dict[str, Any] = {"authority_id": authority_id}
        if self.account:
            found["either"] = ("from_account", "to_account"), self.account
        if self.project_id and self.account not in OF_COUNTY:
            found["project_id"] = self.project_id
        if self.kind:
            found["kind"] = self.kind
        if self.year:
            found["since"] = "posted_on", date(self.year, 1, 1)
        last = min(filter(None, (self.until, self.year and date(self.year, 12, 31))), default=None)
        return found | ({"until": ("posted_on", last)} if last else {})


def counties(desk: Desk) -> list[Authority]:
    """The bodies that have projects or a book, by name."""
    bodies = {id_ for id_, in desk.store.columns(Project, ("responsible_id",))}
    bodies |= {id_ for id_, _ in desk.store.sums(QuotaEntry, ("authority_id",), ("construction",))}
    return sorted((a for a in desk.store.load(Authority) if a.id in bodies), key=lambda a: a.name)


def county(desk: Desk, said: str = "") -> Authority:
    """The county meant by a name, a short name or an id; without one the only county there is."""
    known = counties(desk)
    found = [a for a in known if not said or said in (a.id, a.name, a.place)]
    if len(found) == 1:
        return found[0]
    if not known:
        raise KnownError("还没有项目，没有指标账。请先新建项目。")
    names = "、".join(a.name for a in known)
    raise KnownError(f"没有“{brief(said)}”的指标账，现有：{names}。" if said else f"有 {len(known)} 个单位的指标账，请写明是哪一个：{names}。")


def project_names(desk: Desk, authority_id: str) -> dict[str, str]:
    """The projects of a county by id, in the order of their names; also those that only its entries tell of."""
    rows = desk.store.columns(Project, ("id", "name", "responsible_id"))
    others = [id_ for id_, _, body in rows if body != authority_id]  # one that has another body now may have entries here
    of_others = {"authority_id": authority_id, "project_id": others}
    told = {id_ for id_, _ in desk.store.sums(QuotaEntry, ("project_id",), ("construction",), **of_others)} if others else set()
    return dict(sorted(((id_, name) for id_, name, body in rows if body == authority_id or id_ in told), key=lambda row: row[1]))


def balances(desk: Desk, authority_id: str, on: date | None = None, project_id: str | None = None) -> list[Balance]:
    """What stands on every account that was ever moved until a day: the county's first, then project by project.

    With a project: the county's accounts as they are, and those of this project alone.
    """
    names, found = project_names(desk, authority_id), ledger.balances(desk.store, authority_id, on)
    wanted = {key: amounts for key, amounts in found.items() if project_id is None or key[0] in (None, project_id)}
    return [_balance(key, wanted[key], names) for key in sorted(wanted, key=lambda key: _place(key, names))]


def _balance(key: Key, amounts: Amounts, names: Mapping[str, str]) -> Balance:
    return Balance(key[0], COUNTY if key[0] is None else names.get(key[0], ""), key[1], amounts)


_ACCOUNTS = {account: at for at, account in enumerate(QuotaAccount)}


def _place(key: Key, names: Mapping[str, str]) -> tuple[str, str, int]:
    return "" if key[0] is None else names.get(key[0], ""), key[0] or "", _ACCOUNTS[key[1]]


def entries(desk: Desk, authority_id: str, wanted: Wanted, limit: int = PAGE, offset: int = 0, order: str = "-posted_on") -> list[QuotaEntry]:
    """So many entries from a place on, the newest first unless ordered otherwise."""
    return desk.store.page(QuotaEntry, order=order, limit=limit, offset=offset, **wanted.narrowed(authority_id))


def count(desk: Desk, authority_id: str, wanted: Wanted) -> int:
    """How many entries answer."""
    return desk.store.counted(QuotaEntry, **wanted.narrowed(authority_id))


def years(desk: Desk, authority_id: str) -> list[int]:
    """The years that entries fall into, the newest first."""
    days = desk.store.sums(QuotaEntry, ("posted_on",), ("construction",), authority_id=authority_id)
    return sorted({on.year for on, _ in days if on}, reverse=True)


def plot_codes(desk: Desk, of: list[QuotaEntry]) -> dict[str, str]:
    """The codes of the plots some entries are about, by id."""
    ids = sorted({e.plot_id for e in of if e.plot_id})
    return {p.id: p.code for p in desk.store.load(Plot, id=ids)} if ids else {}
