"""What a special plan lacks before it goes up, and how it stands, in words."""

from __future__ import annotations

from collections.abc import Iterator

from linkdesk.actions import opinions, special_plan_rows, special_plan_taken, village_potentials
from linkdesk.desk import Desk
from linkdesk.domain.special_plan import SpecialPlan
from linkdesk.domain.special_plan_standing import links_lacking, texts_lacking, words


def lacking(desk: Desk, plan: SpecialPlan) -> list[str]:
    """What is still to be filled in, each in a few words."""
    return list(_lacking(desk, plan))


def _lacking(desk: Desk, plan: SpecialPlan) -> Iterator[str]:
    if texts := texts_lacking(plan):
        yield "、".join(texts)
    if links := links_lacking(plan, special_plan_rows.links(desk, plan)):
        yield f"与{'、'.join(links)}的衔接"
    found = special_plan_taken.standing_of(desk, plan)
    if not found.places:
        yield "项目安排"
    if found.beyond:
        yield f"项目安排超出规模（{words(found.beyond)}）"
    left, unknown = village_potentials.outside(village_potentials.rows(desk, plan))
    if left or unknown:
        yield f"{len(left) + len(unknown)} 个贫困村、易地搬迁村（或情况不明的村）没有列入"
    if plan.project_id and (asked := opinions.to_ask(desk.dossier(plan.project_id))):
        yield f"还有 {len(asked)} 个部门没有征求意见"


def state_words(plan: SpecialPlan) -> str:
    """How a plan stands: a draft, approved, filed."""
    if plan.approved_on is None:
        return "编制中"
    filed = f"，{plan.filed_on} 备案" if plan.filed_on else "，尚未备案"
    return f"{plan.approver or '批准机关未填'} {plan.approved_on} 批准（{plan.approval_number or '文号未填'}）{filed}"
