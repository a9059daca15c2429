"""Editing a letter while it is a draft, or what was entered of one that came in."""

from __future__ import annotations

import re
from dataclasses import replace

from linkdesk.actions import letter_checks
from linkdesk.actions.edits import set_field
from linkdesk.actions.letter_parties import code_of, retitled, way_of
from linkdesk.actions.letter_receiving import refuse_unreceived
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.letter import Letter
from linkdesk.domain.letter_numbers import is_issued, is_received
from linkdesk.domain.spelling import seen

_SEVERAL = "issuers", "signers", "attachments"
_SEPARATED = re.compile(r"[、，,；;\n]+")
_LINES = re.compile(r"[；;\n]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LONGEST_TITLE = 300  # characters; nothing that is printed as a title is longer
_GIVEN = frozenset(("year", "sequence", "sealed_id", "issued_at", "voided_on", "void_reason", "file_name", "file_hash", "officer_name",
                    "way", "project_id"))


def correct(desk: Desk, letter: Letter, name: str, text: str) -> Change:
    """Put what was typed into a field; of what was issued nothing is changed any more. KnownError, and then nothing has changed."""
    _refuse_fixed(letter)
    field, text = fields_of(Letter)[name], _written(text)
    _refuse_unfit(letter, name, text)
    if field.refers_to:
        change = set_field(letter, name, "") if not text else Change(
            f"修改{field.label}", before=(letter,), after=(replace(letter, **{name: text}),))
    elif name in _SEVERAL:
        split = (_LINES if name == "attachments" else _SEPARATED).split(text)
        value = tuple(part.strip() for part in split if part.strip())
        change = Change(f"修改{field.label}", before=(letter,), after=(replace(letter, **{name: value}),))
    else:
        change = set_field(letter, name, text)
    return replace(change, after=(_following(desk, name, letter, change.after[0]),))


def write(letter: Letter, text: str) -> Change:
    """Put another text in the place of a draft's."""
    _refuse_fixed(letter)
    return Change("修改公文正文", before=(letter,), after=(replace(letter, body=_written(text).strip()),))


def _written(text: str) -> str:
    """A text without the control and unseen characters that come along when it is copied; its lines stay."""
    return _CONTROLS.sub("", seen(text.replace("\r\n", "\n")))


def _refuse_unfit(letter: Letter, name: str, text: str) -> None:
    if name in _GIVEN or (name == "number" and not is_received(letter)):
        raise KnownError("这一项在印发、作废或附扫描件时登记，不能直接填写，没有改动。")
    if name == "title" and len(text) > _LONGEST_TITLE:
        raise KnownError(f"标题有 {len(text)} 个字，超过 {_LONGEST_TITLE} 个字，没有改动。请缩短标题，其余写在正文里。")


def _refuse_fixed(letter: Letter) -> None:
    if letter.voided_on:
        raise KnownError("公文已经作废，内容不能再改。需要的另行新拟或登记。")
    if is_issued(letter):
        raise KnownError("公文已经印发，内容不能再改。公文有误的，请作废并写明理由，再另行印发。")


def _following(desk: Desk, name: str, was: Letter, letter: Letter) -> Letter:
    """What follows from a field that was changed: the way from the kind, code and begin of the title from the issuer."""
    if is_received(letter):
        refuse_unreceived(desk, letter)
        return letter
    if name == "kind":
        return replace(letter, way=way_of(letter.kind))
    if name == "issuers":
        letter = replace(letter, title=retitled(letter.title, was.issuers, letter.issuers))
    if name == "issuers" and letter.issuers:
        dossier, on = desk.dossier(letter.project_id), letter.dated_on or desk.clock().date()
        return replace(letter, document_code=code_of(dossier, letter.issuers[0], on, desk.store.load(Letter)) or letter.document_code)
    return letter


def use_names_of_day(desk: Desk, letter: Letter) -> Change:
    """Put each body by the name it bears on the letter's day."""
    after = letter_checks.with_names_of_day(desk.dossier(letter.project_id), letter)
    if is_issued(letter) or after == letter:
        raise KnownError("各机关已是成文日期当日的名称，没有改动。")
    return Change("改用当日机关名称", before=(letter,), after=(after,))
