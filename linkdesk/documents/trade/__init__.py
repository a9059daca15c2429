"""Papers of trades of surplus quota: the agreement, the sheet of facts, the ledger of payments, the transfer sheet, the register."""

from linkdesk.documents.trade.agreement import VOCABULARY, agreement, draft_reasons, text_gaps
from linkdesk.documents.trade.case import TradeCase
from linkdesk.documents.trade.register import register
from linkdesk.documents.trade.tables import facts_sheet, payments_ledger, transfer_sheet

__all__ = ["VOCABULARY", "TradeCase", "agreement", "draft_reasons", "facts_sheet", "payments_ledger", "register", "text_gaps", "transfer_sheet"]
