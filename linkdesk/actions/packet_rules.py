"""What a packet waits for: that there is such a step, that its place is free, and for submission that nothing required is missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from linkdesk import shipped
from linkdesk.actions.envelopes import OF_PLANS, Envelope, refuse_apart
from linkdesk.actions.folders import refuse_filled
from linkdesk.actions.packet_items import lines_of
from linkdesk.desk import Desk
from linkdesk.documents.annex_list import line_label
from linkdesk.domain.carrying_standing import standings
from linkdesk.domain.completion_obstacles import obstacles
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.packet_steps import list_of
from linkdesk.domain.plan_standing import approved, design_begun
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import Project
from linkdesk.policy.annexes import annex_lines, missing
from linkdesk.policy.parts import applying
from linkdesk.policy.plans import plans_due, undecided


def refuse_unfit(dossier: Dossier, step: str, for_submission: bool, out: Path, together: str = "") -> None:
    """Raise KnownError when there is no such packet, it cannot go up yet, or its place is taken."""
    if not annex_lines(dossier, applying(shipped.packs(), dossier.project), list_of(step)):
        raise KnownError(f"本项目的政策依据没有{list_of(step)}这一步，没有生成。请核对项目概况里的政策依据。")
    refuse_apart(step, together)
    if for_submission and dossier.held:
        raise KnownError(f"还有 {len(dossier.held)} 户资料有误暂缓，不能生成报送稿。请先改正，或生成草稿。")
    open_facts = undecided(dossier, applying(shipped.packs(), dossier.project)) if for_submission and step in OF_PLANS else ()
    if open_facts:
        labels = "、".join(fields_of(Project)[name].label for name in open_facts)
        raise KnownError(f"“{labels}”还没有填写，不知道要编制哪些方案，不能生成报送稿。请先在项目概况里填写，或生成草稿。")
    if step == "design" and not design_begun(dossier):
        raise KnownError("还没有填写复垦设计，没有可以申报的设计材料，没有生成。请先在“复垦设计”里填写地块现状和工程。")
    if step == "amendment":
        _refuse_unapproved(dossier)
    if step == "works":
        _refuse_unfinished(dossier, for_submission)
    refuse_filled(out)


def _refuse_unapproved(dossier: Dossier) -> None:
    due = [plan.kind for plan in plans_due(dossier, applying(shipped.packs(), dossier.project))]
    if not any(approved(dossier, kind) for kind in due):
        of_design = "已批复的复垦设计有变更的，生成复垦设计申报材料即可。" if approved(dossier, PlanKind.DESIGN) else ""
        raise KnownError(f"{'、'.join(due) or '方案'}还没有经批准的版本，没有可以申报的变更，没有生成。"
                         f"方案批复后，请在“版本和变更”里登记批复。{of_design}")


def _refuse_unfinished(dossier: Dossier, for_submission: bool) -> None:
    if not standings(dossier):
        raise KnownError("还没有拆旧地块，没有竣工材料可以生成。请先导入地块。")
    if for_submission and (open_ := obstacles(dossier)):
        raise KnownError(f"竣工报告还有 {len(open_)} 项未了，不能生成报送稿：{open_[0].says}请在“实施验收”里处理，或生成草稿。")


def refuse_missing(desk: Desk, dossier: Dossier, envelopes: Sequence[Envelope]) -> None:
    """Raise KnownError that counts and names what a packet for submission still lacks; a paper with a reason why not is not missing."""
    lacking = {line.annex.id: line for envelope in envelopes for line in missing(lines_of(desk, dossier, envelope))}
    if lacking:
        names = "、".join(f"{code} {line_label(dossier, line)}" for code, line in lacking.items())
        raise KnownError(f"还缺 {len(lacking)} 项材料，不能生成报送稿：{names}。请在“附件”里附上，或写明不需要的理由；也可以先生成草稿。")
