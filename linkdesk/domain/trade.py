"""Trade of surplus quota (易地交易／流转): what is sold or bought, its agreement, what is paid when, what was paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from linkdesk.domain.declared import area_in_hectares, money_in_ten_thousands
from linkdesk.domain.fields import OnRemoval, about, identity
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.quota_words import CounterpartKind, LandPurpose, TradeSide, TransferPoint
from linkdesk.domain.words import PovertyClass


def _of_trade():
    return about("交易", refers_to="trade", on_removal=OnRemoval.WITH_PARENT)


def _text(label: str, help_: str = ""):
    return about(label, default="", help=help_)


@dataclass(frozen=True, slots=True)
class Trade:
    """One trade of surplus quota, seen from the side of `authority_id`; once signed, only what comes after the signing is entered.

    Areas are m²; the price is a mu of construction quota unless `priced_by_farmland`; `terminated_on` ends it by agreement.
    """

    authority_id: str = about("本方", refers_to="authority")
    project_id: str | None = about("项目区", refers_to="project", help="转让的为产生指标的项目区，受让的为使用指标的建新项目区")
    matter_id: str | None = about("报批事项", refers_to="matter")
    side: TradeSide = about("交易方向", default=TradeSide.SELLER)
    title: str = about("交易名称", default="", required=True)
    counterpart: str = about("对方", default="", required=True, help="全称，如“某某开发区管理委员会”")
    counterpart_kind: CounterpartKind = about("对方类别", default=CounterpartKind.ZONE)
    seller_class: PovertyClass | None = about("转让方贫困县类别", help="受让时填写；转让时按名录，名录有变的填交易当日的")
    seller_class_document: str = _text("类别依据文件", "文件名称及文号")
    needs_met: bool | None = about("本地需要已保障", help="本地搬迁安置和发展用地已先安排，B §二(三)、A §三(一)")
    needs_statement: str = _text("本地需要保障情况")
    needs_on: date | None = about("说明日期")
    zone_contact: str = _text("与开发区对接情况", "对接的开发区、时间和结果，A §三(二)")
    zone_contact_on: date | None = about("对接日期")
    announced_on: date | None = about("公告日期")
    announcement: str = _text("公告平台和编号")
    negotiated_on: date | None = about("协商日期")
    negotiation: str = _text("协商情况")
    construction: Decimal | None = area_in_hectares("建设用地指标", required=True)
    agricultural: Decimal | None = area_in_hectares("农用地指标")
    farmland: Decimal | None = area_in_hectares("耕地指标")
    paddy: Decimal | None = area_in_hectares("其中水田")
    grade: Decimal | None = about("耕地质量等别", quantity=Quantity.RATIO, decimals=1, at_least=1, at_most=15)
    price: Decimal | None = about("成交单价", quantity=Quantity.MEASURED, unit="万元/亩", decimals=4, at_least=0)
    priced_by_farmland: bool | None = about("按耕地指标计价", help="不填按建设用地指标计价")
    number: str = _text("协议编号")
    signed_on: date | None = about("签订日期")
    certificates: str = _text("项目区编号和凭证")
    transfer_point: TransferPoint | None = about("指标划转时点")
    transfer_due_on: date | None = about("约定划转日期")
    transferred_on: date | None = about("实际划转日期")
    transfer_document: str = _text("划转文件", "文件名称及文号")
    accept_by: date | None = about("约定验收期限", help="不填按政策期限")
    guarantee: str = _text("复垦保证")
    failing: str = _text("未通过验收的处理")
    taxes: str = _text("税费承担")
    use_limits: str = _text("使用限制")
    late_rate: Decimal | None = about("逾期付款违约金", quantity=Quantity.MEASURED, unit="‰/日", decimals=4, at_least=0)
    breach: str = _text("违约责任")
    dispute: str = _text("争议解决")
    copies: int | None = about("协议份数", quantity=Quantity.COUNT, unit="份", at_least=2, at_most=20)
    filed_on: date | None = about("备案日期")
    filing_number: str = _text("备案编号")
    terminated_on: date | None = about("终止日期")
    termination: str = _text("终止原因和文件")
    adjustment_on: date | None = about("申请规划调整日期", help="规划空间不足的，B §二(七)")
    adjustment_area: Decimal | None = area_in_hectares("申请调整规模")
    adjustment_document: str = _text("规划调整文件", "文件名称及文号")
    note: str = _text("说明")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class TradeInstalment:
    """One payment the agreement plans; money in yuan."""

    trade_id: str = _of_trade()
    position: int = about("顺序", default=0)
    name: str = about("款项", default="", required=True)
    due_on: date | None = about("应付日期")
    condition: str = about("付款条件", default="")
    amount: Decimal | None = money_in_ten_thousands("金额", required=True)
    id: str = identity()


@dataclass(frozen=True, slots=True)
class TradePayment:
    """A payment made under a trade: append-only; a wrong entry is answered by one that `revokes_id` it."""

    trade_id: str = about("交易", refers_to="trade")
    instalment_id: str | None = about("款项", refers_to="trade_instalment")
    amount: Decimal | None = money_in_ten_thousands("金额", required=True)
    paid_on: date | None = about("到账日期", required=True)
    voucher: str = about("凭证号", default="", required=True)
    revokes_id: str | None = about("更正的记录", refers_to="trade_payment")
    note: str = about("说明", default="")
    officer_name: str = about("登记人", default="")
    entered_at: datetime | None = about("登记时间")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """What bought quota was used for: which land, with which document (新增建设用地、规划空间、占补平衡)."""

    trade_id: str = _of_trade()
    position: int = about("顺序", default=0)
    place: str = about("用地项目", default="", required=True)
    purpose: LandPurpose | None = about("用途")
    construction: Decimal | None = area_in_hectares("用于新增建设用地")
    plan_scale: Decimal | None = area_in_hectares("用于规划空间")
    farmland: Decimal | None = area_in_hectares("用于占补平衡")
    used_on: date | None = about("使用日期")
    document: str = about("依据文件", default="", help="文件名称及文号")
    id: str = identity()
