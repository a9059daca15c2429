"""Drafts of agreements on paper: marked, even when they lack nothing but their number."""

from __future__ import annotations

from dataclasses import replace

from linkdesk.documents.agreements import agreement as paper_of
from linkdesk.documents.blocks import DRAFT, Document
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.dossier import Dossier


def proof(dossier: Dossier, draft: Agreement) -> Document:
    """The paper of a draft, which nobody can take for one to be signed."""
    return replace(paper_of(dossier, draft), mark=DRAFT)
