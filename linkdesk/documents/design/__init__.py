"""复垦设计: the design report, its tables and its drawings, made from the dossier."""

from linkdesk.documents.design.drawings import DRAWING, design_drawings
from linkdesk.documents.design.paper import (
    VOCABULARY,
    design_clauses,
    design_cover,
    design_report,
    report_title,
    template,
    text_context,
)
from linkdesk.documents.design.tables import design_tables

__all__ = ["DRAWING", "VOCABULARY", "design_clauses", "design_cover", "design_drawings", "design_report", "design_tables", "report_title", "template",
           "text_context"]
