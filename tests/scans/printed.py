"""Agreements of a few households of the sample township, printed by LinkDesk for signature."""

from __future__ import annotations

from datetime import date

from linkdesk.actions import agreements, checks, finalising, printing
from linkdesk.domain.agreement import PageCode
from linkdesk.domain.words import Certainty

DOCUMENT = "岚政办发〔2018〕9号"


def printed(desk, project_id, households=2):
    """Finalise the pairs of so many households; returns the PDF of all their pages."""
    for rate in desk.dossier(project_id).rates:
        if rate.certainty is Certainty.UNVERIFIED and (rate.text or rate.value is not None):
            desk.do(checks.confirm(desk, rate, rate.text or str(rate.value), DOCUMENT))
    able = agreements.eligible(desk.dossier(project_id))[0][:households]
    desk.do(agreements.draft(desk, project_id, [h.id for h in able]))
    year = desk.clock().year
    desk.do(finalising.set_terms(desk, project_id, date(year, 12, 30), date(year + 1, 6, 30)))
    desk.do(finalising.finalise(desk, project_id))
    return pdf(desk, project_id)


def pdf(desk, project_id):
    """The pages of all finalised agreements, as they went to the printer."""
    mine = [a for a in desk.dossier(project_id).agreements if a.number]
    papers = finalising.sealed_papers(desk, mine)
    return printing.pdf_bytes([papers[a.id] for a in mine if a.id in papers])


def codes(desk, project_id):
    """The code of every printed page, in the order they are printed."""
    mine = {a.id: at for at, a in enumerate(desk.dossier(project_id).agreements)}
    return sorted(desk.store.load(PageCode), key=lambda c: (mine.get(c.agreement_id, -1), c.version, c.page))


