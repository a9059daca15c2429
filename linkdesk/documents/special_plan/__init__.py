"""Papers of the county's special plan (专项规划, B §二(一)): its text and its tables; its list stands with the county's other lists."""

from linkdesk.documents.special_plan.paper import special_plan_text
from linkdesk.documents.special_plan.tables import special_plan_tables

__all__ = ["special_plan_tables", "special_plan_text"]
