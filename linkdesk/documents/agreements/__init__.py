"""The agreements of the dual-signature pair for one household, and the proof sheet an officer checks before they go out."""

from linkdesk.documents.agreements.paper import agreement, draft_reasons
from linkdesk.documents.agreements.proof_sheet import proof

__all__ = ["agreement", "draft_reasons", "proof"]
