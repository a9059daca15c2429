"""The standard attached tables (附表) of a plan, each a document of its own."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.documents.annexes.balance import surplus_sheet
from linkdesk.documents.annexes.basics import basics_sheet
from linkdesk.documents.annexes.built import new_plots_sheet, settlement_plots_sheet
from linkdesk.documents.annexes.estimate import estimate_sheet
from linkdesk.documents.annexes.farmland import farmland_sheet
from linkdesk.documents.annexes.funds import funds_sheet
from linkdesk.documents.annexes.old import old_plots_sheet
from linkdesk.documents.annexes.present import present_sheet
from linkdesk.documents.annexes.quota_plan import quota_plan_sheet
from linkdesk.documents.annexes.schedule import schedule_sheet
from linkdesk.documents.annexes.structure import structure_sheet
from linkdesk.documents.annexes.summary import households_sheet
from linkdesk.documents.annexes.tenure import tenure_sheet
from linkdesk.documents.blocks import Document
from linkdesk.domain.dossier import Dossier
from linkdesk.policy.parts import Pack

TITLES = {"附表1": "项目区基本情况表", "附表2": "拆旧区土地利用现状表", "附表3": "拆旧地块情况表", "附表4": "建新地块情况表",
          "附表5": "安置地块情况表", "附表6": "土地利用结构调整表", "附表7": "耕地数量质量平衡表", "附表8": "周转指标使用和归还计划表",
          "附表9": "节余指标测算表", "附表10": "拆迁农户汇总表", "附表11": "投资估算表", "附表12": "资金筹措与平衡表",
          "附表13": "权属调整表", "附表14": "实施进度计划表"}


def annex_tables(dossier: Dossier, packs: Iterable[Pack] = ()) -> tuple[Document, ...]:
    """The attached tables in the order of their numbers; `packs` tell to which level the plan goes up (附表1, 上报级别)."""
    return (basics_sheet(dossier, tuple(packs)), present_sheet(dossier), old_plots_sheet(dossier), new_plots_sheet(dossier),
            settlement_plots_sheet(dossier), structure_sheet(dossier), farmland_sheet(dossier), quota_plan_sheet(dossier),
            surplus_sheet(dossier), households_sheet(dossier), estimate_sheet(dossier), funds_sheet(dossier), tenure_sheet(dossier),
            schedule_sheet(dossier))
