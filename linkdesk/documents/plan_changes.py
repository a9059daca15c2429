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
from linkdesk.documents.maps.changed import changed_maps
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
class Differences:
    """Everything in which a plan as it stands (`new`) differs from a version of it, and the approval of that version."""

    version: PlanVersion
    approval: PlanApproval | None
    old: Dossier
    new: Dossier
    texts: tuple[TextDifference, ...]
    cells: tuple[CellDifference, ...]
    plots: tuple[PlotDifference, ...]

    def __bool__(self) -> bool:
        return bool(self.texts or self.cells or self.plots)


def changes_paper(found: Differences, amended: PlanVersion | None = None, called: str = "") -> Document:
    """The tables of changes on landscape pages, with the map of the plots that changed behind them.

    `amended` is the version that waits to be approved: why, and how it goes up; `called` what the plan is called behind the
    project's name, without it by the province's word.
    """
    called = called or plan_word(found.new)
    title = f"{found.new.project.name}{called}{TITLE}"
    opening = Paragraph((Text(_opening(found, amended, called)),))
    blocks = [block for at, (name, table) in enumerate(changes_tables(found).items()) for block in _part(at, name, table)]
    return Document("plan_changes", title, (Section((_headline(title), opening, *blocks), PageKind.TABLE, landscape=True),
                                            *changed_maps(found.old, found.new, found.plots)), subject_id=found.new.project.id)


def changes_tables(found: Differences) -> dict[str, Table | None]:
    """What differs in text, tables and plots as a table each, by its name; None where nothing does."""
    return {"文字": _texts(found.texts), "表格": _cells(found.cells), "地块": _plots(found.plots, responsible(found.new))}


def nothing_approved(dossier: Dossier) -> Document:
    """The paper of a project no plan of which was approved: there is nothing to change yet."""
    title = f"{dossier.project.name}{TITLE}"
    said = Paragraph((Text("方案还没有经批准的版本，没有可以对照的变更。方案批复后，在“版本和变更”里登记批复。"),))
    return Document("plan_changes", title, (Section((_headline(title), said), PageKind.TABLE, landscape=True),), subject_id=dossier.project.id)


def _headline(title: str) -> Block:
    return Paragraph((Text(title),), Style.TABLE_TITLE, Align.CENTRE)


def _opening(found: Differences, amended: PlanVersion | None, called: str) -> str:
    approval = found.approval
    stood = f"经{approval.approver}{approval.number}批复" if approval else "尚未批复"
    reason = f"变更理由：{amended.reason}。" if amended and amended.reason else ""
    way = f"申报方式：{amended.travels_with}（B §二(七)）。" if amended and amended.travels_with is not TravelsWith.ALONE else ""
    return (f"本表列出{called}现稿与第 {found.version.version} 版（{stood}）的全部差异："
            f"文字 {len(found.texts)} 处，表格 {len(found.cells)} 处，地块 {len(found.plots)} 个。{reason}{way}")


def _part(at: int, title: str, table: Table | None) -> tuple[Block, ...]:
    return (Heading(1, f"{'一二三'[at]}、{title}"), table or Paragraph((Text(NOTHING),)))


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
