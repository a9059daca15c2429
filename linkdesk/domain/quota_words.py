"""Closed lists of terms for quotas (指标): accounts, postings, trades, obligations, purposes of proceeds, assessments."""

from enum import StrEnum


class QuotaAccount(StrEnum):
    """The accounts of the quota ledger; which belong to the county and which to a project stands in `domain.quota_accounts`."""

    OUTSIDE = "账外"
    ANNUAL_PLAN = "新增建设用地计划指标"
    PLAN_SCALE = "建设用地规模"
    REVOLVING = "年度周转指标"
    AWARDED = "奖励指标"
    DEDUCTED = "扣减指标"
    BOUGHT = "购入指标"
    INTER_PROVINCIAL = "跨省域调剂指标"
    ISSUED = "项目周转指标"
    USED_RESETTLE = "安置使用"
    USED_URBAN = "建新使用"
    PLANNED_SURPLUS = "预计节余指标"
    ADVANCED = "预支未归还"
    RETURNED = "验收归还"
    RESERVED = "农村发展预留"
    SURPLUS = "节余指标"
    SOLD_TO_DELIVER = "已交易待验收"
    SOLD = "已交易"
    CITY_SHARE = "市级分成"
    COUNTY_SHARE = "县级分成"


class PostingKind(StrEnum):
    """What an entry of the quota ledger tells of."""

    ISSUE = "下达"
    PLAN = "方案批准"
    USE = "用地"
    ACCEPTANCE = "验收归还"
    SETTLEMENT = "核定节余"
    ADVANCE = "预支"
    SALE = "交易转出"
    PURCHASE = "交易购入"
    SHARE = "市县分成"
    CUT = "扣减"
    AWARD = "奖励"
    INTER_PROVINCIAL = "跨省域调剂"
    OPENING = "期初"
    REVERSAL = "冲销"


class TradeSide(StrEnum):
    """On which side of a trade the county stands."""

    SELLER = "转让"
    BUYER = "受让"


class CounterpartKind(StrEnum):
    """Who the other side of a trade is: zones come first for poor counties (A §三(二))."""

    ZONE = "开发区"
    COUNTY = "县（市、区）"
    CITY = "市"
    OTHER = "其他"


class TransferPoint(StrEnum):
    """When the quota goes over to the buyer, as the agreement names it."""

    SIGNED = "签订协议时"
    FIRST_PAYMENT = "收到首笔价款时"
    PAID = "收到全部价款时"
    ACCEPTED = "验收合格时"
    DAY = "约定日期"


class TradeState(StrEnum):
    """How far a trade is; derived, never stored."""

    DRAFT = "草拟"
    ANNOUNCED = "已公告"
    SIGNED = "已签订"
    TRANSFERRED = "已划转"
    ENDED = "已终止"


class ObligationKind(StrEnum):
    """What is owed once a limit was missed: the consequences of A §二(二) and B §二(四), and quota still to be delivered."""

    ADVANCE_STOPPED = "停止预支"
    ANNUAL_CUT = "扣减年度计划指标"
    BALANCE = "履行占补平衡"
    TAXES = "补缴税费"
    SCORE = "扶贫考核扣分"
    LAND_STOPPED = "暂停建设用地审批"
    DELIVERY = "补足已交易指标"
    RETURN = "补足应归还指标"


class LandPurpose(StrEnum):
    """What land is used for, as far as quotas care (A §三(一), B §二(五))."""

    RELOCATION = "本地搬迁安置"
    DEVELOPMENT = "本地经济社会发展"
    COMMERCE = "商业"
    TOURISM = "旅游"
    RECREATION = "娱乐"
    COMMODITY_HOUSING = "商品住宅"
    INDUSTRY = "工业"
    PUBLIC = "公共设施"
    OTHER = "其他"


class ProceedsPurpose(StrEnum):
    """What proceeds of a trade are spent on: the two purposes of A §三(三), and whatever else is entered and found."""

    POVERTY = "巩固脱贫攻坚成果"
    REVIVAL = "实施乡村振兴战略"
    OTHER = "其他用途"


class AssessmentKind(StrEnum):
    """The assessments of a county, each apart (A §三(一), §四(二)(三))."""

    TRADE = "一季度交易考核评估"
    POVERTY = "省对县扶贫考核"
    TARGETS = "市对县目标责任制考核"
    YEARLY = "省政府年度督查考核"


class ClosingKind(StrEnum):
    """What happened to a year of the quota book."""

    CLOSED = "年结"
    REOPENED = "重开"


class LinkedPlan(StrEnum):
    """The plans a special plan is linked with (B §二(一)), and the one it stands on."""

    CONSOLIDATION = "土地整治规划"
    SOCIAL = "经济社会发展规划"
    LAND = "土地利用总体规划"
    POVERTY = "脱贫攻坚规划"
    TOWN = "城乡规划"
    INDUSTRY = "产业规划"
