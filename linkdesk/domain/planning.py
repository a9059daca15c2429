"""What a plan says beyond its plots and households: cost, funds, tenure, schedule, annexes; its versions and approvals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from linkdesk.domain.declared import area_in_hectares, money_in_ten_thousands, of_plot, of_project
from linkdesk.domain.fields import OnRemoval, about, identity
from linkdesk.domain.planning_words import (
    CostCategory,
    FundKind,
    PlanKind,
    Programme,
    SubsidyPurpose,
    TravelsWith,
)
from linkdesk.domain.quantities import Quantity


@dataclass(frozen=True, slots=True)
class EstimateItem:
    """A line of the investment estimate: a quantity at a price, or an amount as it is; money in yuan."""

    project_id: str = of_project()
    position: int = about("顺序", default=0)
    category: CostCategory = about("费用类别", default=CostCategory.RECLAMATION)
    name: str = about("项目", default="", required=True)
    quantity: Decimal | None = about("数量", quantity=Quantity.MEASURED, decimals=4, at_least=0)
    unit: str = about("单位", default="")
    unit_price: Decimal | None = about("单价", quantity=Quantity.UNIT_PRICE, unit="元", decimals=2, at_least=0)
    amount: Decimal | None = money_in_ten_thousands("金额", help="填写数量和单价的由程序计算，不另填")
    basis: str = about("依据", default="", help="标准、报价或文件")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class FundSource:
    """A source of the project's money."""

    project_id: str = of_project()
    position: int = about("顺序", default=0)
    kind: FundKind = about("来源类别", default=FundKind.BUDGET)
    name: str = about("来源", default="", required=True)
    amount: Decimal | None = money_in_ten_thousands("金额")
    basis: str = about("依据", default="", help="预算、贷款合同、投资协议等")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class TenureAdjustment:
    """A change of who owns or uses land of a plot; a plot without one keeps its owner."""

    project_id: str = of_project()
    plot_id: str | None = of_plot()
    position: int = about("顺序", default=0)
    holder_before: str = about("调整前权利人", default="")
    area_before: Decimal | None = area_in_hectares("调整前面积")
    class_before: str = about("调整前地类", default="")
    holder_after: str = about("调整后权利人", default="")
    area_after: Decimal | None = area_in_hectares("调整后面积")
    class_after: str = about("调整后地类", default="")
    basis: str = about("依据", default="", help="协议、决议、证书")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class ScheduleTask:
    """A work of the schedule, from one day to another."""

    project_id: str = of_project()
    position: int = about("顺序", default=0)
    name: str = about("工作内容", default="", required=True)
    begins_on: date | None = about("开始日期")
    ends_on: date | None = about("完成日期")
    responsible: str = about("责任单位", default="")
    note: str = about("备注", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PlanAnnex:
    """A paper that goes with the plan, by the code of its line in the list of annexes, or why none is needed."""

    project_id: str = of_project()
    code: str = about("附件代码", default="", help="如 F09")
    position: int = about("顺序", default=0)
    file_name: str = about("文件名", default="")
    file_hash: str = about("文件", default="", attached=True, help="文件校验值")
    received_on: date | None = about("取得日期")
    not_needed: str = about("不需要的理由", default="")
    note: str = about("说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class ProgrammeLink:
    """What a household or plot received from another programme (B §三(三)); money in yuan."""

    project_id: str = of_project()
    household_id: str | None = about("农户", refers_to="household", on_removal=OnRemoval.WITH_PARENT,
                                     aliases=("户主姓名", "农户姓名", "户主", "姓名", "身份证号", "身份证号码", "地块编号"))
    plot_id: str | None = of_plot()
    position: int = about("顺序", default=0)
    programme: Programme = about("涉农项目", default=Programme.DANGEROUS_HOUSES)
    name: str = about("项目名称", default="")
    purpose: SubsidyPurpose = about("补助用途", default=SubsidyPurpose.HOUSING)
    subsidy: Decimal | None = about("已领补助", quantity=Quantity.MONEY, unit="元", decimals=2, at_least=0)
    received_on: date | None = about("领取日期")
    basis: str = about("依据", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A plan as it was fixed to go up: append-only; its text, tables and plots stand in the sealed copy."""

    project_id: str = about("项目区", refers_to="project")
    sealed_id: str = about("封存件", refers_to="sealed")
    kind: PlanKind = about("方案", default=PlanKind.WHOLE)
    version: int = about("版本", default=1)
    reason: str = about("变更理由", default="", help="第一版不填")
    travels_with: TravelsWith = about("申报方式", default=TravelsWith.ALONE, help="B §二(七)")
    officer_name: str = about("经办人", default="")
    made_at: datetime | None = about("定稿时间")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PlanApproval:
    """That a version was approved: append-only; a wrong entry is answered by one that `revokes_id` it."""

    version_id: str = about("方案版本", refers_to="plan_version")
    approver: str = about("批准机关", default="", required=True)
    number: str = about("批复文号", default="", required=True)
    approved_on: date | None = about("批复日期", required=True)
    revokes_id: str | None = about("更正的记录", refers_to="plan_approval")
    note: str = about("说明", default="")
    officer_name: str = about("登记人", default="")
    entered_at: datetime | None = about("登记时间")
    id: str = identity()
