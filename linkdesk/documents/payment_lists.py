"""Papers of payments: the list a bank pays out by (代发), and the sheet of a batch that its officers sign (兑付汇总表)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.documents.blocks import Align, Cell, Column, Document, PageKind, Section, Table, Width
from linkdesk.documents.roster import filled_by
from linkdesk.domain.capitals import capitals
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.payment import Payment, PaymentBatch
from linkdesk.domain.progress import REWARD_LABELS
from linkdesk.domain.quantities import printed

_BANK = (Column("序号", width=Width.NARROW), Column("户名"), Column("账号", width=Width.WIDE), Column("开户行", width=Width.WIDE),
         Column("金额", decimals=2), Column("用途"), Column("附言", width=Width.WIDE))
_SHEET = (
    Column("序号", width=Width.NARROW), Column("行政村"), Column("村民小组"), Column("户主"), Column("协议编号", width=Width.WIDE),
    Column("金额的由来", width=Width.WIDE, align=Align.LEFT), Column("应付金额", decimals=2), Column("此前已付", decimals=2),
    Column("本次兑付", decimals=2), Column("户名"), Column("开户行"), Column("账号", width=Width.WIDE), Column("凭证号"),
    Column("结果"))


@dataclass(frozen=True, slots=True)
class PaidLine:
    """One payment as the sheet of its batch shows it; amounts in yuan, `had` is what was paid before this payment."""

    payment: Payment
    village: str = ""
    group: str = ""
    name: str = ""
    number: str = ""
    formula: str = ""
    payable: Decimal | None = None
    had: Decimal | None = None
    voucher: str = ""
    state: str = ""


def line_key(batch: PaymentBatch, payment: Payment) -> str:
    """What is written on a payment so that the bank's answer finds it again: the batch's number and the payment's place."""
    return f"{batch.number}-{payment.position:04d}"


def bank_list(dossier: Dossier, batch: PaymentBatch, payments: Sequence[Payment]) -> Document:
    """The list for the bank, in the order of the batch, with the total in figures and in capitals; accounts are text."""
    title = f"{batch.number} 代发明细表"
    purpose = REWARD_LABELS[batch.kind]
    rows = tuple((p.position, p.account_holder or "", p.bank_account or "", p.bank_name or "", p.amount or Decimal(0), purpose,
                  line_key(batch, p)) for p in payments)
    total = sum((p.amount or Decimal(0) for p in payments), Decimal(0))
    table = Table(_BANK, rows, ("", "合计", "", f"{len(rows)} 笔", total, "", ""), title=title, unit="单位：元",
                  filled_by=filled_by(dossier), notes=(_in_words(len(rows), total), "请在回盘文件中保留“附言”一列。"), name="代发明细")
    return _document(title, table)


def batch_sheet(dossier: Dossier, batch: PaymentBatch, lines: Sequence[PaidLine], confirmer: str = "", state: str = "") -> Document:
    """The sheet of a batch: each payment with what it follows from, for 制表, 复核 and 负责人 to sign."""
    title = f"{dossier.project.name}{REWARD_LABELS[batch.kind]}兑付表"
    total = sum((line.payment.amount or Decimal(0) for line in lines), Decimal(0))
    rows = tuple(_row(line) for line in lines)
    sums = ("", "合计", "", f"{len(rows)} 户", "", "", _sum(lines, "payable"), _sum(lines, "had"), total, "", "", "", "", "")
    made = f"批次：{batch.number}　制表日期：{batch.made_on}　{state}".rstrip("　")
    table = Table(_SHEET, rows, sums, title=title, unit="单位：元", filled_by=filled_by(dossier),
                  signers=(f"制表：{batch.maker_name}", f"复核：{confirmer}", "负责人"),
                  notes=(made, _in_words(len(rows), total), "本表含个人账户信息，仅供资金兑付使用，不得公示。"), name="兑付表")
    return _document(title, table, "" if confirmer else "未复核")


def _row(line: PaidLine) -> tuple[Cell, ...]:
    payment = line.payment
    return (payment.position, line.village, line.group, line.name, line.number, line.formula, line.payable, line.had,
            payment.amount or Decimal(0), payment.account_holder or "", payment.bank_name or "", payment.bank_account or "",
            line.voucher, line.state)


def _sum(lines: Sequence[PaidLine], name: str) -> Decimal:
    return sum((value for line in lines if (value := getattr(line, name)) is not None), Decimal(0))


def _in_words(count: int, total: Decimal) -> str:
    return f"合计 {count} 笔，人民币 {printed(total, 2)} 元（大写：{capitals(total)}）。"


def _document(title: str, table: Table, mark: str = "") -> Document:
    return Document("roster", title, (Section((table,), PageKind.TABLE, landscape=True),), mark=mark)
