"""实施方案 / 实施规划: the plan of a project area, text from data, every gap named in its place."""

from linkdesk.documents.plan.paper import VOCABULARY, implementation_plan, sections_to_write

__all__ = ["VOCABULARY", "implementation_plan", "sections_to_write"]
