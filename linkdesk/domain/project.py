"""The project area (项目区), the text of its plan, and what officers judged or confirmed for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from linkdesk.domain.agreement_words import PartyA
from linkdesk.domain.declared import of_project
from linkdesk.domain.fields import about, identity
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.words import Certainty


@dataclass(frozen=True, slots=True)
class Project:
    """A demolition-and-construction project area (项目区), the unit of approval."""

    name: str = about("项目区名称", default="", required=True)
    number: str = about("项目区编号", default="", help="监管系统 14 位编号，未取得时留空")
    responsible_id: str | None = about("责任主体", refers_to="authority")
    township_id: str | None = about("所在乡镇", refers_to="township")
    packs: tuple[str, ...] = about("政策依据", default=(), help="适用的政策包编号")
    surplus_trade: bool | None = about("涉及节余指标易地交易", help="决定报批流程，A §二(一)")
    extended_powers_county: bool | None = about("扩权强县", help="是则免市级审核，A §二(一)")
    city_invested: bool | None = about("市级投资项目", help="是则建新实施方案由使用县另编，B §二(六)")
    city_share: Decimal | None = about("市级分成比例", quantity=Quantity.MEASURED, unit="%", decimals=2, at_least=0, at_most=100,
                                       help="市级投资项目按分成协议填写，B §二(六)；不填按政策参数")
    city_share_document: str | None = about("分成协议", help="文件名称及编号")
    new_side_id: str | None = about("建新区责任主体", refers_to="authority", help="建新区不在本县的填写，A §二(一)、B §二(六)")
    new_side_extended_powers: bool | None = about("建新区所在县为扩权强县", help="是则购入方免市级审核，A §二(一)")
    quota_assigned: Decimal | None = about("购入或分配的指标", quantity=Quantity.AREA, unit="公顷", decimals=4, at_least=0,
                                           help="单独编制建新区方案的填写")
    project_type: str = about("项目类型", default="", help="批次或单独选址")
    planned_year: int | None = about("拟实施年份", at_least=2000, at_most=2100)
    period: str = about("实施期限", default="", help="如“2018—2020年”")
    applied_on: date | None = about("编制日期")
    survey_year: int | None = about("土地变更调查年度", at_least=2000, at_most=2100)
    land_plan: str = about("土地利用总体规划", default="", help="文件名称及批复文号，A §二(一)")
    consolidation_plan: str = about("土地整治规划", default="", help="文件名称及批复文号，A §二(一)")
    special_plan: str = about("增减挂钩专项规划", default="", help="文件名称及批准文号，B §二(一)")
    special_plan_on: date | None = about("专项规划批准日期")
    quota_year: int | None = about("周转指标年度", at_least=2000, at_most=2100)
    quota_applied: Decimal | None = about("申请周转指标", quantity=Quantity.AREA, unit="公顷", decimals=4, at_least=0)
    reserve_area: Decimal | None = about("农村发展预留", quantity=Quantity.AREA, unit="公顷", decimals=4, at_least=0)
    investment: Decimal | None = about("总投资", quantity=Quantity.MONEY, unit="万元", decimals=2, at_least=0)
    agreement_party_a: PartyA | None = about("协议甲方", help="不填为乡（镇）人民政府")
    agreement_copies: int | None = about("协议份数", quantity=Quantity.COUNT, unit="份", at_least=2, at_most=9, help="不填为四份")
    approver: str = about("批准机关", default="")
    approval_number: str = about("批复文号", default="")
    approved_on: date | None = about("批复日期")
    compiler: str = about("编制单位", default="")
    contact: str = about("联系人", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PlanSection:
    """Text an officer wrote for one section of a plan; `key` names the place in the document template."""

    project_id: str = of_project()
    key: str = about("章节", default="")
    text: str = about("内容", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a person judged a policy row that no check can answer: who, when, on what basis."""

    project_id: str = of_project()
    pack_id: str = about("政策", default="")
    row_id: str = about("条款行", default="")
    satisfied: bool | None = about("是否符合")
    officer_name: str = about("判断人", default="", required=True)
    judged_on: date | None = about("判断日期", required=True)
    basis: str = about("依据", default="", required=True, help="文件名称、文号或现场核查记录")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class PolicyOverride:
    """A county's own value, or the confirmation of a shipped one, with the document it stands on."""

    pack_id: str = about("政策", default="")
    name: str = about("参数", default="")
    value: str = about("取值", default="")
    from_on: date | None = about("起始日期")
    until_on: date | None = about("终止日期")
    document: str = about("依据文件", default="", required=True, help="文件名称及文号")
    clause: str = about("条款", default="")
    certainty: Certainty = about("核实状态", default=Certainty.UNVERIFIED)
    officer_name: str = about("核实人", default="")
    confirmed_on: date | None = about("核实日期")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class WordingCopy:
    """A version of a county's own text of a document: append-only; an empty text is the return to the shipped one."""

    key: str = about("文本", default="", help="文本模板的名称，如 agreement_demolish")
    version: int = about("版本", default=1)
    text: str = about("内容", default="")
    basis: str = about("修改依据", default="")
    officer_name: str = about("修改人", default="")
    made_at: datetime | None = about("修改时间")
    id: str = identity()
