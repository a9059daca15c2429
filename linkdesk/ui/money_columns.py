"""Columns of the room of money: amounts in yuan to the fen, and the rows they are of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.money_lines import MoneyLine, line_of
from linkdesk.domain.money_standing import Benefit, money
from linkdesk.domain.planning_words import FundKind
from linkdesk.domain.privacy import without_numbers
from linkdesk.domain.proceeds import Lot
from linkdesk.domain.quantities import printed
from linkdesk.domain.quota_words import ProceedsPurpose
from linkdesk.ui.columns import Column, ordered, text_key

CORRECTED, CORRECTS = "已更正", "更正"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of the list: its line, whether it came in, and whether it was corrected (then it does not count)."""

    line: MoneyLine
    came_in: bool
    state: str = ""

    @property
    def id(self) -> str:
        """That of the entry."""
        return self.line.id


def amounts(dossier: Dossier) -> list[Amount]:
    """Every amount, the newest day first, with the entries that do not count any more."""
    now = money(dossier)
    found = [*(Amount(line, True) for line in now.receipts), *(Amount(line, False) for line in now.uses)]
    for entries, came_in in ((dossier.quotas.receipts, True), (dossier.quotas.fund_uses, False)):
        revoked = {e.revokes_id for e in entries if e.revokes_id}
        found += [Amount(line_of(e), came_in, CORRECTS if e.revokes_id else CORRECTED) for e in entries if e.revokes_id or e.id in revoked]
    return sorted(found, key=lambda a: a.line.order, reverse=True)


def kind_word(kind: FundKind | None) -> str:
    """A kind of money; proceeds that came in are not expected ones any more."""
    return "交易收益" if kind is FundKind.PROCEEDS else str(kind or "")


def text(name: str, heading: str, of: Callable[[Any], str], width: int) -> Column:
    """A column of words."""
    return Column(name, heading, of, lambda row: text_key(of(row)), width)


def yuan(name: str, heading: str, of: Callable[[Any], Decimal | None], width: int = 118) -> Column:
    """A column of amounts, summed up."""
    def shown(row: Any) -> str:
        value = of(row)
        return "" if value is None else printed(value, 2)
    return Column(name, heading, shown, lambda row: ordered(of(row)), width, True, of, 2, "元")


def _counts(row: Amount, came_in: bool) -> Decimal | None:
    return row.line.amount if row.came_in is came_in and not row.state else None


AMOUNTS = (
    text("day", "日期", lambda a: str(a.line.day or ""), 96), text("book", "账册", lambda a: str(a.line.book), 80),
    text("what", "事项", lambda a: a.line.what, 120), text("party", "付款方或收款人", lambda a: without_numbers(a.line.party), 112),
    text("voucher", "凭证号", lambda a: a.line.voucher, 84), yuan("received", "到账（元）", lambda a: _counts(a, True)),
    yuan("spent", "支出（元）", lambda a: _counts(a, False)), text("kind", "资金类别", lambda a: kind_word(a.line.kind), 76),
    text("purpose", "收益用途", lambda a: str(a.line.purpose or ""), 120), text("document", "依据", lambda a: without_numbers(a.line.document), 120),
    text("officer", "登记人", lambda a: a.line.officer, 64), text("state", "状态", lambda a: a.state, 56))


def _spent_on(purpose: ProceedsPurpose | None) -> Callable[[Lot], Decimal]:
    return lambda lot: lot.spent_on(purpose)


LOTS = (
    text("day", "到账日期", lambda lot: str(lot.payment.day or ""), 100), text("document", "交易协议", lambda lot: lot.payment.document, 96),
    text("party", "付款方", lambda lot: lot.payment.party, 110), text("voucher", "凭证号", lambda lot: lot.payment.voucher, 84),
    yuan("amount", "到账（元）", lambda lot: lot.payment.amount),
    *(yuan(f"spent_{at}", str(purpose or "没有写明"), _spent_on(purpose)) for at, purpose in enumerate((*ProceedsPurpose, None))),
    yuan("left", "未支出（元）", lambda lot: lot.left))

PURPOSES = (
    text("day", "支出日期", lambda a: str(a.line.day or ""), 100), text("purpose", "收益用途", lambda a: str(a.line.purpose or "没有写明"), 130),
    text("document", "预算科目和文号", lambda a: without_numbers(a.line.document), 190),
    text("party", "收款人", lambda a: without_numbers(a.line.party), 130), text("voucher", "凭证号", lambda a: a.line.voucher, 84),
    yuan("spent", "支出（元）", lambda a: a.line.amount))

_POOR = {True: "是", False: "否", None: ""}
BENEFITS = (
    text("village", "行政村", lambda b: b.household.village or "", 90), text("group", "村民小组", lambda b: b.household.group or "", 76),
    text("name", "户主", lambda b: b.household.head_name or "", 76), text("poor", "建档立卡", lambda b: _POOR[b.household.registered_poor], 72),
    text("moved", "搬迁类型", lambda b: str(b.household.relocation_type or ""), 130), yuan("agreed", "协议金额（元）", lambda b: b.agreed, 122),
    yuan("under", "协议已领（元）", lambda b: b.by_agreements, 122), yuan("otherwise", "其他受益（元）", lambda b: b.otherwise, 122),
    yuan("all", "受益合计（元）", lambda b: b.received, 122))

SOURCES = (text("kind", "来源类别", lambda r: kind_word(r.kind), 80), text("name", "资金来源", lambda r: r.name, 130),
           yuan("planned", "计划（元）", lambda r: r.planned), yuan("received", "到账（元）", lambda r: r.received),
           yuan("open", "尚未到账（元）", lambda r: r.open))
CATEGORIES = (text("category", "费用类别", lambda r: str(r.category), 130), yuan("planned", "投资估算（元）", lambda r: r.planned),
              yuan("spent", "已支出（元）", lambda r: r.spent), yuan("left", "尚可支出（元）", lambda r: r.left))


def _year(name: str, heading: str) -> Column:
    """An amount of a year that is not summed: what runs on from year to year."""
    def of(row: Any) -> Decimal:
        return getattr(row, name)
    return Column(name, heading, lambda row: printed(of(row), 2), lambda row: ordered(of(row)), 108, True)


YEARS = (text("year", "年度", lambda y: f"{y.year}年" if y.year else "日期不详", 76), _year("opening", "年初结余（元）"),
         yuan("received", "本年到账（元）", lambda y: y.received), yuan("spent", "本年支出（元）", lambda y: y.spent),
         _year("closing", "年末结余（元）"),
         yuan("proceeds_received", "其中收益到账", lambda y: y.proceeds_received), yuan("proceeds_spent", "其中收益支出", lambda y: y.proceeds_spent),
         _year("proceeds_closing", "收益结余（元）"))


def answers(benefit: Benefit, typed: str, matches: Callable[[Any, str], bool]) -> bool:
    """Whether the household of a row answers to what is typed."""
    return matches(benefit.household, typed)
