"""What follows from the rows of consultation: which answers are open, which votes do not add up, which shares were reached."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from linkdesk.domain.approval_words import Adoption, OpinionStance
from linkdesk.domain.consultation import Opinion, Resolution
from linkdesk.domain.quantities import HUNDRED


class OpinionState(StrEnum):
    """How far a department's opinion is on a day; derived, never stored."""

    NOT_ASKED = "未发出"
    ASKED = "待答复"
    OVERDUE = "逾期未答复"
    ANSWERED = "已答复"


BASIS_ENTITLED = "应到人数"
"""The value `assembly_basis` of a pack: votes in favour are counted against those entitled; else against those present."""
_WANTS_WORD = frozenset({OpinionStance.REMARKS, OpinionStance.DISAGREES})


def opinion_state(opinion: Opinion, on: date) -> OpinionState:
    """How far an opinion is on a day; the day it is due belongs to the time given."""
    if opinion.answered_on or opinion.stance is not None:
        return OpinionState.ANSWERED
    if opinion.asked_on is None:
        return OpinionState.NOT_ASKED
    return OpinionState.OVERDUE if opinion.due_on and opinion.due_on < on else OpinionState.ASKED


def not_dealt_with(opinion: Opinion) -> str:
    """What is still to be said about an answer that remarks or disagrees; empty when nothing is."""
    if opinion.stance not in _WANTS_WORD:
        return ""
    if opinion.adopted is None:
        return f"“{opinion.department}”{opinion.stance}，还没有写采纳情况"
    if opinion.adopted is not Adoption.ADOPTED and not opinion.reason.strip():
        return f"“{opinion.department}”的意见{opinion.adopted}，没有写明理由"
    return ""


def votes_fault(resolution: Resolution) -> str:
    """Why the numbers of a resolution cannot be, in words; empty while what is filled in can still add up."""
    entitled, present = resolution.entitled, resolution.present
    votes = (resolution.in_favour, resolution.against, resolution.abstained)
    cast = sum(v for v in votes if v is not None)
    if entitled is not None and present is not None and present > entitled:
        return f"实到 {present} 人多于应到 {entitled} 人"
    if present is not None and cast > present:
        return f"同意、反对、弃权合计 {cast} 人，多于实到 {present} 人"
    if present is not None and None not in votes and cast != present:
        return f"同意、反对、弃权合计 {cast} 人，与实到 {present} 人不符"
    if present is None and entitled is not None and cast > entitled:
        return f"同意、反对、弃权合计 {cast} 人，多于应到 {entitled} 人"
    return ""


def present_share(resolution: Resolution) -> Decimal | None:
    """How many of those entitled came, in %; None while either is not known."""
    return _share(resolution.present, resolution.entitled)


def favour_share(resolution: Resolution, basis: str = "") -> Decimal | None:
    """How many voted in favour, in % of those present, or of those entitled where the pack's value says so."""
    return _share(resolution.in_favour, resolution.entitled if basis == BASIS_ENTITLED else resolution.present)


def _share(part: int | None, whole: int | None) -> Decimal | None:
    return Decimal(part) * HUNDRED / Decimal(whole) if part is not None and whole else None
