"""附件清单: every paper that goes with the packet of a step, where it stands, and on what clause it is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from linkdesk.documents.annexes.sheet import order_column, responsible
from linkdesk.documents.blocks import Align, Cell, Column, Document, Gap, PageKind, Section, Table, Width
from linkdesk.documents.compliance import cited_documents
from linkdesk.documents.wording import plan_word
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.planning_words import AnnexState, AnnexStep
from linkdesk.policy.annexes import AnnexLine, annex_lines
from linkdesk.policy.parts import Pack

TITLE = "附件清单"
_USUAL = "待核实（通行做法）"  # asked for by no policy of this project
_COLUMNS = (order_column(), Column("代码", width=Width.NARROW), Column("附件", width=Width.WIDE, align=Align.LEFT),
            Column("状态"), Column("份数", decimals=0), Column("依据", width=Width.WIDE, align=Align.LEFT),
            Column("文件和说明", width=Width.WIDE, align=Align.LEFT))


def annex_list(dossier: Dossier, packs: Sequence[Pack], step: AnnexStep = AnnexStep.PLAN) -> Document:
    """The list as one landscape table; a paper that is missing is a named gap."""
    found = annex_lines(dossier, packs, step)
    title = f"{dossier.project.name}{'' if step is AnnexStep.PLAN else step}{TITLE}"
    rows = tuple(_row(dossier, packs, at, line) for at, line in enumerate(found, 1))
    table = Table(_COLUMNS, rows, title=title, filled_by=responsible(dossier),
                  notes=(_counted(found), *cited_documents("依据", _asking(rows, packs))), name=TITLE)
    return Document("annex_list", title, (Section((table,), PageKind.TABLE, landscape=True),), subject_id=dossier.project.id)


def _asking(rows: Sequence[tuple[Cell, ...]], packs: Sequence[Pack]) -> tuple[Pack, ...]:
    """The policies that some paper of the list is asked for by."""
    return tuple(pack for pack in packs if any(pack.cite in str(row[5]) for row in rows))


def _row(dossier: Dossier, packs: Sequence[Pack], at: int, line: AnnexLine) -> tuple[Cell, ...]:
    missing, label = line.state is AnnexState.MISSING, line_label(dossier, line)
    return (at, line.annex.id, label, Gap("缺") if missing else str(line.state), len(line.files) or None,
            _cited(line.annex.cites, packs), _said(line))


def line_label(dossier: Dossier, line: AnnexLine) -> str:
    """What a line is called in the words of the project's province."""
    return line.annex.label.replace("实施方案", plan_word(dossier))


def _cited(cites: str, packs: Sequence[Pack]) -> str:
    """The clauses of the policies that apply here; those of another province say nothing to who reads the list."""
    letters = tuple(pack.cite for pack in packs if pack.issued)
    found = [one for one in cites.split("；") if "§" not in one or one.startswith(letters)]
    return "；".join(found) or _USUAL


def _said(line: AnnexLine) -> str:
    if line.state is AnnexState.NOT_NEEDED:
        return f"不需要：{line.not_needed.not_needed}"
    letters = (f"{letter.number} {letter.title}".strip() for letter in line.letters)
    return "；".join((*letters, *(file.file_name for file in line.files), *filter(None, (line.annex.note,))))


def _counted(found: Sequence[AnnexLine]) -> str:
    states = [line.state for line in found]
    return f"共 {len(found)} 项，" + "，".join(f"{state} {states.count(state)} 项" for state in AnnexState if states.count(state)) + "。"
