"""A made-up special plan of the sample's county: linked, surveyed, with three projects in order, not approved yet."""

from __future__ import annotations

from linkdesk.actions import plan_rows, special_plan_rows, special_plans, village_potentials
from linkdesk.desk import Desk
from linkdesk.domain.special_plan import SpecialPlan

_SCALE = {"old_area": "120", "reclaimed_area": "118", "new_area": "70", "surplus_area": "48", "scale": "按三个片区统筹，五年拆旧 120 公顷。（虚构）",
          "layout": "拆旧区布局在有贫困村和搬迁村的六个乡镇。（虚构）", "timing": "前两年试点，后三年全面实施。（虚构）",
          "measures": "县政府统一组织，按年下达任务和资金。（虚构）"}
_COLUMNS = "name", "township", "year", "old_area", "new_area", "surplus_area"


def fill(desk: Desk, project_id: str) -> SpecialPlan:
    """Compile the plan with the project at hand as its first one."""
    dossier = desk.dossier(project_id)
    desk.do(special_plans.add(desk, dossier.project.responsible_id or "", project_id))
    plan = special_plans.plans(desk, dossier.project.responsible_id)[0]
    for name, text in _SCALE.items():
        desk.do(special_plans.set_plan_field(desk, plan, name, text))
    for link in special_plan_rows.links(desk, plan):
        desk.do(special_plan_rows.set_link_field(desk, plan, link, "title", f"{dossier.responsible.place}{link.plan}（虚构）"))
        desk.do(special_plan_rows.set_link_field(desk, plan, link, "how", "布局一致，规模在其控制数以内。（虚构）"))
    years = [str(year) for year in range((plan.to_year or 0) - 2, (plan.to_year or 0) + 1)]
    rows = ((dossier.project.name, dossier.township.name if dossier.township else "", years[0], "8", "2", "6"),
            ("第二批项目区（虚构）", "", years[1], "22", "12.3", "9.7"), ("第三批项目区（虚构）", "", years[2], "30", "16", "14"))
    desk.do(special_plan_rows.paste_projects(desk, plan, rows, _COLUMNS))
    desk.do(village_potentials.take_proposals(desk, plan))
    return plan_rows.newest(desk, plan)


def tell(desk: Desk, project_id: str) -> str:
    """Compile the plan and take the villages of the project in; how many plans it cites and how many projects it arranges."""
    plan = fill(desk, project_id)
    desk.do(village_potentials.include(desk, plan, village_potentials.rows(desk, plan), True))
    found = desk.dossier(project_id).quotas
    return f"{plan.name}：衔接 {len(found.plan_links)} 项规划，安排 {len(found.planned_projects)} 个项目，{len(found.potentials)} 个村的潜力"
