"""Papers of a county's year: the self-assessment of each kind, and the monthly progress table."""

from linkdesk.documents.assessment.month import KIND as MONTH_KIND
from linkdesk.documents.assessment.month import month_paper
from linkdesk.documents.assessment.paper import KIND, self_assessment

__all__ = ["KIND", "MONTH_KIND", "month_paper", "self_assessment"]
