"""What persons judged: the judgement that stands for each row no rule can check."""

from __future__ import annotations

from datetime import date

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.project import Judgement
from linkdesk.policy.parts import Pack


def latest_judgements(dossier: Dossier, pack: Pack) -> dict[str, Judgement]:
    """Row id → the judgement made last for it; of one day the later entry."""
    mine = (j for j in dossier.judgements if j.pack_id == pack.id)
    return {j.row_id: j for j in sorted(mine, key=lambda j: j.judged_on or date.min)}
