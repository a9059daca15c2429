"""变更对照表: everything in which a plan as it stands differs from its approved version – text, tables, plots and their map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.documents.annexes.sheet import SIGNERS, order_column, responsible
from linkdesk.documents.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    PageKind,
    Paragraph,
    Section,
    Style,
    Table,
    Text,
    Width,
)
from linkdesk.documents.comparing import CellDifference, TextDifference
from linkdesk.documents.wording import plan_word
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plan_standing import PlotDifference
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.planning_words import TravelsWith
from linkdesk.domain.quantities import hectares

TITLE = "变更对照表"
NOTHING = "没有差异。"
_TEXT = (order_column(), Column("章节", width=Width.WIDE, align=Align.LEFT), Column("原文", width=Width.WIDE, align=Align.LEFT),
         Column("现文", width=Width.WIDE, align=Align.LEFT))
_CELLS = (order_column(), Column("表", width=Width.WIDE, align=Align.LEFT), Column("行"), Column("栏"),
          Column("原数", width=Width.WIDE), Column("现数", width=Width.WIDE))
_PLOTS = (order_column(), Column("地块编号"), Column("变动"), Column("原面积（公顷）", decimals=4), Column("现面积（公顷）", decimals=4),
          Column("增减（公顷）", decimals=4), Column("资料变动", width=Width.WIDE, align=Align.LEFT))


@dataclass(frozen=True, slots=True)
class Changes:
    """What the paper is made from: the version compared with, its approval, the differences, and how the amendment goes up."""

    version: PlanVersion
    approval: PlanApproval | None
    texts: Sequence[TextDifference]
    cells: Sequence[CellDifference]
    plots: Sequence[PlotDifference]
    reason: str = ""
    travels_with: TravelsWith = TravelsWith.ALONE
    called: str = ""  # what the plan is called behind the project's name; without it by the province's word


def changes_paper(dossier: Dossier, changes: Changes, maps: Iterable[Section] = ()) -> Document:
    """The table of changes as a landscape document, with the map of the plots that changed behind it."""
    called = changes.called or plan_word(dossier)
    title = f"{dossier.project.name}{called}{TITLE}"
    blocks = (Paragraph((Text(_opening(changes, called)),)), *_part(1, "文字", _texts(changes.texts)), *_part(2, "表格", _cells(changes.cells)),
              *_part(3, "地块", _plots(changes.plots, responsible(dossier))))
    return Document("plan_changes", title, (Section((_headline(title), *blocks), PageKind.TABLE, landscape=True), *maps),
                    subject_id=dossier.project.id)


def nothing_approved(dossier: Dossier) -> Document:
    """The paper of a project no plan of which was approved: there is nothing to change yet."""
    title = f"{dossier.project.name}{TITLE}"
    said = Paragraph((Text("方案还没有经批准的版本，没有可以对照的变更。方案批复后，在“版本和变更”里登记批复。"),))
    return Document("plan_changes", title, (Section((_headline(title), said), PageKind.TABLE, landscape=True),), subject_id=dossier.project.id)


def _headline(title: str) -> Block:
    return Paragraph((Text(title),), Style.TABLE_TITLE, Align.CENTRE)


def _opening(changes: Changes, called: str) -> str:
    approval = changes.approval
    stood = (f"经{approval.approver}{approval.number}批复" if approval else "尚未批复")
    reason = f"变更理由：{changes.reason}。" if changes.reason else ""
    way = f"申报方式：{changes.travels_with}（B §二(七)）。" if changes.travels_with is not TravelsWith.ALONE else ""
    return (f"本表列出{called}现稿与第 {changes.version.version} 版（{stood}）的全部差异："
            f"文字 {len(changes.texts)} 处，表格 {len(changes.cells)} 处，地块 {len(changes.plots)} 个。{reason}{way}")


def _part(at: int, title: str, table: Table | None) -> tuple[Block, ...]:
    return (Heading(1, f"{'一二三'[at - 1]}、{title}"), table or Paragraph((Text(NOTHING),)))


def _texts(found: Sequence[TextDifference]) -> Table | None:
    rows = tuple((at, d.heading, d.before or "（无）", d.after or "（删去）") for at, d in enumerate(found, 1))
    return Table(_TEXT, rows, name="文字") if rows else None


def _cells(found: Sequence[CellDifference]) -> Table | None:
    rows = tuple((at, d.table, d.row, d.column or "（整行）", d.before or "（无）", d.after or "（删去）") for at, d in enumerate(found, 1))
    return Table(_CELLS, rows, name="表格") if rows else None


def _plots(found: Sequence[PlotDifference], filled_by: str) -> Table | None:
    rows = tuple(_plot(at, d) for at, d in enumerate(found, 1))
    totals = ("", "合计", "", *(_sum(row[at] for row in rows) for at in (3, 4, 5)), "")
    return Table(_PLOTS, rows, totals, name="地块", filled_by=filled_by, signers=SIGNERS) if rows else None


def _plot(at: int, difference: PlotDifference) -> tuple[Cell, ...]:
    before, after = (None if area is None else hectares(area) for area in (difference.area_before, difference.area_after))
    said = "；".join(f"{label} {was or '（空）'} → {is_ or '（空）'}" for label, was, is_ in difference.fields)
    return (at, difference.code, str(difference.what), before, after, (after or Decimal(0)) - (before or Decimal(0)), said)


def _sum(cells: Iterable[Cell]) -> Decimal:
    return sum((cell for cell in cells if isinstance(cell, Decimal)), Decimal(0))

