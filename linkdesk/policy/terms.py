"""Closed lists of policy packs; the value of a member is what stands in the pack file."""

from enum import StrEnum

Facts = tuple[tuple[str, bool], ...]  # facts of the project that must hold, e.g. surplus_trade → True
FACTS = ("surplus_trade", "extended_powers_county", "city_invested", "new_side_extended_powers")


class RowStatus(StrEnum):
    """What happens with a sentence of a policy document."""

    CHECKED = "checked"
    BY_A_PERSON = "by a person"
    BACKGROUND = "background"


STATUS_LABEL = {RowStatus.CHECKED: "自动核对", RowStatus.BY_A_PERSON: "人工判断", RowStatus.BACKGROUND: "背景说明"}


class RowScope(StrEnum):
    """What a sentence binds: the one project, or the standing work of a body."""

    PROJECT = "项目事项"
    BODY = "职责事项"


class Comparison(StrEnum):
    """The four bounds a rule may set; the value is the key in the pack file."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOVE = "above"
    BELOW = "below"


COMPARISON_LABEL = {Comparison.AT_LEAST: "不小于", Comparison.AT_MOST: "不大于",
                    Comparison.ABOVE: "大于", Comparison.BELOW: "小于"}


class Subject(StrEnum):
    """What an approval chain is about."""

    SPECIAL_PLAN = "专项规划"
    PLAN = "项目区实施方案"
    OLD_PLAN = "拆旧区实施方案"
    NEW_PLAN = "建新区实施方案"
    DESIGN = "复垦设计报告"
    NEW_LAND = "建新区用地报批"
    TRADE = "节余指标交易"
    ADVANCE = "节余指标预支"
    AMENDMENT = "实施规划变更"
    ACCEPTANCE = "竣工验收"


class Actor(StrEnum):
    """Who acts in a chain, by the word of the policy; the directories know the dated name."""

    COUNTY = "县级人民政府"
    OLD_COUNTY = "拆旧区所在县级人民政府"
    NEW_COUNTY = "建新区所在县级人民政府"
    COUNTY_LAND = "县级国土资源部门"
    CITY = "市级人民政府"
    CITY_LAND = "市级国土资源部门"
    PROVINCE_LAND = "省国土资源厅"
    PLANNING = "规划部门"
    FORESTRY = "林业部门"
    DEPARTMENTS = "相关部门"
    SELLER = "转让方人民政府"
    BUYER = "受让方人民政府"
    BOTH_PARTIES = "转让方和受让方人民政府"
    UNSTATED = "原文未明确"


class Act(StrEnum):
    """What is done at a step; 审查同意, 审核同意 and 审批 are three different acts."""

    COMPILE = "编制"
    CONSULT = "征求意见"
    JOINT_REVIEW = "联审"
    REVIEW = "审查同意"
    EXAMINE = "审核同意"
    APPROVE = "审批"
    RATIFY = "批准"
    FILE = "备案"
    POOL = "入库"
    FORWARD = "转报"
    ESTABLISH = "立项"
    IMPLEMENT = "组织实施"
    ACCEPT = "验收"
    RETURN = "归还"
    APPLY = "申报"
    CONTACT = "对接"
    GUIDE = "指导价格"
    ANNOUNCE = "发布公告"
    NEGOTIATE = "协商"
    SIGN = "签订协议"
    PAY = "支付"


class Event(StrEnum):
    """Where a clock starts or stops."""

    PLAN_APPROVED = "实施方案批准"
    DESIGN_APPROVED = "复垦设计报告批准"
    TRADED = "交易之日"
    ADVANCE_APPROVED = "预支批准"
    QUOTA_ISSUED = "周转指标下达"
    SURPLUS_USED = "节余指标流转使用"
    ACCEPTED = "复垦验收"
    COMPLETED = "项目实施完成"
    RETURNED = "指标验收归还"
    ADJUSTMENT_APPLIED = "规划调整申请"


class RowResult(StrEnum):
    """How a row of a policy stands for one project."""

    MET = "符合"
    NOT_MET = "不符合"
    DOUBTFUL = "需注意"
    UNDETERMINED = "资料不足"
    TO_JUDGE = "待人工判断"
    JUDGED_MET = "人工判断符合"
    JUDGED_NOT_MET = "人工判断不符合"
    NOT_IN_FORCE = "不在有效期"
    BACKGROUND = "背景说明"
