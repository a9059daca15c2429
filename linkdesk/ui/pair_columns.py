"""The columns of the agreements page, and the mark in front of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.progress import overdue
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import Severity
from linkdesk.ui.columns import Column, ordered, text_key
from linkdesk.ui.inner_columns import words
from linkdesk.ui.pair_rows import TERMS, Pair
from linkdesk.ui.table import Marks

COLLECTIVE = "〔集体〕"


def columns(kinds: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns for the kinds of the pair, in the order in which they give way when room is short."""
    return (words("village", "行政村", lambda p: p.subject.village or "", 76), words("group", "村民小组", lambda p: p.subject.group or "", 72),
            words("party", "乙方", _party, 76), _population(),
            *(_of_agreement(at, kind) for at, kind in enumerate(kinds)),
            Column("stage", "双签进度", lambda p: p.stage, lambda p: text_key(p.stage), 92),
            _money("amount", "金额（元）", lambda p: p.amount), words("remark", "标记、不出协议的原因", lambda p: p.remark, 150),
            _money("payable", "应付（元）", lambda p: p.owed("payable")), _money("paid", "已付（元）", lambda p: p.owed("paid")),
            Column("term", "期限", _term, lambda p: ordered(p.term and p.term[1]), 122),
            *(words(f"number_{at}", f"{kind}编号", _number(at), 170) for at, kind in enumerate(kinds)))


def _party(pair: Pair) -> str:
    return f"{COLLECTIVE}{pair.party}" if pair.is_collective else pair.party


def _population() -> Column:
    field = fields_of(Household)["population"]

    def persons(pair: Pair) -> int | None:
        return getattr(pair.subject, "population", None)
    return Column("population", "人口", lambda p: shown(field, persons(p)), lambda p: ordered(persons(p)), 54, True,
                  lambda p: None if persons(p) is None else Decimal(persons(p)), 0, "人")


def _money(name: str, heading: str, figure: Callable[[Pair], Decimal | None]) -> Column:
    def text(pair: Pair) -> str:
        amount = figure(pair)
        return "" if amount is None else printed(amount, 2)
    return Column(name, heading, text, lambda p: ordered(figure(p)), 108, True, figure, 2, "元")


def _of_agreement(at: int, kind: str) -> Column:
    """The stage of one agreement, behind the last digits of its number."""
    def text(pair: Pair) -> str:
        made = pair.made[at] if at < len(pair.made) else None
        if made is None:
            return ""
        short = made.number.rpartition("-")[2]
        return f"{short} {pair.stage_of(made)}" if short.isdecimal() else str(pair.stage_of(made))
    return words(f"pair_{at}", kind, text, 112)


def _number(at: int) -> Callable[[Pair], str]:
    return lambda pair: made.number if at < len(pair.made) and (made := pair.made[at]) else ""


def _term(pair: Pair) -> str:
    return f"{pair.term[0]} {pair.term[1].isoformat()}" if pair.term else ""


def marks(found: Iterable[Pair], dossier: Dossier) -> Marks:
    """What each row's mark says: held, in trouble, or why it gets no agreement."""
    return {p.id: _mark(p, dossier) for p in found if p.remark}


def _mark(pair: Pair, dossier: Dossier) -> tuple[Severity, str]:
    late = [TERMS[name][0] for name in (overdue(pair.progress.trace, dossier.on) if pair.progress else ())]
    said = f"{pair.remark}（{'、'.join(late)}逾期）" if late else pair.remark
    troubled = pair.progress and pair.progress.troubles
    return (Severity.ERROR if pair.id in dossier.held else Severity.WARNING if troubled else Severity.NOTE), said
