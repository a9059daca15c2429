"""Identity numbers, accounts and phones as surveys hold them: text or, wrongly, numbers whose tail is lost."""

from __future__ import annotations

import re
from typing import Any

from linkdesk.domain.bank_account import luhn_ok
from linkdesk.domain.identity_number import id_problem, normalised_id, upgraded
from linkdesk.survey.grid import EXACT_BELOW, Cell, plain
from linkdesk.survey.problems import Remark

_APOSTROPHES = "'`’‘"
_NONE = frozenset(("无", "没有", "暂无"))
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+$", re.IGNORECASE)
_PHONE = re.compile(r"(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$")
_BETWEEN_PHONES = re.compile(r"[/、,;]")


def read_id(cell: Cell) -> Any:
    """The identity number in a cell as 18 characters, None when it is empty, a Remark when it is wrong or was upgraded."""
    if cell.__class__ is not str or not (len(cell) == 18 and cell.isascii() and cell.isalnum()):
        if _tail_is_lost(cell):
            return Remark(None, "id_precision_lost")
        cell = normalised_id(_characters(cell))
        if not cell:
            return None
    if problem := id_problem(cell):
        return Remark(None, problem, str(len(cell)))
    return cell.upper() if len(cell) == 18 else Remark(upgraded(cell), "id_upgraded")


def read_account(cell: Cell) -> Any:
    """The account number in a cell without blanks, None when it is empty, a Remark when it is lost or doubtful."""
    if cell.__class__ is not str or not (cell.isascii() and cell.isdigit()):
        if _tail_is_lost(cell):
            return Remark(None, "account_precision_lost")
        cell = _characters(cell)
    if not cell or luhn_ok(cell):
        return cell or None
    return Remark(cell, "account_luhn")


def read_phone(cell: Cell) -> Any:
    """The phone number or numbers in a cell without blanks, None when it is empty, a Remark when one is malformed."""
    if cell.__class__ is not str or not (cell.isascii() and cell.isdigit()):
        cell = _characters(cell)
    if _PHONE.match(cell):
        return cell
    if not cell or all(map(_PHONE.match, _BETWEEN_PHONES.split(cell))):
        return cell or None
    return Remark(cell, "phone_format")


def _tail_is_lost(cell: Cell) -> bool:
    if cell.__class__ is str:
        return _SCIENTIFIC.match(cell.strip()) is not None
    return abs(cell) >= EXACT_BELOW


def _characters(cell: Cell) -> str:
    text = plain(cell).strip(_APOSTROPHES)
    return "" if text in _NONE else text
