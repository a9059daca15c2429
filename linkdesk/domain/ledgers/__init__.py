"""The seven ledgers of agreements (L1–L7): the same lines on screen, on paper and in Excel; every sum is that of its lines."""

from linkdesk.domain.ledgers.changes import changes, stamps
from linkdesk.domain.ledgers.lines import Ledger, LedgerColumn, LedgerKind, LedgerLine, Sums, sums_by
from linkdesk.domain.ledgers.paid import paid
from linkdesk.domain.ledgers.signing import signing, unsigned
from linkdesk.domain.ledgers.subjects import Listed, subjects
from linkdesk.domain.ledgers.works import demolition, reclamation

__all__ = ["LEDGERS", "Ledger", "LedgerColumn", "LedgerKind", "LedgerLine", "Listed", "Sums", "subjects", "sums_by"]

LEDGERS = {
    LedgerKind.SIGNING: signing, LedgerKind.DEMOLITION: demolition, LedgerKind.RECLAMATION: reclamation, LedgerKind.PAID: paid,
    LedgerKind.UNSIGNED: unsigned, LedgerKind.CHANGES: changes, LedgerKind.STAMPS: stamps}
"""The function that makes each ledger from a dossier, in the order of their numbers."""
