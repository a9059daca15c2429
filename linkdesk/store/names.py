"""What the entities are called in sentences for a person."""

from __future__ import annotations

from linkdesk.domain.entities import entity_name

_NAMES = {
    "officer": "经办人",
    "authority": "政府名录",
    "agency": "机关",
    "agency_name": "机关名称",
    "township": "乡镇",
    "village": "行政村",
    "hamlet": "自然村",
    "project": "项目区",
    "plan_section": "方案章节",
    "judgement": "人工判断",
    "policy_override": "政策参数",
    "plot_rings": "界址点",
    "plot": "地块",
    "plot_source": "坐标文件记录",
    "land_use": "地类面积",
    "base_map": "底图",
    "estimate_item": "投资估算明细",
    "fund_source": "资金来源",
    "tenure_adjustment": "权属调整",
    "schedule_task": "进度安排",
    "plan_annex": "方案附件",
    "plan_version": "方案版本",
    "plan_approval": "方案批复",
    "programme_link": "涉农项目补助",
    "household": "农户",
    "member": "家庭成员",
    "house": "房屋",
    "household_event": "农户变动",
    "collective_property": "集体房屋和用地",
    "import_draft": "导入草稿",
    "heading_pattern": "表头样式",
    "relocation_list": "搬迁名单",
    "relocation_entry": "搬迁名单中的农户",
    "import_batch": "导入批次",
    "source_row": "原始行",
    "problem": "问题",
    "agreement": "协议",
    "agreement_line": "协议分项",
    "agreement_event": "协议进度",
    "page_code": "印制页",
    "scanned_page": "扫描页",
    "party": "协议当事人",
    "appraised_item": "评估明细",
    "county_standard": "县级标准",
    "standard_rate": "县级标准分项",
    "payment_batch": "兑付批次",
    "payment": "付款",
    "payment_event": "兑付记录",
    "notice": "公示",
    "objection": "公示异议",
    "complaint": "信访",
    "wording_copy": "县级协议文本",
    "sealed": "封存文稿",
}


def term(entity: type | str) -> str:
    """The Chinese name of an entity class or table, e.g. 农户."""
    return _NAMES.get(entity if isinstance(entity, str) else entity_name(entity), "记录")


def called(entity: type | str) -> str:
    """The Chinese name of an entity class or table in quotation marks, e.g. “农户”."""
    return f"“{term(entity)}”"
