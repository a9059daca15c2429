"""Papers of consultation that lie with their rows and belong to the packet's list: resolutions and records of hearings."""

from __future__ import annotations

from linkdesk.domain.consultation import Hearing, Resolution
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import id_of
from linkdesk.domain.planning import PlanAnnex

_FROM = "consultation"
CODES = {Resolution: "F09", Hearing: "F11"}


def consultation_files(dossier: Dossier) -> dict[str, tuple[PlanAnnex, ...]]:
    """Code of the packet's list → the files attached in the rooms of consultation, as lines of the list; nothing is stored twice."""
    of = dossier.approvals
    found: dict[str, dict[str, PlanAnnex]] = {}
    for row in sorted((r for r in (*of.resolutions, *of.hearings) if r.file_hash), key=lambda r: r.position):
        line = _line(dossier.project.id, CODES[type(row)], row)
        found.setdefault(line.code, {}).setdefault(line.file_hash, line)  # a file that two rows share lies in the packet once
    return {code: tuple(files.values()) for code, files in found.items()}


def _line(project_id: str, code: str, row: Resolution | Hearing) -> PlanAnnex:
    return PlanAnnex(project_id=project_id, code=code, position=row.position, file_name=row.file_name, file_hash=row.file_hash,
                     received_on=row.held_on, id=id_of(project_id, _FROM, code, row.file_hash))


def lies_elsewhere(annex: PlanAnnex) -> bool:
    """Whether a file of the list is kept with a row of consultation and not with the list."""
    return bool(annex.file_hash) and annex.id == id_of(annex.project_id, _FROM, annex.code, annex.file_hash)
