"""Agreements with households and village collectives, what happened to them, and the frozen record of what was printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from linkdesk.domain.agreement_words import (
    AcceptanceLevel,
    AgreementEventKind,
    ScanResult,
    StandardBasis,
    UnsignedReason,
    WorkWay,
)
from linkdesk.domain.fields import OnRemoval, Private, about, area, identity
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.subject import OfSubject
from linkdesk.domain.words import AgreementKind, AgreementState


@dataclass(frozen=True, slots=True)
class Agreement(OfSubject):
    """One agreement of a pair (双签), with a household or a village collective; what it says is that of its making.

    A supplement changes terms of the agreement it names.
    """

    project_id: str = about("项目区", refers_to="project")
    household_id: str | None = about("农户", refers_to="household")
    collective_id: str | None = about("集体房屋和用地", refers_to="collective_property")
    supplements_id: str | None = about("补充的协议", refers_to="agreement")
    kind: AgreementKind = about("协议种类", default=AgreementKind.DEMOLISH)
    number: str = about("协议编号", default="", help="定稿时编号，编号不重复使用")
    token: str = about("核对码", default="", help="12 位；每页另有自己的核对码")
    state: AgreementState = about("状态", default=AgreementState.DRAFT)
    persons: int | None = about("计补人数", quantity=Quantity.COUNT, unit="人", at_least=0)
    rate: Decimal | None = about("奖补标准", quantity=Quantity.UNIT_PRICE, unit="元/人", decimals=2, at_least=0)
    amount: Decimal | None = about("奖补金额", quantity=Quantity.MONEY, unit="元", decimals=2, at_least=0)
    vacate_by: date | None = about("约定腾退期限")
    demolish_by: date | None = about("约定拆除期限")
    reclaim_by: date | None = about("约定复垦期限")
    settle_by: date | None = about("约定交房期限")
    demolition_way: WorkWay | None = about("约定拆除方式", help="自行拆除的才有奖补，A §三(四)")
    reclamation_way: WorkWay | None = about("约定复垦方式")
    copies: int | None = about("份数", quantity=Quantity.COUNT, unit="份", at_least=1, at_most=9)
    head_name: str | None = about("乙方姓名", private=Private.NAME, help="印制时的户主或集体名称")
    id_number: str | None = about("乙方证件号", private=Private.IDENTITY)
    account_holder: str | None = about("账户户名", private=Private.NAME)
    bank_name: str | None = about("开户行")
    bank_account: str | None = about("银行账号", private=Private.ACCOUNT)
    changes: str | None = about("补充约定", help="补充协议写明变更的内容")
    housing_area: Decimal | None = area("安置住房面积", 2000)
    self_funded: Decimal | None = about("农户自筹", quantity=Quantity.MONEY, unit="元", decimals=2, at_least=0)
    made_on: date | None = about("拟订日期")
    signed_on: date | None = about("签订日期")
    paid_before: Decimal | None = about("接收前已付", quantity=Quantity.MONEY, unit="元", decimals=2, at_least=0)
    source: str | None = about("接收依据", help="从哪份台账接收")
    void_reason: str = about("作废原因", default="")
    voided_on: date | None = about("作废日期")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One amount of an agreement: quantity × price on the rate of a document and clause; fixed with its agreement."""

    agreement_id: str = about("协议", refers_to="agreement", on_removal=OnRemoval.WITH_PARENT)
    position: int = about("顺序", default=0)
    label: str = about("名目", default="")
    basis: StandardBasis = about("计算依据", default=StandardBasis.PER_PERSON)
    reward: bool = about("附条件奖补", default=False, help="按政策包的条件兑现；否则为补偿")
    quantity: Decimal | None = about("数量", quantity=Quantity.MEASURED, decimals=2, at_least=0)
    unit: str = about("单位", default="")
    price: Decimal | None = about("单价", quantity=Quantity.UNIT_PRICE, unit="元", decimals=2, at_least=0)
    amount: Decimal | None = about("金额", quantity=Quantity.MONEY, unit="元", decimals=2, at_least=0)
    rate: str = about("标准", default="", help="政策参数名或县级标准的标识")
    document: str = about("依据文件", default="")
    clause: str = about("条款", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class AgreementEvent(OfSubject):
    """Something that happened to an agreement or on the ground: append-only; `revokes_id` names the entry a 更正 cancels."""

    project_id: str = about("项目区", refers_to="project")
    household_id: str | None = about("农户", refers_to="household")
    collective_id: str | None = about("集体房屋和用地", refers_to="collective_property")
    agreement_id: str | None = about("协议", refers_to="agreement")
    kind: AgreementEventKind = about("事项", default=AgreementEventKind.PARTY_B_SIGNED)
    happened_on: date | None = about("日期", required=True)
    person: str | None = about("签字人", private=Private.NAME)
    way: WorkWay | None = about("方式")
    passed: bool | None = about("合格")
    level: AcceptanceLevel | None = about("验收层级")
    reason: UnsignedReason | None = about("未签原因")
    copies: int | None = about("份数", quantity=Quantity.COUNT, unit="份", at_least=0, at_most=99)
    repaid: Decimal | None = about("退回已领款", quantity=Quantity.MONEY, unit="元", decimals=2, at_least=0)
    basis: str | None = about("依据", help="申请书、验收单、证明等")
    paper: str | None = about("扫描件", attached=True, help="文件校验值")
    revokes_id: str | None = about("更正的记录", refers_to="agreement_event")
    officer_name: str = about("登记人", default="")
    entered_at: datetime | None = about("登记时间")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PageCode:
    """What the code on one printed page means: append-only; the page's hash is that of its sealed paper."""

    agreement_id: str = about("协议", refers_to="agreement")
    sealed_id: str = about("封存件", refers_to="sealed")
    token: str = about("核对码", default="", help="12 位，印在本页二维码里")
    page: int = about("页码", default=1)
    pages: int = about("总页数", default=1)
    version: int = about("版本", default=1)
    id: str = identity()


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One scanned page and what became of it: append-only; sorting it by hand adds a row that `answers_id` the first."""

    project_id: str = about("项目区", refers_to="project")
    page_code_id: str | None = about("印制页", refers_to="page_code")
    agreement_id: str | None = about("协议", refers_to="agreement")
    page: int | None = about("页码")
    result: ScanResult = about("结果", default=ScanResult.UNREADABLE)
    image: str = about("页面文件", default="", attached=True, help="文件校验值")
    source_name: str = about("扫描文件", default="")
    source_page: int = about("扫描文件页码", default=1)
    turned: int = about("旋转", default=0, help="读正需顺时针转的度数")
    token: str = about("读到的核对码", default="")
    reason: str = about("说明", default="", help="为何没有归档")
    answers_id: str | None = about("对应的扫描页", refers_to="scanned_page")
    officer_name: str = about("归档人", default="")
    taken_at: datetime | None = about("归档时间")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was printed for signature or sent, frozen: append-only."""

    subject: str = about("对象", default="", help="如 agreement、packet")
    subject_id: str = about("对象标识", default="")
    number: str = about("编号", default="")
    version: int = about("版本", default=1)
    dossier: str = about("数据", default="{}")
    document: str = about("文稿", default="{}")
    packs: tuple[str, ...] = about("政策包", default=())
    pdf_hash: str = about("PDF 校验", default="")
    sealed_at: datetime | None = about("封存时间")
    officer_name: str = about("经办人", default="")
    id: str = identity()
