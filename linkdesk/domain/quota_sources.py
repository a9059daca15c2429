"""Where an entry of the quota ledger that the program made comes from: the room in which its event is entered and put right."""

from __future__ import annotations

from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_words import PostingKind

LEDGER = "指标台账"
"""The room of what is entered by hand."""

_ROOMS = {PostingKind.PLAN: "版本和变更", PostingKind.USE: "审批", PostingKind.ACCEPTANCE: "竣工验收", PostingKind.SETTLEMENT: "竣工验收",
          PostingKind.ADVANCE: "预支和义务", PostingKind.SALE: "交易流转", PostingKind.PURCHASE: "交易流转", PostingKind.SHARE: "交易流转",
          PostingKind.CUT: "考核督查", PostingKind.AWARD: "考核督查"}


def source_room(entry: QuotaEntry) -> str:
    """The title of the room an entry comes from; the ledger's own for what was entered by hand, and for a reversal by hand."""
    if not entry.source_id:
        return LEDGER
    if entry.trade_id and (entry.kind is PostingKind.USE or entry.trade_id == entry.source_id):
        return _ROOMS[PostingKind.PURCHASE]
    return _ROOMS.get(entry.kind, LEDGER)
