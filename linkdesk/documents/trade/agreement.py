"""The agreement of a trade (易地交易／流转协议) as a document: its text filled, its tables, a 草稿 while anything in it is open."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache, partial

from linkdesk.documents.blocks import (
    DRAFT,
    Align,
    Block,
    Cell,
    Column,
    Document,
    Gap,
    PageKind,
    Paragraph,
    Section,
    Signatures,
    Style,
    Table,
    Text,
    Width,
)
from linkdesk.documents.cells import dated
from linkdesk.documents.figure_cells import known
from linkdesk.documents.signed_text import gaps_in
from linkdesk.documents.templates import Context, Template, Vocabulary, fill, shipped
from linkdesk.documents.templates.fill import long_date
from linkdesk.documents.trade.case import TradeCase
from linkdesk.documents.trade.names import agreement_title
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import hectares, mu
from linkdesk.domain.trade import Trade

UNNUMBERED = "（签订时编号）"
_ROOM = 56  # mm of a box of signatures
_SUBJECTS = {"project": Project, "trade": Trade, "case": TradeCase}
_QUOTA = (Column("指标种类", width=Width.WIDE, align=Align.LEFT), Column("面积", (Column("公顷", decimals=4), Column("亩", decimals=4))),
          Column("说明", width=Width.WIDE, align=Align.LEFT))
_KINDS = (("建设用地指标", "construction", True), ("农用地指标", "agricultural", False), ("耕地指标", "farmland", True),
          ("　其中水田", "paddy", False))
_INSTALMENTS = (Column("序号", width=Width.NARROW), Column("款项"), Column("应付日期"), Column("付款条件", width=Width.WIDE, align=Align.LEFT),
                Column("金额", decimals=2))


def agreement(case: TradeCase) -> Document:
    """The agreement in the words of the province; 草稿 while anything is lacking, contradictory or not confirmed."""
    text = _filled(case)
    reasons = draft_reasons(case, text)
    number = case.trade.number
    head = Paragraph((Text(f"协议编号：{number or UNNUMBERED}"),), Style.PLAIN, Align.RIGHT)
    note = (Paragraph((Text(f"草稿说明（定稿后不印）：{'，'.join(reasons)}。"),), Style.SMALL, Align.LEFT),) if reasons else ()
    blocks = (*text[:1], head, *note, *text[1:], _signatures(case))
    return Document("trade_agreement", agreement_title(case.dossier, case), (Section(blocks, PageKind.OFFICIAL),),
                    mark=DRAFT if reasons else "", number="" if reasons else number, subject_id=case.trade.id)


def draft_reasons(case: TradeCase, text: tuple[Block, ...] | None = None) -> tuple[str, ...]:
    """What keeps the agreement from being signed, each in a few words; none when it may be."""
    return tuple(_reasons(case, _filled(case) if text is None else text))


def text_gaps(case: TradeCase) -> tuple[str, ...]:
    """What the running text of the agreement lacks, by its names; the tables' own gaps are those of the trade's terms."""
    parts = (part for block in _filled(case) if isinstance(block, Paragraph) for part in block.parts)
    return tuple(dict.fromkeys(part.what for part in parts if isinstance(part, Gap)))


def _reasons(case: TradeCase, text: tuple[Block, ...]) -> Iterator[str]:
    if lacking := gaps_in(text):
        yield f"待补 {lacking} 处"
    yield from case.doubts


def _filled(case: TradeCase) -> tuple[Block, ...]:
    subjects = {"project": case.dossier.project, "trade": case.trade, "case": case}
    blocks = {name: partial(made, case) for name, made in _BLOCKS.items()}
    return fill(_template(), Context(case.dossier, subjects, _SUBJECTS, blocks))


@cache
def _template() -> Template:
    return shipped("trade_agreement.txt", VOCABULARY)


def quota_table(case: TradeCase) -> tuple[Table, ...]:
    """What is sold, in every measure, in hectares and mu."""
    rows = tuple(row for label, name, needed in _KINDS if (row := _quota_row(case.trade, label, name, needed)))
    return (Table(_QUOTA, rows, name="标的指标"),)


def _quota_row(trade: Trade, label: str, name: str, needed: bool) -> tuple[Cell, ...] | None:
    area = getattr(trade, name)
    if area is None:
        return (label, Gap(""), Gap(""), "") if needed else None
    grade = f"质量等别 {trade.grade.normalize():f} 等" if name == "farmland" and trade.grade is not None else ""
    priced = "计价指标" if name == ("farmland" if trade.priced_by_farmland else "construction") else ""
    return label, hectares(area), mu(area), "；".join(filter(None, (priced, grade)))


def instalments_table(case: TradeCase) -> tuple[Table, ...]:
    """What is paid when, with its sum; one row of gaps while nothing is agreed."""
    rows = tuple((at, known(i.name), known(dated(i.due_on)) if not i.condition.strip() else dated(i.due_on), i.condition,
                  Gap("") if i.amount is None else in_ten_thousands(i.amount)) for at, i in enumerate(case.instalments, 1))
    open_ = any(i.amount is None for i in case.instalments) or not rows
    total: Cell = Gap("") if open_ else sum((in_ten_thousands(i.amount) for i in case.instalments if i.amount is not None), Decimal(0))
    return (Table(_INSTALMENTS, rows or ((1, Gap(""), Gap(""), "", Gap("")),), ("", "合计", "", "", total), unit="单位：万元", name="付款计划"),)


_BLOCKS = {"quota": quota_table, "instalments": instalments_table}
VOCABULARY = Vocabulary(_SUBJECTS, frozenset(_BLOCKS))


def _signatures(case: TradeCase) -> Signatures:
    day = f"签订日期：{long_date(case.trade.signed_on)}" if case.trade.signed_on else "签订日期：　　　年　　月　　日"
    signed = ("代表（签字）：", day)
    return Signatures((("转让方（盖章）", (case.seller, *signed)), ("受让方（盖章）", (case.buyer, *signed))), _ROOM)
