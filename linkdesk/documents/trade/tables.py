"""Sheets of one trade: 交易信息表, 付款台账 and 指标划转单."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from linkdesk.documents.annexes.sheet import (
    SIGNERS,
    order_column,
    remarks_column,
    responsible,
    summed,
    wide_column,
)
from linkdesk.documents.blocks import (
    DRAFT,
    Align,
    Block,
    Cell,
    Column,
    Document,
    FieldGrid,
    Gap,
    PageKind,
    Paragraph,
    Section,
    Signatures,
    Style,
    Table,
    Text,
)
from linkdesk.documents.cells import dated
from linkdesk.documents.figure_cells import figure_cell, known
from linkdesk.documents.trade.agreement import draft_reasons, instalments_table, quota_table
from linkdesk.documents.trade.case import TradeCase
from linkdesk.documents.trade.names import accept_term, certificates, project_words, trade_word
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures import figure
from linkdesk.domain.quantities import hectares, mu, printed
from linkdesk.domain.trade import Trade, TradePayment
from linkdesk.domain.trade_dues import InstalmentStanding
from linkdesk.domain.trade_rights import Right, bought
from linkdesk.domain.trade_standing import is_signed
from linkdesk.policy.trade_measures import seller_class

Row = tuple[Cell, ...]
_FIELDS = fields_of(Trade)
_PLAN = (order_column(), wide_column("款项"), Column("应付日期"), wide_column("付款条件"), Column("应付金额", decimals=2),
         Column("已付金额", decimals=2), Column("未付金额", decimals=2), Column("逾期天数", decimals=0), Column("违约金", decimals=2))
_PAID = (order_column(), Column("到账日期"), wide_column("款项"), Column("凭证号"), Column("金额", decimals=2), Column("登记人"), Column("状态"),
         remarks_column())
_RIGHTS = (order_column(), wide_column("指标"), Column("面积（公顷）", decimals=4), Column("面积（亩）", decimals=4))
_MONEY, _ROOM, _DAY = "单位：万元", 50, "　　　年　　月　　日"


def facts_sheet(case: TradeCase) -> Document:
    """交易信息表: everything known of a trade on one sheet, what it sells, and what is paid when."""
    grid = FieldGrid(tuple(_facts(case)))
    title = f"节余指标{trade_word(case.dossier)}信息表"
    blocks = (*_head(title, case.trade.title), grid, *quota_table(case), *instalments_table(case))
    return Document("trade_facts", title, (Section(blocks, PageKind.AGREEMENT),), mark=_mark(case), subject_id=case.trade.id)


def _facts(case: TradeCase) -> Iterator[tuple[str, Cell]]:
    yield "交易方向", str(case.trade.side)
    yield "状态", str(case.standing.state)
    yield "转让方", known(case.seller)
    yield "受让方", known(case.buyer)
    yield _field(case.trade, "counterpart_kind")
    yield "转让方贫困县类别", known(str(seller_class(case.dossier, case.trade) or ""))
    yield _field(case.trade, "seller_class_document")
    yield "产生指标的项目区" if case.sells else "使用指标的项目区", project_words(case.dossier, case)
    yield "项目区编号和凭证", certificates(case.dossier, case)
    for name in ("needs_on", "zone_contact_on", "announced_on", "announcement", "negotiated_on"):
        yield _field(case.trade, name)
    yield "成交单价（万元/亩）", figure_cell(figure("trade_price", case.dossier, case.trade))
    yield "计价面积（亩）", figure_cell(figure("trade_priced_mu", case.dossier, case.trade))
    yield "总价款（元）", figure_cell(figure("trade_amount", case.dossier, case.trade))
    yield "指导价", case.guide_words
    for name in ("number", "signed_on", "transfer_point", "transfer_due_on", "transferred_on", "transfer_document"):
        yield _field(case.trade, name)
    yield "验收期限", accept_term(case.dossier, case)
    for name in ("filed_on", "filing_number", "terminated_on", "termination"):
        yield _field(case.trade, name)


def _field(trade: Trade, name: str) -> tuple[str, Cell]:
    return _FIELDS[name].label, shown(_FIELDS[name], getattr(trade, name))


def payments_ledger(case: TradeCase) -> Document:
    """付款台账: what is planned, paid, open and late by instalment, and below it every payment that was entered."""
    title = f"节余指标{trade_word(case.dossier)}付款台账"
    plan = Table(_PLAN, _planned(case), _plan_totals(case), title=title, unit=_MONEY, filled_by=responsible(case.dossier), signers=SIGNERS,
                 notes=_notes(case), name="付款计划")
    paid = Table(_PAID, tuple(_payment(case, at, p) for at, p in enumerate(case.payments, 1)), _paid_totals(case), title="到账记录", unit=_MONEY,
                 name="到账记录")
    blocks: tuple[Block, ...] = (plan, paid) if case.payments else (plan,)
    return Document("trade_payments", title, (Section(blocks, PageKind.TABLE, landscape=True),), mark=_mark(case), subject_id=case.trade.id)


def _planned(case: TradeCase) -> tuple[Row, ...]:
    return tuple((at, known(d.instalment.name), dated(d.instalment.due_on), d.instalment.condition,
                  known(None if d.instalment.amount is None else in_ten_thousands(d.instalment.amount)), in_ten_thousands(d.paid),
                  in_ten_thousands(d.open), max((part.days for part in d.late), default=None), _penalty(d))
                 for at, d in enumerate(case.standing.dues, 1))


def _penalty(due: InstalmentStanding) -> Cell:
    if not due.late:
        return None
    known_ = [part.penalty for part in due.late]
    return Gap("") if None in known_ else in_ten_thousands(sum(filter(None, known_), Decimal(0)))


def _plan_totals(case: TradeCase) -> Row:
    rows = _planned(case)
    return ("", "合计", "", "", *(summed(row[at] for row in rows) for at in (4, 5, 6)), "",
            summed(row[8] for row in rows if row[8] is not None))


def _notes(case: TradeCase) -> tuple[str, ...]:
    now = case.standing
    amount, penalty = now.amount, now.penalty
    number = f"；协议编号：{case.trade.number}" if case.trade.number else ""
    said = [f"转让方：{case.seller or '待补'}；受让方：{case.buyer or '待补'}{number}。",
            f"协议金额 {amount.text} 元（{amount.formula}）；{case.dossier.on} 止已到账 {printed(now.paid, 2)} 元"
            + ("" if now.open is None else f"，未到账 {printed(now.open, 2)} 元") + "。"]
    if now.late:
        said.append(f"逾期天数取一期各部分中最长的；违约金＝{penalty.formula}"
                    + (f"，合计 {penalty.text} 元。" if penalty.value is not None else "，违约金率待补。"))
    return tuple(f"注{at}：{words}" for at, words in enumerate(said, 1))


def _payment(case: TradeCase, at: int, entry: TradePayment) -> Row:
    names = {i.id: i.name for i in case.instalments}
    revoked = {p.revokes_id for p in case.payments if p.revokes_id}
    state = "更正" if entry.revokes_id else "已更正" if entry.id in revoked else ""
    return (at, dated(entry.paid_on), names.get(entry.instalment_id or "", ""), entry.voucher,
            known(None if entry.amount is None else in_ten_thousands(entry.amount)), entry.officer_name, state, entry.note)


def _paid_totals(case: TradeCase) -> Row:
    amounts = (in_ten_thousands(p.amount) for p in case.standing.standing_payments if p.amount)
    return "", "合计（不含已更正的）", "", "", sum(amounts, Decimal(0)), "", "", ""


def transfer_sheet(case: TradeCase) -> Document:
    """指标划转单: what goes over from whom to whom, on what it stands, with the three rights the buyer gets; drafts until it may go over."""
    title = "增减挂钩节余指标划转单"
    trade, waits = case.trade, case.standing.not_reached
    grid = FieldGrid((("划出方", known(case.seller)), ("划入方", known(case.buyer)), ("交易协议编号", known(trade.number)),
                      ("协议签订日期", known(dated(trade.signed_on))), ("约定划转时点", known(str(trade.transfer_point or ""))),
                      ("划转日期", known(dated(trade.transferred_on))), ("划转文件", known(trade.transfer_document)),
                      ("项目区编号和凭证", known(certificates(case.dossier, case))),
                      ("协议金额（元）", figure_cell(figure("trade_amount", case.dossier, trade))),
                      ("已到账（元）", printed(case.standing.paid, 2))))
    rights = Table(_RIGHTS, tuple((at, str(right), hectares(area), mu(area)) for at, right in enumerate(Right, 1)
                                  if (area := bought(trade, right))), title="划入方同时取得", name="取得的指标")
    lacking = () if trade.transferred_on else (waits or "划转日期待补",)
    note = tuple(Paragraph((Text(f"草稿说明（定稿后不印）：{why}。"),), Style.SMALL, Align.LEFT) for why in lacking)
    hands = Signatures(tuple((f"{who}（盖章）", (name, "经办人（签字）：", "负责人（签字）：", _DAY))
                             for who, name in (("划出方", case.seller), ("划入方", case.buyer))), _ROOM)
    blocks = (*_head(title, trade.title), *note, grid, *quota_table(case), rights, hands)
    return Document("trade_transfer", title, (Section(blocks, PageKind.AGREEMENT),), mark=DRAFT if lacking else "", subject_id=trade.id)


def _head(title: str, name: str) -> tuple[Block, ...]:
    return (Paragraph((Text(title),), Style.TITLE, Align.CENTRE), *((Paragraph((Text(name),), Style.PLAIN, Align.CENTRE),) if name else ()))


def _mark(case: TradeCase) -> str:
    """The sheets are as final as the agreement they tell of; a signed one stays as it was signed."""
    return DRAFT if not is_signed(case.trade) and draft_reasons(case) else ""
