"""What a supplementary agreement changes: each term as agreed before and as agreed now."""

from __future__ import annotations

from datetime import date

from linkdesk.documents.agreements.case import Case
from linkdesk.documents.blocks import Align, Block, Column, Table, Width
from linkdesk.documents.templates.fill import long_date
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of

# Terms a supplement may restate, in the order they are printed.
TERMS = ("head_name", "id_number", "persons", "rate", "amount", "vacate_by", "demolish_by", "demolition_way", "reclaim_by",
         "reclamation_way", "settle_by", "account_holder", "bank_name", "bank_account")
_COLUMNS = (Column("变更事项"), Column("原约定", width=Width.WIDE, align=Align.LEFT),
            Column("变更后", width=Width.WIDE, align=Align.LEFT))
_OPEN = "未约定"


def changed_terms(case: Case) -> tuple[tuple[str, str, str], ...]:
    """What a supplement changes: the term, as agreed before, as agreed now; only terms that it states and that differ."""
    if case.before is None:
        return ()
    stated = [(name, _was(case, name), getattr(case.agreement, name)) for name in TERMS]
    return tuple((_label(name), _said(name, was) or _OPEN, _said(name, now)) for name, was, now in stated
                 if now not in (None, "", was))


def _was(case: Case, name: str) -> object:
    """As agreed before; what an older agreement leaves to its household is as the household has it."""
    return getattr(case.before, name) or getattr(case.subject, name, None)


def changes(case: Case) -> tuple[Block, ...]:
    """The changed terms as a table; nothing when the supplement only says something in words."""
    rows = changed_terms(case)
    return (Table(_COLUMNS, rows, name="变更事项"),) if rows else ()


def _label(name: str) -> str:
    field = fields_of(Agreement)[name]
    return f"{field.label}（{field.unit}）" if field.unit else field.label


def _said(name: str, value: object) -> str:
    return long_date(value) if isinstance(value, date) else shown(fields_of(Agreement)[name], value)
