"""The agreed terms of drafts: deadlines, who demolishes and reclaims, how many copies are printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.change import Change
from linkdesk.domain.entry import parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.words import AgreementState

DEADLINES = "vacate_by", "demolish_by", "reclaim_by"
"""The deadlines that follow upon one another."""


def agree(made: Iterable[Agreement], terms: Mapping[str, object]) -> Change:
    """Put terms into the drafts among some agreements; raises KnownError when none is a draft or two days are in the wrong order."""
    drafts = tuple(a for a in made if a.state is AgreementState.DRAFT)
    if not drafts:
        raise KnownError("没有可以填写的协议草稿，没有改动。已定稿的协议请签补充协议，或作废后重新拟订。")
    after = tuple(replace(a, **terms) for a in drafts)
    for agreement in after:
        _refuse_wrong_order(agreement)
    labels = "、".join(fields_of(Agreement)[name].label for name in terms)
    return Change(f"填写{labels}", before=drafts, after=after)


def agree_typed(made: Iterable[Agreement], name: str, text: str) -> Change:
    """Put what was typed into one field of the drafts among some agreements; raises Unreadable when it does not fit."""
    return agree(made, {name: parse(fields_of(Agreement)[name], text)})


def _refuse_wrong_order(agreement: Agreement) -> None:
    given = [(name, day) for name in DEADLINES if (day := getattr(agreement, name))]
    for (early, first), (late, second) in pairwise(given):
        if second < first:
            raise KnownError(f"{_label(late)}（{_said(second)}）早于{_label(early)}（{_said(first)}），没有改动。请核对两个日期。")


def _label(name: str) -> str:
    return fields_of(Agreement)[name].label


def _said(day: date) -> str:
    return day.isoformat()
