"""Carrying out (实施): partners, stages and photographs of plots, payments, variations, acceptance, settlement, use afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from linkdesk.domain.carrying_words import (
    AcceptanceResult,
    FarmerKind,
    PartnerKind,
    PartnerRole,
    PaymentPurpose,
    PhotoPhase,
    PlotStageKind,
    SettlementCheckKind,
)
from linkdesk.domain.declared import area_in_hectares, money_in_ten_thousands, of_plot, of_project
from linkdesk.domain.fields import Private, about, id_of, identity
from linkdesk.domain.quantities import Quantity


def _attached(label: str):
    return about(label, default="", attached=True, help="文件校验值")


@dataclass(frozen=True, slots=True)
class Partner:
    """Who invests in the project or carries it out (A §三(四)), with contract, money and what it gets in return."""

    project_id: str = of_project()
    position: int = about("顺序", default=0)
    name: str = about("名称", default="", required=True)
    kind: PartnerKind = about("主体类别", default=PartnerKind.CONTRACTOR)
    role: PartnerRole = about("参与方式", default=PartnerRole.CARRIES_OUT)
    contract_number: str = about("合同编号", default="")
    signed_on: date | None = about("签订日期")
    ends_on: date | None = about("合同期限至")
    amount: Decimal | None = money_in_ten_thousands("合同金额")
    invested: Decimal | None = money_in_ten_thousands("投资金额")
    return_terms: str = about("回报约定", default="", help="投资的回报方式和比例")
    phone: str = about("联系电话", default="", private=Private.PHONE)
    file_name: str = about("合同文件名", default="")
    file_hash: str = _attached("合同文件")
    note: str = about("备注", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class CountyMeasure:
    """The county's own measures (实施办法) as a dated document (A §三(四))."""

    authority_id: str | None = about("制定单位", refers_to="authority")
    title: str = about("文件名称", default="", required=True)
    number: str = about("文号", default="")
    issued_on: date | None = about("印发日期")
    begins: date | None = about("施行日期")
    until_on: date | None = about("有效期至")
    file_name: str = about("文件名", default="")
    file_hash: str = _attached("文件")
    note: str = about("说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PlotStage:
    """A stage of the work on a plot: planned and actual days, how much of it is done, by whom."""

    plot_id: str = of_plot()
    stage: PlotStageKind = about("阶段", default=PlotStageKind.CLEARING)
    partner_id: str | None = about("实施主体", refers_to="partner")
    planned_from: date | None = about("计划开工")
    planned_to: date | None = about("计划完工")
    began_on: date | None = about("实际开工")
    ended_on: date | None = about("实际完工")
    share: Decimal | None = about("完成比例", quantity=Quantity.MEASURED, unit="%", decimals=0, at_least=0, at_most=100)
    note: str = about("说明", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class SitePhoto:
    """A photograph of a plot before, during or after the work."""

    plot_id: str = of_plot()
    position: int = about("顺序", default=0)
    phase: PhotoPhase = about("时点", default=PhotoPhase.BEFORE)
    taken_on: date | None = about("拍摄日期")
    title: str = about("说明", default="")
    file_name: str = about("文件名", default="")
    file_hash: str = _attached("照片")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class WorkPayment:
    """A payment to a partner: append-only; a wrong entry is answered by one that `revokes_id` it."""

    project_id: str = about("项目区", refers_to="project")
    partner_id: str = about("收款单位", refers_to="partner")
    purpose: PaymentPurpose = about("款项", default=PaymentPurpose.PROGRESS)
    amount: Decimal | None = money_in_ten_thousands("金额", required=True)
    paid_on: date | None = about("付款日期", required=True)
    voucher: str = about("凭证号", default="")
    revokes_id: str | None = about("更正的记录", refers_to="work_payment")
    note: str = about("说明", default="")
    officer_name: str = about("登记人", default="")
    entered_at: datetime | None = about("登记时间")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Variation:
    """A change of the approved design (设计变更): what changes on which plot, why, what it costs, who approved it."""

    project_id: str = of_project()
    plot_id: str | None = of_plot()
    position: int = about("顺序", default=0)
    number: str = about("变更编号", default="")
    varied_on: date | None = about("提出日期")
    work: str = about("工程项目", default="")
    unit: str = about("单位", default="")
    quantity_before: Decimal | None = about("变更前工程量", quantity=Quantity.MEASURED, decimals=2, at_least=0)
    quantity_after: Decimal | None = about("变更后工程量", quantity=Quantity.MEASURED, decimals=2, at_least=0)
    cost_change: Decimal | None = money_in_ten_thousands("增减金额", at_least=None)
    reason: str = about("变更理由", default="", required=True)
    approver: str = about("批准单位", default="")
    approval_number: str = about("批准文号", default="")
    approved_on: date | None = about("批准日期")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Completion:
    """The completion report of a project: when the work began and ended, what it found, when acceptance was applied for."""

    project_id: str = of_project()
    began_on: date | None = about("开工日期")
    completed_on: date | None = about("竣工日期")
    applied_on: date | None = about("申请验收日期")
    final_cost: Decimal | None = money_in_ten_thousands("决算金额")
    audited_by: str = about("审计单位", default="")
    summary: str = about("完成情况", default="")
    quality: str = about("质量自评", default="")
    remaining: str = about("遗留问题", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The project's completion acceptance by the authority: append-only; a wrong entry is answered by one that `revokes_id` it."""

    project_id: str = about("项目区", refers_to="project")
    authority: str = about("验收机关", default="", required=True)
    number: str = about("验收文号", default="", required=True)
    accepted_on: date | None = about("验收日期", required=True)
    result: AcceptanceResult = about("验收结论", default=AcceptanceResult.PASSED)
    opinion: str = about("验收意见", default="")
    revokes_id: str | None = about("更正的记录", refers_to="acceptance")
    note: str = about("说明", default="")
    officer_name: str = about("登记人", default="")
    entered_at: datetime | None = about("登记时间")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PlotAcceptance:
    """What was accepted on one plot: append-only, part of an acceptance."""

    acceptance_id: str = about("竣工验收", refers_to="acceptance")
    plot_id: str = about("地块", refers_to="plot")
    passed: bool | None = about("是否合格")
    accepted_area: Decimal | None = area_in_hectares("验收面积")
    agricultural_area: Decimal | None = area_in_hectares("新增农用地")
    farmland_area: Decimal | None = area_in_hectares("新增耕地")
    paddy_area: Decimal | None = area_in_hectares("其中水田")
    grade: Decimal | None = about("耕地质量等别", quantity=Quantity.RATIO, decimals=1, at_least=1, at_most=15)
    failing: str = about("不合格情况或说明", default="", help="质量检测不合格而仍予合格的写明理由")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class SettlementHouse:
    """A house of a settlement plot, allotted to a household and moved into."""

    plot_id: str = of_plot()
    household_id: str | None = about("农户", refers_to="household", aliases=("户主", "户主姓名", "农户姓名", "姓名", "身份证号", "身份证号码"))
    position: int = about("顺序", default=0)
    number: str = about("房号", default="", required=True, aliases=("住房编号", "房屋编号", "门牌号"))
    area: Decimal | None = about("建筑面积", quantity=Quantity.AREA, unit="㎡", decimals=2, at_least=0)
    allotted_on: date | None = about("分配日期")
    handed_over_on: date | None = about("交房日期")
    moved_in_on: date | None = about("入住日期")
    note: str = about("备注", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class SettlementCheck:
    """A check of infrastructure, quality or fire safety on a settlement plot."""

    plot_id: str = of_plot()
    position: int = about("顺序", default=0)
    kind: SettlementCheckKind = about("检查类别", default=SettlementCheckKind.INFRASTRUCTURE)
    item: str = about("检查项目", default="", required=True)
    checked_on: date | None = about("检查日期")
    checker: str = about("检查单位", default="")
    passed: bool | None = about("是否合格")
    finding: str = about("存在问题", default="")
    rectify_by: date | None = about("整改期限")
    rectified_on: date | None = about("整改完成日期")
    document: str = about("文件或报告编号", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class AfterUse:
    """Who farms a reclaimed plot in a year, what is done for its soil, and the yearly check of its use (B §三(一))."""

    plot_id: str = of_plot()
    year: int | None = about("年度", at_least=2000, at_most=2100)
    farmer_kind: FarmerKind | None = about("经营主体类别")
    farmer: str = about("经营主体", default="")
    crop: str = about("种植作物", default="")
    fertility: str = about("地力培肥措施", default="")
    checked_on: date | None = about("检查日期")
    checker: str = about("检查单位", default="")
    in_use: bool | None = about("在耕在用")
    finding: str = about("存在问题", default="")
    rectified_on: date | None = about("整改完成日期")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Carrying:
    """All rows of a project's carrying out, as the store holds them."""

    partners: tuple[Partner, ...] = ()
    measures: tuple[CountyMeasure, ...] = ()
    stages: tuple[PlotStage, ...] = ()
    photos: tuple[SitePhoto, ...] = ()
    payments: tuple[WorkPayment, ...] = ()
    variations: tuple[Variation, ...] = ()
    completion: Completion | None = None
    acceptances: tuple[Acceptance, ...] = ()
    plot_acceptances: tuple[PlotAcceptance, ...] = ()
    houses: tuple[SettlementHouse, ...] = ()
    checks: tuple[SettlementCheck, ...] = ()
    after_uses: tuple[AfterUse, ...] = ()


def completion_id(project_id: str) -> str:
    """The id of a project's completion report: there is one."""
    return id_of(project_id, "completion")


def stage_id(plot_id: str, stage: PlotStageKind) -> str:
    """The id of a stage of a plot: each stage there is once."""
    return id_of(plot_id, "stage", str(stage))


def after_use_id(plot_id: str, year: int) -> str:
    """The id of a plot's use in a year: one a year."""
    return id_of(plot_id, "after_use", str(year))
