"""What persons judged: the judgement that stands for each row no rule can check."""

from __future__ import annotations

from datetime import date

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.project import Judgement
from linkdesk.policy.parts import Pack, Row
from linkdesk.policy.terms import RowStatus


def latest_judgements(dossier: Dossier, pack: Pack) -> dict[str, Judgement]:
    """Row id → the judgement made last for it; of one day the later entry."""
    mine = (j for j in dossier.judgements if j.pack_id == pack.id)
    return {j.row_id: j for j in sorted(mine, key=lambda j: j.judged_on or date.min)}


def judgement_state(dossier: Dossier, pack: Pack) -> tuple[tuple[Row, Judgement | None], ...]:
    """Every row left to a person, with the judgement that stands for it or None."""
    judged = latest_judgements(dossier, pack)
    return tuple((row, judged.get(row.id)) for row in pack.rows if row.status is RowStatus.BY_A_PERSON)
