"""附件清单: every paper that goes with the plan, where it stands, and on what clause it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from linkdesk.documents.annexes.sheet import order_column, responsible
from linkdesk.documents.blocks import Align, Cell, Column, Document, Gap, PageKind, Section, Table, Width
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.planning_words import AnnexState
from linkdesk.policy.annexes import AnnexLine, annex_lines
from linkdesk.policy.parts import Pack

TITLE = "附件清单"
_COLUMNS = (order_column(), Column("代码", width=Width.NARROW), Column("附件", width=Width.WIDE, align=Align.LEFT),
            Column("状态"), Column("份数", decimals=0), Column("文件", width=Width.WIDE, align=Align.LEFT),
            Column("依据", width=Width.WIDE, align=Align.LEFT), Column("说明", width=Width.WIDE, align=Align.LEFT))


def annex_list(dossier: Dossier, packs: Sequence[Pack]) -> Document:
    """The list as one landscape table; a paper that is missing is a named gap."""
    found = annex_lines(dossier, packs)
    title = f"{dossier.project.name}{TITLE}"
    table = Table(_COLUMNS, tuple(_row(at, line) for at, line in enumerate(found, 1)), title=title, filled_by=responsible(dossier),
                  notes=(_counted(found),), name=TITLE)
    return Document("annex_list", title, (Section((table,), PageKind.TABLE, landscape=True),), subject_id=dossier.project.id)


def _row(at: int, line: AnnexLine) -> tuple[Cell, ...]:
    missing = line.state is AnnexState.MISSING
    return (at, line.annex.id, line.annex.label, Gap("缺") if missing else str(line.state), len(line.files) or None,
            "、".join(file.file_name for file in line.files), line.annex.cites, _said(line))


def _said(line: AnnexLine) -> str:
    return f"不需要：{line.not_needed.not_needed}" if line.state is AnnexState.NOT_NEEDED else line.annex.note


def _counted(found: Sequence[AnnexLine]) -> str:
    states = [line.state for line in found]
    return f"共 {len(found)} 项，" + "，".join(f"{state} {states.count(state)} 项" for state in AnnexState if states.count(state)) + "。"
