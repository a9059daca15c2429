"""搬迁名单核对表: the poverty office's list beside the survey, household by household, for the office that gave the list."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.documents.blocks import Align, Cell, Column, Document, PageKind, Section, Table, Width
from linkdesk.documents.roster import SIGNERS, filled_by
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.relocation import RelocationEntry, RelocationList

Compared = tuple[str, RelocationEntry | None, Household | None, str]  # what comparing gave, both sides, what to look at
_SIDE = ("village", "head_name", "id_number", "population", "relocation_type")
_COLUMNS = (
    Column("序号", width=Width.NARROW), Column("核对结果"), Column("名单行号", width=Width.NARROW),
    *(Column(side, (Column("行政村"), Column("户主姓名"), Column("身份证号", width=Width.WIDE), Column("人口", width=Width.NARROW),
                    Column("搬迁类型"))) for side in ("搬迁名单", "摸底调查")),
    Column("需核对的内容", width=Width.WIDE, align=Align.LEFT), Column("核对说明", width=Width.WIDE, align=Align.LEFT))


def reconciliation(dossier: Dossier, listed: RelocationList, lines: Iterable[Compared]) -> Document:
    """The table of a list against a project's survey, in the order given."""
    title = f"{dossier.project.name}搬迁名单核对表"
    rows = tuple(_row(at, *line) for at, line in enumerate(lines, 1))
    said = f"名单：{listed.title}（{'，'.join(filter(None, (listed.office, shown(fields_of(RelocationList)['listed_on'], listed.listed_on))))}）。"
    table = Table(_COLUMNS, rows, title=title, filled_by=filled_by(dossier), signers=SIGNERS, name="搬迁名单核对",
                  notes=(said, "本表含身份证号，仅供部门之间核对使用，不得公示。"))
    return Document("roster", title, (Section((table,), PageKind.TABLE, landscape=True),))


def _row(at: int, found: str, entry: RelocationEntry | None, household: Household | None, said: str) -> tuple[Cell, ...]:
    return (at, found, str(entry.row) if entry and entry.row else "", *_side(entry), *_side(household), said,
            (entry.settled_how or "") if entry else "")


def _side(one: RelocationEntry | Household | None) -> tuple[Cell, ...]:
    return tuple("" if one is None else shown(fields_of(type(one))[name], getattr(one, name)) for name in _SIDE)
