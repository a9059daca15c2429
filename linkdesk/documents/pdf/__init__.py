"""Documents as PDF: GB/T 9704 pages, Chinese lines, tables, codes. Knows blocks, not projects; alone knows ReportLab."""

from linkdesk.documents.pdf.faces import Fonts, Role
from linkdesk.documents.pdf.missing import missing_characters
from linkdesk.documents.pdf.writer import Bookmark, PdfResult, page_counts, write_pdf

__all__ = ["Bookmark", "Fonts", "PdfResult", "Role", "missing_characters", "page_counts", "write_pdf"]
