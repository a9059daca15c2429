"""Closed lists of terms for what agreements go through: parties, signatures, work on the ground, payments, notices, scans."""

from enum import StrEnum


class AgreementStage(StrEnum):
    """How far one agreement has come, from its paper and its signatures."""

    DRAFT = "草稿"
    PRINTED = "已印制"
    PART_SIGNED = "部分签字"
    SIGNED = "已签字"
    WITHDRAWN = "已撤回"
    TERMINATED = "已解除"
    VOID = "已作废"


class PairStage(StrEnum):
    """How far the pair of one household or collective property has come; each stage includes those before it."""

    NONE = "未拟订"
    DRAFT = "已拟订"
    PRINTED = "已印制"
    PART_SIGNED = "部分签字"
    DUAL_SIGNED = "已双签"
    VACATED = "已腾退"
    DEMOLISHED = "已拆除"
    DEMOLITION_ACCEPTED = "拆除已验收"
    DEMOLITION_PAID = "拆除款已付"
    RECLAIMED = "已复垦"
    RECLAMATION_ACCEPTED = "复垦已验收"
    RECLAMATION_PAID = "复垦款已付"
    CLOSED = "已办结"
    WITHDRAWN = "已撤回"
    TERMINATED = "已解除"


class PairTrouble(StrEnum):
    """What stands beside a pair's stage and needs somebody."""

    OVERDUE = "逾期"
    DISPUTED = "有争议"
    HEAD_DIED = "户主死亡待变更"
    COMPLAINT = "信访未了"


class PartyA(StrEnum):
    """Who signs agreements for the project's side."""

    TOWNSHIP = "乡（镇）人民政府"
    VILLAGE = "村民委员会"


class PartyRole(StrEnum):
    """What a person is to an agreement beside the head of the household."""

    CO_OWNER = "共有人"
    AGENT = "委托代理人"
    GUARDIAN = "监护人"
    HEIR = "继承人"
    REPRESENTATIVE = "负责人"


class ItemKind(StrEnum):
    """What is appraised for an agreement."""

    HOUSE = "房屋"
    OUTBUILDING = "附属房"
    ATTACHMENT = "附属物"
    HOMESTEAD = "宅基地"
    LAND = "其他用地"


class StandardBasis(StrEnum):
    """What a county's rate is multiplied by."""

    PER_PERSON = "按人口"
    PER_HOUSEHOLD = "按户"
    BY_STRUCTURE = "按房屋结构"
    BY_ATTACHMENT = "按附属物"
    BY_HOMESTEAD = "按宅基地面积"


class WorkWay(StrEnum):
    """Who demolishes or reclaims."""

    SELF = "自行"
    ENTRUSTED = "委托"
    ORGANISED = "统一组织"


class AcceptanceLevel(StrEnum):
    """At which level something was accepted."""

    VILLAGE = "村级初验"
    TOWNSHIP = "乡级复验"
    COUNTY = "县级抽验"


class AgreementEventKind(StrEnum):
    """What can happen to agreements and on the ground; entries are only added, a wrong one is answered by 更正."""

    PRINTED = "印制正本"
    COPIED = "加印副本"
    STAMPED = "用印"
    PARTY_A_SIGNED = "甲方签章"
    PARTY_B_SIGNED = "乙方签字"
    WITNESS_SIGNED = "丙方签章"
    NOT_SIGNED = "未签登记"
    VACATED = "腾退"
    DEMOLISHED = "拆除"
    DEMOLITION_ACCEPTED = "拆除验收"
    RECLAIMED = "复垦"
    RECLAMATION_ACCEPTED = "复垦验收"
    MOVED_IN = "交房入住"
    WITHDRAWN = "撤回"
    TERMINATED = "解除"
    DISPUTED = "争议"
    DISPUTE_SETTLED = "争议解决"
    HEAD_DIED = "户主死亡"
    HEIR_CONFIRMED = "继承人确定"
    CLOSED = "办结"
    REVOKED = "更正"


class UnsignedReason(StrEnum):
    """Why somebody has not signed."""

    ABSENT = "本人外出"
    FAMILY = "家庭意见不一"
    RATES = "对标准有异议"
    TENURE = "权属有争议"
    HOUSING = "安置未落实"
    UNWILLING = "不愿拆旧复垦"
    OTHER = "其他"


class PaymentEventKind(StrEnum):
    """What can happen to a payment batch or to one payment in it; entries are only added."""

    CONFIRMED = "复核通过"
    REFUSED = "复核退回"
    SENT = "送交银行"
    PAID = "已付"
    FAILED = "未付成功"
    REFUNDED = "退回款项"
    CANCELLED = "撤销批次"


class NoticeKind(StrEnum):
    """What is put up for everybody to see (公示)."""

    HOUSEHOLDS = "搬迁对象公示"
    AGREEMENTS = "双签协议公示"
    PAYMENTS = "奖补兑付公示"


class NameMask(StrEnum):
    """How names stand in a public notice."""

    SURNAME = "留姓"
    LAST = "隐一字"
    FULL = "全名"


class NumberMask(StrEnum):
    """How identity numbers stand in a public notice."""

    ENDS = "前六后四"
    LAST_FOUR = "后四位"
    NONE = "不列"


class ComplaintChannel(StrEnum):
    """How a complaint came in."""

    VISIT = "来访"
    LETTER = "来信"
    PHONE = "来电"
    ONLINE = "网上"
    TRANSFERRED = "上级转办"


class ScanResult(StrEnum):
    """What became of a scanned page."""

    FILED = "已归档"
    BY_HAND = "人工归档"
    DOUBLE = "重复"
    VOID = "作废版本"
    FOREIGN = "非本系统"
    UNREADABLE = "无法识别"
    DISCARDED = "不归档"
