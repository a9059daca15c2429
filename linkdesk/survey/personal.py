"""Identity numbers, accounts and phones as surveys hold them: text or, wrongly, numbers whose tail is lost."""

from __future__ import annotations

import re
from typing import Any

from linkdesk.domain.bank_account import luhn_ok
from linkdesk.domain.identity_number import id_problem
from linkdesk.domain.notation import Remark, identities
from linkdesk.survey.grid import EXACT_BELOW, Cell, plain

_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+$", re.IGNORECASE)
_MOBILE = re.compile(r"1[3-9]\d{9}$", re.ASCII)


def read_id(cell: Cell) -> Any:
    """The identity number in a cell as 18 characters, None when it is empty, a Remark when it is wrong or was mended."""
    if cell.__class__ is str and len(cell) == 18 and cell.isascii() and id_problem(cell) is None:
        return cell.upper()
    if _tail_is_lost(cell):
        return Remark(None, "id_precision_lost")
    text = plain(cell)
    return identities.identity(text) if text else None


def read_account(cell: Cell) -> Any:
    """The account number in a cell without blanks, None when it is empty, a Remark when it is lost or doubtful."""
    if cell.__class__ is str and luhn_ok(cell):
        return cell
    if _tail_is_lost(cell):
        return Remark(None, "account_precision_lost")
    text = plain(cell)
    return identities.account(text) if text else None


def read_phone(cell: Cell) -> Any:
    """The phone number or numbers in a cell without blanks, None when it is empty, a Remark when one is malformed."""
    if cell.__class__ is str and _MOBILE.match(cell):
        return cell
    text = plain(cell)
    return identities.phone(text) if text else None


def _tail_is_lost(cell: Cell) -> bool:
    if cell.__class__ is str:
        return _SCIENTIFIC.match(plain(cell)) is not None
    return abs(cell) >= EXACT_BELOW
