"""The standard attached tables (附表) that are built so far: 1, 3, 4, 5, 9 and 10, each a document of its own."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.documents.annexes.balance import surplus_sheet
from linkdesk.documents.annexes.basics import basics_sheet
from linkdesk.documents.annexes.built import new_plots_sheet, settlement_plots_sheet
from linkdesk.documents.annexes.old import old_plots_sheet
from linkdesk.documents.annexes.summary import households_sheet
from linkdesk.documents.blocks import Document
from linkdesk.domain.dossier import Dossier
from linkdesk.policy.parts import Pack

TITLES = {"附表1": "项目区基本情况表", "附表3": "拆旧地块情况表", "附表4": "建新地块情况表", "附表5": "安置地块情况表",
          "附表9": "节余指标测算表", "附表10": "拆迁农户汇总表"}


def annex_tables(dossier: Dossier, packs: Iterable[Pack] = ()) -> tuple[Document, ...]:
    """附表 1, 3, 4, 5, 9 and 10; `packs` tell to which level the plan goes up (附表1, 上报级别)."""
    return (basics_sheet(dossier, tuple(packs)), old_plots_sheet(dossier), new_plots_sheet(dossier),
            settlement_plots_sheet(dossier), surplus_sheet(dossier), households_sheet(dossier))
