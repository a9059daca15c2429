"""Closed lists of terms for carrying out: partners, stages, photographs, payments, acceptances, settlement, use afterwards."""

from enum import StrEnum


class PartnerKind(StrEnum):
    """Who takes part in reclamation and building (A §三(四))."""

    CAPITAL = "社会资本"
    COLLECTIVE = "农村集体经济组织"
    FARMERS = "农民群众"
    FARM_BUSINESS = "新型农业经营主体"
    BUILDER = "建设用地单位"
    CONTRACTOR = "施工单位"
    SUPERVISOR = "监理单位"


class PartnerRole(StrEnum):
    """What a partner does."""

    INVESTS = "投资"
    CARRIES_OUT = "实施"
    BOTH = "投资并实施"
    SUPERVISES = "监理"


class PlotStageKind(StrEnum):
    """The stages of the work on a plot, in order."""

    CLEARING = "拆除清运"
    LEVELLING = "土地平整"
    COVERING = "土壤回覆"
    FACILITIES = "配套工程"
    FERTILITY = "地力培肥"
    DONE = "竣工"


class PhotoPhase(StrEnum):
    """When a photograph of a plot was taken."""

    BEFORE = "施工前"
    DURING = "施工中"
    AFTER = "竣工后"


class PaymentPurpose(StrEnum):
    """What a payment to a partner is for."""

    ADVANCE = "预付款"
    PROGRESS = "进度款"
    FINAL = "结算款"
    RETENTION = "质保金"


class AcceptanceResult(StrEnum):
    """What the authority found at the project's completion acceptance."""

    PASSED = "合格"
    PART = "部分合格"
    FAILED = "不合格"


class SettlementCheckKind(StrEnum):
    """What is checked before people move in."""

    INFRASTRUCTURE = "基础设施"
    QUALITY = "工程质量"
    FIRE = "消防"


class FarmerKind(StrEnum):
    """Who farms reclaimed land."""

    HOUSEHOLD = "原农户"
    COLLECTIVE = "村集体"
    FARM_BUSINESS = "新型农业经营主体"
    OTHER = "其他农户"
    NOBODY = "无人耕种"
