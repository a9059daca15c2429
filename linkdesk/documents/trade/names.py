"""Named texts and facts that the text of a trade's agreement may use, all of one trade: the sides, the price, the terms."""

from __future__ import annotations

from linkdesk.documents.templates.fill import long_date
from linkdesk.documents.templates.numbering import numeral
from linkdesk.documents.templates.vocabulary import fact, named_text
from linkdesk.documents.trade.case import TradeCase
from linkdesk.documents.wording import word
from linkdesk.domain.capitals import capitals
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure
from linkdesk.domain.plan_standing import approval_of, approved_plan
from linkdesk.domain.quantities import places, printed
from linkdesk.domain.quota_words import TransferPoint
from linkdesk.domain.validity import in_force
from linkdesk.policy.procedure import Clock
from linkdesk.policy.terms import Event

USUAL_COPIES = 8  # where the trade names no other number: two each, and some for filing and transfer
_POINTS = {TransferPoint.SIGNED: "本协议签订后，甲方即向乙方划转标的指标",
           TransferPoint.FIRST_PAYMENT: "甲方收到首笔价款后，向乙方划转标的指标",
           TransferPoint.PAID: "甲方收到全部价款后，向乙方划转标的指标",
           TransferPoint.ACCEPTED: "产生标的指标的项目区竣工验收合格后，甲方向乙方划转标的指标",
           TransferPoint.DAY: "甲方按约定的日期向乙方划转标的指标"}


def trade_word(dossier: Dossier) -> str:
    """What a trade is called here: 易地交易 or 流转."""
    return word(dossier, "off_site_trade", "易地交易")


@named_text("trade_title", "协议名称", of=TradeCase)
def agreement_title(dossier: Dossier, case: TradeCase) -> str:
    """What the agreement of a trade is called."""
    return f"节余指标{trade_word(dossier)}协议"


@named_text("trade_seller", "转让方", of=TradeCase)
def _(dossier: Dossier, case: TradeCase) -> str:
    return case.seller


@named_text("trade_buyer", "受让方", of=TradeCase)
def _(dossier: Dossier, case: TradeCase) -> str:
    return case.buyer


@named_text("trade_basis", "政策文件", of=TradeCase)
def _(dossier: Dossier, case: TradeCase) -> str:
    return f"《{case.basis.title}》（{case.basis.number}）" if case.basis else ""


@named_text("trade_project", "产生指标的项目区", of=TradeCase)
def project_words(dossier: Dossier, case: TradeCase) -> str:
    """The project that gives the quota, with its number; empty where the trade names none."""
    if not case.has_project:
        return ""
    number = dossier.project.number
    return f"{dossier.project.name}（{number}）" if number else dossier.project.name


@named_text("trade_certificates", "项目区编号和凭证", of=TradeCase)
def certificates(dossier: Dossier, case: TradeCase) -> str:
    """By what the project is known: as the trade says, else by the approval of its plan; empty where neither tells."""
    version = approved_plan(dossier) if case.has_project else None
    approval = approval_of(dossier, version) if version else None
    told = case.trade.certificates.strip() or (approval.number if approval else "")
    return told or (dossier.project.approval_number.strip() if case.has_project else "")


@named_text("trade_needs", "本地需要保障情况", of=TradeCase)
def _(dossier: Dossier, case: TradeCase) -> str:
    return case.trade.needs_statement.strip() if case.trade.needs_met else ""


@named_text("trade_priced_by", "计价的指标", of=TradeCase)
def _(dossier: Dossier, case: TradeCase) -> str:
    return "耕地指标" if case.trade.priced_by_farmland else "建设用地指标"


@named_text("trade_capitals", "总价款大写", of=TradeCase)
def _(dossier: Dossier, case: TradeCase) -> str:
    amount = figure("trade_amount", dossier, case.trade).value
    return "" if amount is None else capitals(amount)


@named_text("trade_guide_price", "指导价", of=TradeCase)
def _(dossier: Dossier, case: TradeCase) -> str:
    found = case.guide.price if case.guide else None
    return "" if found is None else printed(found, places(found, 0))


@named_text("trade_guide_document", "指导价文件", of=TradeCase)
def _(dossier: Dossier, case: TradeCase) -> str:
    return case.guide.document if case.guide else ""


@named_text("trade_transfer_term", "指标划转时点", of=TradeCase)
def _(dossier: Dossier, case: TradeCase) -> str:
    trade = case.trade
    if trade.transfer_point is None or (trade.transfer_point is TransferPoint.DAY and trade.transfer_due_on is None):
        return ""
    due = f"，并于{long_date(trade.transfer_due_on)}前办结" if trade.transfer_due_on else ""
    return _POINTS[trade.transfer_point] + due


@named_text("trade_accept_term", "约定验收期限", of=TradeCase)
def accept_term(dossier: Dossier, case: TradeCase) -> str:
    """Until when the quota must have been accepted: the agreed day, else the limit of the policy; empty where neither says."""
    if case.trade.accept_by:
        return f"{long_date(case.trade.accept_by)}前"
    limit = _limit(case)
    return f"本协议签订之日起{printed(limit.limit, 0)}{limit.unit}内" if limit else ""


def _limit(case: TradeCase) -> Clock | None:
    on = case.trade.signed_on or case.dossier.on
    clocks = (c for pack in case.packs for c in pack.clocks if in_force(c, on))
    return next((c for c in clocks if c.start is Event.TRADED and c.end is Event.ACCEPTED), None)


def _sentence(text: str) -> str:
    """What the county wrote itself, with the stop its paragraph ends in."""
    text = text.strip()
    return text if not text or text[-1] in "。！？；" else f"{text}。"


def _adjusts(case: TradeCase) -> bool:
    """Whether planning space does not come with the quota: where a policy lets the buyer apply for an adjustment of it."""
    return any(clock.end is Event.ADJUSTMENT_APPLIED for pack in case.packs for clock in pack.clocks)


@named_text("trade_price_text", "成交单价", of=TradeCase)
def _(dossier: Dossier, case: TradeCase) -> str:
    price = case.trade.price
    return "" if price is None else printed(price, places(price, 0))


@named_text("trade_late_rate_text", "逾期付款违约金", of=TradeCase)
def _(dossier: Dossier, case: TradeCase) -> str:
    rate = case.trade.late_rate
    return "" if rate is None else printed(rate, places(rate, 0))


@named_text("trade_copies", "协议份数（中文数字）", of=TradeCase)
def _(dossier: Dossier, case: TradeCase) -> str:
    count = case.trade.copies or USUAL_COPIES
    return {2: "两"}.get(count) or numeral(count)


fact("trade_of_project", of=TradeCase)(lambda dossier, case: case.sells)
fact("trade_by_counterpart", of=TradeCase)(lambda dossier, case: not case.sells)
fact("trade_accepted", of=TradeCase)(lambda dossier, case: case.accepted is True)
fact("trade_before_acceptance", of=TradeCase)(lambda dossier, case: case.accepted is not True)
fact("trade_three_rights", of=TradeCase)(lambda dossier, case: not _adjusts(case))
fact("trade_space_apart", of=TradeCase)(lambda dossier, case: _adjusts(case))
fact("trade_guided", of=TradeCase)(lambda dossier, case: case.guide_holds)
fact("trade_by_farmland", of=TradeCase)(lambda dossier, case: bool(case.trade.priced_by_farmland))
fact("trade_by_construction", of=TradeCase)(lambda dossier, case: not case.trade.priced_by_farmland)
fact("trade_late_rate", of=TradeCase)(lambda dossier, case: case.trade.late_rate is not None)
fact("trade_noted", of=TradeCase)(lambda dossier, case: bool(case.trade.note.strip()))
for _name, _field, _label in (("failing", "failing", "未通过验收的处理"), ("taxes", "taxes", "税费"), ("limits", "use_limits", "使用限制"),
                              ("breach", "breach", "违约责任"), ("dispute", "dispute", "争议解决")):
    named_text(f"trade_{_name}_text", _label, of=TradeCase)(lambda dossier, case, of=_field: _sentence(getattr(case.trade, of)))
    fact(f"trade_{_name}_agreed", of=TradeCase)(lambda dossier, case, of=_field: bool(getattr(case.trade, of).strip()))
    fact(f"trade_{_name}_usual", of=TradeCase)(lambda dossier, case, of=_field: not getattr(case.trade, of).strip())
