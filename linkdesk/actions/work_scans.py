"""Scans that go with the completion report: the county's measures in force, and the contracts of the partners."""

from __future__ import annotations

from linkdesk.desk import Desk
from linkdesk.documents.join import Part
from linkdesk.documents.picture_pages import as_pages
from linkdesk.domain.carrying import CountyMeasure, Partner
from linkdesk.domain.carrying_standing import in_force
from linkdesk.domain.completion_obstacles import completion
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.work_accounts import accounts


def scan_parts(desk: Desk, dossier: Dossier) -> tuple[Part, ...]:
    """What was scanned, each as a part of the packet; KnownError names one that cannot be printed."""
    rules = in_force(dossier.carrying.measures, completion(dossier).began_on or dossier.on)
    found: list[tuple[str, Partner | CountyMeasure]] = [(f"实施办法：{rules.title}", rules)] if rules else []
    found += [(f"合同：{account.partner.name}", account.partner) for account in accounts(dossier)]
    return tuple(Part(title, _pages(desk, title, row)) for title, row in found if row.file_hash)


def _pages(desk: Desk, title: str, row: Partner | CountyMeasure) -> bytes:
    try:
        return as_pages(desk.store.files.read(row.file_hash), row.file_name)
    except KnownError as gone:
        raise KnownError(f"“{title}”没有编入：{gone}") from None
