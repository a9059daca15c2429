"""The agreements of the dual-signature pair and what supplements them, and the proof sheet an officer checks before they go out."""

from linkdesk.documents.agreements.paper import agreement, draft_reasons, lines_printed
from linkdesk.documents.agreements.proof_sheet import proof
from linkdesk.documents.agreements.texts import wording_of

__all__ = ["agreement", "draft_reasons", "lines_printed", "proof", "wording_of"]
