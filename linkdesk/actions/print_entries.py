"""How many originals and copies of numbered agreements were printed: entries that are only added."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.words import AgreementState


def entries(desk: Desk, dossier: Dossier, papers: Iterable[Agreement], copies: int = 1) -> tuple[AgreementEvent, ...]:
    """An entry for each paper that has a number: its first print gives the originals that are signed, every later one copies."""
    before = {e.agreement_id for e in dossier.agreement_events if e.kind is AgreementEventKind.PRINTED}
    return tuple(_entry(desk, a, copies, a.id in before) for a in papers if a.state is AgreementState.PRINTED)


def _entry(desk: Desk, agreement: Agreement, copies: int, again: bool) -> AgreementEvent:
    now = desk.clock()
    return AgreementEvent(
        project_id=agreement.project_id, household_id=agreement.household_id, collective_id=agreement.collective_id,
        agreement_id=agreement.id, kind=AgreementEventKind.COPIED if again else AgreementEventKind.PRINTED, happened_on=now.date(),
        copies=copies, officer_name=desk.officer_name, entered_at=now)
