"""Closed lists of official terms; the value of a member is the term itself, as printed."""

from enum import StrEnum


class AuthorityKind(StrEnum):
    """Who can be the responsible body (责任主体) of a project, or its superior."""

    COUNTY = "县（市、区）人民政府"
    DEVELOPMENT_ZONE = "经开区管委会"
    CITY = "市人民政府"
    PROVINCE = "省人民政府"
    TOWNSHIP = "乡（镇）人民政府"


class PovertyClass(StrEnum):
    """Class of a county that decides what it may trade."""

    NONE = "非贫困县"
    POOR = "贫困县"
    DEEPLY_POOR = "深度贫困县"


class PlotUse(StrEnum):
    """What a plot is in the project area."""

    OLD = "拆旧"
    SETTLEMENT = "安置"
    NEW = "建新"


class Tenure(StrEnum):
    """Ownership of land."""

    COLLECTIVE = "集体"
    STATE = "国有"


class RelocationType(StrEnum):
    """Why a household leaves its old house; A and B use different words for the third (data of the pack decides which is printed)."""

    POVERTY = "易地扶贫搬迁"
    SYNCHRONOUS = "同步搬迁"
    MINING = "采煤沉陷区治理搬迁"
    GEOHAZARD = "地质灾害治理搬迁"
    GEOHAZARD_AVOIDANCE = "地质灾害避让搬迁"
    IDLE = "其他闲置"
    OTHER = "其他"


THREE_KINDS = (RelocationType.POVERTY, RelocationType.SYNCHRONOUS, RelocationType.MINING, RelocationType.GEOHAZARD,
               RelocationType.GEOHAZARD_AVOIDANCE)
"""Relocations whose old land is reclaimed without exception (A §二(二)); 同步搬迁 goes along with the first, the third has two names."""


class HouseStructure(StrEnum):
    """Structure of a house."""

    STEEL_CONCRETE = "钢混"
    BRICK_CONCRETE = "砖混"
    BRICK_TIMBER = "砖木"
    STONE_TIMBER = "石木"
    EARTH_TIMBER = "土木"
    TIMBER = "木"
    BAMBOO = "竹"
    EARTH_CAVE = "土窑洞"
    BRICK_CAVE = "砖窑洞"
    STONE_CAVE = "石窑洞"
    SIMPLE = "简易"
    OTHER = "其他"


class ResettlementChoice(StrEnum):
    """The way of resettlement a household chooses."""

    CONCENTRATED = "集中安置"
    SCATTERED = "分散安置"
    MONEY = "货币安置"
    TOWN = "进城购房"
    RELATIVES = "投亲靠友"


class Sex(StrEnum):
    """Sex, as the identity number's seventeenth digit tells it."""

    MALE = "男"
    FEMALE = "女"


class WillKind(StrEnum):
    """The three wills asked apart of each household."""

    DEMOLITION = "拆旧"
    RECLAMATION = "复垦"
    RESETTLEMENT = "安置"


class LeftOutReason(StrEnum):
    """Why a surveyed household or building is not taken into the project area."""

    UNWILLING = "本户不同意"
    LIVED_IN = "仍需居住"
    NOT_RECLAIMABLE = "不具备复垦条件"
    DISPUTED = "权属有争议"
    PROTECTED = "文物或传统村落"
    INDUSTRY = "发展农产品加工、旅游等产业"
    ELSEWHERE = "已列入其他项目"
    MERGED = "已并入另一户"
    OTHER = "其他"


class CollectiveUse(StrEnum):
    """What a collective's building or land is used for."""

    SCHOOL = "学校"
    OFFICE = "村委会办公用房"
    CLINIC = "卫生室"
    HALL = "文化活动场所"
    YARD = "晒场院坝"
    ROAD = "道路"
    ENTERPRISE = "集体企业用房"
    OTHER = "其他"


class HouseholdEventKind(StrEnum):
    """What can happen to a household after the survey."""

    SPLIT = "分户"
    MERGED = "并户"
    BORN = "出生"
    MARRIED_IN = "婚入"
    MARRIED_OUT = "婚出"
    DIED = "死亡"
    MOVED_IN = "迁入"
    MOVED_OUT = "迁出"
    NEW_HEAD = "户主变更"


class AgreementKind(StrEnum):
    """The three agreement kinds; the policy pack names which two form the pair."""

    RESETTLE = "搬迁安置协议"
    DEMOLISH = "旧房拆除协议"
    RECLAIM = "宅基地复垦协议"


class AgreementState(StrEnum):
    """What an agreement is as a paper; how far it has come since follows from its events (see domain.progress)."""

    DRAFT = "草稿"
    PRINTED = "已印制"
    TAKEN_OVER = "纸质已签"
    VOID = "已作废"


class Severity(StrEnum):
    """How grave a problem or finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITY_LABEL = {Severity.ERROR: "错误", Severity.WARNING: "提示", Severity.NOTE: "说明"}


class Certainty(StrEnum):
    """How sure a value of a pack is; 待核实 turns whatever uses it into a draft."""

    STATED = "原文"
    CONFIRMED = "已核实"
    UNVERIFIED = "待核实"


class ChangeKind(StrEnum):
    """What a journal row records."""

    EDIT = "编辑"
    IMPORT = "导入"
    UNDO = "撤销"
    PRINT = "打印"
    EXPORT = "导出"
    REVEAL = "查看隐私信息"
    SIGN_IN = "登录"
    CONFIRM = "核实"
    JUDGE = "人工判断"
    PROGRESS = "登记进度"
    SCAN = "扫描归档"
    PAY = "兑付"
    WORDING = "协议文本"
