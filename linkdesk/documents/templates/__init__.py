"""Document texts as plain files that an office can read and change: a small grammar, the names it may use, and filling."""

from linkdesk.documents.templates.fill import fill, filled_clauses
from linkdesk.documents.templates.grammar import Ask, Template
from linkdesk.documents.templates.values import Context
from linkdesk.documents.templates.vocabulary import Vocabulary, read, shipped

__all__ = ["Ask", "Context", "Template", "Vocabulary", "fill", "filled_clauses", "read", "shipped"]
