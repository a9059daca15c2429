"""A sample project whose plan is approved, and its county's book before anything was issued."""

from datetime import date
from decimal import Decimal

from linkdesk.actions import demo_plans, plan_versions
from linkdesk.actions.edits import set_field
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.quota_accounts import Amounts
from tests.actions import desks

APPROVED, ISSUED = date(2018, 5, 7), date(2018, 3, 20)


def ha(construction, farmland=0, paddy=0, agricultural=None):
    """Amounts typed in hectares."""
    values = (construction, farmland if agricultural is None else agricultural, farmland, paddy)
    return Amounts(*(Decimal(str(v)) * 10000 for v in values))


def planned(folder):
    """A desk on the first sample, all its plan's data filled in."""
    desk, project_id = desks.filled(folder)
    demo_plans.fill(desk, project_id)
    return desk, project_id


def approve(desk, project_id, on=APPROVED):
    """Fix the plan as a version and enter its approval."""
    desk.do(plan_versions.fix(desk, project_id, PlanKind.WHOLE))
    version = desk.dossier(project_id).plan_versions[-1]
    desk.do(plan_versions.approve(desk, version, "岚阳市人民政府", "岚政复〔2018〕12号", on))


def county(desk, project_id):
    """The id of the county whose book it is."""
    return desk.dossier(project_id).project.responsible_id


def put(desk, project_id, name, text):
    """Type a value into a field of the project."""
    desk.do(set_field(desk.dossier(project_id).project, name, text))
