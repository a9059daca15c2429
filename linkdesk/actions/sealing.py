"""Sealing: a paper as it goes out, with what it stands on, kept so that it can be shown and compared as it was."""

from __future__ import annotations

import hashlib
import io

from linkdesk.actions.surveys import Report, quiet
from linkdesk.desk import Desk
from linkdesk.documents.blocks import Document
from linkdesk.documents.json import to_json
from linkdesk.documents.pdf import write_pdf
from linkdesk.domain.agreement import Sealed
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.frozen import dossier_json


def sealed(desk: Desk, subject: str, subject_id: str, dossier: Dossier, document: Document, *, number: str = "", version: int = 1,
           report: Report = quiet) -> Sealed:
    """The row that keeps a document and the dossier it was made from, with the hash of its print."""
    pdf = io.BytesIO()
    write_pdf([document], pdf, report=report, pictures=desk.store.files.read)
    return Sealed(subject=subject, subject_id=subject_id, number=number, version=version, dossier=dossier_json(dossier),
                  document=to_json(document), packs=desk.packs_of_paper(dossier.project), sealed_at=desk.clock(),
                  pdf_hash=hashlib.sha256(pdf.getvalue()).hexdigest(), officer_name=desk.officer_name)
