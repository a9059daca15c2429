"""优先入库依据表: on what grounds a city may take the project into its pool before others (B §二(二)), each with its figure."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.documents.annexes.sheet import responsible
from linkdesk.documents.blocks import Align, Cell, Column, Document, Gap, PageKind, Section, Table, Width
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figure import Figure
from linkdesk.domain.figures import figure
from linkdesk.policy.parts import Pack
from linkdesk.policy.terms import Act

TITLE = "优先入库依据表"
_COLUMNS = (Column("序号", width=Width.NARROW), Column("优先条件", width=Width.WIDE, align=Align.LEFT), Column("本项目情况"),
            Column("说明", width=Width.WIDE, align=Align.LEFT), Column("依据"))
_FIGURES = ("poor_village_count", "relocation_village_count", "relocation_count", "relocation_on_old_count", "relocation_share")


def clause_of_pool(packs: Iterable[Pack]) -> str:
    """The clause by which projects are taken into a pool by priority; empty when no policy of the project knows one."""
    return next((pack.label(step.clause or chain.clause) for pack in packs for chain in pack.chains for step in chain.steps
                 if step.act is Act.POOL), "")


def priority_paper(dossier: Dossier, packs: Iterable[Pack]) -> Document | None:
    """The grounds of a project as one table; None under a policy that knows no pool."""
    clause = clause_of_pool(packs)
    if not clause:
        return None
    rows = tuple((at, *row, clause) for at, row in enumerate((_county(dossier), *(_row(dossier, name) for name in _FIGURES)), 1))
    title = f"{dossier.project.name}{TITLE}"
    table = Table(_COLUMNS, rows, title=title, filled_by=responsible(dossier), name=TITLE,
                  signers=("填表人", "审核人", "负责人"), notes=("是否优先由市级国土资源部门决定；没有填写的在名录里补齐。",))
    return Document("priority", title, (Section((table,), PageKind.TABLE),), subject_id=dossier.project.id)


def _county(dossier: Dossier) -> tuple[Cell, ...]:
    county = dossier.responsible
    told = county.key_county if county else None
    here: Cell = Gap("") if told is None else "是" if told else "否"
    return "国家扶贫开发工作重点县", here, county.name if county else ""


def _row(dossier: Dossier, name: str) -> tuple[Cell, ...]:
    found = figure(name, dossier)
    return found.label, Gap("") if found.value is None else f"{found.text} {found.unit}", _why(found)


def _why(found: Figure) -> str:
    listed = "、".join(label for label, value in found.inputs if not value)
    return "；".join(text for text in (listed or found.formula, found.missing) if text)
