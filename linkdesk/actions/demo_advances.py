"""The demo's advance: a fifth of the surplus the plan expects is applied for and approved under the second sample's policy; all made up."""

from __future__ import annotations

from linkdesk.actions import advances
from linkdesk.desk import Desk
from linkdesk.domain.advance_standing import NOTHING, measures
from linkdesk.domain.quantities import hectares, printed

_SHARE = 5


def apply(desk: Desk, project_id: str) -> str:
    """Apply for a part of the surplus that lies within the bound; returns how much, in words, "" where there is none."""
    wanted = {m.name: printed(hectares((m.planned or NOTHING) / _SHARE), 4) for m in measures(desk.dossier(project_id))
              if m.name in ("construction", "farmland") and (m.planned or NOTHING) > NOTHING}
    if not wanted:
        return ""
    desk.do(advances.apply(desk, project_id, advances.Typed(
        **wanted, purpose="本地搬迁安置", place="农民集中居住区配套道路（虚构）", conditions="项目已立项，复垦资金已落实（虚构）",
        conditions_document="达川市国土资源局预支办法（虚构）")))
    return f"预支建设用地 {wanted.get('construction', '0')} 公顷"
