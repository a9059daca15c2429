"""Amounts and appraised things as tables: each amount with its quantity, price and document, each thing as measured and recognised."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.documents.agreements.case import Case
from linkdesk.documents.blocks import Align, Block, Cell, Column, Gap, Table, Width
from linkdesk.domain.agreement import AgreementLine
from linkdesk.domain.agreement_words import ItemKind
from linkdesk.domain.amounts import lack
from linkdesk.domain.appraisal import AppraisedItem
from linkdesk.domain.figures import figure
from linkdesk.domain.quantities import places, rounded
from linkdesk.domain.words import AgreementKind, Certainty

_AMOUNTS = (Column("名目", width=Width.WIDE, align=Align.LEFT), Column("数量", align=Align.RIGHT), Column("单位", width=Width.NARROW),
            Column("单价（元）", align=Align.RIGHT), Column("金额（元）", decimals=2), Column("依据", width=Width.WIDE, align=Align.LEFT))
_ITEMS = (Column("序号", width=Width.NARROW), Column("类别"), Column("名称"), Column("结构"), Column("单位", width=Width.NARROW),
          *(Column(label, align=Align.RIGHT) for label in ("摸底数量", "实测数量", "认定数量")))
_LAND = ItemKind.HOMESTEAD, ItemKind.LAND
_OF = {AgreementKind.DEMOLISH: tuple(k for k in ItemKind if k not in _LAND), AgreementKind.RECLAIM: _LAND}


def amounts(case: Case) -> tuple[Block, ...]:
    """Every amount with quantity, price and the document it stands on, and their total."""
    if not case.lines:
        return ()
    total = figure("agreement_amount", case.dossier, case.agreement)
    return (Table(_AMOUNTS, tuple(map(_amount, case.lines)), ("合计", "", "", "", total, ""), name="金额"),)


def _amount(line: AgreementLine) -> tuple[Cell, ...]:
    amount = Gap(lack(line)) if line.amount is None else line.amount
    return line.label, _plain(line.quantity), line.unit.rpartition("/")[2], _whole(line.price), amount, document_of(line)


def document_of(line: AgreementLine) -> str:
    """The document a line stands on as a signed paper names it: nothing when nobody has confirmed one."""
    return "" if Certainty.UNVERIFIED in line.document else line.document


def _plain(value: Decimal | None) -> Cell:
    """A number at its own decimals: 4 persons stay 4, 12.50 ㎡ stay 12.50."""
    return int(value) if value is not None and value == value.to_integral_value() else _whole(value)


def _whole(value: Decimal | None) -> Cell:
    """A number with all its decimals, two at least: the amount beside it can be reckoned again from what is printed."""
    return "" if value is None else rounded(value, places(value))


def items(case: Case) -> tuple[Block, ...]:
    """What was appraised for this kind of agreement: surveyed, measured and recognised side by side; nothing when nothing was."""
    wanted = _OF.get(case.agreement.kind, tuple(ItemKind))
    mine = [item for item in case.items if item.kind in wanted]
    return (Table(_ITEMS, tuple(_item(at, item) for at, item in enumerate(mine, 1)), name="认定"),) if mine else ()


def _item(at: int, item: AppraisedItem) -> tuple[Cell, ...]:
    return (at, str(item.kind), item.name or "", str(item.house_structure or ""), item.unit,
            *map(_whole, (item.surveyed, item.measured, item.recognised)))
