"""What settles a project whose land has all passed: what came back beyond the quota used, shared out in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import Amounts, amounts_of, moved, standing_entries
from linkdesk.domain.quota_words import PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.domain.trade import Trade

Flow = tuple[Account, Account]
Settled = tuple[Flow, Amounts, str | None]
"""So much that goes from one account to another, and the trade it covers."""


def settlement_flows(dossier: Dossier, source_id: str, gained: Amounts, reserve: Amounts) -> list[Settled]:
    """First the reserve, then what was advanced, then what was sold and is to be delivered; the rest is surplus.

    `gained` is what came back less what the plan takes, in m² (also below nothing); what `source_id` settled before is not looked at.
    """
    posted = [e for e in standing_entries(dossier.quotas.entries) if not (e.kind is PostingKind.SETTLEMENT and e.source_id == source_id)]
    stood, project_id, left = moved(posted), dossier.project.id, gained.at_least_nothing()
    flows: list[Settled] = []

    def draw(wanted: Amounts, *to: Flow, trade_id: str | None = None) -> None:
        nonlocal left
        part = wanted.at_most(left)
        flows.extend((flow, part, trade_id) for flow in to)
        left -= part

    draw(reserve, (Account.RETURNED, Account.RESERVED))
    draw(stood.get((project_id, Account.ADVANCED), Amounts()), (Account.RETURNED, Account.OUTSIDE), (Account.ADVANCED, Account.OUTSIDE))
    for trade_id, sold in _to_deliver(dossier, posted):
        draw(sold, (Account.RETURNED, Account.SOLD), (Account.SOLD_TO_DELIVER, Account.OUTSIDE), trade_id=trade_id)
    planned = stood.get((project_id, Account.PLANNED_SURPLUS), Amounts())
    return [*flows, ((Account.RETURNED, Account.SURPLUS), left, None), ((Account.PLANNED_SURPLUS, Account.OUTSIDE), planned, None)]


def _to_deliver(dossier: Dossier, posted: list[QuotaEntry]) -> Iterator[tuple[str, Amounts]]:
    """What each trade sold before acceptance, the earliest signed first."""
    for trade in sorted(dossier.quotas.trades, key=lambda t: (t.signed_on or date.max, t.id)):
        mine = moved(e for e in posted if e.trade_id == trade.id)
        if sold := mine.get((dossier.project.id, Account.SOLD_TO_DELIVER)):
            yield trade.id, sold


def covered_in_vain(dossier: Dossier) -> Iterator[tuple[Trade, Amounts]]:
    """The trades that ended after an acceptance had covered what they sold, and how much of it was."""
    for trade in dossier.quotas.trades if any(t.terminated_on for t in dossier.quotas.trades) else ():
        mine = (e for e in standing_entries(dossier.quotas.entries) if e.trade_id == trade.id and e.kind is PostingKind.SETTLEMENT)
        covered = Amounts.total(amounts_of(e) for e in mine if e.to_account is Account.SOLD)
        if trade.terminated_on and covered:
            yield trade, covered
