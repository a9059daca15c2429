"""实施方案 / 实施规划: the plans of a project area, text from data, every gap named in its place."""

from linkdesk.documents.plan.paper import (
    VOCABULARY,
    body_of,
    compiler_of,
    implementation_plan,
    implementation_plans,
    plan_clauses,
    plan_cover,
    plan_title,
    sections_to_write,
    template,
    text_context,
)

__all__ = ["VOCABULARY", "body_of", "compiler_of", "implementation_plan", "implementation_plans", "plan_clauses", "plan_cover", "plan_title",
           "sections_to_write", "template", "text_context"]
