"""Closed lists of terms for approvals: entries of the register, letters, opinions, sanctions, inspections, archive."""

from enum import StrEnum


class EntryKind(StrEnum):
    """What happened at a step of a matter."""

    SENT = "报送"
    RECEIVED = "收到"
    RETURNED = "退回"
    PASSED = "通过"
    REFUSED = "不予通过"
    WITHDRAWN = "撤回"


class MatterState(StrEnum):
    """How far a matter is; derived from its entries, never stored."""

    COMPILING = "编制中"
    UNDER_WAY = "办理中"
    RETURNED = "退回修改"
    CONCLUDED = "已批准"
    DONE = "已办结"
    REFUSED = "不予批准"
    WITHDRAWN = "已撤回"


class ClockState(StrEnum):
    """How a time limit stands on a day; derived, never stored."""

    NOT_BEGUN = "未起算"
    RUNNING = "进行中"
    NEAR = "临近"
    OVERDUE = "逾期"
    DONE = "已完成"
    DONE_LATE = "逾期完成"


class LetterKind(StrEnum):
    """Kinds of official documents in these chains."""

    REQUEST = "请示"
    REPORT = "报告"
    LETTER = "函"
    REVIEW = "审查意见"
    REPLY = "批复"
    NOTICE = "通知"
    PUBLICITY = "公示"
    ANNOUNCEMENT = "公告"
    COMMITMENT = "承诺书"
    ACCEPTANCE_REQUEST = "验收申请"
    MINUTES = "会议纪要"


class LetterWay(StrEnum):
    """Which way a document goes."""

    UP = "上行"
    LEVEL = "平行"
    DOWN = "下行"
    PUBLIC = "公布"
    RECEIVED = "收文"


class Secrecy(StrEnum):
    """Degree of secrecy (密级)."""

    NONE = "不涉密"
    INTERNAL = "秘密"
    SECRET = "机密"


class Urgency(StrEnum):
    """How urgent a document is (紧急程度)."""

    NONE = "平件"
    HIGH = "加急"
    HIGHEST = "特急"


class OpinionStance(StrEnum):
    """What a department answered."""

    AGREES = "同意"
    REMARKS = "有修改意见"
    DISAGREES = "不同意"
    NONE = "无意见"


class Adoption(StrEnum):
    """What became of an opinion."""

    ADOPTED = "采纳"
    PARTLY = "部分采纳"
    NOT_ADOPTED = "未采纳"


class MeetingKind(StrEnum):
    """Which meeting of villagers resolved."""

    VILLAGERS = "村民会议"
    REPRESENTATIVES = "村民代表会议"


class SanctionKind(StrEnum):
    """What a higher body decided about a place or project, and its end (A §二(二), §三(一), §四(三); B §三(二))."""

    SCORE_DEDUCTED = "扶贫考核扣分"
    QUOTA_CUT = "扣减下年度新增建设用地指标"
    LAND_SUSPENDED = "暂停建设用地审批"
    ADVANCE_SUSPENDED = "暂停预支"
    QUOTA_SUSPENDED = "暂停增减挂钩指标安排"
    CRITICISED = "通报批评"
    HELD_RESPONSIBLE = "追究责任"
    SUMMONED = "约谈"
    QUOTA_AWARDED = "奖励新增建设用地指标"
    PRAISED = "通报表扬"
    REWARDED = "奖励"
    FAVOURED = "指标分配倾斜"


class InspectionLink(StrEnum):
    """Which link of the work an inspection looked at (B §三(二))."""

    BIDDING = "招投标"
    WORKS = "工程建设"
    FUNDS = "资金使用"
    OTHER = "其他"


class DutyRole(StrEnum):
    """What a responsible person answers for (A §四(一))."""

    FIRST = "第一责任人"
    IN_CHARGE = "分管负责人"
    DEPARTMENT = "责任部门负责人"
    HANDLER = "经办人"


class Retention(StrEnum):
    """How long an archived document is kept (DA/T 22)."""

    PERMANENT = "永久"
    THIRTY = "30年"
    TEN = "10年"
