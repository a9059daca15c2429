"""The quota ledger (指标台账): entries that move land between two accounts, and what goes with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from linkdesk.domain.declared import area_in_hectares, money_in_ten_thousands, of_project
from linkdesk.domain.fields import about, identity
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.quota_words import (
    ClosingKind,
    LandPurpose,
    ObligationKind,
    PostingKind,
    QuotaAccount,
)
from linkdesk.domain.words import Certainty

_NOTHING = Decimal(0)


def _moved(label: str):
    return area_in_hectares(label, default=_NOTHING)


@dataclass(frozen=True, slots=True)
class QuotaEntry:
    """So much land that goes from one account to another: append-only; a wrong entry is answered by one that `reverses_id` it.

    The four areas are m², all at once; `grade` is the grade of the farmland among them. Entries made together bear one `posting_id`;
    `source_id` is the approval, acceptance, trade or sanction an entry follows from, empty for what was entered by hand.
    """

    authority_id: str = about("台账单位", refers_to="authority")
    project_id: str | None = about("项目区", refers_to="project")
    plot_id: str | None = about("地块", refers_to="plot")
    trade_id: str | None = about("交易", refers_to="trade")
    posting_id: str = about("凭证", default="")
    kind: PostingKind = about("事项", default=PostingKind.ISSUE)
    from_account: QuotaAccount = about("转出科目", default=QuotaAccount.OUTSIDE)
    to_account: QuotaAccount = about("转入科目", default=QuotaAccount.OUTSIDE)
    posted_on: date | None = about("日期", required=True)
    year: int | None = about("指标年度", at_least=2000, at_most=2100)
    construction: Decimal = _moved("建设用地")
    agricultural: Decimal = _moved("农用地")
    farmland: Decimal = _moved("耕地")
    paddy: Decimal = _moved("其中水田")
    grade: Decimal | None = about("耕地质量等别", quantity=Quantity.RATIO, decimals=1, at_least=1, at_most=15)
    purpose: LandPurpose | None = about("用途")
    number: str = about("文号", default="", required=True)
    document: str = about("依据文件", default="")
    source_id: str = about("来源", default="")
    reverses_id: str | None = about("冲销的分录", refers_to="quota_entry")
    note: str = about("说明", default="")
    officer_name: str = about("登记人", default="")
    entered_at: datetime | None = about("登记时间")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class QuotaAdvance:
    """An application to use surplus before it is accepted (预支, B §二(四)): how much, for what, under which conditions."""

    project_id: str = of_project()
    matter_id: str | None = about("报批事项", refers_to="matter")
    position: int = about("顺序", default=0)
    construction: Decimal | None = area_in_hectares("预支建设用地", required=True)
    agricultural: Decimal | None = area_in_hectares("预支农用地")
    farmland: Decimal | None = area_in_hectares("预支耕地")
    paddy: Decimal | None = area_in_hectares("其中水田")
    purpose: LandPurpose | None = about("用途")
    place: str = about("用地项目", default="")
    conditions: str = about("符合的条件", default="", help="原文未写明条件，由县按文件填写")
    conditions_document: str = about("条件的依据文件", default="", help="文件名称及文号")
    applied_on: date | None = about("申请日期")
    note: str = about("说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Obligation:
    """What is owed after a limit was missed, or quota still to be delivered: area or money, due, and the proof that it was settled."""

    project_id: str = of_project()
    position: int = about("顺序", default=0)
    kind: ObligationKind = about("义务", default=ObligationKind.ANNUAL_CUT)
    clock_id: str = about("期限", default="")
    source_id: str = about("来源", default="")
    clause: str = about("条款", default="")
    construction: Decimal | None = area_in_hectares("建设用地")
    farmland: Decimal | None = area_in_hectares("耕地")
    amount: Decimal | None = money_in_ten_thousands("金额")
    arisen_on: date | None = about("产生日期")
    due_on: date | None = about("履行期限")
    settled_on: date | None = about("履行日期")
    proof: str = about("履行凭据", default="", help="文件名称及文号")
    file_name: str = about("文件名", default="")
    file_hash: str = about("文件", default="", attached=True, help="文件校验值")
    note: str = about("说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class BookClosing:
    """That a year of a county's quota book was closed, or opened again: append-only; the last word of a year counts."""

    authority_id: str = about("台账单位", refers_to="authority")
    year: int = about("年度", default=2018, at_least=2000, at_most=2100)
    kind: ClosingKind = about("办理", default=ClosingKind.CLOSED)
    decided_on: date | None = about("日期", required=True)
    reason: str = about("理由", default="", help="重开的写明理由和批准人")
    officer_name: str = about("登记人", default="")
    entered_at: datetime | None = about("登记时间")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class GuidePrice:
    """The provincial guide price of surplus quota in a region from one day until another."""

    pack_id: str = about("政策", default="")
    region: str = about("适用地区", default="", help="不填为全省")
    price: Decimal | None = about("指导价", quantity=Quantity.MEASURED, unit="万元/亩", decimals=4, at_least=0)
    from_on: date | None = about("起始日期")
    until_on: date | None = about("终止日期")
    document: str = about("依据文件", default="", help="文件名称及文号")
    certainty: Certainty = about("核实状态", default=Certainty.UNVERIFIED)
    officer_name: str = about("核实人", default="")
    id: str = identity()
