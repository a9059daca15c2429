"""Closed lists of official terms of the implementation plan; the value of a member is the term itself, as printed."""

from enum import StrEnum


class PlanKind(StrEnum):
    """Which plan: of the whole project area, or one of its sides where they go up apart (A §二(一), B §二(六))."""

    WHOLE = "项目区实施方案"
    OLD = "拆旧区实施方案"
    NEW = "建新区实施方案"
    DESIGN = "拆旧区复垦设计"


class LandSide(StrEnum):
    """Whether land is told of as it is or as the plan will leave it."""

    BEFORE = "规划前"
    AFTER = "规划后"


class Programme(StrEnum):
    """Other programmes that work on the same households and land (B §三(三))."""

    DANGEROUS_HOUSES = "危房改造"
    RELOCATION = "易地扶贫搬迁"
    GEOHAZARD = "地质灾害避让搬迁"
    CONSOLIDATION = "土地整理"
    OTHER = "其他涉农项目"


class SubsidyPurpose(StrEnum):
    """What a subsidy was paid for; the same twice is a double subsidy."""

    HOUSING = "建房购房"
    DEMOLITION = "旧房拆除"
    RECLAMATION = "宅基地复垦"
    FACILITIES = "基础设施"
    OTHER = "其他"


class CostCategory(StrEnum):
    """The lines of the investment estimate (附表11)."""

    RECLAMATION = "复垦工程"
    COMPENSATION = "拆迁补偿"
    REWARD = "旧房拆除和复垦奖补"
    HOUSING = "安置建房补助"
    FACILITIES = "基础设施"
    PREPARATION = "前期费用"
    UPKEEP = "后期管护"
    UNFORESEEN = "不可预见费"
    OTHER = "其他"


class FundKind(StrEnum):
    """Where the money of a project comes from (附表12)."""

    BUDGET = "财政资金"
    LOAN = "银行贷款"
    SOCIAL = "社会资本"
    PROCEEDS = "指标收益（预计）"
    OTHER = "其他"


class AnnexState(StrEnum):
    """Where a paper of the list of annexes stands."""

    THERE = "已有"
    MADE = "已编制"
    NOT_NEEDED = "不需要"
    LATER = "后补"
    MISSING = "缺"


class AnnexStep(StrEnum):
    """With what a paper of the list of annexes goes up: the packets there are."""

    PLAN = "实施方案"
    DESIGN = "复垦设计"
    AGREEMENTS = "双签协议"
    AMENDMENT = "方案变更"
    WORKS = "工程实施"
    ACCEPTANCE = "竣工验收"
    NEW_LAND = "建新区用地报批"
    TRADE = "节余指标交易"
    ADVANCE = "节余指标预支"
    SPECIAL_PLAN = "专项规划"
    FILING = "备案"
    ASSESSMENT = "考核评估"


class TravelsWith(StrEnum):
    """What an amendment goes up together with (B §二(七))."""

    ALONE = "单独申报"
    ACCEPTANCE = "与竣工验收同步申报"
    NEW_LAND = "与建新区用地报征同步申报"
