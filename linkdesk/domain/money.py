"""The money of a project (项目资金): what came in, from where, and what it was spent on, entry by entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from linkdesk.domain.declared import money_in_ten_thousands
from linkdesk.domain.fields import about, identity
from linkdesk.domain.planning_words import CostCategory, FundKind
from linkdesk.domain.quota_words import ProceedsPurpose


@dataclass(frozen=True, slots=True)
class FundReceipt:
    """Money that came in for a project, other than payments of a trade: append-only; a wrong entry is answered by one that `revokes_id` it."""

    project_id: str = about("项目区", refers_to="project")
    fund_source_id: str | None = about("资金来源", refers_to="fund_source")
    kind: FundKind = about("来源类别", default=FundKind.BUDGET)
    payer: str = about("拨付单位", default="")
    amount: Decimal | None = money_in_ten_thousands("金额", required=True)
    received_on: date | None = about("到账日期", required=True)
    number: str = about("文号或合同号", default="")
    voucher: str = about("凭证号", default="", required=True)
    revokes_id: str | None = about("更正的记录", refers_to="fund_receipt")
    note: str = about("说明", default="")
    officer_name: str = about("登记人", default="")
    entered_at: datetime | None = about("登记时间")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class FundUse:
    """Money spent on a project, other than what the books of households and partners tell: append-only, corrected by `revokes_id`.

    What is spent from proceeds of a trade names its purpose and its item of the budget (A §三(三)).
    """

    project_id: str = about("项目区", refers_to="project")
    trade_id: str | None = about("交易", refers_to="trade", help="用交易收益支出的填写")
    household_id: str | None = about("受益农户", refers_to="household")
    kind: FundKind = about("资金类别", default=FundKind.BUDGET)
    category: CostCategory = about("费用类别", default=CostCategory.OTHER)
    purpose: ProceedsPurpose | None = about("收益用途")
    budget_item: str = about("预算科目和文号", default="", help="收益支出都列入预算，A §三(三)")
    payee: str = about("收款人", default="", required=True)
    amount: Decimal | None = money_in_ten_thousands("金额", required=True)
    paid_on: date | None = about("支出日期", required=True)
    voucher: str = about("凭证号", default="", required=True)
    revokes_id: str | None = about("更正的记录", refers_to="fund_use")
    note: str = about("说明", default="")
    officer_name: str = about("登记人", default="")
    entered_at: datetime | None = about("登记时间")
    id: str = identity()
